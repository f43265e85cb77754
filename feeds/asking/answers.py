"""What an answer without a feed means: the trouble by its kind, and in words. Pure."""

from collections.abc import Mapping
from datetime import datetime
from http import HTTPStatus
from typing import Final

from feeds.asking.headers import retry_after
from news.feeds import Trouble
from news.fetches import Failed

WALLS: Final = ("cf-mitigated", "x-amzn-waf-action")
"""Headers of the usual walls against bots, whatever the status beside them."""

MEANINGS: Final[Mapping[int, tuple[Trouble, str]]] = {
    HTTPStatus.NO_CONTENT: (Trouble.NOT_A_FEED, "an empty answer"),
    HTTPStatus.RESET_CONTENT: (Trouble.NOT_A_FEED, "an empty answer"),
    # Neither was asked for, and to take a part for the whole would lose the rest in silence.
    HTTPStatus.PARTIAL_CONTENT: (Trouble.UNREADABLE, "only a part of the feed"),
    HTTPStatus.IM_USED: (Trouble.UNREADABLE, "only a part of the feed"),
    HTTPStatus.NOT_MODIFIED: (Trouble.NOT_A_FEED, "“not modified”, though nobody asked that"),
    HTTPStatus.UNAUTHORIZED: (Trouble.REFUSED, "the publisher asks for a password"),
    HTTPStatus.PAYMENT_REQUIRED: (Trouble.REFUSED, "the publisher asks for money"),
    HTTPStatus.FORBIDDEN: (Trouble.REFUSED, "the publisher does not let this bot in"),
    HTTPStatus.NOT_FOUND: (Trouble.MISSING, "there is nothing at this address"),
    HTTPStatus.PROXY_AUTHENTICATION_REQUIRED: (Trouble.REFUSED, "a proxy asks for a password"),
    HTTPStatus.REQUEST_TIMEOUT: (Trouble.UNREACHABLE, "the publisher's server got tired of us"),
    HTTPStatus.GONE: (Trouble.GONE, "the publisher has taken the feed away for good"),
    HTTPStatus.TOO_MANY_REQUESTS: (Trouble.THROTTLED, "the publisher asks for fewer requests"),
    HTTPStatus.UNAVAILABLE_FOR_LEGAL_REASONS: (Trouble.REFUSED, "the law forbids it, they say"),
}
"""What is not here goes by its hundred."""


def refusal(status: int, headers: Mapping[str, str], now: datetime) -> Failed:
    """What an answer without a feed says, for how long, and for how much of its host."""
    trouble, words = _meaning(status, headers)
    return Failed(
        reason=f"{words} (HTTP {status})",
        trouble=trouble,
        retry_after=retry_after(headers, now),
        whole_host=trouble is Trouble.THROTTLED,
    )


def is_wall(headers: Mapping[str, str]) -> bool:
    """Whether the answer comes from a wall against bots, and not from the publisher."""
    return any(name in headers for name in WALLS)


def _meaning(status: int, headers: Mapping[str, str]) -> tuple[Trouble, str]:
    if is_wall(headers) and status != HTTPStatus.TOO_MANY_REQUESTS:
        return Trouble.REFUSED, "a wall against bots stands before the feed"
    if status in MEANINGS:
        return MEANINGS[status]
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return Trouble.SERVER, "the publisher's server is in trouble"
    if status >= HTTPStatus.MULTIPLE_CHOICES:
        return Trouble.MISSING, "nothing that can be read at this address"
    return Trouble.NOT_A_FEED, "an answer without a feed"
