"""What Telegram's words mean: from each of its answers to an outcome."""

from datetime import timedelta

import pytest

from bot.telegram.messenger import TelegramMessenger
from news.models import Address, Button, ChatId, Lane, Message
from news.outcomes import Moved, NotSent, Rejected, Sent, Throttled, Unreachable, Unsure
from sandbox.server import Sandbox
from tests.bot.telegram.conftest import CHATS, Line

ANA, BEN = (Address(chat_id=ChatId(chat_id)) for chat_id in CHATS[:2])
FORUM = Address(chat_id=ChatId(-100_500), thread=7)
HELLO = Message(text="<b>Hello</b> &amp; welcome")

CLOSED = [
    ("forbidden", "bot was blocked by the user"),
    ("forbidden", "user is deactivated"),
    ("forbidden", "bot was kicked from the group chat"),
    ("forbidden", "bot was kicked from the supergroup chat"),
    ("forbidden", "bot was kicked from the channel chat"),
    ("forbidden", "bot is not a member of the channel chat"),
    ("forbidden", "bot can't initiate conversation with a user"),
    ("bad_request", "chat not found"),
    ("bad_request", "private chat not found"),
    ("bad_request", "PEER_ID_INVALID"),
    ("bad_request", "not enough rights to send text messages to the chat"),
    ("bad_request", "CHAT_WRITE_FORBIDDEN"),
    ("bad_request", "CHAT_RESTRICTED"),
]
HOPELESS = [
    "message is too long",
    "reply markup is too long",
    "BUTTON_DATA_INVALID",
    "BUTTON_URL_INVALID",
]
CLOSED_THREADS = ["TOPIC_CLOSED", "TOPIC_DELETED", "message thread not found"]


def messenger_on(line: Line) -> TelegramMessenger:
    """On the lane of replies, which does not make a test wait a second for each chat."""
    return TelegramMessenger(line.bot, line.limiter, lane=Lane.REPLY)


async def test_a_message_that_arrives_is_sent_with_its_number(line: Line, sandbox: Sandbox) -> None:
    outcome = await messenger_on(line).send(ANA, HELLO)

    (message,) = sandbox.world.chat(ANA.chat_id).messages.values()
    assert outcome == Sent(message.id)
    assert message.text == "Hello & welcome"


@pytest.mark.parametrize(("kind", "reason"), CLOSED)
async def test_a_chat_that_is_closed_to_us_is_unreachable(
    kind: str, reason: str, line: Line, sandbox: Sandbox
) -> None:
    sandbox.faults.add(kind, value=reason)

    outcome = await messenger_on(line).send(ANA, HELLO)

    assert isinstance(outcome, Unreachable)
    assert reason.lower() in outcome.reason.lower()


@pytest.mark.parametrize("reason", HOPELESS)
async def test_a_message_that_telegram_will_never_take_is_rejected(
    reason: str, line: Line, sandbox: Sandbox
) -> None:
    sandbox.faults.add("bad_request", value=reason)

    assert isinstance(await messenger_on(line).send(ANA, HELLO), Rejected)


@pytest.mark.parametrize("reason", CLOSED_THREADS)
async def test_a_thread_that_is_closed_is_left_for_the_chat_itself(
    reason: str, line: Line, sandbox: Sandbox
) -> None:
    sandbox.faults.add("bad_request", value=reason, times=2)
    messenger = messenger_on(line)

    in_thread = await messenger.send(FORUM, HELLO)
    without = await messenger.send(ANA, HELLO)

    assert in_thread == Moved(Address(chat_id=FORUM.chat_id))
    assert isinstance(without, Rejected)


async def test_a_group_that_became_a_supergroup_has_moved(line: Line, sandbox: Sandbox) -> None:
    sandbox.faults.add("migrate", value=-100_900)

    outcome = await messenger_on(line).send(Address(chat_id=ChatId(-500)), HELLO)

    assert outcome == Moved(Address(chat_id=ChatId(-100_900)))


async def test_a_429_is_throttled_and_offered_once_only(line: Line, sandbox: Sandbox) -> None:
    sandbox.faults.add("throttle", value=17)

    outcome = await TelegramMessenger(line.bot, line.limiter).send(ANA, HELLO)

    assert isinstance(outcome, Throttled)
    assert outcome.retry_after.total_seconds() == 17
    assert len(line.request.began) == 1


async def test_html_of_ours_that_is_refused_goes_out_as_plain_text(
    line: Line, sandbox: Sandbox, caplog: pytest.LogCaptureFixture
) -> None:
    sandbox.faults.add("bad_request", value="can't parse entities: unclosed tag at byte offset 9")
    message = Message(text=HELLO.text, buttons=((Button(text="Stop", data="1:s"),),))

    outcome = await messenger_on(line).send(ANA, message)

    (arrived,) = sandbox.world.chat(ANA.chat_id).messages.values()
    assert outcome == Sent(arrived.id)
    assert arrived.text == "Hello & welcome"
    assert "Stop" in str(arrived.as_json())
    assert [record.levelname for record in caplog.records if record.name.startswith("bot")] == [
        "ERROR"
    ]


