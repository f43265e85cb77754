"""Feeds that chats follow as such: readers' own ones, and whole sources of ours."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import and_, bindparam, or_, select, update

from news.feeds import Feed, Origin, Source
from news.models import Chat, ChatId, Subject, Subscription, feed_subject
from news.urls import url_key
from storage.engine import Database
from storage.feed_rows import feed_of, source_row
from storage.schema import feeds, subscriptions
from storage.sql import insert_or_ignore
from storage.subscriptions import FEED_NUMBER, FOLLOW, REMEMBER, chat_row

# Where a feed of ours has moved is known as its address, too. Not so a reader's: nobody may give
# others their own feed by saying that it has moved to another's place.
_HAS_MOVED_THERE = and_(feeds.c.is_public, feeds.c.address == bindparam("url"))
_AT = (
    select(feeds)
    .where(or_(feeds.c.url_key == bindparam("key"), _HAS_MOVED_THERE))
    .order_by(feeds.c.is_public.desc(), feeds.c.id)
    .limit(1)
)
_OF_CHAT = (
    select(feeds)
    .join(subscriptions, feeds.c.id == FEED_NUMBER)
    .where(subscriptions.c.chat_id == bindparam("chat"))
    .order_by(subscriptions.c.since_at, feeds.c.id)
)
_ADD = insert_or_ignore(feeds)
_READ = update(feeds).where(feeds.c.id == bindparam("feed")).values(enabled=True)
_NARROW = (
    update(subscriptions)
    .where(
        subscriptions.c.chat_id == bindparam("chat"),
        subscriptions.c.subject == bindparam("followed"),
    )
    .values(is_narrow=bindparam("narrow"))
)


class SqlOwnFeeds:
    """The port `OwnFeeds`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def at(self, url: str) -> Feed | None:
        """See `news.feed_ports.OwnFeeds`."""
        async with self._database.reading() as connection:
            row = (await connection.execute(_AT, {"key": url_key(url), "url": url})).first()
        return None if row is None else feed_of(row)

    async def of(self, chat_id: ChatId) -> Sequence[Feed]:
        """See `news.feed_ports.OwnFeeds`."""
        async with self._database.reading() as connection:
            return [feed_of(row) for row in await connection.execute(_OF_CHAT, {"chat": chat_id})]

    async def follow(self, chat: Chat, source: Source, now: datetime) -> Subscription:
        """See `news.feed_ports.OwnFeeds`."""
        row = source_row(source, Origin.READER) | {"enabled": True, "is_public": False}
        asked = {"key": url_key(source.url), "url": source.url}
        async with self._database.transaction() as connection:
            await connection.execute(REMEMBER, chat_row(chat, now))
            found = (await connection.execute(_AT, asked)).first()
            if found is None:
                await connection.execute(_ADD, row)
                found = (await connection.execute(_AT, asked)).one()
            subject = feed_subject(feed_of(found).id)
            await connection.execute(_READ, {"feed": found.id})
            await connection.execute(
                FOLLOW,
                {"chat_id": chat.address.chat_id, "subject": subject, "since_at": now},
            )
        return Subscription(subject=subject, since_at=now, words=found.title)

    async def narrow(self, chat_id: ChatId, subject: Subject, *, is_narrow: bool) -> bool:
        """See `news.feed_ports.OwnFeeds`."""
        asked = {"chat": chat_id, "followed": subject, "narrow": is_narrow}
        async with self._database.transaction() as connection:
            return (await connection.execute(_NARROW, asked)).rowcount == 1
