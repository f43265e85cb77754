"""The command `check`: is everything the bot needs there, and does it work?"""

import asyncio
import sqlite3
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.exc import DatabaseError
from telegram import Bot
from telegram.error import InvalidToken, TelegramError

from bot.app import USER_AGENT
from bot.clock import WallClock
from bot.register import known_feeds, looking_at, register_feeds
from bot.settings import Settings, unknown_names
from bot.telegram.transport import AiohttpRequest
from feeds.cage import CagedParser
from feeds.client import AiohttpFeedClient
from news.errors import HealthNewsError, StorageError, UnreadableFeedError
from news.fetches import Failed, Fetched
from news.models import Feed, FeedId, Source
from news.urls import host_of
from storage.migrate import NEWEST, check_known, revision

HOSTS_AT_ONCE = 8


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the table."""

    is_well: bool
    what: str
    said: str

    def __str__(self) -> str:
        return f"{'ok  ' if self.is_well else 'FAIL'}  {self.what:<40}  {self.said}"


async def check(settings: Settings) -> int:
    """Print a table, a line for each thing that matters; 1 if anything fails."""
    findings = [_names(), await _database(settings), await _token(settings)]
    print(*findings, sep="\n", flush=True)
    findings += await _feeds(settings)
    failures = sum(not finding.is_well for finding in findings)
    print(f"{failures} failed" if failures else "all well")
    return 1 if failures else 0


def _names() -> Finding:
    unknown = unknown_names()
    return Finding(not unknown, "settings", f"unknown: {', '.join(unknown)}" if unknown else "read")


async def _database(settings: Settings) -> Finding:
    path, engine = settings.database_path, f"SQLite {sqlite3.sqlite_version}"
    name = f"database {path}"
    if not path.exists():
        return Finding(True, name, f"not there yet, made at the first start; {engine}")
    try:
        async with looking_at(path) as database, database.reading() as connection:
            found = await connection.run_sync(revision)
        check_known(found, str(path))
    except (HealthNewsError, DatabaseError) as error:
        return Finding(False, name, " ".join(str(error).split()))
    state = "newest" if found == NEWEST else f"will be migrated to {NEWEST} at the next start"
    return Finding(True, name, f"schema {found}, {state}; {engine}")


async def _token(settings: Settings) -> Finding:
    name = f"token on {settings.api_url}"
    if settings.token is None:
        return Finding(False, name, "BOT_TOKEN is not set (the sandbox needs none)")
    request = AiohttpRequest()
    bot = Bot(
        settings.token.get_secret_value(),
        base_url=f"{settings.api_url}/bot",
        request=request,
        get_updates_request=AiohttpRequest(pool=1),
    )
    await request.initialize()
    try:
        me = await bot.get_me()
    except InvalidToken:
        return Finding(False, name, "Telegram refuses it")
    except TelegramError as error:
        return Finding(False, name, f"Telegram cannot be reached: {error.message}")
    finally:
        await request.shutdown()
    return Finding(True, name, f"@{me.username}")


async def _feeds(settings: Settings) -> Sequence[Finding]:
    """Each feed asked once and named as it answers; a host is asked one thing at a time."""
    hosts: dict[str, list[Feed]] = defaultdict(list)
    try:
        known = await known_feeds(settings)
    except StorageError:  # told already; what the register names can be asked all the same
        known = register_feeds(settings)
    for feed in known:
        hosts[host_of(feed.source.url)].append(feed)
    parser, turns = CagedParser(), asyncio.Semaphore(HOSTS_AT_ONCE)
    findings: list[Finding] = []

    async def ask(feeds: Sequence[Feed]) -> None:
        for number, feed in enumerate(feeds):
            if number:
                await asyncio.sleep(settings.host_delay)
            async with turns:
                findings.append(await _feed(client, parser, feed.source))
            print(findings[-1], flush=True)

    async with (
        AiohttpFeedClient(user_agent=USER_AGENT, clock=WallClock()) as client,
        asyncio.TaskGroup() as group,
    ):
        for feeds in hosts.values():
            group.create_task(ask(feeds))
    return findings


async def _feed(client: AiohttpFeedClient, parser: CagedParser, source: Source) -> Finding:
    name = f"feed {source.title}"[:40]
    # Without validators: whoever checks wants to see the feed, not that it has not changed.
    fetched = await client.fetch(Feed(id=FeedId(0), source=source))
    if isinstance(fetched, Failed):
        return Finding(False, name, f"{fetched.reason} ({source.url})")
    if not isinstance(fetched, Fetched):
        return Finding(False, name, f"not modified, though nothing was asked ({source.url})")
    try:
        parsed = await parser.parse(fetched, source)
    except UnreadableFeedError as error:
        return Finding(False, name, f"{error.reason} ({source.url})")
    return Finding(True, name, f"{len(parsed.entries)} entries")
