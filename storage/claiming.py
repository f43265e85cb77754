"""Claiming what is due: for each chat its oldest delivery, or a list if several wait."""

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    Integer,
    Row,
    Select,
    and_,
    bindparam,
    exists,
    func,
    not_,
    or_,
    select,
    tuple_,
    update,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from news.models import (
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
# What else waits for the chats whose oldest delivery has just been leased.
_WAITING = (
    select(
        *_SHOWN,
        func.row_number()
        .over(
            partition_by=(deliveries.c.chat_id, deliveries.c.lane, deliveries.c.attempts),
            order_by=deliveries.c.id,
        )
        .label("place"),
    )
    .where(
        deliveries.c.chat_id.in_(bindparam("chats", expanding=True)),
        is_open(deliveries),
        deliveries.c.due_at <= bindparam("now"),
        not_(deliveries.c.alone),
    )
    .subquery()
)
_COMPANY = (
    select(_WAITING)
    .where(_WAITING.c.place <= bindparam("most", type_=Integer))
    .order_by(_WAITING.c.chat_id, _WAITING.c.id)
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

    def reduced_to(self, taken: Container[int]) -> "_Bundle":
        """Without those that somebody has dropped since they were seen."""
        head, *company = self.rows
        return replace(self, rows=(head, *(row for row in company if row.id in taken)))


async def claim(
    database: Database, now: datetime, limit: int, owner: str, bundling: Bundling
) -> Sequence[Delivery]:
    """Lease what is due for up to `limit` chats, and say what there is to write to each.

    Only the leasing holds the writer. Who has the oldest delivery of a chat has the chat: nobody
    else takes what waits behind it meanwhile.
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
    company = [row.id for bundle in bundles for row in bundle.rows[1:]]
    async with database.transaction() as connection:
        taken = set((await connection.execute(_LEASE_TOO, lease | {"ids": company})).scalars())
    bundles = [bundle.reduced_to(taken) for bundle in bundles]
    async with database.reading() as connection:
        return await _complete(connection, bundles)


async def _bundles(
    connection: AsyncConnection, heads: Sequence[Row[Any]], now: datetime, bundling: Bundling
) -> list[_Bundle]:
    waiting: dict[int, list[Row[Any]]] = {}
    asked = {"chats": [row.chat_id for row in heads], "now": now, "most": bundling.most}
    for row in await connection.execute(_COMPANY, asked):
        waiting.setdefault(row.chat_id, []).append(row)
    return [_bundle(head, waiting.get(head.chat_id, ()), now, bundling) for head in heads]


def _bundle(head: Row[Any], waiting: Iterable[Row[Any]], now: datetime, rule: Bundling) -> _Bundle:
    """Alone, or with what waits beside it, has been tried as often, and goes on the same lane."""
    if head.alone:
        return _Bundle((head,))
    alike = (head.lane, head.attempts)
    company = [row for row in waiting if (row.lane, row.attempts) == alike]
    is_late = head.owed_at <= now - rule.late_after
    if not is_late and len(company) < rule.singly:
        return _Bundle((head,))
    room = rule.most - 1
    return _Bundle((head, *company[:room]), is_late=is_late, more_follow=len(company) > room)


async def _complete(connection: AsyncConnection, bundles: Sequence[_Bundle]) -> list[Delivery]:
    """Leased rows with their articles, addresses and reasons: four queries, however many rows."""
    article_ids = list({row.article_id for bundle in bundles for row in bundle.rows})
    chat_ids = [bundle.rows[0].chat_id for bundle in bundles]
    found = (await connection.execute(_ARTICLES, {"ids": article_ids})).all()
    by_id = await articles.complete(connection, found)
    because: dict[tuple[int, int], list[Subscription]] = {}
    for row in await connection.execute(_BECAUSE, {"articles": article_ids, "chats": chat_ids}):
        because.setdefault((row.chat_id, row.article_id), []).append(subscription_of(row))
    known = {row.id: row for row in await connection.execute(_CHATS, {"ids": chat_ids})}
    return [
        _delivery(bundle, known[bundle.rows[0].chat_id], by_id, because)
        for bundle in sorted(bundles, key=lambda each: (each.rows[0].lane, each.rows[0].id))
        if bundle.rows[0].chat_id in known  # else it was erased a moment ago
    ]


def _delivery(
    bundle: _Bundle,
    chat: Row[Any],
    by_id: Mapping[ArticleId, Article],
    because: Mapping[tuple[int, int], Sequence[Subscription]],
) -> Delivery:
    head = bundle.rows[0]
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
