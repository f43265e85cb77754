"""Words that mean the same: brand and substance, lay and clinical, a class and what it has."""

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from news.errors import CatalogError
from topics.normal import Word, fold, folded
from topics.query import Query

RINGS = Path(__file__).with_name("rings.toml")
_REMEMBERED = 1 << 13  # more than there are words in all rings

Mark = str
"""Stands for a ring among the words of an article."""


@dataclass(frozen=True, slots=True)
class Ring:
    """Words that mean the same; who asks for one of them asks for what the ring has, too."""

    same: tuple[str, ...]
    has: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Spelling:
    """A word of a ring as it may stand in a text."""

    forms: tuple[str, ...]
    exact: str
    """Counts only if it is written so; however it is written if this is empty."""
    marks: tuple[Mark, ...]


def load_rings(path: Path = RINGS) -> tuple[Ring, ...]:
    """Read the rings. Raises CatalogError that names the file and line."""
    source = _Source(path)
    rings = [Ring(source.words(ring, "same", least=2)) for ring in source.of("same")]
    for section in source.of("class"):
        if not isinstance(section, dict) or section.keys() != {"names", "has"}:
            raise source.error("[[class]]", "a class has names, and has what it has")
        names, has = (source.words(section[key], key) for key in ("names", "has"))
        rings.append(Ring(names, has))
    source.check(rings)
    return tuple(rings)


class Thesaurus:
    """Knows a ring by any of its words, and finds the words of all rings in a text."""

    def __init__(self, rings: Sequence[Ring] = ()) -> None:
        known = {key for ring in rings for key in _keys(ring)}
        lone = dict.fromkeys(word for ring in rings for word in ring.has if _key(word) not in known)
        self._rings = (*rings, *(Ring((word,)) for word in lone))
        self._numbers = {key: n for n, ring in enumerate(self._rings) for key in _keys(ring)}
        self._spellings: defaultdict[str, list[_Spelling]] = defaultdict(list)
        self._words: defaultdict[Mark, list[str]] = defaultdict(list)
        for ring, marks in zip(self._rings, self._marks(), strict=True):
            for word in ring.same:
                self._learn(word, marks)
        self.longest = max((key.count(" ") + 1 for key in self._numbers), default=0)
        """How many words the longest of all has."""

    def mark(self, words: Sequence[str]) -> Mark | None:
        """The mark of the ring that these words are of."""
        written = " ".join(words)
        number = self._numbers.get(written.upper(), self._numbers.get(" ".join(map(fold, words))))
        return None if number is None else _mark(number)

    def words_of(self, mark: Mark) -> Sequence[str]:
        """All the words that stand for it."""
        return self._words.get(mark, ())

    def is_acronym(self, words: Sequence[str]) -> bool:
        """Whether these words mean something else unless they are written in capitals."""
        return " ".join(words).upper() in self._numbers

    def find(self, text: str, words: Sequence[Word]) -> Iterator[tuple[Sequence[Mark], int, int]]:
        """Each word of a ring in a text: the marks it stands for, and where it begins and ends."""
        forms = tuple(word.form for word in words)
        for at, form in enumerate(forms):
            for spelling in self._spellings.get(form, ()):
                end = at + len(spelling.forms)
                if forms[at:end] == spelling.forms:
                    start, stop = words[at].start, words[end - 1].end
                    if not spelling.exact or text[start:stop] == spelling.exact:
                        yield spelling.marks, start, stop

    def _marks(self) -> Iterator[tuple[Mark, ...]]:
        """For each ring: its own mark, and those of the classes that have it."""
        above: defaultdict[int, set[int]] = defaultdict(set)
        for number, ring in enumerate(self._rings):
            for word in ring.has:
                above[self._numbers[_key(word)]].add(number)
        for number in range(len(self._rings)):
            yield tuple(map(_mark, sorted(_reached(number, above))))

    def _learn(self, word: str, marks: tuple[Mark, ...]) -> None:
        for mark in marks:
            self._words[mark].append(word)
        for spelled in {folded(word), folded(word.replace("-", ""))}:
            forms = tuple(spelled.split())
            exact = word if word.isupper() else ""
            self._spellings[forms[0]].append(_Spelling(forms, exact, marks))


class _Source:
    """The file, able to say where something in it stands."""

    def __init__(self, path: Path) -> None:
        self._name = path.name
        self._text = path.read_text(encoding="utf-8")
        try:
            # `Any`: TOML has no types of ours; the shapes are checked below.
            self._content: dict[str, Any] = tomllib.loads(self._text)
        except tomllib.TOMLDecodeError as error:
            raise CatalogError(f"{path.name}: {error}") from error
        if unknown := self._content.keys() - {"same", "class"}:
            raise self.error(min(unknown), f"unknown key {min(unknown)!r}")

    def error(self, about: str, reason: str) -> CatalogError:
        """The error, with the last line that mentions what it is about."""
        before, found, _ = self._text.rpartition(about)
        return CatalogError(f"{self._name}:{before.count(chr(10)) + 1 if found else 1}: {reason}")

    def of(self, key: str) -> Sequence[Any]:
        """What stands under a key; nothing if it is left out."""
        content = self._content.get(key, [])
        if not isinstance(content, list):
            raise self.error(key, f"{key!r} is no list")
        return content

    def words(self, content: object, key: str, least: int = 1) -> tuple[str, ...]:
        """A list of at least so many texts, each of which has a word."""
        if not isinstance(content, list) or len(content) < least:
            raise self.error(key, f"{key}: {content!r} is no list of {least} or more texts")
        for word in content:
            if not isinstance(word, str) or not _key(word):
                raise self.error(f'"{word}"', f"{key}: {word!r} has no words")
        return tuple(content)

    def check(self, rings: Sequence[Ring]) -> None:
        """No word is in two rings, and no class has itself."""
        home: dict[str, Ring] = {}
        for ring in rings:
            for word in ring.same:
                if (other := home.setdefault(_key(word), ring)) is not ring:
                    reason = f"{word!r} is also in the ring of {other.same[0]!r}"
                    raise self.error(f'"{word}"', reason)
        within = {
            id(ring): [home[_key(word)] for word in ring.has if _key(word) in home]
            for ring in rings
        }
        for ring in rings:
            below = list(within[id(ring)])
            for each in below:  # grows while it is read
                below += [more for more in within[id(each)] if more not in below]
            if ring in below:
                raise self.error(f'"{ring.same[0]}"', f"the class {ring.same[0]!r} has itself")


def _mark(number: int) -> Mark:
    return f"={number}"


def _keys(ring: Ring) -> Iterable[str]:
    return (key for word in ring.same for key in (_key(word), _key(word.replace("-", ""))))


@lru_cache(_REMEMBERED)
def _key(word: str) -> str:
    """The words as a query has them; an acronym as it is."""
    if word.isupper():
        return word
    return " ".join(fold(each) for part in Query.parse(word).wanted for each in part.words)


def _reached(start: int, ways: Mapping[int, Iterable[int]]) -> set[int]:
    reached, waiting = {start}, [start]
    while waiting:
        new = set(ways.get(waiting.pop(), ())) - reached
        reached |= new
        waiting += new
    return reached
