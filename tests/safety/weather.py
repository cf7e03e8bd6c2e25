"""A network that loses, doubles and shuffles what is said, and a page that keeps to PROTOCOL.md."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.realtime.conftest import Cafe, Client
from virtualcafe.realtime.bus import Broadcast

#: What changes a message that stands.
MESSAGES = {"chat_message", "message_edited", "message_deleted", "message_pinned"}


class Weather:
    """Stands before the hub and does to its broadcasts what networks do."""

    def __init__(self, cafe: Cafe) -> None:
        self.mode = "fair"
        self._held: list[Broadcast] = []
        self._hub = cafe.runtime.hub
        self._through = self._hub.receive
        self._hub.receive = self.receive  # type: ignore[method-assign]

    def receive(self, broadcasts: Any) -> None:
        for each in broadcasts:
            if each.stream.startswith("!"):
                self._through([each])
            elif self.mode == "double":
                self._through([each, each])
            elif self.mode == "hold":
                self._held.append(each)
            elif self.mode == "fair":
                self._through([each])

    def clear_up(self) -> None:
        """What was held back comes after all, the last first."""
        self.mode, held = "fair", self._held[::-1]
        self._held = []
        self._hub.receive(held)


class Page:
    """What PROTOCOL.md asks of a client: it keeps `seq`, and takes each event once, in order."""

    def __init__(self, stream: str) -> None:
        self.stream = stream
        self.seq: int | None = None
        self.epoch: str | None = None
        self.heard: dict[int, str] = {}
        self.posted: list[str] = []
        self.shown: dict[int, dict[str, Any]] = {}
        self.reactions: dict[tuple[int, str], int] = {}
        self.tab: Client | None = None

    def listen(self) -> None:
        """Subscribe where it stopped, and take what comes until it is level."""
        assert self.tab is not None
        since = {} if self.seq is None else {"since": self.seq, "epoch": self.epoch}
        self.tab.send(type="subscribe", id="s", stream=self.stream, **since)
        answer = self.tab.until(self._take_until(lambda frame: frame.get("id") == "s"))
        assert answer["type"] == "ok", answer
        self.epoch = answer["epoch"]
        # What was live before the answer is told again after it: the replay goes on from `since`.
        self.seq = since.get("since", answer["seq"])
        ends = {"synced", "reset"}
        end = self.tab.until(self._take_until(lambda frame: frame["type"] in ends))
        assert (end["type"], end["seq"]) == ("synced", self.seq)

    def _take_until(self, last: Callable[[dict[str, Any]], bool]) -> Callable[[Any], bool]:
        def look(frame: dict[str, Any]) -> bool:
            if frame["type"] == "ping":
                self.tab.send(type="pong", t=frame["t"])  # type: ignore[union-attr]
            elif (
                frame.get("stream") == self.stream
                and "seq" in frame
                and frame["type"]
                not in {
                    "ok",
                    "synced",
                }
            ):
                self._take(frame)
            return last(frame)

        return look

    def _take(self, frame: dict[str, Any]) -> None:
        assert self.seq is not None
        assert frame["seq"] == self.seq + 1, (self.seq, frame)
        self.seq = frame["seq"]
        if frame["seq"] in self.heard:
            assert self.heard[frame["seq"]] == frame["type"]
            return
        self.heard[frame["seq"]] = frame["type"]
        if frame["type"] in MESSAGES:
            message = frame["message"]
            self.shown[message["id"]] = message
            if frame["type"] == "chat_message":
                self.posted.append(message["cid"])
        elif frame["type"] == "message_reaction":
            self.reactions[frame["message_id"], frame["emoji"]] = frame["count"]
