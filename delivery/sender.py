"""Takes what is owed, sends it, and writes down at once what became of it."""

import logging
from collections.abc import Callable
from datetime import timedelta
from enum import Enum, auto

from delivery.marks import Marks
from delivery.outcomes import judge
from news.crew import Crew
from news.models import Delivery, DeliveryId, Message
from news.outcomes import (
    Later,
    NotSent,
    Outcome,
    Rejected,
    Sent,
    Settlement,
    Throttled,
    Unsure,
    Verdict,
)
from news.ports import Clock, Messenger, Outbox

log = logging.getLogger(__name__)

# So few that a claim neither holds the writer nor the event loop for long.
MOST_CLAIMED = 200

_FIRST_WAIT = timedelta(seconds=0.5)
_LONGEST_WAIT = timedelta(seconds=60)


class _Line(Enum):
    """How the way to Telegram is, as far as the last outcomes tell."""

    OPEN = auto()
    LOST = auto()
    """A send certainly did not arrive: one is tried, after a while."""
    SILENT = auto()
    """A send was not answered, and may have arrived: first it is asked whether anybody is there."""
    TRIED = auto()
    """One send is on its way, and if it is answered all others follow."""


class Sender:
    """Drains the outbox. Kill it at any line: what was not marked is sent again, never lost.

    The crew bounds what it holds; how many of those are on the wire at once, and how fast, is
    the messenger's matter.
    """

    def __init__(
        self,
        outbox: Outbox,
        messenger: Messenger,
        render: Callable[[Delivery], Message],
        marks: Marks,
        clock: Clock,
        crew: Crew,
    ) -> None:
        self._outbox = outbox
        self._messenger = messenger
        self._render = render
        self._marks = marks
        self._clock = clock
        self._crew = crew
        self._in_hand: set[DeliveryId] = set()
        self._ended: set[DeliveryId] = set()
        """What has left our hands since the last claim began."""
        self._line = _Line.OPEN
        self._failures = 0
        self._has_waited = False

    async def round(self) -> bool | timedelta:
        """Take what is due, as far as there is room.

        True if there may be more at once; a span to wait for if nothing gets through.
        """
        # By halves: one claim for many, and the wire is never idle for want of one.
        room = await self._crew.room(wanted=self._crew.size // 2)
        if self._line is not _Line.OPEN:
            room = await self._crew.room(wanted=self._crew.size)
            if not await self._may_try():
                return _wait_after(self._failures)
            room = 1
        if rest := self._messenger.rest():
            return rest
        self._messenger.resume()
        self._ended.clear()
        deliveries = await self._outbox.claim(self._clock.now(), limit=min(room, MOST_CLAIMED))
        for delivery in deliveries:
            # What waited for longer than its lease is claimed anew, and must not go out twice. What
            # was claimed beside it waits until this lease is over.
            if self._in_hand.isdisjoint(delivery.ids):
                self._in_hand.update(delivery.ids)
                is_fresh = self._ended.isdisjoint(delivery.ids)
                self._crew.start(self._deliver(delivery, is_fresh=is_fresh))
        return bool(deliveries)

    async def _may_try(self) -> bool:
        """Whether one send may be tried. Nothing is in hand now."""
        if self._line in {_Line.OPEN, _Line.TRIED}:
            return True
        is_a_slip = self._line is _Line.SILENT and not self._failures
        if not (self._has_waited or is_a_slip) or not await self._is_there():
            self._failures += 1
            self._has_waited = True
            return False
        self._has_waited = False
        self._failures = max(1, self._failures)
        self._line = _Line.TRIED
        return True

    async def _is_there(self) -> bool:
        return self._line is _Line.LOST or await self._messenger.answers()

    async def _deliver(self, delivery: Delivery, *, is_fresh: bool) -> None:
        try:
            await self._mark(delivery, await self._verdict(delivery) if is_fresh else self._back())
        finally:
            self._in_hand.difference_update(delivery.ids)
            self._ended.update(delivery.ids)

    def _back(self) -> Verdict:
        """For what was claimed anew and settled in the same moment, in whichever order.

        If it is ours still, it is claimed once more; if it was settled after it had been claimed,
        it is ours no longer, and this changes nothing.
        """
        return Later(self._clock.now(), costs_attempt=False, reason="settled while it was claimed")

    async def _verdict(self, delivery: Delivery) -> Verdict:
        outcome = await self._send(delivery)
        _log(delivery, outcome)
        return judge(outcome, delivery, self._clock.now(), in_trouble=self._failures > 0)

    async def _mark(self, delivery: Delivery, verdict: Verdict) -> None:
        await self._marks.write(
            Settlement(delivery_ids=delivery.ids, chat_id=delivery.address.chat_id, verdict=verdict)
        )

    def _note(self, outcome: Outcome) -> None:
        """What an outcome says about the line; silence is not ended by what was sent before it."""
        match outcome:
            case Unsure():
                self._line = _Line.SILENT
            case _ if self._line is _Line.SILENT:
                pass
            case NotSent():
                self._line = _Line.LOST
            case Throttled():
                pass  # most likely it was given back before it was sent
            case _:
                self._line = _Line.OPEN
                self._failures = 0

    async def _send(self, delivery: Delivery) -> Outcome:
        try:
            message = self._render(delivery)
        except Exception:
            # A card we cannot write must not hold back what comes after it in this chat.
            log.exception("alert cannot be rendered", extra={"deliveries": delivery.ids})
            return Rejected("cannot be rendered")
        outcome = await self._messenger.send(delivery.address, message)
        self._note(outcome)
        return outcome


def _wait_after(failures: int) -> timedelta:
    return min(_LONGEST_WAIT, _FIRST_WAIT * (1 << min(failures - 1, 8)))


def _log(delivery: Delivery, outcome: Outcome) -> None:
    if isinstance(outcome, Sent):
        return
    facts = {
        "deliveries": delivery.ids,
        "outcome": type(outcome).__name__,
        "reason": getattr(outcome, "reason", ""),
    }
    was_given_back = isinstance(outcome, Throttled) or outcome == NotSent("stopping")
    level = logging.DEBUG if was_given_back else logging.WARNING
    log.log(level, "alert not sent", extra=facts)
