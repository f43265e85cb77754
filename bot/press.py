"""What deals with publishers: asks them for feeds, and finds a feed where a reader says one is."""

import asyncio
from collections.abc import Callable, Collection, Sequence
from contextlib import AsyncExitStack, suppress
from datetime import timedelta
from random import Random
from types import TracebackType
from typing import Self

from bot.loops import Loop
from bot.newsroom import Newsroom
from bot.settings import Settings
from feeds.asking.client import AiohttpFeedClient
from feeds.reading.cage import CagedParser
from feeds.refresh import Refresh
from feeds.scout import Scout
from feeds.timing.cadence import Bounds, catch_up
from news.crew import Crew
from news.feeds import Source
from news.ports import Clock
from storage.opening import Storage

USER_AGENT = "healthnews-bot/0.1"
PURPOSE = "health news in Telegram; asks rarely, and only if changed"
FEEDS_AT_ONCE = 12
# A body that is large on purpose takes its room several times.
UNPROVEN_AT_ONCE = 4
# Whoever stops us waits ten seconds, and there are sends in hand besides.
PATIENCE = timedelta(seconds=1)


def user_agent(settings: Settings) -> str:
    """Who asks, what for, and where to complain."""
    told = f"+{settings.contact}; {PURPOSE}" if settings.contact else PURPOSE
    return f"{USER_AGENT} ({told})"


def feed_client(
    settings: Settings, clock: Clock, exempt: Collection[str] = ()
) -> AiohttpFeedClient:
    """Who asks publishers. `exempt`: hosts on which a reader's feed may be, though private."""
    return AiohttpFeedClient(user_agent=user_agent(settings), clock=clock, exempt=exempt)


class Press:
    """One client and two caged parsers, one of them for feeds that are not proven."""

    def __init__(
        self, settings: Settings, storage: Storage, client: AiohttpFeedClient, clock: Clock
    ) -> None:
        self._settings = settings
        self._storage = storage
        self._client = client
        self._clock = clock
        self._chance = Random()  # noqa: S311 – spreads polls, guards nothing
        self._parser = CagedParser()
        self._quarantine = CagedParser()

    async def take_up(self, register: Sequence[Source]) -> None:
        """Read what the operator's register says now.

        Nobody is asked early for a restart, and what is overdue after a rest not all at once.
        """
        known = self._storage.register
        await known.adopt(register)
        await known.bound(timedelta(seconds=self._settings.poll_max))
        await known.catch_up(
            self._clock.now(),
            lambda overdue, interval: catch_up(overdue, interval, self._chance.random()),
        )

    def scout(self) -> Scout:
        """Who finds a feed behind an address."""
        parser = self._quarantine
        delay = timedelta(seconds=self._settings.host_delay)
        return Scout(self._client, parser, parser, self._clock, host_delay=delay)

    def refresh(
        self,
        newsroom: Newsroom,
        crew: Crew,
        proven: bool,
        alerted: Callable[[], None],
        ended: Callable[[], None],
    ) -> Refresh:
        """Who reads what is due, of the feeds that are proven or of those that are not."""
        return Refresh(
            self._storage.feeds,
            self._client,
            self._parser if proven else self._quarantine,
            newsroom.desk,
            self._clock,
            crew=crew,
            bounds=Bounds(
                shortest=timedelta(seconds=self._settings.poll_min),
                longest=timedelta(seconds=self._settings.poll_max),
            ),
            chance=self._chance,
            alerted=alerted,
            proven=proven,
            ended=ended,
        )


class Readings:
    """Two loops that read feeds, each with a crew of its own.

    So that what readers bring, was never read or fails keeps nothing else waiting.
    """

    def __init__(self, press: Press, newsroom: Newsroom, alerted: Callable[[], None]) -> None:
        self._crews = (Crew(FEEDS_AT_ONCE), Crew(UNPROVEN_AT_ONCE))
        self._open = AsyncExitStack()
        self.loops = tuple(
            Loop(name, press.refresh(newsroom, crew, proven, alerted, self._free_a_host).round)
            for name, crew, proven in zip(
                ("refresh", "trial"), self._crews, (True, False), strict=True
            )
        )

    async def __aenter__(self) -> Self:
        for crew in self._crews:
            await self._open.enter_async_context(crew)
        return self

    async def __aexit__(
        self,
        exc_type: type[BaseException] | None,
        exc: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        await self._open.__aexit__(exc_type, exc, traceback)

    async def finish(self) -> None:
        """A feed that was asked and not written down would be asked again at the next start."""
        with suppress(TimeoutError):
            async with asyncio.timeout(PATIENCE.total_seconds()):
                for crew in self._crews:
                    await crew.room(wanted=crew.size)
        for crew in self._crews:
            crew.cancel()

    def _free_a_host(self) -> None:
        """A reading has ended: for whichever kind of feeds has waited for its host."""
        for loop in self.loops:
            loop.ring()
