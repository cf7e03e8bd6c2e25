"""The list and the bell, as somebody in a browser meets them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from tests.conftest import NOON
from virtualcafe.accounts.models import Person
from virtualcafe.lib import clock
from virtualcafe.notifications import actions
from virtualcafe.notifications.models import Notification

ClientOf = Callable[[Person], Client]


def brew(person: Person, name: str, **ago: int) -> None:
    actions.notify(person.pk, "teapot", {"name": name}, now=clock.now() - timedelta(**ago))


def test_an_empty_list_says_what_will_be_here(alice: Person, client_of: ClientOf) -> None:
    page = client_of(alice).get("/notifications/").content.decode()
    assert "Nothing yet." in page
    assert "Mark all as read" not in page


def test_new_ones_come_first_then_the_days(alice: Person, client_of: ClientOf) -> None:
    brew(alice, "oldest", days=2)
    brew(alice, "newest")
    actions.mark_read(alice.pk, now=clock.now())
    brew(alice, "unread", days=3)
    answer = client_of(alice).get("/notifications/")
    sections = answer.context["sections"]
    assert [[line.shown["data"]["name"] for line in section.lines] for section in sections] == [
        ["unread"],
        ["newest"],
        ["oldest"],
    ]
    page = answer.content.decode()
    assert page.index("New</h2>") < page.index("Today</h2>")


def test_a_name_is_only_ever_text(alice: Person, client_of: ClientOf) -> None:
    brew(alice, "<script>alert(1)</script>")
    page = client_of(alice).get("/notifications/").content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_all_are_marked_read_without_a_script(alice: Person, client_of: ClientOf) -> None:
    brew(alice, "bob")
    client = client_of(alice)
    assert client.post("/notifications/read/")["Location"] == "/notifications/"
    assert not Notification.objects.unread().exists()
    assert "Mark all as read" not in client.get("/notifications/").content.decode()


def test_one_is_marked_read_and_only_ones_own(
    alice: Person, bob: Person, client_of: ClientOf
) -> None:
    brew(alice, "a")
    brew(alice, "b")
    first = Notification.objects.earliest("pk")
    client_of(bob).post("/notifications/read/", {"id": first.pk})
    assert Notification.objects.unread().count() == 2
    client_of(alice).post("/notifications/read/", {"id": first.pk})
    assert [row.data["name"] for row in Notification.objects.unread()] == ["b"]


@pytest.mark.parametrize("nonsense", ["x", "-1", "9" * 30, "²"])
def test_a_nonsense_id_reads_nothing(nonsense: str, alice: Person, client_of: ClientOf) -> None:
    brew(alice, "a")
    assert client_of(alice).post("/notifications/read/", {"id": nonsense}).status_code == 302
    assert Notification.objects.unread().count() == 1


def test_many_are_shown_in_pages(alice: Person, client_of: ClientOf) -> None:
    for number in range(51):
        actions.notify(alice.pk, "teapot", {"name": str(number)}, now=NOON)
    first = client_of(alice).get("/notifications/")
    assert len(first.context["page"].object_list) == 50
    assert len(client_of(alice).get("/notifications/?page=2").context["page"].object_list) == 1


def test_the_bell_of_every_page_has_the_number(alice: Person, client_of: ClientOf) -> None:
    client = client_of(alice)
    assert 'data-unread="0"' in client.get("/home/").content.decode()
    brew(alice, "bob")
    page = client.get("/home/").content.decode()
    assert 'data-unread="1" data-since="1"' in page


def test_a_kind_that_was_forgotten_still_has_its_place(alice: Person, client_of: ClientOf) -> None:
    actions.notify(alice.pk, "of-old", {}, now=NOON)
    assert client_of(alice).get("/notifications/").status_code == 200


@pytest.mark.parametrize("address", ["/notifications/", "/notifications/read/"])
def test_signed_out_people_are_asked_to_sign_in(address: str, db: None) -> None:
    method = Client().get if address.endswith("notifications/") else Client().post
    assert method(address)["Location"] == f"/login/?next={address}"
