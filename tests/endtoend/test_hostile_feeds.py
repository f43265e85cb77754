"""Hostile publishers beside an honest one, with the real bot over real sockets."""

import sqlite3
import sys
from collections.abc import Mapping
from contextlib import closing

import pytest

from feeds.register import write_register
from news.feeds import Source, Trouble
from sandbox.server import Sandbox
from tests.bench.processes import family, taken
from tests.bench.stage import until
from tests.endtoend.running import Reader, RunningBot, publish
from tests.hostile.running import hostile_publishers

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")

TITLE = "Asthma inhalers compared"
FOUND = {
    "a path": Trouble.NOT_A_FEED,
    "a page": Trouble.REFUSED,
    "an author": Trouble.HOSTILE,
    "attributes": Trouble.HOSTILE,
    "a gzip bomb": Trouble.UNREADABLE,
    "brotli uninvited": Trouble.UNREADABLE,
    "a wrong length": Trouble.UNREACHABLE,
    "a redirect for ever": Trouble.MISSING,
    "a flood of 429": Trouble.THROTTLED,
    # No harm to read in the end.
    "an entity bomb": None,
    "an external entity": None,
    "many entries": None,
    "one line": None,
    "a drip": None,
}
"""Some of them; all are in the benchmark."""


def states(bot: RunningBot) -> Mapping[str, str | None]:
    """The trouble with each feed that was tried."""
    with closing(sqlite3.connect(bot.folder / "data" / "bot.db")) as database:
        return dict(
            database.execute("SELECT title, trouble FROM feeds WHERE last_fetch_at IS NOT NULL")
        )


async def test_hostile_publishers_are_found_out_and_nobody_else_waits_for_them(
    bot: RunningBot, sandbox: Sandbox, root: str, reader: Reader
) -> None:
    async with hostile_publishers() as addresses:
        sources = [
            Source(url=f"{root}/feed.xml", title="Honest"),
            *(Source(url=url, title=name) for name, url in addresses.items() if name in FOUND),
        ]
        (bot.folder / "feeds.opml").write_text(write_register(sources), encoding="utf-8")
        await bot.start()
        await sandbox.wait_for(lambda: sandbox.is_polled, timeout=20)
        await reader.ask("/subscribe asthma")
        most = [0.0]

        def all_tried() -> bool:
            most.append(taken(family(bot.pid)))
            return len(states(bot)) == len(sources)

        await until(lambda: "Honest" in states(bot))
        await publish(root, TITLE, "A trial in adults with asthma.")
        await reader.hears(TITLE)
        await until(all_tried, patience=90)

    found = states(bot)
    assert await bot.stop() == 0
    assert found == FOUND | {"Honest": None}
    assert max(most) < 250
