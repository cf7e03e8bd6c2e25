"""Setting the week's goal on the page of one's progress."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from virtualcafe.accounts.models import Person, Preferences
from virtualcafe.progress import selectors

SignIn = Callable[[Person], Client]


@pytest.mark.parametrize(("hours", "minutes"), [("5", 300), ("40", 2400), ("12.5", 750)])
def test_a_preset_or_ones_own_number_is_the_goal_from_now_on(
    alice: Person, client_of: SignIn, hours: str, minutes: int
) -> None:
    client = client_of(alice)
    answer = client.post("/progress/goal/", {"weekly_goal_minutes": hours}, follow=True)
    assert "Your goal is set." in answer.content.decode()
    assert selectors.goal_of(Person.objects.get(pk=alice.pk)) == minutes
    assert answer.context["picture"].week.circle.goal == minutes


@pytest.mark.parametrize("hours", ["", "0", "-3", "169", "many", "1e9"])
def test_what_is_no_goal_is_said_beside_the_field_and_changes_nothing(
    alice: Person, client_of: SignIn, hours: str
) -> None:
    answer = client_of(alice).post("/progress/goal/", {"weekly_goal_minutes": hours})
    assert answer.status_code == 400
    shown = answer.content.decode()
    assert 'class="field-error"' in shown
    assert '<details class="goal-forms" open>' in shown
    assert "0 min of 10 h." in shown
    assert not Preferences.objects.filter(person=alice).exclude(weekly_goal_minutes=600).exists()


def test_signed_out_nothing_is_set(db: None, client: Client) -> None:
    answer = client.post("/progress/goal/", {"weekly_goal_minutes": "5"})
    assert (answer.status_code, answer["Location"]) == (302, "/login/?next=/progress/goal/")
