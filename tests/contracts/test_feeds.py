"""The port `Feeds`, on every engine."""

from dataclasses import replace
from datetime import timedelta

from news.feeds import EntryPolicy, Feed, Health, Move, Trouble, Validators
from news.listings import Findings
from news.models import Design, Evidence, Review, Studied, Subject
from storage.feeds import LEASE, SqlFeeds
from storage.opening import Storage
from tests.builders import NOW, a_chat, a_draft, a_source, an_entry

ONE, TWO = "https://one.example/feed", "https://two.example/feed"


async def test_a_feed_never_polled_before_is_due_at_once(storage: Storage) -> None:
    await storage.register.adopt([a_source(ONE), a_source(TWO)])

    due = await storage.feeds.lease(NOW, 10)

    assert {feed.source.url for feed in due} == {ONE, TWO}
    assert {feed.health.last_ok_at for feed in due} == {None}


async def test_a_leased_feed_is_nobody_elses_until_the_lease_ends(storage: Storage) -> None:
    await storage.register.adopt([a_source(ONE)])
    await storage.feeds.lease(NOW, 10)

    assert await storage.feeds.lease(NOW, 10) == []
    assert len(await storage.feeds.lease(NOW + LEASE, 10)) == 1


async def test_one_host_is_asked_one_thing_at_a_time(storage: Storage) -> None:
    await storage.register.adopt([a_source(ONE), a_source(f"{ONE}/second"), a_source(TWO)])

    first = await storage.feeds.lease(NOW, 10)
    second = await storage.feeds.lease(NOW, 10)

    assert {feed.source.url for feed in first} == {ONE, TWO}
    assert second == []


async def test_a_host_rests_between_two_requests(storage: Storage) -> None:
    feeds = SqlFeeds(storage.database, owner="me", host_delay=timedelta(seconds=2))
    await storage.register.adopt([a_source(ONE), a_source(f"{ONE}/second")])
    (first,) = await feeds.lease(NOW, 10)
    await _record(feeds, first)

    assert await feeds.lease(NOW + timedelta(seconds=1), 10) == []
    assert len(await feeds.lease(NOW + timedelta(seconds=2), 10)) == 1


async def test_a_host_that_asked_for_a_pause_gets_it(storage: Storage) -> None:
    await storage.register.adopt([a_source(ONE)])
    await storage.feeds.hold_host("one.example", NOW + timedelta(hours=1))

    assert await storage.feeds.lease(NOW, 10) == []
    assert len(await storage.feeds.lease(NOW + timedelta(hours=1), 10)) == 1


async def test_feeds_no_longer_in_the_register_stop_and_imported_ones_stay(
    storage: Storage,
) -> None:
    await storage.register.adopt([a_source(ONE), a_source(TWO)])
    assert await storage.register.add([a_source("https://three.example/feed"), a_source(ONE)]) == 1

    await storage.register.adopt([a_source(TWO)])

    due = await storage.feeds.lease(NOW, 10)
    assert {feed.source.url for feed in due} == {ONE, TWO, "https://three.example/feed"}


async def test_the_state_of_a_feed_comes_back_as_it_was_recorded(storage: Storage) -> None:
    await storage.register.adopt([a_source(ONE, language="pt", kind="journal", rights="CC BY")])
    (feed,) = await storage.feeds.lease(NOW, 10)
    health = Health(
        interval=timedelta(minutes=17),
        arrivals=(NOW - timedelta(days=2), NOW),
        ttl=timedelta(minutes=60),
        unchanged=4,
        error="odd",
        trouble=Trouble.SERVER,
        error_count=2,
        first_error_at=NOW,
        last_fetch_at=NOW,
        last_ok_at=NOW - timedelta(microseconds=1),
        last_full_at=NOW - timedelta(days=1),
        last_new_at=NOW,
        next_check_at=NOW + timedelta(minutes=17),
    )
    validators = Validators(etag='W/"a-gzip"', last_modified="x", body_hash="y")

    read = replace(
        feed,
        health=health,
        validators=validators,
        address="https://moved.example/feed",
        move=Move(url="https://again.example/feed", times=2, since=NOW),
        policy=EntryPolicy.LINK_DATE,
        parse_version=3,
    )
    await storage.feeds.record(read, Findings(), NOW)

    assert await storage.register.known() == [(read, True)]


async def test_a_shorter_longest_interval_holds_for_feeds_that_were_to_be_asked_later(
    storage: Storage,
) -> None:
    await storage.register.adopt([a_source(ONE), a_source(TWO)])
    slow, failing = await storage.feeds.lease(NOW, 10)
    hour, later = timedelta(hours=1), NOW + timedelta(hours=5)
    healthy = Health(interval=timedelta(hours=5), last_fetch_at=NOW, next_check_at=later)
    for feed, health in ((slow, healthy), (failing, replace(healthy, error="x", error_count=3))):
        await storage.feeds.record(replace(feed, health=health), Findings(), NOW)

    await storage.register.bound(hour)

    (due,) = await storage.feeds.lease(NOW + hour, 10)
    assert (due.id, due.health.interval) == (slow.id, hour)


