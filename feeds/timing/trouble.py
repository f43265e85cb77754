"""How long a feed in trouble is left alone. Pure arithmetic.

No trouble is for ever: a feed that is gone is still looked for every month.
"""

from datetime import datetime, timedelta
from typing import Final

from news.feeds import Health, Trouble

LONGEST_BACKOFF: Final = timedelta(hours=24)
MOST_DOUBLINGS: Final = 6
REFUSED_PAUSE: Final = timedelta(hours=4)
NEARLY: Final = 0.1
"""A pause that is meant as such is only spread by so much."""
DAY: Final = timedelta(days=1)
WEEK: Final = timedelta(weeks=1)
MONTH: Final = timedelta(days=30)


def pause(
    ill: Health, base: timedelta, *, now: datetime, is_again: bool, chance: float
) -> timedelta:
    """How long each kind of trouble keeps us away; `is_again` if it was the same last time.

    `base` is how long a feed in trouble is left alone at least, `chance` is from 0 to 1.
    """
    failures = ill.error_count
    lasts = now - (ill.first_error_at or now)
    match ill.trouble:
        case Trouble.REFUSED:  # walls against bots grow with every request
            wait = min(REFUSED_PAUSE * (1 << min(failures - 1, MOST_DOUBLINGS)), DAY)
        case Trouble.GONE:  # confirmed once, then looked at for what it may become
            wait = MONTH if is_again else DAY
        case Trouble.MISSING if lasts >= MONTH:
            wait = WEEK
        case Trouble.HOSTILE if is_again:
            wait = DAY
        case Trouble.FORBIDDEN:
            wait = DAY
        case _:
            # Whoever was down for an hour is not left alone for half a day.
            return backoff(base, failures, chance, at_most=max(2 * base, lasts))
    return wait * (1 + NEARLY * chance)


def backoff(
    base: timedelta, failures: int, chance: float, *, at_most: timedelta = LONGEST_BACKOFF
) -> timedelta:
    """The wait after so many failures in a row: from `base` to a doubling of it for each.

    Chance spreads it over the whole span: those whom one outage has brought into step shall not
    all come back at once.
    """
    doubled = base * (1 << min(failures, MOST_DOUBLINGS))
    longest = min(doubled, at_most, LONGEST_BACKOFF)
    return base + chance * max(longest - base, timedelta())
