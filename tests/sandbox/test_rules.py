"""What Telegram refuses, the sandbox refuses, in the same words."""

import pytest

from sandbox.wire import Json
from tests.sandbox.conftest import Telegram, data, refusal

GROUP = -77
CHANNEL = -1_000_000_000_500


def link(url: object) -> Json:
    return {"inline_keyboard": [[{"text": "x", "url": url}]]}


def row(count: int) -> Json:
    buttons = [{"text": "x", "callback_data": str(n)} for n in range(count)]
    return {"inline_keyboard": [buttons]}


@pytest.mark.parametrize(
    ("params", "refused"),
    [
        ({"chat_id": None}, "400 Bad Request: chat_id is empty"),
        ({"chat_id": 999}, "400 Bad Request: chat not found"),
        ({"chat_id": "@nobody"}, "400 Bad Request: chat not found"),
        ({"text": ""}, "400 Bad Request: message text is empty"),
        ({"text": " \n "}, "400 Bad Request: message text is empty"),
        ({"text": "<b> </b>", "parse_mode": "HTML"}, "400 Bad Request: message text is empty"),
        ({"text": "x" * 4097}, "400 Bad Request: message is too long"),
        ({"text": "🩺" * 2049}, "400 Bad Request: message is too long"),
        ({"text": "*x*", "parse_mode": "Markdown"}, "400 Bad Request: unsupported parse_mode"),
        (
            {"entities": [{"type": "bold", "offset": 0, "length": 1}]},
            "400 Bad Request: the sandbox reads parse_mode, not entities",
        ),
        ({"message_thread_id": 5}, "400 Bad Request: message thread not found"),
        (
            {"reply_parameters": {"message_id": 5}},
            "400 Bad Request: message to be replied not found",
        ),
        ({"reply_markup": data("x" * 65)}, "400 Bad Request: BUTTON_DATA_INVALID"),
        ({"reply_markup": data("é" * 33)}, "400 Bad Request: BUTTON_DATA_INVALID"),
        ({"reply_markup": row(101)}, "400 Bad Request: reply markup is too long"),
        (
            {"reply_markup": data("")},
            (
                "400 Bad Request: can't parse inline keyboard button: "
                "Text buttons are unallowed in the inline keyboard"
            ),
        ),
        (
            {"reply_markup": {"inline_keyboard": [[{"text": "x"}]]}},
            (
                "400 Bad Request: can't parse inline keyboard button: "
                "Text buttons are unallowed in the inline keyboard"
            ),
        ),
        (
            {"reply_markup": {"inline_keyboard": [[{"callback_data": "x"}]]}},
            "400 Bad Request: can't parse inline keyboard button: Can't find field \"text\"",
        ),
        (
            {"reply_markup": link("ftp://example.org")},
            (
                "400 Bad Request: inline keyboard button URL 'ftp://example.org' is invalid: "
                "Unsupported URL protocol"
            ),
        ),
        (
            {"reply_markup": link("https://")},
            "400 Bad Request: inline keyboard button URL 'https://' is invalid: URL host is empty",
        ),
        (
            {"reply_markup": link("http://localhost/x")},
            (
                "400 Bad Request: inline keyboard button URL 'http://localhost/x' is invalid: "
                "Wrong HTTP URL"
            ),
        ),
        ({"reply_markup": link("")}, "400 Bad Request: BUTTON_URL_INVALID"),
    ],
)
def test_a_message_telegram_would_refuse_is_refused(
    telegram: Telegram, params: Json, refused: str
) -> None:
    full = {"chat_id": 101, "text": "Hello"} | params

    assert refusal(telegram, "sendMessage", **full) == refused
    assert telegram.world.transcript(101) == []


def test_a_button_does_exactly_one_thing(telegram: Telegram) -> None:
    both = {"inline_keyboard": [[{"text": "x", "callback_data": "x", "url": "https://e.org"}]]}

    refused = refusal(telegram, "sendMessage", chat_id=101, text="x", reply_markup=both)

    assert refused.endswith("exactly one action must be used")


