"""From one article to everyone who follows it: set statements, in chunks, resumed after a crash."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import (
    Integer,
    bindparam,
    delete,
    func,
    insert,
    literal,
    literal_column,
    or_,
    select,
    update,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from news.models import ArticleId, Lane
from storage.schema import article_subjects, articles, chats, deliveries, fanouts, subscriptions
from storage.sql import insert_or_ignore

# One chunk holds the writer for about 10 ms.
CHUNK = 5_000
# Up to here the whole fan-out is written with the articles; beyond, it goes on in chunks.
AT_ONCE = 2_000
_BEFORE_ALL = -(2**63)

# Who is owed which of these articles: a chat that follows any of its subjects and wants to hear.
_OWED = (
    select(
        subscriptions.c.chat_id.label("chat_id"),
        articles.c.story_id.label("story_id"),
        articles.c.id.label("article_id"),
    )
    .join_from(articles, article_subjects, article_subjects.c.article_id == articles.c.id)
    .join(subscriptions, subscriptions.c.subject == article_subjects.c.subject)
    .join(chats, chats.c.id == subscriptions.c.chat_id)
    .where(
        articles.c.id.in_(bindparam("articles", expanding=True)),
        subscriptions.c.chat_id > bindparam("cursor"),
        chats.c.stopped_at.is_(None),
        chats.c.blocked_at.is_(None),
        or_(chats.c.paused_until.is_(None), chats.c.paused_until <= bindparam("now")),
    )
    .distinct()
)
_COUNT = select(func.count()).select_from(_OWED.limit(bindparam("limit", type_=Integer)).subquery())
_CHUNK = (
    _OWED.order_by(literal_column("article_id"), literal_column("chat_id"))
    .limit(bindparam("limit", type_=Integer))
    .subquery()
)
_LAST = select(func.count(), func.max(_CHUNK.c.chat_id))
_OWE = insert_or_ignore(deliveries).from_select(
    ["chat_id", "story_id", "article_id", "lane", "state", "due_at"],
    select(
        _CHUNK.c.chat_id,
        _CHUNK.c.story_id,
        _CHUNK.c.article_id,
        bindparam("lane", type_=deliveries.c.lane.type),
        literal("owed"),
        bindparam("due", type_=deliveries.c.due_at.type),
    )
    .where(literal(1) == 1)  # SQLite needs a WHERE between SELECT and ON CONFLICT
    .order_by(_CHUNK.c.article_id, _CHUNK.c.chat_id),
)
_NEXT = select(fanouts).order_by(fanouts.c.lane, fanouts.c.article_id).limit(1)
_ADVANCE = (
    update(fanouts)
    .where(fanouts.c.article_id == bindparam("article"))
    .values(cursor=bindparam("last"))
)
_FINISH = delete(fanouts).where(fanouts.c.article_id == bindparam("article"))


async def begin(
    connection: AsyncConnection, article_ids: Sequence[ArticleId], lane: Lane, now: datetime
) -> int:
    """Owe these new articles to their followers: at once if they are few, else by `advance`.

    Returns how many deliveries were written.
    """
    if not article_ids:
        return 0
    asked = {"articles": article_ids, "cursor": _BEFORE_ALL, "now": now, "limit": AT_ONCE + 1}
    followers = await connection.scalar(_COUNT, asked) or 0
    if followers <= AT_ONCE:
        owed = await connection.execute(_OWE, asked | {"lane": lane, "due": now})
        return owed.rowcount
    await connection.execute(
        insert(fanouts),
        [{"article_id": i, "cursor": _BEFORE_ALL, "lane": lane} for i in article_ids],
    )
    return 0


async def advance(connection: AsyncConnection, now: datetime, chunk: int = CHUNK) -> bool:
    """Write the next chunk of the most urgent unfinished fan-out; False if there is none."""
    fanout = (await connection.execute(_NEXT)).first()
    if fanout is None:
        return False
    asked = {
        "articles": [fanout.article_id],
        "cursor": fanout.cursor,
        "now": now,
        "limit": chunk,
    }
    count, last = (await connection.execute(_LAST, asked)).one()
    await connection.execute(_OWE, asked | {"lane": fanout.lane, "due": now})
    if count < chunk:
        await connection.execute(_FINISH, {"article": fanout.article_id})
    else:
        await connection.execute(_ADVANCE, {"article": fanout.article_id, "last": last})
    return True
