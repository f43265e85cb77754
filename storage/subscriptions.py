"""Subscriptions: who follows what, and the words that are followed as they are."""

import secrets
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Row,
    Text,
    bindparam,
    case,
    cast,
    delete,
    exists,
    func,
    literal,
    select,
    update,
)

from news.models import FEED, PHRASE, Chat, ChatId, Phrase, PhraseId, Subject, Subscription
from news.ports import Clock
from storage import orphans
from storage.engine import Database
from storage.schema import (
    article_subjects,
    chats,
    deliveries,
    feeds,
    is_open,
    phrases,
    subscriptions,
)
from storage.sql import insert_or_ignore, upsert

# A phrase as a subject, in SQL: "phrase:" and its id.
SUBJECT_OF_PHRASE = literal(PHRASE).concat(cast(phrases.c.id, Text))

# Whether anybody follows a phrase.
IS_FOLLOWED = exists().where(subscriptions.c.subject == SUBJECT_OF_PHRASE)


def _number_after(prefix: str) -> ColumnElement[int | None]:
    """The number in a subject with this prefix: a way from it to the row, along its primary key."""
    subject = subscriptions.c.subject
    number = cast(func.substr(subject, len(prefix) + 1), BigInteger)
    return case((subject.startswith(prefix), number))


# The number of the feed that is followed as such; NULL for all other subjects.
FEED_NUMBER = _number_after(FEED)

# What chats follow, with the words of phrases and the titles of feeds.
FOLLOWED = (
    select(subscriptions, func.coalesce(phrases.c.text, feeds.c.title).label("words"))
    .outerjoin_from(subscriptions, phrases, phrases.c.id == _number_after(PHRASE))
    .outerjoin(feeds, feeds.c.id == FEED_NUMBER)
)

_OF_CHAT = FOLLOWED.where(subscriptions.c.chat_id == bindparam("chat")).order_by(
    subscriptions.c.since_at, subscriptions.c.subject
)
# Who follows something wants to hear of it: a stopped or blocked chat is open again.
REMEMBER = upsert(
    chats, key="id", change=("kind", "thread", "language", "stopped_at", "blocked_at")
)
FOLLOW = insert_or_ignore(subscriptions)
_UNFOLLOW = delete(subscriptions).where(
    subscriptions.c.chat_id == bindparam("chat"), subscriptions.c.subject == bindparam("subject")
)
_STILL_FOLLOWED = (
    select(literal(1))
    .join_from(
        article_subjects,
        subscriptions,
        subscriptions.c.subject == article_subjects.c.subject,
    )
    .where(
        article_subjects.c.article_id == deliveries.c.article_id,
        subscriptions.c.chat_id == deliveries.c.chat_id,
    )
)
_DROP_UNFOLLOWED = (
    update(deliveries)
    .where(
        deliveries.c.chat_id == bindparam("chat"),
        is_open(deliveries),
        ~exists(_STILL_FOLLOWED),
    )
    .values(state="dead", reason="unfollowed")
)
_ADD_PHRASE = insert_or_ignore(phrases)
_PHRASE_BY_TEXT = select(phrases).where(phrases.c.text == bindparam("text"))
_PHRASE_BY_ID = select(phrases).where(phrases.c.id == bindparam("id"))
_FOLLOWED_PHRASES = select(phrases).where(IS_FOLLOWED).order_by(phrases.c.id)
_STILL_FOLLOWED_PHRASES = _FOLLOWED_PHRASES.where(
    phrases.c.id.in_(bindparam("ids", expanding=True))
)


Silenced = Callable[[ChatId], None]
"""Told of a chat that is owed less than a moment ago, in case something for it is under way."""


