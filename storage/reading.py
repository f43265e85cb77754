"""Articles for readers who ask: the newest, by subject or by words."""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    FromClause,
    Select,
    and_,
    bindparam,
    exists,
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
from storage.tellings import with_others

_BY_ID = ARTICLES.where(articles.c.id.in_(bindparam("ids", expanding=True)))
_DATED = select(articles.c.dated_at).where(articles.c.id == bindparam("id"))
_IDS = select(articles.c.id.label("id"), articles.c.dated_at.label("dated_at"))
_earlier, _its = articles.alias("earlier"), article_subjects.alias("its")

Edge = tuple[datetime, ArticleId]
Listed = Callable[[FromClause], ColumnElement[bool]]
"""Whether a row of articles is one of those that a list is about."""


class SqlReading:
    """The port `Reading`. A page is bounded by an article, so news that arrives shifts nothing.

    A list has a story once: its first article that the list is about, whatever page it is on.
    """

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
            return await _page(connection, query, limit, subjects or ())

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
            return await _page(connection, _found(text.split(), own, edge), limit, own)


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


def _is_told_first(listed: Listed) -> ColumnElement[bool]:
    """No earlier article of its story is listed. Later ones never move it to another page."""
    return ~exists().where(
        _earlier.c.story_id == articles.c.story_id,
        _earlier.c.id < articles.c.id,
        listed(_earlier),
    )


def _public(edge: Edge | None) -> Select[Any]:
    """What everybody may read."""
    return _IDS.where(
        articles.c.is_public,
        _older(articles.c.dated_at, articles.c.id, edge),
        _is_told_first(lambda row: row.c.is_public),
    )


def _found(words: Sequence[str], own: Collection[Subject], edge: Edge | None) -> Select[Any]:
    """What has these words, of what everybody may read and what is listed under one's own."""
    having = articles_with(words).cte("having")
    listed = select(article_subjects.c.article_id).where(article_subjects.c.subject.in_(own))

    def is_found(row: FromClause) -> ColumnElement[bool]:
        is_visible = or_(row.c.is_public, row.c.id.in_(listed))
        return and_(row.c.id.in_(select(having.c.rowid)), is_visible)

    return _IDS.where(
        is_found(articles),
        _older(articles.c.dated_at, articles.c.id, edge),
        _is_told_first(is_found),
    )


def _on(subjects: Collection[Subject], edge: Edge | None, limit: int) -> Select[Any]:
    """The newest of each subject, each a short walk along an index, then the newest of those.

    What is listed within feeds is looked up in one go: many subjects there, and few articles.
    """
    if not subjects:
        return _IDS.where(false())
    row = article_subjects.c
    is_first = _is_told_first(
        lambda earlier: exists().where(
            _its.c.article_id == earlier.c.id, _its.c.subject.in_(list(subjects))
        )
    )
    told_first = (
        select(row.article_id, row.dated_at)
        .join_from(article_subjects, articles, articles.c.id == row.article_id)
        .where(_older(row.dated_at, row.article_id, edge), is_first)
    )
    inner = [subject for subject in subjects if is_within(subject)]
    newest = [
        select(
            told_first.where(row.subject == subject)
            .order_by(row.dated_at.desc(), row.article_id.desc())
            .limit(limit)
            .subquery()
        )
        for subject in subjects
        if subject not in inner
    ]
    merged = union_all(*newest, told_first.where(row.subject.in_(inner))).subquery()
    return select(merged.c.article_id.label("id"), merged.c.dated_at.label("dated_at")).distinct()


async def _page(
    connection: AsyncConnection, query: Select[Any], limit: int, own: Collection[Subject]
) -> Page:
    found = query.subquery()
    newest = (
        select(found.c.id).order_by(found.c.dated_at.desc(), found.c.id.desc()).limit(limit + 1)
    )
    ids: Sequence[int] = (await connection.execute(newest)).scalars().all()
    loaded = await _load(connection, ids[:limit], own)
    return Page(
        articles=tuple(loaded[ArticleId(n)] for n in ids[:limit] if n in loaded),
        more=len(ids) > limit,
    )


async def _load(
    connection: AsyncConnection, ids: Sequence[int], own: Collection[Subject]
) -> Mapping[ArticleId, Article]:
    rows = (await connection.execute(_BY_ID, {"ids": list(ids)})).all()
    return await with_others(connection, (await complete(connection, rows)).values(), own)
