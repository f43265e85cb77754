"""Reading feeds: leases on what is due, what was carried before, and what a reading found."""

import operator
from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import Boolean, Integer, and_, bindparam, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from news.feeds import Entry, Feed, Origin, Trouble
from news.listings import Findings, Memory
from news.models import ArticleId, Draft, Lane, Same
from news.urls import host_of
from storage import articles, entries, fanout
from storage.engine import Database
from storage.feed_rows import STATE_COLUMNS, feed_of, state_row
from storage.schema import feeds, hosts
from storage.sql import upsert
from storage.types import Moment

# Longer than a fetch and a parse may take together, and a wait for those before.
LEASE = timedelta(minutes=5)
# Feeds that are lost together come back together: they were lost within so much of each other …
TOGETHER = timedelta(hours=6)
# … and are asked again over so many seconds.
SOON_SECONDS = 300
SECOND = 1_000_000

_HELD = select(hosts.c.host).where(hosts.c.hold_until > bindparam("now"))
_BUSY = select(feeds.c.host).where(feeds.c.lease_until > bindparam("now"))
# As `Feed.is_proven`.
_IS_PROVEN = and_(
    feeds.c.last_ok_at.is_not(None),
    feeds.c.error_count == 0,
    feeds.c.origin != Origin.READER,
)
_FIRST_OF_HOST = (
    select(
        feeds.c.id,
        feeds.c.next_check_at,
        func.row_number()
        .over(partition_by=feeds.c.host, order_by=(feeds.c.next_check_at, feeds.c.id))
        .label("turn"),
    )
    .where(
        feeds.c.enabled,
        feeds.c.next_check_at <= bindparam("now"),
        or_(feeds.c.lease_until.is_(None), feeds.c.lease_until <= bindparam("now")),
        or_(bindparam("proven", type_=Boolean).is_(None), bindparam("proven") == _IS_PROVEN),
        feeds.c.host.not_in(_HELD),
        feeds.c.host.not_in(_BUSY),
    )
    .subquery()
)
_DUE = (
    select(_FIRST_OF_HOST.c.id)
    .where(_FIRST_OF_HOST.c.turn == 1)
    .order_by(_FIRST_OF_HOST.c.next_check_at, _FIRST_OF_HOST.c.id)
    .limit(bindparam("limit", type_=Integer))
)
_LEASE = (
    update(feeds)
    .where(feeds.c.id.in_(_DUE))
    .values(lease_owner=bindparam("owner"), lease_until=bindparam("until"))
    .returning(feeds)
)
_HOLD = upsert(hosts, key="host", change=("hold_until",))
_RECORD = (
    update(feeds)
    .where(feeds.c.id == bindparam("feed"))
    .values(
        {name: bindparam(name) for name in STATE_COLUMNS}
        | {"lease_owner": None, "lease_until": None}
    )
)
_LOST_TOO = (
    feeds.c.trouble == Trouble.UNREACHABLE,
    feeds.c.first_error_at.between(bindparam("earliest"), bindparam("latest")),
)
_ASK_SOON = (
    update(feeds)
    .where(*_LOST_TOO, feeds.c.next_check_at > bindparam("soon"))
    # Spread over the minutes by what differs between them, their numbers.
    .values(next_check_at=bindparam("now", type_=Moment) + feeds.c.id % SOON_SECONDS * SECOND)
)
_RELEASE = update(feeds).values(lease_owner=None, lease_until=None)


class SqlFeeds:
    """The port `Feeds`."""

    def __init__(
        self, database: Database, *, owner: str, host_delay: timedelta, same: Same = operator.eq
    ) -> None:
        self._database = database
        self._owner = owner
        self._host_delay = host_delay
        self._same = same

    async def take_over(self) -> None:
        """Free the leases of a process that is gone."""
        async with self._database.transaction() as connection:
            await connection.execute(_RELEASE)

    async def lease(
        self, now: datetime, limit: int, *, proven: bool | None = None
    ) -> Sequence[Feed]:
        """See `news.feed_ports.Feeds`. At most one feed a host, and none of one that is held."""
        async with self._database.transaction() as connection:
            asked = {"now": now, "until": now + LEASE, "owner": self._owner, "limit": limit}
            rows = await connection.execute(_LEASE, asked | {"proven": proven})
            leased = [feed_of(row) for row in rows]
            if leased and self._host_delay:
                until = now + self._host_delay
                await connection.execute(
                    _HOLD, [{"host": host_of(feed.url), "hold_until": until} for feed in leased]
                )
        return leased

    async def hold_host(self, host: str, until: datetime) -> None:
        """See `news.feed_ports.Feeds`."""
        async with self._database.transaction() as connection:
            await connection.execute(_HOLD, {"host": host, "hold_until": until})

    async def line_is_back(self, since: datetime, now: datetime) -> None:
        """See `news.feed_ports.Feeds`."""
        asked = {
            "earliest": since - TOGETHER,
            "latest": since + TOGETHER,
            "now": now,
            "soon": now + timedelta(seconds=SOON_SECONDS),
        }
        async with self._database.transaction() as connection:
            await connection.execute(_ASK_SOON, asked)

    async def recall(self, feed: Feed, listing: Sequence[Entry]) -> Memory:
        """See `news.feed_ports.Feeds`."""
        async with self._database.reading() as connection:
            return await entries.recall(connection, feed.id, listing)

    async def record(self, feed: Feed, findings: Findings, now: datetime) -> int:
        """See `news.feed_ports.Feeds`. Seen and owed are one fact: no crash can part them."""
        async with self._database.transaction() as connection:
            is_there = await connection.execute(_RECORD, state_row(feed) | {"feed": feed.id})
            if not is_there.rowcount:  # nobody follows it any more
                return 0
            await entries.note(connection, feed.id, findings)
            await articles.correct(connection, feed, findings.corrected, now)
            quiet = await entries.unseen(connection, feed.id, findings.quiet)
            fresh = await entries.unseen(connection, feed.id, findings.fresh)
            await articles.keep(connection, feed, quiet, now, same=self._same, is_news=False)
            kept = await articles.keep(connection, feed, fresh, now, same=self._same, is_news=True)
            return await _owe(connection, list(zip(kept, fresh, strict=True)), now)


async def _owe(
    connection: AsyncConnection, kept: Sequence[tuple[ArticleId, Draft]], now: datetime
) -> int:
    owed = 0
    for lane in (Lane.SAFETY, Lane.ALERT):
        chosen = [article_id for article_id, draft in kept if draft.lane is lane]
        owed += await fanout.begin(connection, chosen, lane, now)
    return owed
