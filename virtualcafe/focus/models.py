"""The timer the server keeps, who takes part in it, and the sessions that came of it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from virtualcafe.focus import wall
from virtualcafe.focus.clock import Clock, Lengths, Phase, Running
from virtualcafe.focus.tasks.models import Task
from virtualcafe.focus.wall import PLANS


class Timer(models.Model):
    """One for a room or one of a person's own. `begun` names the current phase by its version."""

    PHASES = [(phase.value, phase.value.replace("_", " ")) for phase in Phase]
    STATES = [(state.value, state.value) for state in Running]

    room = models.OneToOneField(
        "rooms.Room", null=True, blank=True, on_delete=models.CASCADE, related_name="timer"
    )
    owner = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="timer",
    )
    phase = models.CharField(max_length=10, choices=PHASES, default=Phase.IDLE)
    state = models.CharField(max_length=7, choices=STATES, default=Running.IDLE)
    started_at = models.DateTimeField(null=True, blank=True)
    ends_at = models.DateTimeField(null=True, blank=True, db_index=True)
    planned = models.DurationField(default=timedelta)
    remaining = models.DurationField(default=timedelta)
    cycle = models.PositiveSmallIntegerField(default=0)
    version = models.PositiveIntegerField(default=0)
    begun = models.PositiveIntegerField(default=0)
    focus_minutes = models.PositiveSmallIntegerField(default=25)
    break_minutes = models.PositiveSmallIntegerField(default=5)
    long_break_minutes = models.PositiveSmallIntegerField(default=15)
    long_break_every = models.PositiveSmallIntegerField(default=4)
    cycles = models.PositiveSmallIntegerField(default=8)
    auto_start_breaks = models.BooleanField(default=True)
    auto_start_focus = models.BooleanField(default=False)
    count_up = models.BooleanField(default=False)
    follows = models.CharField(
        max_length=5,
        choices=[(plan, plan) for plan in PLANS],
        blank=True,
        default="",
        help_text="The plan of the café clock that it follows.",
    )
    hour_at = models.PositiveSmallIntegerField(
        default=0, help_text="Where the café clock's hour begins, in minutes past UTC's."
    )
    waits_until = models.DateTimeField(
        null=True,
        blank=True,
        db_index=True,
        help_text="Until then the waiting phase starts by itself when somebody is back.",
    )
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["follows"], condition=Q(follows__gt=""), name="timers_that_follow")
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(room__isnull=True, owner__isnull=False)
                | Q(room__isnull=False, owner__isnull=True),
                name="timer_of_a_room_or_a_person",
            )
        ]

    def __str__(self) -> str:
        return f"{self.phase} {self.state}"

    @property
    def stream(self) -> str:
        return f"room:{self.room.code}" if self.room else f"user:{self.owner_id}"

    @property
    def clock(self) -> Clock:
        return Clock(
            lengths=self.lengths,
            phase=Phase(self.phase),
            state=Running(self.state),
            **{name: getattr(self, name) for name in _KEPT},
        )

    def clock_at(self, now: datetime) -> Clock:
        """As everybody sees it: a café clock doesn't wait for its row."""
        return wall.shown(self.clock, now)

    @property
    def lengths(self) -> Lengths:
        return Lengths(**{name: getattr(self, name) for name in _LENGTHS})

    def show(self, clock: Clock) -> list[str]:
        """Take over what the clock says; returns the names of the fields that hold it."""
        self.phase, self.state = clock.phase.value, clock.state.value
        for name in _KEPT:
            setattr(self, name, getattr(clock, name))
        for name in _LENGTHS:
            setattr(self, name, getattr(clock.lengths, name))
        return ["phase", "state", *_KEPT, *_LENGTHS]


_KEPT = (
    "started_at",
    "ends_at",
    "planned",
    "remaining",
    "cycle",
    "version",
    "begun",
    "follows",
    "hour_at",
)
_LENGTHS = tuple(Lengths.__dataclass_fields__)


