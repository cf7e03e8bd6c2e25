"""What may be said to have been a session. Every face asks here, under the person's lock."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from django.db.models import Q, QuerySet, Sum

from virtualcafe.accounts.models import Person
from virtualcafe.focus.clock import Phase
from virtualcafe.focus.models import Participation, Session
from virtualcafe.lib.errors import BadRequest, Conflict
from virtualcafe.lib.local_days import zone

MINUTE = timedelta(minutes=1)
#: The longest stretch anybody says they sat through.
MOST_MINUTES = 12 * 60
#: A person sleeps: more than this isn't reported of one day.
MOST_A_DAY = 16 * 60
EARLIEST = datetime(2000, 1, 1, tzinfo=UTC)
#: Other clocks than ours may be ahead by so much.
AHEAD = MINUTE


def check_beginning(started_at: datetime, *, now: datetime) -> None:
    """Asked before anything is added to it: no calendar goes on for ever."""
    if started_at < EARLIEST:
        raise BadRequest("That is too long ago.")
    if started_at > now + AHEAD:
        raise BadRequest("That hasn't begun yet. A session can be added when it is over.")


def check_span(started_at: datetime, ended_at: datetime, minutes: int, *, now: datetime) -> None:
    if not 1 <= minutes <= MOST_MINUTES:
        raise BadRequest(f"A session has from 1 to {MOST_MINUTES} minutes.")
    if not started_at < ended_at <= started_at + MOST_MINUTES * MINUTE:
        raise BadRequest("A session ends after it began, and within 12 hours.")
    if ended_at > now + AHEAD:
        raise BadRequest("That isn't over yet. A session can be added when it is.")
    if (minutes - 1) * MINUTE >= ended_at - started_at:
        raise BadRequest("Between its beginning and its end there are fewer minutes than that.")


def check_free(session: Session) -> None:
    """Time is never counted twice: no other session of its kind lies there, nor one in the
    making."""
    others = Session.objects.filter(person=session.person_id, kind=session.kind, stands=True)
    if session.corrects_id:
        others = others.exclude(Q(pk=session.corrects_id) | Q(corrects=session.corrects_id))
    there = others.filter(started_at__lt=session.ended_at, ended_at__gt=session.started_at)
    for other in there.order_by("started_at")[:1]:
        raise Conflict(f"You have a session {_span(other)} already. No time is counted twice.")
    if parts_in(session.person, session.kind).filter(started_at__lt=session.ended_at).exists():
        raise Conflict("Your timer is running at that time, and it counts by itself.")


def parts_in(person: Person, kind: str) -> QuerySet[Participation]:
    """The person's part in a phase of that kind that isn't over."""
    phases = [Phase.FOCUS] if kind == Session.Kind.FOCUS else [Phase.BREAK, Phase.LONG_BREAK]
    parts = Participation.objects.filter(person=person, timer__phase__in=phases)
    return parts.exclude(standing__in=[Participation.Standing.OUT, Participation.Standing.WAITS])


def check_day(person: Person, session: Session) -> None:
    """What people say themselves has a bound for each of their days."""
    if session.kind != Session.Kind.FOCUS:
        return
    said = reported_on(person, session.local_date, beside=session.corrects_id)
    if said + session.minutes > MOST_A_DAY:
        raise Conflict(f"Of one day at most {MOST_A_DAY // 60} hours can be reported.")


def reported_on(person: Person, day: date, *, beside: int | None = None) -> int:
    rows = Session.objects.filter(
        person=person,
        local_date=day,
        kind=Session.Kind.FOCUS,
        source=Session.Source.REPORTED,
        stands=True,
    )
    if beside:
        rows = rows.exclude(Q(pk=beside) | Q(corrects=beside))
    return rows.aggregate(said=Sum("minutes"))["said"] or 0


def _span(session: Session) -> str:
    """In words for its own person, who knows their zone."""
    there = zone(session.person.time_zone)
    start, end = session.started_at.astimezone(there), session.ended_at.astimezone(there)
    return f"from {start:%H:%M} to {end:%H:%M}"
