"""Fill a café to look at. A café that somebody lives in is left as it is."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from virtualcafe.lib import clock
from virtualcafe.pages import demo
from virtualcafe.pages.management.commands.serve import prepare


class Command(BaseCommand):
    help = "Fill an empty café with people, rooms, messages and weeks of sessions."
    requires_system_checks = ()

    def handle(self, *args: Any, **options: Any) -> None:
        prepare()
        filled = demo.fill(now=clock.now())
        self.stdout.write("The café is filled." if filled else "Somebody lives here already.")
        if filled:
            self.stdout.write(f"Sign in as {', '.join(demo.PEOPLE)}.")
            self.stdout.write(f"Everybody's password is {demo.PASSWORD}")
