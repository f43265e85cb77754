"""Chats: what we keep about whom we write to, and how it is moved and erased."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Row, bindparam, delete, exists, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from news.models import Address, Chat, ChatId, Subject
from storage import fanout, orphans
from storage.engine import Database
from storage.feed_rows import SUBJECT_OF_FEED
from storage.schema import (
    article_subjects,
    chats,
    deliveries,
    feeds,
    inbox,
    is_open,
    phrases,
    subscriptions,
)
from storage.sql import insert_or_ignore, upsert
from storage.subscriptions import FOLLOWED, SUBJECT_OF_PHRASE, Silenced, chat_row

_CHAT = chats.c.id == bindparam("chat")
_ONE = select(chats).where(_CHAT)
_WELCOME = upsert(
    chats,
    key="id",
    change=("kind", "thread", "language", "paused_until", "stopped_at", "blocked_at"),
)
_PAUSE = update(chats).where(_CHAT).values(paused_until=bindparam("moment"))
_STOP = update(chats).where(_CHAT).values(stopped_at=bindparam("moment"))
_BLOCK = update(chats).where(_CHAT).values(blocked_at=bindparam("moment"))
_REOPEN = update(chats).where(_CHAT).values(blocked_at=None)
_LEAVE_THREAD = update(chats).where(_CHAT).values(thread=None)
_DROP = (
    update(deliveries)
    .where(deliveries.c.chat_id == bindparam("chat"), is_open(deliveries))
    .values(state="dead", reason=bindparam("why"))
)
# When two chats become one that does not want to hear: nothing comes by way of the other.
_DROP_IF_SILENT = (
    update(deliveries)
    .where(
        deliveries.c.chat_id == bindparam("chat"),
        is_open(deliveries),
        exists().where(
            chats.c.id == deliveries.c.chat_id,
            or_(
                chats.c.stopped_at.is_not(None),
                chats.c.blocked_at.is_not(None),
                chats.c.paused_until > deliveries.c.owed_at,
            ),
        ),
    )
    .values(state="dead", reason="silent chat")
)

# Words that only this chat follows go with it: they may say more than a topic.
_ONLY_FOLLOWER = (
    select(SUBJECT_OF_PHRASE.label("subject"))
    .where(
        exists().where(
            subscriptions.c.chat_id == bindparam("chat"),
            subscriptions.c.subject == SUBJECT_OF_PHRASE,
        ),
        ~exists().where(
            subscriptions.c.chat_id != bindparam("chat"),
            subscriptions.c.subject == SUBJECT_OF_PHRASE,
        ),
    )
    .subquery()
)
# What was found in feeds that are not public is listed within them.
_FOUND_WITHIN = select(SUBJECT_OF_FEED.concat("/").concat(_ONLY_FOLLOWER.c.subject)).join_from(
    feeds, _ONLY_FOLLOWER, ~feeds.c.is_public
)
_FOLLOWED = select(subscriptions.c.subject).where(subscriptions.c.chat_id == bindparam("chat"))
_ERASE = (
    delete(article_subjects).where(article_subjects.c.subject.in_(_FOUND_WITHIN)),
    delete(article_subjects).where(article_subjects.c.subject.in_(select(_ONLY_FOLLOWER))),
    delete(phrases).where(SUBJECT_OF_PHRASE.in_(select(_ONLY_FOLLOWER))),
    delete(subscriptions).where(subscriptions.c.chat_id == bindparam("chat")),
    delete(deliveries).where(deliveries.c.chat_id == bindparam("chat")),
    delete(inbox).where(inbox.c.chat_id == bindparam("chat")),
    delete(chats).where(_CHAT),
)


def _moved(table: Any, key: str) -> Any:
    """The old chat's rows of a table, as rows of the new chat."""
    others = [column for column in table.c if column.name != key]
    old = select(bindparam("new", type_=table.c[key].type), *others).where(
        table.c[key] == bindparam("old")
    )
    return insert_or_ignore(table).from_select([key, *(column.name for column in others)], old)


_TOLD_TOO = select(deliveries.c.story_id).where(deliveries.c.chat_id == bindparam("new"))
_MOVE = (
    _moved(chats, "id"),
    _moved(subscriptions, "chat_id"),
    delete(deliveries).where(
        deliveries.c.chat_id == bindparam("old"), deliveries.c.story_id.in_(_TOLD_TOO)
    ),
    update(deliveries)
    .where(deliveries.c.chat_id == bindparam("old"))
    .values(chat_id=bindparam("new")),
    update(inbox).where(inbox.c.chat_id == bindparam("old")).values(chat_id=bindparam("new")),
    delete(subscriptions).where(subscriptions.c.chat_id == bindparam("old")),
    delete(chats).where(chats.c.id == bindparam("old")),
)

