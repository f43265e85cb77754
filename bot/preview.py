"""Foretells what it would be like to follow something, from the articles of the last days."""

import asyncio
from collections.abc import Iterator, Sequence
from datetime import timedelta

from news.models import Article, ArticleId, Phrase, PhraseId, StoryId, Subject
from news.ports import Clock
from news.reader_ports import Precedents, Preview
from topics.sought import Interpreter
from topics.words import PhraseMatcher

LOOK_BACK = timedelta(days=14)
CANDIDATES = 300
"""So many articles are read at most: who asks waits for it."""
AT_ONCE = 50
EXAMPLES = 2
DAY = timedelta(days=1)


class Foreteller:
    """The port `Previews`: the full-text index finds what may be meant, the matcher decides."""

    def __init__(self, precedents: Precedents, interpreter: Interpreter, clock: Clock) -> None:
        self._precedents = precedents
        self._interpreter = interpreter
        self._clock = clock

    async def of_words(self, text: str) -> Preview:
        """See `news.reader_ports.Previews`."""
        now = self._clock.now()
        subjects = [Subject(slug) for slug in self._interpreter.topics_in(text)]
        wording = self._interpreter.wording(text)
        ids = await self._precedents.having(wording, subjects, now - LOOK_BACK, CANDIDATES)
        matcher = PhraseMatcher([Phrase(id=PhraseId(0), text=text)], self._interpreter)
        told: dict[StoryId, Article] = {}
        oldest = now
        for portion in _portions(ids):
            for article in await self._precedents.articles(portion):
                oldest = article.dated_at
                if matcher.match(article.draft.entry, article.draft.matches):
                    told.setdefault(article.story_id, article)
                await asyncio.sleep(0)  # a command in between must not wait for all of them
        is_more = len(ids) == CANDIDATES
        span = now - oldest if is_more else LOOK_BACK
        return Preview(
            days=LOOK_BACK.days,
            count=len(told),
            is_more=is_more,
            daily=len(told) / max(span / DAY, 1),
            examples=tuple(told.values())[:EXAMPLES],
        )

    async def weekly(self, subject: Subject) -> int:
        """See `news.reader_ports.Previews`."""
        count = await self._precedents.count(subject, self._clock.now() - LOOK_BACK)
        return round(count * timedelta(weeks=1) / LOOK_BACK)


def _portions(found: Sequence[ArticleId]) -> Iterator[Sequence[ArticleId]]:
    return (found[at : at + AT_ONCE] for at in range(0, len(found), AT_ONCE))
