"""One story is one alert for each chat, however many outlets tell it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from news.feeds import Feed, Health
from news.listings import Findings
from news.models import ChatId, Draft, Subject
from news.outcomes import Done, Settlement
from storage.opening import Storage
from stories.identity import signs
from tests.builders import NOW, a_chat, a_draft, a_source

ANA = ChatId(101)
TITLE = "Old asthma inhaler works as well as the new one"
URL = "https://news.example/asthma/inhaler"


def a_telling(key: str, *, title: str = TITLE, url: str = URL) -> Draft:
    """One outlet's article, with its signs."""
    draft = a_draft(key, "asthma", title=title, url=url)
    return Draft(entry=draft.entry, summary="", matches=draft.matches, signs=signs(title, url))


@pytest.fixture
async def feeds(storage: Storage) -> tuple[Feed, Feed]:
    """Two outlets, and Ana who follows asthma."""
    await storage.subscriptions.follow(a_chat(ANA), Subject("asthma"), NOW)
    await storage.register.adopt([a_source("https://a.example/f"), a_source("https://b.example/f")])
    one, two = [feed for feed, _ in await storage.register.known()]
    return one, two


async def publish(storage: Storage, feed: Feed, *drafts: Draft, days: int = 0) -> None:
    """A feed brings these, some days from now."""
    now = NOW + timedelta(days=days)
    health = Health(last_ok_at=now, next_check_at=now)
    await storage.feeds.record(replace(feed, health=health), Findings(fresh=drafts), now)


async def alerts(storage: Storage) -> int:
    """How many alerts Ana gets."""
    count = 0
    now = NOW + timedelta(days=100)
    while claimed := await storage.outbox.claim(now, 10):
        settled = [
            Settlement(delivery_ids=d.ids, chat_id=d.address.chat_id, verdict=Done(1))
            for d in claimed
        ]
        await storage.outbox.settle(settled, now)
        count += sum(len(each.ids) for each in claimed)
    return count


@pytest.mark.parametrize(
    "copy",
    [
        a_telling("b", url="https://other.example/story"),
        a_telling("b", title="Something else above the same page of news"),
        a_telling("b", title="Another title", url=f"{URL}/?utm_source=rss#top"),
        a_telling("b", title=f"{TITLE} | Other News", url="https://other.example/story"),
    ],
)
async def test_another_outlets_copy_of_a_story_alerts_nobody_again(
    storage: Storage, feeds: tuple[Feed, Feed], copy: Draft
) -> None:
    one, two = feeds

    await publish(storage, one, a_telling("a"))
    await publish(storage, two, copy)

    assert await alerts(storage) == 1
    assert len((await storage.reading.latest(subjects=None, limit=9)).articles) == 2


async def test_the_same_page_twice_in_one_listing_is_one_story(
    storage: Storage, feeds: tuple[Feed, Feed]
) -> None:
    await publish(storage, feeds[0], a_telling("a"), a_telling("b", title="Now with a new title"))

    assert await alerts(storage) == 1


async def test_one_outlet_may_give_a_title_to_two_stories(
    storage: Storage, feeds: tuple[Feed, Feed]
) -> None:
    await publish(storage, feeds[0], a_telling("a", url="https://a.example/1"))
    await publish(storage, feeds[0], a_telling("b", url="https://a.example/2"))

    assert await alerts(storage) == 2


async def test_weeks_later_the_same_title_is_another_story(
    storage: Storage, feeds: tuple[Feed, Feed]
) -> None:
    one, two = feeds

    await publish(storage, one, a_telling("a", url="https://a.example/1"))
    await publish(storage, two, a_telling("b", url="https://b.example/1"), days=15)

    assert await alerts(storage) == 2


async def test_what_came_with_a_silent_first_reading_may_still_be_news_from_elsewhere(
    storage: Storage, feeds: tuple[Feed, Feed]
) -> None:
    one, two = feeds
    read = replace(one, health=Health(next_check_at=NOW))
    await storage.feeds.record(read, Findings(quiet=[a_telling("a")]), NOW)

    await publish(storage, two, a_telling("b", url="https://other.example/story"))

    assert await alerts(storage) == 1
