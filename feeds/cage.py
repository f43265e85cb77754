"""Runs the parser in a child process that can be killed."""

import ctypes
import math
import signal
import sys
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

import anyio
from anyio import BrokenWorkerProcess, to_process

from news.errors import UnreadableFeedError
from news.fetches import Fetched, ParsedFeed
from news.models import Source

if sys.platform == "linux":
    import resource

TIME_LIMIT: Final = timedelta(seconds=10)
MEMORY_LIMIT: Final = 512 * 1024 * 1024
"""Address space. An 8 MB feed needs a fifth of it."""
PR_SET_PDEATHSIG: Final = 1


@dataclass(frozen=True, slots=True)
class _Limits:
    seconds: float
    memory: int


class CagedParser:
    """A FeedParser whose parsing can neither hang, exhaust nor crash the bot."""

    def __init__(
        self, *, time_limit: timedelta = TIME_LIMIT, memory_limit: int = MEMORY_LIMIT
    ) -> None:
        self._limits = _Limits(time_limit.total_seconds(), memory_limit)
        # One child reads 30 feeds a second: it is there to be killed, not to be fast.
        self._turn = anyio.Lock()

    async def parse(self, fetched: Fetched, source: Source) -> ParsedFeed:
        """Read one body. Raises UnreadableFeedError, for whatever reason, within seconds."""
        async with self._turn:
            try:
                return await self._read(fetched, source)
            except TimeoutError as error:
                reason = f"not read within {self._limits.seconds:g} seconds"
                raise UnreadableFeedError(reason) from error
            except MemoryError as error:
                raise UnreadableFeedError("needs too much memory to read") from error
            except (BrokenWorkerProcess, OSError) as error:
                raise UnreadableFeedError("the parser's process ended while reading it") from error

    async def _read(self, fetched: Fetched, source: Source) -> ParsedFeed:
        # Starts the child if there is none, so that its start does not count as reading.
        await to_process.run_sync(_prepare, self._limits, cancellable=True)
        with anyio.fail_after(self._limits.seconds):
            return await to_process.run_sync(
                _parse_confined,
                self._limits,
                fetched.body,
                fetched.content_type,
                fetched.url,
                source.language,
                cancellable=True,
            )


# ── In the child ─────────────────────────────────────────────────────────────────────────────────


def _prepare(limits: _Limits) -> None:
    """Load the parser: only here, for the bot itself has no use for it and it takes 9 MB."""
    import feeds.parser  # noqa: F401, PLC0415

    _confine(limits)


def _parse_confined(
    limits: _Limits, body: bytes, content_type: str, url: str, language: str
) -> ParsedFeed:
    from feeds.parser import parse  # noqa: PLC0415 – see _prepare

    _confine(limits)
    return parse(body, content_type, url, language)


def _confine(limits: _Limits) -> None:
    """Limit this process, from now on. Each call starts the allowance of time anew."""
    if sys.platform != "linux":
        return  # the parent's clock is all there is
    _limit(resource.RLIMIT_AS, limits.memory)
    # A second bound beside the parent's: that one is gone when the parent hangs. It counts from
    # the start of the process, hence the time used so far.
    used = resource.getrusage(resource.RUSAGE_SELF)
    _limit(resource.RLIMIT_CPU, math.ceil(used.ru_utime + used.ru_stime + limits.seconds) + 1)
    # However the parent dies, nobody is left reading for it.
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


def _limit(what: int, value: int) -> None:
    # The soft limit only: a lowered hard one could not be moved ahead for the next feed.
    _, hard = resource.getrlimit(what)
    resource.setrlimit(what, (value if hard == resource.RLIM_INFINITY else min(value, hard), hard))
