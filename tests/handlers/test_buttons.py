"""Presses of any kind: each is answered, and none does harm."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handlers.routes import ACTIONS, COMMANDS, commands, routes
from messages import commands as listed
from messages.texts import Texts
from tests.handlers.world import World, a_world


@pytest.mark.parametrize(
    "data", ["", "1", "1:", "0:stop:sleep", "2:stop:sleep", "1:fly:sleep", "x"]
)
async def test_a_stale_button_says_so_and_does_nothing(world: World, data: str) -> None:
    await world.sends_data(data)

    assert world.last("answerCallbackQuery")["text"].startswith("This button no longer works.")
    assert world.screens == []


@pytest.mark.parametrize(
    "data",
    [
        "1:on:nothing",
        "1:get:phrase:99",
        "1:off:phrase:x",
        "1:on:phrase:99999999999999999999999",
        "1:on:phrase:٣",
        "1:words:zzzzzzzzzzzzzzzzzz",
        "1:words:7",
        "1:words:",
        "1:topic:nothing:",
        "1:search:7:",
        "1:search:-1:",
    ],
)
async def test_a_button_to_nothing_says_so(world: World, data: str) -> None:
    await world.sends_data(data)

    assert world.text == "This button no longer works. /help lists all commands."
    assert world.follows() == []


@settings(max_examples=10, deadline=None)  # a whole application is not built in 200 ms everywhere
@given(rests=st.lists(st.text(max_size=50), min_size=len(ACTIONS), max_size=len(ACTIONS)))
async def test_no_forged_data_is_a_bug(rests: list[str]) -> None:
    world = await a_world()

    for action, rest in zip(ACTIONS, rests, strict=True):
        await world.sends_data(f"1:{action}:{rest}")

    assert world.count("answerCallbackQuery") == len(ACTIONS)
    assert not any("did not work" in screen["text"] for screen in world.screens)


async def test_every_press_is_answered_before_its_work(world: World) -> None:
    await world.sends_data("1:on:sleep")

    methods = [call.method for call in world.telegram.calls]
    assert methods.index("answerCallbackQuery") < methods.index("editMessageText")


async def test_a_press_from_while_we_were_away_still_counts(world: World) -> None:
    world.telegram.refusals["answerCallbackQuery"] = (
        400,
        "Bad Request: query is too old and response timeout expired or query ID is invalid",
    )

    await world.sends_data("1:on:sleep")

    assert world.follows() == ["sleep"]


def test_what_is_listed_is_what_is_heard() -> None:
    assert set(COMMANDS) == set(listed.COMMANDS)


def test_telegram_lists_every_command_in_every_language() -> None:
    texts = Texts.load()

    for language in texts.languages:
        given_to_telegram = commands(texts, language)

        assert [each.command for each in given_to_telegram] == list(listed.COMMANDS)
        assert all(1 <= len(each.description) <= 256 for each in given_to_telegram)


def test_routes_are_made_anew_for_each_application() -> None:
    assert routes() is not routes()
