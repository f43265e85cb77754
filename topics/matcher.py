"""What an entry is about: the topics whose words stand in it, with those words."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from news.feeds import Entry
from news.models import Match, Subject, TopicSlug
from topics import passing
from topics.catalog import Catalog, Term
from topics.elsewhere import is_elsewhere
from topics.reader import ENGLISH, Found, Reader

# What a story is about stands at its top: so many characters of it are read.
LEAD = 2_000
# Which world a story is of, its title and first lines say.
LEAD_OF_NEWS = 500
# About a sentence. Further down, the words of a broad topic are mostly said in passing.
OPENING = 150
REASONS = 4  # words shown for a match
_ENOUGH = 2
_IN_TITLE = 2


@dataclass(frozen=True, slots=True)
class _Place:
    """A piece of an entry, what a hint in it is worth, and what is said in it in passing."""

    text: str
    points: int
    passes: Callable[[str, int, int], bool]


class _Clue(NamedTuple):
    """A term as it stands in an entry."""

    term: Term
    words: str
    points: int
    opens: bool
    """It stands near the top of its piece."""

    @property
    def titles(self) -> bool:
        """It stands in the title."""
        return self.points == _IN_TITLE


class Matcher:
    """Matches entries against the catalog. Built once; holds no state between entries."""

    def __init__(self, catalog: Catalog) -> None:
        self._broad = catalog.broad
        self._ancestors = catalog.ancestors
        self._order = {slug: place for place, slug in enumerate(catalog.topics)}
        self._reader = Reader(catalog.terms)

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
        for slug, clue in self._clues(entry):
            found[slug].append(clue)
        told = {
            slug for slug, clues in found.items() if any(c.titles and c.term.sure for c in clues)
        }
        return {
            slug: _distinct(clue.words for clue in clues)
            for slug, clues in found.items()
            if self._score(slug, clues) >= _ENOUGH and not self._is_aside(slug, clues, told)
        }

    def _is_aside(self, slug: TopicSlug, clues: Sequence[_Clue], told: set[TopicSlug]) -> bool:
        """Said once, far down or in a vague word, where the title has told of something else."""
        (clue, *more) = clues
        is_vague = not clue.term.sure and slug in self._broad
        if more or (clue.opens and not is_vague):
            return False
        return bool(told - {slug}) and told.isdisjoint(self._ancestors[slug])

    def _score(self, slug: TopicSlug, clues: Iterable[_Clue]) -> int:
        """A sure term is enough; what is not sure needs the title, or company."""
        narrow = slug not in self._broad
        hints: dict[str, int] = {}
        score = 0
        for clue in clues:
            if clue.term.sure:
                score += _ENOUGH if clue.opens or narrow else clue.points
            else:  # the same hint again says nothing new
                hints.setdefault(clue.term.text, clue.points)
        return score + sum(hints.values())

    def _clues(self, entry: Entry) -> Iterator[tuple[TopicSlug, _Clue]]:
        """Per words that count, a clue for each topic they speak for."""
        places = _places(entry)
        texts = [place.text for place in places]
        language = self._reader.language(texts, entry.language)
        read = self._reader.read(texts, language)
        if (
            language == ENGLISH
            and not self._is_particular(read)
            and is_elsewhere(" ".join(texts)[:LEAD_OF_NEWS])
        ):
            return
        titled: set[TopicSlug] = set()
        for place, found in zip(places, read, strict=True):
            for start, end, terms in found:
                best = _best(terms)
                # What the title has said need not be judged again, and judging takes time.
                if best.keys() <= titled or not place.passes(place.text, start, end):
                    titled.update(best if place.points == _IN_TITLE else ())
                    words = place.text[start:end]
                    for slug, term in best.items():
                        yield slug, _Clue(term, words, place.points, start < OPENING)

    def _is_particular(self, read: Iterable[Iterable[Found]]) -> bool:
        """Whether a term of a topic that is not broad is there: such words are seldom chance."""
        return any(
            term.sure and not self._broad.issuperset(term.topics)
            for found in read
            for one in found
            for term in one.terms
        )

    def _closed(self, own: dict[TopicSlug, dict[str, None]]) -> dict[TopicSlug, dict[str, None]]:
        closed = {slug: dict(words) for slug, words in own.items()}
        for slug, words in own.items():
            for ancestor in self._ancestors[slug]:
                closed.setdefault(ancestor, {}).update(words)
        return closed


def _best(terms: Iterable[Term]) -> dict[TopicSlug, Term]:
    """Of terms on the same words the one that says most, per topic they speak for."""
    best: dict[TopicSlug, Term] = {}
    for term in terms:
        for slug in term.topics:
            if slug not in best or term.sure > best[slug].sure:
                best[slug] = term
    return best


def _places(entry: Entry) -> list[_Place]:
    categories = (_Place(category[:LEAD], 1, _never) for category in entry.categories)
    return [
        _Place(entry.title[:LEAD], _IN_TITLE, passing.in_title),
        _Place(entry.text[:LEAD], 1, passing.in_text),
        *categories,
    ]


def _never(_text: str, _start: int, _end: int) -> bool:
    """A category is one thing, and said on purpose."""
    return False


def _distinct(words: Iterable[str]) -> dict[str, None]:
    """Each once, whatever its case; the first spelling stays."""
    first: dict[str, str] = {}
    for word in words:
        first.setdefault(word.casefold(), word)
    return dict.fromkeys(first.values())
