"""What is concluded from the moments at which messages arrived."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.bench.arrivals import Arrivals, busiest_second, mean_rate, middle

MOMENTS = st.lists(st.floats(0, 100), min_size=1, max_size=60).map(sorted)


def some_arrivals(*arrived: tuple[float, int, bool], halt: tuple[float, float]) -> Arrivals:
    """Messages that all tell story 7: when, to whom, and whether they were taken."""
    return Arrivals(
        moments=[at for at, _, _ in arrived],
        chats=[chat for _, chat, _ in arrived],
        is_sent=[int(is_sent) for _, _, is_sent in arrived],
        told=[(number, 7) for number in range(len(arrived))],
        halts=[halt],
    )


@pytest.mark.parametrize(
    ("moments", "most"),
    [
        ([0.0], 1),
        ([0.0, 1.0, 2.0], 2),
        ([0.0, 1.01, 2.02], 1),
        ([0.0, 0.9, 1.1, 1.8, 1.9, 5.0], 4),
    ],
)
def test_the_busiest_second_may_begin_at_any_moment(moments: Sequence[float], most: int) -> None:
    assert busiest_second(moments) == most


@given(MOMENTS)
def test_the_busiest_second_is_the_most_that_any_message_closes(moments: list[float]) -> None:
    by_hand = max(sum(end - 1 <= at <= end for at in moments) for end in moments)

    assert busiest_second(moments) >= by_hand
    assert busiest_second(moments) <= len(moments)


def test_an_even_stream_has_its_rate_and_so_has_its_middle() -> None:
    moments = [number / 29 for number in range(300)]

    assert mean_rate(moments) == pytest.approx(29)
    assert mean_rate(middle(moments)) == pytest.approx(29)


def test_the_middle_leaves_out_how_it_began_and_how_it_ran_out() -> None:
    moments = [0.0, 4.0, 5.0, 6.0, 10.0]

    assert middle(moments) == [4.0, 5.0, 6.0]


def test_refused_messages_brought_nothing_and_those_in_a_halt_are_counted() -> None:
    arrivals = some_arrivals(
        (1.0, 11, True),
        (2.0, 12, False),  # the one that began the halt
        (2.01, 13, False),  # on the wire when the refusal was written
        (3.0, 14, False),
        (5.0, 12, True),
        halt=(2.0, 5.0),
    )

    assert arrivals.of(7) == [(1.0, 11), (5.0, 12)]
    assert arrivals.of(8) == []
    assert arrivals.refused == 3
    assert arrivals.in_a_halt == 1
