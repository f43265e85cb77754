"""All aggregates over one database, opened for one bot."""

import operator
import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from news.models import Bundling, Same
from news.ports import Clock
from storage.alerts import SqlAlerts
from storage.archive import SqlArchive
from storage.chats import SqlChats
from storage.deliveries import SqlOutbox
from storage.engine import Database
from storage.feeds import SqlFeeds
from storage.housekeeping import ARTICLES_KEPT, SqlHousekeeping
from storage.inbox import SqlInbox
from storage.joins import SqlJoins
from storage.meta import claim_for
from storage.migrate import migrate
from storage.own_feeds import SqlOwnFeeds
from storage.precedents import SqlPrecedents
from storage.reading import SqlReading
from storage.register import SqlRegister
from storage.subscriptions import Silenced, SqlSubscriptions
from storage.tellings import SqlStories
from storage.timekeeping import SqlTimekeeping
from storage.watching import SqlFeedWatch


@dataclass(frozen=True, slots=True, kw_only=True)
class Storage:
    """What must survive a restart, by aggregate."""

    database: Database
    register: SqlRegister
    feeds: SqlFeeds
    own_feeds: SqlOwnFeeds
    watch: SqlFeedWatch
    chats: SqlChats
    subscriptions: SqlSubscriptions
    reading: SqlReading
    stories: SqlStories
    joins: SqlJoins
    archive: SqlArchive
    precedents: SqlPrecedents
    alerts: SqlAlerts
    outbox: SqlOutbox
    inbox: SqlInbox
    housekeeping: SqlHousekeeping
    timekeeping: SqlTimekeeping


@asynccontextmanager
async def open_storage(
    path: Path,
    clock: Clock,
    *,
    bot_id: int | None = None,
    host_delay: timedelta = timedelta(),
    articles_kept: timedelta = ARTICLES_KEPT,
    silenced: Silenced = lambda _: None,
    same: Same = operator.eq,
) -> AsyncIterator[Storage]:
    """Take the database for this process, at the newest schema, bound to this bot if one is named.

    What a dead predecessor had leased is free again. `same` decides whether two articles tell one
    story where their pages and titles leave it open. Raises DatabaseInUseError, NewerSchemaError,
    OtherBotError or StorageError.
    """
    database = Database(path)
    try:
        await database.open()
        await migrate(database)
        if bot_id is not None:
            await claim_for(database, bot_id)
        storage = storage_over(
            database,
            clock,
            host_delay=host_delay,
            articles_kept=articles_kept,
            silenced=silenced,
            same=same,
        )
        await storage.feeds.take_over()
        await storage.outbox.take_over(clock.now())
        yield storage
    finally:
        await database.close()


def storage_over(
    database: Database,
    clock: Clock,
    *,
    host_delay: timedelta = timedelta(),
    articles_kept: timedelta = ARTICLES_KEPT,
    silenced: Silenced = lambda _: None,
    same: Same = operator.eq,
) -> Storage:
    """The aggregates of an open database."""
    owner = secrets.token_hex(8)
    subscriptions = SqlSubscriptions(database, clock, silenced)
    return Storage(
        database=database,
        register=SqlRegister(database),
        own_feeds=SqlOwnFeeds(database),
        watch=SqlFeedWatch(database),
        feeds=SqlFeeds(database, owner=owner, host_delay=host_delay, same=same),
        chats=SqlChats(database, silenced, ceased=subscriptions.note),
        subscriptions=subscriptions,
        reading=SqlReading(database),
        stories=SqlStories(database),
        joins=SqlJoins(database),
        archive=SqlArchive(database),
        precedents=SqlPrecedents(database),
        alerts=SqlAlerts(database),
        outbox=SqlOutbox(database, owner=owner, bundling=Bundling()),
        inbox=SqlInbox(database, clock),
        housekeeping=SqlHousekeeping(database, clock, articles_kept),
        timekeeping=SqlTimekeeping(database),
    )
