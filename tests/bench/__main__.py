"""The command line of the benchmarks: `python -m tests.bench [--quick] [--json] [--only PART]`."""

import argparse
import asyncio
import sys
import time
from collections.abc import Awaitable, Callable, Sequence

from tests.bench.alerting import fan_out, latency
from tests.bench.answering import answers
from tests.bench.bursting import full_speed
from tests.bench.ceiling import sink
from tests.bench.crowding import many_followers
from tests.bench.editing import desk
from tests.bench.figures import Figure, as_json, as_table
from tests.bench.hostility import hostile
from tests.bench.limiting import free_limit
from tests.bench.polling import polling
from tests.bench.retelling import stories
from tests.bench.sizes import QUICK, THOROUGH, Sizes
from tests.bench.starting import idle, starts
from tests.bench.storing import storage
from tests.bench.wording import words
from tests.ending import end_on_signals

PARTS: dict[str, Callable[[Sizes], Awaitable[list[Figure]]]] = {
    part.__name__.replace("_", "-"): part
    for part in (
        starts,
        idle,
        latency,
        fan_out,
        sink,
        full_speed,
        free_limit,
        many_followers,
        answers,
        storage,
        stories,
        desk,
        words,
        polling,
        hostile,
    )
}
STOPPED = 130
"""The exit status after a signal."""


def main() -> int:
    """Measure and print; 1 if something was lost or came twice, whatever the times."""
    asked = _parser().parse_args()
    sizes = QUICK if asked.quick else THOROUGH
    try:
        figures = asyncio.run(_measure(asked.only or list(PARTS), sizes))
    except asyncio.CancelledError:
        return STOPPED
    print(as_json(figures) if asked.json else as_table(figures))
    return 0 if all(figure.is_as_expected for figure in figures) else 1


async def _measure(names: Sequence[str], sizes: Sizes) -> list[Figure]:
    end_on_signals()
    figures: list[Figure] = []
    for name in names:
        started_at = time.monotonic()
        figures += await PARTS[name](sizes)
        print(f"{name}: {time.monotonic() - started_at:.0f} s", file=sys.stderr)
    return figures


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m tests.bench",
        description="Measure the bot on this machine (Linux). Times are shown, never judged.",
    )
    parser.add_argument("--quick", action="store_true", help="fewer runs of everything")
    parser.add_argument("--json", action="store_true", help="all values, for machines")
    parser.add_argument("--only", action="append", choices=PARTS, help="may be repeated")
    return parser


if __name__ == "__main__":
    sys.exit(main())
