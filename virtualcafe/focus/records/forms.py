"""What a page's form says of a session."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from virtualcafe.accounts.models import Person
from virtualcafe.focus.models import Session
from virtualcafe.focus.records import rules
from virtualcafe.focus.records.reporting import MOST_LETTERS
from virtualcafe.focus.tasks.selectors import open_tasks
from virtualcafe.lib.local_days import zone

_MINUTE = "%Y-%m-%dT%H:%M"
USUAL = timedelta(minutes=25)


class SessionForm(forms.Form):
    """Times are those of the person's own clock, to the minute."""

    began = forms.DateTimeField(
        label=_("It began"),
        input_formats=[_MINUTE, f"{_MINUTE}:%S"],
        widget=forms.DateTimeInput(format=_MINUTE, attrs={"type": "datetime-local"}),
    )
    minutes = forms.IntegerField(label=_("Minutes"), min_value=1, max_value=rules.MOST_MINUTES)
    task = forms.CharField(
        label=_("Task"),
        max_length=MOST_LETTERS,
        required=False,
        widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off", "list": "tasks"}),
    )
    goal = forms.CharField(
        label=_("What it was for"),
        max_length=MOST_LETTERS,
        required=False,
        widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}),
    )

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._zone = zone(person.time_zone)
        self._tasks = {task.title: task.pk for task in open_tasks(person)}

    @classmethod
    def new(cls, person: Person, *, now: datetime) -> SessionForm:
        began = _by_the_clock(now - USUAL, person)
        return cls(person=person, initial={"began": began, "minutes": USUAL // rules.MINUTE})

    @classmethod
    def of(cls, session: Session, person: Person, data: Any = None) -> SessionForm:
        initial = {
            "began": _by_the_clock(session.started_at, person),
            "minutes": session.minutes,
            "task": session.task,
            "goal": session.goal,
        }
        return cls(data, person=person, initial=initial)

    @property
    def titles(self) -> list[str]:
        return list(self._tasks)

    @property
    def given(self) -> dict[str, Any]:
        """What differs from what the form showed, as the actions know it."""
        said = {name: self.cleaned_data[name] for name in self.changed_data}
        if "began" in said:
            said["started_at"] = said.pop("began").replace(tzinfo=self._zone)
        if "task" in said:
            said["task"] = self._tasks.get(said["task"], said["task"])
        return said

    @property
    def all_of_it(self) -> dict[str, Any]:
        began = self.cleaned_data["began"].replace(tzinfo=self._zone)
        task = self.cleaned_data["task"]
        return {
            "started_at": began,
            "minutes": self.cleaned_data["minutes"],
            "task": self._tasks.get(task, task),
            "goal": self.cleaned_data["goal"],
        }


def _by_the_clock(moment: datetime, person: Person) -> datetime:
    """What the clock on their wall shows; as if in UTC, in which forms read what is typed."""
    shown = moment.astimezone(zone(person.time_zone))
    return shown.replace(tzinfo=UTC, second=0, microsecond=0)
