"""An entry as followed words are looked up in it: its words, and the rings and topics it has."""

from collections.abc import Iterable, KeysView, Sequence
from itertools import pairwise

from news.feeds import Entry
from news.models import Match
from topics.normal import Word, fold, words
from topics.rings import Thesaurus

BETWEEN = 4
"""So many other words may stand between some that belong together: “pain in the lower back”."""

_HYPHENS = frozenset("-\u2010\u2011")
# A letter of its own between title, text and categories: no words in a row reach across it.
_BREAK = "ʘ"


class Page:
    """Answers whether an entry has a word or a mark, and how that is written there."""

    def __init__(self, entry: Entry, thesaurus: Thesaurus, about: Iterable[Match] = ()) -> None:
        """`about`: the topics of the entry."""
        self._text = f" {_BREAK} ".join((entry.title, entry.text, *entry.categories))
        self._words = words(self._text)
        self._line = f" {' '.join([word.form for word in self._words])} "
        self._spelled: dict[str, str] = {}
        for word in self._words:
            if word.form not in self._spelled:
                self._spelled[word.form] = self._text[word.start : word.end]
        self._spelled.pop(_BREAK, None)
        self._join_hyphened()
        for marks, start, end in thesaurus.find(self._text, self._words):
            for mark in marks:
                self._spelled.setdefault(mark, self._text[start:end])
        self._spelled |= {f"@{each.subject}": each.because[0] for each in about if each.because}

    @property
    def marks(self) -> KeysView[str]:
        """All its folded words, and the marks of its rings (“=7”) and topics (“@asthma”)."""
        return self._spelled.keys()

    def spelled(self, mark: str) -> str:
        """The first words of the entry that are this, as they are written."""
        return self._spelled[mark]

    def run(self, forms: Sequence[str]) -> str | None:
        """These folded words in a row as they are written, if they stand so."""
        place = self._line.find(f" {' '.join(forms)} ")
        if place < 0:
            return None
        first = self._line.count(" ", 0, place)
        return self._written(first, first + len(forms) - 1)

    def near(self, forms: Sequence[str]) -> str | None:
        """The first stretch that has all these folded words, if they stand close together."""
        needed, last = frozenset(forms), dict[str, int]()
        for at, word in enumerate(self._words):
            if word.form == _BREAK:
                last.clear()
            elif word.form in needed:
                last[word.form] = at
                first = min(last.values())
                if len(last) == len(needed) and at - first < len(needed) + BETWEEN:
                    return self._written(first, at)
        return None

    def _written(self, first: int, last: int) -> str:
        return self._text[self._words[first].start : self._words[last].end]

    def _join_hyphened(self) -> None:
        """What is written with a hyphen is also found by who writes it without."""
        for first, second in pairwise(self._words):
            if second.start - first.end == 1 and self._text[first.end] in _HYPHENS:
                joined = self._whole(first) + self._whole(second)
                self._spelled.setdefault(fold(joined), self._text[first.start : second.end])

    def _whole(self, word: Word) -> str:
        return self._text[word.start : word.end]
