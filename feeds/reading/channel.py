"""What a feed says of itself as a whole."""

import re
from datetime import timedelta
from typing import Final

from feeds.reading.listing import Raw, string

LANGUAGE: Final = re.compile(r"[a-z]{2,3}(?:-[a-z0-9]{2,8}){0,3}", re.IGNORECASE)
NUMBER: Final = re.compile(r"\s*([0-9]{1,6})\s*")
PERIODS: Final = {
    "hourly": timedelta(hours=1),
    "daily": timedelta(days=1),
    "weekly": timedelta(weeks=1),
    "monthly": timedelta(days=30),
    "yearly": timedelta(days=365),
}


def language_of(feed: Raw) -> str:
    """The language that it is written in; the empty string if it names none."""
    said = string(feed, "language").strip().replace("_", "-")
    return said if LANGUAGE.fullmatch(said) else ""


def ttl_of(feed: Raw) -> timedelta | None:
    """How long it asks to be left alone: of the two ways to say so, by the one that says longer."""
    minutes = _number(string(feed, "ttl"))
    period = PERIODS.get(string(feed, "sy_updateperiod").strip().casefold(), timedelta())
    times = _number(string(feed, "sy_updatefrequency")) or 1
    return max(timedelta(minutes=minutes), period / times) or None


def _number(text: str) -> int:
    found = NUMBER.fullmatch(text)
    return int(found[1]) if found else 0
