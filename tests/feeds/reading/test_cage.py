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
from anyio import BrokenWorkerProcess, to_process

from feeds.reading.cage import MEMORY_LIMIT, CagedParser, _confine, _Limits
from news.errors import UnreadableFeedError
from news.feed_ports import FeedParser
from news.feeds import EntryPolicy, Trouble
from tests.feeds.reading.cages import MB, child_of, fetched, light, memory
from tests.feeds.samples import URL, a_source, item, rss, slow_to_read

pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="only there the child has limits of its own"
)


@pytest.fixture(autouse=True)
def _light_child(monkeypatch: pytest.MonkeyPatch) -> None:
    light(monkeypatch)


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

    with pytest.raises(UnreadableFeedError, match=r"not read within 0\.3 seconds") as refused:
        await parser.parse(fetched(slow_to_read()), a_source())

    assert refused.value.trouble is Trouble.HOSTILE

    assert time.monotonic() - started < 5  # by itself it takes twenty
    assert await titles(parser, item()) == ["Vaccine trial 1 reports"]


async def test_a_feed_that_needs_too_much_memory_is_given_up_and_the_next_one_is_read() -> None:
    parser = CagedParser(memory_limit=32 * MB)
    many_attributes = " ".join(f"a{n}='x'" for n in range(100_000))
    child = await child_of(parser)

    with pytest.raises(UnreadableFeedError, match="too much memory") as refused:
        await parser.parse(fetched(rss(f"<title {many_attributes}>A</title>")), a_source())

    assert refused.value.trouble is Trouble.HOSTILE
    assert await child_of(parser) != child  # who knows what state it was in
    assert await titles(parser, item()) == ["Vaccine trial 1 reports"]


async def test_a_child_that_has_grown_is_replaced() -> None:
    parser = CagedParser()
    child = await child_of(parser)
    assert await child_of(parser) == child

    await to_process.run_sync(_grow)
    await titles(parser, item())

    assert await child_of(parser) != child
    assert memory(await child_of(parser), "VmRSS") < 45 * MB


async def test_a_child_that_ended_while_idle_is_not_missed() -> None:
    parser = CagedParser()
    child = await child_of(parser)

    os.kill(child, signal.SIGKILL)

    assert await titles(parser, item()) == ["Vaccine trial 1 reports"]
    assert await child_of(parser) != child


async def test_two_kills_in_a_row_are_survived() -> None:
    parser = CagedParser(time_limit=timedelta(seconds=0.2))

    for _ in range(2):
        with pytest.raises(UnreadableFeedError, match="not read within"):
            await parser.parse(fetched(slow_to_read()), a_source())

    assert await titles(parser, item()) == ["Vaccine trial 1 reports"]


async def test_a_child_ends_by_itself_if_the_parent_hangs() -> None:
    await titles(CagedParser(), item())
    child = await to_process.run_sync(os.getpid)

    with pytest.raises(BrokenWorkerProcess):
        await to_process.run_sync(_work_for_ever_within, 0.1)

    with pytest.raises(ProcessLookupError):
        os.kill(child, 0)


async def test_a_page_is_read_in_the_same_cage() -> None:
    parser = CagedParser()
    child = await child_of(parser)
    page = b"<link rel=alternate type=application/rss+xml href=/feed>"

    assert await parser.links(page, URL) == ("https://news.example.org/feed",)
    assert await child_of(parser) == child


async def test_the_policy_is_handed_in_and_out() -> None:
    parser = CagedParser()

    asked = await parser.parse(fetched(rss(item())), a_source(), EntryPolicy.LINK)
    taken = await parser.parse(fetched(rss("<title>A</title>", "<title>B</title>")), a_source())

    assert asked.policy is EntryPolicy.LINK
    assert taken.policy is EntryPolicy.LINK_DATE_TITLE


async def test_a_mistake_of_ours_costs_one_feed() -> None:
    parser = CagedParser()

    with pytest.raises(UnreadableFeedError, match=r"the parser fails on it \(ZeroDivisionError"):
        await parser._read(_mistake)

    assert await titles(parser, item()) == ["Vaccine trial 1 reports"]


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

    assert MEMORY_LIMIT < address_space < MEMORY_LIMIT + 512 * MB
    assert 0 < processor_time < 60
    assert death_signal == signal.SIGKILL


async def test_an_unreadable_feed_keeps_its_reason() -> None:
    with pytest.raises(UnreadableFeedError) as refused:
        await CagedParser().parse(fetched(b"<html>"), a_source())

    assert refused.value.reason == "an HTML page, not a feed"
    assert refused.value.trouble is Trouble.NOT_A_FEED


def _grow() -> None:
    """In the child: hold on to more memory than it may keep."""
    sys.modules["kept"] = bytearray(b"x") * (60 * MB)  # type: ignore[assignment]  # for ever


def _work_for_ever_within(seconds: float) -> None:
    """In the child: what hostile bytes would have it do, with nobody to stop it."""
    _confine(_Limits(seconds, MEMORY_LIMIT))
    while True:
        pass


def _mistake() -> None:
    """In the child: a mistake."""
    _ = 1 / 0


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
