"""What people do reaches the bot as the updates Telegram would send."""

import pytest

from sandbox.ledger import ImpossibleError
from sandbox.world import World
from tests.sandbox.conftest import NOON, Clock, Telegram

GROUP = -77


def kinds(telegram: Telegram) -> list[str]:
    return [next(key for key in update if key != "update_id") for update in telegram.updates()]


def test_three_people_have_their_chats_open(telegram: Telegram) -> None:
    for chat_id in (101, 102, 103):
        assert telegram.send(chat_id=chat_id)["chat"]["type"] == "private"


def test_whoever_writes_opens_a_chat(telegram: Telegram) -> None:
    telegram.world.say(555, "/start")

    assert telegram.send(chat_id=555)
    assert kinds(telegram) == ["message"]


def test_ids_go_up_over_restarts_and_resets() -> None:
    clock = Clock()
    first = World(clock)
    said = [first.say(101, "x").id for _ in range(100)]
    before = first.updates.take(0, 100)[-1]["update_id"]
    first.reset()
    said.append(first.say(101, "x").id)
    clock.now += 10
    second = World(clock)
    said.append(second.say(101, "x").id)

    assert said == sorted(set(said))
    assert second.updates.take(0, 1)[0]["update_id"] > before
    assert said[-1] < 2**31


def test_in_a_group_the_bot_hears_only_what_is_meant_for_it(telegram: Telegram) -> None:
    world = telegram.world
    world.say(GROUP, "first words")
    assert kinds(telegram) == ["my_chat_member"]

    mine = telegram.send(chat_id=GROUP)["message_id"]
    for text in ("small talk", "/latest", "hello @health_news_bot"):
        world.say(GROUP, text)
    world.say(GROUP, "an answer", reply_to=mine)
    heard = [update["message"]["text"] for update in telegram.updates()]
    assert heard == ["/latest", "hello @health_news_bot", "an answer"]

    world.set_standing(world.chat(GROUP), "administrator")
    world.say(GROUP, "small talk")
    assert kinds(telegram) == ["my_chat_member", "message"]

    world.set_standing(world.chat(GROUP), "kicked")
    world.say(GROUP, "/latest")
    assert kinds(telegram) == ["my_chat_member"]


def test_blocking_is_told_once_and_ends_when_the_person_writes(telegram: Telegram) -> None:
    telegram.world.block(101, blocked=True)
    telegram.world.block(101, blocked=True)

    [update] = telegram.updates()
    change = update["my_chat_member"]
    assert change["from"]["id"] == 101
    assert change["old_chat_member"]["status"] == "member"
    assert change["new_chat_member"]["status"] == "kicked"
    telegram.world.say(101, "/start")
    assert kinds(telegram) == ["my_chat_member", "message"]


def test_others_coming_and_going_is_told_only_if_asked_for(telegram: Telegram) -> None:
    world = telegram.world
    group = world.add_chat(GROUP)
    telegram.updates()

    world.set_standing(group, "member", user=world.user(102))
    assert telegram.updates() == []
    world.updates.allow(["chat_member"])
    world.set_standing(group, "left", user=world.user(102))
    world.say(GROUP, "/latest")

    assert kinds(telegram) == ["chat_member"]


def test_a_group_that_moves_says_so_on_both_sides(telegram: Telegram) -> None:
    world = telegram.world
    world.add_chat(GROUP, title="Family")
    telegram.updates()

    new_id = world.migrate(GROUP)

    old, new = (update["message"] for update in telegram.updates())
    assert (old["chat"]["id"], old["migrate_to_chat_id"]) == (GROUP, new_id)
    assert (new["chat"]["id"], new["migrate_from_chat_id"]) == (new_id, GROUP)
    assert new["chat"] == {"id": new_id, "type": "supergroup", "title": "Family"}
    assert telegram.send(chat_id=new_id)
    with pytest.raises(ImpossibleError, match="has moved"):
        world.say(GROUP, "/latest")
    with pytest.raises(ImpossibleError, match="only once"):
        world.migrate(GROUP)


