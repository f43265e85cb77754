"""Tells the bot's admins of articles that readers take for another story: once for each."""

from collections.abc import Collection
from datetime import timedelta

from bot.operators import Operators
from messages import stories
from messages.texts import FALLBACK, Texts
from news.models import ArticleId, Message
from news.ports import Clock, Messenger
from news.story_ports import Joins

CALM = timedelta(minutes=10)
"""Between two messages: whoever has fun with the buttons brings the admins no flood of them."""


class Doubts:
    """What is told is in the database, and told once all admins know; a few in one message."""

    def __init__(
        self,
        joins: Joins,
        messenger: Messenger,
        texts: Texts,
        clock: Clock,
        admins: Collection[int],
    ) -> None:
        self._joins = joins
        self._say = texts.of(FALLBACK)
        self._clock = clock
        self._operators = Operators[ArticleId](messenger, admins)

    async def round(self) -> bool | timedelta:
        """Tell what is to be told; what cannot be said now is said in a later round."""
        if not self._operators:
            return False
        doubted = await self._joins.untold(stories.JOINS)
        by_id = {join.article.article_id: join for join in doubted}

        def notice(unheard: Collection[ArticleId]) -> Message:
            untold = [join for number, join in by_id.items() if number in unheard]
            return stories.notice(untold, self._say)

        if not doubted or not await self._operators.all_know(by_id, notice):
            return False
        await self._joins.told(by_id, self._clock.now())
        return CALM
