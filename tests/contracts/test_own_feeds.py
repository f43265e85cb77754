"""The port `OwnFeeds`, on every engine: feeds that chats follow as such, and who reads them."""

from collections.abc import Collection
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import func, insert, select

from news.feeds import Feed, Health, Origin
from news.listings import Findings
from news.models import ChatId, Draft, Subject, Subscription, feed_subject, listed_under
from storage import surplus
from storage.opening import Storage
from storage.schema import articles, deliveries, entries, metadata
from tests.builders import NOW, a_chat, a_draft, a_source, an_entry

SECOND = timedelta(seconds=1)
ANA, BEN = ChatId(101), ChatId(102)
OURS, OWN = "https://ours.example/feed", "https://blog.example/feed?key=secret"


@pytest.fixture
async def ours(storage: Storage) -> Feed:
    """The one feed of the register."""
    await storage.register.adopt([a_source(OURS, title="Ours")])
    ((feed, _),) = await storage.register.known()
    return feed


async def follow(storage: Storage, chat: ChatId = ANA, url: str = OWN) -> tuple[Subscription, Feed]:
    """A chat follows the feed at an address."""
    source = a_source(url, title="A blog")
    subscription = await storage.own_feeds.follow(a_chat(chat), source, NOW)
    feed = await storage.own_feeds.at(url)
    assert feed is not None
    return subscription, feed


async def bring(storage: Storage, feed: Feed, *drafts: Draft) -> None:
    """News comes in a feed."""
    read = replace(feed, health=Health(last_ok_at=NOW, next_check_at=NOW + timedelta(hours=1)))
    await storage.feeds.record(read, Findings(fresh=drafts), NOW)


async def owed(storage: Storage) -> set[tuple[ChatId, str]]:
    """Who is to be sent what."""
    query = select(deliveries.c.chat_id, articles.c.entry_key).join_from(
        deliveries, articles, articles.c.id == deliveries.c.article_id
    )
    async with storage.database.reading() as connection:
        return {(ChatId(row.chat_id), row.entry_key) for row in await connection.execute(query)}


async def listed(storage: Storage, subjects: Collection[Subject] | None) -> list[str]:
    """What `/latest` lists, newest first."""
    page = await storage.reading.latest(subjects=subjects, limit=10)
    return [article.draft.entry.key for article in page.articles]


async def mine(storage: Storage, chat: ChatId = ANA) -> frozenset[Subject]:
    """Under what everything is listed that a chat follows."""
    return listed_under(await storage.subscriptions.of(chat))


async def test_a_readers_feed_is_theirs_read_at_once_and_called_by_its_title(
    storage: Storage,
) -> None:
    subscription, feed = await follow(storage)

    assert subscription == Subscription(subject=feed_subject(feed.id), since_at=NOW, words="A blog")
    assert await storage.subscriptions.of(ANA) == [subscription]
    assert (feed.origin, feed.is_public) == (Origin.READER, False)
    assert [each.id for each in await storage.feeds.lease(NOW, 10)] == [feed.id]


async def test_the_feeds_of_a_chat_come_in_the_order_in_which_it_followed_them(
    storage: Storage, ours: Feed
) -> None:
    _, blog = await follow(storage)
    await storage.subscriptions.follow(a_chat(ANA), Subject("asthma"), NOW)
    later = a_source(OURS)
    await storage.own_feeds.follow(a_chat(ANA), later, NOW + timedelta(hours=1))
    await follow(storage, BEN, "https://other.example/feed")

    assert [feed.id for feed in await storage.own_feeds.of(ANA)] == [blog.id, ours.id]


async def test_everything_in_it_is_sent_to_who_follows_it_and_to_nobody_else(
    storage: Storage,
) -> None:
    await storage.subscriptions.follow(a_chat(BEN), Subject("asthma"), NOW)
    _, feed = await follow(storage)

    await bring(storage, feed, a_draft("one", "asthma"), a_draft("two"))

    assert await owed(storage) == {(ANA, "one"), (ANA, "two")}


async def test_only_who_follows_it_can_read_or_find_it(storage: Storage) -> None:
    await storage.subscriptions.follow(a_chat(BEN), Subject("asthma"), NOW)
    subscription, feed = await follow(storage)
    await bring(storage, feed, a_draft("one", "asthma", title="Zebras breathe"))

    found = await storage.reading.search("zebras", limit=5)
    found_by_ana = await storage.reading.search("zebras", limit=5, own=await mine(storage))

    assert await listed(storage, None) == []
    assert await listed(storage, await mine(storage, BEN)) == []
    assert found.articles == ()
    assert [a.draft.entry.key for a in found_by_ana.articles] == ["one"]
    assert await listed(storage, [subscription.subject]) == ["one"]


