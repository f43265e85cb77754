"""What follows from what Telegram did with a delivery: one table, decided without I/O."""

from datetime import datetime, timedelta
from typing import assert_never

from news.models import Delivery
from news.outcomes import (
    THROTTLED,
    Dead,
    Done,
    Later,
    Moved,
    NotSent,
    Outcome,
    Readdress,
    Rejected,
    Sent,
    Throttled,
    Unreachable,
    Unsure,
    Verdict,
)

# An unanswered send may have arrived. It is tried once more, when the line has had time to heal.
SECOND_THOUGHT = timedelta(seconds=30)
# While nothing gets through it is not to blame, and must not meet the same trouble twice.
AFTER_TROUBLE = timedelta(minutes=10)
# Certainly not sent: the sender itself backs off, so the delivery need not.
SOON = timedelta(seconds=1)


def judge(
    outcome: Outcome, delivery: Delivery, now: datetime, *, in_trouble: bool = False
) -> Verdict:
    """Done, later, elsewhere or never. A list that is refused falls apart: one is to blame."""
    match outcome:
        case Sent(message_id):
            return Done(message_id)
        case Throttled(retry_after):
            return Later(now + retry_after, costs_attempt=False, reason=THROTTLED)
        case NotSent(reason):
            return Later(now + SOON, costs_attempt=False, reason=reason)
        case Unsure(reason) if delivery.attempts == 0:
            again_after = AFTER_TROUBLE if in_trouble else SECOND_THOUGHT
            return Later(now + again_after, costs_attempt=True, reason=reason)
        case Rejected(reason) if len(delivery.ids) > 1:
            return Later(now, costs_attempt=False, reason=reason, alone=True)
        case Unsure(reason) | Rejected(reason):
            return Dead(reason)
        case Unreachable(reason):
            return Dead(reason, chat_closed=True)
        case Moved(to):
            return Readdress(to)
        case _:
            assert_never(outcome)
