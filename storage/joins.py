"""Which articles joined which stories, what readers and operators say of it, and the way back."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Integer, Row, and_, bindparam, delete, func, select, update

from news.models import ArticleId, Coverage, Lane
from news.story_ports import Join, Joined
from storage import fanout
from storage.engine import Database
from storage.schema import (
    article_subjects,
    articles,
    deliveries,
    fanouts,
    feeds,
    joins,
    stories,
    story_signs,
    subscriptions,
)
from storage.sql import inserted
from storage.tellings import coverage, publisher

_first, _its_feed, _sibling = articles.alias("first"), feeds.alias("its_feed"), articles.alias()
_FIRST_OF_STORY = (
    select(func.min(_sibling.c.id))
    .where(_sibling.c.story_id == articles.c.story_id, _sibling.c.is_public)
    .correlate(articles)
    .scalar_subquery()
)
_IS_DOUBTED = and_(joins.c.reports > 0, joins.c.settled_at.is_(None))
_JOINS = (
    select(
        joins.c.reports,
        articles.c.id,
        articles.c.url,
        articles.c.title,
        publisher(feeds).label("publisher"),
        _first.c.id.label("first_id"),
        _first.c.url.label("first_url"),
        _first.c.title.label("first_title"),
        publisher(_its_feed).label("first_publisher"),
    )
    .join_from(joins, articles, articles.c.id == joins.c.article_id)
    .join(feeds, feeds.c.id == articles.c.feed_id)
    .join(_first, and_(_first.c.id == _FIRST_OF_STORY, _first.c.id != articles.c.id))
    .join(_its_feed, _its_feed.c.id == _first.c.feed_id)
    .order_by(_IS_DOUBTED.desc(), joins.c.joined_at.desc(), joins.c.article_id.desc())
    .limit(bindparam("limit", type_=Integer))
)
_LISTED = _JOINS.where(joins.c.settled_at.is_(None)).offset(bindparam("skip", type_=Integer))
_UNTOLD = _JOINS.where(_IS_DOUBTED, joins.c.told_at.is_(None))
_TELL = (
    update(joins)
    .where(joins.c.article_id.in_(bindparam("told", expanding=True)))
    .values(told_at=bindparam("now"))
)
_SETTLE = (
    update(joins)
    .where(joins.c.article_id == bindparam("article"))
    .values(settled_at=bindparam("now"))
)
_THIS = select(
    articles.c.story_id,
    articles.c.first_seen_at,
    joins.c.lane,
    (articles.c.id == _FIRST_OF_STORY).label("is_first"),
).outerjoin_from(articles, joins, joins.c.article_id == articles.c.id)
_THIS = _THIS.where(articles.c.id == bindparam("article"), articles.c.is_public)

_FOLLOWERS = (
    select(subscriptions.c.chat_id)
    .join(article_subjects, article_subjects.c.subject == subscriptions.c.subject)
    .where(article_subjects.c.article_id == bindparam("article"))
)
# With it go its signs, and the record of who was sent it; its traits name it and no story.
_PART = (
    update(articles).where(articles.c.id == bindparam("article")).values(story_id=bindparam("own")),
    update(story_signs)
    .where(story_signs.c.article_id == bindparam("article"))
    .values(story_id=bindparam("own")),
    update(deliveries)
    .where(
        deliveries.c.chat_id.in_(_FOLLOWERS),
        deliveries.c.story_id == bindparam("old"),
        deliveries.c.article_id == bindparam("article"),
    )
    .values(story_id=bindparam("own")),
    delete(joins).where(joins.c.article_id == bindparam("article")),
    # Were it under way, it would pass over those to whom the story was hidden.
    delete(fanouts).where(fanouts.c.article_id == bindparam("article")),
)


# An alert for what is older would be a riddle; it is in the lists.
STILL_NEWS = timedelta(days=7)


class SqlJoins:
    """The port `Joins`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def listed(self, *, skip: int, limit: int) -> Joined:
        """See `news.story_ports.Joins`."""
        async with self._database.reading() as connection:
            rows = (await connection.execute(_LISTED, {"skip": skip, "limit": limit + 1})).all()
        return Joined(joins=tuple(map(_join, rows[:limit])), more=len(rows) > limit)

    async def untold(self, limit: int) -> Sequence[Join]:
        """See `news.story_ports.Joins`."""
        async with self._database.reading() as connection:
            return [_join(row) for row in await connection.execute(_UNTOLD, {"limit": limit})]

    async def told(self, article_ids: Collection[ArticleId], now: datetime) -> None:
        """See `news.story_ports.Joins`."""
        async with self._database.transaction() as connection:
            await connection.execute(_TELL, {"told": list(article_ids), "now": now})

    async def confirm(self, article_id: ArticleId, now: datetime) -> bool:
        """See `news.story_ports.Joins`."""
        asked = {"article": article_id, "now": now}
        async with self._database.transaction() as connection:
            is_there = (await connection.execute(_THIS, asked)).first() is not None
            await connection.execute(_SETTLE, asked)
        return is_there

    async def separate(self, article_id: ArticleId, now: datetime) -> bool:
        """See `news.story_ports.Joins`. Told and owed are one fact here, too."""
        async with self._database.transaction() as connection:
            this = (await connection.execute(_THIS, {"article": article_id})).first()
            if this is None or this.is_first:
                return this is not None
            (own,) = await inserted(connection, stories, [{"created_at": this.first_seen_at}])
            change = {"article": article_id, "old": this.story_id, "own": own}
            for statement in _PART:
                await connection.execute(statement, change)
            if this.lane is not None and now - this.first_seen_at <= STILL_NEWS:
                await fanout.begin(connection, [article_id], Lane(this.lane), now)
        return True


def _join(row: Row[Any]) -> Join:
    first = Coverage(
        article_id=ArticleId(row.first_id),
        publisher=row.first_publisher,
        url=row.first_url,
        title=row.first_title,
    )
    return Join(article=coverage(row), first=first, reports=row.reports)
