"""Deliveries: outbox, queue and record in one table."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import and_, bindparam, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from news.models import Address, Bundling, ChatId, Delivery
from news.outcomes import THROTTLED, Dead, Done, Later, Readdress, Settlement
from storage import fanout
from storage.chats import close, leave_thread, move
from storage.claiming import claim
from storage.engine import Database
from storage.schema import deliveries, is_open

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
        alone=or_(deliveries.c.alone, bindparam("by_itself")),
        **_FREE,
    )
)
_DEAD = update(deliveries).where(_MINE).values(state="dead", reason=bindparam("why"), **_FREE)
_TAKE_OVER = (
    update(deliveries)
    .where(deliveries.c.state == "leased")
    .values(state="owed", due_at=bindparam("now"), **_FREE)
)


# What was throttled in a private chat halts the whole bot (delivery/pace.py); its rows remember.
_HALTED_UNTIL = select(func.max(deliveries.c.due_at)).where(
    is_open(deliveries),
    deliveries.c.chat_id > 0,
    deliveries.c.reason == THROTTLED,
    deliveries.c.due_at > bindparam("now"),
)


# After a restart nothing waits for longer than this: the clock that named the moment may have been
# another, and whoever still has to wait is told so again.
LONGEST_WAIT = timedelta(minutes=10)
NEXT_TRY = timedelta(minutes=1)
_SOONER = (
    update(deliveries)
    .where(is_open(deliveries), deliveries.c.due_at > bindparam("beyond"))
    .values(due_at=bindparam("soon"))
)


class SqlOutbox:
    """The port `Outbox`."""

    def __init__(self, database: Database, *, owner: str, bundling: Bundling) -> None:
        self._database = database
        self._owner = owner
        self._bundling = bundling

    async def claim(self, now: datetime, limit: int) -> Sequence[Delivery]:
        """See `news.ports.Outbox`."""
        return await claim(self._database, now, limit, self._owner, self._bundling)

    async def settle(self, settlements: Sequence[Settlement], now: datetime) -> None:
        """See `news.ports.Outbox`."""
        async with self._database.transaction() as connection:
            for verdict_type, statement, values in _MARKS:
                marks = [
                    values(settlement.verdict, now) | {"delivery": number, "owner": self._owner}
                    for settlement in settlements
                    if isinstance(settlement.verdict, verdict_type)
                    for number in settlement.delivery_ids
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
            waits = {"beyond": now + LONGEST_WAIT, "soon": now + NEXT_TRY}
            await connection.execute(_SOONER, waits)
            return (await connection.execute(_TAKE_OVER, {"now": now})).rowcount

    async def halted_until(self, now: datetime) -> datetime:
        """Until when a predecessor was told by Telegram to send nothing; now if it was not."""
        async with self._database.reading() as connection:
            until: datetime | None = await connection.scalar(_HALTED_UNTIL, {"now": now})
        return until or now

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
            "by_itself": verdict.alone,
        },
    ),
    (Dead, _DEAD, lambda verdict, _now: {"why": verdict.reason}),
    (
        Readdress,
        _LATER,
        lambda _verdict, now: {"due": now, "cost": 0, "why": "readdressed", "by_itself": False},
    ),
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
