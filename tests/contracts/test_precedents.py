"""The port `Precedents`, on every engine, and what is foretold from it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.preview import CANDIDATES, Foreteller
from news.listings import Findings
from news.models import ArticleId, Subject, TopicSlug
from storage.opening import Storage
from tests.builders import NOW, a_draft
from tests.contracts.newsroom import Newsroom
from tests.fakes import FakeClock
from topics.rings import Ring, Thesaurus
from topics.sought import Interpreter

RINGS = [Ring(("zebra", "striped horse")), Ring(("beast",), has=("zebra", "lion"))]


@pytest.fixture
def foreteller(storage: Storage, clock: FakeClock) -> Foreteller:
    """One who knows a few animals."""
    clock.moment = NOW + timedelta(hours=1)
    interpreter = Interpreter(Thesaurus(RINGS), {"flight": TopicSlug("flies")})
    return Foreteller(storage.precedents, interpreter, clock)


async def test_words_are_foretold_as_they_will_be_matched(
    storage: Storage, foreteller: Foreteller
) -> None:
    newsroom = Newsroom(storage)
    await newsroom.publish(
        a_draft("1", title="Zebras in meadows"),
        a_draft("2", title="A striped horse", text="It likes the meadow."),
        a_draft("3", title="Striped, and no horse"),
        a_draft("4", title="Lions"),
    )

    zebras = await foreteller.of_words("zebra")
    both = await foreteller.of_words("zebra meadow -lion")
    beasts = await foreteller.of_words("beasts")
    row = await foreteller.of_words('"horse striped"')

    assert (zebras.count, both.count, beasts.count, row.count) == (2, 2, 3, 0)
    assert {each.draft.entry.key for each in zebras.examples} == {"1", "2"}
    assert not zebras.is_more
    assert zebras.days == 14
    assert zebras.daily == pytest.approx(2 / 14)


async def test_what_is_old_does_not_count(storage: Storage, foreteller: Foreteller) -> None:
    newsroom = Newsroom(storage)
    await newsroom.publish(
        a_draft("new", title="Zebras"),
        a_draft("old", title="Zebras of old", published_at=NOW - timedelta(days=15)),
    )

    assert (await foreteller.of_words("zebra")).count == 1


async def test_the_name_of_a_topic_brings_what_is_on_the_topic(
    storage: Storage, foreteller: Foreteller
) -> None:
    await Newsroom(storage).publish(a_draft("1", "flies", title="Wings"), a_draft("2"))

    assert (await foreteller.of_words("flight -zebra")).count == 1
    assert (await foreteller.of_words("flight -wings")).count == 0


async def test_where_there_is_too_much_to_read_all_it_is_said_to_be_more(
    storage: Storage, foreteller: Foreteller
) -> None:
    drafts = [a_draft(str(number), title=f"Zebra {number}") for number in range(CANDIDATES + 5)]
    await Newsroom(storage).publish(*drafts, now=NOW)

    preview = await foreteller.of_words("zebra")

    assert preview.is_more
    assert preview.count == CANDIDATES
    assert preview.daily > 20


async def test_what_a_topic_brings_a_week_is_counted(
    storage: Storage, foreteller: Foreteller
) -> None:
    drafts = [a_draft(str(number), "asthma") for number in range(5)]
    old = a_draft("old", "asthma", published_at=NOW - timedelta(days=20))
    await Newsroom(storage).publish(*drafts, old)

    assert await foreteller.weekly(Subject("asthma")) == 2
    assert await foreteller.weekly(Subject("sleep")) == 0


async def test_what_is_not_for_everybody_is_no_precedent(
    storage: Storage, foreteller: Foreteller
) -> None:
    hidden = replace(await Newsroom(storage).feed(), is_public=False)
    draft = a_draft("1", "asthma", title="Zebras")
    await storage.feeds.record(hidden, Findings(quiet=[draft]), NOW)

    assert (await foreteller.of_words("zebra")).count == 0
    assert await foreteller.weekly(Subject("asthma")) == 0


async def test_articles_come_in_the_order_asked_for_without_those_that_are_gone(
    storage: Storage,
) -> None:
    await Newsroom(storage).publish(a_draft("1"), a_draft("2"))
    ids = await storage.precedents.having([[["news"]]], [], NOW - timedelta(days=1), 10)

    found = await storage.precedents.articles([ids[1], ArticleId(999), ids[0]])

    assert [article.id for article in found] == [ids[1], ids[0]]