@pytest.mark.parametrize(
    "params",
    [
        {"text": "x" * 4096},
        {"text": "🩺" * 2048},
        {"text": f"<b>{'x' * 4000}</b>" + "&amp;" * 96, "parse_mode": "HTML"},
        {"reply_markup": data("é" * 32)},
        {"reply_markup": row(100)},
        {"reply_markup": link("https://example.org/a?b=c")},
        {"reply_markup": link("http://127.0.0.1:8090/stories/x")},
        {"reply_parameters": {"message_id": 5, "allow_sending_without_reply": True}},
    ],
)
def test_what_just_fits_is_taken(telegram: Telegram, params: Json) -> None:
    assert telegram.send(**params)["message_id"]


def test_only_a_chat_that_is_open_to_the_bot_can_be_written_to(telegram: Telegram) -> None:
    world = telegram.world
    world.add_chat(200, title="Never wrote")
    world.block(101, blocked=True)
    group, forum = world.add_chat(GROUP), world.add_chat(-(10**12) - 9)
    channel = world.add_chat(CHANNEL, kind="channel")
    world.set_standing(group, "kicked")
    world.set_standing(forum, "left")
    world.set_standing(channel, "member")
    muted = world.add_chat(-78)
    world.set_standing(muted, "restricted")

    refused = {
        chat_id: refusal(telegram, "sendMessage", chat_id=chat_id, text="x")
        for chat_id in (200, 101, GROUP, forum.id, CHANNEL, -78)
    }

    assert refused == {
        200: "403 Forbidden: bot can't initiate conversation with a user",
        101: "403 Forbidden: bot was blocked by the user",
        GROUP: "403 Forbidden: bot was kicked from the group chat",
        forum.id: "403 Forbidden: bot is not a member of the supergroup chat",
        CHANNEL: "400 Bad Request: need administrator rights in the channel chat",
        -78: "400 Bad Request: not enough rights to send text messages to the chat",
    }


@pytest.mark.parametrize(
    ("command", "refused"),
    [
        ({"command": "Help", "description": "x"}, "BOT_COMMAND_INVALID"),
        ({"command": "x" * 33, "description": "x"}, "BOT_COMMAND_INVALID"),
        ({"command": "a-b", "description": "x"}, "BOT_COMMAND_INVALID"),
        ({"command": "help", "description": ""}, "BOT_COMMAND_DESCRIPTION_INVALID"),
        ({"command": "help", "description": "x" * 257}, "BOT_COMMAND_DESCRIPTION_INVALID"),
    ],
)
def test_a_command_has_a_name_and_a_description_of_the_right_form(
    telegram: Telegram, command: Json, refused: str
) -> None:
    assert refused in refusal(telegram, "setMyCommands", commands=[command])


@pytest.mark.parametrize(
    ("method", "params", "refused"),
    [
        ("setMyCommands", {"commands": [{}] * 101}, "BOT_COMMANDS_TOO_MUCH"),
        ("setMyCommands", {"commands": "help"}, "array expected"),
        ("setMyCommands", {"language_code": "english"}, "invalid language code specified"),
        ("setMyDescription", {"description": "x" * 513}, "description is too long"),
        ("setMyShortDescription", {"short_description": "x" * 121}, "is too long"),
        ("setMyName", {"name": "x" * 65}, "name is too long"),
        ("setChatMenuButton", {"menu_button": {"type": "x"}}, "unsupported type"),
        ("sendChatAction", {"chat_id": 101, "action": "dance"}, "wrong parameter action"),
        ("setWebhook", {"url": "http://example.org"}, "HTTPS URL must be provided"),
        ("leaveChat", {"chat_id": 101}, "can't be changed in private chats"),
        ("getChatMember", {"chat_id": 101, "user_id": 9}, "member not found"),
        ("sendDocument", {"chat_id": 101}, "there is no document in the request"),
        ("sendDocument", {"chat_id": 101, "document": "x"}, "wrong remote file identifier"),
        ("setMessageReaction", {"chat_id": 101, "message_id": 5}, "message to react not found"),
        ("sendMessage", {"chat_id": 101, "text": "x", "reply_markup": "x"}, "object expected"),
        ("sendMessage", {"chat_id": 101, "text": "x", "message_thread_id": "x"}, "invalid"),
        ("sendPigeon", {}, "404 Not Found: method not found"),
    ],
)
def test_other_calls_are_refused_as_telegram_would(
    telegram: Telegram, method: str, params: Json, refused: str
) -> None:
    assert refused in refusal(telegram, method, **params)
