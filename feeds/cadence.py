"""When to look at a feed again. Pure arithmetic, no clock and no chance.

The rules, and where they come from:

- A feed that brings something new is asked sooner, a quiet one later, within the operator's
  bounds: publishers range from twenty articles an hour to two a month.
- The publisher's own wish (`Cache-Control`, `Expires`: RFC 9111, section 5; `<ttl>`: RSS 2.0) is
  a floor. It is capped, because some feeds ask for a week and still publish daily.
- Failures double the wait, never beyond a day: a feed that comes back is found within a day.
- `Retry-After` (RFC 9110, section 10.2.3) is an order, whatever the operator's bounds.
- Equal bounds mean that the operator fixed the interval: then it is exactly that.

`chance` is a number from 0 to 1 drawn by the caller: it spreads feeds that would otherwise march
in step.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from news.models import Health

FIRST_INTERVAL: Final = timedelta(minutes=60)
LONGEST_FRESHNESS: Final = timedelta(hours=24)
LONGEST_TTL: Final = timedelta(hours=6)
LONGEST_BACKOFF: Final = timedelta(hours=24)
LONGEST_HOLD: Final = timedelta(days=7)
UNTOLD_HOLD: Final = timedelta(hours=4)
"""How long a host that said “too many requests” rests when it does not say."""

SOONER: Final = 0.5
LATER: Final = 1.5
SPREAD: Final = 0.1
NOTHING: Final = timedelta()


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """The operator's shortest and longest polling interval."""

    shortest: timedelta
    longest: timedelta

    @property
    def are_fixed(self) -> bool:
        """The operator chose the interval; nobody else has a say in it."""
        return self.shortest == self.longest

    def clamp(self, interval: timedelta) -> timedelta:
        """The interval, or the bound it is beyond."""
        return max(self.shortest, min(interval, self.longest))


def interval_of(health: Health, bounds: Bounds) -> timedelta:
    """The feed's present interval; a feed never read has the first one."""
    return bounds.clamp(health.interval or FIRST_INTERVAL)


def next_interval(health: Health, bounds: Bounds, *, new: bool) -> timedelta:
    """The interval after a reading that brought something new, or did not."""
    if health.interval is None:
        return interval_of(health, bounds)
    return bounds.clamp(interval_of(health, bounds) * (SOONER if new else LATER))


def publishers_wish(fresh_for: timedelta | None, ttl: timedelta | None) -> timedelta:
    """How long the publisher asks us to stay away, as far as we agree."""
    return max(
        min(fresh_for or NOTHING, LONGEST_FRESHNESS),
        min(ttl or NOTHING, LONGEST_TTL),
        NOTHING,
    )


def backoff(interval: timedelta, failures: int) -> timedelta:
    """The wait after so many failures in a row: doubled each time, at most a day."""
    doublings = min(failures, 20)  # beyond that a day is reached from any interval
    return max(interval, min(interval * (1 << doublings), LONGEST_BACKOFF))


def host_hold(retry_after: timedelta | None) -> timedelta:
    """How long to leave a whole host alone that asked for a pause."""
    return min(UNTOLD_HOLD if retry_after is None else retry_after, LONGEST_HOLD)


def spread(span: timedelta, chance: float) -> timedelta:
    """The span, and up to a tenth of it more."""
    return span * (1 + SPREAD * chance)


def after_reading(
    health: Health,
    bounds: Bounds,
    *,
    now: datetime,
    new: bool,
    fresh_for: timedelta | None = None,
    ttl: timedelta | None = None,
    chance: float = 0.0,
) -> Health:
    """The feed was read, or had not changed: no error is left, and the next check is set."""
    interval = next_interval(health, bounds, new=new)
    wait = spread(max(interval, publishers_wish(fresh_for, ttl)), chance)
    return Health(
        interval=interval,
        last_fetch_at=now,
        last_ok_at=now,
        last_new_at=now if new else health.last_new_at,
        next_check_at=now + (interval if bounds.are_fixed else wait),
    )


def after_failure(
    health: Health,
    bounds: Bounds,
    *,
    now: datetime,
    reason: str,
    retry_after: timedelta | None = None,
    chance: float = 0.0,
) -> Health:
    """The feed could not be read: the reason is kept, and it is asked again later each time."""
    failures = health.error_count + 1
    wait = spread(backoff(interval_of(health, bounds), failures), chance)
    if retry_after is not None:
        # An order, but never a leave to come sooner than we would without any trouble.
        wait = max(min(retry_after, LONGEST_HOLD), bounds.shortest)
    return replace(
        health,
        error=reason,
        error_count=failures,
        first_error_at=health.first_error_at or now,
        last_fetch_at=now,
        next_check_at=now + wait,
    )
