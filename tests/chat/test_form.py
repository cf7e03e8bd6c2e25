"""Posting without JavaScript: a form that leads back to the room."""

from __future__ import annotations

from collections.abc import Callable

from django.test import Client

from virtualcafe.accounts.models import Person
from virtualcafe.chat.models import Message
from virtualcafe.rooms.models import Room

SignIn = Callable[[Person], Client]


def test_it_posts_and_leads_back(bob: Person, room: Room, client_of: SignIn) -> None:
    answer = client_of(bob).post(f"/rooms/{room.code}/messages/", {"content": "one\r\ntwo"})
    message = Message.objects.get()
    assert (message.content, message.sender) == ("one\ntwo", bob)
    assert (answer.status_code, answer["Location"]) == (
        302,
        f"/rooms/{room.code}/#message-{message.pk}",
    )


def test_an_empty_one_is_refused_with_a_sentence(
    bob: Person, room: Room, client_of: SignIn
) -> None:
    page = f"http://testserver/rooms/{room.code}/"
    client = client_of(bob)
    answer = client.post(
        f"/rooms/{room.code}/messages/", {"content": "  "}, headers={"referer": page}
    )
    assert (answer.status_code, answer["Location"]) == (302, f"/rooms/{room.code}/")
    assert b"A message can&#x27;t be empty." in client.get(answer["Location"]).content
    assert not Message.objects.exists()


def test_strangers_and_guests(bob: Person, charlie: Person, room: Room, client_of: SignIn) -> None:
    where = f"/rooms/{room.code}/messages/"
    assert Client().post(where, {"content": "x"})["Location"].startswith("/login/")
    client_of(charlie).post(where, {"content": "x"})
    Room.objects.filter(pk=room.pk).update(public=False)
    assert client_of(charlie).post(where, {"content": "x"}).status_code == 404
    assert client_of(bob).get(where).status_code == 405
    assert not Message.objects.exists()


def test_it_needs_the_token_of_the_form(bob: Person, room: Room) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(bob, backend="allauth.account.auth_backends.AuthenticationBackend")
    answer = client.post(f"/rooms/{room.code}/messages/", {"content": "x"})
    assert answer.status_code == 403
    assert not Message.objects.exists()
