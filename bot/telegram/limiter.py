"""One turnstile before Telegram: replies before alerts, evenly spaced, halted when told so."""

import asyncio
import contextlib
import itertools
import logging
from bisect import insort
from collections.abc import Callable, Collection, Coroutine
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
# A crash repeats at most the alerts that are on the wire or not yet marked: this many.
IN_FLIGHT = 8
# Whoever would wait longer than this is told so at once. An alert is better kept in the outbox
# than here: it is leased for a minute, and it would take the place of one that could go.
ALERT_PATIENCE = timedelta(seconds=15)
REPLY_PATIENCE = timedelta(minutes=1)
_TIDY = 1_000


@dataclass(order=True, slots=True)
class _Waiting:
    lane: Lane
    number: int
    chat_id: ChatId | None = field(compare=False)
    turn: asyncio.Future[None] = field(compare=False)


class LaneLimiter(BaseRateLimiter[Lane]):
    """Lets calls that write to a chat through, one by one. A call's lane is its rate_limit_args."""

    def __init__(
        self,
        pace: Pace,
        clock: Clock,
        *,
        in_flight: int = IN_FLIGHT,
    ) -> None:
        self._pace = pace
        self._unwritten: Callable[[], int] = lambda: 0
        self._clock = clock
        self._room = in_flight
        self._in_flight = 0
        self._waiting: list[_Waiting] = []  # in the order in which they go
        self._numbers = itertools.count()
        self._changed = asyncio.Event()
        self._turnstile: asyncio.Task[None] | None = None
        self._closed = False

    async def initialize(self) -> None:
        """Start the turnstile."""
        if self._turnstile is None:
            self._turnstile = asyncio.create_task(self._run(), name="turnstile")

    async def shutdown(self) -> None:
        """Stop it. Whoever still waits is told that nothing was sent."""
        self.close()
        if self._turnstile is not None:
            self._turnstile.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._turnstile
            self._turnstile = None
        self._turn_away(tuple(Lane))

    def look_again(self) -> None:
        """Something has changed that may let someone through."""
        self._changed.set()

    def withdraw(self, chat_id: ChatId) -> None:
        """Give back the alerts that wait for their turn to this chat; it has just said no more."""
        for waiting in self._waiting:
            if waiting.chat_id == chat_id and waiting.lane is not Lane.REPLY:
                _set(waiting.turn, RetryAfter(timedelta()))

    def count_in(self, unwritten: Callable[[], int]) -> None:
        """Alerts that have gone out, but whose outcome a crash would forget, fill the wire too."""
        self._unwritten = unwritten

    def close(self) -> None:
        """Let no further alert through; those that wait were not sent."""
        self._closed = True
        self._turn_away(set(Lane) - {Lane.REPLY})

    def _turn_away(self, lanes: Collection[Lane]) -> None:
        for waiting in self._waiting:
            if waiting.lane in lanes:
                _set(waiting.turn, NotSentError("stopping"))
        self._waiting = [waiting for waiting in self._waiting if not waiting.turn.done()]

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
            await self._turn(chat_id, lane)
            try:
                return await callback(*args, **kwargs)
            except RetryAfter as error:
                self._refused(chat_id, span_of(error.retry_after))
                if not left:
                    raise
            except NotSentError:  # an alert comes back from the outbox, a reply only from here
                if not left:
                    raise
                await self._clock.sleep(NEXT_TRY)
            finally:
                self._leave(lane)
        raise AssertionError("unreachable: the last try returns or raises")

    async def _turn(self, chat_id: ChatId | None, lane: Lane) -> None:
        if self._closed and (lane is not Lane.REPLY or self._turnstile is None):
            raise NotSentError("stopping")
        turn = asyncio.get_running_loop().create_future()
        insort(self._waiting, _Waiting(lane, next(self._numbers), chat_id, turn))
        self._changed.set()
        await turn

    def _leave(self, lane: Lane) -> None:
        if lane is not Lane.REPLY:
            self._in_flight -= 1
            self._changed.set()

    def _refused(self, chat_id: ChatId | None, retry_after: timedelta) -> None:
        self._pace.refused(chat_id, retry_after, self._clock.now())
        log.warning("throttled", extra={"chat": chat_id, "seconds": retry_after.total_seconds()})

    async def _run(self) -> None:
        while True:
            self._changed.clear()
            ready_at = self._let_through()
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(self._seconds_until(ready_at)):
                    await self._changed.wait()

    def _seconds_until(self, ready_at: datetime | None) -> float | None:
        if ready_at is None:
            return None
        return max(0.0, (ready_at - self._clock.now()).total_seconds())

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
            if ready_at <= now:
                return waiting
            if ready_at - now > _patience(waiting.lane):
                _set(waiting.turn, RetryAfter(ready_at - now))
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


def _set(turn: asyncio.Future[None], error: TelegramError) -> None:
    if not turn.done():
        turn.set_exception(error)


def _patience(lane: Lane) -> timedelta:
    return REPLY_PATIENCE if lane is Lane.REPLY else ALERT_PATIENCE


def span_of(retry_after: int | timedelta) -> timedelta:
    """python-telegram-bot's two ways of saying a span, as one."""
    return retry_after if isinstance(retry_after, timedelta) else timedelta(seconds=retry_after)
