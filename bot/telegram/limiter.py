"""One turnstile before Telegram: replies before alerts, evenly spaced, halted when told so."""

import asyncio
import itertools
import logging
from bisect import insort
from collections.abc import AsyncIterator, Callable, Collection, Coroutine
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from telegram._utils.types import JSONDict
from telegram.error import RetryAfter, TelegramError
from telegram.ext import BaseRateLimiter

from bot.telegram.transport import NotSentError
from delivery.pace import Pace
from news.models import ChatId, Lane
from news.ports import Clock

log = logging.getLogger(__name__)

# How often a reply is tried that was refused for now. An alert goes back to the outbox instead.
REPLY_TRIES = 3
NEXT_TRY = timedelta(seconds=1)
# A crash repeats at most the alerts that are on the wire or not yet marked: this many, or as many
# as a faster bot sends in the time that a call and its mark may take.
IN_FLIGHT = 8
CALL_AND_MARK = timedelta(milliseconds=64 + 20)
# Whoever would wait, or has waited, longer than this goes home. An alert is better kept in the
# outbox than here: it is leased for a minute, and it would take the place of one that could go.
ALERT_PATIENCE = timedelta(seconds=15)
REPLY_PATIENCE = timedelta(minutes=1)
LONGEST_HALT = timedelta(days=1)
_TIDY = 1_000
_ALERTS = frozenset(Lane) - {Lane.REPLY}


def in_flight_at(per_second: float) -> int:
    """How many alerts a crash may repeat at this rate: 8 up to 100 a second, 84 at 1,000."""
    return max(IN_FLIGHT, round(per_second * CALL_AND_MARK.total_seconds()))


@dataclass(order=True, slots=True)
class _Waiting:
    lane: Lane
    number: int
    chat_id: ChatId | None = field(compare=False)
    since: datetime = field(compare=False)
    turn: asyncio.Future[None] = field(compare=False)

    def send_home(self, error: TelegramError) -> None:
        if not self.turn.done():
            self.turn.set_exception(error)


