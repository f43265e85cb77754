"""Lists of articles, and turning their pages."""

import pytest

from news.models import Address, Chat, ChatId, Subject
from tests.fakes import NOW, a_topic, an_article
from tests.handlers.world import World

ANNAS = Chat(address=Address(chat_id=ChatId(7)))


@pytest.fixture
def full(world: World) -> World:
    """Twelve articles; the even ones are about sleep."""
    for number in range(1, 13):
        subjects = ["sleep"] if number % 2 == 0 else []
        world.reading.articles.append(
            an_article(number, title=f"Title {number:02}", subjects=subjects)
        )
    return world


def titles(world: World) -> list[int]:
    return [int(part[:2]) for part in world.text.split("Title ")[1:]]


async def test_whoever_follows_nothing_gets_the_newest_of_all_sources(full: World) -> None:
    await full.says("/latest")

    assert titles(full) == [12, 11, 10, 9, 8]
    assert full.labels == ["Older ›"]
    assert full.screens[-1]["link_preview_options"] == {"is_disabled": True}


async def test_latest_is_about_ones_topics_and_all_sources_are_a_press_away(full: World) -> None:
    await full.subscriptions.follow(ANNAS, Subject("sleep"), NOW)

    await full.says("/latest")
    mine = titles(full)
    await full.presses("All sources")
    everything = titles(full)
    await full.presses("My topics")

    assert mine == [12, 10, 8, 6, 4]
    assert everything == [12, 11, 10, 9, 8]
    assert titles(full) == mine


async def test_pages_are_turned_in_place_there_and_back(full: World) -> None:
    await full.says("/latest")
    for label in ("Older", "Older", "‹ Newer", "‹ Newer"):
        await full.presses(label)

    pages = [int(screen["text"].split("Title ")[1][:2]) for screen in full.screens]
    assert pages == [12, 7, 2, 7, 12]
    assert full.count("sendMessage") == 1


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ("3", 3),
        ("007", 7),
        ("12", 12),
        ("+2", 2),
        ("5.5", 5),
        ("2,5", 2),
        ("0", 1),
        ("-1", 1),
        ("-99.5", 1),
        ("21", 20),
        ("999", 20),
        ("9" * 4000, 20),
    ],
)
async def test_latest_takes_a_number(full: World, asked: str, shown: int) -> None:
    full.reading.articles += [
        an_article(number, title=f"Title {number}") for number in range(13, 30)
    ]

    await full.says(f"/latest {asked}")

    assert len(titles(full)) == shown


async def test_latest_with_words_is_taken_as_a_topic(full: World) -> None:
    await full.says("/latest sleep")

    assert full.text.startswith("<b>Sleep</b>")


async def test_latest_takes_a_number_and_a_topic(full: World) -> None:
    await full.says("/latest 2 sleep")
    first = titles(full)
    await full.presses("Older")

    assert full.text.startswith("<b>Sleep</b>")
    assert (first, titles(full)) == ([12, 10], [8, 6])


async def test_a_page_keeps_the_size_that_was_asked_for(full: World) -> None:
    await full.subscriptions.follow(ANNAS, Subject("sleep"), NOW)
    await full.says("/latest 1")
    for label in ("Older", "‹ Newer", "All sources", "Older", "My topics"):
        await full.presses(label)

    shown = [int(screen["text"].split("Title ")[1][:2]) for screen in full.screens]
    assert shown == [12, 10, 12, 12, 11, 12]
    assert all(screen["text"].count("Title ") == 1 for screen in full.screens)


@pytest.mark.parametrize("forged", ["mine.", "mine.x", "mine.999", "mine.-1", "mine.5.5", "."])
async def test_a_forged_size_is_within_bounds(full: World, forged: str) -> None:
    await full.sends_data(f"1:latest:{forged}:")

    assert 1 <= len(titles(full)) <= 20


async def test_no_articles_at_all_is_explained(world: World) -> None:
    await world.says("/latest")

    assert "No articles yet." in world.text


async def test_a_topic_page_gets_and_stops_alerts_and_stays(full: World) -> None:
    await full.says("/topic sleep")
    assert titles(full) == [12, 10, 8, 6, 4]

    await full.presses("Get alerts")
    assert full.follows() == ["sleep"]

    await full.says("/topic sleep")
    await full.presses("Stop: Sleep")
    assert full.follows() == []
    assert full.count("editMessageText") == 0


async def test_a_topic_page_is_turned(full: World) -> None:
    await full.says("/topic sleep")

    await full.presses("Older")

    assert titles(full) == [2]
    assert full.text.startswith("<b>Sleep</b>")


async def test_an_unknown_topic_shows_the_nearest_articles_and_the_words(full: World) -> None:
    full.reading.articles.append(an_article(13, title="Slepe study", summary="About slepe."))

    await full.says("/topic slepe")

    assert full.labels == ["Sleep", "Follow “slepe” as words"]
    assert "Slepe study" in full.text
    await full.presses("Sleep")
    assert full.text.startswith("<b>Sleep</b>")


async def test_of_several_topics_the_page_is_chosen(world: World) -> None:
    world.topics.catalog = (a_topic("skin", "Skin cancer"), a_topic("lung", "Lung cancer"))

    await world.says("/topic cancer")
    offered = world.labels
    await world.presses("Lung")

    assert offered == ["Skin cancer", "Lung cancer"]
    assert world.text.startswith("<b>Lung cancer</b>")


async def test_search_finds_all_words_and_turns_pages(full: World) -> None:
    await full.says("/search laboratory donors")
    first = titles(full)
    await full.presses("Older")

    assert first == [12, 11, 10, 9, 8]
    assert titles(full) == [7, 6, 5, 4, 3]
    assert full.text.startswith("<b>Articles with “laboratory donors”</b>")


@pytest.mark.parametrize(
    "typed", ["stem cells!", "“stem” – cells", "STEM, cells?", "stem-cells", '"stem cells"']
)
async def test_signs_around_words_do_not_hide_what_they_find(world: World, typed: str) -> None:
    world.reading.articles.append(an_article(1))

    await world.says(f"/topic {typed}")
    topic = world.text
    await world.says(f"/search {typed}")

    assert "Corrected stem cells" in topic
    assert "Corrected stem cells" in world.text
    assert world.text.startswith("<b>Articles with “stem cells”</b>")


async def test_a_search_without_a_find_suggests_other_words(full: World) -> None:
    await full.says("/search donors of nothing")

    assert "No article has all of these words." in full.text
    assert full.labels == []


async def test_a_search_that_finds_one_page_is_not_kept(world: World) -> None:
    world.reading.articles.append(an_article(1))

    await world.says("/search haemoglobin")

    assert "Corrected stem cells" in world.text
    assert world.subscriptions.phrases == {}


@pytest.mark.parametrize("command", ["/search", "/topic"])
async def test_a_question_without_words_gets_an_example(world: World, command: str) -> None:
    await world.says(command)

    assert f"For example: {command} " in world.text


@pytest.mark.parametrize("command", ["/search ?", "/topic !"])
async def test_a_question_of_signs_gets_a_hint(world: World, command: str) -> None:
    await world.says(command)

    assert world.text.startswith("Please send a topic in a few words")
