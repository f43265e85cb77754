"""The commands `feeds list`, `feeds import` and `feeds export`."""

import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

from bot.clock import WallClock
from bot.settings import Settings
from feeds.register import read_register, write_register
from news.models import Feed, FeedId, Source
from storage.engine import Database
from storage.migrate import check_known, revision
from storage.opening import open_storage, storage_over


async def manage(action: str, settings: Settings, file: Path | None) -> int:
    """Do it; 0 if done."""
    match action, file:
        case "import", Path():
            await _import(settings, read_register(file))
        case "export", _:
            sys.stdout.write(write_register(feed.source for feed in await known_feeds(settings)))
        case _:
            _list(await known_feeds(settings))
    return 0


async def known_feeds(settings: Settings) -> Sequence[Feed]:
    """The feeds that are polled, as the database knows them; the register's before the first run.

    Only reads, so it may run beside the bot.
    """
    if not settings.database_path.exists():
        return register_feeds(settings)
    async with looking_at(settings.database_path) as database:
        known = await storage_over(database, WallClock()).feeds.known()
    return [feed for feed, is_polled in known if is_polled]


def register_feeds(settings: Settings) -> Sequence[Feed]:
    """The feeds of the register, of which nothing is known yet."""
    sources = read_register(settings.register_path)
    return [Feed(id=FeedId(0), source=source) for source in sources]


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


async def _import(settings: Settings, sources: Sequence[Source]) -> None:
    register = read_register(settings.register_path)
    async with open_storage(settings.database_path, WallClock()) as storage:
        await storage.feeds.adopt(register)
        new = await storage.feeds.add(sources)
    print(f"{len(sources)} feeds read, {new} of them new")


def _list(feeds: Sequence[Feed]) -> None:
    for feed in feeds:
        print(_line(feed))
    print(f"{len(feeds)} feeds")


def _line(feed: Feed) -> str:
    health = feed.health
    if health.error:
        state = f"failing: {health.error}"
    elif health.last_ok_at is None:
        state = "not read yet"
    else:
        state = f"read {health.last_ok_at:%Y-%m-%d %H:%M} UTC"
    name = feed.source.title[:36]
    return f"{feed.source.language:<3} {name:<36} {state:<40} {feed.source.url}"
