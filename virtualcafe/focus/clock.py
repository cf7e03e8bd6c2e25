"""The café's timer as a pure machine: a frozen state, and transitions that return the next one.

It knows no database and reads no clock. `remaining` is what was left when the phase last began to
run, so `elapsed + remaining == planned` at every moment and pauses never count. A wall clock that
is set back can't make minutes: nobody gains more than was left."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

LEAST, MOST = 1, 180
MOST_CYCLES = 100
NOTHING = timedelta()
#: A focus that counts up has no end of its own, but nobody focuses for longer in one piece.
MOST_COUNTED = timedelta(hours=12)


class Phase(StrEnum):
    IDLE = "idle"
    FOCUS = "focus"
    BREAK = "break"
    LONG_BREAK = "long_break"


class Running(StrEnum):
    """`IDLE` in a phase other than idle: the phase is ready and waits for somebody to start it."""

    IDLE = "idle"
    RUNNING = "running"
    PAUSED = "paused"


class WrongLength(ValueError):
    """A length outside of what the café measures."""


class WrongMoment(ValueError):
    """The transition doesn't exist from this state. The text is a sentence for a person."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lengths:
    """How long the phases are, in whole minutes, and what follows by itself. With `count_up` a
    focus goes on until somebody ends it."""

    focus_minutes: int = 25
    break_minutes: int = 5
    long_break_minutes: int = 15
    long_break_every: int = 4
    cycles: int = 8
    auto_start_breaks: bool = True
    auto_start_focus: bool = False
    count_up: bool = False

    def __post_init__(self) -> None:
        for name in ("focus_minutes", "break_minutes", "long_break_minutes"):
            _check(name, getattr(self, name), most=MOST)
        for name in ("long_break_every", "cycles"):
            _check(name, getattr(self, name), most=MOST_CYCLES)

    def of(self, phase: Phase) -> timedelta:
        if self.count_up and phase is Phase.FOCUS:
            return MOST_COUNTED
        minutes = {
            Phase.FOCUS: self.focus_minutes,
            Phase.BREAK: self.break_minutes,
            Phase.LONG_BREAK: self.long_break_minutes,
        }
        return timedelta(minutes=minutes.get(phase, 0))

    def starts_by_itself(self, phase: Phase) -> bool:
        return self.auto_start_focus if phase is Phase.FOCUS else self.auto_start_breaks


