"""What a telling says, taken apart once so that it can be compared with many others."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

from stories.acts import acts
from stories.furniture import own_title, own_words
from stories.kinds import Kind, kind_of
from stories.medicines import is_medicine
from stories.numbers import counted, figures
from stories.words import is_english, terms, tokens, weight

Triple = tuple[str, str, str]

_CAPITAL = re.compile(r"\b[A-Z][^\W_]*")
_SMALL = re.compile(r"\b[a-z][^\W_]*")
_TEXT = 400
"""Characters of a text that are compared: leads are alike, what follows wanders."""
_OWN_WORDS = 15
"""With fewer in the text there is only the title to go by."""
_KEPT = 512
"""Wordings that are remembered: a new article is compared with many of the last days."""


@dataclass(frozen=True, slots=True)
class Wording:
    """The terms of a telling (see `stories.words`), with what each weighs."""

    headline: str
    """See `headline`."""
    tokens: AbstractSet[str]
    """All words, as they are written."""
    title: Mapping[str, float]
    all: Mapping[str, float]
    lead: Mapping[str, float]
    """Of the text, without what the title says already."""
    triples: Mapping[Triple, float]
    """Three words of the text as they follow each other, grammar and all."""
    figures: AbstractSet[str]
    title_figures: AbstractSet[str]
    """Here small ones too: “two dead” is not “three dead”."""
    kinds: Mapping[Kind, AbstractSet[str]]
    """What the title names, by kind."""
    named: Mapping[Kind, AbstractSet[str]]
    """What all that is said names, by kind."""
    medicines: AbstractSet[str]
    acts: AbstractSet[str]
    """What is done: see `stories.acts`."""
    title_acts: AbstractSet[str]
    counts: Mapping[str, AbstractSet[str]]
    """The numbers that stand beside each term."""
    capitals: AbstractSet[str]
    """What is written with a capital: a name, or the start of a sentence."""
    small: AbstractSet[str]
    """What is written without one, and so is no name."""
    has_text: bool
    is_english: bool


def headline(title: str) -> str:
    """The title in small letters, without punctuation and what outlets put around it."""
    plain = unicodedata.normalize("NFKC", own_title(title)).casefold()
    return " ".join(re.findall(r"\w+", plain))


@lru_cache(maxsize=_KEPT)
def wording(title: str, summary: str) -> Wording:
    """The wording of a telling."""
    bare = headline(title)
    title, lead = own_title(title), own_words(summary)[:_TEXT]
    title_tokens, lead_tokens = tokens(title), tokens(lead)
    parts = [terms(title_tokens), terms(lead_tokens)]
    telling = [[term for term in part if weight(term)] for part in parts]
    return Wording(
        headline=bare,
        tokens=frozenset(title_tokens + lead_tokens),
        title=_weighed(telling[0]),
        all=_weighed([*telling[0], *telling[1]]),
        lead=_weighed([term for term in telling[1] if term not in telling[0]]),
        triples={triple: sum(map(weight, triple)) for part in parts for triple in _triples(part)},
        figures={*figures(title_tokens), *figures(lead_tokens)},
        title_figures=set(figures(title_tokens, above=0)),
        kinds=_by_kind(telling[0]),
        named=_by_kind([*telling[0], *telling[1]]),
        medicines=set(filter(is_medicine, [*telling[0], *telling[1]])),
        acts=acts([*parts[0], *parts[1]]),
        title_acts=acts(parts[0]),
        counts=_counts(title_tokens, lead_tokens),
        capitals=_written(_CAPITAL, title, lead),
        small=_written(_SMALL, title, lead),
        has_text=len(set(lead_tokens)) >= _OWN_WORDS,
        is_english=is_english(title_tokens + lead_tokens),
    )


def _weighed(terms_: Sequence[str]) -> Mapping[str, float]:
    return {term: weight(term) for term in terms_}


def _triples(part: Sequence[str]) -> Iterator[Triple]:
    return zip(part, part[1:], part[2:], strict=False)


def _counts(*parts: Sequence[str]) -> Mapping[str, AbstractSet[str]]:
    counts: dict[str, set[str]] = {}
    for word, number in chain.from_iterable(map(counted, parts)):
        for term in terms([word]):
            if weight(term):
                counts.setdefault(term, set()).add(number)
    return counts


def _written(how: re.Pattern[str], *texts: str) -> AbstractSet[str]:
    """The terms of the words that are written like this, where capitals mean anything."""
    return frozenset(
        term
        for text in texts
        if not _has_capitals_for_show(text)
        for word in how.findall(text)
        for term in terms([word.casefold()])
    )


def _has_capitals_for_show(text: str) -> bool:
    """Whether This Is a Title, or SHOUTED."""
    return len(_CAPITAL.findall(text)) > len(_SMALL.findall(text)) > 0 or text.isupper()


def _by_kind(some: Sequence[str]) -> Mapping[Kind, AbstractSet[str]]:
    named: dict[Kind, set[str]] = {kind: set() for kind in Kind}
    for term in some:
        if (kind := kind_of(term)) is not None:
            named[kind].add(term)
    return named
