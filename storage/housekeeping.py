"""Forgets what need not be remembered."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import BindParameter, Delete, Select, bindparam, delete, exists, select

from news.ports import Clock
from storage.engine import Database
from storage.schema import (
    article_subjects,
    articles,
    deliveries,
    fanouts,
    is_open,
    joins,
    phrases,
    stories,
    story_signs,
    story_traits,
)
from storage.stories import WINDOW
from storage.subscriptions import IS_FOLLOWED
from storage.surplus import FORGET_ENTRY, SURPLUS_ARTICLES, SURPLUS_ENTRIES

# What /privacy promises.
ALERTS_KEPT = timedelta(days=30)
# Words that were offered and not followed, or are followed no longer; old buttons still name them.
PHRASES_KEPT = timedelta(days=30)
# How long articles can be read back, if the operator does not say.
ARTICLES_KEPT = timedelta(days=365)
# How many rows one transaction deletes, so that nobody waits long for the writer.
CHUNK = 1_000
# An article takes its words, its subjects and its place in the index of /search with it.
ARTICLES_AT_ONCE = 200

_HAS_ENDED = deliveries.c.state.in_(("sent", "dead"))
# Looked for beside the writer: it may take a walk along the whole table.
_ENDED = (
    select(deliveries.c.id)
    .where(_HAS_ENDED, deliveries.c.due_at < bindparam("before"))
    .limit(CHUNK)
)
_FORGET_ENDED = delete(deliveries).where(
    deliveries.c.id.in_(bindparam("ids", expanding=True)), _HAS_ENDED
)
_FORGET_PHRASES = delete(phrases).where(
    phrases.c.created_at < bindparam("before"),
    ~IS_FOLLOWED,
)


_STILL_OWED = select(deliveries.c.article_id).where(is_open(deliveries))
_OLD = (
    select(articles.c.id, articles.c.story_id)
    .where(articles.c.first_seen_at < bindparam("before"), articles.c.id.not_in(_STILL_OWED))
    .order_by(articles.c.first_seen_at)
    .limit(ARTICLES_AT_ONCE)
)
_SURPLUS = SURPLUS_ARTICLES.where(SURPLUS_ARTICLES.selected_columns.id.not_in(_STILL_OWED)).limit(
    ARTICLES_AT_ONCE
)
_THESE: BindParameter[Sequence[int]] = bindparam("ids", expanding=True)
_IS_TOLD = exists().where(articles.c.story_id == stories.c.id)
_FORGET_ARTICLES = (
    delete(article_subjects).where(article_subjects.c.article_id.in_(_THESE)),
    delete(fanouts).where(fanouts.c.article_id.in_(_THESE)),
    delete(articles).where(articles.c.id.in_(_THESE)),
)
_FORGET_STORIES = delete(stories).where(stories.c.id.in_(_THESE), ~_IS_TOLD)
_FORGET_SIGNS = delete(story_signs).where(story_signs.c.seen_at < bindparam("before"))
# Once nobody knows any more who was sent an article, it stays where it is.
_FORGET_JOINS = delete(joins).where(joins.c.joined_at < bindparam("before"))
_ENOUGH_TRAITS = (
    select(story_traits.c.seen_at)
    .where(story_traits.c.seen_at < bindparam("before"))
    .order_by(story_traits.c.seen_at)
    .offset(CHUNK)
    .limit(1)
)
_FORGET_TRAITS = delete(story_traits).where(story_traits.c.seen_at <= bindparam("up_to"))


class SqlHousekeeping:
    """What is done once in a while, a little at a time."""

    def __init__(
        self, database: Database, clock: Clock, articles_kept: timedelta = ARTICLES_KEPT
    ) -> None:
        self._database = database
        self._clock = clock
        self._articles_kept = articles_kept

    async def round(self) -> bool:
        """Forget some of what is old; True if there is more of it."""
        now = self._clock.now()
        await self._delete(_FORGET_PHRASES, {"before": now - PHRASES_KEPT})
        await self._delete(_FORGET_SIGNS, {"before": now - WINDOW})
        await self._delete(_FORGET_JOINS, {"before": now - ALERTS_KEPT})
        more = [
            await self._forget_traits(now - WINDOW),
            await self._forget_alerts(now - ALERTS_KEPT),
            await self._forget_articles(_OLD, {"before": now - self._articles_kept}),
            await self._forget_articles(_SURPLUS, {}),
            await self._forget_surplus_entries(),
        ]
        return any(more)

    async def _forget_alerts(self, before: datetime) -> bool:
        async with self._database.reading() as connection:
            ended = (await connection.scalars(_ENDED, {"before": before})).all()
        if ended:
            await self._delete(_FORGET_ENDED, {"ids": ended})
        return len(ended) == CHUNK

    async def _forget_traits(self, before: datetime) -> bool:
        async with self._database.reading() as connection:
            enough: datetime | None = await connection.scalar(_ENOUGH_TRAITS, {"before": before})
        await self._delete(_FORGET_TRAITS, {"up_to": enough or before})
        return enough is not None

    async def _forget_articles(self, chosen: Select[Any], values: Mapping[str, object]) -> bool:
        """Not what their feeds have carried: an old listing must never alert again."""
        async with self._database.reading() as connection:
            old = (await connection.execute(chosen, values)).all()
        if old:
            async with self._database.transaction() as connection:
                for statement in _FORGET_ARTICLES:
                    await connection.execute(statement, {"ids": [row.id for row in old]})
                told = {"ids": [row.story_id for row in old]}
                await connection.execute(_FORGET_STORIES, told)
        return len(old) == ARTICLES_AT_ONCE

    async def _forget_surplus_entries(self) -> bool:
        async with self._database.reading() as connection:
            surplus = (await connection.execute(SURPLUS_ENTRIES.limit(CHUNK))).all()
        if surplus:
            rows = [{"feed": row.feed_id, "key": row.entry_key} for row in surplus]
            async with self._database.transaction() as connection:
                await connection.execute(FORGET_ENTRY, rows)
        return len(surplus) == CHUNK

    async def _delete(self, statement: Delete, values: Mapping[str, object]) -> None:
        async with self._database.transaction() as connection:
            await connection.execute(statement, values)
