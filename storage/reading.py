"""Articles for readers who ask: the newest, by subject or by words."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    bindparam,
    false,
    literal,
    or_,
    select,
    tuple_,
    union_all,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from news.models import Article, ArticleId, Subject, is_within
from news.ports import Page
from storage.articles import ARTICLES, complete
from storage.engine import Database
from storage.schema import article_subjects, articles
from storage.sql import articles_with

_BY_ID = ARTICLES.where(articles.c.id.in_(bindparam("ids", expanding=True)))
_DATED = select(articles.c.dated_at).where(articles.c.id == bindparam("id"))
_IDS = select(articles.c.id.label("id"), articles.c.dated_at.label("dated_at"))

Edge = tuple[datetime, ArticleId]


class SqlReading:
    """The port `Reading`. A page is bounded by an article, so news that arrives shifts nothing."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def latest(
        self,
        *,
        subjects: Collection[Subject] | None,
        limit: int,
        before: ArticleId | None = None,
    ) -> Page:
        """See `news.ports.Reading`."""
        async with self._database.reading() as connection:
            edge = await _edge(connection, before)
            query = _public(edge) if subjects is None else _on(subjects, edge, limit + 1)
            return await _page(connection, query, limit)

    async def search(
        self,
        text: str,
        *,
        limit: int,
        own: Collection[Subject] = (),
        before: ArticleId | None = None,
    ) -> Page:
        """See `news.ports.Reading`."""
        async with self._database.reading() as connection:
            edge = await _edge(connection, before)
            query = _visible(own, edge).where(articles.c.id.in_(articles_with(text.split())))
            return await _page(connection, query, limit)


async def _edge(connection: AsyncConnection, before: ArticleId | None) -> Edge | None:
    """Where a page begins; at the top if the article at its edge is gone."""
    if before is None:
        return None
    dated = await connection.scalar(_DATED, {"id": before})
    return None if dated is None else (dated, before)


def _older(dated_at: ColumnElement[Any], number: ColumnElement[Any], edge: Edge | None) -> Any:
    if edge is None:
        return True
    dated, article_id = edge
    return tuple_(dated_at, number) < tuple_(literal(dated, dated_at.type), literal(article_id))


def _public(edge: Edge | None) -> Select[Any]:
    """What everybody may read."""
    return _IDS.where(articles.c.is_public, _older(articles.c.dated_at, articles.c.id, edge))


def _visible(own: Collection[Subject], edge: Edge | None) -> Select[Any]:
    """What everybody may read, and what is listed under subjects of one's own."""
    listed = select(article_subjects.c.article_id).where(article_subjects.c.subject.in_(own))
    return _IDS.where(
        or_(articles.c.is_public, articles.c.id.in_(listed)),
        _older(articles.c.dated_at, articles.c.id, edge),
    )


def _on(subjects: Collection[Subject], edge: Edge | None, limit: int) -> Select[Any]:
    """The newest of each subject, each a short walk along an index, then the newest of those.

    What is listed within feeds is looked up in one go: many subjects there, and few articles.
    """
    if not subjects:
        return _IDS.where(false())
    row = article_subjects.c
    inner = [subject for subject in subjects if is_within(subject)]
    within_feeds = select(row.article_id, row.dated_at).where(
        row.subject.in_(inner), _older(row.dated_at, row.article_id, edge)
    )
    newest = [
        select(
            select(row.article_id, row.dated_at)
            .where(row.subject == subject, _older(row.dated_at, row.article_id, edge))
            .order_by(row.dated_at.desc(), row.article_id.desc())
            .limit(limit)
            .subquery()
        )
        for subject in subjects
        if subject not in inner
    ]
    merged = union_all(*newest, within_feeds).subquery()
    return select(merged.c.article_id.label("id"), merged.c.dated_at.label("dated_at")).distinct()


async def _page(connection: AsyncConnection, query: Select[Any], limit: int) -> Page:
    found = query.subquery()
    newest = (
        select(found.c.id).order_by(found.c.dated_at.desc(), found.c.id.desc()).limit(limit + 1)
    )
    ids: Sequence[int] = (await connection.execute(newest)).scalars().all()
    loaded = await _load(connection, ids[:limit])
    return Page(
        articles=tuple(loaded[ArticleId(n)] for n in ids[:limit] if n in loaded),
        more=len(ids) > limit,
    )


async def _load(connection: AsyncConnection, ids: Sequence[int]) -> dict[ArticleId, Article]:
    rows = (await connection.execute(_BY_ID, {"ids": list(ids)})).all()
    return dict(await complete(connection, rows))
