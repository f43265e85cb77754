"""The command `check`: is everything the bot needs there, and does it work?"""

import asyncio
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from sqlalchemy.exc import DatabaseError
from telegram import Bot
from telegram.error import InvalidToken, TelegramError

from bot.clock import WallClock
from bot.press import feed_client
from bot.register import known_feeds, looking_at, register_feeds
from bot.settings import Settings, unknown_names
from bot.telegram.transport import AiohttpRequest
from feeds.asking.client import AiohttpFeedClient
from feeds.cleaning import one_line
from feeds.reading.cage import CagedParser
from news.errors import HealthNewsError, StorageError, UnreadableFeedError
from news.feeds import Feed, Validators
from news.fetches import Failed, Fetched
from news.standing import failing_since, silent_since
from news.urls import host_of
from storage.migrate import NEWEST, check_known, revision

HOSTS_AT_ONCE = 8
WHEN = "%Y-%m-%d %H:%M UTC"


class Verdict(StrEnum):
    """What a line of the table comes to."""

    OK = "ok"
    WARN = "warn"
    """It works, and somebody should have a look at it."""
    FAIL = "FAIL"


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the table."""

    verdict: Verdict
    what: str
    said: str

    def __str__(self) -> str:
        return f"{self.verdict:<4}  {self.what:<40}  {self.said}"


def _ok(what: str, said: str) -> Finding:
    return Finding(Verdict.OK, what, said)


def _fail(what: str, said: str) -> Finding:
    return Finding(Verdict.FAIL, what, said)


async def check(settings: Settings) -> int:
    """Print a table, a line for each thing that matters; 1 if anything fails."""
    findings = [_names(), await _database(settings), await _token(settings)]
    print(*findings, sep="\n", flush=True)
    findings += await _feeds(settings)
    counted = Counter(finding.verdict for finding in findings)
    failures, warnings = counted[Verdict.FAIL], counted[Verdict.WARN]
    told = [f"{failures} failed"] * bool(failures) + [f"{warnings} to look at"] * bool(warnings)
    print(", ".join(told) or "all well")
    return 1 if failures else 0


def _names() -> Finding:
    unknown = unknown_names()
    return (
        _fail("settings", f"unknown: {', '.join(unknown)}") if unknown else _ok("settings", "read")
    )


async def _database(settings: Settings) -> Finding:
    path, engine = settings.database_path, f"SQLite {sqlite3.sqlite_version}"
    name = f"database {path}"
    if not path.exists():
        return _ok(name, f"not there yet, made at the first start; {engine}")
    try:
        async with looking_at(path) as database, database.reading() as connection:
            found = await connection.run_sync(revision)
        check_known(found, str(path))
    except (HealthNewsError, DatabaseError) as error:
        return _fail(name, " ".join(str(error).split()))
    state = "newest" if found == NEWEST else f"will be migrated to {NEWEST} at the next start"
    return _ok(name, f"schema {found}, {state}; {engine}")


async def _token(settings: Settings) -> Finding:
    name = f"token on {settings.api_url}"
    if settings.token is None:
        return _fail(name, "BOT_TOKEN is not set (the sandbox needs none)")
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
        return _fail(name, "Telegram refuses it")
    except TelegramError as error:
        return _fail(name, f"Telegram cannot be reached: {error.message}")
    finally:
        await request.shutdown()
    return _ok(name, f"@{me.username}")


async def _feeds(settings: Settings) -> Sequence[Finding]:
    """Each feed asked once and named as it answers; a host is asked one thing at a time."""
    hosts: dict[str, list[Feed]] = defaultdict(list)
    for feed in await _known(settings):
        hosts[host_of(feed.url)].append(feed)
    parser, turns = CagedParser(), asyncio.Semaphore(HOSTS_AT_ONCE)
    findings: list[Finding] = []

    async def ask(feeds: Sequence[Feed]) -> None:
        for number, feed in enumerate(feeds):
            if number:
                await asyncio.sleep(settings.host_delay)
            async with turns:
                findings.append(await _feed(client, parser, feed))
            print(findings[-1], flush=True)

    async with (
        feed_client(settings, WallClock()) as client,
        asyncio.TaskGroup() as group,
    ):
        for feeds in hosts.values():
            group.create_task(ask(feeds))
    return findings


async def _known(settings: Settings) -> Sequence[Feed]:
    """The feeds that are read for everybody; readers' own ones are no business of ours."""
    try:
        return await known_feeds(settings)
    except StorageError:  # told already; what the register names can be asked all the same
        return [feed for feed in register_feeds(settings) if feed.is_public]


async def _feed(client: AiohttpFeedClient, parser: CagedParser, feed: Feed) -> Finding:
    """How it answers now; and how it has been doing, if that is worth a word."""
    name = f"feed {one_line(feed.source.title)}"[:40]
    failing, silent = failing_since(feed), silent_since(feed)
    try:
        said = f"{await _entries(client, parser, feed)} entries"
    except UnreadableFeedError as error:
        past = f"; failing since {failing:{WHEN}}" if failing else ""
        return _fail(name, f"{error.reason} ({feed.url}){past}")
    if silent:
        unusual = f"{said}; nothing new since {silent:{WHEN}}, far longer than usual"
        return Finding(Verdict.WARN, name, unusual)
    return _ok(name, f"{said}; had failed since {failing:{WHEN}}" if failing else said)


async def _entries(client: AiohttpFeedClient, parser: CagedParser, feed: Feed) -> int:
    """How many entries it carries now. Raises UnreadableFeedError for whatever is in the way."""
    # Without validators: whoever checks wants to see the feed, not that it has not changed.
    fetched = await client.fetch(replace(feed, validators=Validators()))
    match fetched:
        case Fetched():
            return len((await parser.parse(fetched, feed.source, feed.policy)).entries)
        case Failed(reason=reason):
            raise UnreadableFeedError(reason)
        case _:
            raise UnreadableFeedError("not modified, though nothing was asked")
