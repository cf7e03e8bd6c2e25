"""Following and blocking, as forms and over the API."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.accounts.conftest import Browser
from tests.conftest import NOON
from virtualcafe.accounts import relations
from virtualcafe.accounts.models import Block, Follow, Person
from virtualcafe.lib.errors import BadRequest, Forbidden


def test_follow_and_unfollow(alice: Person, bob: Person) -> None:
    relations.follow(bob, alice, now=NOON)
    relations.follow(bob, alice, now=NOON)
    assert relations.relation(bob, alice) == (True, False)
    assert relations.relation(alice, bob) == (False, False)
    relations.unfollow(bob, alice)
    relations.unfollow(bob, alice)
    assert not Follow.objects.exists()


def test_a_block_ends_following_both_ways(alice: Person, bob: Person) -> None:
    relations.follow(bob, alice, now=NOON)
    relations.follow(alice, bob, now=NOON)
    relations.block(alice, bob, now=NOON)
    relations.block(alice, bob, now=NOON)
    assert not Follow.objects.exists()
    assert relations.blocked_ids(alice) == [bob.pk]
    assert relations.blocked_ids(bob) == []
    for one, other in ((alice, bob), (bob, alice)):
        with pytest.raises(Forbidden):
            relations.follow(one, other, now=NOON)
    relations.unblock(alice, bob)
    relations.follow(bob, alice, now=NOON)


def test_not_oneself(alice: Person) -> None:
    for act in (relations.follow, relations.block):
        with pytest.raises(BadRequest):
            act(alice, alice, now=NOON)


def test_by_form(alice: Person, bob: Person, client_of: Browser) -> None:
    browser = client_of(bob)
    assert browser.post("/u/ALICE/follow/")["Location"] == "/u/alice/"
    assert Follow.objects.get().followed == alice
    assert b"Stop following" in browser.get("/u/alice/").content
    browser.post("/u/alice/unfollow/")
    assert not Follow.objects.exists()
    answer = browser.post("/u/alice/block/", {"next": "/messages/1/"})
    assert answer["Location"] == "/messages/1/"
    page = browser.get("/u/alice/").content
    assert b"You blocked" in page
    assert b"/u/alice/follow/" not in page
    assert b"alice" in browser.get("/settings/").content
    assert browser.post("/u/alice/unblock/", {"next": "//evil.example/"})["Location"] == "/u/alice/"
    assert not Block.objects.exists()


def test_the_blocked_person_sees_the_profile_as_ever(
    alice: Person, bob: Person, client_of: Browser
) -> None:
    before = client_of(bob).get("/u/alice/").content.count(b"lock")
    relations.block(alice, bob, now=NOON)
    assert client_of(bob).get("/u/alice/").content.count(b"lock") == before


@pytest.mark.parametrize("act", ["follow", "unfollow", "block", "unblock"])
def test_refusals(alice: Person, bob: Person, client_of: Browser, client: Client, act: str) -> None:
    assert client_of(bob).post(f"/u/nobody/{act}/").status_code == 404
    assert client_of(bob).get(f"/u/alice/{act}/").status_code == 405
    assert client.post(f"/u/alice/{act}/")["Location"].startswith("/login/")
    alice.deactivate()
    assert client_of(bob).post(f"/u/alice/{act}/").status_code == 404
    assert not Follow.objects.exists()
    assert not Block.objects.exists()


@pytest.mark.parametrize(("what", "model"), [("follow", Follow), ("block", Block)])
def test_over_the_api(
    alice: Person, bob: Person, client_of: Browser, what: str, model: type[Follow] | type[Block]
) -> None:
    api, address = client_of(bob), f"/api/people/Alice/{what}/"
    for _ in range(2):
        assert api.put(address).status_code == 204
    assert model.objects.count() == 1
    for _ in range(2):
        assert api.delete(address).status_code == 204
    assert not model.objects.exists()
    assert api.put(f"/api/people/bob/{what}/").status_code == 400
    assert api.put(f"/api/people/nobody/{what}/").json()["code"] == "not_found"
    assert Client().put(address).status_code == 401
