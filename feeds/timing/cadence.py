"""When to look at a feed again. Pure arithmetic, no clock and no chance.

The rules, and where they come from:

- A feed is asked when its own rhythm says that something may have come
  (`feeds/timing/planning.py`), within the operator's bounds: publishers range from twenty
  articles an hour to two a month.
- The publisher's own wish (`Cache-Control`, `Expires`: RFC 9111, section 5; `<ttl>`: RSS 2.0) is
  a floor. It is capped, because some feeds ask for a week and still publish daily.
- Each kind of trouble has its own pause (`feeds/timing/trouble.py`).
- `Retry-After` (RFC 9110, section 10.2.3) is an order, whatever the operator's bounds.
- Equal bounds mean that the operator fixed the interval: then it is exactly that, and only
  trouble makes it longer.

`chance` is a number from 0 to 1 drawn by the caller: it spreads feeds that would otherwise march
in step.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from feeds.timing.planning import best_wait, usual_wait
from feeds.timing.trouble import backoff, pause
from news.feeds import Health, Trouble
from news.fetches import Failed
from news.rhythm import batches, silence_limit, usual_gap

FIRST_INTERVAL: Final = timedelta(minutes=60)
"""How often a feed is asked of which too little has come to tell its rhythm."""
PATIENT_FOR: Final = 3
"""So many readings may bring nothing new before such a feed is asked less often."""
LATER: Final = 1.5

LONGEST_FRESHNESS: Final = timedelta(hours=24)
LONGEST_TTL: Final = timedelta(hours=6)
UNASKED: Final = timedelta(days=7)
"""How long a publisher may say “not modified” before its memory, or ours, is doubted."""

SHORTEST_BACKOFF: Final = timedelta(minutes=15)
LONGEST_HOLD: Final = timedelta(days=7)
UNTOLD_HOLD: Final = timedelta(hours=4)
"""How long to leave a host alone that said “too many requests”, and not for how long."""

SPREAD: Final = 0.1
WIDEST_SPREAD: Final = timedelta(seconds=30)
"""A feed that is to be asked shortly after its usual time is asked shortly after it."""
NOTHING: Final = timedelta()

CATCH_UP: Final = timedelta(minutes=5)
A_FEW: Final = 50


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


# ── It was read ──────────────────────────────────────────────────────────────────────────────────


def after_reading(
    health: Health,
    bounds: Bounds,
    *,
    now: datetime,
    arrivals: Sequence[datetime] = (),
    is_full: bool,
    fresh_for: timedelta | None = None,
    ttl: timedelta | None = None,
    chance: float = 0.0,
) -> Health:
    """The feed was read, or had not changed: no error is left, and the next check is set.

    `arrivals` are the dates of what is new to us, `now` where there is none; on the first reading
    those of all that is listed, so that the feed's rhythm is known at once.
    """
    read = Health(
        arrivals=batches((*health.arrivals, *_credible(arrivals, health, now))),
        unchanged=0 if arrivals else health.unchanged + 1,
        last_fetch_at=now,
        last_ok_at=now,
        last_full_at=now if is_full else health.last_full_at,
        last_new_at=now if arrivals else health.last_new_at,
    )
    wish = publishers_wish(fresh_for, ttl)
    interval = next_interval(read, bounds, now=now, not_before=wish)
    wait = interval if bounds.are_fixed else spread(max(interval, wish), chance)
    return replace(read, interval=interval, next_check_at=now + wait)


def next_interval(
    health: Health, bounds: Bounds, *, now: datetime, not_before: timedelta = NOTHING
) -> timedelta:
    """How long to wait after a reading, within the bounds: by the feed's rhythm if it is known."""
    if bounds.are_fixed:
        return bounds.shortest
    if usual_gap(health.arrivals) is None:
        excess = min(max(0, health.unchanged - PATIENT_FOR), 20)  # by then any bound is reached
        return bounds.clamp(FIRST_INTERVAL * LATER**excess)
    soonest = max(bounds.shortest, not_before)
    return bounds.clamp(
        best_wait(health.arrivals, now=now, soonest=soonest, shortest=bounds.shortest)
    )


def publishers_wish(fresh_for: timedelta | None, ttl: timedelta | None) -> timedelta:
    """How long the publisher asks us to stay away, as far as we agree."""
    return max(
        min(fresh_for or NOTHING, LONGEST_FRESHNESS),
        min(ttl or NOTHING, LONGEST_TTL),
        NOTHING,
    )


def spread(span: timedelta, chance: float) -> timedelta:
    """The span, and up to a tenth or half a minute more, whichever is less."""
    return span + chance * min(SPREAD * span, WIDEST_SPREAD)


def _credible(arrivals: Sequence[datetime], health: Health, now: datetime) -> Sequence[datetime]:
    """What was not there at the last reading came after it, whatever its date says.

    Where the date cannot be right, halfway is the best guess.
    """
    since = health.last_ok_at
    if since is None:
        return [min(arrival, now) for arrival in arrivals]
    halfway = since + max(now - since, NOTHING) / 2
    return [arrival if since < arrival < now else halfway for arrival in arrivals]


def is_probe_due(health: Health, now: datetime) -> bool:
    """Whether to ask for the feed itself: “not modified” is all it has said for too long."""
    if health.last_full_at is None or health.last_ok_at is None:
        return False
    has_rhythm = usual_gap(health.arrivals) is not None
    limit = silence_limit(health) if has_rhythm else UNASKED
    return now - health.last_full_at >= limit


# ── It could not be read ─────────────────────────────────────────────────────────────────────────


def after_failure(
    health: Health, bounds: Bounds, *, now: datetime, failed: Failed, chance: float = 0.0
) -> Health:
    """The feed could not be read: the reason is kept, and it is asked again later each time."""
    ill = replace(
        health,
        error=failed.reason,
        trouble=failed.trouble,
        error_count=health.error_count + 1,
        first_error_at=health.first_error_at or now,
        last_fetch_at=now,
    )
    if failed.retry_after is not None or failed.trouble is Trouble.THROTTLED:
        wait = host_hold(failed.retry_after)
    elif bounds.are_fixed:
        wait = backoff(bounds.shortest, ill.error_count, chance)
    else:
        base = max(usual_interval(health, bounds, now), SHORTEST_BACKOFF)
        is_again = failed.trouble is health.trouble
        wait = pause(ill, base, now=now, is_again=is_again, chance=chance)
    # Even an order is no leave to come sooner than we would without any trouble.
    return replace(ill, next_check_at=now + max(wait, bounds.shortest))


def usual_interval(health: Health, bounds: Bounds, now: datetime) -> timedelta:
    """How often the feed is asked, taking day and night together."""
    if usual_gap(health.arrivals) is None:
        return bounds.clamp(FIRST_INTERVAL)
    return bounds.clamp(usual_wait(health.arrivals, now))


def host_hold(retry_after: timedelta | None) -> timedelta:
    """How long to leave a whole host alone that asked for a pause."""
    return min(UNTOLD_HOLD if retry_after is None else retry_after, LONGEST_HOLD)


# ── The bot was away ─────────────────────────────────────────────────────────────────────────────


def catch_up(overdue: int, interval: timedelta | None, chance: float) -> timedelta:
    """How long after a start to ask a feed that is overdue, one of so many.

    A few are asked at once; more are spread over some minutes. A feed never read does not wait.
    """
    if overdue <= A_FEW or interval is None:
        return NOTHING
    return chance * min(interval, CATCH_UP)
