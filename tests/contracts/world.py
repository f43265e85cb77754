"""A real storage to hold against the oracle: opened, crashed, interrupted, read row by row."""

import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from shutil import copy
from typing import Literal

from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from news.feeds import Feed, Health
from news.listings import Findings
from news.models import ChatId, Delivery, Draft, Lane, Sign, Subject
from storage import fanout
from storage.deliveries import SqlOutbox
from storage.engine import Database
from storage.opening import Storage, open_storage
from storage.schema import articles, chats, deliveries, fanouts, metadata, subscriptions
from tests.builders import a_chat, a_draft, a_source
from tests.contracts.model import OPEN, Piece, Seen
from tests.contracts.oracle import RULE
from tests.fakes import FakeClock

PAUSE = timedelta(hours=5)
SENDERS = 2

_ROWS = (
    select(
        deliveries.c.chat_id,
        articles.c.entry_key,
        deliveries.c.lane,
        deliveries.c.state,
        deliveries.c.attempts,
        deliveries.c.alone,
        deliveries.c.owed_at,
        deliveries.c.due_at,
    )
    .join_from(deliveries, articles, articles.c.id == deliveries.c.article_id)
    .order_by(deliveries.c.id)
)
_FANOUTS = select(articles.c.entry_key).join_from(
    fanouts, articles, articles.c.id == fanouts.c.article_id
)
_CHATS = select(chats.c.id, chats.c.paused_until, chats.c.stopped_at, chats.c.blocked_at)
_FOLLOWS = select(subscriptions.c.chat_id, subscriptions.c.subject)
_ABOUT_A_CHAT = [
    table.c.chat_id if table is not chats else chats.c.id
    for table in metadata.sorted_tables
    if table is chats or "chat_id" in table.c
]

What = Literal["follow", "unfollow", "welcome", "pause", "stop", "block", "reopen", "erase", "move"]


@dataclass(frozen=True, slots=True)
class Act:
    """What a reader does, or Telegram on a reader's behalf."""

    what: What
    chat: ChatId
    subject: Subject
    to: ChatId


class Interrupted(Database):
    """A database between two transactions of which something else can happen."""

    def __init__(self, real: Database) -> None:
        self._real = real
        self._passed = 0
        self._before = 0
        self._meanwhile: Callable[[], Awaitable[None]] | None = None

    def interrupt(self, before: int, meanwhile: Callable[[], Awaitable[None]]) -> None:
        """Let this happen when so many more transactions are over."""
        self._passed, self._before, self._meanwhile = 0, before, meanwhile

    async def let_happen(self) -> None:
        """What has been planned and has not happened happens now."""
        meanwhile, self._meanwhile = self._meanwhile, None
        if meanwhile is not None:
            await meanwhile()

    async def _next(self) -> None:
        if self._passed == self._before:
            await self.let_happen()
        self._passed += 1

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[AsyncConnection]:
        """See `Database`."""
        await self._next()
        async with self._real.transaction() as connection:
            yield connection

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncConnection]:
        """See `Database`."""
        await self._next()
        async with self._real.reading() as connection:
            yield connection


