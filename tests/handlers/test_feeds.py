"""`/feeds` for the operators, and the line under `/latest` for readers."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.fakes import an_article
from tests.handlers.world import ANNA, CHANNEL, GROUP, OPERATOR, World
from tests.watching import DAY, HOUR, a_feed, failing, silent, well

OPERATORS_CHAT = {"id": OPERATOR["id"], "type": "private", "first_name": "Olu"}
IN_THE_GROUPS_NAME = {
    "id": 1087968824,
    "is_bot": True,
    "first_name": "Group",
    "username": "GroupAnonymousBot",
}


@pytest.fixture
def in_trouble(world: World) -> World:
    """One feed fails, one is silent, two are well, and a reader's own one fails."""
    world.watch.feeds = [
        a_feed(1),
        a_feed(2, title="Silent <News>", health=silent()),
        a_feed(3, title="Failing & News", health=failing()),
        a_feed(4, health=well(read=5 * HOUR)),
        replace(a_feed(5, title="Secret diary", health=failing()), is_public=False),
    ]
    return world


async def test_an_operator_sees_what_is_down_and_how_many_feeds_are_fine(
    in_trouble: World,
) -> None:
    await in_trouble.says("/feeds", chat=OPERATORS_CHAT, **{"from": OPERATOR})

    assert in_trouble.text.index("Failing &amp; News") < in_trouble.text.index(
        "Silent &lt;News&gt;"
    )
    assert "2 other feeds are fine, the last read 2 minutes ago." in in_trouble.text
    assert "Readers’ own feeds: 1, 1 failing." in in_trouble.text
    assert "Secret diary" not in in_trouble.text


@pytest.mark.parametrize("asked", ["/feeds", "/feeds now", "/FEEDS"])
async def test_for_others_there_is_no_such_command(in_trouble: World, asked: str) -> None:
    await in_trouble.says(asked)
    answer = in_trouble.text
    await in_trouble.says(asked.replace("feeds", "fesds").replace("FEEDS", "FESDS"))

    assert answer.startswith("I do not know that command.")
    assert answer == in_trouble.text


async def test_help_does_not_speak_of_it(in_trouble: World) -> None:
    await in_trouble.says("/help", chat=OPERATORS_CHAT, **{"from": OPERATOR})

    assert "/feeds" not in in_trouble.text


async def test_in_a_group_it_is_the_person_that_counts(in_trouble: World) -> None:
    await in_trouble.says("/feeds", chat=GROUP, **{"from": OPERATOR})
    answered = len(in_trouble.screens)
    in_trouble.telegram.status = "creator"
    await in_trouble.says("/feeds", chat=GROUP)
    await in_trouble.says("/feeds", chat=GROUP, sender_chat=GROUP, **{"from": IN_THE_GROUPS_NAME})

    assert answered == len(in_trouble.screens) == 1


async def test_who_writes_in_the_name_of_a_group_is_nobody_even_if_listed(world: World) -> None:
    services = world.application.bot_data["services"]
    listed = replace(services, admins=frozenset({IN_THE_GROUPS_NAME["id"]}))
    world.application.bot_data["services"] = listed

    await world.says("/feeds", chat=GROUP, sender_chat=GROUP, **{"from": IN_THE_GROUPS_NAME})

    assert world.screens == []


async def test_a_channel_has_no_operator(in_trouble: World) -> None:
    await in_trouble.says("/feeds", chat=CHANNEL, **{"from": None})

    assert in_trouble.screens == []


async def test_pages_are_turned_in_place_and_by_operators_only(world: World) -> None:
    world.watch.feeds = [
        a_feed(number, health=failing(timedelta(days=40 - number))) for number in range(1, 26)
    ] + [a_feed(26)]
    await world.says("/feeds", chat=GROUP, **{"from": OPERATOR})

    await world.presses("More", chat=GROUP, who=ANNA)
    untouched = len(world.screens)
    await world.presses("More", chat=GROUP, who=OPERATOR)
    await world.presses("More", chat=GROUP, who=OPERATOR)
    last = world.text, world.labels
    await world.presses("‹ Back", chat=GROUP, who=OPERATOR)

    assert untouched == 1
    assert "Source 25" in last[0]
    assert "Source 20" not in last[0]
    assert last[1] == ["‹ Back"]
    assert "Source 11" in world.text
    assert world.labels == ["‹ Back", "More ›"]
    assert world.count("sendMessage") == 1


@pytest.mark.parametrize("forged", ["", "zzzzzzzzzzzz", "-1", "x y", "0:1"])
async def test_a_forged_page_is_one_of_those_there_are(in_trouble: World, forged: str) -> None:
    await in_trouble.sends_data(f"1:feeds:{forged}", chat=OPERATORS_CHAT, who=OPERATOR)

    assert "Failing" in in_trouble.text


# ── What readers are told ────────────────────────────────────────────────────────────────────────


async def test_latest_ends_with_the_source_that_could_not_be_reached(in_trouble: World) -> None:
    in_trouble.reading.articles.append(an_article(1))

    await in_trouble.says("/latest")

    # The clock stands at Saturday, 21 November; the silent feed is read, so it is fine.
    line = "We could not reach Failing &amp; News since Wednesday; 3 other sources are fine."
    assert in_trouble.text.endswith(f"\n\n{line}")


async def test_latest_says_so_without_an_article_too(in_trouble: World) -> None:
    await in_trouble.says("/latest")

    assert "No articles yet." in in_trouble.text
    assert "We could not reach" in in_trouble.text


@pytest.mark.parametrize("asked", ["/topic sleep", "/search cells", "/latest sleep"])
async def test_where_somebody_looks_for_a_thing_it_is_not_said(
    in_trouble: World, asked: str
) -> None:
    in_trouble.reading.articles.append(an_article(1, subjects=["sleep"]))

    await in_trouble.says(asked)

    assert "could not reach" not in in_trouble.text


async def test_it_is_said_on_the_first_page_only(in_trouble: World) -> None:
    in_trouble.reading.articles += [an_article(number) for number in range(1, 9)]

    await in_trouble.says("/latest")
    await in_trouble.presses("Older")

    assert ["could not reach" in each["text"] for each in in_trouble.screens] == [True, False]


@pytest.mark.parametrize(
    "brief",
    [
        failing(DAY - HOUR, asked=timedelta()),
        failing(30 * HOUR, asked=20 * HOUR),  # not asked since, so it may be well again
    ],
)
async def test_a_trouble_of_less_than_a_day_is_not_worth_a_word(
    world: World, brief: object
) -> None:
    world.watch.feeds = [a_feed(number, health=brief) for number in range(1, 9)]  # type: ignore[arg-type]  # a Health

    await world.says("/latest")

    assert "could not reach" not in world.text


async def test_a_readers_own_feed_is_no_matter_of_others(world: World) -> None:
    world.watch.feeds = [a_feed(1), replace(a_feed(2, health=failing()), is_public=False)]

    await world.says("/latest")

    assert "could not reach" not in world.text
