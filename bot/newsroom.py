"""The desk as it is now: it learns at once which words are followed, and which no longer are."""

import asyncio

from bot.desk import NewsDesk
from news.feed_ports import Desk
from news.models import PhraseId
from news.ports import Phrases
from topics.matcher import Matcher
from topics.sought import Interpreter
from topics.words import PhraseMatcher

# Reading so many queries takes a few milliseconds; nobody waits longer for the loop.
AT_ONCE = 100


class Newsroom:
    """Keeps one desk for the catalog and the words that are followed."""

    def __init__(self, matcher: Matcher, phrases: Phrases, interpreter: Interpreter) -> None:
        self._phrases = phrases
        self._words = PhraseMatcher(interpreter=interpreter)
        self._desk = NewsDesk(matcher, self._words)
        self._is_complete = False
        self._catching_up = asyncio.Lock()

    async def desk(self) -> Desk:
        """A desk for what is followed at this moment."""
        async with self._catching_up:
            if not self._is_complete:
                await self._take_up_all()
                self._is_complete = True
            changed = await self._phrases.changed()
            for phrase_id, phrase in changed.items():
                if phrase is None:
                    self._words.remove(phrase_id)
                else:
                    self._words.add(phrase)
        return self._desk

    async def round(self) -> bool:
        """Compare with what is followed: a chat that is erased takes its words without a sound."""
        async with self._catching_up:
            gone = set(self._words.known) - await self._take_up_all()
            for phrase_id in gone:
                self._words.remove(phrase_id)
        return False

    async def _take_up_all(self) -> set[PhraseId]:
        """Look for all that is followed; returns what that is."""
        known, last = set[PhraseId](), None
        while portion := await self._phrases.followed(after=last, limit=AT_ONCE):
            for phrase in portion:
                if phrase.id not in self._words.known:
                    self._words.add(phrase)
            known |= {phrase.id for phrase in portion}
            last = portion[-1].id
        return known
