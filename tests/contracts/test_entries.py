"""What a feed has carried: known again under another key, corrected, and never forgotten."""

from dataclasses import replace
from datetime import timedelta

from sqlalchemy import insert

from news.feeds import Feed
from news.listings import Findings, Remembered
from news.models import Article, ArticleId, Subject, feed_subject, within
from storage.entries import ENOUGH
from storage.housekeeping import ARTICLES_KEPT, SqlHousekeeping
from storage.opening import Storage
from storage.schema import entries
from tests.builders import NOW, a_chat, a_draft, an_entry
from tests.contracts.newsroom import Newsroom
from tests.fakes import FakeClock


async def kept(storage: Storage) -> Article:
    """The only article."""
    (article,) = (await storage.reading.latest(subjects=None, limit=5)).articles
    return article


async def known(storage: Storage, feed: Feed, key: str) -> Remembered:
    """What is remembered under a key."""
    return (await storage.feeds.recall(feed, [an_entry(key)])).by_key[key]


async def test_an_entry_is_remembered_by_its_link_title_words_and_date(storage: Storage) -> None:
    newsroom = Newsroom(storage)
    draft = a_draft("one", published_at=NOW)
    await newsroom.publish(draft)

    assert await known(storage, await newsroom.feed(), "one") == Remembered(
        key="one",
        article_id=(await kept(storage)).id,
        marks=draft.entry.marks,
        published_at=NOW,
    )


async def test_what_has_the_link_or_the_title_of_an_unknown_entry_is_recalled(
    storage: Storage,
) -> None:
    newsroom = Newsroom(storage)
    await newsroom.publish(a_draft("link"), a_draft("title"), a_draft("neither"))
    feed = await newsroom.feed()
    by_link = replace(an_entry("link"), key="new", title="Something else")
    by_title = replace(an_entry("title"), key="newer", url="")

    memory = await storage.feeds.recall(feed, [by_link, by_title])

    assert memory.by_key == {}
    assert {was.key for was in memory.alike} == {"link", "title"}


async def test_of_very_many_that_are_alike_the_newest_are_recalled(storage: Storage) -> None:
    feed = await Newsroom(storage).feed()
    bulletin = an_entry("this one", title="The weekly bulletin")
    row = {"feed_id": feed.id, "title": bulletin.marks.title}
    rows = [
        row | {"entry_key": str(n), "first_seen_at": NOW + timedelta(weeks=n)}
        for n in range(2 * ENOUGH)
    ]
    async with storage.database.transaction() as connection:
        await connection.execute(insert(entries), rows)

    alike = (await storage.feeds.recall(feed, [bulletin])).alike

    assert {was.key for was in alike} == {str(n) for n in range(ENOUGH, 2 * ENOUGH)}


async def test_an_entry_goes_by_its_new_key_from_then_on(storage: Storage) -> None:
    newsroom = Newsroom(storage)
    await newsroom.publish(a_draft("old"))
    feed = await newsroom.feed()
    was = await known(storage, feed, "old")
    now = replace(an_entry("old"), key="new")

    await storage.feeds.record(feed, Findings(renamed=[(now, was)]), NOW)

    memory = await storage.feeds.recall(feed, [now, an_entry("old")])
    assert set(memory.by_key) == {"new"}
    assert memory.by_key["new"].article_id == was.article_id


async def test_a_correction_changes_what_is_kept_and_is_owed_to_nobody(storage: Storage) -> None:
    newsroom = Newsroom(storage)
    await newsroom.follow(101, "asthma")
    await newsroom.publish(a_draft("one", "asthma", text="It works."), alert=False)
    feed, article = await newsroom.feed(), await kept(storage)
    better = a_draft("one", "asthma", "mice", title="In mice", text="It works in mice.")

    await storage.feeds.record(feed, Findings(corrected=[(article.id, better)]), NOW)

    assert (await kept(storage)).draft == better
    assert await newsroom.owed() == []
    memory = await known(storage, feed, "one")
    assert (memory.marks, memory.corrections) == (better.entry.marks, 1)
    found = await storage.reading.search("mice", limit=5)
    assert [each.id for each in found.articles] == [article.id]
    on_mice = await storage.reading.latest(subjects=[Subject("mice")], limit=5)
    assert [each.id for each in on_mice.articles] == [article.id]


async def test_a_correction_leads_to_the_page_to_which_an_entry_has_moved(storage: Storage) -> None:
    newsroom = Newsroom(storage)
    await newsroom.publish(a_draft("one"))
    moved = a_draft("one", url="https://news.example/moved")
    found = [((await kept(storage)).id, moved)]

    await storage.feeds.record(await newsroom.feed(), Findings(corrected=found), NOW)

    assert (await kept(storage)).draft.entry.url == "https://news.example/moved"


