"""Messages of the bot's change, go, and carry files; presses are answered."""

from sandbox.call import Upload
from sandbox.wire import Json
from tests.sandbox.conftest import Telegram, data, refusal

GROUP = -77


def test_an_edit_must_change_something_and_find_a_message_of_the_bots(telegram: Telegram) -> None:
    sent = telegram.send("<b>x</b>", parse_mode="HTML", reply_markup=data("1"))
    theirs = telegram.world.say(101, "mine").id
    same = {"chat_id": 101, "message_id": sent["message_id"], "text": "<b>x</b>"}
    same |= {"parse_mode": "HTML", "reply_markup": data("1")}

    assert "message is not modified" in refusal(telegram, "editMessageText", **same)
    assert "message to edit not found" in refusal(
        telegram, "editMessageText", **same | {"message_id": 5}
    )
    assert "message can't be edited" in refusal(
        telegram, "editMessageText", **same | {"message_id": theirs}
    )
    assert "message identifier is not specified" in refusal(
        telegram, "editMessageText", **same | {"message_id": None}
    )
    assert telegram("editMessageText", **same | {"reply_markup": data("2")})
    assert telegram("editMessageReplyMarkup", chat_id=101, message_id=sent["message_id"])
    assert "message is not modified" in refusal(
        telegram, "editMessageReplyMarkup", chat_id=101, message_id=sent["message_id"]
    )


def test_a_deleted_message_is_gone(telegram: Telegram) -> None:
    sent = telegram.send()["message_id"]

    assert telegram("deleteMessage", chat_id=101, message_id=sent) is True

    assert telegram.world.transcript(101) == []
    assert "message to delete not found" in refusal(
        telegram, "deleteMessage", chat_id=101, message_id=sent
    )


def test_in_a_group_only_an_administrator_deletes_what_others_wrote(telegram: Telegram) -> None:
    said = telegram.world.say(GROUP, "hello").id
    call: Json = {"chat_id": GROUP, "message_id": said}

    assert "message can't be deleted" in refusal(telegram, "deleteMessage", **call)
    telegram.world.set_standing(telegram.world.chat(GROUP), "administrator")
    assert telegram("deleteMessage", **call) is True


GONE = "query is too old and response timeout expired or query ID is invalid"


def test_a_press_is_answered_once_and_in_time(telegram: Telegram) -> None:
    sent = telegram.send(reply_markup=data("1"))["message_id"]
    first = telegram.world.press(101, sent, data="1")
    late = telegram.world.press(101, sent, label="x")

    assert telegram("answerCallbackQuery", callback_query_id=first) is True
    assert GONE in refusal(telegram, "answerCallbackQuery", callback_query_id=first)
    assert GONE in refusal(telegram, "answerCallbackQuery", callback_query_id="12345")
    telegram.clock.now += 61
    assert GONE in refusal(telegram, "answerCallbackQuery", callback_query_id=late)


def test_an_answer_has_at_most_two_hundred_characters(telegram: Telegram) -> None:
    sent = telegram.send(reply_markup=data("1"))["message_id"]
    query = telegram.world.press(101, sent, data="1")

    refused = refusal(telegram, "answerCallbackQuery", callback_query_id=query, text="x" * 201)

    assert refused == "400 Bad Request: MESSAGE_TOO_LONG"


def test_a_reaction_is_one_emoji_that_everybody_may_use(telegram: Telegram) -> None:
    said = telegram.world.say(101, "thanks")
    call: Json = {"chat_id": 101, "message_id": said.id}
    thumb, heart = {"type": "emoji", "emoji": "👍"}, {"type": "emoji", "emoji": "❤️‍🔥"}

    assert telegram("setMessageReaction", **call, reaction=[heart]) is True
    assert telegram.world.transcript(101)[0]["reactions"] == ["❤️‍🔥"]
    wrong = [{"type": "emoji", "emoji": "🩺"}]
    assert "REACTION_INVALID" in refusal(telegram, "setMessageReaction", **call, reaction=wrong)
    assert "TOO_MANY" in refusal(telegram, "setMessageReaction", **call, reaction=[thumb, heart])


def test_a_document_is_kept_with_its_content(telegram: Telegram) -> None:
    file = Upload("topics.csv", "text/csv", b"topic\nvaccines\n")

    telegram("sendDocument", chat_id=101, document="attach://document", file=file)

    [seen] = telegram.world.transcript(101)
    assert seen["document"] == {"name": "topics.csv", "content": "topic\nvaccines\n"}


def test_leaving_a_group_closes_it(telegram: Telegram) -> None:
    telegram.world.add_chat(GROUP)

    assert telegram("leaveChat", chat_id=GROUP) is True

    assert "not a member" in refusal(telegram, "sendMessage", chat_id=GROUP, text="x")
