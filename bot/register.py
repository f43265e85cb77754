"""The commands under `feeds`: what an operator asks about the register, and tells it."""

import sys
from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

from bot.clock import WallClock
from bot.feedtable import table
from bot.settings import Settings
from feeds.register import read_foreign, read_register, write_register
from news.errors import StorageError, UnclearFeedError
from news.feeds import Feed, FeedId, Origin, Source
from news.urls import safe_link, url_key
from storage.engine import Database
from storage.migrate import NEWEST, check_known, revision
from storage.opening import Storage, open_storage, storage_over

FAULTS_TOLD = 20


async def manage(action: str, settings: Settings, named: str) -> int:
    """Do it, to the file or the feed that is named if there is one; 0 if done."""
    match action:
        case "import":
            await _import(settings, Path(named))
        case "on" | "off":
            await _switch(settings, named, on=action == "on")
        case "export":
            sys.stdout.write(write_register(_exported(await all_feeds(settings))))
        case _:
            print(*table(await all_feeds(settings), WallClock().now()), sep="\n")
    return 0


async def known_feeds(settings: Settings) -> Sequence[Feed]:
    """The feeds that are read for everybody; see `all_feeds`."""
    return [feed for feed in await all_feeds(settings) if feed.is_public]


async def all_feeds(settings: Settings) -> Sequence[Feed]:
    """Every feed, those that are off and readers' own too; the register's before the first run.

    Only reads, so it may run beside the bot. Raises StorageError for a database that the next start
    has yet to bring up to date.
    """
    register = read_register(settings.register_path)
    if not settings.database_path.exists():
        return _unknown(register)
    async with looking_at(settings.database_path) as database:
        async with database.reading() as connection:
            found = await connection.run_sync(revision)
        if found != NEWEST:
            raise StorageError(
                f"{settings.database_path}: of schema {found}; the next start brings it to {NEWEST}"
            )
        known = await storage_over(database, WallClock()).register.known()
    return _without_retired([feed for feed, _ in known], register)


def register_feeds(settings: Settings) -> Sequence[Feed]:
    """The feeds that the register wants to be read, as if nothing were known of them."""
    feeds = _unknown(read_register(settings.register_path))
    return [feed for feed in feeds if feed.is_public]


@asynccontextmanager
async def looking_at(path: Path) -> AsyncIterator[Database]:
    """The database for reading only, beside whoever writes to it.

    Raises StorageError or NewerSchemaError for what is no database of ours.
    """
    database = Database(path, read_only=True)
    try:
        await database.open()
        async with database.reading() as connection:
            check_known(await connection.run_sync(revision), str(path))
        yield database
    finally:
        await database.close()


async def _import(settings: Settings, file: Path) -> None:
    reading = read_foreign(file)
    async with _holding(settings) as storage:
        new = await storage.register.add(reading.sources)
    print(f"{len(reading.sources)} feeds read, {new} of them new")
    for fault in reading.faults[:FAULTS_TOLD]:
        print(f"{file}: {fault}", file=sys.stderr)
    if more := len(reading.faults[FAULTS_TOLD:]):
        print(f"{file}: {more} more like these", file=sys.stderr)


async def _switch(settings: Settings, asked: str, *, on: bool) -> None:
    async with _holding(settings) as storage:
        known = [feed for feed, _ in await storage.register.known()]
        ours = [feed for feed in known if feed.origin is not Origin.READER]
        found = _named(asked, _without_retired(ours, read_register(settings.register_path)))
        if len(found) != 1:
            raise UnclearFeedError(asked, [(feed.source.title, feed.source.url) for feed in found])
        (feed,) = found
        await storage.register.switch(feed.id, on=on)
    print(f"{'on' if on else 'off'}: {feed.source.title} ({feed.source.url})")


@asynccontextmanager
async def _holding(settings: Settings) -> AsyncIterator[Storage]:
    """The database for this process alone, with the register as it is now."""
    register = read_register(settings.register_path)
    async with open_storage(settings.database_path, WallClock()) as storage:
        await storage.register.adopt(register)
        yield storage


def _unknown(register: Sequence[Source]) -> Sequence[Feed]:
    return [Feed(id=FeedId(0), source=source, is_public=source.is_on) for source in register]


def _named(asked: str, feeds: Sequence[Feed]) -> Sequence[Feed]:
    """Those at this address; else those with this title; else those with it in their title."""
    if link := safe_link(asked):
        key = url_key(link)
        return [feed for feed in feeds if key in {url_key(feed.source.url), url_key(feed.url)}]
    words = " ".join(asked.casefold().split())
    titles = [(feed.source.title.casefold(), feed) for feed in feeds]
    exactly = [feed for title, feed in titles if title == words]
    return exactly or [feed for title, feed in titles if words in title]


def _without_retired(feeds: Sequence[Feed], register: Sequence[Source]) -> Sequence[Feed]:
    """Without what the register used to name: of that, only the articles are left."""
    keys = {url_key(source.url) for source in register}

    def is_retired(feed: Feed) -> bool:
        has_left = feed.origin is Origin.REGISTER and url_key(feed.source.url) not in keys
        return has_left and not feed.is_public

    return [feed for feed in feeds if not is_retired(feed)]


def _exported(feeds: Sequence[Feed]) -> Iterable[Source]:
    """The register as the operator has it now; readers' own feeds are theirs."""
    return (
        replace(feed.source, is_on=feed.is_public)
        for feed in feeds
        if feed.origin is not Origin.READER
    )