async def test_what_came_for_some_stays_theirs_when_it_is_corrected_in_a_feed_for_all(
    storage: Storage,
) -> None:
    newsroom = Newsroom(storage)
    feed, draft = await newsroom.feed(), a_draft("one", "asthma")
    await storage.feeds.record(replace(feed, is_public=False), Findings(quiet=[draft]), NOW)
    was = await known(storage, feed, "one")
    assert was.article_id

    better = a_draft("one", "asthma", title="Better")
    await storage.feeds.record(feed, Findings(corrected=[(was.article_id, better)]), NOW)

    assert not (await storage.reading.latest(subjects=[Subject("asthma")], limit=5)).articles
    within_it = [within(feed_subject(feed.id), Subject("asthma"))]
    (article,) = (await storage.reading.latest(subjects=within_it, limit=5)).articles
    assert article.draft.entry.title == "Better"


async def test_an_entry_that_is_renamed_and_corrected_is_remembered_as_it_is_now(
    storage: Storage,
) -> None:
    newsroom = Newsroom(storage)
    await newsroom.publish(a_draft("old"))
    feed = await newsroom.feed()
    was = await known(storage, feed, "old")
    now = a_draft("new", title="Better")
    assert was.article_id

    findings = Findings(renamed=[(now.entry, was)], corrected=[(was.article_id, now)])
    await storage.feeds.record(feed, findings, NOW)

    memory = await known(storage, feed, "new")
    assert (memory.marks, memory.corrections) == (now.entry.marks, 1)
    assert (await kept(storage)).draft.entry.title == "Better"


async def test_what_is_still_to_be_sent_is_sent_as_corrected(storage: Storage) -> None:
    newsroom = Newsroom(storage)
    await newsroom.follow(101, "asthma")
    await newsroom.publish(a_draft("one", "asthma", title="A cure"))
    better = a_draft("one", "asthma", title="Not a cure")
    found = [((await kept(storage)).id, better)]

    await storage.feeds.record(await newsroom.feed(), Findings(corrected=found), NOW)

    assert [title for _, title in await newsroom.owed()] == ["Not a cure"]


async def test_a_correction_of_what_is_forgotten_brings_nothing_back(storage: Storage) -> None:
    newsroom = Newsroom(storage)
    feed = await newsroom.feed()

    gone = [(ArticleId(99), a_draft("one", "asthma"))]
    await storage.feeds.record(feed, Findings(corrected=gone), NOW)

    page = await storage.reading.latest(subjects=[Subject("asthma")], limit=5)
    assert page.articles == ()


async def test_an_entry_of_which_only_the_key_was_known_is_remembered_better(
    storage: Storage,
) -> None:
    newsroom = Newsroom(storage)
    await newsroom.publish(a_draft("one", title="Before"))
    feed, entry = await newsroom.feed(), an_entry("one", title="After")

    await storage.feeds.record(feed, Findings(noted=[entry]), NOW)

    memory = await known(storage, feed, "one")
    assert (memory.marks, memory.corrections) == (entry.marks, 0)


async def test_articles_are_forgotten_after_a_year_and_what_was_carried_never(
    storage: Storage,
) -> None:
    newsroom = Newsroom(storage)
    await storage.subscriptions.follow(a_chat(), Subject("asthma"), NOW)
    await newsroom.publish(a_draft("old", "asthma"), alert=False)
    day_after = NOW + timedelta(days=1)
    await newsroom.publish(a_draft("new", "asthma"), alert=False, now=day_after)

    clock = FakeClock(NOW + ARTICLES_KEPT + timedelta(hours=1))
    assert await SqlHousekeeping(storage.database, clock).round() is False

    assert (await kept(storage)).draft.entry.key == "new"
    on_asthma = await storage.reading.latest(subjects=[Subject("asthma")], limit=5)
    assert [a.draft.entry.key for a in on_asthma.articles] == ["new"]
    assert (await storage.reading.search("news", limit=5)).articles == on_asthma.articles
    memory = await storage.feeds.recall(await newsroom.feed(), [an_entry("old")])
    assert set(memory.by_key) == {"old"}


async def test_a_later_article_never_has_the_number_of_one_that_is_forgotten(
    storage: Storage,
) -> None:
    newsroom = Newsroom(storage)
    await newsroom.publish(a_draft("old"), alert=False)
    first = await kept(storage)
    later = NOW + ARTICLES_KEPT + timedelta(hours=1)
    await SqlHousekeeping(storage.database, FakeClock(later)).round()

    await newsroom.publish(a_draft("new"), alert=False, now=later)

    second = await kept(storage)
    assert second.id != first.id
    assert second.story_id != first.story_id
