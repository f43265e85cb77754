"""“Also…” and its doubts for readers, `/stories` for the operators."""

from dataclasses import replace

import pytest

from news.models import Article
from tests.fakes import an_article
from tests.handlers.world import ANNA, GROUP, OPERATOR, OPERATOR_ID, World
from tests.tellings import a_coverage, a_join

OPERATORS_CHAT = {"id": OPERATOR_ID, "type": "private", "first_name": "Olu"}


def a_told_article(number: int, *others: int) -> Article:
    """An article that these others tell too."""
    also = tuple(a_coverage(other) for other in others)
    return replace(an_article(number), also=also, also_count=len(also))


@pytest.fixture
def told(world: World) -> World:
    """Two stories, one of them told by three, and an article that tells one alone."""
    world.reading.articles = [a_told_article(1, 2, 3), a_told_article(4, 5), an_article(6)]
    world.tellings.joins = [a_join(2), a_join(3), a_join(5, first=4)]
    return world


@pytest.fixture
def doubted(world: World) -> World:
    """Twelve joins, of which readers doubt the last two."""
    reports = dict.fromkeys(range(101, 111), 0) | {111: 1, 112: 3}
    world.tellings.joins = [a_join(n, first=n + 100, reports=reports[n]) for n in reports]
    return world


# ── For readers ──────────────────────────────────────────────────────────────────────────────────


async def test_a_list_names_the_others_and_leads_to_all_tellings(told: World) -> None:
    await told.says("/latest")
    listed = told.text
    await told.presses("Also…")

    assert 'Also: <a href="https://outlet2.example/2">Outlet 2</a>, ' in listed
    assert told.text.startswith("<b>Who tells these stories</b>")
    assert told.text.index("1. Outlet 1: ") < told.text.index("2. Outlet 2: ")
    assert '<a href="https://outlet5.example/5">What outlet 5 says</a>' in told.text
    assert told.labels == [f"{n}: Not the same story?" for n in (2, 3, 5)]
    assert told.count("sendMessage") == 2  # the list stays


async def test_without_others_there_is_nothing_to_press(world: World) -> None:
    world.reading.articles = [an_article(6)]

    await world.says("/latest")

    assert "Also" not in world.text
    assert world.labels == []


async def test_a_doubt_is_counted_and_thanked_for(told: World) -> None:
    await told.says("/latest")
    await told.presses("Also…")
    await told.presses("3: Not")

    assert [join.reports for join in told.tellings.joins] == [0, 1, 0]
    assert told.text == "Thank you. That is noted for those who run this bot."


@pytest.mark.parametrize("forged", ["", "zzzzzzzzzzzz", "-1", "1.2", "1:2", "rv"])
async def test_a_doubt_about_what_joined_nothing_is_told_so(told: World, forged: str) -> None:
    await told.sends_data(f"1:doubt:{forged}")

    assert "too old for that" in told.text
    assert not any(join.reports for join in told.tellings.joins)


@pytest.mark.parametrize("forged", ["", ".", "zzzzzzzzzzzz", "x y", "rs.rt"])
async def test_of_articles_that_are_gone_nobody_tells_anything(told: World, forged: str) -> None:
    await told.sends_data(f"1:also:{forged}")

    assert told.text == "These articles are gone."


@pytest.mark.parametrize("data", ["1:also:1", "1:doubt:2"])
async def test_in_a_group_only_its_admins_ask_and_doubt(told: World, data: str) -> None:
    await told.sends_data(data, chat=GROUP)
    untouched = list(told.screens)
    refused = told.last("answerCallbackQuery")
    told.telegram.status = "creator"
    await told.sends_data(data, chat=GROUP)

    assert untouched == []
    assert refused["text"] == "Only admins can do this here."
    assert len(told.screens) == 1


# ── For operators ────────────────────────────────────────────────────────────────────────────────


async def test_an_operator_sees_what_is_doubted_and_then_the_newest(doubted: World) -> None:
    await doubted.says("/stories", chat=OPERATORS_CHAT, **{"from": OPERATOR})

    assert doubted.text.startswith("<b>Stories</b>")
    assert doubted.text.index("Outlet 111") < doubted.text.index("Outlet 101")
    assert "It was doubted once." in doubted.text
    assert "It was doubted 3 times." in doubted.text
    assert doubted.labels[:2] == ["1: Separate", "1: Same story"]
    assert doubted.labels[-1] == "More ›"


async def test_where_nothing_has_joined_it_says_so(world: World) -> None:
    await world.says("/stories", chat=OPERATORS_CHAT, **{"from": OPERATOR})

    assert "No article has joined" in world.text
    assert world.labels == []


async def test_for_others_there_is_no_such_command(doubted: World) -> None:
    await doubted.says("/stories")

    assert doubted.text.startswith("I do not know that command.")
    assert doubted.labels == []


async def test_an_operator_separates_and_goes_on_with_the_page(doubted: World) -> None:
    await doubted.says("/stories", chat=OPERATORS_CHAT, **{"from": OPERATOR})
    await doubted.presses("More", chat=OPERATORS_CHAT, who=OPERATOR)
    await doubted.presses("1: Separate", chat=OPERATORS_CHAT, who=OPERATOR)

    assert len(doubted.tellings.joins) == 11
    assert "Separated." in doubted.text
    assert "‹ Back" in doubted.labels
    assert doubted.count("sendMessage") == 1


async def test_an_operator_lets_a_join_be(doubted: World) -> None:
    await doubted.says("/stories", chat=OPERATORS_CHAT, **{"from": OPERATOR})
    await doubted.presses("2: Same", chat=OPERATORS_CHAT, who=OPERATOR)

    assert doubted.tellings.settled == {112}
    assert "Noted: the same story." in doubted.text
    assert "Outlet 112" not in doubted.text


@pytest.mark.parametrize("verdict", ["separate", "same"])
async def test_what_is_gone_is_refused_kindly(doubted: World, verdict: str) -> None:
    await doubted.sends_data(f"1:{verdict}:1:0", chat=OPERATORS_CHAT, who=OPERATOR)

    assert "That article is gone." in doubted.text
    assert "Outlet 111" in doubted.text


@pytest.mark.parametrize("verdict", ["separate", "same", "stories"])
async def test_nobody_else_can_press_for_an_operator(doubted: World, verdict: str) -> None:
    before = list(doubted.tellings.joins)

    await doubted.sends_data(f"1:{verdict}:34:0", chat=GROUP, who=ANNA)

    assert doubted.screens == []
    assert (doubted.tellings.joins, doubted.tellings.settled) == (before, set())


@pytest.mark.parametrize("forged", ["", "zzzzzzzzzzzz", "-1", "x y"])
async def test_a_forged_page_is_one_that_a_database_bears(doubted: World, forged: str) -> None:
    await doubted.sends_data(f"1:stories:{forged}", chat=OPERATORS_CHAT, who=OPERATOR)

    assert doubted.text.startswith("<b>Stories</b>")


async def test_help_does_not_speak_of_it(world: World) -> None:
    await world.says("/help", chat=OPERATORS_CHAT, **{"from": OPERATOR})

    assert "/stories" not in world.text
