"""Feeds read for real into a real database, from publishers that are made up."""

import asyncio
import tempfile
from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from shutil import copy

from sqlalchemy import func, select, update

from feeds.refresh import Refresh
from feeds.timing.cadence import Bounds
from news.crew import Crew
from news.feed_ports import Desk, Feeds
from news.feeds import Entry, Feed
from news.listings import Findings
from news.models import ChatId, Draft, Match, Subject, feed_subject
from storage.feeds import LEASE
from storage.opening import Storage, open_storage
from storage.schema import articles, deliveries, entries, feeds
from tests.builders import a_chat, a_source
from tests.contracts.publisher import Publisher, Publishers, number_of
from tests.fakes import FakeClock

OURS, OWN = "https://ours.example/feed", "https://own.example/feed"
ASTHMA = Subject("asthma")
ANN, BEN, CLEO = map(ChatId, (1, 2, 3))
BOUNDS = Bounds(shortest=timedelta(minutes=15), longest=timedelta(hours=6))
A_PAGE = 20
ROOM = 4
YEAR = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class Kept:
    """An article as it is stored."""

    url: str
    title: str
    text: str


class Asthmatic:
    """A desk that finds one topic in everything."""

    def read(self, entry: Entry) -> Draft:
        """See `news.feed_ports.Desk`."""
        match = Match(subject=ASTHMA, because=("asthma",))
        return Draft(entry=entry, summary=entry.text, matches=(match,))


