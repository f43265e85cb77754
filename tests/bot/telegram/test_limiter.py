"""One turnstile before Telegram, with the real library before it and a real server behind."""

import asyncio
from datetime import timedelta
from itertools import pairwise
from statistics import median

import pytest
from telegram.error import RetryAfter

from bot.clock import SteadyClock
from bot.telegram.limiter import (
    ALERT_PATIENCE,
    IN_FLIGHT,
    LONGEST_HALT,
    REPLY_PATIENCE,
    LaneLimiter,
    in_flight_at,
    span_of,
)
from bot.telegram.messenger import TelegramMessenger
from bot.telegram.transport import NotSentError
from delivery.pace import Pace
from news.models import Address, ChatId, Lane, Message
from news.outcomes import NotSent, Sent, Throttled
from sandbox.server import Sandbox
from tests.bot.telegram.conftest import CHATS, ROOM, Line, connected
from tests.fakes import FakeClock

ANA, BEN, *_, CLEO = CHATS


def sent(sandbox: Sandbox) -> list[str]:
    """The texts of all messages in the order in which they arrived."""
    return [call["params"]["text"] for call in sandbox.outbox if call["method"] == "sendMessage"]


async def test_a_reply_overtakes_the_alerts_that_wait(root: str, sandbox: Sandbox) -> None:
    async with connected(root, per_second=100) as line, asyncio.TaskGroup() as group:
        for chat_id in CHATS[:20]:
            group.create_task(line.say(chat_id, "alert"))
        await sandbox.wait_for(lambda: sent(sandbox))

        before = len(line.request.began)
        await line.say(CLEO, "reply", Lane.REPLY)

        assert sent(sandbox).index("reply") <= before + 1
        assert len(sent(sandbox)) < 20


async def test_what_goes_without_a_lane_is_a_reply(root: str, sandbox: Sandbox) -> None:
    async with connected(root, per_second=100) as line, asyncio.TaskGroup() as group:
        for chat_id in CHATS[:20]:
            group.create_task(line.say(chat_id, "alert"))
        await sandbox.wait_for(lambda: sent(sandbox))

        await line.bot.send_message(CLEO, "reply")

        assert len(sent(sandbox)) < 20


async def test_safety_goes_before_alerts_and_alerts_before_digests(
    root: str, sandbox: Sandbox
) -> None:
    lanes = (Lane.ALERT, Lane.DIGEST, Lane.ALERT, Lane.SAFETY)
    async with connected(root, per_second=50) as line, asyncio.TaskGroup() as group:
        for chat_id, lane in zip(CHATS, lanes, strict=False):
            group.create_task(line.say(chat_id, lane.name, lane))

    assert sent(sandbox) == ["ALERT", "SAFETY", "ALERT", "DIGEST"]


async def test_alerts_are_spaced_evenly_at_the_rate(root: str, sandbox: Sandbox) -> None:
    rate, number, most = 200, 60, in_flight_at(200)
    async with connected(root, per_second=rate) as line:
        await asyncio.gather(*(line.say(chat_id, "alert") for chat_id in CHATS[:number]))
        began = line.request.began

    assert len(began) == number
    assert began[-1] - began[0] >= 0.97 * (number - 1) / rate
    assert median(b - a for a, b in pairwise(began)) < 5 / rate
    tenth = 0.1
    for start in began:
        # A busy machine may let a few come late and so close together, never a burst.
        assert sum(start <= at < start + tenth for at in began) <= tenth * rate + 1 + most


async def test_a_slow_telegram_never_has_more_than_a_handful_of_alerts_in_flight(
    line: Line, sandbox: Sandbox
) -> None:
    sandbox.faults.add("slow", method="sendMessage", times=None, value=0.2)

    await asyncio.gather(*(line.say(chat_id, "alert") for chat_id in CHATS))

    assert line.request.most == ROOM
    assert len(sent(sandbox)) == len(CHATS)


@pytest.mark.parametrize(
    ("per_second", "alerts"), [(0.1, 8), (29, 8), (100, 8), (150, 13), (1_000, 84)]
)
def test_how_many_a_crash_may_repeat_follows_from_the_rate(per_second: float, alerts: int) -> None:
    assert in_flight_at(per_second) == alerts


async def test_a_reply_finds_room_when_alerts_have_none(root: str, sandbox: Sandbox) -> None:
    sandbox.faults.add("slow", method="sendMessage", times=IN_FLIGHT, value=1)
    async with connected(root, per_second=100) as line, asyncio.TaskGroup() as group:
        for chat_id in CHATS[: IN_FLIGHT + 5]:
            group.create_task(line.say(chat_id, "alert"))
        await line.request.is_full.wait()

        await line.say(CLEO, "reply", Lane.REPLY)

        assert sent(sandbox) == ["reply"]


