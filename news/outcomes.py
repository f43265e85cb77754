"""What Telegram did with a message, and what follows for the delivery."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from news.models import Address, ChatId, DeliveryId

# What Telegram did with a message.


@dataclass(frozen=True, slots=True)
class Sent:
    """It is in the chat."""

    message_id: int


@dataclass(frozen=True, slots=True)
class Throttled:
    """Refused for now: too many, too fast."""

    retry_after: timedelta


@dataclass(frozen=True, slots=True)
class NotSent:
    """It certainly did not arrive: no connection, or Telegram itself is down."""

    reason: str


@dataclass(frozen=True, slots=True)
class Unsure:
    """No answer: it may be in the chat or not."""

    reason: str


@dataclass(frozen=True, slots=True)
class Unreachable:
    """The chat is closed to us: blocked, kicked, deactivated or gone."""

    reason: str


@dataclass(frozen=True, slots=True)
class Moved:
    """The chat lives at another address now."""

    to: Address


@dataclass(frozen=True, slots=True)
class Rejected:
    """Telegram will never take this message."""

    reason: str


Outcome = Sent | Throttled | NotSent | Unsure | Unreachable | Moved | Rejected


# What to do with a delivery after its outcome.


THROTTLED = "throttled"
"""Why a delivery waits that Telegram has refused for now."""


@dataclass(frozen=True, slots=True)
class Done:
    """It arrived."""

    message_id: int


@dataclass(frozen=True, slots=True)
class Later:
    """Try again then."""

    due_at: datetime
    costs_attempt: bool
    reason: str
    alone: bool = False
    """In a message of its own: one of those it was with is to blame, and nobody knows which."""


@dataclass(frozen=True, slots=True)
class Dead:
    """Never again; with the chat, if the chat is closed to us."""

    reason: str
    chat_closed: bool = False


@dataclass(frozen=True, slots=True)
class Readdress:
    """Send it to the chat's new address, now."""

    to: Address


Verdict = Done | Later | Dead | Readdress


@dataclass(frozen=True, slots=True, kw_only=True)
class Settlement:
    """The verdict on leased deliveries that went out in one message."""

    delivery_ids: tuple[DeliveryId, ...]
    chat_id: ChatId
    verdict: Verdict
