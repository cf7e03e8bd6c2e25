"""A malware scanner that runs beside the café: clamd, by its INSTREAM command (clamd(8))."""

from __future__ import annotations

import socket
import struct
from contextlib import closing
from typing import IO

#: clamd's own default is 25 MB as well; its answer may take a while on a small machine.
SECONDS = 60
CHUNK = 64 * 1024
#: "stream: <name> FOUND" and nothing longer.
MOST_ANSWER = 4096

Address = tuple[str, int] | str


class ScannerTrouble(Exception):
    """The scanner can't be reached or says that it could not look."""


def found_in(stream: IO[bytes], scanner: Address) -> str | None:
    """The name of the malware in this file; None: the scanner knows nothing against it.

    `scanner`: host and port, or the path of a socket. Raises ScannerTrouble."""
    stream.seek(0)
    try:
        with closing(_connected(scanner)) as line:
            _say(line, stream)
            answer = _heard(line)
    except OSError as trouble:
        raise ScannerTrouble(str(trouble)) from trouble
    if answer.endswith(" FOUND"):
        return answer.removeprefix("stream: ").removesuffix(" FOUND")
    if answer != "stream: OK":
        raise ScannerTrouble(answer or "no answer")
    return None


def _connected(scanner: Address) -> socket.socket:
    if isinstance(scanner, tuple):
        return socket.create_connection(scanner, SECONDS)
    line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    line.settimeout(SECONDS)
    try:
        line.connect(scanner)
    except OSError:
        line.close()
        raise
    return line


def _say(line: socket.socket, stream: IO[bytes]) -> None:
    line.sendall(b"zINSTREAM\0")
    while chunk := stream.read(CHUNK):
        line.sendall(struct.pack(">I", len(chunk)) + chunk)
    line.sendall(struct.pack(">I", 0))


def _heard(line: socket.socket) -> str:
    answer = b""
    while len(answer) < MOST_ANSWER and (more := line.recv(MOST_ANSWER)):
        answer += more
    return answer.rstrip(b"\0\n").decode(errors="replace")
