"""One story is one alert for each chat, however many outlets tell it."""

from dataclasses import replace
from datetime import datetime, timedelta
from random import Random

import pytest
from sqlalchemy import select

from news.models import Draft, Sign, Subject
from news.ports import Page
from storage import likeness
from storage.opening import Storage, open_storage
from storage.schema import story_signs, story_traits
from tests.builders import NOW
from tests.contracts.conftest import say_the_same
from tests.contracts.outlets import (
    ANA,
    BEN,
    INHALER,
    TITLE,
    TRAITS,
    URL,
    Outlets,
    a_retelling,
    a_telling,
    keys,
)
from tests.fakes import FakeClock


@pytest.fixture
async def outlets(storage: Storage) -> Outlets:
    """Some outlets, and Ana who follows asthma."""
    outlets = Outlets(storage, private=frozenset({"own"}))
    await outlets.follow(ANA, "asthma")
    return outlets


# ── Known by a sign ──────────────────────────────────────────────────────────────────────────────


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
    outlets: Outlets, copy: Draft
) -> None:
    await outlets.publish("one", a_telling("a"))
    await outlets.publish("two", copy)

    assert await outlets.alerts() == [(ANA, "a")]


async def test_the_same_page_twice_in_one_listing_is_one_story(outlets: Outlets) -> None:
    await outlets.publish("one", a_telling("a"), a_telling("b", title="Now with a new title"))

    assert await outlets.alerts() == [(ANA, "a")]


async def test_so_is_what_has_any_sign_in_common_in_one_listing(outlets: Outlets) -> None:
    paper = Sign("doi:10.1/x")
    first, second = a_telling("a"), a_telling("b", title="A new title", url="https://a.example/2")
    third = a_telling("c", title="A third title", url="https://a.example/2")
    await outlets.publish(
        "one",
        replace(first, signs=(*first.signs, paper)),
        replace(second, signs=(*second.signs, paper)),
        third,
    )

    assert await outlets.alerts() == [(ANA, "a")]


async def test_what_shares_its_page_with_the_telling_of_a_known_story_tells_it_too(
    outlets: Outlets,
) -> None:
    await outlets.publish("one", a_telling("a"))
    page = "https://two.example/1"
    first, second = a_telling("b", title="An update", url=page), a_telling("c", url=page)
    await outlets.publish("two", first, second)

    assert await outlets.alerts() == [(ANA, "a")]


async def test_one_outlet_may_give_a_title_to_two_stories(outlets: Outlets) -> None:
    await outlets.publish("one", a_telling("a", url="https://a.example/1"))
    await outlets.publish("one", a_telling("b", url="https://a.example/2"))

    assert len(await outlets.alerts()) == 2


async def test_weeks_later_the_same_title_is_another_story(outlets: Outlets) -> None:
    await outlets.publish("one", a_telling("a", url="https://a.example/1"))
    await outlets.publish("two", a_telling("b", url="https://b.example/1"), days=14)

    assert len(await outlets.alerts(days=14)) == 2


async def test_what_came_with_a_silent_first_reading_may_still_be_news_from_elsewhere(
    outlets: Outlets,
) -> None:
    await outlets.publish("one", a_telling("a"), quiet=True)
    await outlets.publish("two", a_telling("b", url="https://other.example/story"))

    assert await outlets.alerts() == [(ANA, "b")]


# ── Told alike ───────────────────────────────────────────────────────────────────────────────────


async def test_what_another_outlet_tells_alike_is_one_story(outlets: Outlets) -> None:
    await outlets.publish("one", a_retelling("a"))
    await outlets.publish("two", a_retelling("b"))

    assert await outlets.alerts() == [(ANA, "a")]


async def test_what_is_told_differently_is_another_story_whatever_it_shares(
    outlets: Outlets,
) -> None:
    await outlets.publish("one", a_retelling("a"))
    await outlets.publish("two", a_retelling("b", text="Something else."))

    assert len(await outlets.alerts()) == 2


