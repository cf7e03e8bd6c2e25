"""Every address of the API and of the pages, asked for by everybody: what `tables` says, and what
it doesn't say fails."""

from __future__ import annotations

import copy
from collections.abc import Iterable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.safety.addresses import Address, addresses

from . import page_tables, tables
from .scene import ROLES, Scene, ask, build, client_of, undone
from .table import compare

#: What may be known of a private room is the same as of none.
UNKNOWN = {"404", "401", "login"}


@pytest.fixture
def scene(db: None) -> Scene:
    return build()


def test_the_api(scene: Scene) -> None:
    compare(tables.API, answers(scene, addresses("api/"), None))


def test_the_pages(scene: Scene) -> None:
    pages = addresses(without=("api/", "admin/"))
    compare(page_tables.PAGES, answers(scene, pages, ("get", "post")))


def test_a_private_room_is_none_for_everybody_outside(scene: Scene) -> None:
    scene.room.public = False
    scene.room.save(update_fields=["public"])
    everything = addresses("api/") + addresses(without=("api/", "admin/"))
    inside = [each for each in everything if {"room_id", "code", "attachment_id"} & {*each.parts}]
    api = answers(scene, [each for each in inside if each.route.startswith("api/")], None)
    pages = [each for each in inside if not each.route.startswith("api/")]
    outside = slice(ROLES.index("banned"), None)
    told = {**api, **answers(scene, pages, ("get", "post"))}
    known = {row: cells[outside] for row, cells in told.items() if {*cells[outside]} - UNKNOWN}
    compare(tables.PRIVATE, known)


def answers(
    scene: Scene, asked: Iterable[Address], methods: tuple[str, ...] | None
) -> dict[str, tuple[str, ...]]:
    """By method and route, what each role is answered; without what is 405 to everybody."""
    clients = {role: client_of(scene.people.get(role)) for role in ROLES}
    kept = {role: copy.deepcopy(client.cookies) for role, client in clients.items()}
    found: dict[str, tuple[str, ...]] = {}
    for address in asked:
        for method in methods or address.methods:
            cells = []
            for role, client in clients.items():
                client.cookies = copy.deepcopy(kept[role])
                with undone(), CaptureQueriesContext(connection) as queries:
                    answer = ask(client, method, address, scene)
                    _put_away(answer)
                cells.append(_word(answer, wrote=method != "get" and _wrote(queries)))
            if {*cells} != {"405"}:
                found[f"{method.upper()} {address.shown}"] = tuple(cells)
    return found


def _put_away(answer: Any) -> None:
    """Close what it would have sent; its own `close` would close the database too."""
    for close in answer._resource_closers:
        close()


def _wrote(queries: CaptureQueriesContext) -> bool:
    """Something other than the session, where what is to be said next waits."""
    return any(
        query["sql"].startswith(("INSERT", "UPDATE", "DELETE", "REPLACE"))
        and "django_session" not in query["sql"]
        for query in queries
    )


def _word(answer: Any, *, wrote: bool) -> str:
    if answer.status_code not in (301, 302):
        return str(answer.status_code)
    if answer["Location"].startswith("/login/"):
        return "login"
    return "did" if wrote else "on"
