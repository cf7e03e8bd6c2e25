"""Who takes part in the phase of a timer, and for how long. The caller has locked the timer.

Locks are taken downwards only: rooms by id, timers by id, people by id, streams."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta

from django.db.models import OuterRef, Subquery, Value
from django.db.models.functions import Coalesce

from virtualcafe.accounts.days import date_of
from virtualcafe.accounts.models import Person
from virtualcafe.focus import sessions
from virtualcafe.focus.clock import NOTHING, Clock, Phase
from virtualcafe.focus.events import Outbox
from virtualcafe.focus.models import Participation, Timer
from virtualcafe.focus.tasks.models import Task
from virtualcafe.lib.errors import Conflict

#: Who is away when a phase begins by itself has this long to be back, and then was in it all along.
GRACE = timedelta(minutes=2)
Standing = Participation.Standing
#: Whose time doesn't run, whatever the timer does, until they join again.
ABSENT = (Standing.OUT, Standing.RESTS)


def seat(
    timer: Timer,
    newcomers: Collection[int],
    *,
    live: Collection[int],
    at: datetime,
    also: Collection[int] = (),
) -> None:
    """Everybody of the run takes part in the phase that begins at `at`, and so do the newcomers.

    Who takes part in another running timer stays there, who rests goes on resting, and who left
    stays out, but for those in `also`. Who is away is taken over on approval: it counts if they are
    back within the grace time.
    """
    standings = dict(timer.participations.values_list("person_id", "standing"))
    staying = {person for person, standing in standings.items() if standing not in ABSENT}
    people = lock(staying | (set(newcomers) - standings.keys()) | set(also))
    busy = _busy(timer, people.keys())
    _refuse(busy & set(also))
    timer.participations.filter(person_id__in=busy).exclude(standing__in=ABSENT).delete()
    begun = [
        _begin(Participation(timer=timer, person=person), person, at=at)
        for pk, person in people.items()
        if pk not in busy
    ]
    for part in begun:
        part.joined_at = timer.clock.elapsed_at(at)
        part.confirm_by = None if part.person_id in live else at + GRACE
    _save(begun)
    _let_go_of_done_tasks(timer)
    _give_tasks(timer, people.keys() - standings.keys() - busy)


def hold(timer: Timer, newcomers: Iterable[int] = ()) -> None:
    """Lock everybody of the run, and who may come in, at once: one after the other could be in
    another order than somebody else's."""
    lock({*timer.participations.values_list("person_id", flat=True), *newcomers})


def lock(people: Iterable[int]) -> dict[int, Person]:
    """Whether somebody is in a timer, and what their minutes add up to, is decided under their own
    row's lock."""
    rows = Person.objects.select_for_update(no_key=True, of=("self",)).filter(pk__in=list(people))
    return {person.pk: person for person in rows.select_related("preferences").order_by("pk")}


def _busy(timer: Timer, people: Iterable[int]) -> set[int]:
    elsewhere = Participation.objects.filter(person_id__in=list(people), standing=Standing.IN)
    return set(elsewhere.exclude(timer=timer).values_list("person_id", flat=True))


def _refuse(busy: Collection[int]) -> None:
    if busy:
        raise Conflict("You were just drawn into another timer. Try again.")


def _begin(part: Participation, person: Person, *, at: datetime) -> Participation:
    part.standing = Standing.IN
    part.started_at = part.seen_at = at
    part.local_date = date_of(person, at)
    part.joined_at = part.counted = NOTHING
    return part


def _save(parts: list[Participation]) -> None:
    Participation.objects.bulk_create(
        parts,
        update_conflicts=True,
        unique_fields=["timer", "person"],
        update_fields=[
            "standing",
            "started_at",
            "local_date",
            "joined_at",
            "counted",
            "seen_at",
            "confirm_by",
        ],
    )


def _let_go_of_done_tasks(timer: Timer) -> None:
    """The phase in which a task was done was for it; this one isn't."""
    timer.participations.filter(of_task__done_at__isnull=False).update(of_task=None, task="")


def _give_tasks(timer: Timer, people: Collection[int]) -> None:
    """Who is new works on the task they made their active one, until they say otherwise."""
    rows = timer.participations.filter(person__in=people)
    active = Task.objects.filter(person=OuterRef("person"), active=True)
    if people:
        rows.update(
            of_task=Subquery(active.values("pk")),
            task=Coalesce(Subquery(active.values("title")), Value("")),
        )


