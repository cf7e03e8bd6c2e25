"""Links into a room, and inviting somebody by name."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from virtualcafe.accounts.models import Block, Person
from virtualcafe.lib import clock
from virtualcafe.lib.errors import BadRequest, CafeError, Conflict, Forbidden, NotFound, RoomFull
from virtualcafe.notifications.models import Notification
from virtualcafe.realtime.models import Event
from virtualcafe.rooms import actions, guesses
from virtualcafe.rooms.actions import inviting
from virtualcafe.rooms.models import Invite, JoinRequest, Membership, Room

ClientOf = Callable[[Person], Client]
pytestmark = pytest.mark.usefixtures("unhurried_asks")


@pytest.fixture
def token(private: Room, alice: Person) -> str:
    return inviting.renew_link(private, by=alice, now=clock.now()).token


def join(person: Person, token: str) -> Room:
    return inviting.join_by_link(person, token, address="", now=clock.now())


def invite(room: Room, username: str, *, by: Person) -> None:
    inviting.invite(room, username, by=by, now=clock.now())


def is_seated(person: Person, room: Room) -> bool:
    return Membership.objects.filter(person=person, room=room).exists()


def invitations(person: Person) -> list[dict[str, object]]:
    events = Event.objects.filter(stream__name=f"user:{person.pk}", type="room_invited")
    return list(events.order_by("seq").values_list("data", flat=True))


def test_the_link_admits_to_a_private_room(private: Room, token: str, bob: Person) -> None:
    assert join(bob, token) == private
    assert join(bob, token) == private
    assert is_seated(bob, private)
    assert len(token) == 43


def test_a_new_link_kills_the_old_one(
    private: Room, token: str, alice: Person, bob: Person
) -> None:
    fresh = inviting.renew_link(private, by=alice, now=clock.now()).token
    assert fresh != token
    with pytest.raises(NotFound):
        join(bob, token)
    assert join(bob, fresh) == private


def test_a_link_that_was_taken_back_opens_nothing(
    private: Room, token: str, alice: Person, bob: Person
) -> None:
    inviting.revoke_link(private, by=alice, now=clock.now())
    inviting.revoke_link(private, by=alice, now=clock.now())
    with pytest.raises(NotFound):
        join(bob, token)
    assert inviting.link_of(private, by=alice) is None


@pytest.mark.parametrize("wrong", ["", "x" * 43, "a\x00b", "🫖"])
def test_what_is_no_link_opens_nothing(wrong: str, private: Room, token: str, bob: Person) -> None:
    with pytest.raises(NotFound):
        join(bob, wrong)


def test_guessing_links_is_slowed_down(private: Room, token: str, bob: Person) -> None:
    for _ in range(guesses.PER_PERSON):
        with pytest.raises(NotFound):
            join(bob, "wrong")
    with pytest.raises(CafeError) as refusal:
        join(bob, token)
    assert refusal.value.code == "rate_limited"


def test_a_full_room_is_full_by_link_too(alice: Person, bob: Person, charlie: Person) -> None:
    room = actions.open_room(alice, name="Two", capacity=2, public=False, now=clock.now())
    link = inviting.renew_link(room, by=alice, now=clock.now()).token
    join(bob, link)
    with pytest.raises(RoomFull):
        join(charlie, link)


@pytest.mark.parametrize("how", [actions.kick, actions.ban])
def test_who_was_sent_away_is_refused_by_link(
    how: Callable[..., None], private: Room, token: str, alice: Person, bob: Person
) -> None:
    join(bob, token)
    how(private, bob.pk, by=alice, now=clock.now())
    with pytest.raises(Forbidden):
        join(bob, token)


def test_only_the_host_has_the_link(private: Room, token: str, bob: Person) -> None:
    join(bob, token)
    for act in (
        lambda: inviting.link_of(private, by=bob),
        lambda: inviting.renew_link(private, by=bob, now=clock.now()),
        lambda: inviting.revoke_link(private, by=bob, now=clock.now()),
    ):
        with pytest.raises(Forbidden):
            act()
    assert Invite.objects.get().token == token


def test_the_hosts_invitation_admits(private: Room, alice: Person, bob: Person) -> None:
    invite(private, "BOB", by=alice)
    [told] = invitations(bob)
    assert told["room"] == {"id": private.pk, "code": private.code, "name": "Secret table"}
    assert told["by"]["username"] == "alice"
    assert told["url"] == f"/join/{Invite.objects.get().token}/"
    assert Notification.objects.get(person=bob).kind == "room_invited"


def test_a_members_invitation_lets_one_ask(
    private: Room, token: str, bob: Person, charlie: Person
) -> None:
    join(bob, token)
    invite(private, "charlie", by=bob)
    [told] = invitations(charlie)
    assert told["url"] == f"/join/ask/{private.code}/"
    assert JoinRequest.objects.get(person=charlie).answer == "unasked"
    assert token not in str(told)


def test_to_a_public_room_leads_its_own_door(room: Room, bob: Person, charlie: Person) -> None:
    invite(room, "charlie", by=bob)
    assert invitations(charlie)[0]["url"] == f"/rooms/{room.code}/"


def test_again_and_again_is_one_notification(room: Room, alice: Person, charlie: Person) -> None:
    invite(room, "charlie", by=alice)
    invite(room, "charlie", by=alice)
    assert Notification.objects.filter(person=charlie).count() == 1


@pytest.mark.parametrize("blocks", ["by charlie", "by alice"])
def test_a_block_is_quiet(blocks: str, room: Room, alice: Person, charlie: Person) -> None:
    pair = (charlie, alice) if blocks == "by charlie" else (alice, charlie)
    Block.objects.create(person=pair[0], blocked=pair[1], created_at=clock.now())
    invite(room, "charlie", by=alice)
    assert invitations(charlie) == []
    assert not Notification.objects.filter(person=charlie).exists()


def test_the_host_hears_that_somebody_is_kept_out_and_a_member_does_not(
    room: Room, alice: Person, bob: Person, charlie: Person
) -> None:
    actions.ban(room, charlie.pk, by=alice, now=clock.now())
    with pytest.raises(Conflict):
        invite(room, "charlie", by=alice)
    invite(room, "charlie", by=bob)
    assert invitations(charlie) == []


@pytest.mark.parametrize(
    ("by", "name", "refusal"),
    [
        ("alice", "nobody-at-all", NotFound),
        ("alice", "a\x00b", NotFound),
        ("alice", "alice", BadRequest),
        ("alice", "bob", Conflict),
        ("charlie", "bob", Forbidden),
    ],
)
def test_who_cant_be_invited_by_whom(
    by: str,
    name: str,
    refusal: type[CafeError],
    room: Room,
    charlie: Person,
    request: pytest.FixtureRequest,
) -> None:
    with pytest.raises(refusal):
        invite(room, name, by=request.getfixturevalue(by))


def test_nobody_is_invited_to_the_lounge(alice: Person, bob: Person) -> None:
    lounge = actions.open_lounge(clock.now())
    with pytest.raises(BadRequest):
        invite(lounge, "bob", by=alice)


# --- The pages ---------------------------------------------------------------------------------


def test_opening_the_link_shows_the_door_and_never_joins(
    private: Room, token: str, bob: Person, client_of: ClientOf
) -> None:
    client = client_of(bob)
    door = client.get(f"/join/{token}/")
    page = door.content.decode()
    assert "Secret table" in page
    assert "alice" in page
    assert f'action="/join/{token}/"' in page
    assert not is_seated(bob, private)

    assert client.post(f"/join/{token}/")["Location"] == f"/rooms/{private.code}/"
    assert is_seated(bob, private)
    assert client.get(f"/join/{token}/")["Location"] == f"/rooms/{private.code}/"


def test_a_dead_link_is_404(private: Room, token: str, bob: Person, client_of: ClientOf) -> None:
    Invite.objects.all().delete()
    assert client_of(bob).get(f"/join/{token}/").status_code == 404
    assert client_of(bob).post(f"/join/{token}/").status_code == 404


def test_signed_out_people_come_back_to_the_link(token: str) -> None:
    door = f"/join/{token}/"
    login = Client().get(door)["Location"]
    assert login == f"/login/?next={door}"
    page = Client().get(login).content.decode()
    assert f'value="{door}"' in page
    assert f"/signup/?next={door.replace('/', '%2F')}" in page
    answer = Client().post(
        f"/signup/?next={door}",
        {
            "username": "dora",
            "email": "dora@example.org",
            "password1": "a quiet corner by the window",
            "next": door,
        },
    )
    assert answer["Location"] == door


def test_the_page_of_the_link_makes_renews_and_revokes(
    private: Room, alice: Person, client_of: ClientOf
) -> None:
    client, address = client_of(alice), f"/rooms/{private.code}/invite/"
    assert "Make a link" in client.get(address).content.decode()
    client.post(address, {"link": "renew"})
    first = Invite.objects.get().token
    assert f"http://testserver/join/{first}/" in client.get(address).content.decode()
    client.post(address, {"link": "renew"})
    assert Invite.objects.get().token != first
    client.post(address, {"link": "revoke"})
    assert not Invite.objects.exists()


def test_a_member_sees_the_code_and_no_link(
    private: Room, token: str, bob: Person, client_of: ClientOf
) -> None:
    join(bob, token)
    client, address = client_of(bob), f"/rooms/{private.code}/invite/"
    page = client.get(address).content.decode()
    assert private.code in page
    assert token not in page
    client.post(address, {"link": "revoke"})
    assert Invite.objects.exists()


def test_inviting_by_name_from_the_page(
    room: Room, bob: Person, charlie: Person, client_of: ClientOf
) -> None:
    address = f"/rooms/{room.code}/invite/"
    client = client_of(bob)
    answer = client.post(address, {"username": "charlie"}, follow=True)
    assert "charlie finds your invitation." in answer.content.decode()
    assert len(invitations(charlie)) == 1
    wrong = client.post(address, {"username": "nobody-at-all"})
    assert wrong.status_code == 422
    assert "Nobody here is called that." in wrong.content.decode()


@pytest.mark.parametrize(("public", "status"), [(True, 403), (False, 404)])
def test_a_stranger_invites_nobody(
    public: bool,  # noqa: FBT001
    status: int,
    room: Room,
    charlie: Person,
    client_of: ClientOf,
) -> None:
    Room.objects.update(public=public)
    assert client_of(charlie).get(f"/rooms/{room.code}/invite/").status_code == status
