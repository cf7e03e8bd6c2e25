"""What people set on their pages of progress."""

from __future__ import annotations

from django import forms

from virtualcafe.accounts.forms import HoursField
from virtualcafe.accounts.models import Preferences

#: Hours a week, to choose by one press.
PRESETS = (5, 10, 20, 40)


class GoalForm(forms.ModelForm[Preferences]):
    weekly_goal_minutes = HoursField(label="Hours a week")

    class Meta:
        model = Preferences
        fields = ("weekly_goal_minutes",)


class BoardsForm(forms.ModelForm[Preferences]):
    class Meta:
        model = Preferences
        fields = ("on_boards",)
