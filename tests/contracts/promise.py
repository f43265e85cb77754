"""What is promised of a feed's entries, told from what the feed has truly carried."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import Enum, auto

from feeds.novelty import FLOOD, FLOOD_SHARE, PAST
from news.feeds import Entry, EntryPolicy
from news.fetches import ParsedFeed
from tests.contracts.publisher import number_of

MINUTE = timedelta(minutes=1)


class Claim(Enum):
    """What is promised of an entry in a listing."""

    OWED = auto()
    QUIET = auto()
    EITHER = auto()
    """It cannot be told from another one, or not be known again; it may be taken for news."""


@dataclass
class Promise:
    """All that one feed has carried, each item as it was listed last."""

    is_read: bool = False
    policy: EntryPolicy = EntryPolicy.ID
    last: dict[int, Entry] = field(default_factory=dict)
    ever: set[Entry] = field(default_factory=set)
    """Every entry there was, in each of its forms."""
    blurred: set[int] = field(default_factory=set)
    """Items that may have been taken for others, or others for them."""
    doubled: set[int] = field(default_factory=set)
    """Items that may be remembered twice."""

    def claims(self, parsed: ParsedFeed) -> dict[int, Claim]:
        """What is promised of each item in a listing, which is then one that was carried."""
        judgement = _Judgement(self, parsed)
        claims = {number_of(entry.text): judgement.claim(entry) for entry in parsed.entries}
        self.doubled |= {number for number, claim in claims.items() if claim is Claim.EITHER}
        self.is_read, self.policy = True, parsed.policy
        self.last |= {number_of(entry.text): entry for entry in parsed.entries}
        self.ever |= set(parsed.entries)
        return claims

    def knows(self, entry: Entry) -> bool:
        """It was listed last time under this key, which was never another item's."""
        number = number_of(entry.text)
        last = self.last.get(number)
        return last is not None and last.key == entry.key and number not in self.blurred

    def is_one(self, entry: Entry) -> bool:
        """It was known again each time, and never stored a second time."""
        return number_of(entry.text) not in self.doubled


class _Judgement:
    """One listing beside all that was carried before."""

    def __init__(self, promise: Promise, parsed: ParsedFeed) -> None:
        self._before = promise
        self._listing = parsed.entries
        self._is_rekeyed = parsed.policy != promise.policy
        keys = {entry.key for entry in promise.ever}
        self._unknown = [e for e in parsed.entries if not promise.knows(e)]
        self._never_seen = [e for e in parsed.entries if e.key not in keys]
        for entry in self._unknown:
            self._blur(entry)

    def claim(self, entry: Entry) -> Claim:
        """What is promised of this one."""
        number = number_of(entry.text)
        if self._before.knows(entry) or not self._before.is_read:
            return Claim.QUIET
        if number in self._before.blurred or self._is_anothers_key(entry):
            return Claim.EITHER
        if number in self._before.last:
            return Claim.QUIET if self._is_recognised(entry) else Claim.EITHER
        return self._claim_of_new(entry)

    # ── Known, under another key ─────────────────────────────────────────────────────────────────

    def _is_recognised(self, entry: Entry) -> bool:
        number = number_of(entry.text)
        last = self._before.last[number]
        if (entry.url, entry.title) == (last.url, last.title):
            # Whichever of its dates is remembered.
            forms = [each for each in self._before.ever if number_of(each.text) == number]
            if all(_same_date(entry, each) for each in forms):
                return True
        return self._is_alike(entry) and (self._is_rekeyed or self._is_new_software())

    def _is_alike(self, entry: Entry) -> bool:
        last = self._before.last.get(number_of(entry.text))
        return last is not None and (entry.url == last.url or entry.title == last.title)

    def _is_new_software(self) -> bool:
        """So many are new that their ids must have changed, and most are known otherwise."""
        alike = sum(map(self._is_alike, self._never_seen))
        return self._is_flood(self._never_seen) and 2 * alike > len(self._unknown)

    def _is_flood(self, entries: Sequence[Entry]) -> bool:
        return len(entries) >= max(FLOOD, FLOOD_SHARE * len(self._listing))

    # ── New ──────────────────────────────────────────────────────────────────────────────────────

    def _claim_of_new(self, entry: Entry) -> Claim:
        ever = {number_of(each.text) for each in self._before.ever}
        still = {number_of(each.text) for each in self._listing if self._before.knows(each)}
        is_all_new = len(self._never_seen) == len(self._listing)
        if _is_past(entry, self._at_least(ever if is_all_new else still)):
            return Claim.QUIET
        if _is_past(entry, _newest(self._before.ever)):
            return Claim.EITHER
        known = sum(number_of(each.text) in self._before.last for each in self._unknown)
        if self._is_flood(self._unknown) and 2 * known > len(self._never_seen):
            return Claim.EITHER  # after a flood, only a few of what is left are believed
        return Claim.OWED

    def _at_least(self, numbers: Collection[int]) -> datetime | None:
        """At least so new are these, whichever of the dates that they had is remembered."""
        dates: dict[int, list[datetime | None]] = {}
        for entry in self._before.ever:
            dates.setdefault(number_of(entry.text), []).append(entry.published_at)
        dated = [[d for d in dates[number] if d] for number in numbers if all(dates[number])]
        return max(map(min, dated), default=None)

    # ── Not to be told apart ─────────────────────────────────────────────────────────────────────

    def _is_anothers_key(self, entry: Entry) -> bool:
        number = number_of(entry.text)
        return any(e.key == entry.key and number_of(e.text) != number for e in self._before.ever)

    def _blur(self, entry: Entry) -> None:
        """What this one may be taken for, and what may be taken for it."""
        is_lenient = self._is_rekeyed or self._is_flood(self._unknown)
        number = number_of(entry.text)
        for other in (*self._before.ever, *self._listing):
            if number_of(other.text) == number:
                continue
            alike = (entry.url == other.url) + (entry.title == other.title)
            is_twin = alike == 2 and _same_date(entry, other)
            if entry.key == other.key or is_twin or (alike and is_lenient):
                self._before.blurred |= {number, number_of(other.text)}


def _is_past(entry: Entry, newest: datetime | None) -> bool:
    date = entry.published_at
    return newest is not None and date is not None and date < newest - PAST


def _same_date(one: Entry, other: Entry) -> bool:
    dates = one.published_at, other.published_at
    return None in dates or abs(dates[0] - dates[1]) < MINUTE  # type: ignore[operator]  # not None


def _newest(entries: Iterable[Entry]) -> datetime | None:
    return max((e.published_at for e in entries if e.published_at), default=None)
