"""The terms of one language, found in texts of that language and, the unmistakable, of others."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import NamedTuple

from topics.catalog import Term
from topics.compounds import Compounds
from topics.normal import folded, words
from topics.scan import Hit, Scanner
from topics.stems import STEMMED, is_form

# Characters: within the summary of most feeds anything is near.
NEAR = 400
# English terms count in texts of other languages from so many letters: “pain” is French for bread,
# “Gift” German for poison, but drugs and most diseases are called alike everywhere.
_UNMISTAKABLE = 7
# These are everyday words of another language: a dinner jacket, “she runs for office”, an extra …
_FALSE_FRIENDS = frozenset(
    {"allegra", "candida", "concerta", "fertile", "fracture", "mutation"}
    | {"planning", "pressing", "smoking", "supplement", "torsades"}
)
# Everyday words with the stem of a medical one, of which they are no form: German “fast” (nearly)
# and “fasten”, “Blut” (blood) and “Bluter”, French “jeunes” (the young) and “jeûne”, Russian
# “печенье” (biscuits) and “печень” (liver) …
_STRANGERS = {
    "de": frozenset({"alter", "alters", "blut", "blutes", "fast", "rauch", "rauchs"}),
    "es": frozenset({"calor", "calores", "médica", "médicas", "médico", "médicos", "vacuno"}),
    "fr": frozenset({"gêne", "gênent", "gênes", "gêner", "jeune", "jeunes"}),
    "pt": frozenset({"calor", "calores", "médica", "médicas", "médico", "médicos"}),
    "ru": frozenset({"возит", "возить", "печенье", "печенья", "печеньем", "род"}),
}
_WORD = re.compile(r"\w+")


class Sighting(NamedTuple):
    """A term as it stands in a text."""

    start: int
    end: int
    term: Term


class Lexicon:
    """Finds the terms of a language. Built once; holds no state between texts."""

    def __init__(self, language: str, terms: Iterable[Term]) -> None:
        self._language = language
        self._terms: dict[str, tuple[Term, ...]] = {}
        self._contexts: dict[str, str] = {}
        for term in terms:
            for spelling in self._spellings(term.text):
                self._terms[spelling] = (*self._terms.get(spelling, ()), term)
            for word in {*term.needs, *term.unless} - self._contexts.keys():
                self._contexts[word] = folded(word, language)
        self._scanner = Scanner([*self._terms, *self._contexts.values()], language)
        self._compounds = Compounds(self._heads() if language == "de" else ())

    def find(self, texts: Sequence[str]) -> list[list[Sighting]]:
        """Per text the terms in it whose conditions are fulfilled.

        What a term needs, or must not have, near it counts in any of the texts, as if they stood
        side by side: a headline is near to the beginning of what it heads.
        """
        found = [self._hits(text) for text in texts]
        places: defaultdict[str, list[int]] = defaultdict(list)
        for hit in chain.from_iterable(found):
            places[hit.phrase].append(hit.start)
        return [
            [
                Sighting(hit.start, hit.end, term)
                for hit in hits
                for term in self._terms.get(hit.phrase, ())
                if _stands_as_written(term, text[hit.start : hit.end])
                and self._fits(term, hit.start, places)
            ]
            for text, hits in zip(texts, found, strict=True)
        ]

    def _spellings(self, text: str) -> set[str]:
        """A phrase as it may be written: “e-cigarette” also as one word."""
        written = {text, text.replace("-", "")}
        return {folded(spelling, self._language) for spelling in written}

    def _heads(self) -> Iterator[tuple[str, str]]:
        for form, terms in self._terms.items():
            if " " not in form:
                yield from ((term.text, form) for term in terms if not term.exact)

    def _hits(self, text: str) -> list[Hit]:
        hits = self._scanner.find(text)
        return hits if self._language != "de" else [*hits, *self._in_compounds(text)]

    def _in_compounds(self, text: str) -> Iterator[Hit]:
        for word in words(text, self._language):
            if word.form not in self._terms:
                for form in self._compounds.parts(text[word.start : word.end]):
                    yield Hit(form, word.start, word.end)

    def _fits(self, term: Term, at: int, places: Mapping[str, Iterable[int]]) -> bool:
        def is_near(word: str) -> bool:
            return any(abs(place - at) <= NEAR for place in places.get(self._contexts[word], ()))

        if any(map(is_near, term.unless)):
            return False
        return not term.needs or any(map(is_near, term.needs))


def travels(term: Term) -> bool:
    """Whether an English term means the same in a text of another language."""
    letters = sum(map(str.isalnum, term.text))
    alike = letters >= _UNMISTAKABLE and term.text.casefold() not in _FALSE_FRIENDS
    return term.sure and (term.exact or alike)


def _stands_as_written(term: Term, words: str) -> bool:
    if term.exact:
        return words in {term.text, f"{term.text}s"}
    if term.language not in STEMMED:
        return True
    strangers = _STRANGERS.get(term.language, frozenset())
    pairs = zip(_WORD.findall(words.casefold()), _WORD.findall(term.text.casefold()), strict=False)
    return all(
        word == known or (word not in strangers and is_form(word, known)) for word, known in pairs
    )
