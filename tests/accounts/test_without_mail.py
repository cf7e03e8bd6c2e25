"""A café that can send no letters asks nobody to verify: everyone counts as verified."""

from __future__ import annotations

import pytest
from django.core import mail
from django.test import Client

from tests.accounts.visitor import sign_up
from virtualcafe.accounts.models import Person

pytestmark = pytest.mark.django_db


def test_nobody_is_asked(client: Client) -> None:
    sign_up(client)
    assert Person.objects.get().is_verified
    assert mail.outbox == []
    assert "Send the link again" not in client.get("/settings/").content.decode()


def test_once_it_can_send_they_are_asked(client: Client, settings) -> None:
    sign_up(client)
    settings.CAFE_MAIL = True
    assert Person.objects.get().must_verify
    assert "Send the link again" in client.get("/settings/").content.decode()
