"""A link that lets somebody sign up: the first admin, or a guest of a closed café."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime
from typing import ClassVar

from django.conf import settings
from django.db import models

from virtualcafe.accounts.models.person import Person


class Invitations(models.Manager["Invitation"]):
    def open(self, token: str, *, now: datetime) -> models.QuerySet[Invitation]:
        """The invitation of this token, if it still admits."""
        return self.filter(digest=digest(token), expires_at__gt=now, seats__gt=0)


class Invitation(models.Model):
    """Only a digest is kept: who reads the table cannot come in by it."""

    digest = models.CharField(max_length=64, unique=True, editable=False)
    role = models.CharField(max_length=8, choices=Person.Role.choices, default=Person.Role.STUDENT)
    seats = models.PositiveSmallIntegerField(default=1, help_text="How many may still sign up.")
    expires_at = models.DateTimeField()
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        null=True,
        editable=False,
        related_name="invitations",
    )

    objects: ClassVar[Invitations] = Invitations()

    def __str__(self) -> str:
        return f"{self.seats} as {self.role} until {self.expires_at:%Y-%m-%d}"

    @property
    def is_for_first_admin(self) -> bool:
        return self.role == Person.Role.ADMIN and self.created_by_id is None

    def seal(self) -> str:
        """A new token for this invitation; it is told once and never again."""
        token = secrets.token_urlsafe(32)
        self.digest = digest(token)
        return token

    def take_seat(self) -> bool:
        """Use the invitation up by one; False when somebody else took the last seat."""
        taken = Invitation.objects.filter(pk=self.pk, seats__gt=0)
        return bool(taken.update(seats=models.F("seats") - 1))


def digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
