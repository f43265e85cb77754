"""From one article to everyone who follows it: set statements, in chunks, resumed after a crash."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Insert,
    Integer,
    Select,
    and_,
    bindparam,
    delete,
    exists,
    func,
    insert,
    literal,
    or_,
    select,
    update,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from news.models import ArticleId, Lane
from storage.schema import article_subjects, articles, chats, deliveries, fanouts, subscriptions
from storage.sql import insert_or_ignore

# One chunk holds the writer for about 10 ms.
CHUNK = 2_000
# Up to here the whole fan-out is written with the articles; beyond, it goes on in chunks.
AT_ONCE = 1_000
_BEFORE_ALL, _AFTER_ALL = -(2**63), 2**63 - 1

_WANTS_TO_HEAR = and_(
    chats.c.stopped_at.is_(None),
    chats.c.blocked_at.is_(None),
    or_(chats.c.paused_until.is_(None), chats.c.paused_until <= bindparam("now")),
)


# A chat may follow a feed for what is about its other subjects too, and for nothing else.
_its_other = subscriptions.alias("its_other")
_about_it = article_subjects.alias("about_it")


def _is_wanted(article_id: ColumnElement[Any]) -> ColumnElement[bool]:
    on_another = exists().where(
        _about_it.c.article_id == article_id,
        _its_other.c.chat_id == subscriptions.c.chat_id,
        _about_it.c.subject == subscriptions.c.subject + "/" + _its_other.c.subject,
    )
    return or_(~subscriptions.c.is_narrow, on_another)


def _owe(owed: Select[Any]) -> Insert:
    """Write down who is owed what; a chat that is owed the story already is passed over."""
    return insert_or_ignore(deliveries).from_select(
        ["chat_id", "story_id", "article_id", "lane", "state", "due_at", "owed_at"],
        owed.add_columns(
            bindparam("lane", type_=deliveries.c.lane.type),
            literal("owed"),
            bindparam("now", type_=deliveries.c.due_at.type),
            bindparam("now", type_=deliveries.c.owed_at.type),
        ),
    )


_OF_THESE = (
    select(subscriptions.c.chat_id, articles.c.story_id, articles.c.id.label("article_id"))
    .join_from(articles, article_subjects, article_subjects.c.article_id == articles.c.id)
    .join(subscriptions, subscriptions.c.subject == article_subjects.c.subject)
    .join(chats, chats.c.id == subscriptions.c.chat_id)
    .where(
        articles.c.id.in_(bindparam("articles", expanding=True)),
        _WANTS_TO_HEAR,
        _is_wanted(articles.c.id),
    )
    .distinct()
)
_COUNT = select(func.count()).select_from(
    _OF_THESE.limit(bindparam("limit", type_=Integer)).subquery()
)
_OWE_AT_ONCE = _owe(_OF_THESE.order_by(articles.c.id, subscriptions.c.chat_id))
_BEGIN = insert(fanouts).from_select(
    ["article_id", "subject", "cursor", "lane"],
    select(
        article_subjects.c.article_id,
        func.min(article_subjects.c.subject),
        literal(_BEFORE_ALL),
        bindparam("lane", type_=fanouts.c.lane.type),
    )
    .where(article_subjects.c.article_id.in_(bindparam("articles", expanding=True)))
    .group_by(article_subjects.c.article_id),
)

# A fan-out walks along the followers of one subject after the other, each in the order of chats.
_MOST_URGENT = (
    select(fanouts, articles.c.story_id)
    .join_from(fanouts, articles, articles.c.id == fanouts.c.article_id)
    .order_by(fanouts.c.lane, fanouts.c.article_id)
    .limit(1)
    .subquery()
)
_END_OF_CHUNK = (
    select(subscriptions.c.chat_id)
    .where(
        subscriptions.c.subject == _MOST_URGENT.c.subject,
        subscriptions.c.chat_id > _MOST_URGENT.c.cursor,
    )
    .order_by(subscriptions.c.chat_id)
    .offset(bindparam("all_but_last", type_=Integer))
    .limit(1)
    .scalar_subquery()
)
_NEXT = select(_MOST_URGENT, _END_OF_CHUNK.label("last"))
_OWE_CHUNK = _owe(
    select(
        subscriptions.c.chat_id,
        bindparam("story", type_=deliveries.c.story_id.type),
        bindparam("article", type_=deliveries.c.article_id.type),
    )
    .join(chats, chats.c.id == subscriptions.c.chat_id)
    .where(
        subscriptions.c.subject == bindparam("subject"),
        subscriptions.c.chat_id > bindparam("cursor"),
        subscriptions.c.chat_id <= bindparam("last"),
        _WANTS_TO_HEAR,
        _is_wanted(bindparam("article", type_=deliveries.c.article_id.type)),
    )
    .order_by(subscriptions.c.chat_id)
)
# Every article is on a subject that most often nobody follows: its own feed.
_HAS_FOLLOWERS = exists().where(subscriptions.c.subject == article_subjects.c.subject)
_NEXT_SUBJECT = select(func.min(article_subjects.c.subject)).where(
    article_subjects.c.article_id == bindparam("article"),
    article_subjects.c.subject > bindparam("subject"),
    _HAS_FOLLOWERS,
)
_THIS = fanouts.c.article_id == bindparam("article")
_GO_ON = update(fanouts).where(_THIS).values(subject=bindparam("at"), cursor=bindparam("after"))
_FINISH = delete(fanouts).where(_THIS)
_BEGIN_ANEW = update(fanouts).values(subject="", cursor=_BEFORE_ALL)


async def begin(
    connection: AsyncConnection, article_ids: Sequence[ArticleId], lane: Lane, now: datetime
) -> int:
    """Owe these new articles to their followers: at once if they are few, else by `advance`.

    Returns how many deliveries were written.
    """
    if not article_ids:
        return 0
    asked = {"articles": article_ids, "now": now, "lane": lane}
    followers = await connection.scalar(_COUNT, asked | {"limit": AT_ONCE + 1}) or 0
    if followers <= AT_ONCE:
        return (await connection.execute(_OWE_AT_ONCE, asked)).rowcount
    await connection.execute(_BEGIN, asked)
    return 0


async def advance(connection: AsyncConnection, now: datetime, chunk: int = CHUNK) -> bool:
    """Write the next chunk of the most urgent unfinished fan-out; False if there is none."""
    fanout = (await connection.execute(_NEXT, {"all_but_last": chunk - 1})).first()
    if fanout is None:
        return False
    is_rest = fanout.last is None  # fewer than a chunk
    asked = {
        "article": fanout.article_id,
        "story": fanout.story_id,
        "subject": fanout.subject,
        "cursor": fanout.cursor,
        "last": _AFTER_ALL if is_rest else fanout.last,
        "lane": fanout.lane,
        "now": now,
    }
    await connection.execute(_OWE_CHUNK, asked)
    subject, cursor = fanout.subject, fanout.last
    if is_rest:
        subject, cursor = await connection.scalar(_NEXT_SUBJECT, asked), _BEFORE_ALL
    if subject is None:
        await connection.execute(_FINISH, asked)
    else:
        await connection.execute(_GO_ON, asked | {"at": subject, "after": cursor})
    return True


async def begin_anew(connection: AsyncConnection) -> None:
    """Walk along all followers again: one may have got a place that was passed already.

    Who is owed the story is passed over, so this repeats nothing.
    """
    await connection.execute(_BEGIN_ANEW)
