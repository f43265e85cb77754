"""Deliveries: outbox, queue and record in one table."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Integer, Row, and_, bindparam, exists, or_, select, tuple_, update
from sqlalchemy.ext.asyncio import AsyncConnection

from news.models import Address, ArticleId, ChatId, Delivery, DeliveryId, Lane, Subscription
from news.outcomes import Dead, Done, Later, Readdress, Settlement
from storage import articles, fanout
from storage.articles import ARTICLES
from storage.chats import close, leave_thread, move
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
_LEASE = (
    update(deliveries)
    .where(deliveries.c.id.in_(_DUE))
    .values(
        state="leased",
        lease_owner=bindparam("owner"),
        lease_until=bindparam("until"),
        due_at=bindparam("until"),
    )
    .returning(deliveries)
)
_ARTICLES = ARTICLES.where(article_table.c.id.in_(bindparam("ids", expanding=True)))
_CHATS = select(chats).where(chats.c.id.in_(bindparam("ids", expanding=True)))
_BECAUSE = (
    FOLLOWED.add_columns(article_subjects.c.article_id)
    .join(article_subjects, article_subjects.c.subject == subscriptions.c.subject)
    .where(
        article_subjects.c.article_id.in_(bindparam("articles", expanding=True)),
        subscriptions.c.chat_id.in_(bindparam("chats", expanding=True)),
    )
    .order_by(subscriptions.c.since_at, subscriptions.c.subject)
)

_MINE = and_(
    deliveries.c.id == bindparam("delivery"),
    deliveries.c.state == "leased",
    deliveries.c.lease_owner == bindparam("owner"),
)
_FREE = {"lease_owner": None, "lease_until": None}
_DONE = (
    update(deliveries)
    .where(_MINE)
    .values(
        state="sent",
        message_id=bindparam("message"),
        sent_at=bindparam("now"),
        reason=None,
        **_FREE,
    )
)
_LATER = (
    update(deliveries)
    .where(_MINE)
    .values(
        state="owed",
        due_at=bindparam("due"),
        attempts=deliveries.c.attempts + bindparam("cost"),
        reason=bindparam("why"),
        **_FREE,
    )
)
_DEAD = update(deliveries).where(_MINE).values(state="dead", reason=bindparam("why"), **_FREE)
_TAKE_OVER = (
    update(deliveries)
    .where(deliveries.c.state == "leased")
    .values(state="owed", due_at=bindparam("now"), **_FREE)
)


class SqlOutbox:
    """The port `Outbox`."""

    def __init__(self, database: Database, *, owner: str) -> None:
        self._database = database
        self._owner = owner

    async def claim(self, now: datetime, limit: int) -> Sequence[Delivery]:
        """See `news.ports.Outbox`."""
        lease = {"now": now, "until": now + LEASE, "owner": self._owner, "limit": limit}
        async with self._database.transaction() as connection:
            leased = (await connection.execute(_LEASE, lease)).all()
            return await _complete(connection, leased) if leased else ()

    async def settle(self, settlements: Sequence[Settlement], now: datetime) -> None:
        """See `news.ports.Outbox`."""
        async with self._database.transaction() as connection:
            for verdict_type, statement, values in _MARKS:
                marks = [
                    values(settlement.verdict, now)
                    | {"delivery": settlement.delivery_id, "owner": self._owner}
                    for settlement in settlements
                    if isinstance(settlement.verdict, verdict_type)
                ]
                if marks:
                    await connection.execute(statement, marks)
            for chat_id in _closed(settlements):
                await close(connection, chat_id, now)
            for old, new in _moved(settlements).items():
                await _readdress(connection, old, new)

    async def take_over(self, now: datetime) -> int:
        """See `news.ports.Outbox`."""
        async with self._database.transaction() as connection:
            return (await connection.execute(_TAKE_OVER, {"now": now})).rowcount

    async def fan_out(self, now: datetime) -> bool:
        """See `news.ports.Outbox`."""
        async with self._database.transaction() as connection:
            return await fanout.advance(connection, now)


_MARKS: tuple[tuple[type, Any, Callable[[Any, datetime], dict[str, Any]]], ...] = (
    (Done, _DONE, lambda verdict, now: {"message": verdict.message_id, "now": now}),
    (
        Later,
        _LATER,
        lambda verdict, _now: {
            "due": verdict.due_at,
            "cost": int(verdict.costs_attempt),
            "why": verdict.reason,
        },
    ),
    (Dead, _DEAD, lambda verdict, _now: {"why": verdict.reason}),
    (Readdress, _LATER, lambda _verdict, now: {"due": now, "cost": 0, "why": "readdressed"}),
)


def _closed(settlements: Sequence[Settlement]) -> Iterable[ChatId]:
    return {
        settlement.chat_id
        for settlement in settlements
        if isinstance(settlement.verdict, Dead) and settlement.verdict.chat_closed
    }


def _moved(settlements: Sequence[Settlement]) -> Mapping[ChatId, Address]:
    return {
        settlement.chat_id: settlement.verdict.to
        for settlement in settlements
        if isinstance(settlement.verdict, Readdress)
    }


async def _readdress(connection: AsyncConnection, old: ChatId, new: Address) -> None:
    if new.chat_id == old:
        await leave_thread(connection, old)
    else:
        await move(connection, old, new.chat_id)


async def _complete(connection: AsyncConnection, leased: Sequence[Row[Any]]) -> list[Delivery]:
    """Leased rows with their articles, addresses and reasons: four queries, however many rows."""
    article_ids = list({row.article_id for row in leased})
    chat_ids = list({row.chat_id for row in leased})
    found = (await connection.execute(_ARTICLES, {"ids": article_ids})).all()
    by_id = await articles.complete(connection, found)
    asked = {"articles": article_ids, "chats": chat_ids}
    because: dict[tuple[int, int], list[Subscription]] = {}
    for row in await connection.execute(_BECAUSE, asked):
        because.setdefault((row.chat_id, row.article_id), []).append(subscription_of(row))
    known = {row.id: row for row in await connection.execute(_CHATS, {"ids": chat_ids})}
    return [
        Delivery(
            id=DeliveryId(row.id),
            address=Address(chat_id=ChatId(row.chat_id), thread=known[row.chat_id].thread),
            language=known[row.chat_id].language,
            article=by_id[ArticleId(row.article_id)],
            because=tuple(because.get((row.chat_id, row.article_id), ())),
            lane=Lane(row.lane),
            attempts=row.attempts,
        )
        for row in sorted(leased, key=lambda row: (row.lane, row.id))
    ]
