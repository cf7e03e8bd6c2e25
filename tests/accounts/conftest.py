from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from django.core.cache import cache
from django.test import Client
from pytest_django import Settings

from virtualcafe.accounts.models import Person

Browser = Callable[[Person], Client]


@pytest.fixture(autouse=True)
def no_limit_used_up() -> Iterator[None]:
    """Rate limits live in the cache, which outlives a test."""
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def mail_goes_out(settings: Settings) -> None:
    """The café can send letters, so people are asked to verify."""
    settings.CAFE_MAIL = True
    settings.ACCOUNT_EMAIL_VERIFICATION = "optional"
