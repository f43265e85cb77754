"""Claiming what is due: for each chat its oldest delivery, or a list if several wait."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import takewhile
from typing import Any

from sqlalchemy import (
    Integer,
    Row,
    Select,
    and_,
    bindparam,
    exists,
    func,
    or_,
    select,
    tuple_,
    update,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from news.models import (
    BIGGEST,
    Address,
    Article,
    ArticleId,
    Bundling,
    ChatId,
    Delivery,
    DeliveryId,
    Lane,
    Subscription,
)
from storage import articles
from storage.articles import ARTICLES
from storage.engine import Database
from storage.schema import article_subjects, chats, deliveries, is_open, subscriptions
from storage.schema import articles as article_table
from storage.subscriptions import FOLLOWED, subscription_of
from storage.tellings import with_others

LEASE = timedelta(seconds=60)

_other = deliveries.alias("other")
# A chat gets its deliveries in order, one at a time: the next one waits for the one before.
_ONE_BEFORE = exists().where(
    _other.c.chat_id == deliveries.c.chat_id,
    is_open(_other),
    _other.c.id != deliveries.c.id,
    or_(
        and_(_other.c.state == "leased", _other.c.due_at > bindparam("now")),
        tuple_(_other.c.lane, _other.c.id) < tuple_(deliveries.c.lane, deliveries.c.id),
    ),
)
_DUE = (
    select(deliveries.c.id)
    .where(is_open(deliveries), deliveries.c.due_at <= bindparam("now"), ~_ONE_BEFORE)
    .order_by(deliveries.c.lane, deliveries.c.due_at, deliveries.c.id)
    .limit(bindparam("limit", type_=Integer))
)
# A leased row is due again when its lease ends, so one index finds new and abandoned rows alike.
_TAKE = update(deliveries).values(
    state="leased",
    lease_owner=bindparam("owner"),
    lease_until=bindparam("until"),
    due_at=bindparam("until"),
)
_SHOWN = (
    deliveries.c.id,
    deliveries.c.chat_id,
    deliveries.c.article_id,
    deliveries.c.lane,
    deliveries.c.attempts,
    deliveries.c.owed_at,
    deliveries.c.alone,
)
_LEASE = _TAKE.where(deliveries.c.id.in_(_DUE)).returning(*_SHOWN)
_LEASE_TOO = _TAKE.where(
    deliveries.c.id.in_(bindparam("ids", expanding=True)), is_open(deliveries)
).returning(deliveries.c.id)
# What is open for the chats whose oldest delivery, their head, has just been leased; with the head
# itself, unless somebody has dropped it since.
_PLACED = (
    select(
        *_SHOWN,
        deliveries.c.due_at,
        func.row_number()
        .over(partition_by=(deliveries.c.chat_id, deliveries.c.lane), order_by=deliveries.c.id)
        .label("place"),
    )
    .where(deliveries.c.chat_id.in_(bindparam("chats", expanding=True)), is_open(deliveries))
    .subquery()
)
_OPEN = (
    select(_PLACED)
    .where(_PLACED.c.place <= bindparam("most", type_=Integer))
    .order_by(_PLACED.c.chat_id, _PLACED.c.id)
)

_ARTICLES = ARTICLES.where(article_table.c.id.in_(bindparam("ids", expanding=True)))
_CHATS: Select[Any] = select(chats.c.id, chats.c.thread, chats.c.language).where(
    chats.c.id.in_(bindparam("ids", expanding=True))
)
_BECAUSE = (
    FOLLOWED.add_columns(article_subjects.c.article_id)
    .join(article_subjects, article_subjects.c.subject == subscriptions.c.subject)
    .where(
        article_subjects.c.article_id.in_(bindparam("articles", expanding=True)),
        subscriptions.c.chat_id.in_(bindparam("chats", expanding=True)),
    )
    .order_by(subscriptions.c.since_at, subscriptions.c.subject)
)


@dataclass(frozen=True, slots=True)
class _Bundle:
    """The rows of one chat that go out together, oldest first."""

    rows: tuple[Row[Any], ...]
    is_late: bool = False
    more_follow: bool = False

    @property
    def head(self) -> Row[Any]:
        """The oldest, by which the chat was claimed."""
        return self.rows[0]


async def claim(
    database: Database, now: datetime, limit: int, owner: str, bundling: Bundling
) -> Sequence[Delivery]:
    """Lease what is due for up to `limit` chats, and say what there is to write to each.

    Only the leasing holds the writer. Who has the oldest delivery of a chat has the chat: nobody
    else takes what waits behind it meanwhile. What is dropped meanwhile is left out.
    """
    lease = {"now": now, "until": now + LEASE, "owner": owner}
    async with database.transaction() as connection:
        heads = (await connection.execute(_LEASE, lease | {"limit": limit})).all()
    if not heads:
        return ()
    async with database.reading() as connection:
        bundles = await _bundles(connection, heads, now, bundling)
        if all(len(bundle.rows) == 1 for bundle in bundles):
            return await _complete(connection, bundles)
    ids = [row.id for bundle in bundles for row in bundle.rows]
    async with database.transaction() as connection:
        taken = set((await connection.execute(_LEASE_TOO, lease | {"ids": ids})).scalars())
    bundles = [
        replace(bundle, rows=tuple(row for row in bundle.rows if row.id in taken))
        for bundle in bundles
        if bundle.head.id in taken
    ]
    async with database.reading() as connection:
        return await _complete(connection, bundles)


async def _bundles(
    connection: AsyncConnection, heads: Sequence[Row[Any]], now: datetime, rule: Bundling
) -> list[_Bundle]:
    asked = {
        "chats": [row.chat_id for row in heads],
        "most": rule.most + rule.singly + 1,  # enough to see whether what is left is a list too
    }
    found = {(row.chat_id, row.lane): row.id for row in heads}
    queues: dict[int, list[Row[Any]]] = {}
    for row in await connection.execute(_OPEN, asked):
        if row.id >= found.get((row.chat_id, row.lane), BIGGEST):
            queues.setdefault(row.chat_id, []).append(row)
    ids = set(found.values())
    return [_bundle(queue, now, rule) for queue in queues.values() if queue[0].id in ids]


def _bundle(queue: Sequence[Row[Any]], now: datetime, rule: Bundling) -> _Bundle:
    """The head alone, or with what stands right behind it and can go with it."""
    head, *behind = queue
    company = takewhile(
        lambda row: row.due_at <= now and row.attempts == head.attempts and not row.alone, behind
    )
    rows = (head, *company)
    is_late = head.owed_at <= now - rule.late_after
    if head.alone or (not is_late and len(rows) <= rule.singly):
        return _Bundle((head,))
    fit = _fitting(len(rows), rule)
    return _Bundle(rows[:fit], is_late=is_late, more_follow=fit < len(rows))


def _fitting(waiting: int, rule: Bundling) -> int:
    """How many go into a list, so that what is left, if anything, is enough for one too."""
    left = waiting - rule.most
    return waiting if left <= 0 else rule.most - max(0, rule.singly + 1 - left)


async def _complete(connection: AsyncConnection, bundles: Sequence[_Bundle]) -> list[Delivery]:
    """Leased rows with their articles, addresses and reasons: a few queries, however many rows."""
    article_ids = list({row.article_id for bundle in bundles for row in bundle.rows})
    chat_ids = [bundle.head.chat_id for bundle in bundles]
    found = (await connection.execute(_ARTICLES, {"ids": article_ids})).all()
    known = await articles.complete(connection, found)
    by_id = await with_others(connection, known.values())
    because: dict[tuple[int, int], list[Subscription]] = {}
    for row in await connection.execute(_BECAUSE, {"articles": article_ids, "chats": chat_ids}):
        because.setdefault((row.chat_id, row.article_id), []).append(subscription_of(row))
    written_to = {row.id: row for row in await connection.execute(_CHATS, {"ids": chat_ids})}
    return [
        _delivery(bundle, written_to[bundle.head.chat_id], by_id, because)
        for bundle in sorted(bundles, key=lambda each: (each.head.lane, each.head.id))
        if bundle.head.chat_id in written_to  # else it was erased a moment ago
        and all(row.article_id in by_id for row in bundle.rows)  # else nobody understands it
    ]


def _delivery(
    bundle: _Bundle,
    chat: Row[Any],
    by_id: Mapping[ArticleId, Article],
    because: Mapping[tuple[int, int], Sequence[Subscription]],
) -> Delivery:
    head = bundle.head
    reasons = {
        reason.subject: reason
        for row in bundle.rows
        for reason in because.get((row.chat_id, row.article_id), ())
    }
    return Delivery(
        ids=tuple(DeliveryId(row.id) for row in bundle.rows),
        address=Address(chat_id=ChatId(chat.id), thread=chat.thread),
        language=chat.language,
        articles=tuple(by_id[ArticleId(row.article_id)] for row in bundle.rows),
        because=tuple(reasons.values()),
        lane=Lane(head.lane),
        attempts=head.attempts,
        is_late=bundle.is_late,
        more_follow=bundle.more_follow,
    )