@pytest.mark.parametrize(
    ("traits", "alerts"),
    [((), 2), (("inhaler",), 2), (("inhaler", "inhaler"), 2), (("inhaler", "old"), 1)],
)
async def test_only_what_shares_two_traits_is_looked_at(
    outlets: Outlets, traits: tuple[str, ...], alerts: int
) -> None:
    await outlets.publish("one", a_retelling("a"))
    await outlets.publish("two", a_retelling("b", traits=traits))

    assert len(await outlets.alerts()) == alerts


async def test_a_story_goes_to_whoever_follows_only_what_the_second_outlet_wrote_about(
    outlets: Outlets,
) -> None:
    await outlets.follow(BEN, "sleep")
    await outlets.publish("one", a_retelling("a"))
    await outlets.publish("two", a_retelling("b", "asthma", "sleep"))

    assert await outlets.alerts() == [(ANA, "a"), (BEN, "b")]


async def test_of_several_that_are_the_same_the_earliest_has_the_story(outlets: Outlets) -> None:
    await outlets.publish("one", a_retelling("a"))
    await outlets.publish("two", a_retelling("b", traits=("else",)))
    await outlets.publish("three", a_retelling("c", traits=("else", *TRAITS)))

    first, third = [await outlets.article(key) for key in ("a", "c")]

    assert third.story_id == first.story_id


async def test_a_sign_goes_before_any_likeness(outlets: Outlets) -> None:
    await outlets.publish("one", a_retelling("a"))
    await outlets.publish("two", a_telling("b"))
    both = replace(a_retelling("c"), signs=a_telling("b").signs)
    await outlets.publish("three", both)

    second, third = [await outlets.article(key) for key in ("b", "c")]

    assert third.story_id == second.story_id


async def test_two_articles_of_one_feed_are_two_stories_however_alike(outlets: Outlets) -> None:
    await outlets.publish("one", a_retelling("a"), a_retelling("b"))
    await outlets.publish("one", a_retelling("c"))

    assert len(await outlets.alerts()) == 3


async def test_nor_do_they_meet_in_a_story_of_another_feed(outlets: Outlets) -> None:
    await outlets.publish("one", a_retelling("a"))
    await outlets.publish("two", a_retelling("b"), a_retelling("c"))
    await outlets.publish("two", a_retelling("d"))

    assert [key for _, key in await outlets.alerts()] == ["a", "c", "d"]


async def test_a_listing_is_sorted_into_its_stories_in_one_go(outlets: Outlets) -> None:
    one = [a_retelling(f"a{n}", text=f"text {n}", traits=(f"x{n}", f"y{n}")) for n in range(50)]
    two = [a_retelling(f"b{n}", text=f"text {n}", traits=(f"x{n}", f"y{n}")) for n in range(50)]
    await outlets.publish("one", *one)
    await outlets.publish("two", *two)

    assert {key[0] for _, key in await outlets.alerts()} == {"a"}
    page = await outlets.latest(limit=100)
    assert len(page.articles) == 50
    assert all(article.also_count == 1 for article in page.articles)


async def test_so_is_a_listing_that_names_a_page_twice(outlets: Outlets) -> None:
    await outlets.publish("one", a_retelling("a"))
    again = replace(a_retelling("c", traits=()), signs=a_retelling("b").signs)
    await outlets.publish("two", a_retelling("b"), again)

    assert await outlets.alerts() == [(ANA, "a")]


@pytest.mark.parametrize(("days", "alerts"), [(13.9, 1), (14, 2)])
async def test_the_time_of_a_story_counts_from_its_first_article(
    outlets: Outlets, days: float, alerts: int
) -> None:
    await outlets.publish("one", a_retelling("a"))
    await outlets.publish("two", a_retelling("b"), days=10)
    await outlets.publish("three", a_retelling("c"), days=days)

    assert len(await outlets.alerts(days=days)) == alerts


async def test_a_page_that_goes_on_for_weeks_is_news_again(outlets: Outlets) -> None:
    await outlets.publish("one", a_telling("a"))
    await outlets.publish("two", a_telling("b", title="A second title for it"), days=10)
    await outlets.publish("three", a_telling("c", title="A second title for it"), days=20)

    assert [key for _, key in await outlets.alerts(days=20)] == ["a", "c"]


