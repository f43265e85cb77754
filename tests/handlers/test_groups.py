"""Groups and channels: all may read, admins may change."""

import pytest

from news.models import Address, Chat, ChatId, Subject
from tests.fakes import NOW
from tests.handlers.world import BOT, CHANNEL, GROUP, PRIVATE, World

CHANGES = [
    "/start",
    "/subscribe sleep",
    "/unsubscribe sleep",
    "/pause",
    "/stop",
    "/export",
    "/erase",
]
READING = ["/help", "/topics", "/latest", "/topic sleep", "/search x y", "/settings", "/privacy"]
REFUSAL = "Only admins can do this here."


@pytest.mark.parametrize("command", CHANGES)
async def test_members_cannot_change_what_a_group_follows(world: World, command: str) -> None:
    await world.says(command, chat=GROUP)

    assert world.text == REFUSAL
    assert world.chats.known == {}


@pytest.mark.parametrize("command", READING)
async def test_all_may_read(world: World, command: str) -> None:
    await world.says(command, chat=GROUP)

    assert world.text != REFUSAL
    assert world.count("getChatMember") == 0


async def test_an_admin_may_change_a_group(world: World) -> None:
    world.telegram.status = "creator"

    await world.says("/subscribe sleep", chat=GROUP)

    assert world.follows(GROUP) == ["sleep"]


async def test_an_anonymous_admin_may_change_a_group(world: World) -> None:
    await world.says("/subscribe sleep", chat=GROUP, sender_chat=GROUP)

    assert world.follows(GROUP) == ["sleep"]


async def test_another_channel_is_no_anonymous_admin(world: World) -> None:
    await world.says("/subscribe sleep", chat=GROUP, sender_chat=CHANNEL)

    assert world.text == REFUSAL


async def test_what_cannot_be_checked_is_not_done(world: World) -> None:
    world.telegram.refusals["getChatMember"] = (400, "Bad Request: CHAT_ADMIN_REQUIRED")

    await world.says("/subscribe sleep", chat=GROUP)

    assert world.text.startswith("I could not check whether you are an admin")
    assert world.follows(GROUP) == []


@pytest.mark.parametrize(
    "data",
    [
        "1:on:sleep",
        "1:off:sleep",
        "1:tick:0:sleep",
        "1:pause:day",
        "1:resume",
        "1:erase",
        "1:keep",
    ],
)
async def test_a_members_press_changes_nothing_and_says_why(world: World, data: str) -> None:
    # Under a message that the bot, like an anonymous admin, wrote in the chat's name.
    await world.sends_data(data, chat=GROUP, sender_chat=GROUP)

    assert world.last("answerCallbackQuery")["text"] == REFUSAL
    assert world.last("answerCallbackQuery")["show_alert"] is True
    assert world.screens == []
    assert world.chats.known == {}


async def test_an_admins_press_is_followed(world: World) -> None:
    world.telegram.status = "creator"

    await world.sends_data("1:on:sleep", chat=GROUP)

    assert world.follows(GROUP) == ["sleep"]


async def test_everybody_may_turn_pages(world: World) -> None:
    await world.sends_data("1:latest:all:", chat=GROUP)

    assert world.count("editMessageText") == 1


@pytest.mark.parametrize("text", ["gene therapy", "/nonsense", "/help@another_bot"])
async def test_talk_in_a_group_is_not_for_us(world: World, text: str) -> None:
    await world.says(text, chat=GROUP)

    assert world.screens == []


async def test_an_unknown_command_that_names_us_is_answered(world: World) -> None:
    await world.says("/latst@Health_News_Bot", chat=GROUP)

    assert world.text.endswith("Did you mean /latest?")


async def test_answers_and_alerts_stay_in_the_forum_topic(world: World) -> None:
    world.telegram.status = "creator"

    await world.says("/subscribe sleep", chat=GROUP, message_thread_id=5, is_topic_message=True)

    assert world.screens[-1]["message_thread_id"] == 5
    assert world.chats.known[ChatId(-100)].address == Address(chat_id=ChatId(-100), thread=5)


