"""The person: who signs in, how the café calls them, and the clock of their days."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any, ClassVar

from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.contrib.auth.models import UserManager as DjangoUserManager
from django.db import models, transaction
from django.db.models.functions import Lower
from django.db.models.signals import post_delete
from django.dispatch import receiver

from virtualcafe.accounts import hooks, usernames
from virtualcafe.lib import clock
from virtualcafe.realtime.rights import SIGNED_OUT, revoke


class People(DjangoUserManager["Person"]):
    def named(self, username: str) -> models.QuerySet[Person]:
        """The person of this name in any case, by the unique index."""
        return self.alias(lower=Lower("username")).filter(lower=username.lower())

    def create_superuser(
        self, username: str, email: str | None = None, password: str | None = None, **fields: Any
    ) -> Person:
        return super().create_superuser(
            username, email, password, **{"role": Person.Role.ADMIN, **fields}
        )


class Person(AbstractUser):
    class Role(models.TextChoices):
        STUDENT = "student"
        TEACHER = "teacher"
        ADMIN = "admin"

    class Gender(models.TextChoices):
        UNSAID = "", "Rather not say"
        FEMALE = "female", "Female"
        MALE = "male", "Male"
        OTHER = "other", "Other"

    class Availability(models.TextChoices):
        EVERYONE = "everyone", "Everyone"
        ROOMS = "rooms", "People I share a room with"
        NOBODY = "nobody", "Nobody"

    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]
    username = models.CharField(
        max_length=usernames.LONGEST,
        unique=True,
        validators=usernames.validators,
        error_messages={"unique": "That name is taken. Please choose another."},
    )
    role = models.CharField(max_length=8, choices=Role.choices, default=Role.STUDENT)
    gender = models.CharField(max_length=8, choices=Gender.choices, blank=True, default="")
    bio = models.TextField(max_length=500, blank=True, default="")
    time_zone = models.CharField(max_length=64, default="UTC")
    level = models.PositiveIntegerField(default=1, editable=False)
    avatar = models.CharField(
        max_length=64, blank=True, default="", editable=False, help_text="The picture's file."
    )
    availability = models.CharField(
        "who may write to me",
        max_length=8,
        choices=Availability.choices,
        default=Availability.EVERYONE,
    )
    verified_at = models.DateTimeField(
        null=True, blank=True, help_text="When they proved that the e-mail address is theirs."
    )

    #: Sessions that outlive the next change of the password: the one in which it is changed.
    spared_sessions: Collection[str] = ()
    #: Django's: the plain password between `set_password` and `save`.
    _password: str | None
    #: Likewise, after `set_unusable_password`.
    _password_is_off = False

    objects: ClassVar[People] = People()

    class Meta(AbstractUser.Meta):  # type: ignore[name-defined,misc]
        verbose_name = "person"
        verbose_name_plural = "people"
        constraints: ClassVar = [
            models.UniqueConstraint(Lower("username"), name="username_once_in_any_case")
        ]

    def __str__(self) -> str:
        return self.username

    def save(self, *args: Any, **kwargs: Any) -> None:
        """A new password ends every connection opened under the old one, whoever sets it."""
        changed = self._password is not None or self._password_is_off
        changed, self._password_is_off = changed and not self._state.adding, False
        with transaction.atomic():
            super().save(*args, **kwargs)
            if changed:
                self._end_connections("password_changed", spared=self.spared_sessions)

    def set_unusable_password(self) -> None:
        super().set_unusable_password()
        self._password_is_off = True

    @property
    def is_verified(self) -> bool:
        """Without a mail transport nobody can be asked, so everyone counts."""
        return self.verified_at is not None or not settings.CAFE_MAIL

    @property
    def must_verify(self) -> bool:
        return not self.is_verified

    @property
    def avatar_url(self) -> str | None:
        return avatar_url(self.avatar)

    def mark_verified(self, now: datetime) -> None:
        self.verified_at = now
        self.save(update_fields=["verified_at"])

    def mark_unverified(self) -> None:
        self.verified_at = None
        self.save(update_fields=["verified_at"])

    def grant(self, role: Person.Role) -> None:
        """An admin is also let into the Django admin; whoever stops being one is not."""
        self.role = role
        self.is_staff = self.is_superuser = role == self.Role.ADMIN
        self.save(update_fields=["role", "is_staff", "is_superuser"])

    def deactivate(self) -> None:
        """They can't sign in, and are out everywhere within a second."""
        self.is_active = False
        with transaction.atomic():
            self.save(update_fields=["is_active"])
            for tell in hooks.on_deactivating:
                tell(self, clock.now())
            self._end_connections("deactivated")

    def reactivate(self) -> None:
        self.is_active = True
        self.save(update_fields=["is_active"])

    def _end_connections(self, reason: str, *, spared: Collection[str] = ()) -> None:
        revoke(self.pk, reason=reason, close=SIGNED_OUT, spare_session_keys=spared)


def avatar_url(avatar: str) -> str | None:
    return f"/avatars/{avatar}" if avatar else None


class RetiredUsername(models.Model):
    """A name whose person is gone. Nobody may be taken for them: it is never given again."""

    name = models.CharField(max_length=usernames.LONGEST, unique=True, help_text="In lower case.")

    def __str__(self) -> str:
        return self.name

    @classmethod
    def retire(cls, username: str) -> None:
        cls.objects.get_or_create(name=username.lower())


@receiver(post_delete, sender=Person)
def retire_name(instance: Person, **_: Any) -> None:
    # A signal, because the admin deletes by queryset and never calls Person.delete().
    with transaction.atomic():
        RetiredUsername.retire(instance.username)
