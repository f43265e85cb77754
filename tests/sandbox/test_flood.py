"""The sandbox says 429 where Telegram would, and counts how often it had to."""

import pytest

from sandbox.flood import Flood
from tests.sandbox.conftest import Clock

GROUP = -77


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def flood(clock: Clock) -> Flood:
    return Flood(clock)


def test_thirty_at_once_pass_and_the_next_must_wait(flood: Flood) -> None:
    passed = [flood.check("sendmessage", chat_id) for chat_id in range(1, 31)]

    assert passed == [0] * 30
    assert flood.check("sendmessage", 31) == 1
    assert flood.violations == 1


def test_a_steady_twenty_nine_a_second_never_violates(flood: Flood, clock: Clock) -> None:
    for chat_id in range(1, 2_000):
        flood.check("sendmessage", chat_id)
        clock.now += 1 / 29

    assert flood.violations == 0


def test_until_the_told_time_nothing_passes(flood: Flood, clock: Clock) -> None:
    for chat_id in range(1, 32):
        flood.check("sendmessage", chat_id)

    clock.now += 0.9
    assert flood.check("sendmessage", 50) == 1
    clock.now += 0.1
    assert flood.check("sendmessage", 50) == 0


def test_one_chat_gets_a_message_a_second_after_its_burst(flood: Flood, clock: Clock) -> None:
    for _ in range(20):
        assert flood.check("sendmessage", 101) == 0
    assert flood.check("sendmessage", 101) == 1
    for _ in range(100):
        clock.now += 1.001
        assert flood.check("sendmessage", 101) == 0
    assert flood.check("sendmessage", 102) == 0


def test_a_group_gets_twenty_a_minute(flood: Flood, clock: Clock) -> None:
    for _ in range(20):
        assert flood.check("sendmessage", GROUP) == 0
        clock.now += 0.01

    assert flood.check("sendmessage", GROUP) == 3
    for _ in range(50):
        clock.now += 3.001
        assert flood.check("sendmessage", GROUP) == 0


def test_edits_count_only_overall_and_reading_not_at_all(flood: Flood) -> None:
    assert [flood.check("editmessagetext", 101) for _ in range(30)] == [0] * 30
    assert flood.check("editmessagetext", 101) == 1
    assert [flood.check("getchat", 101) for _ in range(100)] == [0] * 100


def test_it_can_be_switched_off(clock: Clock) -> None:
    flood = Flood(clock, enabled=False)

    assert {flood.check("sendmessage", 101) for _ in range(1_000)} == {0}
    assert flood.violations == 0