async def test_the_thread_of_a_reply_is_no_forum_topic(world: World) -> None:
    await world.says("/help", chat=GROUP, message_thread_id=5)

    assert "message_thread_id" not in world.screens[-1]


async def test_a_post_in_a_channel_is_an_admins(world: World) -> None:
    await world.says("/subscribe sleep", chat=CHANNEL, sender_chat=CHANNEL, **{"from": None})

    assert world.follows(CHANNEL) == ["sleep"]


async def test_a_post_without_a_name_is_not_trusted(world: World) -> None:
    await world.says("/subscribe sleep", chat=CHANNEL, **{"from": None})

    assert world.text == REFUSAL


def change(old: str, new: str, chat: dict[str, object]) -> dict[str, object]:
    user = {"id": 7, "is_bot": False, "first_name": "Anna"}
    members = [
        {"status": status, "user": BOT} | ({"until_date": 0} if status == "kicked" else {})
        for status in (old, new)
    ]
    return {
        "chat": chat,
        "from": user,
        "date": 1,
        "old_chat_member": members[0],
        "new_chat_member": members[1],
    }


@pytest.mark.parametrize("out", ["kicked", "left"])
async def test_a_closed_chat_is_left_alone_until_it_opens_again(world: World, out: str) -> None:
    chat = Chat(address=Address(chat_id=ChatId(-100), thread=5))
    await world.subscriptions.follow(chat, Subject("sleep"), NOW)
    await world.hears(my_chat_member=change("member", out, dict(GROUP)))
    closed = world.chats.known[ChatId(-100)]
    await world.hears(my_chat_member=change(out, "member", dict(GROUP)))
    again = world.chats.known[ChatId(-100)]

    assert closed.blocked_at == NOW
    assert again.blocked_at is None
    assert again.address.thread == 5
    assert world.follows(GROUP) == ["sleep"]


@pytest.mark.parametrize("chat", [GROUP, PRIVATE])
@pytest.mark.parametrize("command", ["/stop", "/pause"])
async def test_alerts_that_were_ended_do_not_come_back_with_an_open_door(
    world: World, command: str, chat: dict[str, object]
) -> None:
    world.telegram.status = "creator"
    await world.says("/subscribe sleep", chat=chat)
    await world.says(command, chat=chat)
    before = dict(world.chats.known)

    await world.hears(my_chat_member=change("member", "kicked", dict(chat)))
    await world.hears(my_chat_member=change("kicked", "member", dict(chat)))

    assert world.chats.known == before
    assert any(each.stopped_at or each.paused_until for each in before.values())


async def test_a_chat_we_do_not_know_is_not_remembered_for_leaving(world: World) -> None:
    await world.hears(my_chat_member=change("member", "kicked", dict(GROUP)))
    await world.hears(my_chat_member=change("kicked", "member", dict(GROUP)))

    assert world.chats.known == {}


async def test_becoming_an_admin_is_not_a_return(world: World) -> None:
    chat = Chat(address=Address(chat_id=ChatId(-100)), stopped_at=NOW)
    world.chats.known[ChatId(-100)] = chat

    await world.hears(my_chat_member=change("member", "member", dict(GROUP)))

    assert world.chats.known[ChatId(-100)] == chat


async def test_a_group_that_moves_takes_its_topics_along(world: World) -> None:
    small = {"id": -9, "type": "group", "title": "Patients"}
    chat = Chat(address=Address(chat_id=ChatId(-9)))
    await world.subscriptions.follow(chat, Subject("sleep"), NOW)

    await world.shares(chat=small, migrate_to_chat_id=-100)

    assert world.follows(GROUP) == ["sleep"]
    assert ChatId(-9) not in world.chats.known
