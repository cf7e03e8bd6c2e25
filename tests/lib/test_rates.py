"""How often something may be done."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from virtualcafe.lib.rates import Rates


class Clock:
    def __init__(self) -> None:
        self.at = 1_000.0

    def __call__(self) -> float:
        return self.at


@pytest.fixture
def clock() -> Clock:
    return Clock()


def test_ten_at_once_and_then_one_at_a_time(clock: Clock) -> None:
    rates = Rates(clock=clock)

    def take() -> float:
        return rates.take("bob", amount=10, seconds=5)

    assert [take() for _ in range(10)] == [0] * 10
    assert take() == pytest.approx(0.5)
    clock.at += 0.25
    assert take() == pytest.approx(0.25)
    clock.at += 0.25
    assert take() == 0
    assert take() == pytest.approx(0.5)
    clock.at += 100
    assert [take() for _ in range(11)] == [0] * 10 + [pytest.approx(0.5)]


def test_each_key_for_itself(clock: Clock) -> None:
    rates = Rates(clock=clock)
    assert rates.take("alice", amount=1, seconds=5) == 0
    assert rates.take("bob", amount=1, seconds=5) == 0
    assert rates.take("bob", amount=1, seconds=5) == pytest.approx(5)


def test_zero_lifts_it(clock: Clock) -> None:
    rates = Rates(clock=clock)
    assert {rates.take("bob", amount=0, seconds=5) for _ in range(1_000)} == {0}


def test_it_forgets_the_longest_unseen(clock: Clock) -> None:
    rates = Rates(max_keys=2, clock=clock)
    for key in ("a", "b", "a", "c"):
        rates.take(key, amount=2, seconds=5)
    assert rates.take("a", amount=2, seconds=5) > 0
    assert rates.take("b", amount=2, seconds=5) == 0


@settings(deadline=None)
@given(st.lists(st.floats(0, 2), max_size=60))
def test_never_more_than_the_amount_and_what_came_back(waits: list[float]) -> None:
    clock = Clock()
    rates, begun, taken = Rates(clock=clock), clock.at, 0
    for wait in waits:
        clock.at += wait
        taken += not rates.take("bob", amount=10, seconds=5)
        assert taken <= 10 + (clock.at - begun) * 2 + 1e-6
