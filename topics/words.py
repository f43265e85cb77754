"""Which followed words an entry has: an index that takes and gives up one at a time."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from news.feeds import Entry
from news.models import Match, Phrase, PhraseId, phrase_subject
from topics.pages import Page
from topics.rings import Thesaurus
from topics.sought import Interpreter, Sought


class PhraseMatcher:
    """Finds all followed phrases in an entry, looking only at those that may be there.

    Each is kept under a few words or marks, one of which stands in any entry that it is in: of all
    that would do, those that the fewest others are kept under.
    """

    def __init__(
        self, phrases: Iterable[Phrase] = (), interpreter: Interpreter | None = None
    ) -> None:
        self._interpreter = interpreter or Interpreter(Thesaurus())
        self._sought: dict[PhraseId, Sought] = {}
        self._under: dict[str, list[PhraseId]] = {}
        self._keys: dict[PhraseId, tuple[str, ...]] = {}
        for phrase in phrases:
            self.add(phrase)

    def add(self, phrase: Phrase) -> None:
        """Look for this one, too."""
        self.remove(phrase.id)
        sought = self._interpreter.read(phrase.text)
        if sought.needed:
            self._sought[phrase.id] = sought
            self._keys[phrase.id] = min(sought.needed, key=self._company)
            for key in self._keys[phrase.id]:
                self._under.setdefault(key, []).append(phrase.id)

    def remove(self, phrase_id: PhraseId) -> None:
        """Look for this one no longer."""
        if self._sought.pop(phrase_id, None) is None:
            return
        for key in self._keys.pop(phrase_id):
            self._under[key].remove(phrase_id)
            if not self._under[key]:
                del self._under[key]

    @property
    def known(self) -> Iterable[PhraseId]:
        """All that are looked for."""
        return self._sought.keys()

    def match(self, entry: Entry, about: Sequence[Match] = ()) -> tuple[Match, ...]:
        """The phrases found, by id, each with the words as they stand in the entry.

        `about`: the topics of the entry, for those who follow a topic's name as words.
        """
        if not self._sought:
            return ()
        page = Page(entry, self._interpreter.thesaurus, about)
        return tuple(self._found(page))

    def _found(self, page: Page) -> Iterator[Match]:
        lacks = page.marks.isdisjoint
        kept = (self._under[mark] for mark in page.marks if mark in self._under)
        for phrase_id in sorted(set(chain.from_iterable(kept))):
            sought = self._sought[phrase_id]
            # Of very many nearly all end here.
            if not any(map(lacks, sought.needed)) and sought.stands_in(page):
                yield Match(subject=phrase_subject(phrase_id), because=sought.reasons(page))

    def _company(self, keys: Sequence[str]) -> int:
        return sum(len(self._under.get(key, ())) for key in keys)