class SqlSubscriptions:
    """The ports `Subscriptions` and `Phrases`."""

    def __init__(self, database: Database, clock: Clock, silenced: Silenced) -> None:
        self._database = database
        self._clock = clock
        self._silenced = silenced
        self._changed: set[PhraseId] = set()

    async def of(self, chat_id: ChatId) -> Sequence[Subscription]:
        """See `news.ports.Subscriptions`."""
        async with self._database.reading() as connection:
            rows = await connection.execute(_OF_CHAT, {"chat": chat_id})
            return [subscription_of(row) for row in rows]

    async def follow(self, chat: Chat, subject: Subject, now: datetime) -> bool:
        """See `news.ports.Subscriptions`."""
        row = {"chat_id": chat.address.chat_id, "subject": subject, "since_at": now}
        async with self._database.transaction() as connection:
            await connection.execute(REMEMBER, chat_row(chat, now))
            is_new = (await connection.execute(FOLLOW, row)).rowcount == 1
        self.note(subject)
        return is_new

    async def unfollow(self, chat_id: ChatId, subject: Subject) -> bool:
        """See `news.ports.Subscriptions`."""
        async with self._database.transaction() as connection:
            gone = await connection.execute(_UNFOLLOW, {"chat": chat_id, "subject": subject})
            await connection.execute(_DROP_UNFOLLOWED, {"chat": chat_id})
            if subject.startswith(FEED):
                await orphans.forget(connection)
        self.note(subject)
        self._silenced(chat_id)
        return gone.rowcount == 1

    async def phrase(self, text: str) -> Phrase:
        """See `news.ports.Subscriptions`."""
        row = {"id": secrets.randbits(53), "text": text, "created_at": self._clock.now()}
        async with self._database.transaction() as connection:
            await connection.execute(_ADD_PHRASE, row)
            return phrase_of((await connection.execute(_PHRASE_BY_TEXT, {"text": text})).one())

    async def phrase_by_id(self, phrase_id: PhraseId) -> Phrase | None:
        """See `news.ports.Subscriptions`."""
        async with self._database.reading() as connection:
            row = (await connection.execute(_PHRASE_BY_ID, {"id": phrase_id})).first()
        return None if row is None else phrase_of(row)

    async def followed(
        self, *, after: PhraseId | None = None, limit: int | None = None
    ) -> Sequence[Phrase]:
        """See `news.ports.Phrases`."""
        query = _FOLLOWED_PHRASES.limit(limit)
        if after is not None:
            query = query.where(phrases.c.id > after)
        async with self._database.reading() as connection:
            return [phrase_of(row) for row in await connection.execute(query)]

    async def changed(self) -> Mapping[PhraseId, Phrase | None]:
        """See `news.ports.Phrases`."""
        if not self._changed:
            return {}
        asked, self._changed = self._changed, set()
        try:
            async with self._database.reading() as connection:
                rows = await connection.execute(_STILL_FOLLOWED_PHRASES, {"ids": list(asked)})
                followed = {phrase.id: phrase for phrase in map(phrase_of, rows)}
        except BaseException:
            self._changed |= asked  # nobody was told
            raise
        return dict.fromkeys(asked) | followed

    def note(self, subject: Subject) -> None:
        """Somebody began or ceased to follow this."""
        number = subject.removeprefix(PHRASE)
        if subject.startswith(PHRASE) and number.isdecimal():
            self._changed.add(PhraseId(int(number)))


def subscription_of(row: Row[Any]) -> Subscription:
    """A row of FOLLOWED as a subscription."""
    return Subscription(
        subject=Subject(row.subject),
        since_at=row.since_at,
        words=row.words or "",
        is_narrow=row.is_narrow,
    )


def chat_row(chat: Chat, now: datetime) -> dict[str, Any]:
    """A chat that hears from us, as a row."""
    return {
        "id": chat.address.chat_id,
        "kind": chat.kind,
        "thread": chat.address.thread,
        "language": chat.language,
        "paused_until": None,
        "stopped_at": None,
        "blocked_at": None,
        "created_at": now,
    }


def phrase_of(row: Row[Any]) -> Phrase:
    """A row of phrases as a phrase."""
    return Phrase(id=PhraseId(row.id), text=row.text)
