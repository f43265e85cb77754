"""The ports `Stories` and `Joins`: who tells a story, who doubts that, and the way back."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from news.models import ArticleId, Draft, Lane
from storage import fanout
from storage.opening import Storage
from storage.schema import fanouts, joins, metadata, stories
from tests.builders import NOW
from tests.contracts.outlets import ANA, BEN, Outlets, a_retelling, a_telling, keys
from tests.fakes import FakeClock

NOWHERE = ArticleId(999)


@pytest.fixture
async def outlets(storage: Storage) -> Outlets:
    """Ana follows asthma; the second outlet's article has joined the story of the first."""
    outlets = Outlets(storage, private=frozenset({"own"}))
    await outlets.follow(ANA, "asthma")
    await outlets.publish("one", a_retelling("a"))
    await outlets.publish("two", a_retelling("b"))
    return outlets


async def number(outlets: Outlets, key: str) -> ArticleId:
    """The number of the article with this key."""
    return (await outlets.article(key)).id


async def separate(outlets: Outlets, key: str) -> bool:
    """An operator makes this article a story of its own."""
    return await outlets.storage.joins.separate(await number(outlets, key), NOW)


async def listed(outlets: Outlets) -> list[tuple[str, str, int]]:
    """All joins: which article, whose story, how often it was doubted."""
    found = await outlets.storage.joins.listed(skip=0, limit=50)
    return [(join.article.title, join.first.title, join.reports) for join in found.joins]


async def rows(storage: Storage) -> dict[str, int]:
    """How many rows each table has."""
    async with storage.database.reading() as connection:
        return {
            table.name: await connection.scalar(select(func.count()).select_from(table)) or 0
            for table in metadata.sorted_tables
        }


# ── Tellings and doubts ──────────────────────────────────────────────────────────────────────────


async def test_all_tellings_of_a_story_are_shown_whichever_was_asked_about(
    storage: Storage, outlets: Outlets
) -> None:
    first, second = [await number(outlets, key) for key in "ab"]

    for asked in ([first], [second], [first, second, NOWHERE]):
        (story,) = await storage.stories.tellings(asked)
        assert [(each.article.publisher, each.is_joined) for each in story] == [
            ("ONE", False),
            ("TWO", True),
        ]
    assert await storage.stories.tellings([NOWHERE]) == []
    assert await storage.stories.tellings([]) == []


async def test_what_a_reader_brought_is_shown_to_that_reader_and_cannot_be_doubted(
    storage: Storage, outlets: Outlets
) -> None:
    await outlets.publish("own", a_retelling("mine"))
    own = [each.subject for each in await storage.subscriptions.of(BEN)]
    first = await number(outlets, "a")

    (everybodys,) = await storage.stories.tellings([first])
    (bens,) = await storage.stories.tellings([first], own=own)

    assert len(everybodys) == 2
    assert await storage.stories.tellings([bens[2].article.article_id]) == []
    assert [(each.article.title, each.is_joined) for each in bens][2:] == [("mine", False)]
    assert not await storage.stories.doubt(bens[2].article.article_id)
    assert "mine" not in str(await storage.joins.listed(skip=0, limit=9))


async def test_a_doubt_is_counted_and_comes_before_what_nobody_doubts(
    storage: Storage, outlets: Outlets
) -> None:
    await outlets.publish("three", a_retelling("c"), days=1)
    before = await listed(outlets)

    assert await storage.stories.doubt(await number(outlets, "b"))
    assert await storage.stories.doubt(await number(outlets, "b"))

    assert before == [("c", "a", 0), ("b", "a", 0)]
    assert await listed(outlets) == [("b", "a", 2), ("c", "a", 0)]


@pytest.mark.parametrize("key", ["a", "nowhere"])
async def test_what_joined_no_story_cannot_be_doubted(
    storage: Storage, outlets: Outlets, key: str
) -> None:
    asked = NOWHERE if key == "nowhere" else await number(outlets, key)

    assert not await storage.stories.doubt(asked)
    assert await storage.joins.untold(9) == []


