"""One day in the life of many feeds: what is asked, and how long news wait until they are seen."""

import logging
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Final

from feeds.refresh import Refresh
from feeds.timing.cadence import Bounds
from news.crew import Crew
from news.feed_ports import Desk
from news.feeds import Feed, FeedId, Source
from tests.fakes import FakeClock
from tests.simulation.habits import DAY, HOUR, MINUTE, MONDAY
from tests.simulation.press import Publisher, a_press
from tests.simulation.stand import PlainDesk, Shelf, Stand

BOUNDS: Final = Bounds(shortest=15 * MINUTE, longest=6 * HOUR)
FIXED: Final = BOUNDS.shortest
"""What ours is measured against: every feed asked every quarter of an hour, come what may."""
PATIENCE: Final = DAY
"""What is not seen by so long after the day counts as seen then."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What a day was like for one feed."""

    kind: str
    requests: int
    delays: Sequence[timedelta]
    """From the publication of each piece of news to our seeing it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Times:
    """When we first hear of the feeds, and the day that is looked at."""

    begin: datetime
    day: datetime

    @property
    def end(self) -> datetime:
        """The end of the day."""
        return self.day + DAY

    def is_in(self, moment: datetime) -> bool:
        """It is on the day."""
        return self.day <= moment < self.end


async def simulate(
    seed: int, *, size: int, warm_up: int
) -> tuple[Sequence[Result], Sequence[Result]]:
    """A Tuesday after so many days of getting to know the feeds: as we ask, and as fixed.

    The same seed, the same day.
    """
    day = MONDAY + DAY
    times = Times(begin=day - warm_up * DAY, day=day)
    end = times.end + PATIENCE
    press = a_press(seed, begin=times.begin, day=day, end=end, size=size)
    ours = await _as_we_ask(press, times, Random(f"ours {seed}"))
    return ours, list(_as_fixed(press, times, Random(f"fixed {seed}")))


async def _as_we_ask(press: Sequence[Publisher], times: Times, chance: Random) -> list[Result]:
    """What the real `Refresh` does, with a clock that jumps to whatever is due next."""
    clock = FakeClock(times.begin)
    stand = Stand(press, clock)
    shelf = Shelf(
        [_feed(number) for number in range(len(press))],
        [times.begin + chance.uniform(0, 60) * MINUTE for _ in press],
    )
    log = logging.getLogger("feeds.refresh")
    log.setLevel(logging.ERROR)  # each failure is told, and they are thousands
    async with Crew(1) as crew:
        refresh = Refresh(
            shelf,
            stand,
            stand,
            _desk,
            clock,
            crew=crew,
            bounds=BOUNDS,
            chance=chance,
            alerted=lambda: None,
        )
        for until in (times.end, times.end + PATIENCE):
            while (due := shelf.next_due()) < until:
                clock.moment = max(clock.moment, due)
                await refresh.round()
                await crew.room(crew.size)
            # After the day, only what it brought and was not seen is of interest.
            shelf.only_for([dict(_news(publisher, times)) for publisher in press])
    log.setLevel(logging.NOTSET)
    return [
        _result(publisher, times, stand.asked[FeedId(number)], shelf.seen[FeedId(number)])
        for number, publisher in enumerate(press)
    ]


def _as_fixed(press: Sequence[Publisher], times: Times, chance: Random) -> Iterator[Result]:
    """The same feeds, asked every quarter of an hour from some moment on."""
    for publisher in press:
        first = times.day + chance.random() * FIXED
        asked = [first + FIXED * n for n in range((DAY + PATIENCE) // FIXED)]
        answered = [moment for moment in asked if not publisher.is_out(moment)]
        seen = {}
        for key, published_at in _news(publisher, times):
            if later := answered[bisect_left(answered, published_at) :]:
                seen[key] = later[0]
        yield _result(publisher, times, asked, seen)


def _result(
    publisher: Publisher, times: Times, asked: Sequence[datetime], seen: dict[str, datetime]
) -> Result:
    return Result(
        kind=publisher.kind,
        requests=sum(map(times.is_in, asked)),
        delays=[
            seen.get(key, times.end + PATIENCE) - published_at
            for key, published_at in _news(publisher, times)
        ],
    )


def _news(publisher: Publisher, times: Times) -> Iterator[tuple[str, datetime]]:
    """What is published on the day: the key, and when."""
    for number in range(publisher.so_far(times.day), publisher.so_far(times.end)):
        yield str(number), publisher.published[number]


def _feed(number: int) -> Feed:
    return Feed(
        id=FeedId(number),
        source=Source(url=f"https://{number}.example/feed", title=str(number)),
    )


async def _desk() -> Desk:
    return PlainDesk()
