"""What an entry is about: the topics whose words stand in it, with those words."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from news.feeds import Entry
from news.models import Match, Subject, TopicSlug
from topics.catalog import Catalog, Term
from topics.normal import folded
from topics.scan import Hit, Scanner, longest

# What a story is about stands at its top: so many characters of it are read.
LEAD = 2_000
# About a sentence. Further down, the words of a broad topic are mostly said in passing.
OPENING = 150
REASONS = 4  # words shown for a match
_ENOUGH = 2


@dataclass(frozen=True, slots=True)
class _Place:
    """A piece of an entry, and what a hint in it is worth."""

    text: str
    points: int


@dataclass(frozen=True, slots=True)
class _Clue:
    """A term as it stands in an entry."""

    term: Term
    words: str
    points: int
    opens: bool
    """It stands near the top of its piece."""


class Matcher:
    """Matches entries against the catalog. Built once; holds no state between entries."""

    def __init__(self, catalog: Catalog) -> None:
        self._broad = catalog.broad
        self._ancestors = catalog.ancestors
        self._order = {slug: place for place, slug in enumerate(catalog.topics)}
        self._terms: defaultdict[str, list[Term]] = defaultdict(list)
        self._contexts: dict[str, str] = {}
        for term in catalog.terms:
            for spelling in _spellings(term.text):
                self._terms[spelling].append(term)
            for word in (*term.needs, *term.unless):
                self._contexts[word] = folded(word)
        self._scanner = Scanner([*self._terms, *self._contexts.values()])

    def match(self, entry: Entry) -> tuple[Match, ...]:
        """The topics in the order of the catalog, closed upwards: a part brings its whole."""
        reasons = self._closed(self._own(entry))
        return tuple(
            Match(subject=Subject(slug), because=tuple(reasons[slug])[:REASONS])
            for slug in sorted(reasons, key=self._order.__getitem__)
        )

    def _own(self, entry: Entry) -> dict[TopicSlug, dict[str, None]]:
        """Per topic that its own words prove: those words, in the order of the entry."""
        found: defaultdict[TopicSlug, list[_Clue]] = defaultdict(list)
        for clue in self._clues(entry):
            for slug in clue.term.topics:
                found[slug].append(clue)
        return {
            slug: _distinct(clue.words for clue in clues)
            for slug, clues in found.items()
            if sum(self._points(clue, slug) for clue in clues) >= _ENOUGH
        }

    def _points(self, clue: _Clue, slug: TopicSlug) -> int:
        """A sure term is enough; what is not sure needs the title, or company."""
        sure = clue.term.sure and (clue.opens or slug not in self._broad)
        return _ENOUGH if sure else clue.points

    def _clues(self, entry: Entry) -> Iterator[_Clue]:
        read = [(place, self._scanner.find(place.text)) for place in _places(entry)]
        present = {hit.phrase for _, hits in read for hit in hits}
        for place, hits in read:
            yield from self._clues_in(place, hits, present)

    def _clues_in(self, place: _Place, hits: Sequence[Hit], present: set[str]) -> Iterator[_Clue]:
        valid: defaultdict[Hit, list[Term]] = defaultdict(list)
        for hit in hits:
            words = place.text[hit.start : hit.end]
            for term in self._terms.get(hit.phrase, ()):
                if _stands_as_written(term, words) and self._fits(term, present):
                    valid[hit].append(term)
        for hit in longest(valid):
            words = place.text[hit.start : hit.end]
            for term in valid[hit]:
                yield _Clue(term, words, place.points, hit.start < OPENING)

    def _fits(self, term: Term, present: set[str]) -> bool:
        if any(self._contexts[word] in present for word in term.unless):
            return False
        return not term.needs or any(self._contexts[word] in present for word in term.needs)

    def _closed(self, own: dict[TopicSlug, dict[str, None]]) -> dict[TopicSlug, dict[str, None]]:
        closed = {slug: dict(words) for slug, words in own.items()}
        for slug, words in own.items():
            for ancestor in self._ancestors[slug]:
                closed.setdefault(ancestor, {}).update(words)
        return closed


def _spellings(text: str) -> set[str]:
    """A phrase as it may be written: “e-cigarette” also as one word."""
    return {folded(text), folded(text.replace("-", ""))}


def _places(entry: Entry) -> list[_Place]:
    categories = (_Place(category[:LEAD], 1) for category in entry.categories)
    return [_Place(entry.title[:LEAD], 2), _Place(entry.text[:LEAD], 1), *categories]


def _stands_as_written(term: Term, words: str) -> bool:
    return not term.exact or words in {term.text, f"{term.text}s"}


def _distinct(words: Iterable[str]) -> dict[str, None]:
    """Each once, whatever its case; the first spelling stays."""
    first: dict[str, str] = {}
    for word in words:
        first.setdefault(word.casefold(), word)
    return dict.fromkeys(first.values())
