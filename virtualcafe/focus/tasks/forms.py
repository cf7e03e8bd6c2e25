"""What a page's form says of a task."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from virtualcafe.focus.tasks import fields, models
from virtualcafe.focus.tasks.models import Task

_DAY = "%Y-%m-%d"


class TaskForm(forms.Form):
    title = forms.CharField(
        label=_("Title"),
        max_length=models.LONGEST_TITLE,
        widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}),
    )
    notes = forms.CharField(
        label=_("Notes"),
        max_length=models.LONGEST_NOTES,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
    )
    due = forms.DateField(
        label=_("Due"),
        required=False,
        widget=forms.DateInput(
            format=_DAY,
            attrs={"type": "date", "min": fields.EARLIEST, "max": fields.LATEST},
        ),
    )
    estimate = forms.IntegerField(
        label=_("Rounds"), required=False, min_value=1, max_value=models.MOST_ROUNDS
    )
    priority = forms.ChoiceField(
        label=_("Priority"),
        required=False,
        choices=[("high", _("High")), ("normal", _("Normal")), ("low", _("Low"))],
        initial=Task.Priority.NORMAL,
    )
    recurrence = forms.ChoiceField(
        label=_("Repeats"),
        required=False,
        choices=[
            ("none", _("Never")),
            ("daily", _("Every day")),
            ("weekdays", _("Monday to Friday")),
            ("weekly", _("Every week")),
            ("monthly", _("Every month")),
        ],
        initial=Task.Recurrence.NONE,
    )

    @classmethod
    def of(cls, task: Task) -> TaskForm:
        return cls(initial={name: getattr(task, name) for name in cls.base_fields})

    @property
    def given(self) -> dict[str, object]:
        """What was sent. A choice that was left out stays as it is."""
        sent = {name: value for name, value in self.cleaned_data.items() if name in self.data}
        return {name: value for name, value in sent.items() if value != "" or name == "notes"}
