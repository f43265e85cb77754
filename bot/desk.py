"""Reads an entry as an editor would: its topics, its summary, how strong its evidence is. Pure."""

from news.feeds import Entry
from news.models import Draft
from stories.evidence import read_evidence
from stories.identity import signs
from stories.safety import is_safety_notice
from stories.summary import summarise
from stories.traits import traits
from topics.matcher import Matcher
from topics.words import PhraseMatcher


class NewsDesk:
    """The port `Desk`, for the catalog and the words that are followed now."""

    def __init__(self, matcher: Matcher, phrases: PhraseMatcher | None = None) -> None:
        self._matcher = matcher
        self._phrases = phrases or PhraseMatcher()

    def read(self, entry: Entry) -> Draft:
        """See `news.ports.Desk`."""
        about = self._matcher.match(entry)
        return Draft(
            entry=entry,
            summary=summarise(entry.title, entry.text),
            matches=(*about, *self._phrases.match(entry, about)),
            evidence=read_evidence(entry.title, entry.text),
            signs=signs(entry.title, entry.url, entry.text),
            traits=traits(entry.title, entry.text),
            is_safety=is_safety_notice(entry.title),
        )
