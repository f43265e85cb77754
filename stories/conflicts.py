"""What shows that two tellings, alike as they read, are of two stories."""

from collections.abc import Iterable
from collections.abc import Set as AbstractSet

from stories.kinds import Kind
from stories.likeness import missing, names_more
from stories.numbers import is_small, meet
from stories.wording import Wording
from stories.words import terms, tokens


def named(words: str) -> AbstractSet[str]:
    """The terms of these words."""
    return frozenset(terms(tokens(words)))


_DECISIONS = named("approve reject recall ban withdraw")
"""What agencies decide every week; the rest of such a headline is what it is about."""
COUNTED = named("death toll case infection")
"""What bulletins count; the next one has the same words and another number."""
DEATH = named("death")
STUDY = named("study scientist trial analysis journal")
_DOWN = named("cut prevent protect half slow")
_UP = named("raise double triple cause spread")
_NOT = frozenset(("no", "not", "never", "fails", "failed", "fail", "without", "doubt", "myth"))
LATER = frozenset(("second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth"))
"""As written; synonyms make “third” a share."""
_YEARS = frozenset(map(str, range(1900, 2050)))
_WHAT = (Kind.CONDITION, Kind.CAUSE, Kind.WHO)
_WHERE = (Kind.LAND, Kind.TOWN)
_MARKS = (
    LATER | {"first"},
    # No “may”: it is a verb in half of all headlines.
    frozenset(("january", "february", "march", "april", "june", "july", "august", "september"))
    | {"october", "november", "december"},
    _YEARS,
)
"""Of each, one story has one: the second case, the report for March, the figures of 2025."""


def contradict(a: Wording, b: Wording) -> bool:
    """Whether the two name different things where one story has one."""
    return (
        differ_plainly(a, b)
        or _are_two_decisions(a, b)
        or _are_two_events(a, b)
        or any(are_disjoint(a.named[kind], b.named[kind]) for kind in (Kind.CAUSE, Kind.WHO))
        or (_names_for_itself(a, b) and _names_for_itself(b, a))
    )


def differ_plainly(a: Wording, b: Wording) -> bool:
    """Whether that shows however little they say and however they say it."""
    return (
        _are_marked_apart(a, b)
        or _are_numbered_apart(a, b)
        or _are_two_counts(a, b)
        or _are_two_samples(a, b)
        or _go_two_ways(a, b)
        or are_disjoint(a.medicines, b.medicines)
        or any(_title_two(kind, a, b) for kind in _WHERE)
    )


def _are_marked_apart(a: Wording, b: Wording) -> bool:
    """The second case and the third, the report for March and the one for April."""
    words, others = set(a.headline.split()), set(b.headline.split())
    return any(are_disjoint(words & marks, others & marks) for marks in _MARKS)


def _are_numbered_apart(a: Wording, b: Wording) -> bool:
    """Phase 2 and phase 3, type 1 and type 2, week 12 and week 13."""
    one, other = _numbered(a.title), _numbered(b.title)
    return any(one[head].isdisjoint(other[head]) for head in one.keys() & other.keys())


def _numbered(some: Iterable[str]) -> dict[str, set[str]]:
    numbers: dict[str, set[str]] = {}
    for term in some:
        head, dash, number = term.partition("-")
        if dash:
            numbers.setdefault(head, set()).add(number)
    return numbers


def _are_two_counts(a: Wording, b: Wording) -> bool:
    """Two headlines that count the same in different numbers."""
    return (
        bool(COUNTED & a.title.keys() & b.title.keys())
        and bool(a.title_figures and b.title_figures)
        and not meet(a.title_figures, b.title_figures)
    )


def _are_two_decisions(a: Wording, b: Wording) -> bool:
    """One approved and one rejected; or both approved, and each headline names something else."""
    decided, other = _DECISIONS & a.title.keys(), _DECISIONS & b.title.keys()
    if not decided or not other:
        return False
    return decided.isdisjoint(other) or (names_more(a, b) and names_more(b, a))


def _go_two_ways(a: Wording, b: Wording) -> bool:
    """One headline says that something rises which falls in the other.

    “Fails to cut” is neither.
    """
    return not any(_NOT.intersection(each.headline.split()) for each in (a, b)) and any(
        _DOWN & one.title.keys() and _UP & other.title.keys() and not _DOWN & other.title.keys()
        for one, other in ((a, b), (b, a))
    )


def _are_two_events(a: Wording, b: Wording) -> bool:
    """What happened in two places or to others; or there is a death in one of them.

    Not so with studies: they are reported from wherever those live who explain them.
    """
    if STUDY & (a.all.keys() | b.all.keys()):
        return False
    return (
        any(are_disjoint(a.named[kind], b.named[kind]) for kind in _WHERE)
        or sum(missing(kind, a, b) for kind in _WHAT) > 1
        or any(DEATH & one.title.keys() - other.all.keys() for one, other in ((a, b), (b, a)))
    )


def _are_two_samples(a: Wording, b: Wording) -> bool:
    """Both count people in the hundreds, and not one number is the same: two studies."""
    one, other = _samples(a), _samples(b)
    return bool(one and other) and not meet(one, other) and not meet(other, one)


def _samples(wording: Wording) -> AbstractSet[str]:
    return {figure for figure in wording.figures if not is_small(figure) and figure not in _YEARS}


def _names_for_itself(a: Wording, b: Wording) -> bool:
    """Whether a headline names what the other telling never mentions."""
    return any(a.kinds[kind] - b.all.keys() for kind in _WHAT)


def _title_two(kind: Kind, a: Wording, b: Wording) -> bool:
    """Both headlines name something of the kind, and neither telling mentions the other's."""
    one, other = a.kinds[kind], b.kinds[kind]
    return bool(one and other) and one.isdisjoint(b.all) and other.isdisjoint(a.all)


def are_disjoint(some: AbstractSet[str], others: AbstractSet[str]) -> bool:
    return bool(some and others) and some.isdisjoint(others)
