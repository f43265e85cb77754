"""What a publisher's headers say about coming back: when, and what to ask with then."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Final

from news.feeds import Validators

MAX_AGE: Final = re.compile(r'(?:^|[,\s])max-age\s*=\s*"?(\d{1,9})\b', re.IGNORECASE)
# With a value, as in `no-cache="set-cookie"`, it is about those headers and not about the body.
NO_STORE: Final = re.compile(r"(?:^|[,\s])no-(?:cache|store)\b(?!\s*=)", re.IGNORECASE)
SECONDS: Final = re.compile(r"[0-9]{1,9}")
VALIDATOR_LIMIT: Final = 4_096
"""Characters: many servers take no more than 8,192 in one line."""


def validators_of(headers: Mapping[str, str]) -> Validators:
    """What to ask “anything new?” with next time, byte for byte as it came."""
    return Validators(
        etag=_sendable(headers.get("ETag")), last_modified=_sendable(headers.get("Last-Modified"))
    )


def conditions(validators: Validators) -> dict[str, str]:
    """The request headers that ask for an answer only if something is new."""
    # Both, where we have them: some servers look only at the one, some only at the other.
    asked = {"If-None-Match": validators.etag, "If-Modified-Since": validators.last_modified}
    return {name: value for name, value in asked.items() if value}


def fresh_for(headers: Mapping[str, str], now: datetime) -> timedelta | None:
    """How long the answer stays fresh (RFC 9111, section 4.2.1); None if nothing is promised."""
    cache_control = headers.get("Cache-Control", "")
    if NO_STORE.search(cache_control):
        return None
    promised = MAX_AGE.search(cache_control)
    if promised:
        lifetime = timedelta(seconds=int(promised[1])) - _seconds(headers.get("Age", ""))
    else:
        lifetime = _until(headers.get("Expires", ""), headers, now)
    return lifetime if lifetime > timedelta() else None


def retry_after(headers: Mapping[str, str], now: datetime) -> timedelta | None:
    """How long we are told to stay away (RFC 9110, section 10.2.3); None if we are not."""
    value = headers.get("Retry-After", "").strip()
    if SECONDS.fullmatch(value):
        return _seconds(value)
    return _until(value, headers, now) if _moment(value) else None


def _sendable(value: str | None) -> str | None:
    # As it came or not at all: bytes beyond ASCII cannot be stored and sent back as they came. Not
    # even an absurd date is mended: a server may compare it letter by letter with its own.
    if not value or len(value) > VALIDATOR_LIMIT:
        return None
    return value if value.isascii() and value.isprintable() else None


def _seconds(value: str) -> timedelta:
    return timedelta(seconds=int(value)) if SECONDS.fullmatch(value.strip()) else timedelta()


def _until(value: str, headers: Mapping[str, str], now: datetime) -> timedelta:
    """From the moment of the answer to the one named; nothing if it is past or unreadable."""
    moment = _moment(value)
    # By the publisher's own clock where it shows it: servers are minutes, even hours off.
    answered_at = _moment(headers.get("Date", "")) or now
    return max(moment - answered_at, timedelta()) if moment else timedelta()


def _moment(value: str) -> datetime | None:
    try:
        moment = parsedate_to_datetime(value)
    except (ValueError, OverflowError, IndexError):
        return None
    # A date that ends in -0000 names no zone; HTTP dates are always UTC.
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment
