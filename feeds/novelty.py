"""Which entries of a listing are news. Pure.

New is what a feed has never carried before; dates have no say in that, for they are often wrong.
Three things are new to us and yet no news, and alert nobody:

- the first listing of a feed;
- an entry that is known under another key: publishers change their ids when they change their
  software. One with the same link, title and date is the same; where the link is only the front
  page, one with the same words and date. When a whole listing seems new and
  most of it is known so, or we read the feed differently than before, a link or a title that only
  one entry has is enough;
- an entry far older than what the feed carried before: somebody has filed the past.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from itertools import chain
from typing import Final

from news.feeds import Entry, Marks
from news.listings import Memory, News, Remembered

CORRECTIONS_HEEDED: Final = 24
"""A publisher who changes the same entry more often than this prints a clock or a counter in it."""
FLOOD: Final = 20
"""So many entries at least, four fifths of them new, look like a feed whose ids have changed …"""
FLOOD_SHARE: Final = 0.8
LEFT_OVER: Final = 5
"""… and if most of them turn out to be known, no more than these of the others are believed new."""
PAST: Final = timedelta(days=30)
"""So much older than what a feed carried before is not news."""


def sort(
    listing: Sequence[Entry], memory: Memory, *, is_first: bool, is_rekeyed: bool = False
) -> News:
    """What is to be done with each entry of a listing, given newest first as feeds are.

    `is_rekeyed`: its keys are made differently than they were.
    """
    known = [(e, memory.by_key[e.key]) for e in reversed(listing) if e.key in memory.by_key]
    unknown = [e for e in reversed(listing) if e.key not in memory.by_key]
    if is_first:
        return News(quiet=unknown)
    is_flood = len(unknown) >= FLOOD and len(unknown) >= FLOOD_SHARE * len(listing)
    reunion = _reunion(unknown, memory, is_flood=is_flood, is_rekeyed=is_rekeyed)
    fresh, quiet = _parted(reunion.left, _newest(known) or memory.newest)
    if is_flood and 2 * len(reunion.found) > len(unknown):
        quiet, fresh = [*quiet, *fresh[:-LEFT_OVER]], fresh[-LEFT_OVER:]
    return News(
        fresh=fresh,
        quiet=quiet,
        renamed=reunion.found,
        corrected=[(e, was) for e, was in (*known, *reunion.found) if _is_corrected(e, was)],
        noted=[e for e, was in known if was.marks.content is None],
    )


def _is_corrected(entry: Entry, was: Remembered) -> bool:
    is_changed = was.marks.content is not None and was.marks != entry.marks
    return is_changed and was.corrections < CORRECTIONS_HEEDED


def _newest(known: Iterable[tuple[Entry, Remembered]]) -> datetime | None:
    return max((was.published_at for _, was in known if was.published_at), default=None)


def _parted(
    entries: Iterable[Entry], newest: datetime | None
) -> tuple[Sequence[Entry], Sequence[Entry]]:
    """What may be news, and what is from the past."""
    fresh: list[Entry] = []
    past: list[Entry] = []
    for entry in entries:
        is_past = newest and entry.published_at and entry.published_at < newest - PAST
        (past if is_past else fresh).append(entry)
    return fresh, past


def _reunion(
    unknown: Sequence[Entry], memory: Memory, *, is_flood: bool, is_rekeyed: bool
) -> "_Reunion":
    """What is known under another key. A flood of which little is known so is a new issue."""
    if is_flood or is_rekeyed:
        lenient = _Reunion(unknown, memory, is_lenient=True)
        if is_rekeyed or 2 * len(lenient.found) > len(unknown):
            return lenient
    return _Reunion(unknown, memory, is_lenient=False)


class _Reunion:
    """Finds entries again that have another key now; each remembered one once."""

    def __init__(self, unknown: Sequence[Entry], memory: Memory, *, is_lenient: bool) -> None:
        self.found: list[tuple[Entry, Remembered]] = []
        self.left: list[Entry] = []
        self._taken: set[str] = set()
        self._is_lenient = is_lenient
        self._by_link: defaultdict[int | None, list[Remembered]] = defaultdict(list)
        self._by_title: defaultdict[int | None, list[Remembered]] = defaultdict(list)
        self._by_both: defaultdict[tuple[object, int | None], list[Remembered]] = defaultdict(list)
        for was in memory.alike:
            if was.key not in memory.by_key:  # else it is listed beside the unknown one
                self._by_link[was.marks.link].append(was)
                self._by_title[was.marks.title].append(was)
                self._by_both[_page_or_words(was.marks), was.marks.title].append(was)
        marked = [(entry, entry.marks) for entry in unknown]
        self._links = Counter(marks.link for _, marks in marked)
        self._titles = Counter(marks.title for _, marks in marked)
        for entry, marks in marked:
            self._seek(entry, marks)

    def _seek(self, entry: Entry, marks: Marks) -> None:
        alike = self._candidates(entry, marks)
        was = next((was for was in alike if was.key not in self._taken), None)
        if was is None:
            self.left.append(entry)
        else:
            self.found.append((entry, was))
            self._taken.add(was.key)

    def _candidates(self, entry: Entry, marks: Marks) -> Iterable[Remembered]:
        by_link = self._by_link[marks.link] if marks.link is not None else []
        by_title = self._by_title[marks.title] if marks.title is not None else []
        same = self._by_both[_page_or_words(marks), marks.title]
        exact = [was for was in same if _same_date(entry.published_at, was.published_at)]
        if marks.link is None:
            # With no page and no date of its own, next week's bulletin says these words too.
            exact = [was for was in exact if entry.published_at and was.published_at]
        if not self._is_lenient:
            return exact
        # What several of a listing share, say the home page, tells none of them.
        linked = (same, by_link) if marks.link and self._links[marks.link] == 1 else ()
        titled = (by_title,) if self._titles[marks.title] == 1 else ()
        return chain(exact, *linked, *titled)


def _page_or_words(marks: Marks) -> object:
    """What an entry is known by besides its title: its page, or else all its words."""
    return marks.link if marks.link is not None else ("words", marks.content)


def _same_date(one: datetime | None, other: datetime | None) -> bool:
    return one is None or other is None or abs(one - other) < timedelta(minutes=1)