async def test_joins_are_listed_page_by_page(storage: Storage, outlets: Outlets) -> None:
    for day in range(1, 6):
        await outlets.publish(f"outlet{day}", a_retelling(f"c{day}"), days=day)

    pages = [await storage.joins.listed(skip=skip, limit=3) for skip in (0, 3, 6)]

    shown = [[join.article.title for join in page.joins] for page in pages]
    assert shown == [["c5", "c4", "c3"], ["c2", "c1", "b"], []]
    assert [page.more for page in pages] == [True, False, False]


async def test_a_doubt_is_untold_until_it_is_told_and_told_once(
    storage: Storage, outlets: Outlets
) -> None:
    await storage.stories.doubt(await number(outlets, "b"))

    (join,) = await storage.joins.untold(9)
    await storage.joins.told([join.article.article_id], NOW)
    await storage.stories.doubt(join.article.article_id)

    assert await storage.joins.untold(9) == []
    assert await listed(outlets) == [("b", "a", 2)]


async def test_what_an_operator_found_right_is_neither_listed_nor_told_again(
    storage: Storage, outlets: Outlets
) -> None:
    second = await number(outlets, "b")
    await storage.stories.doubt(second)

    assert await storage.joins.confirm(second, NOW)
    assert await storage.joins.confirm(second, NOW)
    await storage.stories.doubt(second)

    assert await listed(outlets) == []
    assert await storage.joins.untold(9) == []
    assert not await storage.joins.confirm(NOWHERE, NOW)


async def test_joins_are_forgotten_when_nobody_knows_any_more_who_was_sent_what(
    storage: Storage, outlets: Outlets, clock: FakeClock
) -> None:
    clock.moment = NOW + timedelta(days=29)
    await storage.housekeeping.round()
    kept = await listed(outlets)
    clock.moment = NOW + timedelta(days=31)
    await storage.housekeeping.round()

    assert len(kept) == 1
    assert await listed(outlets) == []


# ── Separate ─────────────────────────────────────────────────────────────────────────────────────


async def test_what_is_older_than_a_week_is_separated_and_alerts_nobody(
    storage: Storage, outlets: Outlets
) -> None:
    later = NOW + timedelta(days=8)

    assert await storage.joins.separate(await number(outlets, "b"), later)

    assert await listed(outlets) == []
    assert await outlets.alerts() == [(ANA, "a")]


async def test_what_is_separated_is_sent_to_those_to_whom_it_was_hidden(outlets: Outlets) -> None:
    sent = await outlets.alerts()

    assert await separate(outlets, "b")

    assert sent == [(ANA, "a")]
    assert await outlets.alerts() == [(ANA, "b")]


async def test_who_was_sent_it_is_not_sent_it_again_and_is_told_the_other_story_from_now_on(
    outlets: Outlets,
) -> None:
    await outlets.follow(BEN, "sleep")
    await outlets.publish("three", a_retelling("c", "sleep"))
    await outlets.alerts()

    assert await separate(outlets, "c")

    assert await outlets.alerts() == []
    await outlets.publish("four", a_retelling("d", "sleep"))
    assert await outlets.alerts() == [(BEN, "d")]


async def test_it_is_sent_even_if_its_first_fan_out_was_still_under_way(
    storage: Storage, outlets: Outlets, monkeypatch: pytest.MonkeyPatch
) -> None:
    await outlets.alerts()
    monkeypatch.setattr(fanout, "AT_ONCE", 0)
    await outlets.publish("three", a_retelling("c"))
    async with storage.database.reading() as connection:
        assert (await connection.execute(select(fanouts))).all()

    assert await separate(outlets, "c")

    assert await outlets.alerts() == [(ANA, "c")]


async def test_what_was_to_alert_nobody_alerts_nobody(outlets: Outlets) -> None:
    await outlets.publish("three", a_retelling("c"), quiet=True)
    await outlets.alerts()

    assert await separate(outlets, "c")

    assert await outlets.alerts() == []
    assert keys(await outlets.latest()) == ["c", "a"]


