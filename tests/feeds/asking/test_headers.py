"""Response headers say when to come back."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds.asking.headers import conditions, fresh_for, retry_after, validators_of
from news.feeds import Validators

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
NOON = "Mon, 01 Jun 2026 12:00:00 GMT"
ONE = "Mon, 01 Jun 2026 13:00:00 GMT"
HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    ("headers", "fresh"),
    [
        ({}, None),
        ({"Cache-Control": "public, max-age=3600"}, HOUR),
        ({"Cache-Control": "MAX-AGE = 3600"}, HOUR),
        ({"Cache-Control": 'max-age="3600"'}, HOUR),
        ({"Cache-Control": "s-maxage=60, max-age=3600"}, HOUR),
        ({"Cache-Control": "s-maxage=60"}, None),
        ({"Cache-Control": "max-age=4500", "Age": "900"}, HOUR),
        ({"Cache-Control": "max-age=60", "Age": "900"}, None),
        ({"Cache-Control": "max-age=0"}, None),
        ({"Cache-Control": "max-age=-1"}, None),
        ({"Cache-Control": "no-cache, max-age=3600"}, None),
        ({"Cache-Control": "no-store", "Expires": ONE}, None),
        ({"Cache-Control": 'no-cache="set-cookie", max-age=3600'}, HOUR),
        ({"Cache-Control": "max-age=3600", "Expires": NOON}, HOUR),
        ({"Expires": ONE}, HOUR),
        ({"Expires": ONE, "Date": ONE}, None),
        ({"Expires": NOON, "Date": "Mon, 01 Jun 2026 11:00:00 GMT"}, HOUR),
        ({"Expires": "0"}, None),
        ({"Expires": "-1"}, None),
        ({"Expires": "Mon, 01 Jan 0001 00:00:00 +2359"}, None),
        ({"Expires": "Mon, 01 Jun 2026 13:00:00 -0000"}, HOUR),
    ],
)
def test_freshness_is_what_the_headers_promise(
    headers: dict[str, str], fresh: timedelta | None
) -> None:
    assert fresh_for(headers, NOW) == fresh


@pytest.mark.parametrize(
    ("value", "wait"),
    [
        ("", None),
        ("3600", HOUR),
        (" 0 ", timedelta()),
        ("86400", timedelta(days=1)),
        (ONE, HOUR),
        ("Mon, 01 Jun 2026 11:00:00 GMT", timedelta()),
        ("soon", None),
        ("-5", None),
        ("9" * 40, None),
    ],
)
def test_a_pause_is_ordered_in_seconds_or_until_a_moment(
    value: str, wait: timedelta | None
) -> None:
    assert retry_after({"Retry-After": value}, NOW) == wait


def test_both_validators_are_kept_and_asked_with_as_they_came() -> None:
    headers = {"ETag": 'W/"5-gzip"', "Last-Modified": "Fri, 31 Dec 2041 25:61:00 PDT"}

    validators = validators_of(headers)

    assert conditions(validators) == {
        "If-None-Match": headers["ETag"],
        "If-Modified-Since": headers["Last-Modified"],
    }


def test_a_feed_that_was_never_read_is_asked_for_without_conditions() -> None:
    assert conditions(Validators(body_hash="abc")) == {}


@pytest.mark.parametrize("value", ["", "caf\u00e9", '"a\nb"', '"\x7f"', '"\udcff"', "x" * 4_097])
def test_what_cannot_be_sent_back_as_it_came_is_not_kept(value: str) -> None:
    assert validators_of({"ETag": value, "Last-Modified": value}) == Validators()


@pytest.mark.parametrize("date", ["Fri, 31 Dec 9999 23:59:59 -2359", "Thu, 01 Jan 1 0:0:0 +2359"])
def test_no_date_is_too_far_away(date: str) -> None:
    headers = {"Expires": date, "Retry-After": date}

    assert (fresh_for(headers, NOW) or HOUR) > timedelta()
    assert (retry_after(headers, NOW) or HOUR) >= timedelta()


@given(st.text(), st.text(), st.text())
def test_no_header_is_too_odd(first: str, second: str, third: str) -> None:
    headers = {"Cache-Control": first, "Expires": second, "Date": third, "Retry-After": second}

    assert (fresh_for(headers, NOW) or HOUR) > timedelta()
    assert (retry_after(headers, NOW) or HOUR) >= timedelta()