def join(timer: Timer, person: Person, *, now: datetime) -> None:
    """A late comer: what counts for them begins now. Who comes back goes on counting."""
    lock([person.pk])
    part = timer.participations.filter(person=person).first()
    clock = timer.clock
    is_new = part is None
    if part and part.standing == Standing.IN:
        return
    _refuse(_busy(timer, [person.pk]))
    if part is None or not part.counted:
        part = _begin(part or Participation(timer=timer, person=person), person, at=now)
    part.standing = Standing.WAITS if clock.is_waiting else Standing.IN
    part.joined_at = clock.elapsed_at(now)
    part.seen_at = now
    part.confirm_by = None
    part.save()
    if is_new:
        _give_tasks(timer, [person.pk])


def rest(timer: Timer, person_id: int, *, now: datetime) -> bool:
    """A pause of their own: the others go on. True if they took part."""
    part = timer.participations.filter(person_id=person_id, standing=Standing.IN).first()
    if part is None:
        return False
    _count([part], timer.clock, at=now)
    part.standing = Standing.RESTS
    part.seen_at = now
    part.confirm_by = None
    part.save(update_fields=["standing", "counted", "seen_at", "confirm_by"])
    return True


def leave(
    timer: Timer, person_id: int, *, now: datetime, outbox: Outbox, forgotten: bool = False
) -> bool:
    """The part ends here and its minutes are written. False when they took no part. `forgotten`:
    it ended a while ago, and what the clock ran since then was moved by others."""
    part = timer.participations.filter(person_id=person_id).exclude(standing=Standing.OUT).first()
    if part is None:
        return False
    part.confirm_by = None
    if part.standing != Standing.WAITS:
        lock([person_id])
        clock = timer.clock
        _count([part], clock, at=now)
        if forgotten:
            part.counted = min(part.counted, max(now - part.started_at, NOTHING))
        outbox.sessions(sessions.write(timer, clock, [part], at=now, completed=False))
    part.standing = Standing.OUT
    part.save(update_fields=["standing", "counted", "confirm_by"])
    return True


def close(timer: Timer, clock: Clock, *, at: datetime, outbox: Outbox) -> None:
    """The phase that `clock` shows is over: write the minutes of all who are in it, or rest."""
    began = timer.participations.filter(standing__in=[Standing.IN, Standing.RESTS])
    parts = list(began.order_by("person_id"))
    _count(parts, clock, at=at)
    there = [part for part in parts if part.standing == Standing.IN]
    resting = [part for part in parts if part.standing == Standing.RESTS]
    whole = clock.remaining_at(at) == NOTHING
    outbox.sessions(sessions.write(timer, clock, there, at=at, completed=whole))
    outbox.sessions(sessions.write(timer, clock, resting, at=at, completed=False))
    timer.participations.filter(standing__in=ABSENT).update(counted=NOTHING, joined_at=NOTHING)


def _count(parts: list[Participation], clock: Clock, *, at: datetime) -> None:
    """Nobody was in a phase for longer than it ran, whatever the wall clock did meanwhile."""
    elapsed = clock.elapsed_at(at)
    for part in parts:
        if part.standing == Standing.IN:
            more = max(elapsed - part.joined_at, NOTHING)
            part.counted = min(part.counted + more, elapsed)


def wait(timer: Timer) -> None:
    """The next phase waits to be started; until then nobody's time runs and everybody is free."""
    timer.participations.filter(confirm_by__isnull=False).delete()
    timer.participations.filter(standing=Standing.IN).update(standing=Standing.WAITS)
    timer.participations.update(counted=NOTHING, joined_at=NOTHING)


def confirm(timer: Timer, live: Collection[int], *, now: datetime) -> bool:
    """Who was taken over and is back was in it all along; who stayed away was not. True if
    somebody was let go."""
    unsure = timer.participations.filter(confirm_by__isnull=False)
    unsure.filter(person_id__in=live, confirm_by__gt=now).update(confirm_by=None)
    return bool(unsure.filter(confirm_by__lte=now).delete()[0])


def newcomers(clock: Clock, live: Collection[int]) -> set[int]:
    """Who is present when a focus begins takes part; into a break nobody is drawn."""
    return set(live) if clock.phase is Phase.FOCUS else set()
