"""Socket tokens: one connection, within a minute, on whichever process.

They are signed with the same key as the API's tokens; the audience keeps the two kinds apart, so
neither door takes the other's."""

from __future__ import annotations

import hashlib
import uuid
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple

import jwt
from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import IntegrityError, transaction

from virtualcafe.lib import clock
from virtualcafe.lib.schedule import every
from virtualcafe.realtime.models import SpentToken

LASTS = timedelta(seconds=60)
AUDIENCE = "socket"
REQUIRED = ["aud", "exp", "jti", "sub", "seal"]


class Spent(NamedTuple):
    person_id: int
    seal: str


def mint(person_id: int, auth_hash: str, now: datetime) -> str:
    """A token for this person, dead once `auth_hash` (of their password) is no longer theirs."""
    claims = {
        "aud": AUDIENCE,
        "sub": str(person_id),
        "jti": str(uuid.uuid4()),
        "iat": now,
        "exp": now + LASTS,
        "seal": seal(auth_hash),
    }
    return jwt.encode(claims, settings.SECRET_KEY, algorithm="HS256")


def seal(auth_hash: str) -> str:
    """Says that the password is unchanged without saying anything else about it."""
    return hashlib.sha256(f"seal:{auth_hash}".encode()).hexdigest()[:32]


def spend(token: str, now: datetime) -> Spent | None:
    """Whose token this is, once. None: spent, expired, foreign, or its person may not come in."""
    claims = _read(token)
    if claims is None:
        return None
    expires_at = datetime.fromtimestamp(claims["exp"], UTC)
    if expires_at <= now:
        return None
    person = get_user_model()._default_manager.filter(pk=claims["sub"], is_active=True).first()
    if person is None or claims["seal"] != seal(person.get_session_auth_hash()):
        return None
    fresh = _first_use(claims["jti"], expires_at)
    return Spent(person.pk, claims["seal"]) if fresh else None


def _read(token: str) -> dict[str, Any] | None:
    # Its end is compared with the café's clock, which tests may move, and not the machine's.
    options: Any = {"require": REQUIRED, "verify_exp": False, "verify_iat": False}
    try:
        claims = jwt.decode(
            token, settings.SECRET_KEY, algorithms=["HS256"], audience=AUDIENCE, options=options
        )
        claims["sub"], claims["jti"] = int(claims["sub"]), uuid.UUID(claims["jti"])
    except (jwt.InvalidTokenError, ValueError):
        return None
    return claims


def _first_use(jti: uuid.UUID, expires_at: datetime) -> bool:
    try:
        with transaction.atomic():
            SpentToken.objects.create(jti=jti, expires_at=expires_at)
    except IntegrityError:
        return False
    return True


@every(seconds=600)
def forget_spent() -> None:
    """A token that expired is refused for that; nobody has to remember it was used."""
    SpentToken.objects.filter(expires_at__lt=clock.now() - LASTS).delete()
