"""Start, help, pause, stop, settings, privacy, and words that are no command."""

import json
from datetime import timedelta

import pytest

from messages.commands import COMMANDS
from news.models import Address, Chat, ChatId, Subject
from tests.fakes import NOW
from tests.handlers.world import ANNA, World

ANNA_ID = ChatId(7)
ANNAS = Chat(address=Address(chat_id=ANNA_ID))


async def the_chat(world: World) -> Chat:
    chat = await world.chats.get(ANNA_ID)
    assert chat is not None
    return chat


async def test_start_explains_in_six_short_lines_and_shows_topics(world: World) -> None:
    await world.says("/start")

    assert len(world.text.splitlines()) <= 6
    assert "News, not medical advice." in world.text
    assert "Gene therapy" in world.labels
    assert (await the_chat(world)).kind == "private"


async def test_start_brings_a_stopped_chat_back_with_its_topics(world: World) -> None:
    await world.subscriptions.follow(ANNAS, Subject("sleep"), NOW)
    await world.says("/stop")
    stopped = await the_chat(world)
    await world.says("/start")

    assert stopped.stopped_at == NOW
    assert (await the_chat(world)).stopped_at is None
    assert world.text.startswith("Welcome back. You follow one topic")
    assert world.follows() == ["sleep"]


async def test_a_deep_link_opens_the_page_of_its_topic(world: World) -> None:
    await world.says("/start t_gene-therapy")

    assert world.text.startswith("<b>Gene therapy</b>")
    assert world.labels == ["Get alerts"]


async def test_a_deep_link_to_nothing_is_a_plain_start(world: World) -> None:
    await world.says("/start t_nothing")

    assert "News, not medical advice." in world.text


async def test_help_lists_every_command(world: World) -> None:
    await world.says("/help")

    assert all(f"/{name} – " in world.text for name in COMMANDS)
    assert "News, not medical advice." in world.text


async def test_a_pause_lasts_until_it_is_resumed_or_as_long_as_pressed(world: World) -> None:
    await world.says("/pause")
    open_end = (await the_chat(world)).paused_until
    await world.presses("1 week")
    week = (await the_chat(world)).paused_until
    await world.presses("1 day")
    day = (await the_chat(world)).paused_until
    text = world.text
    await world.presses("Resume")

    assert open_end is not None
    assert open_end.year == 9999
    assert week == NOW + timedelta(weeks=1)
    assert day == NOW + timedelta(days=1)
    assert "until 22 Nov 2026" in text
    assert (await the_chat(world)).paused_until is None


@pytest.mark.parametrize(
    ("typed", "span"),
    [
        ("day", timedelta(days=1)),
        ("1 day", timedelta(days=1)),
        ("A  Day", timedelta(days=1)),
        ("week", timedelta(weeks=1)),
        ("1 week", timedelta(weeks=1)),
        ("one week", timedelta(weeks=1)),
    ],
)
async def test_the_span_of_a_pause_may_be_typed(world: World, typed: str, span: timedelta) -> None:
    await world.says(f"/pause {typed}")

    assert (await the_chat(world)).paused_until == NOW + span
    assert world.labels == ["1 day", "1 week", "Until I resume", "Resume alerts"]


@pytest.mark.parametrize("typed", ["for ever", "2 days", "0 day", "days", "a", "1", "day week"])
async def test_another_span_is_a_pause_until_resumed_and_says_so(world: World, typed: str) -> None:
    await world.says(f"/pause {typed}")

    assert world.text.startswith("Alerts are paused until you resume.")
    assert world.labels == ["1 day", "1 week", "Until I resume", "Resume alerts"]


async def test_where_alerts_have_ended_there_is_nothing_to_pause(world: World) -> None:
    await world.says("/start")
    await world.says("/pause")
    paused = world.button("1 day")["callback_data"]
    await world.says("/stop")
    stopped = await the_chat(world)

    for _ in range(2):
        assert "/start brings" in world.text
        assert world.labels == ["Resume alerts"]
        await world.says("/pause week")
    await world.sends_data(paused)
    unchanged = await the_chat(world)
    await world.presses("Resume")

    assert unchanged == stopped
    assert (await the_chat(world)).stopped_at is None


@pytest.mark.parametrize(
    ("command", "state"),
    [("/help", "on"), ("/pause", "paused until you resume"), ("/stop", "stopped")],
)
async def test_settings_say_how_things_stand(world: World, command: str, state: str) -> None:
    await world.says("/start")
    await world.says(command)

    await world.says("/settings")

    assert f"Alerts: {state}" in world.text
    assert "Topics and feeds: none yet" in world.text
    assert ("Pause alerts" in world.labels) == (state == "on")


