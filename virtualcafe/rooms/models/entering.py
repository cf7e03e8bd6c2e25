"""How somebody gets into a private room: by asking, or by a link."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from django.conf import settings
from django.db import models

from virtualcafe.accounts.models import Person
from virtualcafe.accounts.wire import user_object
from virtualcafe.rooms.models.room import Room

LONGEST_REQUEST = 300


class JoinRequestQuerySet(models.QuerySet["JoinRequest"]):
    def waiting(self) -> JoinRequestQuerySet:
        return self.filter(answer=JoinRequest.Answer.WAITING)


class JoinRequest(models.Model):
    """One row a room and person, from the moment they showed the room's code: whoever has none
    may not know of the room. Asking again after an answer makes the same row wait anew."""

    class Answer(models.TextChoices):
        UNASKED = "unasked", "Knows the code and hasn't asked"
        WAITING = "", "Waits for an answer"
        APPROVED = "approved", "Approved"
        DENIED = "denied", "Denied"

    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="join_requests")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="join_requests"
    )
    text = models.CharField(max_length=LONGEST_REQUEST, blank=True, default="")
    created_at = models.DateTimeField()
    answer = models.CharField(max_length=8, choices=Answer, blank=True, default=Answer.WAITING)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    objects = JoinRequestQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["room", "person"], name="one_request_per_room")
        ]

    def __str__(self) -> str:
        return f"{self.person_id} asks for {self.room_id}"

    @property
    def is_waiting(self) -> bool:
        return self.answer == JoinRequest.Answer.WAITING

    def as_data(self) -> dict[str, object]:
        """`{room, request}`, with what whoever answers may know of both."""
        user = user_object(self.person)
        return {
            "room": self.room.named(),
            "request": {"id": self.pk, "user": user, "text": self.text},
        }

    def wait(self, text: str, *, now: datetime) -> None:
        self.text, self.created_at = text, now
        self.answer, self.answered_at, self.answered_by = JoinRequest.Answer.WAITING, None, None
        self.save()

    def settle(self, answer: JoinRequest.Answer, *, by: Person | None, now: datetime) -> None:
        self.answer, self.answered_at, self.answered_by = answer, now, by
        self.save(update_fields=["answer", "answered_at", "answered_by"])


class Invite(models.Model):
    """The room's link. The host reads it again whenever they like, so the token itself is kept."""

    room = models.OneToOneField(Room, on_delete=models.CASCADE, related_name="invite")
    token = models.CharField(max_length=43, unique=True)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    def __str__(self) -> str:
        return f"Link into {self.room_id}"
