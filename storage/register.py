"""The register in the database: which feeds are read, and for whom."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import bindparam, case, func, or_, select, update

from news.feeds import Feed, FeedId, Origin, Source
from storage.engine import Database
from storage.feed_rows import HAS_FOLLOWERS, feed_of, source_row
from storage.schema import feeds
from storage.sql import upsert

# What the register no longer names is read only for those who follow it as such.
_RETIRE = (
    update(feeds)
    .where(feeds.c.origin == Origin.REGISTER)
    .values(is_public=False, enabled=HAS_FOLLOWERS)
)


def _place(new: Any) -> Mapping[str, Any]:
    """The operator's own word goes before the register's; where a feed has moved, it is asked."""
    is_public = func.coalesce(feeds.c.switched, new.is_on)
    return {
        "is_public": is_public,
        "enabled": or_(is_public, feeds.c.enabled),
        "host": case((feeds.c.address == "", new.host), else_=feeds.c.host),
    }


_ADOPT = upsert(
    feeds,
    key="url_key",
    change=(
        *("url", "title", "publisher", "language", "kind", "rights"),
        *("shows", "folder", "attributes", "is_on", "origin"),
    ),
    also=_place,
)
_SWITCH = (
    update(feeds)
    .where(feeds.c.id == bindparam("feed"))
    .values(
        switched=bindparam("on"),
        is_public=bindparam("on"),
        enabled=or_(bindparam("on"), HAS_FOLLOWERS),
    )
)
_BOUND = (
    update(feeds)
    .where(feeds.c.interval > bindparam("longest"), feeds.c.error_count == 0)
    .values(
        interval=bindparam("longest"), next_check_at=feeds.c.last_fetch_at + bindparam("longest")
    )
)
_OVERDUE = select(feeds.c.id, feeds.c.interval).where(
    feeds.c.enabled, feeds.c.next_check_at <= bindparam("now"), feeds.c.last_fetch_at.is_not(None)
)
_PUT_OFF = (
    update(feeds).where(feeds.c.id == bindparam("feed")).values(next_check_at=bindparam("at"))
)
_COUNT = select(func.count()).select_from(feeds)
_KNOWN = select(feeds).order_by(feeds.c.publisher, feeds.c.title, feeds.c.id)


class SqlRegister:
    """What the operator has a say in: which feeds there are."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def adopt(self, register: Sequence[Source]) -> None:
        """Read what the register names; what it no longer names stops, its articles stay."""
        async with self._database.transaction() as connection:
            await connection.execute(_RETIRE)
            await connection.execute(_ADOPT, [source_row(s, Origin.REGISTER) for s in register])

    async def add(self, sources: Sequence[Source]) -> int:
        """Read these too, whatever the register says. Returns how many feeds are new."""
        async with self._database.transaction() as connection:
            before = await connection.scalar(_COUNT)
            await connection.execute(_ADOPT, [source_row(s, Origin.IMPORTED) for s in sources])
            return (await connection.scalar(_COUNT) or 0) - (before or 0)

    async def switch(self, feed_id: FeedId, *, on: bool) -> None:
        """Read this feed for everybody, or not, from now on and whatever the register says."""
        async with self._database.transaction() as connection:
            await connection.execute(_SWITCH, {"feed": feed_id, "on": on})

    async def bound(self, longest: timedelta) -> None:
        """Ask no feed later than the operator's longest interval allows, which may be new."""
        async with self._database.transaction() as connection:
            await connection.execute(_BOUND, {"longest": longest})

    async def catch_up(
        self, now: datetime, wait: Callable[[int, timedelta | None], timedelta]
    ) -> None:
        """Put off each feed that is overdue by its `wait`, given how many are, and its interval."""
        async with self._database.transaction() as connection:
            overdue = (await connection.execute(_OVERDUE, {"now": now})).all()
            later = [{"feed": f.id, "at": now + wait(len(overdue), f.interval)} for f in overdue]
            if later:
                await connection.execute(_PUT_OFF, later)

    async def known(self) -> Sequence[tuple[Feed, bool]]:
        """Every feed, readers' own ones too, with whether it is read; by publisher."""
        async with self._database.reading() as connection:
            rows = (await connection.execute(_KNOWN)).all()
        return [(feed_of(row), row.enabled) for row in rows]
