"""`feeds list` tells an operator at a glance which feeds need a look."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.feedtable import ago, table
from news.feeds import Feed, FeedId, Health, Origin, Source

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
URL = "https://news.example/feed"
HALF_HOUR = timedelta(minutes=30)
DAILY = tuple(NOW - timedelta(days=day, hours=1) for day in reversed(range(30)))


def a_feed(
    title: str,
    health: Health | None = None,
    *,
    is_public: bool = True,
    origin: Origin = Origin.REGISTER,
    address: str = "",
) -> Feed:
    source = Source(url=URL, title=title)
    return Feed(
        id=FeedId(1),
        source=source,
        is_public=is_public,
        origin=origin,
        address=address,
        health=health or Health(),
    )


def read(arrivals: tuple[datetime, ...] = DAILY) -> Health:
    at = NOW - timedelta(minutes=12)
    return Health(last_fetch_at=at, last_ok_at=at, interval=HALF_HOUR, arrivals=arrivals)


def failing() -> Health:
    return Health(
        error="no answer\x1b[2J in\ntime",
        error_count=3,
        first_error_at=NOW - timedelta(days=2),
        last_fetch_at=NOW,
        last_ok_at=NOW - timedelta(days=3),
        interval=timedelta(hours=6),
    )


def test_a_feed_that_is_well_says_when_it_was_read_and_how_often_something_comes() -> None:
    heading, line, totals = table([a_feed("Clinic Notes", read())], NOW)

    assert " ".join(heading.split()) == "lang feed state last read asked a week address"
    assert " ".join(line.split()) == f"en Clinic Notes ok 12 min ago every 30 min 7 {URL}"
    assert totals == "1 feeds: 1 ok"


def test_trouble_comes_first_and_what_is_off_comes_last() -> None:
    silent = tuple(moment - timedelta(days=60) for moment in DAILY)
    feeds = [
        a_feed("Off", is_public=False),
        a_feed("Well", read()),
        a_feed("New"),
        a_feed("Moved", read(), address="https://elsewhere.example/feed"),
        a_feed("Silent", read(silent)),
        a_feed("Failing", failing()),
    ]

    lines = table(feeds, NOW)

    assert [" ".join(line[7:73].split()) for line in lines[1:-1] if line.startswith("en")] == [
        "Failing failing since 20 Nov 12:00",
        "Silent silent since 23 Sep 11:00",
        "Moved moved",
        "New not read yet",
        "Well ok",
        "Off off",
    ]
    assert "      no answer[2J in time" in lines
    assert "      moved to https://elsewhere.example/feed" in lines
    assert lines[-1] == "6 feeds: 1 failing, 1 silent, 1 moved, 1 not read yet, 1 ok, 1 off"


def test_readers_own_feeds_are_counted_and_nothing_is_told_of_them() -> None:
    own = a_feed("Secret blog", failing(), is_public=False, origin=Origin.READER)

    assert table([own], NOW) == ["0 feeds; 1 more of readers' own"]
    assert "Secret" not in "".join(table([own, a_feed("Well", read())], NOW))


def test_a_table_of_nothing_says_so() -> None:
    assert table([], NOW) == ["0 feeds"]


@pytest.mark.parametrize("title", ["A" * 99, "新" * 99, "Lesen " * 30, "e\u0301" * 99])
def test_the_longest_title_keeps_the_columns_in_their_places(title: str) -> None:
    lines = table([a_feed(title, failing()), a_feed("Short", failing())], NOW)

    before = {line[7]: line[: line.index("failing")] for line in lines if line.startswith("en")}
    wide = {"新": 2, "\u0301": 0}
    assert sum(wide.get(letter, 1) for letter in before[title[0]]) == len(before["S"])
    assert "…" in before[title[0]]
    assert all(len(line.removesuffix(URL)) <= 120 for line in lines if line.isascii())


@pytest.mark.parametrize(
    ("span", "words"),
    [
        (timedelta(), "just now"),
        (timedelta(seconds=-5), "just now"),
        (timedelta(seconds=59), "just now"),
        (timedelta(minutes=1), "1 min ago"),
        (timedelta(minutes=119), "119 min ago"),
        (timedelta(minutes=120), "2 h ago"),
        (timedelta(hours=47), "47 h ago"),
        (timedelta(hours=48), "2 days ago"),
        (timedelta(days=400), "400 days ago"),
    ],
)
def test_moments_are_told_from_now(span: timedelta, words: str) -> None:
    assert ago(NOW - span, NOW) == words


def test_what_never_was_is_never() -> None:
    assert ago(None, NOW) == "never"


@pytest.mark.parametrize(
    ("interval", "words"),
    [(1, "every 1 s"), (90, "every 1 min"), (1_800, "every 30 min"), (21_600, "every 6 h")],
)
def test_the_interval_is_told_in_one_unit(interval: int, words: str) -> None:
    health = Health(last_ok_at=NOW, last_fetch_at=NOW, interval=timedelta(seconds=interval))

    assert words in table([a_feed("A", health)], NOW)[1]
