"""The port `Feeds`, on every engine."""

from dataclasses import replace
from datetime import timedelta

from news.models import Design, Evidence, Health, Review, Studied, Validators
from storage.feeds import LEASE, SqlFeeds
from storage.opening import Storage
from tests.builders import NOW, a_draft, a_source, an_entry

ONE, TWO = "https://one.example/feed", "https://two.example/feed"


async def test_a_feed_never_polled_before_is_due_at_once(storage: Storage) -> None:
    await storage.feeds.adopt([a_source(ONE), a_source(TWO)])

    due = await storage.feeds.lease(NOW, 10)

    assert {feed.source.url for feed in due} == {ONE, TWO}
    assert {feed.health.last_ok_at for feed in due} == {None}


async def test_a_leased_feed_is_nobody_elses_until_the_lease_ends(storage: Storage) -> None:
    await storage.feeds.adopt([a_source(ONE)])
    await storage.feeds.lease(NOW, 10)

    assert await storage.feeds.lease(NOW, 10) == []
    assert len(await storage.feeds.lease(NOW + LEASE, 10)) == 1


async def test_one_host_is_asked_one_thing_at_a_time(storage: Storage) -> None:
    await storage.feeds.adopt([a_source(ONE), a_source(f"{ONE}/second"), a_source(TWO)])

    first = await storage.feeds.lease(NOW, 10)
    second = await storage.feeds.lease(NOW, 10)

    assert {feed.source.url for feed in first} == {ONE, TWO}
    assert second == []


async def test_a_host_rests_between_two_requests(storage: Storage) -> None:
    feeds = SqlFeeds(storage.database, owner="me", host_delay=timedelta(seconds=2))
    await feeds.adopt([a_source(ONE), a_source(f"{ONE}/second")])
    (first,) = await feeds.lease(NOW, 10)
    await _record(feeds, first)

    assert await feeds.lease(NOW + timedelta(seconds=1), 10) == []
    assert len(await feeds.lease(NOW + timedelta(seconds=2), 10)) == 1


async def test_a_host_that_asked_for_a_pause_gets_it(storage: Storage) -> None:
    await storage.feeds.adopt([a_source(ONE)])
    await storage.feeds.hold_host("one.example", NOW + timedelta(hours=1))

    assert await storage.feeds.lease(NOW, 10) == []
    assert len(await storage.feeds.lease(NOW + timedelta(hours=1), 10)) == 1


async def test_feeds_no_longer_in_the_register_stop_and_imported_ones_stay(
    storage: Storage,
) -> None:
    await storage.feeds.adopt([a_source(ONE), a_source(TWO)])
    assert await storage.feeds.add([a_source("https://three.example/feed"), a_source(ONE)]) == 1

    await storage.feeds.adopt([a_source(TWO)])

    due = await storage.feeds.lease(NOW, 10)
    assert {feed.source.url for feed in due} == {ONE, TWO, "https://three.example/feed"}


async def test_the_state_of_a_feed_comes_back_as_it_was_recorded(storage: Storage) -> None:
    await storage.feeds.adopt([a_source(ONE, language="pt", kind="journal", rights="CC BY")])
    (feed,) = await storage.feeds.lease(NOW, 10)
    health = Health(
        interval=timedelta(minutes=17),
        error="odd",
        error_count=2,
        first_error_at=NOW,
        last_fetch_at=NOW,
        last_ok_at=NOW - timedelta(microseconds=1),
        last_new_at=NOW,
        next_check_at=NOW + timedelta(minutes=17),
    )
    validators = Validators(etag='W/"a-gzip"', last_modified="x", body_hash="y")

    await storage.feeds.record(
        feed, health=health, validators=validators, drafts=[], alert=True, now=NOW
    )

    ((known, is_polled),) = await storage.feeds.known()
    assert is_polled
    assert (known.source, known.health, known.validators) == (feed.source, health, validators)


async def test_a_shorter_longest_interval_holds_for_feeds_that_were_to_be_asked_later(
    storage: Storage,
) -> None:
    await storage.feeds.adopt([a_source(ONE), a_source(TWO)])
    slow, failing = await storage.feeds.lease(NOW, 10)
    hour, later = timedelta(hours=1), NOW + timedelta(hours=5)
    healthy = Health(interval=timedelta(hours=5), last_fetch_at=NOW, next_check_at=later)
    for feed, health in ((slow, healthy), (failing, replace(healthy, error="x", error_count=3))):
        await storage.feeds.record(
            feed, health=health, validators=Validators(), drafts=[], alert=False, now=NOW
        )

    await storage.feeds.bound(hour)

    (due,) = await storage.feeds.lease(NOW + hour, 10)
    assert (due.id, due.health.interval) == (slow.id, hour)


async def test_an_entry_is_unseen_until_it_is_recorded(storage: Storage) -> None:
    await storage.feeds.adopt([a_source(ONE)])
    (feed,) = await storage.feeds.lease(NOW, 10)
    old, new = an_entry("old"), an_entry("new")
    await _record(storage.feeds, feed, "old")

    assert await storage.feeds.unseen(feed, [old, new]) == [new]


async def test_an_article_comes_back_as_the_desk_left_it(storage: Storage) -> None:
    evidence = Evidence(
        design=Design.ANIMAL,
        subjects=frozenset({Studied.ANIMALS, Studied.CELLS}),
        reviewed=Review.PREPRINT,
        spans={"design": "in mice"},
    )
    draft = a_draft(
        "one", "asthma", evidence=evidence, categories=("Lungs",), language="fr", published_at=NOW
    )
    await storage.feeds.adopt([a_source(ONE)])
    (feed,) = await storage.feeds.lease(NOW, 10)

    await storage.feeds.record(
        feed,
        health=Health(next_check_at=NOW),
        validators=Validators(),
        drafts=[draft],
        alert=False,
        now=NOW,
    )

    (article,) = (await storage.reading.latest(subjects=None, limit=5)).articles
    assert article.draft == draft
    assert article.source == feed.source


async def _record(feeds: SqlFeeds, feed: object, *keys: str) -> None:
    await feeds.record(
        feed,  # type: ignore[arg-type]  # a leased feed
        health=Health(next_check_at=NOW + timedelta(hours=1)),
        validators=Validators(),
        drafts=[a_draft(key) for key in keys],
        alert=False,
        now=NOW,
    )
