"""How a query is looked for: by its words, and by what else those are called."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from news.models import TopicSlug
from news.reader_ports import Wording
from topics.catalog import Catalog
from topics.normal import words
from topics.pages import Page
from topics.query import Part, Query
from topics.rings import Ring, Thesaurus

REASONS = 4
"""Spellings shown for a match."""


class How(Enum):
    """How the words of a clause must stand in an article."""

    ANYWHERE = auto()
    NEAR = auto()
    """Close together: far apart, “heart” and “attack” are no heart attack."""
    IN_A_ROW = auto()


@dataclass(frozen=True, slots=True)
class Clause:
    """Something an article must have, in one of several ways."""

    words: tuple[str, ...] = ()
    """All of these, folded; if there are none, only a mark will do."""
    how: How = How.ANYWHERE
    marks: tuple[str, ...] = ()
    """Or any of these: of a ring, of a topic, of the words written as one."""

    @property
    def is_word(self) -> bool:
        """Whether it is one word and nothing else."""
        return len(self.words) == 1 and not self.marks

    @property
    def needed(self) -> tuple[str, ...]:
        """What an article has one of that has it. Of several words, the longest is the rarest."""
        return (*self.marks, max(self.words, key=len)) if self.words else self.marks

    def stands_in(self, page: Page) -> bool:
        """Whether the article has it."""
        return self._has_words(page) or any(mark in page.marks for mark in self.marks)

    def reasons(self, page: Page) -> list[str]:
        """The words of an article that has it."""
        if self._has_words(page):
            stretch = page.run(self.words) or (self.how is How.NEAR and page.near(self.words))
            return [stretch] if stretch else [page.spelled(word) for word in self.words]
        return [page.spelled(mark) for mark in self.marks if mark in page.marks][:1]

    def _has_words(self, page: Page) -> bool:
        if not self.words or not all(map(page.marks.__contains__, self.words)):
            return False
        match self.how:
            case How.ANYWHERE:
                return True
            case How.NEAR:
                return page.near(self.words) is not None
            case How.IN_A_ROW:
                return page.run(self.words) is not None


@dataclass(frozen=True, slots=True)
class Sought:
    """A query as it is looked for."""

    needed: tuple[tuple[str, ...], ...]
    """One of each of these must stand in an article: quickly asked, and mostly the end of it."""
    wanted: tuple[Clause, ...]
    """What is to be looked at more closely: clauses that are more than a word."""
    unwanted: tuple[Clause, ...]
    order: tuple[str, ...]
    """All wanted words as they were typed, folded."""

    def stands_in(self, page: Page) -> bool:
        """Whether an article has all that is wanted, and nothing of what is not."""
        if any(map(page.marks.isdisjoint, self.needed)):
            return False
        return all(clause.stands_in(page) for clause in self.wanted) and not any(
            clause.stands_in(page) for clause in self.unwanted
        )

    def reasons(self, page: Page) -> tuple[str, ...]:
        """The words of an article that are why; in a row if they stand so."""
        if run := page.run(self.order):
            return (run,)
        words = {atoms[0] for atoms in self.needed if len(atoms) == 1}
        words -= {word for clause in self.wanted for word in clause.words}
        said = [page.spelled(word) for word in self.order if word in words]
        said += [reason for clause in self.wanted for reason in clause.reasons(page)]
        first: dict[str, str] = {}
        for each in said:
            first.setdefault(each.casefold(), each)
        return tuple(first.values())[:REASONS]


_Group = tuple[Sequence[Part], Clause]
"""Parts of a query, and what they mean together."""


class Interpreter:
    """Reads queries: knows what else words are called, and what the topics are called."""

    def __init__(self, thesaurus: Thesaurus, names: Mapping[str, TopicSlug] | None = None) -> None:
        """`names`: topics by what they are called, folded as in a query."""
        self.thesaurus = thesaurus
        self._names = names or {}

    @classmethod
    def of(cls, catalog: Catalog, rings: Sequence[Ring]) -> "Interpreter":
        """One that knows these topics and rings."""
        names = {
            _key(word for part in Query.parse(name).wanted for word in part.words): slug
            for slug, topic in catalog.topics.items()
            for name in topic.names.values()
        }
        return cls(Thesaurus(rings), names)

    def read(self, text: str) -> Sought:
        """What is looked for by somebody who follows this text."""
        query = Query.parse(text)
        wanted = [clause for _, clause in self._wanted(query)]
        return Sought(
            needed=tuple(clause.needed for clause in wanted),
            wanted=tuple(clause for clause in wanted if not clause.is_word),
            unwanted=tuple(clause for _, clause in self._grouped(query.unwanted)),
            order=_forms(word for part in query.wanted for word in part.words),
        )

    def wording(self, text: str) -> Wording:
        """How articles that somebody who follows this text would get may be worded."""
        return [list(self._ways(*each)) for each in self._wanted(Query.parse(text))]

    def topics_in(self, text: str) -> Sequence[TopicSlug]:
        """The topics whose articles count for this text, besides those with its words."""
        marks = (mark for clause in self.read(text).wanted for mark in clause.marks)
        return [TopicSlug(mark[1:]) for mark in marks if mark.startswith("@")]

    def _ways(self, parts: Sequence[Part], clause: Clause) -> Iterator[Sequence[str]]:
        typed = [word for part in parts for word in part.words]
        if clause.words and clause.how is How.IN_A_ROW:
            yield [" ".join(typed)]
        elif clause.words:
            yield typed
            yield clause.words  # as it is spelled in America
        for mark in clause.marks:
            yield from ([word] for word in self.thesaurus.words_of(mark) or _joined(mark))

    def _wanted(self, query: Query) -> Sequence[_Group]:
        """What is wanted, in groups; a topic's name is also met by what is on the topic."""
        grouped = list(self._grouped(query.wanted))
        typed = [word for part in query.wanted for word in part.words]
        topic = self._names.get(_key(typed))
        if topic is None or any(part.is_quoted for part in query.wanted):
            return grouped
        marks = grouped[0][1].marks if len(grouped) == 1 else ()
        return [(query.wanted, _known(_forms(typed), (*marks, f"@{topic}")))]

    def _grouped(self, loose: Sequence[Part]) -> Iterator[_Group]:
        """The parts that have a meaning together, each with that as a clause."""
        parts, at = _with_numbers(loose), 0
        while at < len(parts):
            group = self._in_a_ring(parts, at) or ([parts[at]], _plain(parts[at]))
            yield group
            at += len(group[0])

    def _in_a_ring(self, parts: Sequence[Part], at: int) -> _Group | None:
        """The most parts from here on that are in a ring together."""
        for end in range(min(len(parts), at + self.thesaurus.longest), at, -1):
            group = parts[at:end]
            typed = [word for part in group for word in part.words]
            mark = self.thesaurus.mark(typed)
            if mark and not any(part.is_quoted for part in group):
                own = () if self.thesaurus.is_acronym(typed) else _forms(typed)
                return group, _known(own, (mark,))
        return None


