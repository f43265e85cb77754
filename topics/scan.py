"""Finding many phrases in a text at once, as whole words and in linear time."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple, Protocol, TypeVar

from ahocorasick_rs import AhoCorasick

from topics.normal import Word, words


class Hit(NamedTuple):
    """Where a phrase stands in a text."""

    phrase: str
    start: int
    end: int


class Scanner:
    """Finds every occurrence of every phrase, overlapping ones too.

    Phrases are given folded (`topics.normal.folded`) as words of the language of the texts.
    """

    def __init__(self, phrases: Iterable[str], language: str = "en") -> None:
        self._language = language
        self._phrases = sorted({phrase for phrase in phrases if phrase})
        # A space on either side makes whole words; neighbours share it, hence `overlapping`.
        self._automaton = AhoCorasick([f" {phrase} " for phrase in self._phrases])

    def find(self, text: str) -> list[Hit]:
        """The hits in the order in which they end."""
        found = words(text, self._language)
        if not found or not self._phrases:
            return []
        line = f" {' '.join(word.form for word in found)} "
        starts, ends = _places(found)
        return [
            Hit(self._phrases[index], starts[start + 1], ends[end - 1])
            for index, start, end in self._automaton.find_matches_as_indexes(line, overlapping=True)
        ]


def _places(found: Sequence[Word]) -> tuple[dict[int, int], dict[int, int]]:
    """From places in the folded line to places in the text: of word starts and of word ends."""
    starts: dict[int, int] = {}
    ends: dict[int, int] = {}
    at = 1
    for word in found:
        starts[at] = word.start
        at += len(word.form)
        ends[at] = word.end
        at += 1
    return starts, ends


class Spanned(Protocol):
    """Something that stands in a text."""

    @property
    def start(self) -> int:
        """Where it begins."""

    @property
    def end(self) -> int:
        """Where it is over."""


SpannedT = TypeVar("SpannedT", bound=Spanned)


def longest(hits: Iterable[SpannedT]) -> list[SpannedT]:
    """The hits that do not lie within a longer one, in the order of the text."""
    kept: list[SpannedT] = []
    reach = -1
    for hit in sorted(hits, key=lambda hit: (hit.start, -hit.end)):
        if hit.end > reach or (kept and (hit.start, hit.end) == (kept[-1].start, kept[-1].end)):
            kept.append(hit)
            reach = hit.end
    return kept