def _check(name: str, value: int, *, most: int) -> None:
    if not LEAST <= value <= most:
        raise WrongLength(f"{name} should be a whole number from {LEAST} to {most}, not {value!r}.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """`begun` is the version at which the current phase began: its name for as long as it lasts.
    With `follows` it is the time of day that moves it (see wall.py), and nobody else."""

    lengths: Lengths = Lengths()
    phase: Phase = Phase.IDLE
    state: Running = Running.IDLE
    started_at: datetime | None = None
    ends_at: datetime | None = None
    planned: timedelta = NOTHING
    remaining: timedelta = NOTHING
    cycle: int = 0
    version: int = 0
    begun: int = 0
    follows: str = ""
    hour_at: int = 0

    @property
    def is_idle(self) -> bool:
        return self.phase is Phase.IDLE

    @property
    def is_waiting(self) -> bool:
        return not self.is_idle and self.state is Running.IDLE

    @property
    def counts_up(self) -> bool:
        """What is planned is then only the most that is measured."""
        return self.lengths.count_up and self.phase is Phase.FOCUS

    @property
    def counts_from(self) -> datetime | None:
        """While it runs: the moment whose distance is the elapsed time."""
        return self.ends_at - self.planned if self.ends_at else None

    def remaining_at(self, now: datetime) -> timedelta:
        if self.ends_at is None:
            return self.remaining
        return min(max(self.ends_at - now, NOTHING), self.remaining)

    def elapsed_at(self, now: datetime) -> timedelta:
        """How long the phase has really run."""
        return self.planned - self.remaining_at(now)

    def is_due(self, now: datetime) -> bool:
        return self.ends_at is not None and self.ends_at <= now


def start(clock: Clock, *, lengths: Lengths, now: datetime) -> Clock:
    """Begin a run with its first focus phase, from idle or from a phase that only waits."""
    if clock.state is not Running.IDLE:
        raise WrongMoment("The timer is already running.")
    _check_free(clock)
    return _run(_enter(clock, Phase.FOCUS, cycle=1, lengths=lengths), now=now)


def pause(clock: Clock, *, now: datetime) -> Clock:
    if clock.state is not Running.RUNNING:
        raise WrongMoment("The timer isn't running, so there is nothing to pause.")
    _check_free(clock)
    return replace(
        clock,
        state=Running.PAUSED,
        ends_at=None,
        remaining=clock.remaining_at(now),
        version=clock.version + 1,
    )


def resume(clock: Clock, *, now: datetime) -> Clock:
    """Go on after a pause, or begin the phase that waits."""
    if clock.is_idle or clock.state is Running.RUNNING:
        raise WrongMoment("The timer isn't paused, so there is nothing to resume.")
    return replace(_run(clock, now=now), version=clock.version + 1)


def add(clock: Clock, *, minutes: int, now: datetime) -> Clock:
    """Make the current phase longer, to at most the longest the café measures."""
    if clock.is_idle:
        raise WrongMoment("The timer isn't running, so there is nothing to make longer.")
    _check_free(clock)
    if clock.counts_up:
        raise WrongMoment("The timer counts up, so it has no end to move.")
    _check("minutes", minutes, most=MOST)
    more = timedelta(minutes=minutes)
    if clock.planned + more > timedelta(minutes=MOST):
        raise WrongLength(f"A phase can't be longer than {MOST} minutes.")
    longer = replace(
        clock,
        planned=clock.planned + more,
        remaining=clock.remaining_at(now) + more,
        version=clock.version + 1,
    )
    return replace(longer, ends_at=now + longer.remaining) if clock.ends_at else longer


def skip(clock: Clock, *, now: datetime) -> Clock:
    """End the phase here and go on to the next, which runs at once if it starts by itself."""
    if clock.is_idle:
        raise WrongMoment("The timer isn't running, so there is nothing to skip.")
    _check_free(clock)
    return _next(clock, at=now, by_itself=True)


def stop(clock: Clock) -> Clock:
    if clock.is_idle and not clock.follows:
        raise WrongMoment("The timer isn't running, so there is nothing to stop.")
    return _enter(clock, Phase.IDLE, cycle=0, lengths=clock.lengths)


def finish(clock: Clock, *, by_itself: bool) -> Clock:
    """What follows when the running phase reaches its end, at that end. `by_itself`: somebody is
    there, so the next phase may begin if it is set to; otherwise it waits. A focus that counts up
    and comes that far was forgotten: nothing follows."""
    if clock.ends_at is None:
        raise WrongMoment("Only a running phase can reach its end.")
    if clock.counts_up:
        return stop(clock)
    return _next(clock, at=clock.ends_at, by_itself=by_itself)


def following(clock: Clock) -> Phase:
    """The phase after this one. After the last round there is none."""
    lengths = clock.lengths
    if clock.phase is not Phase.FOCUS:
        return Phase.IDLE if clock.is_idle else Phase.FOCUS
    if clock.cycle >= lengths.cycles:
        return Phase.IDLE
    return Phase.BREAK if clock.cycle % lengths.long_break_every else Phase.LONG_BREAK


def _check_free(clock: Clock) -> None:
    if clock.follows:
        raise WrongMoment("The room follows the café clock, which nobody moves. Stop it first.")


def _next(clock: Clock, *, at: datetime, by_itself: bool) -> Clock:
    phase = following(clock)
    if phase is Phase.IDLE:
        return stop(clock)
    cycle = clock.cycle + (phase is Phase.FOCUS)
    entered = _enter(clock, phase, cycle=cycle, lengths=clock.lengths)
    runs = by_itself and clock.lengths.starts_by_itself(phase)
    return _run(entered, now=at) if runs else entered


def _enter(clock: Clock, phase: Phase, *, cycle: int, lengths: Lengths) -> Clock:
    """The phase, ready and not begun."""
    return Clock(
        lengths=lengths,
        phase=phase,
        planned=lengths.of(phase),
        remaining=lengths.of(phase),
        cycle=cycle,
        version=clock.version + 1,
        begun=clock.version + 1,
    )


def _run(clock: Clock, *, now: datetime) -> Clock:
    return replace(
        clock,
        state=Running.RUNNING,
        started_at=clock.started_at or now,
        ends_at=now + clock.remaining,
    )