async def test_a_chat_may_want_of_a_feed_only_what_is_on_its_topics(storage: Storage) -> None:
    subscription, feed = await follow(storage)
    await storage.subscriptions.follow(a_chat(ANA), Subject("asthma"), NOW)
    await storage.subscriptions.follow(a_chat(BEN), Subject("malaria"), NOW)
    assert await storage.own_feeds.narrow(ANA, subscription.subject, is_narrow=True)

    await bring(storage, feed, a_draft("one", "asthma"), a_draft("two"), a_draft("3", "malaria"))

    assert await owed(storage) == {(ANA, "one")}
    assert await listed(storage, await mine(storage)) == ["one"]


async def test_a_chat_may_have_many_narrow_feeds_and_many_topics(storage: Storage) -> None:
    for number in range(25):
        subscription, feed = await follow(storage, ANA, f"https://{number}.example/feed")
        await storage.own_feeds.narrow(ANA, subscription.subject, is_narrow=True)
        await storage.subscriptions.follow(a_chat(ANA), Subject(f"topic-{number}"), NOW)
        await bring(storage, feed, a_draft(str(number), "topic-0"))

    assert len(await listed(storage, await mine(storage))) == 10


async def test_and_everything_again(storage: Storage) -> None:
    subscription, feed = await follow(storage)
    await storage.own_feeds.narrow(ANA, subscription.subject, is_narrow=True)
    await storage.own_feeds.narrow(ANA, subscription.subject, is_narrow=False)

    await bring(storage, feed, a_draft("one"))

    assert await owed(storage) == {(ANA, "one")}


async def test_nobody_narrows_what_they_do_not_follow(storage: Storage) -> None:
    subscription, _ = await follow(storage)

    assert not await storage.own_feeds.narrow(BEN, subscription.subject, is_narrow=True)


async def test_an_article_of_a_readers_feed_is_on_its_topics_and_not_on_its_feed(
    storage: Storage,
) -> None:
    subscription, feed = await follow(storage)
    draft = a_draft("one", "asthma")
    await bring(storage, feed, draft)

    page = await storage.reading.latest(subjects=[subscription.subject], limit=5)

    assert [article.draft for article in page.articles] == [draft]


async def test_two_who_follow_one_address_share_one_feed(storage: Storage) -> None:
    _, anas = await follow(storage, ANA)
    _, bens = await follow(storage, BEN, "https://www.blog.example/feed?key=secret")

    assert anas.id == bens.id
    await bring(storage, anas, a_draft("one"))
    assert await owed(storage) == {(ANA, "one"), (BEN, "one")}


async def test_a_source_of_ours_can_be_followed_whole(storage: Storage, ours: Feed) -> None:
    subscription, feed = await follow(storage, ANA, OURS)
    await storage.subscriptions.follow(a_chat(BEN), Subject("asthma"), NOW)

    await bring(storage, feed, a_draft("one", "asthma"), a_draft("two"))

    assert (feed.id, feed.is_public) == (ours.id, True)
    assert subscription.words == "Ours"
    assert await owed(storage) == {(ANA, "one"), (ANA, "two"), (BEN, "one")}
    assert set(await listed(storage, None)) == {"one", "two"}


async def test_a_source_that_leaves_the_register_is_read_on_for_who_follows_it(
    storage: Storage, ours: Feed
) -> None:
    await follow(storage, ANA, OURS)

    await storage.register.adopt([a_source("https://other.example/feed")])

    known = {f.id: (f.is_public, polled) for f, polled in await storage.register.known()}
    assert known[ours.id] == (False, True)
    await storage.subscriptions.unfollow(ANA, feed_subject(ours.id))
    known = {f.id: (f.is_public, polled) for f, polled in await storage.register.known()}
    assert known[ours.id] == (False, False)


async def test_a_readers_feed_that_the_register_takes_up_is_for_everybody(storage: Storage) -> None:
    _, feed = await follow(storage)

    await storage.register.adopt([a_source(OWN, title="The blog")])

    ((taken, is_polled),) = await storage.register.known()
    assert (taken.id, taken.is_public, is_polled) == (feed.id, True, True)
    assert taken.origin is Origin.REGISTER


async def rows(storage: Storage) -> dict[str, int]:
    """How many rows there are in each table that has any."""
    async with storage.database.reading() as connection:
        counted = {
            table.name: await connection.scalar(select(func.count()).select_from(table)) or 0
            for table in metadata.sorted_tables
        }
    return {name: count for name, count in counted.items() if count}


@pytest.mark.parametrize("how", ["unfollow", "erase"])
async def test_what_nobody_follows_any_more_is_forgotten_whole(storage: Storage, how: str) -> None:
    words = await storage.subscriptions.phrase("zebra stripes")
    before = await rows(storage)
    subscription, feed = await follow(storage)
    await bring(storage, feed, a_draft("one", "asthma", f"phrase:{words.id}"))

    if how == "unfollow":
        await storage.subscriptions.unfollow(ANA, subscription.subject)
    await storage.chats.erase(ANA)

    left = await rows(storage)
    assert {name: count for name, count in left.items() if name != "stories"} == before
    assert await storage.own_feeds.at(OWN) is None


