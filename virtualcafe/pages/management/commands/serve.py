"""Open the café: migrate, open the lounge, serve, and keep the clock, all in this one process."""

from __future__ import annotations

import gc
import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from virtualcafe.accounts import actions as accounts
from virtualcafe.lib import clock
from virtualcafe.lib.schedule import Clockwork
from virtualcafe.lib.worker import Worker
from virtualcafe.pages.assets import collect_when_changed
from virtualcafe.realtime.server import Server, listen, settle_process, tune_process
from virtualcafe.rooms import actions as rooms

EVERYWHERE = {"127.0.0.1", "0.0.0.0", "::1", "::"}


class Command(BaseCommand):
    help = "Open the café on this machine."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--host", default="127.0.0.1", help="address to listen on")
        parser.add_argument("--port", type=_port, default=8000, help="port to listen on")

    def handle(self, *args: Any, host: str, port: int, **options: Any) -> None:
        try:
            listener = listen(host, port)
        except OSError as error:
            raise CommandError(f"Port {port} on {host} can't be used: {error.strerror}.") from error
        port = listener.getsockname()[1]  # once it closes it has none
        # WhiteNoise looks at the folder once, when the application is made.
        collect_when_changed()
        clockwork, worker = Clockwork(), Worker()

        def opened() -> None:
            clockwork.start()
            worker.start()
            settle_process()
            self._welcome(host, port)

        def closing() -> None:
            clockwork.stop()
            worker.stop()

        tune_process()
        server = Server(prepare=prepare, opened=opened, closing=closing)
        server.run(sockets=[listener])
        gc.unfreeze()  # what is left open, as a database, closes as it is let go
        if server.failure is not None:
            raise CommandError(f"The café could not open: {server.failure}") from server.failure

    def _welcome(self, host: str, port: int) -> None:
        shown = "localhost" if host in EVERYWHERE else host
        self.stdout.write(f"The café is open: http://{shown}:{port}")
        if path := accounts.first_admin_link():
            self.stdout.write(f"Become its admin (works once): http://{shown}:{port}{path}")
        self.stdout.write("Ctrl-C closes it.")
        sys.stdout.flush()


def prepare() -> None:
    call_command("migrate", verbosity=0, interactive=False)
    rooms.open_lounge(now=clock.now())


def _port(raw: str) -> int:
    if not raw.isdigit() or not 0 <= int(raw) < 65_536:
        raise CommandError(f"--port should be a number from 0 to 65535, but it is {raw!r}.")
    return int(raw)
