"""The list of one's own topics, and the tiles of all."""

import pytest

from news.models import Address, Chat, ChatId, Subject
from tests.fakes import NOW
from tests.handlers.world import World

ANNAS = Chat(address=Address(chat_id=ChatId(7)))


async def follows(world: World, *slugs: str) -> None:
    for slug in slugs:
        await world.subscriptions.follow(ANNAS, Subject(slug), NOW)


@pytest.mark.parametrize("command", ["/topics", "/unsubscribe"])
async def test_what_is_followed_is_listed_with_stop_buttons(world: World, command: str) -> None:
    await follows(world, "sleep", "retired-topic")

    await world.says(command)

    assert world.text == "You follow 2 topics."
    assert world.labels == ["Stop: Sleep", "Stop: retired-topic", "Add topics"]


async def test_a_topic_that_left_the_catalog_can_be_stopped(world: World) -> None:
    await follows(world, "retired-topic")
    await world.says("/topics")

    await world.presses("Stop: retired-topic")

    assert world.follows() == []


@pytest.mark.parametrize("command", ["/topics", "/subscribe", "/start"])
async def test_whoever_follows_nothing_sees_a_topic_of_each_shelf(
    world: World, command: str
) -> None:
    await world.says(command)

    assert world.labels == ["Blood disorders", "Gene therapy", "Sleep", "All topics"]


async def test_all_topics_stand_on_shelves_that_are_turned_in_place(world: World) -> None:
    await world.says("/subscribe")
    await world.presses("All topics")
    shelves = world.labels
    await world.presses("treatments")
    shelf = world.text, world.labels
    await world.presses("‹ Back")

    assert shelves == ["blood", "treatments", "living", "What you follow"]
    assert shelf[0].startswith("Treatments\n")
    assert shelf[1] == ["Gene therapy", "‹ Back", "All topics", "More ›"]
    assert world.labels[:3] == ["Blood disorders", "Thalassemia", "Sickle cell disease"]
    assert world.count("sendMessage") == 1


async def test_tiles_are_ticked_and_unticked_in_place(world: World) -> None:
    await world.says("/subscribe")
    await world.presses("Sleep")
    ticked, followed = world.labels, world.follows()
    await world.presses("✓ Sleep")

    assert ticked == ["Blood disorders", "Gene therapy", "✓ Sleep", "All topics"]
    assert followed == ["sleep"]
    assert "Sleep" in world.labels
    assert world.follows() == []
    assert world.count("sendMessage") == 1


async def test_a_double_tap_on_a_tile_follows_once(world: World) -> None:
    await world.sends_data("1:tick:0:sleep")
    world.telegram.refusals["editMessageText"] = (400, "Bad Request: message is not modified: …")
    await world.sends_data("1:tick:0:sleep")

    assert world.follows() == ["sleep"]
    assert world.count("sendMessage") == 0


async def test_the_list_of_ones_own_turns_pages(world: World) -> None:
    await follows(world, *(f"topic-{number}" for number in range(9)))

    await world.says("/topics")
    await world.presses("More")

    assert world.labels == ["Stop: topic-7", "Stop: topic-8", "‹ Back", "Add topics"]
