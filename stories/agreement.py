"""Whether two short tellings agree in so many rare things that they can only be of one event."""

import math
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from stories.acts import acts
from stories.kinds import Kind, is_contagious, kind_of
from stories.medicines import is_medicine
from stories.numbers import SMALL, is_unusual, meet
from stories.wording import Wording
from stories.words import RARE, terms, weight

_BRIEF = 24
"""Terms of a telling that is a headline and a sentence or two; longer ones have words enough."""
_ENOUGH = ((1, 2.0), (3, 2.4), (7, 2.9))
"""Up to so many days apart, so much has to agree: others tell the same within a day or two."""
_ENOUGH_LATER = 3.4
_ENOUGH_UNDATED = 2.7
_NAMELESS = 0.25
"""So much more where no name is shared: topics, places and rare words may meet by chance."""
_HAPPENING = 0.3
"""So much of it has to be what happened, not only to whom and where."""

# What agreement is worth. A name that no table of ours has is the measure: 1.
_MEDICINE = 1.3
_SECOND = 0.6
"""Of what comes second: people have two names, and firms are named with what they make."""
_RARE_WORD = 0.7
"""In small letters: a “cucumber” or a “tattoo” is seldom in the news, but is no name."""
_PLAIN = 0.5
"""Of the weight of other words."""
_MOST = {Kind.CONDITION: 0.6, Kind.CAUSE: 0.6, Kind.WHO: 0.4, Kind.LAND: 0.7, Kind.TOWN: 0.7}
"""What a topic or a place is worth, however seldom it is in the news."""
_PAIR = 0.5
"""A cause and a condition in both headlines: what is said of two things says news."""
_TOPIC = 0.4
"""The weight of topics that are told apart: “bowel” and “aspirin”, not “heart” and “gene”."""
_ACT = 0.7
_UNUSUAL = 1.5
_PER_CENT = 0.7
"""43%, but not 40 or 50."""
_USUAL = 0.4
_SMALL = 0.25

_FIGURES = 2
"""Agreement in more figures says no more."""
_SHORTEST = 3
"""Letters of a name; “CT” and “RA” are terms."""
_WHERE = (Kind.LAND, Kind.TOWN)
_DECISIONS = acts(terms(["approve", "reject", "recall", "ban"]))
"""Agencies decide the like of other products on the same day."""


@dataclass(frozen=True, slots=True)
class _Agreement:
    """What two tellings agree in, weighed."""

    happening: float
    setting: float
    """Whom, what and where it is about: an outbreak has these in common with all that follows."""
    is_named: bool
    """Whether a name is in it, or a figure that is as good as one."""


def tell_one_event(a: Wording, b: Wording, days_apart: int | None) -> bool:
    """Whether what both say is too rare to be said of two events so close together."""
    if not (a.is_english and b.is_english and max(len(a.all), len(b.all)) <= _BRIEF):
        return False
    common = a.all.keys() & b.all.keys()
    found = _agreement(common, a, b)
    if found.happening < _HAPPENING or not (found.is_named or _are_undecided(a, b)):
        return False
    enough = _enough(days_apart) + (0.0 if found.is_named else _NAMELESS)
    return found.happening + found.setting >= enough


def _enough(days_apart: int | None) -> float:
    if days_apart is None:
        return _ENOUGH_UNDATED
    return next((worth for days, worth in _ENOUGH if days_apart <= days), _ENOUGH_LATER)


def _are_undecided(a: Wording, b: Wording) -> bool:
    """Whether neither headline tells of a decision on a product."""
    return _DECISIONS.isdisjoint(a.title_acts | b.title_acts)


def _agreement(common: AbstractSet[str], a: Wording, b: Wording) -> _Agreement:
    names = {term for term in common if _is_name(term, a, b)}
    words = {term: _worth(term) for term in common - names}
    told = {term for term in words if _is_told(term) and (term in a.title or term in b.title)}
    figures = sorted(_figures(a, b), reverse=True)[:_FIGURES]
    happening = [*(words[term] for term in told), *figures, _pair(a, b), _act(a, b)]
    setting = [*(words[term] for term in words.keys() - told), *_worth_of_names(names)]
    is_named = bool(names) or _UNUSUAL in figures
    return _Agreement(math.fsum(happening), math.fsum(setting), is_named)


def _is_name(term: str, a: Wording, b: Wording) -> bool:
    """Whether it is a medicine, or the rare name of a firm, a person or a place."""
    return is_medicine(term) or (
        weight(term) >= RARE
        and len(term) >= _SHORTEST
        and kind_of(term) in (None, *_WHERE)
        and term in a.capitals | b.capitals
        and term not in a.small | b.small
    )


def _is_told(term: str) -> bool:
    return kind_of(term) not in _WHERE and not is_contagious(term)


def _worth(term: str) -> float:
    kind, weighs = kind_of(term), weight(term)
    if kind is not None:
        return min(weighs, _MOST[kind])
    return _RARE_WORD if weighs >= RARE else weighs * _PLAIN


def _worth_of_names(names: Iterable[str]) -> Iterator[float]:
    worth = sorted((_worth_of_name(name) for name in names), reverse=True)
    return (value * (_SECOND if rank else 1) for rank, value in enumerate(worth))


def _worth_of_name(name: str) -> float:
    if is_medicine(name):
        return _MEDICINE
    kind = kind_of(name)
    return RARE if kind is None else _MOST[kind]


def _pair(a: Wording, b: Wording) -> float:
    both = [a.kinds[kind] & b.kinds[kind] for kind in (Kind.CONDITION, Kind.CAUSE)]
    return _PAIR if all(any(weight(term) >= _TOPIC for term in some) for some in both) else 0.0


def _act(a: Wording, b: Wording) -> float:
    return _ACT if (a.title_acts & b.acts) | (b.title_acts & a.acts) else 0.0


def _figures(a: Wording, b: Wording) -> Iterator[float]:
    """What each figure that both give is worth; a rounded one is as good as any."""
    one, other = a.figures | a.title_figures, b.figures | b.title_figures
    both = one & other
    yield from map(_worth_of_figure, both)
    yield from [_USUAL] * min(len(meet(one - both, other)), len(meet(other - both, one)))


def _worth_of_figure(figure: str) -> float:
    if is_unusual(figure):
        return _UNUSUAL
    if figure.endswith("%"):
        return _USUAL if float(figure[:-1]) % 5 == 0 else _PER_CENT
    return _SMALL if float(figure) <= SMALL else _USUAL
