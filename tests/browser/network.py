"""A network between a browser and the café that can be cut.

Chromium's own offline mode only lets open WebSockets hang, as a tunnel does; to break them, the
bytes go through here."""

from __future__ import annotations

import socket
import struct
import threading
from contextlib import suppress
from typing import Self

CHUNK = 65_536
#: Closing with this lingering sends a reset: the cable is out, nobody says goodbye.
ABRUPTLY = struct.pack("ii", 1, 0)


class Network:
    """Forwards ``url`` to a port of this machine, inside ``with``, until it is cut."""

    def __init__(self, port: int) -> None:
        self._target = ("127.0.0.1", port)
        self._lock = threading.Lock()
        self._lines: list[socket.socket] = []
        self._is_cut = False
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://localhost:{self._listener.getsockname()[1]}"

    def __enter__(self) -> Self:
        threading.Thread(target=self._accept, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._listener.close()
        self.cut()

    def cut(self) -> None:
        """Everything that is open breaks, and what is new finds nobody."""
        with self._lock:
            self._is_cut = True
            lines, self._lines = self._lines, []
        for line in lines:
            _break(line)

    def mend(self) -> None:
        with self._lock:
            self._is_cut = False

    def _accept(self) -> None:
        while True:
            try:
                near, _ = self._listener.accept()
            except OSError:
                return
            self._connect(near)

    def _connect(self, near: socket.socket) -> None:
        with self._lock:
            if self._is_cut:
                _break(near)
                return
            far = socket.create_connection(self._target)
            self._lines += [near, far]
        for source, sink in ((near, far), (far, near)):
            threading.Thread(target=_carry, args=(source, sink), daemon=True).start()


def _carry(source: socket.socket, sink: socket.socket) -> None:
    with suppress(OSError):
        while data := source.recv(CHUNK):
            sink.sendall(data)
        sink.shutdown(socket.SHUT_WR)


def _break(line: socket.socket) -> None:
    with suppress(OSError):
        line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, ABRUPTLY)
        line.shutdown(socket.SHUT_RD)
    line.close()
