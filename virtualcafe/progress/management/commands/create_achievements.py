from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from virtualcafe.progress import shelf


class Command(BaseCommand):
    help = "Put every badge there is into the table. Migrations do it too; doing it again is safe."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{shelf.create_achievements()} badges.")