async def test_as_plain_text_a_list_still_leads_to_its_sources(
    line: Line, sandbox: Sandbox
) -> None:
    sandbox.faults.add("bad_request", value="can't parse entities: unclosed tag at byte offset 9")
    message = Message(text='<a href="https://a.example/?x=1&amp;y=2">First &lt;3</a>\nSource')

    await messenger_on(line).send(ANA, message)

    (arrived,) = sandbox.world.chat(ANA.chat_id).messages.values()
    assert arrived.text == "First <3 https://a.example/?x=1&y=2\nSource"


async def test_plain_text_that_is_refused_too_is_judged_like_any_other(
    line: Line, sandbox: Sandbox
) -> None:
    sandbox.faults.add("bad_request", value="can't parse entities: unclosed tag at byte offset 9")
    sandbox.faults.add("forbidden")

    assert isinstance(await messenger_on(line).send(ANA, HELLO), Unreachable)


@pytest.mark.parametrize("kind", ["server_error", "bad_gateway", "unauthorized"])
async def test_a_telegram_that_is_down_or_does_not_know_us_has_sent_nothing(
    kind: str, line: Line, sandbox: Sandbox
) -> None:
    sandbox.faults.add(kind, method="sendMessage")

    assert isinstance(await TelegramMessenger(line.bot, line.limiter).send(ANA, HELLO), NotSent)


@pytest.mark.parametrize("kind", ["drop_before", "drop_after"])
async def test_a_lost_answer_leaves_us_unsure(kind: str, line: Line, sandbox: Sandbox) -> None:
    sandbox.faults.add(kind, method="sendMessage")

    assert isinstance(await messenger_on(line).send(ANA, HELLO), Unsure)


async def test_after_a_lost_answer_no_alert_goes_out_before_telegram_answers(
    line: Line, sandbox: Sandbox
) -> None:
    messenger = TelegramMessenger(line.bot, line.limiter)
    sandbox.faults.add("drop_after", method="sendMessage")
    await messenger.send(ANA, HELLO)

    held = await messenger.send(BEN, HELLO)
    sandbox.faults.add("bad_gateway", method="getMe")
    assert not await messenger.answers()
    still_held = await messenger.send(BEN, HELLO)
    assert await messenger.answers()
    messenger.resume()
    free = await messenger.send(BEN, HELLO)

    assert held == still_held == Throttled(timedelta())
    assert isinstance(free, Sent)
    assert len(line.request.began) == 2


async def test_while_alerts_are_held_a_reader_is_answered(line: Line, sandbox: Sandbox) -> None:
    line.limiter.hold()

    await line.say(BEN.chat_id, "reply", Lane.REPLY)

    assert len(sandbox.world.chat(BEN.chat_id).messages) == 1


@pytest.mark.parametrize("answer", [b"{}", b'{"ok":true}', b'{"ok":true,"result":true}', b"<html>"])
async def test_an_answer_that_nobody_understands_leaves_us_unsure(
    answer: bytes, line: Line, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def answered(*_: object, **__: object) -> tuple[int, bytes]:
        return 200, answer

    monkeypatch.setattr(type(line.request), "do_request", answered)

    assert isinstance(await messenger_on(line).send(ANA, HELLO), Unsure)


async def test_paid_broadcasts_say_so_and_others_do_not(line: Line, sandbox: Sandbox) -> None:
    await TelegramMessenger(line.bot, line.limiter, lane=Lane.REPLY, is_paid=True).send(ANA, HELLO)
    await messenger_on(line).send(ANA, HELLO)

    paid, free = (call["params"] for call in sandbox.outbox if call["method"] == "sendMessage")
    assert paid["allow_paid_broadcast"] is True
    assert "allow_paid_broadcast" not in free


async def test_nobody_listening_means_not_sent(line: Line, sandbox: Sandbox) -> None:
    await sandbox.stop()

    assert isinstance(await messenger_on(line).send(ANA, HELLO), NotSent | Unsure)
    assert isinstance(await messenger_on(line).send(ANA, HELLO), NotSent)


async def test_it_says_quietly_what_is_meant_to_be_quiet(line: Line, sandbox: Sandbox) -> None:
    messenger = messenger_on(line)

    await messenger.send(ANA, HELLO)
    await messenger.send(ANA, Message(text="Psst", silent=True))

    loud, quiet = (call["params"] for call in sandbox.outbox if call["method"] == "sendMessage")
    assert "disable_notification" not in loud
    assert quiet["disable_notification"] is True
