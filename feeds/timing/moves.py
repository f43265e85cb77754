"""When a feed that says it has moved for good is believed. Pure.

A permanent redirect may be a maintenance page, a wall against bots or a mistake of an hour. It is
followed at once, every time, but written down only after it was said often and for long.
"""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from news.feeds import Move

SIGHTINGS: Final = 5
LASTING: Final = timedelta(hours=48)


def after_answer(move: Move | None, moved_to: str, url: str, now: datetime) -> Move | None:
    """What to think of a feed at `url` that was read and, with that, said to have moved or not.

    Only the same word every time counts: another target starts anew, and none forgets it all.
    """
    if not moved_to or moved_to == url:
        return None
    if move is None or move.url != moved_to:
        return Move(url=moved_to, times=1, since=now)
    return replace(move, times=move.times + 1)


def is_settled(move: Move, now: datetime) -> bool:
    """It has said so often enough, and for long enough, to be asked there from now on."""
    return move.times >= SIGHTINGS and now - move.since >= LASTING
