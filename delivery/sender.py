"""Takes what is owed, sends it, and writes down at once what became of it."""

import logging
from collections.abc import Callable
from datetime import timedelta
from enum import Enum, auto

from delivery.marks import Marks
from delivery.outcomes import judge
from news.crew import Crew
from news.models import Delivery, DeliveryId, Message
from news.outcomes import NotSent, Outcome, Rejected, Sent, Settlement, Throttled, Unsure
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
    """The last send certainly did not arrive."""
    SILENT = auto()
    """A send was not answered: it may have arrived, so none follows before there is an answer."""


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
        self._line = _Line.OPEN
        self._failures = 0

    async def round(self) -> bool | timedelta:
        """Take what is due, as far as there is room.

        True if there may be more at once; a span to wait for if nothing gets through.
        """
        # By halves: one claim for many, and the wire is never idle for want of one.
        room = await self._crew.room(wanted=self._crew.size // 2)
        if not await self._is_open():
            self._failures += 1
            return _wait_after(self._failures)
        if rest := self._messenger.rest():
            return rest
        deliveries = await self._outbox.claim(self._clock.now(), limit=min(room, MOST_CLAIMED))
        for delivery in deliveries:
            # What waited for longer than its lease is claimed anew, and must not go out twice. What
            # was claimed beside it waits until this lease is over.
            if self._in_hand.isdisjoint(delivery.ids):
                self._in_hand.update(delivery.ids)
                self._crew.start(self._deliver(delivery))
        return bool(deliveries)

    async def _is_open(self) -> bool:
        """Whether there is a line. One that was lost is tried again by the next send."""
        line = self._line
        if line is _Line.SILENT and not await self._messenger.answers():
            return False
        self._line = _Line.OPEN
        return line is not _Line.LOST

    async def _deliver(self, delivery: Delivery) -> None:
        try:
            await self._send_and_mark(delivery)
        finally:
            self._in_hand.difference_update(delivery.ids)

    async def _send_and_mark(self, delivery: Delivery) -> None:
        outcome = await self._send(delivery)
        self._note(outcome)
        _log(delivery, outcome)
        verdict = judge(outcome, delivery, self._clock.now())
        await self._marks.write(
            Settlement(delivery_ids=delivery.ids, chat_id=delivery.address.chat_id, verdict=verdict)
        )

    def _note(self, outcome: Outcome) -> None:
        """What an outcome says about the line; silence is not ended by what was sent before it."""
        if isinstance(outcome, Unsure):
            self._line = _Line.SILENT
        elif self._line is not _Line.SILENT:
            self._line = _Line.LOST if isinstance(outcome, NotSent) else _Line.OPEN
        if not isinstance(outcome, NotSent | Unsure):
            self._failures = 0

    async def _send(self, delivery: Delivery) -> Outcome:
        try:
            message = self._render(delivery)
        except Exception:
            # A card we cannot write must not hold back what comes after it in this chat.
            log.exception("alert cannot be rendered", extra={"deliveries": delivery.ids})
            return Rejected("cannot be rendered")
        return await self._messenger.send(delivery.address, message)


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
    level = logging.DEBUG if isinstance(outcome, Throttled) else logging.WARNING
    log.log(level, "alert not sent", extra=facts)
