"""How the feeds are doing: what operators and readers are told of it."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import and_, bindparam, func, select, update

from news.feeds import Feed, FeedId
from storage.engine import Database
from storage.feed_rows import feed_of
from storage.schema import feeds

_FOR_EVERYBODY = and_(feeds.c.enabled, feeds.c.is_public)
_OWN = and_(feeds.c.enabled, ~feeds.c.is_public)

_POLLED = select(feeds).where(_FOR_EVERYBODY).order_by(feeds.c.publisher, feeds.c.title, feeds.c.id)
_WELL = (
    select(func.count())
    .select_from(feeds)
    .where(_FOR_EVERYBODY, feeds.c.first_error_at.is_(None))
    .scalar_subquery()
)
_FAILING = (
    select(feeds, _WELL.label("well"))
    .where(_FOR_EVERYBODY, feeds.c.first_error_at <= bindparam("before"))
    .order_by(feeds.c.first_error_at, feeds.c.id)
)
_COUNT_OWN = select(func.count(), func.count(feeds.c.first_error_at)).where(_OWN)
_UNTOLD = _POLLED.where(feeds.c.told_at.is_(None))
_TELL = (
    update(feeds)
    .where(feeds.c.told_at.is_(None), feeds.c.id.in_(bindparam("told", expanding=True)))
    .values(told_at=bindparam("now"))
)
_FORGET = (
    update(feeds)
    .where(feeds.c.told_at.is_not(None), feeds.c.id.not_in(bindparam("told", expanding=True)))
    .values(told_at=None)
)


class SqlFeedWatch:
    """The port `FeedWatch`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def polled(self) -> Sequence[Feed]:
        """See `news.feed_ports.FeedWatch`."""
        async with self._database.reading() as connection:
            return [feed_of(row) for row in await connection.execute(_POLLED)]

    async def failing(self, before: datetime) -> tuple[Sequence[Feed], int]:
        """See `news.feed_ports.FeedWatch`."""
        async with self._database.reading() as connection:
            rows = (await connection.execute(_FAILING, {"before": before})).all()
        return [feed_of(row) for row in rows], rows[0].well if rows else 0

    async def own(self) -> tuple[int, int]:
        """See `news.feed_ports.FeedWatch`."""
        async with self._database.reading() as connection:
            count, failing = (await connection.execute(_COUNT_OWN)).one()
        return count, failing

    async def untold(self) -> Sequence[Feed]:
        """See `news.feed_ports.FeedWatch`."""
        async with self._database.reading() as connection:
            return [feed_of(row) for row in await connection.execute(_UNTOLD)]

    async def told(self, feeds: Collection[FeedId], now: datetime) -> None:
        """See `news.feed_ports.FeedWatch`."""
        async with self._database.transaction() as connection:
            await connection.execute(_TELL, {"told": list(feeds), "now": now})
            await connection.execute(_FORGET, {"told": list(feeds)})
