"""A café in this process, with real sockets: uvicorn in a thread, clients over loopback."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.db import transaction
from websockets.sync.client import ClientConnection, connect

from virtualcafe.accounts.models import Person
from virtualcafe.lib.errors import Forbidden, NotFound
from virtualcafe.realtime import kinds, log
from virtualcafe.realtime.runtime import Runtime
from virtualcafe.realtime.server import Server, listen

PATIENCE = 10


class Desk(kinds.StreamKind):
    """A kind of stream for tests: whoever is in `members` may listen; `secret` is invisible."""

    prefix = "desk"

    def __init__(self) -> None:
        self.members: set[int] = set()
        self.came: list[set[int]] = []
        self.went: list[set[int]] = []

    def admit(self, person_id: int, key: str) -> None:
        if key == "secret":
            raise NotFound
        if person_id not in self.members:
            raise Forbidden

    def state(self, person_id: int, key: str) -> dict[str, object]:
        return {"desk": key}

    def arrived(self, key: str, people: Any, now: Any) -> None:
        self.came.append(set(people))

    def gone(self, key: str, people: Any, now: Any) -> None:
        self.went.append(set(people))


class Client:
    """A program or a tab: frames in, frames out, in order."""

    def __init__(self, connection: ClientConnection) -> None:
        self.raw = connection
        self._ids = 0

    def send(self, **frame: object) -> None:
        self.raw.send(json.dumps(frame))

    def next(self) -> dict[str, Any]:
        frame: dict[str, Any] = json.loads(self.raw.recv(timeout=PATIENCE))
        return frame

    def ask(self, **frame: object) -> dict[str, Any]:
        """Send with an id and read until its answer; what came before it is dropped."""
        self._ids += 1
        self.send(id=self._ids, **frame)
        return self.until(lambda heard: heard.get("id") == self._ids)

    def until(self, wanted: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
        while not wanted(frame := self.next()):
            pass
        return frame

    def until_type(self, kind: str) -> dict[str, Any]:
        return self.until(lambda heard: heard["type"] == kind)

    def quiet(self, seconds: float = 0.3) -> bool:
        """Nothing but heartbeats comes for a moment."""
        try:
            while True:
                if json.loads(self.raw.recv(timeout=seconds))["type"] != "ping":
                    return False
        except TimeoutError:
            return True

    def closed_with(self) -> int:
        """Read on until the server closes, and tell with which code."""
        from websockets.exceptions import ConnectionClosed

        try:
            while True:
                self.raw.recv(timeout=PATIENCE)
        except ConnectionClosed as closed:
            return closed.rcvd.code if closed.rcvd else 1006


class Cafe:
    def __init__(self) -> None:
        listener = listen("127.0.0.1", 0)
        self.port = listener.getsockname()[1]
        self._opened = threading.Event()
        self._clients = ExitStack()
        self.server = Server(prepare=lambda: None, opened=self._opened.set, closing=lambda: None)
        self._thread = threading.Thread(target=self.server.run, args=([listener],))

    def open(self) -> None:
        self._thread.start()
        assert self._opened.wait(PATIENCE), self.server.failure

    def close(self) -> None:
        self.server.should_exit = True
        self._thread.join(PATIENCE)
        self._clients.close()
        assert not self._thread.is_alive()

    @property
    def runtime(self) -> Runtime:
        assert Runtime.here is not None
        return Runtime.here

    def cookie_of(self, person: Person) -> str:
        session = SessionStore()
        session[SESSION_KEY] = str(person.pk)
        session[BACKEND_SESSION_KEY] = "allauth.account.auth_backends.AuthenticationBackend"
        session[HASH_SESSION_KEY] = person.get_session_auth_hash()
        session.save()
        return f"sessionid={session.session_key}"

    def handshake(
        self,
        path: str = "/ws/",
        *,
        subprotocols: list[str] | None = None,
        origin: str | None = None,
        headers: dict[str, str] | None = None,
    ) -> Client:
        opening = connect(
            f"ws://127.0.0.1:{self.port}{path}",
            subprotocols=(["cafe.v1"] if subprotocols is None else subprotocols) or None,  # type: ignore[arg-type]
            origin=origin,  # type: ignore[arg-type]
            additional_headers=headers,
            compression=None,
            open_timeout=PATIENCE,
        )
        return Client(self._clients.enter_context(opening))

    def connect(self, person: Person, path: str = "/ws/", *, cookie: str = "") -> Client:
        """A tab of this person, after its `hello`."""
        client = self.handshake(
            path,
            origin=f"http://127.0.0.1:{self.port}",
            headers={"Cookie": cookie or self.cookie_of(person)},
        )
        assert client.next()["type"] == "hello"
        return client


@pytest.fixture
def cafe(transactional_db: None) -> Iterator[Cafe]:
    cafe = Cafe()
    cafe.open()
    yield cafe
    cafe.close()


def eventually(what: Callable[[], object], seconds: float = 5) -> bool:
    end = time.monotonic() + seconds
    while not what():
        if time.monotonic() > end:
            return False
        time.sleep(0.1)
    return True


@pytest.fixture
def desk() -> Iterator[Desk]:
    kind = Desk()
    kinds.register(kind)
    yield kind
    del kinds._kinds["desk"]


def happen(stream: str, *words: str) -> list[int]:
    """Something lasting happens on a stream, as an action of an app would say it."""
    with transaction.atomic():
        return log.append(stream, *(("word", {"word": word}) for word in words))
