"""The port `Reading`, on every engine."""

from datetime import timedelta

import pytest

from news.models import ArticleId, Subject
from storage.opening import Storage
from tests.builders import NOW, a_draft
from tests.contracts.newsroom import Newsroom


@pytest.fixture
async def newsroom(storage: Storage) -> Newsroom:
    """Nine articles, an hour between each: odd ones on asthma, every third on stroke."""
    newsroom = Newsroom(storage)
    drafts = []
    for number in range(1, 10):
        subjects = ["asthma"] * (number % 2) + ["stroke"] * (number % 3 == 0)
        published = NOW - timedelta(days=1) + timedelta(hours=number)
        drafts.append(a_draft(str(number), *subjects, published_at=published))
    await newsroom.publish(*drafts, alert=False)
    return newsroom


async def titles(storage: Storage, *subjects: str, limit: int = 20) -> list[str]:
    """The newest on these subjects; of all if there are none."""
    asked = [Subject(subject) for subject in subjects] or None
    page = await storage.reading.latest(subjects=asked, limit=limit)
    return [article.draft.entry.key for article in page.articles]


async def test_the_newest_come_first(storage: Storage, newsroom: Newsroom) -> None:
    assert await titles(storage) == [*"987654321"]


async def test_several_topics_are_read_as_one_list_without_repeats(
    storage: Storage, newsroom: Newsroom
) -> None:
    assert await titles(storage, "asthma", "stroke") == [*"9765" + "31"]


async def test_no_topics_at_all_are_an_empty_list(storage: Storage, newsroom: Newsroom) -> None:
    page = await storage.reading.latest(subjects=[], limit=5)

    assert (page.articles, page.more) == ((), False)


async def test_pages_follow_one_another_though_news_arrives_between_them(
    storage: Storage, newsroom: Newsroom
) -> None:
    first = await storage.reading.latest(subjects=None, limit=4)
    await newsroom.publish(a_draft("new", "asthma", published_at=NOW), alert=False)

    second = await storage.reading.latest(subjects=None, limit=5, before=first.articles[-1].id)

    assert [a.draft.entry.key for a in first.articles] == [*"9876"]
    assert [a.draft.entry.key for a in second.articles] == [*"54321"]
    assert (first.more, second.more) == (True, False)


async def test_pages_of_a_topic_follow_one_another(storage: Storage, newsroom: Newsroom) -> None:
    asthma = [Subject("asthma")]
    first = await storage.reading.latest(subjects=asthma, limit=3)

    second = await storage.reading.latest(subjects=asthma, limit=3, before=first.articles[-1].id)

    assert [a.draft.entry.key for a in (*first.articles, *second.articles)] == [*"97531"]
    assert (first.more, second.more) == (True, False)


async def test_a_page_after_an_article_that_is_gone_starts_at_the_top(
    storage: Storage, newsroom: Newsroom
) -> None:
    page = await storage.reading.latest(subjects=None, limit=1, before=ArticleId(999))

    assert [a.draft.entry.key for a in page.articles] == ["9"]


async def test_a_future_date_does_not_pin_an_article_to_the_top(
    storage: Storage, newsroom: Newsroom
) -> None:
    late = NOW + timedelta(days=400)
    await newsroom.publish(a_draft("future", published_at=late), alert=False)

    (article,) = (await storage.reading.latest(subjects=None, limit=1)).articles

    assert article.dated_at == NOW


async def test_search_finds_articles_with_all_the_words_in_whatever_form(
    storage: Storage, newsroom: Newsroom
) -> None:
    await newsroom.publish(
        a_draft("x", title="Ärzte prüfen 100% Saft", text="An ORANGE juice trial"), alert=False
    )

    for words in ("orange ärzte", "ÄRZTE", "arzte", "100%", "juice", "trials", "Saft Orange"):
        found = await storage.reading.search(words, limit=5)
        assert [a.draft.entry.key for a in found.articles] == ["x"], words
    for words in ("orange lemon", "ora", "range"):
        assert not (await storage.reading.search(words, limit=5)).articles, words


@pytest.mark.parametrize(
    "hostile",
    ["'; DROP TABLE articles; --", "%", "_", "\\", '"', "a\x00b", "*", "x NOT y", "NEAR(a b)"],
)
async def test_hostile_words_find_nothing_and_break_nothing(
    storage: Storage, newsroom: Newsroom, hostile: str
) -> None:
    assert not (await storage.reading.search(hostile, limit=5)).articles
    assert len(await titles(storage)) == 9
