"""How much two tellings read like one story: a few plain comparisons, added up."""

import math
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from functools import partial
from typing import TypeVar

from stories.kinds import Kind
from stories.numbers import is_small, meet
from stories.wording import Triple, Wording
from stories.words import RARE

_Key = TypeVar("_Key", str, Triple)
_ALIKE = 0.3
"""Enough for two articles with texts; above 0, for a wrong merge hides news for good."""
_LEAST = 0.1
"""Less of the words in common, and nothing else can make up for it: most pairs end here."""
_ALIKE_TITLES = 0.64
"""Enough of the words of two titles, where one of the articles is little more than that …"""
_SHARED = 1.1
"""… and enough weight in what they share: a rare word, or two names of conditions …"""
_TERMS = 2.4
"""… and terms: of three nearly all the weight, of four two thirds."""
_ALIKE_ABROAD = 0.8
"""Enough of the words in a language that we do not know the words of: copies."""
_ENOUGH = 2
"""Agreement in more than two things of a kind says no more; lists of symptoms are long."""


def read_alike(a: Wording, b: Wording) -> bool:
    """Whether two tellings are of one story, as far as their words show."""
    if not (a.is_english and b.is_english):
        return a.has_text and b.has_text and _words(a, b) >= _ALIKE_ABROAD
    if a.has_text and b.has_text:
        return _words(a, b) >= _LEAST and likeness(a, b) >= _ALIKE
    return _titles_say_one_thing(a, b)


def likeness(a: Wording, b: Wording) -> float:
    """Above 0 where they tell one story more likely than not."""
    return math.fsum([_BIAS, *(weight * compare(a, b) for compare, weight in _COMPARISONS)])


def overlap(a: Mapping[_Key, float], b: Mapping[_Key, float]) -> float:
    """The weight of what both have, between 0 and 1."""
    each = math.fsum(a.values()) * math.fsum(b.values())
    return shared(a, b) / math.sqrt(each) if each else 0.0


def shared(a: Mapping[_Key, float], b: Mapping[_Key, float]) -> float:
    """The weight of what both have."""
    return math.fsum(map(a.__getitem__, a.keys() & b.keys()))


def _titles_say_one_thing(a: Wording, b: Wording) -> bool:
    """Alike, with nothing in the one title that the other telling leaves out."""
    alike = overlap(a.title, b.title)
    return (
        alike >= _ALIKE_TITLES
        and shared(a.title, b.title) >= _SHARED
        and alike * len(a.title.keys() & b.title.keys()) >= _TERMS
        and not any(missing(kind, a, b) for kind in (Kind.CONDITION, Kind.CAUSE, Kind.WHO))
        and not (names_more(a, b) and names_more(b, a))
        and not _other_figures_in_titles(a, b)
    )


def names_more(a: Wording, b: Wording) -> bool:
    """Whether a title has something rare that the other telling never mentions."""
    return any(weight >= RARE and term not in b.all for term, weight in a.title.items())


def _other_figures_in_titles(a: Wording, b: Wording) -> bool:
    """Figures in the titles that do not meet; a percentage more or less is no news."""
    said, other = a.title_figures, b.title_figures
    if said and other:
        return not meet(said, other)
    return any(not figure.endswith("%") for figure in said | other)


def _words(a: Wording, b: Wording) -> float:
    """Words in common anywhere."""
    return overlap(a.all, b.all)


def _leads(a: Wording, b: Wording) -> float:
    """Words in common that neither title has: details, not the topic."""
    return overlap(a.lead, b.lead)


def _turns(a: Wording, b: Wording) -> float:
    """Turns of phrase in common: both are made from one press release."""
    return math.log1p(shared(a.triples, b.triples))


def _headline(a: Wording, b: Wording) -> float:
    """How much of one title is said somewhere in the other telling, whichever is told more."""
    return max(_part(a.title, b.all), _part(b.title, a.all))


def _part(some: Mapping[str, float], whole: Mapping[str, float]) -> float:
    weight = math.fsum(some.values())
    return shared(some, whole) / weight if weight else 0.0


def _figures(a: Wording, b: Wording) -> float:
    """Figures in common: a sample of 20,055 is a fingerprint, 20% is not."""
    return min(2.0, _met(a.figures, b.figures), _met(b.figures, a.figures))


def _met(some: AbstractSet[str], others: AbstractSet[str]) -> float:
    return math.fsum(0.5 if is_small(figure) else 1.0 for figure in meet(some, others))


def _other_figures(a: Wording, b: Wording) -> float:
    """Both give figures, and not one is the same."""
    return float(bool(a.figures and b.figures) and not meet(a.figures, b.figures))


def _agreeing(kind: Kind, a: Wording, b: Wording) -> float:
    """What both titles name of this kind."""
    return float(min(_ENOUGH, len(a.kinds[kind] & b.kinds[kind])))


def missing(kind: Kind, a: Wording, b: Wording) -> float:
    """What a title names of this kind, and the other telling never mentions."""
    named = len(a.kinds[kind]) + len(b.kinds[kind])
    return float(min(3, named - len(_found(kind, a, b)) - len(_found(kind, b, a))))


def _own_words(a: Wording, b: Wording) -> float:
    """What both titles have for themselves: one template, filled in twice."""
    return min(2.0, _unmatched(a, b), _unmatched(b, a))


def _unmatched(a: Wording, b: Wording) -> float:
    return math.fsum(weight for term, weight in a.title.items() if term not in b.all)


def _other_conditions(a: Wording, b: Wording) -> float:
    """Both name conditions, and not one is the same."""
    one, other = a.named[Kind.CONDITION], b.named[Kind.CONDITION]
    return float(bool(one and other) and one.isdisjoint(other))


def _others(a: Wording, b: Wording) -> float:
    """Whom only one of them concerns: women here, men there; children, then mice."""
    return float(min(4, len(a.named[Kind.WHO] ^ b.named[Kind.WHO])))


def _found(kind: Kind, a: Wording, b: Wording) -> AbstractSet[str]:
    return a.kinds[kind] & b.all.keys()


# Fitted to labelled pairs (logistic regression), then rounded: each is in units of log odds.
_BIAS = -3.1
_COMPARISONS = (
    (_words, 3.5),
    (_leads, 2.8),
    (_turns, 0.8),
    (_headline, 2.0),
    (_own_words, -1.2),
    (_figures, 2.3),
    (_other_figures, -0.5),
    (partial(_agreeing, Kind.CAUSE), 1.1),
    (partial(_agreeing, Kind.WHO), 1.2),
    # Fitted, these were 2.8; but what is told of an outbreak day by day has one place too.
    (partial(_agreeing, Kind.LAND), 1.4),
    (partial(_agreeing, Kind.TOWN), 1.4),
    (partial(missing, Kind.CONDITION), -0.8),
    (partial(missing, Kind.CAUSE), -0.7),
    (_other_conditions, -1.3),
    (_others, -0.4),
)