_EXPORT = {
    "chat": _ONE,
    "follows": FOLLOWED.where(subscriptions.c.chat_id == bindparam("chat")),
    "alerts": select(
        deliveries.c.article_id, deliveries.c.state, deliveries.c.reason, deliveries.c.sent_at
    ).where(deliveries.c.chat_id == bindparam("chat")),
}


class SqlChats:
    """The port `Chats`."""

    def __init__(
        self, database: Database, silenced: Silenced, *, ceased: Callable[[Subject], None]
    ) -> None:
        """`ceased`: told of each subject that a chat follows no longer because it is erased."""
        self._database = database
        self._silenced = silenced
        self._ceased = ceased

    async def get(self, chat_id: ChatId) -> Chat | None:
        """See `news.ports.Chats`."""
        async with self._database.reading() as connection:
            row = (await connection.execute(_ONE, {"chat": chat_id})).first()
        return None if row is None else _chat(row)

    async def welcome(self, chat: Chat, now: datetime) -> None:
        """See `news.ports.Chats`."""
        async with self._database.transaction() as connection:
            await connection.execute(_WELCOME, chat_row(chat, now))

    async def pause(self, chat_id: ChatId, until: datetime) -> None:
        """See `news.ports.Chats`."""
        await self._silence(_PAUSE, chat_id, until, "paused")

    async def stop(self, chat_id: ChatId, now: datetime) -> None:
        """See `news.ports.Chats`."""
        await self._silence(_STOP, chat_id, now, "stopped")

    async def block(self, chat_id: ChatId, now: datetime) -> None:
        """See `news.ports.Chats`."""
        async with self._database.transaction() as connection:
            await close(connection, chat_id, now)

    async def reopen(self, chat_id: ChatId) -> None:
        """See `news.ports.Chats`."""
        async with self._database.transaction() as connection:
            await connection.execute(_REOPEN, {"chat": chat_id})

    async def everything(self, chat_id: ChatId) -> Mapping[str, object]:
        """See `news.ports.Chats`."""
        async with self._database.reading() as connection:
            return {
                name: [_plain(row) for row in await connection.execute(query, {"chat": chat_id})]
                for name, query in _EXPORT.items()
            }

    async def erase(self, chat_id: ChatId) -> None:
        """See `news.ports.Chats`."""
        async with self._database.transaction() as connection:
            followed = (await connection.execute(_FOLLOWED, {"chat": chat_id})).scalars().all()
            for statement in _ERASE:
                await connection.execute(statement, {"chat": chat_id})
            await orphans.forget(connection)
        self._silenced(chat_id)
        for subject in followed:
            self._ceased(subject)
        await self._database.empty_log()

    async def move(self, old: ChatId, new: ChatId) -> None:
        """See `news.ports.Chats`."""
        async with self._database.transaction() as connection:
            await move(connection, old, new)

    async def _silence(self, change: Any, chat_id: ChatId, moment: datetime, why: str) -> None:
        async with self._database.transaction() as connection:
            await connection.execute(change, {"chat": chat_id, "moment": moment})
            await connection.execute(_DROP, {"chat": chat_id, "why": why})
        self._silenced(chat_id)


async def close(connection: AsyncConnection, chat_id: ChatId, now: datetime) -> None:
    """The chat is closed to us: drop what it is owed, keep what it follows."""
    await connection.execute(_BLOCK, {"chat": chat_id, "moment": now})
    await connection.execute(_DROP, {"chat": chat_id, "why": "chat closed"})


async def move(connection: AsyncConnection, old: ChatId, new: ChatId) -> None:
    """Everything about the old chat becomes the new one's; both merge if both were known."""
    for statement in _MOVE:
        await connection.execute(statement, {"old": old, "new": new})
    await connection.execute(_DROP_IF_SILENT, {"chat": new})
    await fanout.begin_anew(connection)


async def leave_thread(connection: AsyncConnection, chat_id: ChatId) -> None:
    """The thread is gone: write to the chat itself from now on."""
    await connection.execute(_LEAVE_THREAD, {"chat": chat_id})


def _chat(row: Row[Any]) -> Chat:
    return Chat(
        address=Address(chat_id=ChatId(row.id), thread=row.thread),
        kind=row.kind,
        language=row.language,
        paused_until=row.paused_until,
        stopped_at=row.stopped_at,
        blocked_at=row.blocked_at,
        created_at=row.created_at,
    )


def _plain(row: Row[Any]) -> dict[str, object]:
    """A row for a reader: no empty fields, moments written out."""
    return {
        name: value.isoformat() if isinstance(value, datetime) else value
        for name, value in row._mapping.items()  # noqa: SLF001 – its public name in SQLAlchemy
        if value is not None
    }
