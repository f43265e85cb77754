"""The desk as it is now: rebuilt when the words that somebody follows have changed."""

from collections.abc import Sequence

from bot.desk import NewsDesk
from news.feed_ports import Desk
from news.models import Phrase
from news.ports import Phrases
from topics.matcher import Matcher


class Newsroom:
    """Keeps one desk for the catalog and the words that are followed."""

    def __init__(self, matcher: Matcher, phrases: Phrases) -> None:
        self._matcher = matcher
        self._phrases = phrases
        self._known: Sequence[Phrase] = ()
        self._desk = NewsDesk(matcher)

    async def desk(self) -> Desk:
        """A desk for what is followed at this moment."""
        followed = await self._phrases.followed()
        if followed != self._known:
            self._known = followed
            self._desk = NewsDesk(self._matcher, followed)
        return self._desk
