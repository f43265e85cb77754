"""What the tests of the cage look at: the memory and the end of the child."""

import asyncio
import os
import re
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from anyio import to_process

from feeds.reading.cage import CagedParser
from news.feeds import Validators
from news.fetches import Fetched
from tests.feeds.samples import URL, a_source, item, rss

MB = 1_000_000


@dataclass
class Peak:
    """The most memory that parent and child have held together, the parent's own aside."""

    child: int = 0
    growth: int = 0
    lag: float = 0

    @property
    def total(self) -> int:
        return self.child + self.growth


def light(monkeypatch: pytest.MonkeyPatch) -> None:
    """The child reads our `__main__` again: the bot's is all but empty, pytest's is not."""
    monkeypatch.delattr(sys.modules["__main__"], "__file__")


def fetched(body: bytes, content_type: str = "text/xml") -> Fetched:
    return Fetched(body=body, url=URL, content_type=content_type, validators=Validators())


async def reads_on(parser: CagedParser) -> bool:
    """Whether the next good feed is read."""
    feed = await parser.parse(fetched(rss(item())), a_source())
    return [entry.title for entry in feed.entries] == ["Vaccine trial 1 reports"]


async def child_of(parser: CagedParser) -> int:
    """The process that the next reading will be done in."""
    await reads_on(parser)
    return await to_process.run_sync(os.getpid)


@asynccontextmanager
async def watched() -> AsyncIterator[Peak]:
    """Watch the memory of this process and the child's, and how long the loop is kept waiting."""
    peak, child, before = Peak(), await child_of(CagedParser()), memory(os.getpid(), "VmRSS")
    watching = asyncio.create_task(_watch(peak, child, before))
    try:
        yield peak
    finally:
        watching.cancel()


async def _watch(peak: Peak, child: int, before: int) -> None:
    loop, nap = asyncio.get_running_loop(), 0.005
    while True:
        began = loop.time()
        await asyncio.sleep(nap)
        peak.lag = max(peak.lag, loop.time() - began - nap)
        peak.child = max(peak.child, memory(child, "VmHWM"))
        peak.growth = max(peak.growth, memory(os.getpid(), "VmRSS") - before)


def memory(process: int, what: str) -> int:
    """Bytes; none if the process has ended."""
    try:
        status = Path(f"/proc/{process}/status").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return 0
    found = re.search(rf"{what}:\s+(\d+) kB", status)
    return int(found[1]) * 1024 if found else 0