class LaneLimiter(BaseRateLimiter[Lane]):
    """Lets calls that write to a chat through, one by one. A call's lane is its rate_limit_args."""

    def __init__(self, pace: Pace, clock: Clock) -> None:
        self._pace = pace
        self._unwritten: Callable[[], int] = lambda: 0
        self._clock = clock
        self._room = in_flight_at(pace.per_second)
        self._in_flight = 0
        self._waiting: list[_Waiting] = []  # in the order in which they go
        self._numbers = itertools.count()
        self._bell: asyncio.TimerHandle | None = None
        self._is_held = False
        self._closed_to: Collection[Lane] = ()

    async def initialize(self) -> None:
        """Nothing to begin."""

    async def shutdown(self) -> None:
        """Let nobody through any more. Whoever still waits is told that nothing was sent."""
        self._close_to(frozenset(Lane))

    def close(self) -> None:
        """Let no further alert through; those that wait were not sent."""
        self._close_to(_ALERTS)

    def hold(self) -> None:
        """Let no alert through for now; those that wait go back to the outbox."""
        self._is_held = True
        for waiting in self._waiting:
            if waiting.lane is not Lane.REPLY:
                waiting.send_home(RetryAfter(timedelta()))

    def release(self) -> None:
        """Let alerts through again."""
        self._is_held = False

    def rest(self) -> timedelta:
        """How long all alerts would be sent home; zero if they would not."""
        halted_for = self._pace.halted_until(self._clock.now()) - self._clock.now()
        return halted_for if halted_for > ALERT_PATIENCE else timedelta()

    def halt(self, span: timedelta) -> None:
        """Telegram has forbidden all for so long; whoever was told so is no longer there."""
        self._pace.refused(None, span, self._clock.now())

    def withdraw(self, chat_id: ChatId) -> None:
        """Give back the alerts that wait for their turn to this chat; it has just said no more."""
        for waiting in self._waiting:
            if waiting.chat_id == chat_id and waiting.lane is not Lane.REPLY:
                waiting.send_home(RetryAfter(timedelta()))

    def count_in(self, unwritten: Callable[[], int]) -> None:
        """Alerts that have gone out, but whose outcome a crash would forget, fill the wire too."""
        self._unwritten = unwritten

    async def process_request(
        self,
        callback: Callable[..., Coroutine[Any, Any, bool | JSONDict | list[JSONDict]]],
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,  # noqa: ARG002 – the interface's
        data: dict[str, Any],
        rate_limit_args: Lane | None,
    ) -> bool | JSONDict | list[JSONDict]:
        """Wait for the turn, then call."""
        if "chat_id" not in data:
            return await callback(*args, **kwargs)
        chat_id = ChatId(data["chat_id"]) if isinstance(data["chat_id"], int) else None
        lane = Lane.REPLY if rate_limit_args is None else rate_limit_args
        tries = REPLY_TRIES if lane is Lane.REPLY else 1
        for left in reversed(range(tries)):
            try:
                async with self.turn(chat_id, lane):
                    return await callback(*args, **kwargs)
            except RetryAfter:
                if not left:
                    raise
            except NotSentError:  # an alert comes back from the outbox, a reply only from here
                if not left or lane in self._closed_to:
                    raise
                await self._clock.sleep(NEXT_TRY)
        raise AssertionError("unreachable: the last try returns or raises")

    @asynccontextmanager
    async def turn(self, chat_id: ChatId | None, lane: Lane) -> AsyncIterator[None]:
        """Wait for the turn; within it, one call is made.

        Raises RetryAfter for who would wait too long, and NotSentError when it is closed.
        """
        await self._wait(chat_id, lane)
        try:
            yield
        except RetryAfter as error:
            self._refused(chat_id, span_of(error.retry_after))
            raise
        finally:
            if lane is not Lane.REPLY:
                self._in_flight -= 1
                # A moment later: by then its outcome counts as unwritten.
                asyncio.get_running_loop().call_soon(self.look_again)

    async def _wait(self, chat_id: ChatId | None, lane: Lane) -> None:
        if lane in self._closed_to:
            raise NotSentError("stopping")
        if self._is_held and lane is not Lane.REPLY:
            raise RetryAfter(timedelta())
        turn = asyncio.get_running_loop().create_future()
        waiting = _Waiting(lane, next(self._numbers), chat_id, self._clock.now(), turn)
        insort(self._waiting, waiting)
        self.look_again()
        try:
            await turn
        except asyncio.CancelledError:
            self._give_up(waiting)
            raise

    def _give_up(self, waiting: _Waiting) -> None:
        """Somebody was broken off while they waited, or in the very moment of their turn."""
        if waiting.turn.done() and not waiting.turn.cancelled() and not waiting.turn.exception():
            self._in_flight -= waiting.lane is not Lane.REPLY
        self.look_again()

    def _close_to(self, lanes: Collection[Lane]) -> None:
        self._closed_to = lanes
        for waiting in self._waiting:
            if waiting.lane in lanes:
                waiting.send_home(NotSentError("stopping"))
        self.look_again()

    def _refused(self, chat_id: ChatId | None, retry_after: timedelta) -> None:
        self._pace.refused(chat_id, retry_after, self._clock.now())
        log.warning("throttled", extra={"chat": chat_id, "seconds": retry_after.total_seconds()})

    def look_again(self) -> None:
        """Let everyone through whose turn it is, and wake up when the next one's will be."""
        if self._bell is not None:
            self._bell.cancel()
            self._bell = None
        ready_at = self._let_through()
        if ready_at is not None:
            seconds = max(0.0, (ready_at - self._clock.now()).total_seconds())
            self._bell = asyncio.get_running_loop().call_later(seconds, self.look_again)

    def _let_through(self) -> datetime | None:
        """Let everyone through whose turn it is; say when the next one's will be."""
        while self._waiting:
            now = self._clock.now()
            anyone_at = self._pace.ready_at(None, Lane.REPLY, now)
            if now < anyone_at <= now + ALERT_PATIENCE:
                return anyone_at  # the usual case, told without asking each of them
            first = self._first(now)
            if not isinstance(first, _Waiting):
                return first
            self._let_in(first, now)
        return None

    def _first(self, now: datetime) -> _Waiting | datetime | None:
        """Whose turn it is, or when the next one's will be; who would wait too long goes home."""
        soonest: datetime | None = None
        while self._waiting and self._waiting[0].turn.done():
            del self._waiting[0]
        for waiting in self._waiting:
            if waiting.turn.done():
                continue
            if waiting.lane is not Lane.REPLY and self._is_full():
                break  # alerts go on when one of them comes back, and that wakes us
            ready_at = self._pace.ready_at(waiting.chat_id, waiting.lane, now)
            if ready_at - now > _patience(waiting.lane):
                waiting.send_home(RetryAfter(ready_at - now))
            elif waiting.lane is not Lane.REPLY and now - waiting.since > ALERT_PATIENCE:
                waiting.send_home(RetryAfter(timedelta()))
            elif ready_at <= now:
                return waiting
            else:
                soonest = min(soonest or ready_at, ready_at)
        return soonest

    def _is_full(self) -> bool:
        """Whether a crash now would repeat as many alerts as it may."""
        return self._in_flight + self._unwritten() >= self._room

    def _let_in(self, waiting: _Waiting, now: datetime) -> None:
        self._waiting.remove(waiting)
        self._pace.take(waiting.chat_id, now)
        if waiting.number % _TIDY == 0:
            self._pace.forget_idle(now)
        if waiting.lane is not Lane.REPLY:
            self._in_flight += 1
        waiting.turn.set_result(None)


def _patience(lane: Lane) -> timedelta:
    return REPLY_PATIENCE if lane is Lane.REPLY else ALERT_PATIENCE


def span_of(retry_after: int | timedelta) -> timedelta:
    """python-telegram-bot's two ways of saying a span, as one; nobody is told to wait for ever."""
    if isinstance(retry_after, timedelta):
        return min(retry_after, LONGEST_HALT)
    return timedelta(seconds=min(retry_after, LONGEST_HALT.total_seconds()))
