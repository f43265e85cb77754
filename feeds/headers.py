"""What a publisher's response headers say about when to come back."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Final

MAX_AGE: Final = re.compile(r'(?:^|[,\s])max-age\s*=\s*"?(\d{1,9})\b', re.IGNORECASE)
NO_STORE: Final = re.compile(r"(?:^|[,\s])no-(?:cache|store)\b", re.IGNORECASE)
SECONDS: Final = re.compile(r"[0-9]{1,9}")


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
