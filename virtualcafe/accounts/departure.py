"""Deleting one's account: everything of it goes, and its name is never given again.

At once the person is out everywhere and nothing says who they were. Their rows go a little later,
when every process has closed their sockets, and in small steps: somebody may have written a hundred
thousand messages, and nobody else should wait for them."""

from __future__ import annotations

from datetime import datetime, timedelta

from allauth.account.models import EmailAddress
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.db import transaction
from django_tasks import task

from virtualcafe.accounts import hooks
from virtualcafe.accounts.models import Person
from virtualcafe.lib import clock
from virtualcafe.lib.errors import BadRequest, Conflict, RateLimited
from virtualcafe.lib.rates import Rates

WRONG = "This is not your password."
#: Tries in five minutes: somebody at an open screen guesses.
TRIES, TRIES_SECONDS = 5, 300
#: By then every process has read that the person's sockets are to be closed.
ERASED_AFTER = timedelta(seconds=30)
tries = Rates()


def delete_account(person: Person, *, password: str, now: datetime) -> None:
    """For good. Raises BadRequest for a wrong password, Conflict for the only admin, RateLimited.

    Rooms are left as if by the person themselves, so that somebody else hosts them. Messages go
    with their author, and private threads with either of their two."""
    if wait := tries.take(person.pk, amount=TRIES, seconds=TRIES_SECONDS):
        raise RateLimited("Too many wrong passwords. Wait a few minutes.", retry_after=wait)
    if not person.check_password(password):
        raise BadRequest(WRONG, fields={"password": [WRONG]})
    _must_not_be_the_last_admin(person)
    with transaction.atomic():
        for leave in hooks.on_deleting:
            leave(person, now)
        _forget_sessions(person)
        _forget_who(person)
        person.deactivate()
        erase.using(run_after=clock.real_now() + ERASED_AFTER).enqueue(person.pk)


@task()
def erase(person_id: int) -> None:
    """Safe to run again after it was interrupted."""
    person = Person.objects.filter(pk=person_id, is_active=False).first()
    if person is None:
        return
    for erase_some in hooks.on_erasing:
        while erase_some(person):
            pass
    with transaction.atomic():
        person.delete()


def _must_not_be_the_last_admin(person: Person) -> None:
    others = Person.objects.filter(is_superuser=True, is_active=True).exclude(pk=person.pk)
    if person.is_superuser and not others.exists():
        raise Conflict("You are the only admin. Make somebody else one first.")


def _forget_who(person: Person) -> None:
    EmailAddress.objects.filter(user=person).delete()
    person.email = person.bio = person.gender = ""
    person.set_unusable_password()
    person.save(update_fields=["email", "bio", "gender", "password"])


def _forget_sessions(person: Person) -> None:
    """Sessions don't name their person, so all are looked at."""
    standing = Session.objects.filter(expire_date__gt=clock.real_now())
    own = [
        session.pk
        for session in standing.iterator(chunk_size=500)
        if session.get_decoded().get(SESSION_KEY) == str(person.pk)
    ]
    Session.objects.filter(pk__in=own).delete()
