"""What people set on their pages of progress."""

from __future__ import annotations

from django import forms

from virtualcafe.accounts.forms import HoursField

#: Hours a week, to choose by one press.
PRESETS = (5, 10, 20, 40)


class GoalForm(forms.Form):
    weekly_goal_minutes = HoursField(label="Hours a week")
