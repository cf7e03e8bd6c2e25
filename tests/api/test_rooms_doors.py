"""Who may do what with a room: host, member, stranger and nobody, at every address."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from tests.conftest import make_person
from virtualcafe.accounts.models import Person
from virtualcafe.lib import clock
from virtualcafe.rooms import actions
from virtualcafe.rooms.models import Room

ClientOf = Callable[[Person], Client]
JSON = "application/json"

OPEN_TO_HOST = {"alice"}
OPEN_TO_MEMBERS = {"alice", "bob"}
OPEN_TO_ALL = {"alice", "bob", "charlie"}

#: What each may do with a public room; a stranger to a private one finds nothing.
DOORS = [
    ("get", "", OPEN_TO_ALL),
    ("get", "members/", OPEN_TO_MEMBERS),
    ("post", "join/", OPEN_TO_ALL),
    ("post", "leave/", OPEN_TO_ALL),
    ("post", "kick/{dora}/", OPEN_TO_HOST),
    ("patch", "", OPEN_TO_HOST),
    ("delete", "", OPEN_TO_HOST),
]


@pytest.mark.parametrize("public", [True, False], ids=["public", "private"])
@pytest.mark.parametrize(("method", "path", "open_to"), DOORS)
@pytest.mark.parametrize("who", ["alice", "bob", "charlie", "nobody"])
def test_who_may_what(
    who: str,
    method: str,
    path: str,
    open_to: set[str],
    public: bool,  # noqa: FBT001
    request: pytest.FixtureRequest,
    room: Room,
    client_of: ClientOf,
) -> None:
    Room.objects.filter(pk=room.pk).update(public=public)
    dora = make_person("dora")
    actions.seat(dora, room, now=clock.now())
    client = Client() if who == "nobody" else client_of(request.getfixturevalue(who))

    address = f"/api/chat/rooms/{room.pk}/{path.format(dora=dora.pk)}"
    answer = client.generic(method.upper(), address, b"{}", JSON)

    assert answer.status_code in _expected(who, open_to, is_public=public)
    if answer.status_code >= 400:
        assert "Reading room" not in answer.content.decode()


def _expected(who: str, open_to: set[str], *, is_public: bool) -> set[int]:
    if who == "nobody":
        return {401}
    if who == "charlie" and not is_public:
        return {404}
    return {200, 204} if who in open_to else {403}
