"""Whoever signs out, by whichever door, loses the sockets of that session within a second."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.auth.signals import user_logged_out
from django.contrib.sessions.models import Session
from django.http import HttpRequest

from virtualcafe.accounts.models import Person
from virtualcafe.realtime.rights import SIGNED_OUT, revoke


def watch() -> None:
    user_logged_out.connect(end_sockets)


def end_sockets(request: HttpRequest, user: Person | None, **_: Any) -> None:
    """Runs just before the session is thrown away, while its key is known."""
    key = request.session.session_key
    if user is not None and key:
        revoke(user.pk, reason="signed_out", close=SIGNED_OUT, session_key=key)


def end_sockets_of(session: Session) -> None:
    """For who takes somebody's session away."""
    person = Person.objects.filter(pk=session.get_decoded().get(SESSION_KEY, 0)).first()
    if person is not None:
        key = session.session_key
        revoke(person.pk, reason="signed_out", close=SIGNED_OUT, session_key=key)
