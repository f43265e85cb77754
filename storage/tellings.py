"""Who tells a story: beside an article, and one by one."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import (
    ColumnElement,
    FromClause,
    Row,
    and_,
    bindparam,
    exists,
    func,
    or_,
    select,
    update,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from news.models import Article, ArticleId, Coverage, Subject
from news.story_ports import Retelling
from storage.engine import Database
from storage.schema import article_subjects, articles, feeds, joins

SHOWN = 5
"""Others who are named beside an article; the rest are counted."""
LISTED = 50
"""Articles of a few stories, one by one: more than a message can hold."""


def publisher(feed: FromClause) -> ColumnElement[str]:
    """Who publishes a feed: the title of the feed where the register has no name."""
    return func.coalesce(func.nullif(feed.c.publisher, ""), feed.c.title)


def is_visible(listed: FromClause) -> ColumnElement[bool]:
    """An article for everybody, or one listed under subjects of one's `own`."""
    is_own = exists().where(
        article_subjects.c.article_id == listed.c.id,
        article_subjects.c.subject.in_(bindparam("own", expanding=True)),
    )
    return or_(listed.c.is_public, is_own)


_ITS_FEED = feeds.alias("its_feed")
_other = articles.alias("other")
_OTHERS = (
    select(
        articles.c.id.label("beside"),
        _other.c.id,
        _other.c.url,
        _other.c.title,
        publisher(feeds).label("publisher"),
        func.row_number()
        .over(partition_by=(articles.c.id, publisher(feeds)), order_by=_other.c.id)
        .label("telling"),
    )
    .join_from(
        articles,
        _other,
        and_(_other.c.story_id == articles.c.story_id, _other.c.id != articles.c.id),
    )
    .join(feeds, feeds.c.id == _other.c.feed_id)
    .join(_ITS_FEED, _ITS_FEED.c.id == articles.c.feed_id)
    .where(
        articles.c.id.in_(bindparam("ids", expanding=True)),
        is_visible(_other),
        # The same page in two feeds of one publisher is no second voice.
        _other.c.url != articles.c.url,
        publisher(feeds) != publisher(_ITS_FEED),
    )
    .subquery()
)
_PLACED = (
    select(
        _OTHERS,
        func.row_number().over(partition_by=_OTHERS.c.beside, order_by=_OTHERS.c.id).label("place"),
        func.count().over(partition_by=_OTHERS.c.beside).label("total"),
    )
    .where(_OTHERS.c.telling == 1)
    .subquery()
)
_ALSO = select(_PLACED).where(_PLACED.c.place <= SHOWN).order_by(_PLACED.c.beside, _PLACED.c.place)
_asked = articles.alias("asked")
_OF_STORIES = (
    select(
        articles.c.id,
        articles.c.story_id,
        articles.c.url,
        articles.c.title,
        publisher(feeds).label("publisher"),
        joins.c.article_id.is_not(None).label("is_joined"),
    )
    .join_from(articles, feeds, feeds.c.id == articles.c.feed_id)
    .outerjoin(joins, joins.c.article_id == articles.c.id)
    .where(
        articles.c.story_id.in_(
            select(_asked.c.story_id).where(
                _asked.c.id.in_(bindparam("ids", expanding=True)), is_visible(_asked)
            )
        ),
        is_visible(articles),
    )
    .order_by(articles.c.story_id, articles.c.id)
    .limit(LISTED)
)
_DOUBT = (
    update(joins)
    .where(joins.c.article_id == bindparam("article"))
    .values(reports=joins.c.reports + 1)
)


async def with_others(
    connection: AsyncConnection,
    known: Iterable[Article],
    own: Collection[Subject] = (),
) -> Mapping[ArticleId, Article]:
    """The articles, each with the others who tell its story, in one query."""
    by_id = {article.id: article for article in known}
    asked = {"ids": list(by_id), "own": list(own)}
    found: dict[int, list[Row[Any]]] = {}
    for row in await connection.execute(_ALSO, asked):
        found.setdefault(row.beside, []).append(row)
    return by_id | {
        ArticleId(number): replace(
            by_id[ArticleId(number)],
            also=tuple(map(coverage, rows)),
            also_count=rows[0].total,
        )
        for number, rows in found.items()
    }


def coverage(row: Row[Any]) -> Coverage:
    """A row with an article's number, publisher, address and title."""
    return Coverage(
        article_id=ArticleId(row.id), publisher=row.publisher, url=row.url, title=row.title
    )


class SqlStories:
    """The port `Stories`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def tellings(
        self, article_ids: Sequence[ArticleId], *, own: Collection[Subject] = ()
    ) -> Sequence[Sequence[Retelling]]:
        """See `news.story_ports.Stories`."""
        asked = {"ids": list(article_ids), "own": list(own)}
        told: dict[int, list[Retelling]] = {}
        async with self._database.reading() as connection:
            for row in await connection.execute(_OF_STORIES, asked):
                telling = Retelling(article=coverage(row), is_joined=row.is_joined)
                told.setdefault(row.story_id, []).append(telling)
        return list(told.values())

    async def doubt(self, article_id: ArticleId) -> bool:
        """See `news.story_ports.Stories`."""
        async with self._database.transaction() as connection:
            counted = await connection.execute(_DOUBT, {"article": article_id})
        return counted.rowcount == 1
