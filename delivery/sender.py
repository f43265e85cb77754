"""Takes what is owed, sends it, and writes down at once what became of it."""

import logging
from collections.abc import Callable
from datetime import timedelta

from delivery.marks import Marks
from delivery.outcomes import judge
from news.crew import Crew
from news.models import Delivery, DeliveryId, Message
from news.outcomes import NotSent, Outcome, Rejected, Sent, Settlement
from news.ports import Clock, Messenger, Outbox

log = logging.getLogger(__name__)

_FIRST_WAIT = timedelta(seconds=0.5)
_LONGEST_WAIT = timedelta(seconds=60)


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
        self._lost = False
        self._failures = 0

    async def round(self) -> bool | timedelta:
        """Take what is due, as far as there is room.

        True if there may be more at once; a span to wait for if nothing gets through.
        """
        if self._lost:
            self._lost = False
            self._failures += 1
            return _wait_after(self._failures)
        # By halves: one claim for many, and the wire is never idle for want of one.
        room = await self._crew.room(wanted=self._crew.size // 2)
        deliveries = await self._outbox.claim(self._clock.now(), limit=room)
        for delivery in deliveries:
            # What waited for longer than its lease is claimed anew, and must not go out twice.
            if delivery.id not in self._in_hand:
                self._in_hand.add(delivery.id)
                self._crew.start(self._deliver(delivery))
        return bool(deliveries)

    async def _deliver(self, delivery: Delivery) -> None:
        try:
            await self._send_and_mark(delivery)
        finally:
            self._in_hand.discard(delivery.id)

    async def _send_and_mark(self, delivery: Delivery) -> None:
        outcome = await self._send(delivery)
        self._lost = isinstance(outcome, NotSent)
        if not self._lost:
            self._failures = 0
        _log(delivery, outcome)
        verdict = judge(outcome, delivery, self._clock.now())
        await self._marks.write(
            Settlement(delivery_id=delivery.id, chat_id=delivery.address.chat_id, verdict=verdict)
        )

    async def _send(self, delivery: Delivery) -> Outcome:
        try:
            message = self._render(delivery)
        except Exception:
            # A card we cannot write must not hold back what comes after it in this chat.
            log.exception("alert cannot be rendered", extra={"delivery": delivery.id})
            return Rejected("cannot be rendered")
        return await self._messenger.send(delivery.address, message)


def _wait_after(failures: int) -> timedelta:
    return min(_LONGEST_WAIT, _FIRST_WAIT * (1 << min(failures - 1, 8)))


def _log(delivery: Delivery, outcome: Outcome) -> None:
    if isinstance(outcome, Sent):
        return
    facts = {
        "delivery": delivery.id,
        "outcome": type(outcome).__name__,
        "reason": getattr(outcome, "reason", ""),
    }
    log.warning("alert not sent", extra=facts)
