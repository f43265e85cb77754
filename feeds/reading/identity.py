"""What tells the entries of a feed apart: their ids, or as much more as it takes."""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Final, NamedTuple

from news.feeds import Entry, EntryPolicy
from news.urls import is_page

KEY_LIMIT: Final = 500
FEW: Final = 0.05
"""So many entries may be without a name, or share one, before the feed is not to be relied on."""
LADDER: Final = tuple(EntryPolicy)


def told_apart(
    entries: Sequence[Entry], asked: EntryPolicy
) -> tuple[EntryPolicy, tuple[Entry, ...]]:
    """The entries, each with a key of its own, and what the keys are made of.

    That is what was `asked` for, or the first below it that serves. Keys do not depend on the
    order of the entries, nor on what else is listed, unless that goes by the same name.
    """
    listed = list(dict.fromkeys(entries))
    policy = next((rung for rung in _from(asked) if _serves(rung, listed)), LADDER[-1])
    return policy, tuple(_keyed(listed, policy))


def _from(policy: EntryPolicy) -> Sequence[EntryPolicy]:
    return LADDER[LADDER.index(policy) :]


def _serves(policy: EntryPolicy, entries: Sequence[Entry]) -> bool:
    names = Counter(_name(entry, policy) for entry in entries)
    nameless = names.pop("", 0)
    offenders = nameless + names.total() - len(names)
    return offenders <= max(1, FEW * len(entries))


# ── Names ────────────────────────────────────────────────────────────────────────────────────────


def _name(entry: Entry, policy: EntryPolicy) -> str:
    """What the entry is called under this policy; empty if it lacks what that takes."""
    return NAMES[policy](entry)


def _date(entry: Entry) -> str:
    return entry.published_at.isoformat() if entry.published_at else ""


def _by_link_and_date(entry: Entry) -> str:
    when = _date(entry)
    return _digest(f"{entry.url}\n{when}") if entry.url and when else ""


def _by_words(entry: Entry) -> str:
    return _digest(f"{entry.url}\n{entry.title}\n{_date(entry)}")


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


NAMES: Final[Mapping[EntryPolicy, Callable[[Entry], str]]] = {
    EntryPolicy.ID: lambda entry: entry.key,
    # A bulletin links the front page in every issue.
    EntryPolicy.LINK: lambda entry: entry.url if is_page(entry.url) else "",
    EntryPolicy.LINK_DATE: _by_link_and_date,
    EntryPolicy.LINK_DATE_TITLE: _by_words,
}


# ── Keys ─────────────────────────────────────────────────────────────────────────────────────────


class _Named(NamedTuple):
    entry: Entry
    rung: EntryPolicy
    name: str


def _named(entry: Entry, policy: EntryPolicy) -> _Named:
    """By the first rung from `policy` down on which it has a name: it has one on the last."""
    rung = next((rung for rung in _from(policy) if _name(entry, rung)), LADDER[-1])
    return _Named(entry, rung, _name(entry, rung))


def _keyed(entries: Sequence[Entry], policy: EntryPolicy) -> list[Entry]:
    """Of two by one name neither keeps it: it would be the other one's in a listing without it."""
    named = [_named(entry, policy) for entry in entries]
    while True:
        groups = _by_name(named)
        if len(groups) == sum(map(len, groups.values())):
            return [_with_key(one) for (one,) in groups.values()]
        named = [
            one if len(group) == 1 else _named(one.entry, _below(one.rung))
            for group in groups.values()
            for one in group
        ]


def _by_name(named: Sequence[_Named]) -> Mapping[str, Sequence[_Named]]:
    """All that go by each name; of those that are the same in link and title, too, the newest."""
    groups: dict[str, dict[tuple[str, str], _Named]] = defaultdict(dict)
    for one in named:
        known = groups[one.name].setdefault((one.entry.url, one.entry.title), one)
        if _date(one.entry) > _date(known.entry):
            groups[one.name][one.entry.url, one.entry.title] = one
    return {name: tuple(group.values()) for name, group in groups.items()}


def _below(rung: EntryPolicy) -> EntryPolicy:
    return LADDER[min(LADDER.index(rung) + 1, len(LADDER) - 1)]


def _with_key(named: _Named) -> Entry:
    name = named.name
    return replace(named.entry, key=name if len(name) <= KEY_LIMIT else _digest(name))
