"""Tells the bot's admins of a feed in trouble: once for each trouble, all feeds in one message."""

import logging
from collections.abc import Collection, Sequence

from bot.operators import Operators
from messages import sources
from messages.texts import FALLBACK, Texts
from news.feed_ports import FeedWatch
from news.feeds import Feed, FeedId
from news.models import Message
from news.ports import Clock, Messenger
from news.standing import Standing, standing

log = logging.getLogger(__name__)


class Watchman:
    """Looks at how the feeds stand. What is told is in the database, and told once all know.

    Killed between a message and that, it tells once more.
    """

    def __init__(
        self,
        watch: FeedWatch,
        messenger: Messenger,
        texts: Texts,
        clock: Clock,
        admins: Collection[int],
    ) -> None:
        self._watch = watch
        self._say = texts.of(FALLBACK)
        self._clock = clock
        self._operators = Operators[FeedId](messenger, admins)

    async def round(self) -> bool:
        """Tell what is to be told; what cannot be said now is said in a later round."""
        if not self._operators:
            return False
        polled = await self._watch.polled()
        known = {feed.id for feed in polled} - {feed.id for feed in await self._watch.untold()}
        stand = standing(polled)
        lasting = {feed.id for feed in stand.lasting}
        # A silent feed that fails for an hour has not recovered; nor has any while we are cut off.
        troubled = lasting | known.intersection(feed.id for feed in stand.failing)
        news = [feed for feed in stand.lasting if feed.id not in known]
        if troubled != known and await self._all_know(stand, news):
            await self._watch.told(troubled, self._clock.now())
            _log(news)
        return False

    async def _all_know(self, stand: Standing, news: Sequence[Feed]) -> bool:
        def notice(unheard: Collection[FeedId]) -> Message:
            untold = [feed for feed in news if feed.id in unheard]
            return sources.notice(stand, untold, now=self._clock.now(), say=self._say)

        return await self._operators.all_know([feed.id for feed in news], notice)


def _log(news: Sequence[Feed]) -> None:
    if news:
        log.warning("feeds in trouble", extra={"feeds": [feed.id for feed in news]})
