"""Which followed phrases stand in an entry: whole words in a row, plural or not."""

from collections import defaultdict
from collections.abc import Sequence

from news.feeds import Entry
from news.models import Match, Phrase, PhraseId, phrase_subject
from topics.normal import folded
from topics.scan import Scanner

REASONS = 4  # spellings shown for a match


class PhraseMatcher:
    """Finds all followed phrases in one pass over an entry. Built anew when they change."""

    def __init__(self, phrases: Sequence[Phrase]) -> None:
        self._followed: defaultdict[str, list[PhraseId]] = defaultdict(list)
        for phrase in phrases:
            self._followed[folded(phrase.text)].append(phrase.id)
        self._scanner = Scanner(self._followed)

    def match(self, entry: Entry) -> tuple[Match, ...]:
        """The phrases found, by id, each with the words as they stand in the entry."""
        found: defaultdict[PhraseId, dict[str, str]] = defaultdict(dict)
        for text in (entry.title, entry.text, *entry.categories):
            for hit in self._scanner.find(text):
                words = text[hit.start : hit.end]
                for phrase_id in self._followed[hit.phrase]:
                    found[phrase_id].setdefault(words.casefold(), words)
        return tuple(
            Match(subject=phrase_subject(phrase_id), because=tuple(because.values())[:REASONS])
            for phrase_id, because in sorted(found.items())
        )
