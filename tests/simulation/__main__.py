"""The command line: `python -m tests.simulation [--seeds N …] [--feeds N] [--warm-up DAYS]`."""

import argparse
import asyncio
import sys

from tests.simulation.day import Result, simulate
from tests.simulation.figures import figures, is_promise_kept, table


def main() -> int:
    """Simulate a day for each seed and print what it came to; 1 if the promise was broken."""
    asked = _parser().parse_args()
    ours: list[Result] = []
    fixed: list[Result] = []
    is_kept = True
    for seed in asked.seeds:
        day = asyncio.run(simulate(seed, size=asked.feeds, warm_up=asked.warm_up))
        us, them = map(figures, day)
        print(
            f"seed {seed}: {us.requests:.1f} requests for each feed, not {them.requests:.1f}; "
            f"news seen after {us.p50:.1f} min (p50), not {them.p50:.1f}",
            file=sys.stderr,
        )
        is_kept &= is_promise_kept(*day)
        ours += day[0]
        fixed += day[1]
    print(table(ours, fixed))
    return 0 if is_kept else 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m tests.simulation",
        description="Simulate how feeds are asked for a day: requests, and delays in minutes.",
    )
    parser.add_argument("--seeds", type=int, nargs="+", default=[1, 2, 3])
    parser.add_argument("--feeds", type=int, default=200)
    parser.add_argument("--warm-up", type=int, default=5, help="days before the one looked at")
    return parser


if __name__ == "__main__":
    sys.exit(main())
