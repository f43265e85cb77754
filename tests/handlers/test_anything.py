"""Whatever a reader types in private, there is one answer."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handlers.routes import COMMANDS
from news.models import Address, Chat, ChatId, Subject
from tests.fakes import NOW, an_article
from tests.handlers.world import World, a_world

ODD = [
    "'",
    '"',
    "%",
    "_",
    "\\",
    "*",
    "\x00",
    "\n",
    "\u202e",
    "\u200b",
    "İ",
    "ﷺ",
    "½",
    "🩺",
    "<b>",
    "-1",
    "5 ",
]
typed = st.lists(
    st.one_of(st.sampled_from([*ODD, "sleep", "gene therapy"]), st.text(max_size=20)), max_size=12
).map("".join)
ANNAS = Chat(address=Address(chat_id=ChatId(7)))


async def a_reader() -> World:
    """A reader who follows a topic and words, in a bot with an article."""
    world = await a_world()
    words = await world.subscriptions.phrase("long covid")
    for subject in ("sleep", f"phrase:{words.id}"):
        await world.subscriptions.follow(ANNAS, Subject(subject), NOW)
    world.reading.articles.append(an_article(1, subjects=["sleep"]))
    return world


def answers(world: World) -> int:
    return world.count("sendMessage") + world.count("sendDocument")


@pytest.mark.parametrize("command", COMMANDS)
@settings(max_examples=20)
@given(asked=typed)
async def test_a_command_with_any_text_gets_one_answer(command: str, asked: str) -> None:
    world = await a_reader()

    await world.says(f"/{command} {asked}")

    assert answers(world) == 1
    assert not any("did not work" in screen["text"] for screen in world.screens)


@settings(max_examples=50)
@given(text=typed.filter(lambda text: text.strip() and not text.startswith("/")))
async def test_any_bare_text_gets_one_answer(text: str) -> None:
    world = await a_reader()

    await world.says(text)

    assert answers(world) == 1
    assert not any("did not work" in screen["text"] for screen in world.screens)
