"""Which terms stand in texts: those of their language, and English ones that cannot mislead."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

from topics.catalog import Term
from topics.language import Guesser
from topics.lexicon import Lexicon, Sighting, travels
from topics.scan import longest

ENGLISH = "en"


class Found(NamedTuple):
    """Words of a text, and the terms they are."""

    start: int
    end: int
    terms: Sequence[Term]


class Reader:
    """Finds terms in texts of any language. Built once; no text changes what it finds in others."""

    def __init__(self, terms: Collection[Term]) -> None:
        by_language: defaultdict[str, list[Term]] = defaultdict(list)
        for term in terms:
            by_language[term.language].append(term)
        self._guesser = Guesser((term.language, term.text) for term in terms)
        self._english = Lexicon(ENGLISH, by_language.pop(ENGLISH, ()))
        self._foreign = by_language
        self._others: dict[str, Lexicon] = {}

    def language(self, texts: Iterable[str], said: str) -> str:
        """In which language they are. `said` is what the publisher names."""
        return self._guesser.guess(" ".join(texts), said)

    def _lexicon(self, language: str) -> Lexicon | None:
        """Made when the first text of its language comes: most readers read one or two."""
        if language in self._foreign:
            self._others[language] = Lexicon(language, self._foreign.pop(language))
        return self._others.get(language)

    def read(self, texts: Sequence[str], language: str) -> list[list[Found]]:
        """Per text its longest terms, in order."""
        english = self._english.find(texts)
        if language == ENGLISH:
            return [_longest(sightings, ()) for sightings in english]
        foreign = [[seen for seen in sightings if travels(seen.term)] for sightings in english]
        own = self._lexicon(language)
        native = own.find(texts) if own else [[] for _ in texts]
        return [_longest(*sightings) for sightings in zip(native, foreign, strict=True)]


def _longest(native: Iterable[Sighting], foreign: Iterable[Sighting]) -> list[Found]:
    """On the same words those of the text's own language go first."""
    terms: dict[tuple[int, int], list[Term]] = {}
    for sightings in (native, foreign):
        there: dict[tuple[int, int], list[Term]] = {}
        for start, end, term in sightings:
            if (start, end) not in terms:
                there.setdefault((start, end), []).append(term)
        terms |= there
    kept = longest(Found(start, end, found) for (start, end), found in terms.items())
    return [found for found in kept if not _is_shielded(found.terms)]


def _is_shielded(terms: Iterable[Term]) -> bool:
    """Whether the words speak for nothing, by one of the terms that they are."""
    return any(not term.topics for term in terms)
