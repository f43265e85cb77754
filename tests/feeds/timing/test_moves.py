"""A feed that says it has moved is believed when it has said so often, and for long."""

from datetime import timedelta

import pytest

from feeds.timing.moves import LASTING, SIGHTINGS, after_answer, is_settled
from news.feeds import Move
from tests.builders import NOW

OLD, NEW = "https://old.example/feed", "https://new.example/feed"
DAY = timedelta(days=1)


def told(*targets: str, apart: timedelta = DAY) -> Move | None:
    """What is thought after the feed has named these targets, one after the other."""
    move = None
    for number, target in enumerate(targets):
        move = after_answer(move, target, OLD, NOW + apart * number)
    return move


def test_the_same_word_is_counted_from_its_first_day() -> None:
    assert told(NEW, NEW, NEW) == Move(url=NEW, times=3, since=NOW)


@pytest.mark.parametrize("other", ["", OLD])
def test_one_answer_from_the_old_address_forgets_the_move(other: str) -> None:
    assert told(NEW, NEW, NEW, NEW, other) is None


def test_another_target_starts_anew() -> None:
    third = "https://third.example/feed"

    assert told(NEW, NEW, NEW, third) == Move(url=third, times=1, since=NOW + 3 * DAY)


@pytest.mark.parametrize(
    ("times", "lasting", "settled"),
    [
        (SIGHTINGS, LASTING, True),
        (SIGHTINGS - 1, 30 * LASTING, False),
        (999, LASTING - timedelta(seconds=1), False),
    ],
)
def test_a_move_is_settled_when_it_was_said_often_and_for_long(
    times: int, lasting: timedelta, settled: bool
) -> None:
    move = Move(url=NEW, times=times, since=NOW - lasting)

    assert is_settled(move, NOW) is settled


def test_four_times_and_then_back_is_no_move() -> None:
    move = told(NEW, NEW, NEW, NEW, "", NEW)

    assert move is not None
    assert not is_settled(move, NOW + 5 * DAY)
