"""What a telling says, taken apart once so that it can be compared with many others."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import lru_cache

from stories.furniture import own_title, own_words
from stories.kinds import Kind, kind_of
from stories.medicines import is_medicine
from stories.numbers import figures
from stories.words import is_english, terms, tokens, weight

Triple = tuple[str, str, str]

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
    has_text: bool
    is_english: bool


def headline(title: str) -> str:
    """The title in small letters, without punctuation and what outlets put around it."""
    plain = unicodedata.normalize("NFKC", own_title(title)).casefold()
    return " ".join(re.findall(r"\w+", plain))


@lru_cache(maxsize=_KEPT)
def wording(title: str, summary: str) -> Wording:
    """The wording of a telling."""
    title_tokens = tokens(own_title(title))
    lead_tokens = tokens(own_words(summary)[:_TEXT])
    parts = [terms(title_tokens), terms(lead_tokens)]
    telling = [[term for term in part if weight(term)] for part in parts]
    return Wording(
        headline=headline(title),
        title=_weighed(telling[0]),
        all=_weighed([*telling[0], *telling[1]]),
        lead=_weighed([term for term in telling[1] if term not in telling[0]]),
        triples={triple: sum(map(weight, triple)) for part in parts for triple in _triples(part)},
        figures={*figures(title_tokens), *figures(lead_tokens)},
        title_figures=set(figures(title_tokens, above=0)),
        kinds=_by_kind(telling[0]),
        named=_by_kind([*telling[0], *telling[1]]),
        medicines=set(filter(is_medicine, [*telling[0], *telling[1]])),
        has_text=len(set(lead_tokens)) >= _OWN_WORDS,
        is_english=is_english(title_tokens + lead_tokens),
    )


def _weighed(terms_: Sequence[str]) -> Mapping[str, float]:
    return {term: weight(term) for term in terms_}


def _triples(part: Sequence[str]) -> Iterator[Triple]:
    return zip(part, part[1:], part[2:], strict=False)


def _by_kind(some: Sequence[str]) -> Mapping[Kind, AbstractSet[str]]:
    named: dict[Kind, set[str]] = {kind: set() for kind in Kind}
    for term in some:
        if (kind := kind_of(term)) is not None:
            named[kind].add(term)
    return named
