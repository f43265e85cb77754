"""Updates from Telegram: kept before they are confirmed, forgotten when they are."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import bindparam, delete, select, update

from news.ports import Clock
from storage.engine import Database
from storage.schema import inbox
from storage.sql import insert_or_ignore

_KEEP = insert_or_ignore(inbox).returning(inbox.c.update_id)
_WAITING = select(inbox.c.body).where(inbox.c.done_at.is_(None)).order_by(inbox.c.update_id)
# What somebody wrote is not kept a moment longer than it is needed; that it came, until Telegram
# will not offer it again.
_DONE = (
    update(inbox)
    .where(inbox.c.update_id == bindparam("update"))
    .values(done_at=bindparam("now"), body="", chat_id=None)
)
_CONFIRMED = delete(inbox).where(
    inbox.c.update_id < bindparam("offset"), inbox.c.done_at.is_not(None)
)


class SqlInbox:
    """The port `Inbox`."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def keep(self, updates: Sequence[Mapping[str, Any]]) -> Sequence[Mapping[str, Any]]:
        """See `news.ports.Inbox`."""
        now = self._clock.now()
        rows = [
            {
                "update_id": each["update_id"],
                "chat_id": _chat_id(each),
                "body": json.dumps(each),  # ASCII: it may hold half a character
                "received_at": now,
            }
            for each in updates
        ]
        async with self._database.transaction() as connection:
            new = set((await connection.execute(_KEEP, rows)).scalars())
        return [each for each in updates if each["update_id"] in new]

    async def waiting(self) -> Sequence[Mapping[str, Any]]:
        """See `news.ports.Inbox`."""
        async with self._database.reading() as connection:
            return [json.loads(body) for body in (await connection.execute(_WAITING)).scalars()]

    async def done(self, update_id: int) -> None:
        """See `news.ports.Inbox`."""
        async with self._database.transaction() as connection:
            await connection.execute(_DONE, {"update": update_id, "now": self._clock.now()})

    async def confirmed(self, offset: int) -> None:
        """See `news.ports.Inbox`."""
        async with self._database.transaction() as connection:
            await connection.execute(_CONFIRMED, {"offset": offset})


def _chat_id(update: Mapping[str, Any]) -> int | None:
    """The chat an update is about, wherever in it that stands."""
    for part in update.values():
        if isinstance(part, Mapping):
            holder = part if "chat" in part else part.get("message")
            chat = holder.get("chat") if isinstance(holder, Mapping) else None
            number = chat.get("id") if isinstance(chat, Mapping) else None
            if isinstance(number, int):
                return number
    return None