class Participation(models.Model):
    """A person in the current run of a timer. `counted` is the running time of this phase they have
    behind them; while they are in, it grows from the timer's own running time since `joined_at`."""

    class Standing(models.TextChoices):
        IN = "in"
        WAITS = "waits", "waits for the next phase"
        RESTS = "rests", "rests while the others go on"
        OUT = "out"

    timer = models.ForeignKey(Timer, on_delete=models.CASCADE, related_name="participations")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="participations"
    )
    standing = models.CharField(max_length=5, choices=Standing.choices, default=Standing.IN)
    started_at = models.DateTimeField(help_text="When they first took part in this phase.")
    local_date = models.DateField(help_text="The day that was, where they were.")
    joined_at = models.DurationField(default=timedelta, help_text="Running time when they joined.")
    counted = models.DurationField(default=timedelta)
    seen_at = models.DateTimeField(
        null=True, help_text="The last sign of life that was noticed, in a focus that counts up."
    )
    confirm_by = models.DateTimeField(
        null=True,
        blank=True,
        db_index=True,
        help_text="Taken over into a phase while away: counts only if they are back by then.",
    )
    task = models.CharField(max_length=200, blank=True, default="")
    of_task = models.ForeignKey(
        Task, null=True, blank=True, on_delete=models.SET_NULL, related_name="participations"
    )
    goal = models.CharField(max_length=200, blank=True, default="")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["timer", "person"], name="one_part_in_a_timer"),
            models.UniqueConstraint(
                fields=["person"], condition=Q(standing="in"), name="in_one_running_timer"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.standing} {self.timer_id}"


class Session(models.Model):
    """A stretch of focus or break, in whole minutes, and where it came from. What was recorded is
    never changed: a correction is another row, and of such a chain only the last `stands`."""

    class Kind(models.TextChoices):
        FOCUS = "focus"
        BREAK = "break"

    class Source(models.TextChoices):
        ROOM = "room"
        SOLO = "solo"
        REPORTED = "reported"

    class Outcome(models.TextChoices):
        DONE = "done"
        PARTLY = "partly"
        BLOCKED = "blocked"

    #: After these the goal is the one to go on with.
    UNFINISHED = (Outcome.PARTLY, Outcome.BLOCKED)

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="sessions"
    )
    kind = models.CharField(max_length=5, choices=Kind.choices, default=Kind.FOCUS)
    source = models.CharField(max_length=8, choices=Source.choices)
    room = models.ForeignKey(
        "rooms.Room", null=True, blank=True, on_delete=models.SET_NULL, related_name="sessions"
    )
    room_name = models.CharField(max_length=80, blank=True, default="")
    task = models.CharField(
        max_length=200, blank=True, default="", help_text="In words, also of a task that is gone."
    )
    of_task = models.ForeignKey(
        Task, null=True, blank=True, on_delete=models.SET_NULL, related_name="sessions"
    )
    goal = models.CharField(max_length=200, blank=True, default="")
    outcome = models.CharField(max_length=200, blank=True, default="", choices=Outcome.choices)
    planned_minutes = models.PositiveSmallIntegerField()
    minutes = models.PositiveSmallIntegerField()
    completed = models.BooleanField(default=False)
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField()
    local_date = models.DateField()
    timer = models.ForeignKey(
        Timer, null=True, blank=True, on_delete=models.SET_NULL, related_name="sessions"
    )
    begun = models.PositiveIntegerField(
        null=True, blank=True, help_text="The version at which the timer's phase began."
    )
    corrects = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="corrections",
        help_text="The first of its chain: what was recorded before anybody corrected it.",
    )
    stands = models.BooleanField(
        default=True, help_text="Of a chain only the last one does; no other counts anywhere."
    )
    cid = models.UUIDField(
        null=True, blank=True, help_text="Made by the client, so that sending again is safe."
    )
    reported_at = models.DateTimeField(
        null=True, blank=True, help_text="When it was typed in or sent, unless the server saw it."
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["person", "timer", "begun"], name="session_once_per_phase"
            ),
            models.UniqueConstraint(fields=["person", "cid"], name="session_reported_once"),
            models.UniqueConstraint(
                fields=["corrects"], condition=Q(stands=True), name="one_correction_stands"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["person", "local_date"]),
            models.Index(fields=["person", "-started_at"]),
        ]

    def __str__(self) -> str:
        return f"{self.minutes} min {self.kind} of {self.person_id}"

    @property
    def chain(self) -> int:
        """The id by which people know it, however often it is corrected."""
        return self.corrects_id or self.pk
