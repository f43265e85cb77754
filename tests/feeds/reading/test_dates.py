"""Dates are read in the ways in which publishers write them, and only where there is no doubt."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds.reading.dates import moment
from feeds.reading.parser import parse
from tests.feeds.samples import URL, rss

DAY = datetime(2026, 11, 22, tzinfo=UTC)
MORNING = datetime(2026, 11, 22, 10, tzinfo=UTC)


def published(date: str, language: str = "en") -> datetime | None:
    """As the whole parser reads it, feedparser included."""
    body = rss(f"<title>A</title><guid>1</guid><pubDate>{date}</pubDate>")
    (entry,) = parse(body, "application/xml", URL, language).entries
    return entry.published_at


@pytest.mark.parametrize(
    ("date", "read_as"),
    [
        ("Sun, 22 Nov 2026 12:00:00 +0200", MORNING),
        ("2026-11-22T12:00:00.5+02:00", MORNING),
        ("2026-11-22 10:00:00", MORNING),
        ("2026-11-22", DAY),
        ("2026-11", datetime(2026, 11, 1, tzinfo=UTC)),
        ("Sun Nov 22 2026 12:00:00 GMT+0200 (Somewhere)", MORNING),
        ("Sun, 22 Nov 2026 05:00:00 EST", MORNING),
        ("Tue, 08 Jun 2099 10:00:00 GMT", datetime(2099, 6, 8, 10, tzinfo=UTC)),
    ],
)
def test_the_usual_dates_are_read(date: str, read_as: datetime) -> None:
    assert published(date) == read_as


@pytest.mark.parametrize(
    ("date", "read_as"),
    [
        ("Sunday, November 22, 2026 - 10:00", MORNING),
        ("Sun,22 Nov 2026 10:00:00 GMT", MORNING),
        ("Sun, 22 Nov 2026 11:00:00 CET", MORNING),
        ("Tue, 23 Jun 2026 12:00:00 CEST", datetime(2026, 6, 23, 10, tzinfo=UTC)),
        ("2026-11-22 11:00:00 CET", MORNING),
        ("Sun, 22 Nov 2026 10:00 AM", MORNING),
        ("November 22nd, 2026 10:00 pm", MORNING.replace(hour=22)),
        ("Nov 22, 2026 12:05 am", DAY.replace(minute=5)),
        ("Nov 22, 2026", DAY),
        ("2026 November 22", DAY),
        ("2026/11/22 10:00", MORNING),
        ("2026年11月22日 10:00", MORNING),
        ("1795341600", datetime(2026, 11, 22, 10, tzinfo=UTC)),
        ("1795341600000", datetime(2026, 11, 22, 10, tzinfo=UTC)),
    ],
)
def test_unusual_dates_get_a_second_chance(date: str, read_as: datetime) -> None:
    assert published(date) == read_as


@pytest.mark.parametrize(
    "date",
    [
        "dimanche 22 novembre 2026 à 10h00",
        "dim, 22 nov 2026 11:00:00 +0100",
        "Sonntag, 22. November 2026, 10:00 Uhr",
        "So, 22 Nov 2026 10:00",
        "domingo, 22 de noviembre de 2026, 10:00",
        "22 de novembro de 2026 às 10h00",
        "domenica 22 novembre 2026 10:00",
        "22 listopada 2026, 10:00",
        "22 ноября 2026 г., 10:00",
    ],
)
def test_months_are_known_by_their_names_in_many_languages(date: str) -> None:
    assert published(date) == MORNING


@pytest.mark.parametrize("date", ["mar. 24 nov. 2026", "mardi 24 novembre 2026"])
def test_a_tuesday_is_no_march(date: str) -> None:
    assert published(date) == datetime(2026, 11, 24, tzinfo=UTC)


@pytest.mark.parametrize(
    ("date", "language", "read_as"),
    [
        ("22/11/2026", "en", DAY),
        ("11/22/2026 10:00:00 AM", "en-us", MORNING),
        ("22-11-2026", "en", DAY),
        ("22.11.2026 10:00", "en", MORNING),
        ("05/11/2026", "fr", datetime(2026, 11, 5, tzinfo=UTC)),
        ("05/11/2026", "pt_BR", datetime(2026, 11, 5, tzinfo=UTC)),
        ("05/11/2026", "en-GB", datetime(2026, 11, 5, tzinfo=UTC)),
        ("05.11.2026", "en", datetime(2026, 11, 5, tzinfo=UTC)),
        ("07/07/2026", "en", datetime(2026, 7, 7, tzinfo=UTC)),
        ("05/11/2026", "en", None),
        ("05/11/2026", "en-us", None),
        ("05/11/2026", "ja", None),
    ],
)
def test_a_day_that_could_be_two_is_read_only_in_a_language_that_tells(
    date: str, language: str, read_as: datetime | None
) -> None:
    assert published(date, language) == read_as


def test_the_language_that_the_feed_names_goes_before_the_one_in_the_register() -> None:
    item = "<title>A</title><guid>1</guid><pubDate>05/11/2026</pubDate>"
    body = rss(item, channel="<language>de-AT</language>")

    (entry,) = parse(body, "", URL, "en").entries

    assert entry.published_at == datetime(2026, 11, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    "date",
    [
        *("31 February 2026", "2026-02-31", "2026-02-31T10:00:00Z", "31/02/2026"),
        *("Thu, 01 Jan 1970 00:00:00 GMT", "0000-00-00 00:00:00", "0", "Mon, 8 Jun 1953"),
        *("yesterday", "", "Monday", "22", "22 Nov", "November 2026", "17:30"),
        *("Sun, 22 Nov 2026 25:00:00 GMT", "99999999999999999999"),
    ],
)
def test_what_is_no_credible_day_is_no_date(date: str) -> None:
    assert published(date) is None


@given(st.text() | st.text("0123456789/-:. Novmayt+Z年月"), st.text(max_size=8))
def test_no_text_is_too_odd_to_be_looked_at(text: str, language: str) -> None:
    found = moment(text, None, language)

    assert found is None or (found.year >= 1990 and found.tzinfo is UTC)


@given(st.integers(631_200_000, 4_000_000_000))
def test_a_moment_is_read_back_however_it_is_written(seconds: int) -> None:
    when = datetime.fromtimestamp(seconds, UTC)

    for form in ("%Y-%m-%dT%H:%M:%SZ", "%A, %d %B %Y - %H:%M:%S", "%B %d, %Y %I:%M:%S %p"):
        assert moment(f"{when:{form}}", None, "en") == when
