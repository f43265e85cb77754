"""The register in the database: what the operator says, and what lasts over restarts."""

from dataclasses import replace
from datetime import timedelta

import pytest

from news.feeds import Feed, FeedId, Health, Shows
from news.listings import Findings
from storage.opening import Storage
from tests.builders import NOW, a_source

ONE, TWO = "https://one.example/feed", "https://two.example/feed"


async def polled(storage: Storage) -> set[str]:
    """The addresses of what is read."""
    return {feed.source.url for feed, is_polled in await storage.register.known() if is_polled}


async def feed_at(storage: Storage, url: str) -> Feed:
    """The feed that the register names so."""
    return next(f for f, _ in await storage.register.known() if f.source.url == url)


async def test_all_that_the_register_says_of_a_feed_is_kept(storage: Storage) -> None:
    source = a_source(
        ONE,
        language="pt",
        kind="journal",
        rights="CC BY",
        shows=Shows.TITLE,
        is_on=False,
        folder="Journals/Open",
        attributes=(("htmlUrl", "https://one.example"), ("custom", "ä&<")),
    )

    await storage.register.adopt([source])

    assert (await feed_at(storage, ONE)).source == source


async def test_a_feed_that_is_off_is_not_read(storage: Storage) -> None:
    await storage.register.adopt([a_source(ONE), a_source(TWO, is_on=False)])

    assert await polled(storage) == {ONE}
    assert len(await storage.feeds.lease(NOW, 10)) == 1


@pytest.mark.parametrize("is_on", [True, False])
async def test_the_operators_word_lasts_over_restarts(storage: Storage, *, is_on: bool) -> None:
    register = [a_source(ONE, is_on=not is_on), a_source(TWO)]
    await storage.register.adopt(register)

    await storage.register.switch((await feed_at(storage, ONE)).id, on=is_on)
    await storage.register.adopt(register)

    assert (ONE in await polled(storage)) == is_on
    assert (await feed_at(storage, ONE)).is_public == is_on


async def test_switching_what_is_not_there_does_nothing(storage: Storage) -> None:
    await storage.register.switch(FeedId(99), on=True)

    assert await storage.register.known() == []


async def test_a_restart_asks_nobody_early_and_goes_where_a_feed_has_moved(
    storage: Storage,
) -> None:
    register = [a_source(ONE)]
    await storage.register.adopt(register)
    later = NOW + timedelta(hours=1)
    moved = replace(await feed_at(storage, ONE), address=TWO, health=Health(next_check_at=later))
    await storage.feeds.record(moved, Findings(), NOW)

    await storage.register.adopt(register)

    await storage.feeds.hold_host("one.example", later + timedelta(hours=1))
    assert await storage.feeds.lease(later - timedelta(microseconds=1), 10) == []
    (feed,) = await storage.feeds.lease(later, 10)
    assert feed.url == TWO


async def test_after_a_rest_what_is_overdue_is_put_off_and_what_was_never_read_is_not(
    storage: Storage,
) -> None:
    hour = timedelta(hours=1)
    await storage.register.adopt([a_source(ONE), a_source(TWO), a_source("https://3.example/feed")])
    overdue, later, _ = [feed for feed, _ in await storage.register.known()]
    for feed, next_check_at in ((overdue, NOW), (later, NOW + hour)):
        health = Health(interval=hour, last_fetch_at=NOW - hour, next_check_at=next_check_at)
        await storage.feeds.record(replace(feed, health=health), Findings(), NOW)

    await storage.register.catch_up(NOW, lambda count, interval: count * (interval or hour) / 4)

    due = {f.source.url: f.health.next_check_at for f, _ in await storage.register.known()}
    assert due[overdue.source.url] == NOW + hour / 4
    assert due[later.source.url] == NOW + hour
    assert "https://3.example/feed" in {f.source.url for f in await storage.feeds.lease(NOW, 9)}
