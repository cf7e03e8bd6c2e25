from __future__ import annotations

from django.core.management.base import BaseCommand

from virtualcafe.lib import clock
from virtualcafe.rooms.cleanup import clean_up


class Command(BaseCommand):
    help = "Remove temporary rooms that nobody was in for half an hour, with their messages."

    def handle(self, *args: object, **options: object) -> None:
        removed = clean_up(clock.now())
        self.stdout.write(f"Removed {len(removed)}: {' '.join(removed)}".rstrip(": "))
