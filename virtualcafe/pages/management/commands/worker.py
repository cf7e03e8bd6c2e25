"""Run the periodic work and the tasks beside several servers, until Ctrl-C."""

from __future__ import annotations

import signal
from typing import Any

from django.core.management.base import BaseCommand

from virtualcafe.lib.schedule import Clockwork
from virtualcafe.lib.worker import Worker


class Command(BaseCommand):
    help = "Do the café's periodic work and its tasks in this process."

    def handle(self, *args: Any, **options: Any) -> None:
        clockwork, worker = Clockwork(), Worker()
        for end in (signal.SIGINT, signal.SIGTERM):
            signal.signal(end, lambda *_: worker.stop())
        clockwork.start()
        self.stdout.write("The worker is at work. Ctrl-C ends it.")
        self.stdout.flush()
        worker.run_here()
        clockwork.stop()