class Press:
    """One feed of the operator's and one that readers follow, and all who follow something."""

    storage: Storage

    def __init__(self, migrated: Path) -> None:
        self._folder = tempfile.TemporaryDirectory()
        self._path = Path(self._folder.name) / "bot.db"
        self._opened = AsyncExitStack()
        self._last_owed = 0
        self.clock = FakeClock()
        self.register = [a_source(OURS)]
        now = self.clock.now
        self.publishers = Publishers({OURS: Publisher(now), OWN: Publisher(now)})
        copy(migrated, self._path)

    async def open(self) -> None:
        """Start, the way the program does."""
        opening = open_storage(self._path, self.clock)
        self.storage = await self._opened.enter_async_context(opening)
        await self.adopt()

    async def adopt(self) -> None:
        """Take up what the register says now."""
        # The register of an operator is never empty.
        nothing = a_source("https://silent.example/feed", is_on=False)
        await self.storage.register.adopt([nothing, *self.register])

    async def restart(self) -> None:
        """End, and start again."""
        await self._opened.aclose()
        await self.open()

    async def close(self) -> None:
        """Leave nothing behind."""
        await self._opened.aclose()
        self._folder.cleanup()

    # ── Reading ──────────────────────────────────────────────────────────────────────────────────

    async def feed(self, url: str) -> Feed | None:
        """The feed at the address if it is read."""
        known = await self.storage.register.known()
        return next((f for f, is_read in known if is_read and f.source.url == url), None)

    async def look(self, url: str) -> None:
        """Read the feed once it is due. It is then asked, whatever has happened to it before."""
        before = self.publishers.at[url].asked
        await self.wait_for(url)
        async with Crew(ROOM) as crew:
            await self._refresh(crew, self.storage.feeds).round()
        assert self.publishers.at[url].asked == before + 1

    async def look_and_be_killed(self, url: str) -> None:
        """Read the feed, and end before it is written what was found."""
        await self.wait_for(url)
        async with Crew(ROOM) as crew:
            slow = SlowFeeds(self.storage.feeds)
            await self._refresh(crew, slow).round()
            await slow.are_all_read()
            crew.cancel()
        await self.restart()

    async def look_twice_at_once(self, url: str) -> None:
        """Read the feed so slowly that another reading of it begins and ends meanwhile."""

        async def look_again() -> None:
            self.clock.moment += LEASE
            async with Crew(ROOM) as crew:
                await self._refresh(crew, self.storage.feeds).round()

        await self.look_while(url, look_again)

    async def look_while(self, url: str, happens: Callable[[], Awaitable[None]]) -> None:
        """Read the feed, and let something happen before it is written what was found."""
        await self.wait_for(url)
        async with Crew(ROOM) as crew:
            slow = SlowFeeds(self.storage.feeds)
            await self._refresh(crew, slow).round()
            await slow.are_all_read()
            await happens()
            slow.may_write.set()

    async def wait_for(self, url: str) -> None:
        """Let it be due."""
        feed = await self.feed(url)
        assert feed
        if feed.health.next_check_at:
            self.clock.moment = max(self.clock.moment, feed.health.next_check_at)

    def _refresh(self, crew: Crew, feeds_: Feeds) -> Refresh:
        async def desk() -> Desk:
            return Asthmatic()

        return Refresh(
            feeds_,
            self.publishers,
            self.publishers,
            desk,
            self.clock,
            crew=crew,
            bounds=BOUNDS,
            chance=Random(1),
            alerted=lambda: None,
        )

    # ── Readers ──────────────────────────────────────────────────────────────────────────────────

    async def follow_asthma(self, chat: ChatId) -> None:
        """All that is about asthma, in whatever is for everybody."""
        await self.storage.subscriptions.follow(a_chat(chat), ASTHMA, self.clock.now())

    async def follow(self, chat: ChatId, url: str) -> None:
        """Everything in this feed from now on."""
        await self.storage.own_feeds.follow(a_chat(chat), a_source(url), self.clock.now())

    async def unfollow(self, chat: ChatId, url: str) -> None:
        """Nothing of it any more."""
        feed = await self.storage.own_feeds.at(url)
        if feed:
            await self.storage.subscriptions.unfollow(chat, feed_subject(feed.id))

    async def erase(self, chat: ChatId) -> None:
        """Nothing of the chat is left."""
        await self.storage.chats.erase(chat)

    # ── Time ─────────────────────────────────────────────────────────────────────────────────────

    async def let_a_year_pass(self) -> None:
        """Everything is sent, and then forgotten."""
        async with self.storage.database.transaction() as connection:
            await connection.execute(update(deliveries).values(state="sent"))
        self.clock.moment += YEAR
        while await self.storage.housekeeping.round():
            pass

    # ── What came of it ──────────────────────────────────────────────────────────────────────────

    async def newly_owed(self) -> Counter[tuple[str, int, ChatId]]:
        """What is owed since this was asked last: of which feed, which item, to whom."""
        query = (
            select(deliveries.c.id, feeds.c.url, articles.c.text, deliveries.c.chat_id)
            .join_from(deliveries, articles, articles.c.id == deliveries.c.article_id)
            .join(feeds, feeds.c.id == articles.c.feed_id)
            .where(deliveries.c.id > self._last_owed)
        )
        async with self.storage.database.reading() as connection:
            rows = (await connection.execute(query)).all()
        self._last_owed = max((row.id for row in rows), default=self._last_owed)
        return Counter((row.url, number_of(row.text), ChatId(row.chat_id)) for row in rows)

    async def kept(self, url: str) -> dict[int, list[Kept]]:
        """The articles of a feed, by the number of the item."""
        query = select(articles.c.url, articles.c.title, articles.c.text).where(
            articles.c.feed_id.in_(select(feeds.c.id).where(feeds.c.url == url))
        )
        found: dict[int, list[Kept]] = {}
        async with self.storage.database.reading() as connection:
            for row in await connection.execute(query):
                found.setdefault(number_of(row.text), []).append(Kept(row.url, row.title, row.text))
        return found

    async def listed_for_all(self) -> set[tuple[str, int]]:
        """What anybody can read: of which feed, which item."""
        reading = self.storage.reading
        pages = [
            await reading.latest(subjects=None, limit=A_PAGE),
            await reading.latest(subjects=[ASTHMA], limit=A_PAGE),
            await reading.search("edition", limit=A_PAGE),
        ]
        return {
            (article.source.url, number_of(article.draft.entry.text))
            for page in pages
            for article in page.articles
        }

    async def strays(self) -> int:
        """How many rows belong to a feed that is gone."""
        known = select(feeds.c.id)
        async with self.storage.database.reading() as connection:
            counts = [
                await connection.scalar(
                    select(func.count()).select_from(table).where(table.c.feed_id.not_in(known))
                )
                for table in (articles, entries)
            ]
        return sum(count or 0 for count in counts)


class SlowFeeds:
    """The port `Feeds` over another one, which waits for a word before it writes."""

    def __init__(self, real: Feeds) -> None:
        self._real = real
        self._leased = 0
        self._read = asyncio.Semaphore(0)
        self.may_write = asyncio.Event()
        self.recall = real.recall
        self.line_is_back = real.line_is_back
        self.hold_host = real.hold_host

    async def lease(
        self,
        now: datetime,
        limit: int,
        *,
        proven: bool | None = None,  # noqa: ARG002 – all
    ) -> Sequence[Feed]:
        """See `news.feed_ports.Feeds`."""
        leased = await self._real.lease(now, limit)
        self._leased += len(leased)
        return leased

    async def record(self, feed: Feed, findings: Findings, now: datetime) -> int:
        """See `news.feed_ports.Feeds`."""
        self._read.release()
        await self.may_write.wait()
        return await self._real.record(feed, findings, now)

    async def are_all_read(self) -> None:
        """Wait until all that is leased is to be written."""
        for _ in range(self._leased):
            await self._read.acquire()