async def test_a_trait_that_everybody_has_leads_to_the_newest_only(outlets: Outlets) -> None:
    crowd = [a_retelling(f"{n}", text=f"{n}", traits=TRAITS) for n in range(likeness.OFTEN)]
    await outlets.publish("one", a_retelling("a"))
    await outlets.publish("crowd", *crowd)
    await outlets.publish("two", a_retelling("b"))
    await outlets.publish("three", a_retelling("c"))

    articles = [await outlets.article(key) for key in "abc"]

    first, second, third = [article.story_id for article in articles]
    assert first != second == third


async def test_of_many_candidates_those_that_share_the_most_are_compared(outlets: Outlets) -> None:
    crowd = [
        a_retelling(f"{n}", text=f"{n}", traits=TRAITS[:2]) for n in range(likeness.CANDIDATES)
    ]
    await outlets.publish("one", a_retelling("a"))
    await outlets.publish("crowd", *crowd)
    await outlets.publish("two", a_retelling("b"))

    articles = [await outlets.article(key) for key in "ab"]

    assert articles[0].story_id == articles[1].story_id


async def test_a_private_feed_joins_a_story_and_begins_none_that_others_could_join(
    outlets: Outlets,
) -> None:
    await outlets.follow(BEN, "asthma")
    await outlets.publish("one", a_retelling("a"))
    await outlets.publish("own", a_retelling("b"), a_retelling("x", text="x", traits=("x", "y")))
    await outlets.publish("two", a_retelling("c", text="x", traits=("x", "y")))

    assert await outlets.alerts() == [(ANA, "a"), (BEN, "a"), (BEN, "x"), (ANA, "c"), (BEN, "c")]


async def test_a_story_is_known_after_a_restart(storage: Storage, outlets: Outlets) -> None:
    await outlets.publish("one", a_retelling("a"))
    await outlets.alerts()
    await storage.database.close()

    async with open_storage(storage.database.path, FakeClock(), same=say_the_same) as again:
        restarted = Outlets(again, known=outlets.known)
        await restarted.publish("two", a_retelling("b"))
        alerts = await restarted.alerts()

    assert alerts == []


@pytest.mark.parametrize(
    ("retelling", "is_known"),
    [
        (a_telling("b", url="https://b.example/story"), True),  # its old title
        (a_retelling("b", text="Old words.", traits=TRAITS), False),
        (a_retelling("b", text="New words.", traits=("new", "words")), False),
        (a_telling("b", title="Quite another title for it"), False),
    ],
)
async def test_what_a_new_title_tells_nobody_was_told_and_others_alert_with_it(
    outlets: Outlets, retelling: Draft, is_known: bool
) -> None:
    first = replace(a_telling("a", url="https://a.example/story"), traits=TRAITS)
    await outlets.publish("one", first)
    stored = await outlets.article("a")
    title = a_telling("a", title="Quite another title for it", url="https://a.example/story")
    await outlets.correct("one", stored.id, replace(title, traits=("new", "words")))

    await outlets.publish("two", retelling)

    assert await outlets.alerts() == [(ANA, "a")] + [(ANA, "b")] * (not is_known)


async def test_new_words_under_the_old_title_leave_a_story_as_it_was(outlets: Outlets) -> None:
    await outlets.publish("one", a_retelling("a", traits=TRAITS))
    stored = await outlets.article("a")
    await outlets.correct("one", stored.id, a_retelling("a", traits=("new", "words")))

    await outlets.publish("two", a_retelling("b", traits=TRAITS))

    assert await outlets.alerts() == [(ANA, "a")]


async def test_whatever_a_text_is_it_is_looked_up_literally(outlets: Outlets) -> None:
    odd = ('"], ["', "null", "'; DROP TABLE joins; --", "\u2028", "a" * 40)
    await outlets.publish("one", a_retelling("a", traits=odd))
    await outlets.publish("two", a_retelling("b", traits=odd))

    assert await outlets.alerts() == [(ANA, "a")]


