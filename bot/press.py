"""What deals with publishers: asks them for feeds, and finds a feed where a reader says one is."""

from collections.abc import Callable, Collection, Sequence
from datetime import timedelta
from random import Random

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
        *,
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