def _known(forms: tuple[str, ...], marks: tuple[str, ...]) -> Clause:
    """Words with a meaning, which must stand together to have it."""
    return Clause(forms, How.NEAR if len(forms) > 1 else How.ANYWHERE, marks)


def _plain(part: Part) -> Clause:
    """A part that is nothing but its words; joined, they may be written as one."""
    forms = _forms(part.words)
    if len(forms) == 1:
        return Clause(forms)
    joined = () if part.is_quoted else _forms(["".join(part.words)])
    return Clause(forms, How.IN_A_ROW, joined if len(joined) == 1 else ())


def _joined(mark: str) -> Sequence[str]:
    """The words written as one, if that is what the mark is."""
    return [] if mark[0] in "=@" else [mark]


def _with_numbers(parts: Sequence[Part]) -> list[Part]:
    """A number or letter belongs to the word before it: “type 1”; the first to the one after."""
    joined: list[Part] = []
    for part in parts:
        if joined and not (part.is_quoted or joined[-1].is_quoted):
            is_tied = _is_mere(part) or (len(joined) == 1 and _is_mere(joined[0]))
            if is_tied:
                joined[-1] = Part((*joined[-1].words, *part.words))
                continue
        joined.append(part)
    return joined


def _is_mere(part: Part) -> bool:
    """Whether it is a single letter or a small number; a year stands for itself."""
    (first, *more) = part.words
    return not more and (len(first) == 1 or (len(first) == 2 and first.isdecimal()))


def _key(typed: Iterable[str]) -> str:
    return " ".join(_forms(typed))


def _forms(typed: Iterable[str]) -> tuple[str, ...]:
    """Typed words as they stand in a page; of some scripts, each sign is one."""
    return tuple(word.form for each in typed for word in words(each))
