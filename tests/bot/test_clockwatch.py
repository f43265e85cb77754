"""A clock that was ahead keeps nobody waiting when it is put right."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.clockwatch import NOTED_EVERY, ClockWatch
from news.feeds import Source
from news.models import ChatId
from storage.opening import Storage, open_storage
from tests.builders import NOW, a_draft
from tests.contracts.newsroom import Newsroom
from tests.fakes import FakeClock

AHEAD = timedelta(hours=1)


@pytest.fixture
def clock() -> FakeClock:
    """The time of day."""
    return FakeClock(NOW)


@pytest.fixture
async def storage(tmp_path: Path, clock: FakeClock) -> AsyncIterator[Storage]:
    """An empty database."""
    async with open_storage(tmp_path / "bot.db", clock) as opened:
        yield opened


async def test_what_was_owed_by_a_clock_that_was_ahead_is_due_when_it_is_put_right(
    storage: Storage, clock: FakeClock
) -> None:
    newsroom, bells = Newsroom(storage), []
    watch = ClockWatch(storage.timekeeping, clock, set_back=lambda: bells.append(clock.now()))
    await newsroom.follow(101, "asthma")
    await watch.round()
    clock.moment += AHEAD
    await watch.round()
    await newsroom.publish(a_draft("one", "asthma"), now=clock.now())

    clock.moment = NOW + timedelta(seconds=5)
    await watch.round()

    (delivery,) = await storage.outbox.claim(clock.now(), 10)
    assert not delivery.is_late
    assert bells == [clock.now()]


async def test_what_is_being_sent_while_the_clock_is_put_right_is_not_claimed_again(
    storage: Storage, clock: FakeClock
) -> None:
    newsroom = Newsroom(storage)
    watch = ClockWatch(storage.timekeeping, clock, set_back=lambda: None)
    await newsroom.follow(101, "asthma")
    await newsroom.publish(a_draft("one", "asthma"), now=clock.now())
    clock.moment = NOW + AHEAD
    await watch.round()
    clock.moment = NOW
    assert len(await storage.outbox.claim(clock.now(), 10)) == 1

    await watch.round()

    assert not await storage.outbox.claim(clock.now() + timedelta(seconds=1), 10)


async def test_feeds_that_were_to_be_asked_by_a_clock_that_was_ahead_are_asked(
    storage: Storage, clock: FakeClock
) -> None:
    await storage.register.adopt([Source(url="https://news.example/feed.xml", title="Example")])
    watch = ClockWatch(storage.timekeeping, clock, set_back=lambda: None)
    clock.moment += AHEAD
    await watch.round()
    await Newsroom(storage).publish(now=clock.now(), again_after=timedelta(minutes=15))
    await storage.feeds.hold_host("news.example", clock.now() + timedelta(seconds=2))

    clock.moment = NOW
    await watch.round()

    soon = NOW + timedelta(minutes=16)
    assert await storage.feeds.lease(NOW, 10) == []
    assert len(await storage.feeds.lease(soon, 10)) == 1


async def test_a_machine_that_starts_behind_the_time_ends_no_pause(
    storage: Storage, clock: FakeClock
) -> None:
    await Newsroom(storage).follow(101, "asthma")
    until = NOW + timedelta(hours=8)
    await storage.chats.pause(ChatId(101), until)
    await ClockWatch(storage.timekeeping, clock, set_back=lambda: None).round()

    clock.moment = NOW - timedelta(hours=6)
    watch = ClockWatch(storage.timekeeping, clock, set_back=lambda: None)
    await watch.round()
    clock.moment = NOW
    await watch.round()

    chat = await storage.chats.get(ChatId(101))
    assert chat is not None
    assert chat.paused_until == until


async def test_a_clock_that_was_put_right_while_nobody_ran_is_noticed_at_the_start(
    storage: Storage, clock: FakeClock
) -> None:
    newsroom = Newsroom(storage)
    await newsroom.follow(101, "asthma")
    clock.moment += AHEAD
    await ClockWatch(storage.timekeeping, clock, set_back=lambda: None).round()
    await newsroom.publish(a_draft("one", "asthma"), now=clock.now())

    clock.moment = NOW
    await ClockWatch(storage.timekeeping, clock, set_back=lambda: None).round()

    assert len(await storage.outbox.claim(NOW, 10)) == 1


async def test_a_clock_that_goes_on_changes_nothing_and_is_noted_once_a_minute(
    storage: Storage, clock: FakeClock
) -> None:
    newsroom = Newsroom(storage)
    await newsroom.follow(101, "asthma")
    await newsroom.publish(a_draft("one", "asthma"), now=NOW + timedelta(minutes=30))
    watch = ClockWatch(storage.timekeeping, clock, set_back=pytest.fail)

    await watch.round()
    clock.moment += timedelta(seconds=1)
    await watch.round()
    clock.moment -= timedelta(seconds=1)  # less than anybody notices
    await watch.round()
    assert await storage.timekeeping.last_seen() == NOW
    clock.moment += NOTED_EVERY
    await watch.round()

    assert await storage.timekeeping.last_seen() == clock.now()
    assert await storage.outbox.claim(clock.now(), 10) == ()