async def test_outcomes_that_are_not_written_yet_take_up_room_too(root: str) -> None:
    unwritten = ROOM
    async with connected(root, unwritten=lambda: unwritten) as line, asyncio.TaskGroup() as group:
        group.create_task(line.say(ANA, "alert"))
        await line.say(BEN, "reply", Lane.REPLY)
        assert len(line.request.began) == 1

        unwritten = 0
        line.limiter.look_again()

    assert len(line.request.began) == 2


async def test_an_outcome_that_is_still_to_be_written_keeps_the_place_of_its_alert() -> None:
    clock, leave = FakeClock(), asyncio.Event()
    limiter = LaneLimiter(Pace(100), clock)
    entered: list[int] = []
    unwritten: list[int] = []
    limiter.count_in(lambda: len(unwritten))

    async def alert(number: int) -> None:
        async with limiter.turn(None, Lane.ALERT):
            entered.append(number)
            await leave.wait()
        unwritten.append(number)  # as the sender does, at once

    async with asyncio.TaskGroup() as group:
        for number in range(IN_FLIGHT + 3):
            group.create_task(alert(number))
        for _ in range(IN_FLIGHT + 3):
            await let_go_on()
            clock.moment += timedelta(seconds=1)
            limiter.look_again()
        leave.set()
        await let_go_on()
        assert len(entered) == IN_FLIGHT

        for _ in range(3):
            unwritten.clear()
            clock.moment += timedelta(seconds=1)
            limiter.look_again()
            await let_go_on()

    assert len(entered) == IN_FLIGHT + 3


async def test_a_429_halts_everything_and_gives_the_alert_back(
    line: Line, sandbox: Sandbox
) -> None:
    sandbox.faults.add("throttle", method="sendMessage", value=1)
    messenger, hello = TelegramMessenger(line.bot, line.limiter), Message(text="alert")

    first = await messenger.send(Address(chat_id=ChatId(ANA)), hello)
    second = await messenger.send(Address(chat_id=ChatId(BEN)), hello)

    assert first == Throttled(timedelta(seconds=1))
    assert isinstance(second, Sent)
    refused_at, sent_at = line.request.began
    assert sent_at - refused_at >= 0.98


async def test_a_reply_that_was_refused_is_offered_again(line: Line, sandbox: Sandbox) -> None:
    sandbox.faults.add("throttle", method="sendMessage", value=1)

    await line.say(ANA, "reply", Lane.REPLY)

    assert len(line.request.began) == 2
    (message,) = sandbox.world.chat(ANA).messages.values()
    assert message.text == "reply"


async def test_a_reply_that_is_refused_again_and_again_is_given_up() -> None:
    limiter = LaneLimiter(Pace(1_000), SteadyClock())
    await limiter.initialize()
    tries = []

    async def refused() -> bool:
        tries.append(1)
        raise RetryAfter(timedelta())

    with pytest.raises(RetryAfter):
        await limiter.process_request(refused, (), {}, "sendMessage", {"chat_id": ANA}, Lane.REPLY)

    assert len(tries) == 3
    await limiter.shutdown()


async def test_closing_gives_back_the_alerts_that_wait_and_lets_replies_through(
    root: str, sandbox: Sandbox
) -> None:
    hello = Message(text="alert")
    async with connected(root, per_second=20) as line:
        messenger = TelegramMessenger(line.bot, line.limiter)
        async with asyncio.TaskGroup() as group:
            sends = [
                group.create_task(messenger.send(Address(chat_id=ChatId(chat_id)), hello))
                for chat_id in CHATS[:10]
            ]
            await sandbox.wait_for(lambda: sent(sandbox))
            line.limiter.close()
            await line.say(CLEO, "reply", Lane.REPLY)

        outcomes = [send.result() for send in sends]
        late = await messenger.send(Address(chat_id=ChatId(ANA)), hello)

    passed_before = len(sent(sandbox)) - 1
    assert 1 <= passed_before < 10
    assert all(isinstance(outcome, Sent) for outcome in outcomes[:passed_before])
    assert set(outcomes[passed_before:]) == {NotSent("stopping")} == {late}


