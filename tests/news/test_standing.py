"""Sorting feeds by how they do, and telling their trouble from ours."""

from dataclasses import replace
from datetime import timedelta

import pytest

from news.feeds import Feed, Health
from news.standing import Standing, standing
from tests.fakes import NOW
from tests.watching import DAY, HOUR, a_feed, failing, silent


def failures(count: int, health: Health) -> list[Feed]:
    return [a_feed(number, health=health) for number in range(1, count + 1)]


def numbers(feeds: tuple[Feed, ...]) -> list[int]:
    return [feed.id for feed in feeds]


def test_feeds_are_sorted_by_how_they_do_with_the_longest_trouble_first() -> None:
    stand = standing(
        [
            a_feed(1),
            a_feed(2, health=failing(HOUR, asked=timedelta())),
            a_feed(3, health=failing(9 * DAY)),
            a_feed(4, health=silent(20 * DAY)),
            a_feed(5, health=silent(30 * DAY)),
            a_feed(6, health=Health()),
        ]
    )

    assert numbers(stand.failing) == [3, 2]
    assert numbers(stand.silent) == [5, 4]
    assert (numbers(stand.unread), numbers(stand.well)) == ([6], [1])
    assert numbers(stand.lasting) == [3, 5, 4]


def test_a_silence_is_measured_up_to_the_last_reading() -> None:
    # The bot was off for a month: that nothing came meanwhile says nothing about the feed.
    before = silent(HOUR, now=NOW - 30 * DAY)

    assert standing([a_feed(1, health=before)]).silent == ()


@pytest.mark.parametrize(
    ("since", "asked", "is_lasting"),
    [
        (DAY, timedelta(), True),
        (DAY - HOUR, timedelta(), False),
        (3 * DAY, 2 * DAY, True),
        (3 * DAY, 2 * DAY + HOUR, False),  # nobody has asked since: it may be well again
    ],
)
def test_a_failure_lasts_once_a_reading_a_day_later_has_failed_too(
    since: timedelta, asked: timedelta, is_lasting: bool
) -> None:
    stand = standing([a_feed(1, health=failing(since, asked=asked)), a_feed(2)])

    assert bool(stand.lasting) == is_lasting


def test_when_no_feed_of_several_hosts_can_be_read_it_is_our_network() -> None:
    feeds = [*failures(4, failing(9 * DAY)), a_feed(5, health=failing(2 * DAY))]

    stand = standing([*feeds, a_feed(6, health=Health())])

    assert stand.cut_off_at == NOW - 2 * DAY  # until then one of them was read
    assert not stand.is_brief
    assert len(stand.lasting) == 5


def test_our_network_being_down_for_less_than_a_day_says_nothing_about_any_feed() -> None:
    stand = standing([*failures(4, failing(HOUR)), a_feed(5, health=failing(9 * DAY))])

    assert stand.is_brief
    assert stand.lasting == ()


def test_what_is_asked_rarely_is_cut_off_like_the_others() -> None:
    rare = a_feed(9, health=failing(2 * DAY, asked=36 * HOUR))

    stand = standing([*failures(4, failing(2 * DAY)), rare])

    assert rare in stand.lasting


@pytest.mark.parametrize(
    "feeds",
    [
        [],
        [a_feed(1)],
        [a_feed(1, health=Health())],
        failures(2, failing()),
        [*failures(9, failing()), a_feed(10)],
        [*failures(9, failing()), a_feed(10, health=silent())],
        [replace(feed, address="https://one.example/x") for feed in failures(9, failing())],
    ],
)
def test_it_is_not_our_network_if_one_is_read_or_few_hosts_are_asked(feeds: list[Feed]) -> None:
    stand = standing(feeds)

    assert stand.cut_off_at is None
    assert not stand.is_brief


def test_no_feeds_stand_nowhere() -> None:
    assert standing([]) == Standing()
