"""How quickly the story of a new article is found among all that are stored."""

import tempfile
import time
from dataclasses import replace
from pathlib import Path
from random import Random

from sqlalchemy import text

from bot.clock import WallClock
from news.feeds import Entry, Feed, Source
from news.models import Draft
from storage.likeness import TRAITS, told_alike
from storage.opening import Storage, open_storage
from storage.stories import WINDOW
from tests.bench.figures import Figure
from tests.bench.sizes import Sizes

_IN_TIME = 10
"""One in so many of the articles is of the last days: more than a year of even news has."""
_WORDS = (20, 200, 2_000, 20_000, 200_000)
"""How many different traits there are, from those that every twentieth article has to rare ones."""
_COUNT = "WITH RECURSIVE n(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < :count)"
_STORIES = f"INSERT INTO stories (id, created_at) {_COUNT} SELECT n, :now FROM n"  # noqa: S608
_ARTICLES = f"""
    INSERT INTO articles (id, feed_id, story_id, entry_key, url, title, text, summary, language,
                          first_seen_at, dated_at, design, subjects, reviewed, spans)
    {_COUNT} SELECT n, 1, n, n, 'https://news.example/' || n, 'News', '', '', 'en',
                    :now, :now, 'not-stated', '', 'not-stated', '{{}}' FROM n
"""  # noqa: S608 – our own words
_TRAITS = f"""
    INSERT OR IGNORE INTO story_traits (trait, article_id, seen_at)
    {_COUNT}, k(k) AS (SELECT 0 UNION ALL SELECT k + 1 FROM k WHERE k < {TRAITS - 1})
    SELECT CASE k % 5 WHEN 0 THEN 'a' || abs(random() % {_WORDS[0]})
                      WHEN 1 THEN 'b' || abs(random() % {_WORDS[1]})
                      WHEN 2 THEN 'c' || abs(random() % {_WORDS[2]})
                      WHEN 3 THEN 'd' || abs(random() % {_WORDS[3]})
                      ELSE 'e' || abs(random() % {_WORDS[4]}) END,
           :stored - n, :now
    FROM n, k
"""  # noqa: S608 – our own words


async def stories(sizes: Sizes) -> list[Figure]:
    """The look-up for one article, and for a listing of fifty, when none of them is known."""
    with tempfile.TemporaryDirectory(prefix="healthnews-bench-") as folder:
        async with open_storage(Path(folder) / "bot.db", WallClock()) as full:
            await full.register.adopt([Source(url=f"https://{n}.example/f", title=n) for n in "ab"])
            (_, feed) = [feed for feed, _ in await full.register.known()]
            await _fill(full, sizes.stories)
            part = f"stories, {sizes.stories:,} articles, {sizes.stories // _IN_TIME:,} in time"
            return [
                Figure(
                    part=part,
                    name=f"look-up for {count}",
                    unit="ms",
                    values=await _look_up(full, feed, count, times),
                )
                for count, times in ((1, sizes.look_ups), (50, 5))
            ]


async def _fill(full: Storage, count: int) -> None:
    now = WallClock().now().timestamp() * 1_000_000
    values = {"now": int(now), "stored": count + 1}
    async with full.database.transaction() as connection:
        for statement, rows in (
            (_STORIES, count),
            (_ARTICLES, count),
            (_TRAITS, count // _IN_TIME),
        ):
            await connection.execute(text(statement), values | {"count": rows})


async def _look_up(full: Storage, feed: Feed, count: int, times: int) -> list[float]:
    chance, now = Random(7), WallClock().now()
    taken = []
    for _ in range(times + 1):  # the first one compiles the statement
        drafts = {f"draft {number}": _draft(chance) for number in range(count)}
        started_at = time.perf_counter()
        async with full.database.reading() as connection:
            found = await told_alike(
                connection,
                feed,
                drafts,
                since=now - WINDOW,
                now=now,
                same=lambda _one, _other: False,
                taken=(),
            )
        taken.append((time.perf_counter() - started_at) * 1_000)
        assert not found
    return taken[1:]


def _draft(chance: Random) -> Draft:
    traits = [f"{'abcde'[n % 5]}{chance.randrange(_WORDS[n % 5])}" for n in range(TRAITS)]
    entry = Entry(key="new", url="https://b.example/new", title="New", text="New")
    return replace(Draft(entry=entry, summary=""), traits=tuple(traits))
