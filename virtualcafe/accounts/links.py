"""Secret links: one proves an e-mail address, one sets a new password."""

from __future__ import annotations

from datetime import datetime, timedelta

from allauth.account.models import EmailAddress
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core import signing
from django.http import HttpRequest
from django.urls import reverse

from virtualcafe.accounts.models import Person
from virtualcafe.accounts.reset_tokens import PasswordResetTokens

VERIFICATION_LASTS = timedelta(hours=24)
SALT = "verify-email"


def verification_token(address: EmailAddress, *, now: datetime) -> str:
    until = (now + VERIFICATION_LASTS).timestamp()
    return signing.dumps([address.pk, address.email, round(until)], salt=SALT)


def address_to_verify(token: str, *, now: datetime) -> EmailAddress | None:
    """The address this link proves; None when it is spent, too old, or was never ours."""
    try:
        pk, email, until = signing.loads(token, salt=SALT)
    except signing.BadSignature:
        return None
    if until <= now.timestamp():
        return None
    waiting = EmailAddress.objects.filter(pk=pk, email=email, verified=False)
    return waiting.select_related("user").first()


def password_reset_path(person: Person) -> str:
    key = PasswordResetTokens().make_token(person)
    uid = user_pk_to_url_str(person)
    return reverse("account_reset_password_from_key", kwargs={"uidb36": uid, "key": key})


def absolute(path: str, request: HttpRequest) -> str:
    return house(request) + path


def house(request: HttpRequest) -> str:
    """The café's own address for letters: as configured, else as this browser asked for it."""
    if settings.CAFE_URL is not None:
        return str(settings.CAFE_URL.geturl())
    return f"{request.scheme}://{request.get_host()}"