async def test_an_article_leaves_sixteen_traits_at_most(storage: Storage, outlets: Outlets) -> None:
    await outlets.publish("one", a_retelling("a", traits=[f"{n}" for n in range(99)]))

    async with storage.database.reading() as connection:
        left = (await connection.scalars(select(story_traits.c.trait))).all()

    assert sorted(left, key=int) == [f"{n}" for n in range(16)]


# ── Lists ────────────────────────────────────────────────────────────────────────────────────────


async def test_a_list_has_a_story_once_and_names_who_tells_it_too(outlets: Outlets) -> None:
    await outlets.publish("one", a_retelling("a"))
    await outlets.publish("two", a_retelling("b"))

    for page in (await outlets.latest(), await outlets.latest("asthma")):
        (article,) = page.articles
        assert article.draft.entry.key == "a"
        assert [(each.publisher, each.title) for each in article.also] == [("TWO", "b")]
        assert article.also[0].url == "https://b.example/story"
        assert article.also_count == 1


async def test_a_topic_lists_the_first_article_that_is_about_it(outlets: Outlets) -> None:
    await outlets.publish("one", a_retelling("a", "stroke"))
    await outlets.publish("two", a_retelling("b", "stroke", "asthma"))
    await outlets.publish("three", a_retelling("c", "asthma"))

    assert keys(await outlets.latest("asthma")) == ["b"]
    assert keys(await outlets.latest("asthma", "stroke")) == ["a"]


async def test_a_search_lists_the_first_article_that_has_the_words(outlets: Outlets) -> None:
    await outlets.publish("one", a_retelling("a", title="Old inhaler"))
    await outlets.publish("two", a_retelling("b", title="Old spray"))
    await outlets.publish("three", a_retelling("c", title="Older spray"))

    for words, found in (("inhaler", ["a"]), ("spray", ["b"]), ("older", ["c"]), ("zebra", [])):
        assert keys(await outlets.storage.reading.search(words, limit=5)) == found


@pytest.mark.parametrize("size", [1, 2, 3, 7])
@pytest.mark.parametrize("topics", [(), ("asthma",), ("asthma", "stroke")])
async def test_pages_skip_no_story_and_repeat_none(
    outlets: Outlets, size: int, topics: tuple[str, ...]
) -> None:
    for name, subject in (("one", "asthma"), ("two", "stroke"), ("three", "asthma")):
        await outlets.publish(
            name,
            *(
                a_retelling(f"{name}{n}", subject, text=f"text {n}", traits=(f"x{n}", f"y{n}"))
                for n in range(12)
                if n % 3 or name != "one"
            ),
        )

    stories, edge = [], None
    for _ in range(20):
        subjects = [Subject(topic) for topic in topics] or None
        page = await outlets.storage.reading.latest(subjects=subjects, limit=size, before=edge)
        stories += [article.story_id for article in page.articles]
        if not page.more:
            break
        edge = page.articles[-1].id

    assert len(stories) == len(set(stories)) == 12


@pytest.mark.parametrize("seed", range(3))
async def test_whatever_is_told_by_whom_pages_hold_each_story_once_and_in_order(
    outlets: Outlets, seed: int
) -> None:
    chance = Random(seed)
    told: list[tuple[int, datetime, int, frozenset[str]]] = []
    for number in range(30):
        story, age = chance.randrange(15), timedelta(hours=chance.randrange(200))
        about = frozenset(chance.sample(["asthma", "stroke", "sleep"], chance.randint(1, 2)))
        draft = a_retelling(
            f"key{number}", *about, text=f"text {story}", traits=(f"x{story}", f"y{story}")
        )
        published = replace(draft.entry, published_at=NOW - age)
        # Each from an outlet of its own, so that all which are alike are one story.
        await outlets.publish(f"outlet{number}", replace(draft, entry=published))
        told.append((story, NOW - age, number, about))

    for subjects in (["asthma"], ["asthma", "stroke"]):
        listed = [each for each in reversed(told) if each[3] & set(subjects)]
        firsts = {story: (dated, number) for story, dated, number, _ in listed}
        found = await _all_pages(outlets, subjects, size=chance.randint(1, 6))
        assert found == [f"key{number}" for _, number in sorted(firsts.values(), reverse=True)]


