"""What people do with their accounts."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import cast

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.email_verification import (
    get_address_for_user,
    send_verification_email_to_address,
)
from allauth.account.models import EmailAddress
from allauth.account.utils import filter_users_by_email
from django.conf import settings
from django.contrib.auth import update_session_auth_hash
from django.core.exceptions import ValidationError
from django.core.mail import send_mail
from django.db import transaction
from django.http import HttpRequest
from django.template.loader import render_to_string
from django_tasks import task

from virtualcafe.accounts import links
from virtualcafe.accounts.models import Invitation, Person
from virtualcafe.lib import clock, worker
from virtualcafe.lib.errors import RateLimited
from virtualcafe.realtime.rights import COME_AGAIN, revoke

GUESSING_PAUSE = 300
SETUP_LASTS = timedelta(days=30)
INVITATION_LASTS = timedelta(days=14)


def authenticate(request: HttpRequest, *, username: str, password: str) -> Person | None:
    """The active person of this name (or e-mail address) and password; guessing is throttled."""
    try:
        person = get_adapter(request).authenticate(request, username=username, password=password)
    except ValidationError as error:
        raise RateLimited(error.messages[0], retry_after=GUESSING_PAUSE) from error
    return cast("Person", person) if person is not None and person.is_active else None


def first_admin_link() -> str | None:
    """The path by which the first admin signs up, new each time; None once there is an admin."""
    if Person.objects.filter(is_superuser=True).exists():
        return None
    with transaction.atomic():
        Invitation.objects.filter(role=Person.Role.ADMIN, created_by=None).delete()
        invitation = Invitation(role=Person.Role.ADMIN, expires_at=clock.now() + SETUP_LASTS)
        token = invitation.seal()
        invitation.save()
    return f"/setup/{token}/"


def invite(*, by: Person, seats: int, role: str, now: datetime) -> str:
    """The path of a new invitation. It can't be read again later."""
    invitation = Invitation(created_by=by, seats=seats, role=role)
    invitation.expires_at = now + INVITATION_LASTS
    token = invitation.seal()
    invitation.save()
    return f"/signup/?invitation={token}"


def send_verification(request: HttpRequest, person: Person) -> bool:
    """Send the link again; False when one went out a moment ago or there is nothing to prove."""
    address = get_address_for_user(person)
    if person.is_verified or address is None:
        return False
    return bool(send_verification_email_to_address(request, address))


def change_password(request: HttpRequest, person: Person, *, password: str) -> None:
    """Everybody signed in with the old one is out, but for this session."""
    person.set_password(password)
    before = request.session.session_key or ""
    with transaction.atomic():
        update_session_auth_hash(request, person)
        request.session.save()
        person.spared_sessions = [before, request.session.session_key or ""]
        person.save(update_fields=["password"])
        # The session has a new key. Its tabs come again with it; whoever stole the old one can't.
        revoke(person.pk, reason="session_renewed", close=COME_AGAIN, session_key=before)


def change_email(request: HttpRequest, person: Person, *, email: str) -> None:
    """Where mail can be sent the new address waits until its link is opened; else it counts now."""
    if settings.CAFE_MAIL:
        EmailAddress.objects.add_new_email(request, person, email)
        return
    with transaction.atomic():
        EmailAddress.objects.filter(user=person).delete()
        EmailAddress.objects.create(user=person, email=email, primary=True)
        person.email, person.verified_at = email, None
        person.save(update_fields=["email", "verified_at"])


def request_password_reset(email: str, *, house: str) -> None:
    """The same work whether or not somebody has this address: the worker finds out."""
    send_reset_letters.enqueue(email, house)
    transaction.on_commit(worker.nudge)


@task()
def send_reset_letters(email: str, house: str) -> None:
    """`house` is the café's own address, under which the link is to be opened."""
    for person in filter_users_by_email(email, is_active=True, prefer_verified=True):
        words = {"person": person, "link": house + links.password_reset_path(person)}
        send_mail(
            subject="Set a new password",
            message=render_to_string("account/email/password_reset_key_message.txt", words),
            from_email=None,
            recipient_list=[email],
        )