@pytest.mark.parametrize(
    ("lane", "patience"), [(Lane.ALERT, ALERT_PATIENCE), (Lane.REPLY, REPLY_PATIENCE)]
)
async def test_who_would_wait_too_long_is_told_so_at_once(
    lane: Lane, patience: timedelta, line: Line
) -> None:
    line.pace.refused(None, patience + timedelta(seconds=9), line.limiter._clock.now())
    messenger = TelegramMessenger(line.bot, line.limiter, lane=lane)

    async with asyncio.timeout(5):
        outcome = await messenger.send(Address(chat_id=ChatId(ANA)), Message(text="Hello"))

    assert isinstance(outcome, Throttled)
    assert patience < outcome.retry_after <= patience + timedelta(seconds=9)
    assert line.request.began == []


async def test_an_alert_that_has_waited_too_long_goes_home_rather_than_out() -> None:
    clock = FakeClock()
    limiter = LaneLimiter(Pace(1_000), clock)
    unwritten = ROOM
    limiter.count_in(lambda: unwritten)

    async def alert(chat_id: int) -> None:
        async with limiter.turn(ChatId(chat_id), Lane.ALERT):
            pass

    late = asyncio.create_task(alert(ANA))
    await let_go_on()
    clock.moment += ALERT_PATIENCE + timedelta(seconds=1)  # as when the process was stopped
    fresh = asyncio.create_task(alert(BEN))
    await let_go_on()
    unwritten = 0
    limiter.look_again()
    await let_go_on()

    assert isinstance(late.exception(), RetryAfter)
    assert fresh.exception() is None


async def test_whoever_waits_when_alerts_are_held_goes_home(root: str) -> None:
    async with connected(root, per_second=10) as line:
        sends = [asyncio.create_task(line.say(chat_id, "alert")) for chat_id in CHATS[:3]]
        await let_go_on()

        line.limiter.hold()
        outcomes = await asyncio.gather(*sends, return_exceptions=True)

    assert [isinstance(outcome, RetryAfter) for outcome in outcomes] == [False, True, True]


async def test_who_is_broken_off_in_the_moment_of_their_turn_leaves_no_place_taken() -> None:
    limiter = LaneLimiter(Pace(0.001), SteadyClock())

    async def alert() -> None:
        async with limiter.turn(None, Lane.ALERT):
            raise AssertionError("never on the wire")

    send = asyncio.create_task(alert())
    await asyncio.sleep(0)  # its turn has come, and it does not know yet
    send.cancel()
    await asyncio.wait([send])

    assert limiter._in_flight == 0


@pytest.mark.parametrize(
    ("told", "kept"),
    [
        (7, timedelta(seconds=7)),
        (timedelta(hours=2), timedelta(hours=2)),
        (10**30, LONGEST_HALT),
        (timedelta.max, LONGEST_HALT),
    ],
)
def test_nobody_is_told_to_wait_for_ever(told: int | timedelta, kept: timedelta) -> None:
    assert span_of(told) == kept


async def test_a_halt_of_all_is_told_as_long_as_it_sends_everybody_home(line: Line) -> None:
    assert line.limiter.rest() == timedelta()

    line.limiter.halt(ALERT_PATIENCE)
    assert line.limiter.rest() == timedelta()
    line.limiter.halt(timedelta(minutes=5))

    assert timedelta(minutes=4.9) < line.limiter.rest() <= timedelta(minutes=5)


async def test_at_the_end_nobody_waits_for_ever(sandbox: Sandbox, root: str) -> None:
    async with connected(root) as line, asyncio.timeout(5):
        line.pace.refused(None, REPLY_PATIENCE / 2, line.limiter._clock.now())
        reply = asyncio.create_task(line.say(ANA, "reply", Lane.REPLY))
        await let_go_on()
        await line.limiter.shutdown()

        with pytest.raises(NotSentError):
            await reply
        with pytest.raises(NotSentError):
            await line.say(ANA, "another", Lane.REPLY)


async def test_calls_that_write_to_no_chat_do_not_wait(line: Line, sandbox: Sandbox) -> None:
    line.pace.refused(None, timedelta(hours=1), line.limiter._clock.now())

    async with asyncio.timeout(5):
        assert (await line.bot.get_me()).is_bot


async def test_who_gave_up_waiting_takes_nobodys_turn(root: str, sandbox: Sandbox) -> None:
    async with connected(root, per_second=20) as line:
        sends = [asyncio.create_task(line.say(chat_id, str(chat_id))) for chat_id in CHATS[:4]]
        await sandbox.wait_for(lambda: sent(sandbox))
        sends[1].cancel()
        await asyncio.wait(sends)

    assert sent(sandbox) == [str(CHATS[0]), str(CHATS[2]), str(CHATS[3])]


async def let_go_on() -> None:
    """Let everything that can go on now go on."""
    for _ in range(20):
        await asyncio.sleep(0)
