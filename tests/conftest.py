"""The cast: Alice hosts, Bob is a member, Charlie is a stranger."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Generator
from datetime import UTC, datetime

import pytest
from django.test import Client
from pytest_django import DjangoDbBlocker

from tests.cafe import Cafe
from tests.opened import Opened, opened_once
from virtualcafe.accounts.models import Person
from virtualcafe.lib import clock
from virtualcafe.lib.rates import Rates
from virtualcafe.realtime import log
from virtualcafe.rooms import actions
from virtualcafe.rooms.models import Room

NOON = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)


def make_person(username: str, **fields: object) -> Person:
    return Person.objects.create_user(
        username=username, email=f"{username}@example.org", password="correct horse", **fields
    )


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    """The database's history begins once, not in whichever test first looks for it."""
    with django_db_blocker.unblock():
        log.epoch()


@pytest.fixture
def alice(db: None) -> Person:
    return make_person("alice")


@pytest.fixture
def bob(db: None) -> Person:
    return make_person("bob")


@pytest.fixture
def charlie(db: None) -> Person:
    return make_person("charlie")


@pytest.fixture
def room(alice: Person, bob: Person) -> Room:
    """Alice's public room, opened at the café's time now, in which Bob has a seat."""
    room = actions.open_room(alice, name="Reading room", now=clock.now())
    return actions.seat(bob, room, now=clock.now())


@pytest.fixture
def client_of() -> Callable[[Person], Client]:
    """A browser in which this person is signed in."""

    def sign_in(person: Person) -> Client:
        client = Client()
        client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return sign_in


@pytest.fixture(scope="session")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Opened:
    """What stories in real cafés begin from; the workers of a run share it."""
    folder = tmp_path_factory.getbasetemp()
    of_the_run = folder.parent if "PYTEST_XDIST_WORKER" in os.environ else folder
    return opened_once(of_the_run / "opened")


@pytest.fixture(scope="session")
def all_rates() -> list[Rates]:
    ours = [module for name, module in sys.modules.items() if name.startswith("virtualcafe.")]
    return [each for module in ours for each in vars(module).values() if isinstance(each, Rates)]


@pytest.fixture(autouse=True)
def _rested(all_rates: list[Rates]) -> None:
    """Nobody has done anything yet, whoever had their number in an earlier test."""
    for rates in all_rates:
        rates.forget()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """What failed in a real café is told with that café's log."""
    report = yield
    for thing in getattr(item, "funcargs", {}).values() if report.failed else ():
        for cafe in getattr(thing, "servers", (thing,)):
            if isinstance(cafe, Cafe):
                report.sections.append(("The café's log", cafe.log))
    return report
