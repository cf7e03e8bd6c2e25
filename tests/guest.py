"""A client written from PROTOCOL.md alone: posts, resumes, sends again what nobody answered."""

from __future__ import annotations

import json
import random
import threading
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

from websockets.exceptions import ConnectionClosed, InvalidHandshake
from websockets.sync.client import ClientConnection, connect

PATIENCE = 30
FINAL = {4400, 4401, 4403, 4406}


class Guest:
    """One person in one room, in a thread. `heard` is what a faithful page would show."""

    def __init__(
        self, url: str, cookie: str, stream: str, *, posts: int = 0, token: str = ""
    ) -> None:
        self.stream = stream
        self.heard: dict[int, dict[str, Any]] = {}
        self.answered: dict[str, int] = {}
        self.doubled: list[int] = []
        self.connections = 0
        self.closed_for_good: int | None = None
        self.synced = self.removed = False
        self._url, self._cookie, self._token = url, cookie, token
        self._to_post = [str(uuid.uuid4()) for _ in range(posts)]
        self._seq = 0
        self._epoch: str | None = None
        self._over = threading.Event()
        self._changed = threading.Condition()
        self._thread = threading.Thread(target=self._live, daemon=True)

    def sit_down(self) -> None:
        self._thread.start()

    def leave(self) -> None:
        self._over.set()

    def gone(self) -> None:
        self._thread.join(PATIENCE)

    @property
    def messages(self) -> list[str]:
        """The cids of the messages in their order."""
        frames = (self.heard[seq] for seq in sorted(self.heard))
        return [frame["message"]["cid"] for frame in frames if frame["type"] == "chat_message"]

    @property
    def summary(self) -> str:
        heard, unanswered = len(self.heard), len(self._to_post)
        state = f"{self.connections=}, {self.synced=}, {self.closed_for_good=}"
        return f"at {self._seq}, heard {heard}, unanswered {unanswered}, {state}"

    def wait(self, wanted: Any) -> None:
        """Until `wanted(self)` holds."""
        with self._changed:
            assert self._changed.wait_for(lambda: wanted(self), PATIENCE), self.summary

    def _live(self) -> None:
        while not self._over.is_set() and self.closed_for_good is None:
            with suppress(OSError, InvalidHandshake, TimeoutError, EOFError):
                self._visit()
            self._over.wait(random.uniform(0.05, 0.4))

    def _visit(self) -> None:
        address = self._url.replace("http", "ws", 1) + "/ws/"
        address += f"?token={self._token}" if self._token else ""
        headers = {"Cookie": self._cookie} if self._cookie else {}
        with connect(
            address,
            subprotocols=["cafe.v1"],  # type: ignore[list-item]
            origin=self._url,  # type: ignore[arg-type]
            additional_headers=headers,
            compression=None,
        ) as wire:
            self.connections += 1
            try:
                self._sit(wire)
            except ConnectionClosed as closed:
                code = closed.rcvd.code if closed.rcvd else 1006
                self.closed_for_good = code if code in FINAL else None
                self._tell()

    def _sit(self, wire: ClientConnection) -> None:
        posted: str | None = None
        resume = {"since": self._seq, "epoch": self._epoch}
        wire.send(json.dumps({"type": "subscribe", "id": "s", "stream": self.stream, **resume}))
        while not self._over.is_set():
            try:
                frame = json.loads(wire.recv(timeout=0.2))
            except TimeoutError:
                continue
            if frame["type"] == "ok" and frame["id"] == posted and posted:
                self.answered[posted] = frame["message_id"]
                self._to_post.remove(posted)
                posted = None
            elif frame["type"] == "error" and frame["id"] == posted and posted:
                self._over.wait(frame["retry_after"] or 0)
                posted = None
            else:
                self._take(frame, wire)
            if posted is None and self._to_post and self._epoch is not None:
                posted = self._to_post[0]
                self._post(wire, posted)
            self._tell()

    def _post(self, wire: ClientConnection, cid: str) -> None:
        frame = {"type": "chat_message", "id": cid, "stream": self.stream, "cid": cid}
        wire.send(json.dumps(frame | {"content": f"said {cid}"}))

    def _take(self, frame: dict[str, Any], wire: ClientConnection) -> None:
        match frame["type"]:
            case "ok" if frame["id"] == "s":
                self._epoch = frame["epoch"]
            case "ping":
                wire.send(json.dumps({"type": "pong", "t": frame["t"]}))
                if frame["tops"].get(self.stream, 0) > self._seq:
                    again = {"type": "subscribe", "id": "s", "stream": self.stream}
                    wire.send(json.dumps(again | {"since": self._seq, "epoch": self._epoch}))
            case "synced" if frame["stream"] == self.stream:
                self.synced = True
            case "removed_from_room":
                self.removed = True
            case _ if frame.get("stream") == self.stream and "message" in frame:
                self._hear(frame)
            case _ if frame.get("stream") == self.stream and "seq" in frame:
                self._seq = max(self._seq, frame["seq"])

    def _hear(self, frame: dict[str, Any]) -> None:
        if frame["seq"] in self.heard:
            self.doubled.append(frame["seq"])
        self.heard[frame["seq"]] = frame
        self._seq = frame["seq"]

    def _tell(self) -> None:
        with self._changed:
            self._changed.notify_all()


@contextmanager
def guests(url: str, cookies: list[str], stream: str, *, posts: int) -> Iterator[list[Guest]]:
    """One for each cookie, all at once; at the end all of them leave."""
    everybody = [Guest(url, cookie, stream, posts=posts) for cookie in cookies]
    for guest in everybody:
        guest.sit_down()
    try:
        yield everybody
    finally:
        for guest in everybody:
            guest.leave()
        for guest in everybody:
            guest.gone()
