"""Finds what was published before somebody followed the words in it, so that /latest has it."""

import asyncio

from news.models import Article, Match
from news.ports import Archive, Clock
from topics.sought import Interpreter
from topics.words import PhraseMatcher

# What a reader may want to look back on: about a month of the register that ships.
LOOK_BACK = 2_000


class Archivist:
    """Searches the newest articles for newly followed words. Alerts nobody."""

    def __init__(self, archive: Archive, clock: Clock, interpreter: Interpreter) -> None:
        self._archive = archive
        self._clock = clock
        self._interpreter = interpreter

    async def round(self) -> bool:
        """Search for all that is newly followed; False: nothing is left to do."""
        phrases = await self._archive.unsearched()
        if not phrases:
            return False
        matcher = PhraseMatcher(phrases, self._interpreter)
        found: list[tuple[Article, Match]] = []
        for article in await self._archive.newest(LOOK_BACK):
            draft = article.draft
            found += ((article, match) for match in matcher.match(draft.entry, draft.matches))
            await asyncio.sleep(0)  # a command in between must not wait for all of them
        await self._archive.file(found, [phrase.id for phrase in phrases], self._clock.now())
        return False
