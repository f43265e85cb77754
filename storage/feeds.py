"""Feeds: the register in the database, leases on what is due, and what a reading brought."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Integer, Row, bindparam, func, or_, select, update

from news.models import Draft, Entry, Feed, FeedId, Health, Lane, Source, Validators
from news.urls import host_of, url_key
from storage import articles, fanout
from storage.engine import Database
from storage.schema import entries, feeds, hosts
from storage.sql import upsert

# Longer than a fetch and a parse may take together.
LEASE = timedelta(minutes=2)

_HELD = select(hosts.c.host).where(hosts.c.hold_until > bindparam("now"))
_BUSY = select(feeds.c.host).where(feeds.c.lease_until > bindparam("now"))
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
_SEEN = select(entries.c.entry_key).where(
    entries.c.feed_id == bindparam("feed"),
    entries.c.entry_key.in_(bindparam("keys", expanding=True)),
)
_RECORD = (
    update(feeds)
    .where(feeds.c.id == bindparam("feed"))
    .values(
        {name: bindparam(name) for name in asdict(Validators())}
        | {name: bindparam(name) for name in asdict(Health())}
        | {"lease_owner": None, "lease_until": None}
    )
)
_RELEASE = update(feeds).values(lease_owner=None, lease_until=None)
_RETIRE = update(feeds).where(feeds.c.origin == "register").values(enabled=False)
_BOUND = (
    update(feeds)
    .where(feeds.c.interval > bindparam("longest"), feeds.c.error_count == 0)
    .values(
        interval=bindparam("longest"), next_check_at=feeds.c.last_fetch_at + bindparam("longest")
    )
)
_COUNT = select(func.count()).select_from(feeds)
_KNOWN = select(feeds).order_by(feeds.c.publisher, feeds.c.title)


class SqlFeeds:
    """The port `Feeds`, and what the command line asks of the register."""

    def __init__(self, database: Database, *, owner: str, host_delay: timedelta) -> None:
        self._database = database
        self._owner = owner
        self._host_delay = host_delay

    async def adopt(self, register: Sequence[Source]) -> None:
        """Poll what the register names; what it no longer names stops, its articles stay."""
        async with self._database.transaction() as connection:
            await connection.execute(_RETIRE)
            await connection.execute(_ADOPT, [_source_row(s, "register") for s in register])

    async def bound(self, longest: timedelta) -> None:
        """Ask no feed later than the operator's longest interval allows, which may be new."""
        async with self._database.transaction() as connection:
            await connection.execute(_BOUND, {"longest": longest})

    async def add(self, sources: Sequence[Source]) -> int:
        """Poll these too, whatever the register says. Returns how many feeds are new."""
        async with self._database.transaction() as connection:
            before = await connection.scalar(_COUNT)
            await connection.execute(_ADOPT, [_source_row(s, "imported") for s in sources])
            return (await connection.scalar(_COUNT) or 0) - (before or 0)

    async def take_over(self) -> None:
        """Free the leases of a process that is gone."""
        async with self._database.transaction() as connection:
            await connection.execute(_RELEASE)

    async def known(self) -> Sequence[tuple[Feed, bool]]:
        """Every feed with whether it is polled, by publisher."""
        async with self._database.reading() as connection:
            rows = (await connection.execute(_KNOWN)).all()
        return [(_feed(row), row.enabled) for row in rows]

    async def lease(self, now: datetime, limit: int) -> Sequence[Feed]:
        """See `news.ports.Feeds`. At most one feed a host, and none of a host that is held."""
        async with self._database.transaction() as connection:
            rows = await connection.execute(
                _LEASE,
                {"now": now, "until": now + LEASE, "owner": self._owner, "limit": limit},
            )
            leased = [_feed(row) for row in rows]
            if leased and self._host_delay:
                until = now + self._host_delay
                await connection.execute(
                    _HOLD,
                    [{"host": host_of(f.source.url), "hold_until": until} for f in leased],
                )
        return leased

    async def hold_host(self, host: str, until: datetime) -> None:
        """See `news.ports.Feeds`."""
        async with self._database.transaction() as connection:
            await connection.execute(_HOLD, {"host": host, "hold_until": until})

    async def unseen(self, feed: Feed, entries: Sequence[Entry]) -> Sequence[Entry]:
        """See `news.ports.Feeds`."""
        keys = [entry.key for entry in entries]
        async with self._database.reading() as connection:
            found = await connection.execute(_SEEN, {"feed": feed.id, "keys": keys})
            seen = set(found.scalars())
        return [entry for entry in entries if entry.key not in seen]

    async def record(
        self,
        feed: Feed,
        *,
        health: Health,
        validators: Validators,
        drafts: Sequence[Draft],
        alert: bool,
        now: datetime,
    ) -> int:
        """See `news.ports.Feeds`. Seen and owed are one fact: no crash can part them."""
        state = asdict(validators) | asdict(health) | {"feed": feed.id}
        async with self._database.transaction() as connection:
            await connection.execute(_RECORD, state)
            kept = await articles.keep(connection, feed.id, drafts, now)
            if not alert:
                return 0
            owed = 0
            for lane in (Lane.SAFETY, Lane.ALERT):
                chosen = [i for i, d in zip(kept, drafts, strict=True) if _lane(d) is lane]
                owed += await fanout.begin(connection, chosen, lane, now)
            return owed


_SOURCE_COLUMNS = (
    "url",
    "title",
    "publisher",
    "language",
    "kind",
    "rights",
    "host",
    "origin",
    "enabled",
)
_ADOPT = upsert(feeds, key="url_key", change=_SOURCE_COLUMNS)


def _lane(draft: Draft) -> Lane:
    return Lane.SAFETY if draft.is_safety else Lane.ALERT


def _source_row(source: Source, origin: str) -> dict[str, Any]:
    return asdict(source) | {
        "origin": origin,
        "url_key": url_key(source.url),
        "host": host_of(source.url),
        "enabled": True,
    }


def _feed(row: Row[Any]) -> Feed:
    return Feed(
        id=FeedId(row.id),
        source=Source(
            url=row.url,
            title=row.title,
            publisher=row.publisher,
            language=row.language,
            kind=row.kind,
            rights=row.rights,
        ),
        validators=Validators(
            etag=row.etag, last_modified=row.last_modified, body_hash=row.body_hash
        ),
        health=Health(
            interval=row.interval,
            error=row.error,
            error_count=row.error_count,
            first_error_at=row.first_error_at,
            last_fetch_at=row.last_fetch_at,
            last_ok_at=row.last_ok_at,
            last_new_at=row.last_new_at,
            next_check_at=row.next_check_at,
        ),
    )