async def test_settings_after_a_pause_has_ended_say_on(world: World) -> None:
    await world.says("/pause")
    await world.presses("1 day")
    await world.says("/settings")
    during = world.text
    world.clock.moment += timedelta(days=2)
    await world.says("/settings")

    assert "paused until 22 Nov 2026" in during
    assert "Alerts: on" in world.text


async def test_settings_lead_to_topics_pause_and_privacy(world: World) -> None:
    for label, begins in [
        ("What you", "You follow nothing yet."),
        ("Pause", "Alerts are paused"),
        ("Privacy", "What is stored"),
    ]:
        await world.says("/settings")
        await world.presses(label)

        assert world.text.startswith(begins)


async def test_privacy_says_what_is_stored_and_how_to_end_it(world: World) -> None:
    await world.says("/privacy")

    for word in ("topics", "30 days", "health", "/export", "/erase"):
        assert word in world.text


async def test_export_is_a_json_document_of_everything(world: World) -> None:
    await world.subscriptions.follow(ANNAS, Subject("sleep"), NOW)

    await world.says("/export")

    sent = world.last("sendDocument")
    assert sent["chat_id"] == 7
    assert sent["caption"] == "All that is stored about this chat."


async def test_the_exported_document_can_be_read(world: World) -> None:
    await world.subscriptions.follow(ANNAS, Subject("sleep"), NOW)

    await world.says("/export")

    name, body = world.telegram.uploads[-1]
    assert name.endswith(".json")
    assert json.loads(body) == {"chat": 7, "topics": ["sleep"], "feeds": []}


async def test_erase_asks_once_and_then_leaves_nothing(world: World) -> None:
    await world.says("/start")
    await world.subscriptions.follow(ANNAS, Subject("sleep"), NOW)
    await world.says("/erase")
    asked, labels = world.text, world.labels
    kept = world.follows()
    await world.presses("Erase")

    assert "One topic or feed will be lost" in asked
    assert labels == ["Erase everything", "Keep it"]
    assert kept == ["sleep"]
    assert world.chats.known == {}
    assert world.chats.followed == {}
    assert "Nothing is left." in world.text


async def test_erasing_can_be_thought_over(world: World) -> None:
    await world.subscriptions.follow(ANNAS, Subject("sleep"), NOW)
    await world.says("/erase")

    await world.presses("Keep it")

    assert world.text == "Nothing was deleted."
    assert world.follows() == ["sleep"]


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("/subscrbe sleep", "Did you mean /subscribe?"),
        ("/LATSET", "Did you mean /latest?"),
        ("/setings@health_news_bot", "Did you mean /settings?"),
        ("/qqqqqq", "/help lists all."),
    ],
)
async def test_an_unknown_command_gets_the_nearest_known_one(
    world: World, typed: str, answer: str
) -> None:
    await world.says(typed)

    assert world.text.endswith(answer)


async def test_a_command_without_its_slash_is_understood(world: World) -> None:
    await world.says("Stop")

    assert world.text == "Did you mean /stop?"


@pytest.mark.parametrize("typed", ["/help@another_bot", "/nonsense@another_bot"])
async def test_commands_to_another_bot_are_not_ours(world: World, typed: str) -> None:
    await world.says(typed)

    assert world.screens == []


async def test_a_picture_gets_a_hint(world: World) -> None:
    photo = [{"file_id": "1", "file_unique_id": "1", "width": 1, "height": 1}]

    await world.shares(photo=photo)

    assert world.text.startswith("I can only read text.")


async def test_service_messages_get_no_answer(world: World) -> None:
    await world.shares(delete_chat_photo=True)

    assert world.screens == []


async def test_edited_messages_are_not_commands_again(world: World) -> None:
    entities = [{"type": "bot_command", "offset": 0, "length": 10}]
    chat = {"id": 7, "type": "private"}
    fields = {"from": ANNA, "text": "/subscribe sleep", "entities": entities, "edit_date": 2}

    await world.hears(edited_message=world.message(chat, fields))

    assert world.screens == []
    assert world.follows() == []


async def test_a_language_without_a_file_is_answered_in_english(world: World) -> None:
    await world.says("/start", **{"from": {**ANNA, "language_code": "tlh"}})

    assert "News, not medical advice." in world.text
    assert (await the_chat(world)).language == "en"
