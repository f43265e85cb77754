"""What lies in the future, when the clock turns out to have been ahead."""

from datetime import datetime, timedelta

from sqlalchemy import bindparam, literal, or_, select, update

from storage.claiming import LEASE
from storage.engine import Database
from storage.feeds import LEASE as FEED_LEASE
from storage.schema import deliveries, feeds, hosts, is_open, meta
from storage.sql import upsert
from storage.types import Moment, Span

_KEY = "seen_at"
_SEEN = select(meta.c.value).where(meta.c.key == _KEY)
_NOTE = upsert(meta, key="key", change=("value",))

_NOW = bindparam("now", type_=Moment())
_BY = bindparam("by", type_=Span())
# Whatever waits for a moment that a wrong clock has named comes as much sooner. Not so pauses: a
# machine that starts behind the time and is put right later would end them early. A lease that this
# clock may have given is left alone: somebody works under it.
_SET_BACK = (
    update(deliveries)
    .where(
        is_open(deliveries),
        deliveries.c.due_at > _NOW,
        or_(deliveries.c.state == "owed", deliveries.c.due_at - literal(LEASE, Span()) > _NOW),
    )
    .values(due_at=deliveries.c.due_at - _BY),
    update(feeds)
    .where(feeds.c.next_check_at > _NOW)
    .values(next_check_at=feeds.c.next_check_at - _BY),
    update(feeds)
    .where(feeds.c.lease_until - literal(FEED_LEASE, Span()) > _NOW)
    .values(lease_until=feeds.c.lease_until - _BY),
    update(hosts).where(hosts.c.hold_until > _NOW).values(hold_until=hosts.c.hold_until - _BY),
)


class SqlTimekeeping:
    """Remembers the time over restarts."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def last_seen(self) -> datetime | None:
        """The latest moment that was noted."""
        async with self._database.reading() as connection:
            noted = await connection.scalar(_SEEN)
        return None if noted is None else datetime.fromisoformat(noted)

    async def note(self, now: datetime) -> None:
        """It was this late."""
        async with self._database.transaction() as connection:
            await connection.execute(_NOTE, {"key": _KEY, "value": now.isoformat()})

    async def set_back(self, now: datetime, by: timedelta) -> None:
        """The clock was ahead by this much: what was planned by it comes as much sooner."""
        async with self._database.transaction() as connection:
            for statement in _SET_BACK:
                await connection.execute(statement, {"now": now, "by": by})
            await connection.execute(_NOTE, {"key": _KEY, "value": now.isoformat()})