async def test_a_feed_that_somebody_else_follows_stays(storage: Storage) -> None:
    _, feed = await follow(storage, ANA)
    await follow(storage, BEN)

    await storage.chats.erase(ANA)

    await bring(storage, feed, a_draft("one"))
    assert await owed(storage) == {(BEN, "one")}


async def test_words_that_only_an_erased_chat_followed_are_gone_from_others_feeds_too(
    storage: Storage,
) -> None:
    words = await storage.subscriptions.phrase("zebra stripes")
    subject = Subject(f"phrase:{words.id}")
    await storage.subscriptions.follow(a_chat(ANA), subject, NOW)
    _, feed = await follow(storage, BEN)
    await bring(storage, feed, a_draft("one", "asthma", subject))

    await storage.chats.erase(ANA)

    page = await storage.reading.latest(subjects=[feed_subject(feed.id)], limit=5)
    (article,) = page.articles
    assert [match.subject for match in article.draft.matches] == ["asthma"]


async def test_a_reading_of_a_feed_that_is_gone_leaves_nothing(storage: Storage) -> None:
    subscription, feed = await follow(storage)
    await storage.subscriptions.unfollow(ANA, subscription.subject)
    before = await rows(storage)

    await bring(storage, feed, a_draft("one"))

    assert await rows(storage) == before


async def test_a_later_feed_never_has_the_number_of_one_that_is_gone(storage: Storage) -> None:
    subscription, feed = await follow(storage)
    await storage.subscriptions.unfollow(ANA, subscription.subject)

    _, other = await follow(storage, BEN, "https://other.example/feed")

    assert other.id != feed.id


async def test_a_readers_feed_cannot_tie_two_stories_of_ours_together(
    storage: Storage, ours: Feed
) -> None:
    await storage.subscriptions.follow(a_chat(BEN), Subject("asthma"), NOW)
    _, feed = await follow(storage)
    await bring(storage, feed, a_draft("bait", url="https://ours.example/1", title="News two"))

    await bring(
        storage,
        ours,
        a_draft("one", "asthma", url="https://ours.example/1", title="News one"),
        a_draft("two", "asthma", url="https://ours.example/2", title="News two"),
    )

    assert {key for chat, key in await owed(storage) if chat == BEN} == {"one", "two"}


async def test_a_readers_feed_is_not_found_where_it_says_that_it_has_moved(
    storage: Storage,
) -> None:
    popular = "https://popular.example/feed"
    _, bait = await follow(storage, ANA)
    await storage.feeds.record(replace(bait, address=popular), Findings(), NOW)

    subscription, found = await follow(storage, BEN, popular)

    assert found.id != bait.id
    assert (found.source.url, subscription.subject) == (popular, feed_subject(found.id))


async def test_of_a_readers_feed_only_the_newest_is_kept(storage: Storage, ours: Feed) -> None:
    _, feed = await follow(storage)
    for number in range(3):
        then = NOW + timedelta(minutes=number)
        many = [a_draft(f"{number}-{n}") for n in range(surplus.ARTICLES_KEPT // 2)]
        for each in (feed, ours):
            await storage.feeds.record(each, Findings(quiet=many), then)

    while await storage.housekeeping.round():
        pass

    kept = await storage.reading.latest(subjects=[feed_subject(feed.id)], limit=1_000)
    of_ours = await storage.reading.latest(subjects=[feed_subject(ours.id)], limit=1_000)
    assert {a.draft.entry.key[0] for a in kept.articles} == {"1", "2"}
    assert len(kept.articles) == surplus.ARTICLES_KEPT
    assert len(of_ours.articles) == surplus.ARTICLES_KEPT * 3 // 2


async def test_of_what_a_readers_feed_carried_only_the_newest_is_known(
    storage: Storage, ours: Feed
) -> None:
    _, feed = await follow(storage)
    rows = [
        {"feed_id": each.id, "entry_key": f"{n}", "first_seen_at": NOW + n * SECOND}
        for each in (feed, ours)
        for n in range(surplus.ENTRIES_KEPT + 1_500)
    ]
    async with storage.database.transaction() as connection:
        await connection.execute(insert(entries), rows)

    while await storage.housekeeping.round():
        pass

    oldest, newest = an_entry("1499"), an_entry("1500")
    assert set((await storage.feeds.recall(feed, [oldest, newest])).by_key) == {"1500"}
    assert set((await storage.feeds.recall(ours, [oldest, newest])).by_key) == {"1499", "1500"}
