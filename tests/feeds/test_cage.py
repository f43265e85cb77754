"""Whatever a feed does to the parser, the bot lives and reads the next one."""

import asyncio
import contextlib
import ctypes
import os
import resource
import signal
import sys
import time
from datetime import timedelta
from pathlib import Path

import pytest
from anyio import to_process

from feeds.cage import CagedParser
from news.errors import UnreadableFeedError
from news.fetches import Fetched
from news.models import Validators
from news.ports import FeedParser
from tests.feeds.samples import URL, a_source, item, rss, slow_to_read

pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="only there the child has limits of its own"
)


def fetched(body: bytes) -> Fetched:
    return Fetched(body=body, url=URL, content_type="text/xml", validators=Validators())


async def titles(parser: FeedParser, *items: str) -> list[str]:
    feed = await parser.parse(fetched(rss(*items)), a_source(language="de"))
    assert {entry.language for entry in feed.entries} == {"de"}
    return [entry.title for entry in feed.entries]


async def test_a_feed_is_read_in_another_process() -> None:
    assert await titles(CagedParser(), item()) == ["Vaccine trial 1 reports"]
    assert await to_process.run_sync(os.getpid) != os.getpid()


async def test_a_feed_that_never_ends_is_given_up_and_the_next_one_is_read() -> None:
    parser = CagedParser(time_limit=timedelta(seconds=0.3))
    started = time.monotonic()

    with pytest.raises(UnreadableFeedError, match=r"not read within 0\.3 seconds"):
        await parser.parse(fetched(slow_to_read()), a_source())

    assert time.monotonic() - started < 5  # by itself it takes twenty
    assert await titles(parser, item()) == ["Vaccine trial 1 reports"]


async def test_a_feed_that_needs_too_much_memory_is_given_up_and_the_next_one_is_read() -> None:
    parser = CagedParser(memory_limit=128 * 1024 * 1024)
    many_attributes = " ".join(f"a{n}='x'" for n in range(250_000))

    with pytest.raises(UnreadableFeedError, match="too much memory"):
        await parser.parse(fetched(rss(f"<title {many_attributes}>A</title>")), a_source())

    assert await titles(CagedParser(), item()) == ["Vaccine trial 1 reports"]


async def test_a_child_that_dies_takes_only_its_feed_with_it() -> None:
    parser = CagedParser()
    await titles(parser, item())
    child = await to_process.run_sync(os.getpid)

    reading = asyncio.ensure_future(parser.parse(fetched(slow_to_read()), a_source()))
    await _until_at_work(child)
    os.kill(child, signal.SIGKILL)

    with pytest.raises(UnreadableFeedError, match="process ended"):
        await reading
    assert await titles(parser, item()) == ["Vaccine trial 1 reports"]


async def test_a_reading_that_is_no_longer_wanted_is_killed() -> None:
    parser = CagedParser()
    await titles(parser, item())
    child = await to_process.run_sync(os.getpid)

    reading = asyncio.ensure_future(parser.parse(fetched(slow_to_read()), a_source()))
    await _until_at_work(child)
    reading.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await reading

    with pytest.raises(ProcessLookupError):
        os.kill(child, 0)


async def test_the_allowance_of_processor_time_is_new_for_each_feed() -> None:
    parser = CagedParser()
    await titles(parser, item())
    before = after = (await to_process.run_sync(_limits_here))[1]

    async with asyncio.timeout(30):
        while after == before:  # it moves in whole seconds
            await parser.parse(fetched(slow_to_read(6_000)), a_source())
            after = (await to_process.run_sync(_limits_here))[1]

    assert after > before


async def test_the_child_is_limited_and_dies_with_its_parent() -> None:
    await titles(CagedParser(), item())

    address_space, processor_time, death_signal = await to_process.run_sync(_limits_here)

    assert address_space == 512 * 1024 * 1024
    assert 0 < processor_time < 60
    assert death_signal == signal.SIGKILL


async def test_an_unreadable_feed_keeps_its_reason() -> None:
    with pytest.raises(UnreadableFeedError) as refused:
        await CagedParser().parse(fetched(b"<html>"), a_source())

    assert refused.value.reason == "an HTML page, not a feed"


async def _until_at_work(process: int) -> None:
    start = _ticks(process)
    while _ticks(process) < start + 5:  # noqa: ASYNC110 - another process sets no Event here
        await asyncio.sleep(0)


def _ticks(process: int) -> int:
    """The processor time it has used, in hundredths of a second."""
    _, _, after_name = Path(f"/proc/{process}/stat").read_text().rpartition(") ")
    return int(after_name.split()[11])


def _limits_here() -> tuple[int, int, int]:
    """In the child: the address space, the processor time, and what the parent's death sends."""
    sent = ctypes.c_int()
    ctypes.CDLL(None).prctl(2, ctypes.byref(sent))  # PR_GET_PDEATHSIG
    address_space, _ = resource.getrlimit(resource.RLIMIT_AS)
    processor_time, _ = resource.getrlimit(resource.RLIMIT_CPU)
    return address_space, processor_time, sent.value