async def _all_pages(outlets: Outlets, subjects: list[str], size: int) -> list[str]:
    found: list[str] = []
    page, edge = Page(articles=(), more=True), None
    while page.more:
        asked = [Subject(subject) for subject in subjects]
        page = await outlets.storage.reading.latest(subjects=asked, limit=size, before=edge)
        found += keys(page)
        edge = page.articles[-1].id if page.articles else None
    return found


async def test_a_retelling_that_arrives_between_two_pages_moves_nothing(outlets: Outlets) -> None:
    for n in range(4):
        await outlets.publish("one", a_retelling(f"a{n}", text=f"{n}", traits=(f"x{n}", f"y{n}")))
    first = await outlets.latest(limit=2)
    await outlets.publish("two", a_retelling("late", text="0", traits=("x0", "y0")))

    edge = first.articles[-1].id
    second = await outlets.storage.reading.latest(subjects=None, limit=2, before=edge)

    assert keys(first) + keys(second) == ["a3", "a2", "a1", "a0"]


async def test_an_alert_names_who_tells_its_story_too(outlets: Outlets) -> None:
    await outlets.publish("one", a_retelling("a"))
    await outlets.publish("two", a_retelling("b"))

    (delivery,) = await outlets.storage.outbox.claim(NOW, 10)

    assert [each.publisher for each in delivery.articles[0].also] == ["TWO"]


async def test_five_others_are_named_each_publisher_once_and_all_are_counted(
    outlets: Outlets,
) -> None:
    for n in range(9):
        await outlets.publish(f"outlet{n}", a_retelling(f"a{n}"))
    page = replace(a_telling("more", url="https://a0.example/story", title="Same page"))
    await outlets.publish("syndicate", page)

    (article,) = (await outlets.latest()).articles

    assert [each.publisher for each in article.also] == [f"OUTLET{n}" for n in range(1, 6)]
    assert article.also_count == 8  # the page itself, listed by another feed, is no other telling


async def test_what_a_reader_brought_is_named_to_nobody_else(outlets: Outlets) -> None:
    await outlets.publish("one", a_retelling("a"))
    await outlets.publish("own", a_retelling("b"))
    own = [each.subject for each in await outlets.storage.subscriptions.of(BEN)]

    (everybodys,) = (await outlets.latest()).articles
    found = await outlets.storage.reading.search("difference", limit=5, own=own)

    assert everybodys.also == ()
    assert [[each.publisher for each in article.also] for article in found.articles] == [["OWN"]]


# ── What is kept ─────────────────────────────────────────────────────────────────────────────────


async def test_no_table_of_stories_knows_a_chat(storage: Storage, outlets: Outlets) -> None:
    await outlets.publish("one", a_retelling("a"))
    await outlets.publish("two", a_retelling("b"))
    before = await _rows(storage)

    await storage.chats.erase(ANA)

    assert await _rows(storage) == before
    assert not any("chat" in column.name for column in (*story_signs.c, *story_traits.c))


async def test_traits_are_forgotten_when_the_time_of_their_stories_is_over(
    storage: Storage, outlets: Outlets, clock: FakeClock
) -> None:
    await outlets.publish("one", a_retelling("a"))
    await outlets.publish("two", a_retelling("b", text=INHALER + "!"), days=3)

    clock.moment = NOW + timedelta(days=15)
    await storage.housekeeping.round()

    _, traits = await _rows(storage)
    assert traits == len(TRAITS)


async def _rows(storage: Storage) -> tuple[int, int]:
    async with storage.database.reading() as connection:
        signs = (await connection.execute(select(story_signs))).all()
        traits = (await connection.execute(select(story_traits))).all()
    return len(signs), len(traits)
