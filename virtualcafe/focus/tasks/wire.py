"""Tasks and parked thoughts as JSON."""

from __future__ import annotations

from collections.abc import Collection

from virtualcafe.focus.tasks.models import Parked, Task
from virtualcafe.focus.tasks.selectors import rounds_of
from virtualcafe.lib.clock import iso


def task_objects(tasks: Collection[Task]) -> list[dict[str, object]]:
    rounds = rounds_of(tasks)
    return [_task_object(task, rounds=rounds.get(task.pk, 0)) for task in tasks]


def task_object(task: Task) -> dict[str, object]:
    return task_objects([task])[0]


def _task_object(task: Task, *, rounds: int) -> dict[str, object]:
    return {
        "id": task.pk,
        "title": task.title,
        "notes": task.notes,
        "priority": task.priority,
        "due": task.due.isoformat() if task.due else None,
        "estimate": task.estimate,
        "rounds": rounds,
        "position": task.position,
        "recurrence": task.recurrence,
        "active": task.active,
        "done": task.done_at is not None,
        "done_at": iso(task.done_at),
        "created_at": iso(task.created_at),
    }


def parked_object(parked: Parked) -> dict[str, object]:
    return {
        "id": parked.pk,
        "text": parked.text,
        "kept": parked.kept,
        "created_at": iso(parked.created_at),
    }
