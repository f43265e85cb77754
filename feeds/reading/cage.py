"""Runs what reads feeds and pages in a child process that can be killed."""

import ctypes
import math
import signal
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Final, TypeVar, TypeVarTuple

import anyio
from anyio import BrokenWorkerProcess, to_process

from news.errors import UnreadableFeedError
from news.feeds import EntryPolicy, Source, Trouble
from news.fetches import Fetched, ParsedFeed

if sys.platform == "linux":
    import resource

PARSE_VERSION: Final = 1
"""Goes up when feeds are read differently: each is then read once more, though it is the same."""

TIME_LIMIT: Final = timedelta(seconds=10)
START_LIMIT: Final = timedelta(seconds=30)
LAST_SLEEP: Final = timedelta(milliseconds=50)
MEMORY_LIMIT: Final = 96 * 1024 * 1024
"""What reading may take beyond what the child takes anyway. The worst 5 MB feed needs 85 MB."""
BLOATED: Final = 48 * 1024 * 1024
"""A child that still holds so much memory after a feed is replaced: it would keep it for ever."""
PR_SET_PDEATHSIG: Final = 1
STATM: Final = Path("/proc/self/statm")
ENDED: Final = (BrokenWorkerProcess, OSError)

T = TypeVar("T")
Args = TypeVarTuple("Args")


@dataclass(frozen=True, slots=True)
class _Limits:
    seconds: float
    memory: int


class CagedParser:
    """A FeedParser whose reading can neither hang, exhaust nor crash the bot."""

    def __init__(
        self, *, time_limit: timedelta = TIME_LIMIT, memory_limit: int = MEMORY_LIMIT
    ) -> None:
        self._limits = _Limits(time_limit.total_seconds(), memory_limit)
        # One child reads 30 feeds a second: it is there to be killed, not to be fast.
        self._turn = anyio.Lock()

    async def parse(
        self, fetched: Fetched, source: Source, policy: EntryPolicy = EntryPolicy.ID
    ) -> ParsedFeed:
        """See `news.feed_ports.FeedParser`."""
        return await self._read(
            _parse, fetched.body, fetched.content_type, fetched.url, source.language, policy
        )

    async def links(self, body: bytes, url: str) -> tuple[str, ...]:
        """The addresses of the feeds that the page at `url` names. Raises UnreadableFeedError."""
        return await self._read(_links, body, url)

    async def _read(self, function: Callable[[*Args], T], *args: *Args) -> T:
        async with self._turn:
            await self._start()
            try:
                with anyio.fail_after(self._limits.seconds):
                    found, is_bloated = await to_process.run_sync(
                        _confined, self._limits, function, args, cancellable=True
                    )
            except TimeoutError as error:
                raise _hostile(f"not read within {self._limits.seconds:g} seconds") from error
            except MemoryError as error:
                await _retire()
                raise _hostile("needs too much memory to read") from error
            except ENDED as error:
                raise _hostile("the parser's process ended while reading it") from error
            if is_bloated:
                await _retire()
        if isinstance(found, UnreadableFeedError):
            raise found
        return found

    async def _start(self) -> None:
        """Have a child ready, so that its start does not count as reading."""
        with suppress(*ENDED, MemoryError):  # it may have ended while it was idle
            await self._prepare()
            return
        try:
            await self._prepare()
        except (*ENDED, MemoryError) as error:
            raise UnreadableFeedError("the parser's process does not start") from error

    async def _prepare(self) -> None:
        with anyio.fail_after(START_LIMIT.total_seconds()):
            await to_process.run_sync(_prepare, self._limits, cancellable=True)


def _hostile(reason: str) -> UnreadableFeedError:
    return UnreadableFeedError(reason, Trouble.HOSTILE)


async def _retire() -> None:
    """End the child: the next reading starts another."""
    # Killed at a sleep, as at any work: one that left by itself would be missed, with a warning.
    with suppress(*ENDED), anyio.move_on_after(LAST_SLEEP.total_seconds()):
        await to_process.run_sync(time.sleep, START_LIMIT.total_seconds(), cancellable=True)


# ── In the child ─────────────────────────────────────────────────────────────────────────────────


def _prepare(limits: _Limits) -> None:
    """Load the parser: only here, for the bot itself has no use for it and it takes 9 MB."""
    import feeds.reading.parser  # noqa: F401, PLC0415

    _confine(limits)


def _parse(
    body: bytes, content_type: str, url: str, language: str, policy: EntryPolicy
) -> ParsedFeed:
    from feeds.reading.parser import parse  # noqa: PLC0415 – see _prepare

    return parse(body, content_type, url, language, policy)


def _links(body: bytes, url: str) -> tuple[str, ...]:
    from feeds.reading.discovery import feeds_linked  # noqa: PLC0415 – see _prepare

    return feeds_linked(body, url)


def _confined(
    limits: _Limits, function: Callable[[*Args], T], args: tuple[*Args]
) -> tuple[T | UnreadableFeedError, bool]:
    """What it found, or why it found nothing; and whether this child had better go."""
    _confine(limits)
    found: T | UnreadableFeedError
    try:
        found = function(*args)
    except UnreadableFeedError as error:
        found = error
    except MemoryError:
        raise
    except Exception as error:
        # A mistake of ours that one feed in the world has found: it shall cost that feed only.
        found = UnreadableFeedError(f"the parser fails on it ({type(error).__name__}: {error})")
    return found, _is_bloated()


def _memory() -> tuple[int, int]:
    """The address space that this process has, and how much of it is in memory."""
    try:
        pages = STATM.read_text().split()
    except OSError:
        return 512 * 1024 * 1024, 0
    return int(pages[0]) * resource.getpagesize(), int(pages[1]) * resource.getpagesize()


# It differs between systems by more than all feeds need: some map a whole archive of locales.
TAKEN_ANYWAY: Final = _memory()[0] if sys.platform == "linux" else 0


def _is_bloated() -> bool:
    # Not by `ru_maxrss`, which begins with what the parent had when it started the child.
    return sys.platform == "linux" and _memory()[1] > BLOATED


def _confine(limits: _Limits) -> None:
    """Limit this process, from now on. Each call starts the allowance of time anew."""
    if sys.platform != "linux":
        return  # the parent's clock is all there is
    _limit(resource.RLIMIT_AS, TAKEN_ANYWAY + limits.memory)
    # A second bound beside the parent's: that one is gone when the parent hangs. It counts from
    # the start of the process, hence the time used so far.
    used = resource.getrusage(resource.RUSAGE_SELF)
    _limit(resource.RLIMIT_CPU, math.ceil(used.ru_utime + used.ru_stime + limits.seconds) + 1)
    _limit(resource.RLIMIT_CORE, 0)  # who exceeds it leaves no picture of its memory on the disk
    # However the parent dies, nobody is left reading for it.
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


def _limit(what: int, value: int) -> None:
    # The soft limit only: a lowered hard one could not be moved ahead for the next feed.
    _, hard = resource.getrlimit(what)
    resource.setrlimit(what, (value if hard == resource.RLIM_INFINITY else min(value, hard), hard))
