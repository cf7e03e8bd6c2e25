from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from virtualcafe.progress import rebuilding


class Command(BaseCommand):
    help = "Derive everybody's progress from their sessions again. The café may be open meanwhile."

    def handle(self, *args: Any, **options: Any) -> None:
        done = 0
        for done in rebuilding.rebuild():
            if options["verbosity"] > 1:
                self.stdout.write(f"{done} people")
        self.stdout.write(f"Progress of {done} people derived from their sessions.")
