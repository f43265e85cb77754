"""Reads an entry as an editor would: its topics, its summary, how strong its evidence is. Pure."""

from collections.abc import Sequence

from news.feeds import Entry
from news.models import Draft, Phrase
from stories.evidence import read_evidence
from stories.identity import signs
from stories.safety import is_safety_notice
from stories.summary import summarise
from topics.matcher import Matcher
from topics.words import PhraseMatcher


class NewsDesk:
    """The port `Desk`, for the catalog and the words that are followed now."""

    def __init__(self, matcher: Matcher, phrases: Sequence[Phrase] = ()) -> None:
        self._matcher = matcher
        self._phrases = PhraseMatcher(phrases)

    def read(self, entry: Entry) -> Draft:
        """See `news.ports.Desk`."""
        return Draft(
            entry=entry,
            summary=summarise(entry.title, entry.text),
            matches=(*self._matcher.match(entry), *self._phrases.match(entry)),
            evidence=read_evidence(entry.title, entry.text),
            signs=signs(entry.title, entry.url),
            is_safety=is_safety_notice(entry.title),
        )