async def test_feeds_that_were_lost_together_are_asked_soon_once_one_of_them_is_back(
    storage: Storage,
) -> None:
    day, minutes = timedelta(days=1), timedelta(minutes=5)
    urls = [f"https://{name}.example/feed" for name in ("back", "too", "dead", "full", "well")]
    await storage.register.adopt([a_source(url) for url in urls])
    back, too, dead, full, well = await storage.feeds.lease(NOW, 10)
    lost = Health(
        trouble=Trouble.UNREACHABLE, error_count=6, first_error_at=NOW, next_check_at=NOW + day
    )
    for feed, health in (
        (too, replace(lost, first_error_at=NOW + minutes)),
        (dead, replace(lost, first_error_at=NOW - 30 * day)),
        (full, replace(lost, trouble=Trouble.SERVER)),
        (well, Health(next_check_at=NOW + day)),
        (back, Health(next_check_at=NOW + day)),
    ):
        await storage.feeds.record(replace(feed, health=health), Findings(), NOW)

    await storage.feeds.line_is_back(NOW, NOW + day / 2)

    due = await storage.feeds.lease(NOW + day / 2 + minutes, 10)
    assert [feed.id for feed in due] == [too.id]


async def test_feeds_that_are_proven_are_taken_apart_from_those_that_are_not(
    storage: Storage,
) -> None:
    names = ("well", "failing", "new")
    await storage.register.adopt([a_source(f"https://{name}.example/feed") for name in names])
    own = a_source("https://own.example/feed")
    await storage.own_feeds.follow(a_chat(), own, NOW)
    feeds = {f.source.url[8:].partition(".")[0]: f for f, _ in await storage.register.known()}
    well = Health(last_ok_at=NOW, next_check_at=NOW)
    for name, health in (
        ("well", well),
        ("failing", replace(well, error_count=1, first_error_at=NOW)),
        ("own", well),
    ):
        await storage.feeds.record(replace(feeds[name], health=health), Findings(), NOW)

    proven = await storage.feeds.lease(NOW, 10, proven=True)
    others = await storage.feeds.lease(NOW, 10, proven=False)

    assert [feed.id for feed in proven if feed.is_proven] == [feeds["well"].id]
    assert len(proven) == 1
    assert {feed.id for feed in others} == {feeds[n].id for n in ("failing", "new", "own")}
    assert not any(feed.is_proven for feed in others)


async def test_an_entry_is_unknown_until_it_is_recorded(storage: Storage) -> None:
    await storage.register.adopt([a_source(ONE)])
    (feed,) = await storage.feeds.lease(NOW, 10)
    old, new = an_entry("old"), an_entry("new")
    await _record(storage.feeds, feed, "old")

    memory = await storage.feeds.recall(feed, [old, new])
    assert set(memory.by_key) == {"old"}


async def test_what_two_readings_at_once_have_found_is_stored_and_owed_once(
    storage: Storage,
) -> None:
    await storage.subscriptions.follow(a_chat(), Subject("asthma"), NOW)
    await storage.register.adopt([a_source(ONE)])
    (feed,) = await storage.feeds.lease(NOW, 10)
    found = Findings(fresh=[a_draft("new", "asthma")], quiet=[a_draft("past", "asthma")])

    owed = [await storage.feeds.record(feed, found, NOW) for _ in ("in time", "too late")]

    assert owed == [1, 0]
    assert len((await storage.reading.latest(subjects=None, limit=5)).articles) == 2


async def test_the_latest_date_is_recalled_where_none_of_the_keys_is_known(
    storage: Storage,
) -> None:
    await storage.register.adopt([a_source(ONE)])
    (feed,) = await storage.feeds.lease(NOW, 10)
    dates = (NOW - timedelta(days=1), NOW, None)
    drafts = [a_draft(str(n), published_at=date) for n, date in enumerate(dates)]
    await storage.feeds.record(feed, Findings(quiet=drafts), NOW)

    memory = await storage.feeds.recall(feed, [an_entry("unknown")])

    assert memory.newest == NOW


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
    await storage.register.adopt([a_source(ONE)])
    (feed,) = await storage.feeds.lease(NOW, 10)

    await storage.feeds.record(feed, Findings(quiet=[draft]), NOW)

    (article,) = (await storage.reading.latest(subjects=None, limit=5)).articles
    assert article.draft == draft
    assert article.source == feed.source


async def _record(feeds: SqlFeeds, feed: Feed, *keys: str) -> None:
    read = replace(feed, health=Health(next_check_at=NOW + timedelta(hours=1)))
    await feeds.record(read, Findings(quiet=[a_draft(key) for key in keys]), NOW)
