"""The feeds as a table for whoever runs the bot: those in trouble first."""

import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from feeds.cleaning import one_line, shorten
from news.feeds import Feed, Health, Origin
from news.rhythm import weekly
from news.standing import silent_since

WIDTHS: Final = (5, 36, 28, 12, 14, 6)
HEADINGS: Final = ("lang", "feed", "state", "last read", "asked", "a week", "address")
DETAIL: Final = " " * 6
ERROR: Final = 100


class State(StrEnum):
    """How a feed is doing, in the order in which an operator wants to know."""

    FAILING = "failing"
    SILENT = "silent"
    MOVED = "moved"
    NEW = "not read yet"
    OK = "ok"
    OFF = "off"


_ORDER: Final = tuple(State)


def table(feeds: Sequence[Feed], now: datetime) -> list[str]:
    """A line for each feed, a second one where there is more to say, and the totals.

    Readers' own feeds are theirs: they are counted, and nothing is told of them.
    """
    ours = [(state_of(feed), feed) for feed in feeds if feed.origin is not Origin.READER]
    ours.sort(key=lambda one: (_ORDER.index(one[0]), one[1].source.title.casefold()))
    lines = [_row(HEADINGS)] if ours else []
    for state, feed in ours:
        lines += _lines(feed, state, now)
    return [*lines, _totals([state for state, _ in ours], len(feeds) - len(ours))]


def state_of(feed: Feed) -> State:
    """How it is doing, in one word."""
    if not feed.is_public:
        return State.OFF
    if feed.health.error_count:
        return State.FAILING
    if feed.health.last_ok_at is None:
        return State.NEW
    if silent_since(feed):
        return State.SILENT
    return State.MOVED if feed.address else State.OK


def ago(moment: datetime | None, now: datetime) -> str:
    """Like “12 min ago”; “never” if there is no such moment."""
    if moment is None:
        return "never"
    return "just now" if now - moment < timedelta(minutes=1) else f"{_span(now - moment)} ago"


def _lines(feed: Feed, state: State, now: datetime) -> Iterable[str]:
    health, source = feed.health, feed.source
    often = weekly(health.arrivals, now)
    yield _row(
        (
            source.language,
            one_line(source.title),
            _in_words(state, health),
            ago(health.last_ok_at, now) if health.last_fetch_at else "",
            f"every {_span(health.interval)}" if health.interval and feed.is_public else "",
            "" if often is None else str(often),
            source.url,
        )
    )
    if state is State.FAILING:
        yield f"{DETAIL}{shorten(one_line(health.error or ''), ERROR)}"
    if feed.address:
        yield f"{DETAIL}moved to {feed.address}"


def _in_words(state: State, health: Health) -> str:
    since = {
        State.FAILING: health.first_error_at,
        State.SILENT: health.arrivals[-1] if health.arrivals else health.last_new_at,
    }.get(state)
    return f"{state} since {since:%d %b %H:%M}" if since else state.value


def _span(span: timedelta) -> str:
    minutes = int(span / timedelta(minutes=1))
    if not minutes:
        return f"{int(span.total_seconds())} s"
    if minutes < 120:
        return f"{minutes} min"
    return f"{minutes // 60} h" if minutes < 48 * 60 else f"{span.days} days"


def _totals(states: Sequence[State], private: int) -> str:
    counted = Counter(states)
    told = ", ".join(f"{counted[state]} {state}" for state in _ORDER if counted[state])
    own = f"; {private} more of readers' own" if private else ""
    return f"{len(states)} feeds{': ' if told else ''}{told}{own}"


def _row(cells: Sequence[str]) -> str:
    *columns, address = cells
    fitted = (_fit(cell, width) for cell, width in zip(columns, WIDTHS, strict=True))
    return "  ".join([*fitted, address])


def _fit(text: str, width: int) -> str:
    """The text in exactly so many columns of a terminal, in which 新 takes two."""
    columns = 0
    for place, letter in enumerate(text):
        columns += _columns(letter)
        if columns > width:
            return _fit(text[: place - 1] + "…", width)
    return text + " " * (width - columns)


def _columns(letter: str) -> int:
    if unicodedata.category(letter) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(letter) in "WF" else 1
