"""The checker of the pace: it sees what is too fast, and what comes in a halt."""

import pytest

from tests.chaos.history import Call, History, Kill, Span
from tests.chaos.pacing import in_halts, too_fast

ANA, BEN, GROUP = 1, 2, -3


def refused(at: float, chat: int = ANA, retry_after: int = 0) -> Call:
    return Call(at=at, chat=chat, performed=False, retry_after=retry_after)


@pytest.mark.parametrize(("calls", "is_too_fast"), [(11, False), (12, True)])
def test_more_calls_in_a_second_than_the_rate_and_one_are_too_many(
    calls: int, is_too_fast: bool
) -> None:
    history = History(rate=10, calls=[refused(5 + number / 100) for number in range(calls)])

    assert bool(too_fast(history)) is is_too_fast


def test_calls_that_waited_for_our_own_ear_do_not_count_as_fast() -> None:
    calls = [refused(5 + number / 100) for number in range(13)]

    assert not too_fast(History(rate=10, calls=calls, stalls=[Span(begin=4.8, end=5)]))


@pytest.mark.parametrize(
    ("chat", "at", "told_to_wait", "is_breach"),
    [
        (BEN, 1.3, ANA, False),
        (BEN, 2.5, ANA, True),
        (BEN, 4.1, ANA, False),
        (BEN, 2.5, GROUP, False),
        (GROUP, 2.5, GROUP, True),
    ],
)
def test_nobody_is_written_to_in_a_halt_and_a_group_halts_only_itself(
    chat: int, at: float, told_to_wait: int, is_breach: bool
) -> None:
    calls = [refused(1, told_to_wait, retry_after=3), refused(at, chat)]

    assert bool(in_halts(History(calls=calls))) is is_breach


def test_a_killed_process_forgets_a_halt() -> None:
    calls = [refused(1, ANA, retry_after=3), refused(2.5, BEN)]

    assert not in_halts(History(calls=calls, kills=[Kill(at=1.2)]))
