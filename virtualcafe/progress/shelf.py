"""The badges there are, as rows, and progress as a whole, after every migration."""

from __future__ import annotations

from typing import Any

from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate
from django.utils import translation

from virtualcafe.progress import rebuilding
from virtualcafe.progress.achievements import ALL
from virtualcafe.progress.models import Achievement

#: After these migrations what is derived is made anew.
DERIVING = {"0001_days_and_standings"}


def create_achievements() -> int:
    """Idempotent; one that is no more goes with what was earned of it. How many there are."""
    with translation.override("en"):
        rows = [
            Achievement(
                **{**each._asdict(), "name": str(each.name), "sentence": str(each.sentence)}
            )
            for each in ALL
        ]
        Achievement.objects.bulk_create(
            rows,
            update_conflicts=True,
            unique_fields=["slug"],
            update_fields=["family", "tier", "threshold", "name", "sentence"],
        )
    Achievement.objects.exclude(slug__in=[each.slug for each in ALL]).delete()
    return len(ALL)


def watch(config: AppConfig) -> None:
    post_migrate.connect(_after_migrating, sender=config)


def _after_migrating(using: str, plan: Any = (), **_: Any) -> None:
    if Achievement._meta.db_table not in connections[using].introspection.table_names():
        return  # on the way back, or on the way to an app below
    create_achievements()
    done = {each.name for each, backwards in plan if each.app_label == "progress" and not backwards}
    if done & DERIVING:
        for _done in rebuilding.rebuild():
            pass