class World:
    """One database, two feeds, and two senders that know nothing of one another."""

    storage: Storage
    databases: Sequence[Interrupted]
    outboxes: Sequence[SqlOutbox]
    feeds: Sequence[Feed]

    def __init__(self, migrated: Path) -> None:
        self._folder = tempfile.TemporaryDirectory()
        self._path = Path(self._folder.name) / "bot.db"
        self._opened = AsyncExitStack()
        self._updates = 0
        self.clock = FakeClock()
        copy(migrated, self._path)

    async def open(self) -> None:
        """Start, the way the program does: what was in hand is taken over."""
        opening = open_storage(self._path, self.clock)
        self.storage = await self._opened.enter_async_context(opening)
        self.databases = [Interrupted(self.storage.database) for _ in range(SENDERS)]
        self.outboxes = [
            SqlOutbox(database, owner=f"sender {number}", bundling=RULE)
            for number, database in enumerate(self.databases)
        ]
        sources = [a_source(f"https://{number}.example/feed") for number in range(2)]
        await self.storage.register.adopt(sources)
        self.feeds = [feed for feed, _ in await self.storage.register.known()]

    async def close(self) -> None:
        """Let go of the database."""
        await self._opened.aclose()

    def remove(self) -> None:
        """Leave nothing behind."""
        self._folder.cleanup()

    async def happen(self, act: Act) -> None:
        """Do to the storage what the handlers would do."""
        readers, now = self.storage.chats, self.clock.now()
        match act.what:
            case "follow":
                await self.storage.subscriptions.follow(a_chat(act.chat), act.subject, now)
            case "unfollow":
                await self.storage.subscriptions.unfollow(act.chat, act.subject)
            case "welcome":
                await readers.welcome(a_chat(act.chat), now)
            case "pause":
                await readers.pause(act.chat, now + PAUSE)
            case "stop":
                await readers.stop(act.chat, now)
            case "block":
                await readers.block(act.chat, now)
            case "reopen":
                await readers.reopen(act.chat)
            case "erase":
                await self._hear_from(act.chat)
                await readers.erase(act.chat)
                assert not await self._traces_of(act.chat)
            case "move":
                await readers.move(act.chat, act.to)

    async def publish(self, pieces: Sequence[Piece], lane: Lane, number: int) -> int:
        """Record these as news of the feed with this number. Returns how many are owed."""
        now = self.clock.now()
        read = replace(self.feeds[number], health=Health(last_ok_at=now, next_check_at=now))
        drafts = [_draft(piece) for piece in pieces]
        written = await self.storage.feeds.record(read, Findings(fresh=drafts), now)
        if lane is not Lane.ALERT:
            await self._move_to_lane(pieces, lane)
        return written

    async def advance(self, chunk: int, steps: int) -> None:
        """So many steps of the fan-outs, or as many as there are."""
        for _ in range(steps):
            async with self.storage.database.transaction() as connection:
                if not await fanout.advance(connection, self.clock.now(), chunk=chunk):
                    return

    async def claim(
        self, owner: int, limit: int, meanwhile: Act | None, before: int
    ) -> Sequence[Delivery]:
        """Claim, and let something happen before one of the transactions of that, or after all."""
        database = self.databases[owner]
        if meanwhile is not None:
            database.interrupt(before, lambda: self.happen(meanwhile))
        claimed = await self.outboxes[owner].claim(self.clock.now(), limit)
        await database.let_happen()
        return claimed

    async def seen(self) -> Seen:
        """All that the oracle speaks of, as it is now."""
        async with self.storage.database.reading() as connection:
            rows = (await connection.execute(_ROWS)).all()
            fanning = (await connection.execute(_FANOUTS)).scalars().all()
            known = (await connection.execute(_CHATS)).all()
            follows = (await connection.execute(_FOLLOWS)).all()
        return Seen(
            rows=[(*row[:-1], row.due_at if row.state in OPEN else None) for row in rows],
            fanouts=set(fanning),
            chats={
                row.id: (row.paused_until, row.stopped_at is not None, row.blocked_at is not None)
                for row in known
            },
            follows={(row.chat_id, row.subject) for row in follows},
        )

    async def _hear_from(self, chat: ChatId) -> None:
        self._updates += 1
        message = {"chat": {"id": chat}}
        await self.storage.inbox.keep([{"update_id": self._updates, "message": message}])

    async def _traces_of(self, chat: ChatId) -> int:
        async with self.storage.database.reading() as connection:
            counts = [
                await connection.scalar(select(func.count()).where(column == chat)) or 0
                for column in _ABOUT_A_CHAT
            ]
        return sum(counts)

    async def _move_to_lane(self, pieces: Sequence[Piece], lane: Lane) -> None:
        keys = [piece.key for piece in pieces]
        these = select(articles.c.id).where(articles.c.entry_key.in_(keys))
        async with self.storage.database.transaction() as connection:
            for table in (deliveries, fanouts):
                await connection.execute(
                    update(table).where(table.c.article_id.in_(these)).values(lane=lane)
                )


def _draft(piece: Piece) -> Draft:
    """Tellings of one story are known by one sign."""
    signs = (Sign(f"story {piece.story}"),)
    return replace(a_draft(piece.key, *sorted(piece.subjects)), signs=signs)