async def test_a_warning_that_is_separated_goes_before_other_alerts(
    storage: Storage, outlets: Outlets
) -> None:
    await outlets.publish("three", replace(a_retelling("c"), is_safety=True))
    await outlets.alerts()
    await outlets.publish("four", a_retelling("d", text="d"))

    assert await separate(outlets, "c")

    (first,) = await storage.outbox.claim(NOW, 10)
    assert (first.lane, first.articles[0].draft.entry.key) == (Lane.SAFETY, "c")


async def test_a_second_time_changes_nothing(storage: Storage, outlets: Outlets) -> None:
    await separate(outlets, "b")
    await outlets.alerts()
    before = await rows(storage)

    assert await separate(outlets, "b")

    assert await rows(storage) == before
    assert await outlets.alerts() == []


async def test_the_first_article_keeps_its_story(storage: Storage, outlets: Outlets) -> None:
    before = await outlets.article("a")

    assert await separate(outlets, "a")

    assert await outlets.article("a") == before
    assert await listed(outlets) == [("b", "a", 0)]


async def test_an_article_that_is_gone_is_refused(storage: Storage, outlets: Outlets) -> None:
    before = await rows(storage)

    assert not await storage.joins.separate(NOWHERE, NOW)

    assert await rows(storage) == before


async def test_what_a_reader_brought_is_no_matter_of_the_operators(
    storage: Storage, outlets: Outlets
) -> None:
    await outlets.publish("own", a_retelling("mine"))
    own = [each.subject for each in await storage.subscriptions.of(BEN)]
    (mine,) = (await storage.reading.latest(subjects=own, limit=9)).articles

    assert not await storage.joins.separate(mine.id, NOW)
    assert not await storage.joins.confirm(mine.id, NOW)


@pytest.mark.parametrize(
    ("later", "home"),
    [
        (a_telling("d", title="Quite another title for it", url="https://d.example/1"), "c"),
        (a_telling("d", title="The page of it", url="https://c.example/story"), "c"),
        (a_retelling("d", text="Told again.", traits=("c", "cc")), "c"),
        (a_retelling("d", text="Told again.", traits=("a", "aa", "c", "cc")), "a"),
    ],
)
async def test_its_signs_and_traits_go_with_it(outlets: Outlets, later: Draft, home: str) -> None:
    same = {"text": "Told again.", "title": "Quite another title for it"}
    await outlets.publish("one", a_retelling("first", text="Told again.", traits=("a", "aa")))
    await outlets.publish("two", a_retelling("c", traits=("c", "cc", "a", "aa"), **same))
    story = (await outlets.article("first")).story_id
    assert (await outlets.article("c")).story_id == story

    await separate(outlets, "c")
    await outlets.publish("three", later)

    parted = (await outlets.article("c")).story_id
    assert parted != story
    assert (await outlets.article("d")).story_id == (parted if home == "c" else story)


async def test_the_time_of_the_new_story_counts_from_its_article(
    storage: Storage, outlets: Outlets
) -> None:
    await storage.joins.separate(await number(outlets, "b"), NOW + timedelta(days=3))

    async with storage.database.reading() as connection:
        begun = (await connection.scalars(select(stories.c.created_at))).all()

    assert begun == [NOW, NOW]


async def test_a_large_fan_out_of_what_is_separated_goes_on_by_itself(
    outlets: Outlets, monkeypatch: pytest.MonkeyPatch
) -> None:
    for chat in range(200, 230):
        await outlets.follow(type(ANA)(chat), "asthma")
    await outlets.publish("five", a_retelling("x", text="x", traits=("x", "y")))
    await outlets.publish("six", a_retelling("z", text="x", traits=("x", "y")))
    await outlets.alerts()
    monkeypatch.setattr(fanout, "AT_ONCE", 10)

    await separate(outlets, "z")

    assert sorted(chat for chat, key in await outlets.alerts() if key == "z") == [
        ANA,
        *range(200, 230),
    ]


async def test_no_row_of_a_join_outlives_its_being_separated(
    storage: Storage, outlets: Outlets
) -> None:
    await separate(outlets, "b")

    async with storage.database.reading() as connection:
        assert (await connection.execute(select(joins))).all() == []
