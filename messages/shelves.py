"""The topic list to tap in: tiles to tick, a shelf at a time, and the list of one's own."""

from collections.abc import Collection, Sequence
from typing import TypeVar

from messages.html import Span, message
from messages.keyboards import one_each, press
from messages.texts import Speaker
from news.models import Button, Message, Topic

ROWS = 7
"""Rows of tiles on a page; the eighth leads on."""
SHORT = 22
"""Two names up to this length share a row even on a small phone."""

T = TypeVar("T")
TileRows = Sequence[Sequence[Topic]]


def tiles(
    topics: Sequence[Topic],
    followed: Collection[str],
    page: int,
    say: Speaker,
    *,
    heading: str = "",
) -> Message:
    """One page of topics; what is followed has a tick, and a tap turns it on or off.

    Page 0 is a taste: one topic of each shelf. Each tile says what a tap will do, so a stale tile
    or a double tap does no harm.
    """
    pages = _pages(topics, say)
    page = min(max(page, 0), len(pages) - 1)
    shelf = pages[page][0][0].group if page and pages[page] else ""
    text = heading or f"{shelf[:1].upper()}{shelf[1:]}\n{say('tiles')}"
    rows = [tuple(_tile(topic, followed, page, say) for topic in row) for row in pages[page]]
    index = press(say("button-all-topics"), "shelves")
    back, more = _turning("tiles", page, len(pages), say) if page else ((), ())
    return message(Span(text), buttons=(*rows, (*back, index, *more)))


def index(topics: Sequence[Topic], say: Speaker) -> Message:
    """The shelves, each a way to its first page."""
    pages = _pages(topics, say)
    first: dict[str, int] = {}
    for number, page in enumerate(pages[1:], start=1):
        first.setdefault(page[0][0].group, number)
    shelves = [
        press(shelf or say("shelf-other"), "tiles", str(number)) for shelf, number in first.items()
    ]
    mine = (press(say("button-mine"), "mine", "0"),)
    return message(
        Span(say("shelves")), buttons=(*_paired(shelves, [each.text for each in shelves]), mine)
    )


def mine(stops: Sequence[Button], page: int, say: Speaker, *, feeds: int = 0) -> Message:
    """What the chat follows, each with its stop button, and the way to all topics.

    `feeds` tells how many of them are no topics or words, but feeds.
    """
    pages = [stops[start : start + ROWS] for start in range(0, len(stops), ROWS)] or [[]]
    page = min(max(page, 0), len(pages) - 1)
    add = press(say("button-add-topics"), "shelves")
    text = say("mine", count=len(stops) - feeds, feeds=feeds) if stops else say("mine-none")
    back, more = _turning("mine", page, len(pages), say)
    return message(Span(text), buttons=(*one_each(pages[page]), (*back, *more, add)))


def _tile(topic: Topic, followed: Collection[str], page: int, say: Speaker) -> Button:
    if topic.slug in followed:
        label = say("button-ticked", name=topic.name(say.language))
        return press(label, "untick", str(page), topic.slug)
    return press(topic.name(say.language), "tick", str(page), topic.slug)


def _turning(
    action: str, page: int, pages: int, say: Speaker
) -> tuple[tuple[Button, ...], tuple[Button, ...]]:
    back = (press(say("button-back"), action, str(page - 1)),) if page > 0 else ()
    more = (press(say("button-more"), action, str(page + 1)),) if page + 1 < pages else ()
    return back, more


def _pages(topics: Sequence[Topic], say: Speaker) -> Sequence[TileRows]:
    """The taste, then the shelves in the order of the catalog, each begun on a new page."""
    shelves: dict[str, list[Topic]] = {}
    for topic in topics:
        shelves.setdefault(topic.group, []).append(topic)
    taste = _rows([shelf[0] for shelf in shelves.values()], say)[:ROWS]
    laid = [_rows(shelf, say) for shelf in shelves.values()]
    return [taste, *(rows[i : i + ROWS] for rows in laid for i in range(0, len(rows), ROWS))]


def _rows(shelf: Sequence[Topic], say: Speaker) -> TileRows:
    return _paired(shelf, [topic.name(say.language) for topic in shelf])


def _paired(things: Sequence[T], names: Sequence[str]) -> list[tuple[T, ...]]:
    """Two neighbours to a row where both names are short, or else one."""
    rows: list[tuple[T, ...]] = []
    has_room = False
    for thing, name in zip(things, names, strict=True):
        is_short = len(name) <= SHORT
        if has_room and is_short:
            rows[-1] = (*rows[-1], thing)
            has_room = False
        else:
            rows.append((thing,))
            has_room = is_short
    return rows