def test_a_press_that_cannot_be_is_explained(telegram: Telegram) -> None:
    rows = [[{"text": "Go", "callback_data": "g"}, {"text": "Read", "url": "https://e.org"}]]
    sent = telegram.send(reply_markup={"inline_keyboard": rows})["message_id"]

    with pytest.raises(ImpossibleError, match=r"no button 'Stop'.*there: 'Go', 'Read'"):
        telegram.world.press(101, sent, label="Stop")
    with pytest.raises(ImpossibleError, match="calls nobody back"):
        telegram.world.press(101, sent, label="Read")
    with pytest.raises(ImpossibleError, match="no message 5"):
        telegram.world.press(101, 5, label="Go")
    with pytest.raises(ImpossibleError, match="no chat 999"):
        telegram.world.press(999, sent, label="Go")


def test_a_press_in_a_group_carries_who_and_the_whole_message(telegram: Telegram) -> None:
    telegram.world.add_chat(GROUP)
    rows = [[{"text": "Go", "callback_data": "g"}]]
    sent = telegram.send(chat_id=GROUP, reply_markup={"inline_keyboard": rows})
    telegram.updates()

    telegram.world.press(GROUP, sent["message_id"], label="Go", user_id=103)

    [update] = telegram.updates()
    query = update["callback_query"]
    assert (query["data"], query["from"]["first_name"]) == ("g", "Chen")
    assert query["message"] == sent


def test_a_channel_post_is_its_own_kind_of_update(telegram: Telegram) -> None:
    telegram.world.add_chat(-500, kind="channel", title="News")
    telegram.updates()

    telegram.world.say(-500, "/start")

    [update] = telegram.updates()
    assert update["channel_post"]["sender_chat"]["title"] == "News"
    assert "from" not in update["channel_post"]


def test_commands_and_links_are_marked_where_nothing_else_is(telegram: Telegram) -> None:
    sent = telegram.send(
        "🩺 /help (https://e.org/a). <code>/no</code> <a href='https://e.org'>/nor</a> a/b",
        parse_mode="HTML",
    )

    marked = [(e["type"], e["offset"], e["length"]) for e in sent["entities"]]
    assert marked == [
        ("bot_command", 3, 5),
        ("url", 10, 15),
        ("code", 28, 3),
        ("text_link", 32, 4),
    ]


def test_the_transcript_names_the_link_that_gets_a_preview(telegram: Telegram) -> None:
    telegram.send("see https://e.org/a")
    telegram.send("see https://e.org/a", link_preview_options={"is_disabled": True})
    telegram.send("see https://e.org/a", link_preview_options={"url": "https://e.org/b"})
    telegram.send("nothing")

    previews = [seen["preview"] for seen in telegram.world.transcript(101)]

    assert previews == ["https://e.org/a", None, "https://e.org/b", None]


def test_updates_are_confirmed_by_offset_and_limited(telegram: Telegram) -> None:
    updates = telegram.world.updates
    for text in "abcd":
        telegram.world.say(101, text)
    first = updates.take(0, 100)[0]["update_id"]

    assert len(updates.take(0, 2)) == 2
    assert len(updates.take(first, 100)) == 4
    assert [u["update_id"] for u in updates.take(first + 1, 100)] == [first + n for n in (1, 2, 3)]
    assert [u["update_id"] for u in updates.take(-1, 100)] == [first + 3]
    assert len(updates) == 1


def test_updates_are_kept_for_a_day(telegram: Telegram) -> None:
    telegram.world.say(101, "old")
    telegram.clock.now = NOON + 23 * 3600
    telegram.world.say(101, "new")
    telegram.clock.now = NOON + 25 * 3600

    [update] = telegram.world.updates.take(0, 100)

    assert update["message"]["text"] == "new"


def test_a_chat_that_is_there_takes_new_particulars_and_keeps_its_messages(
    telegram: Telegram,
) -> None:
    telegram.world.say(101, "/start")
    telegram.world.add_chat(101, title="Anna", language_code="de")
    telegram.world.say(101, "/help")

    assert [seen["text"] for seen in telegram.world.transcript(101)] == ["/start", "/help"]
    sender = telegram.updates()[-1]["message"]["from"]
    assert (sender["first_name"], sender["language_code"]) == ("Anna", "de")
