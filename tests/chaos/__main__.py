"""The command line: `python -m tests.chaos [--minutes M] [--kills N] [--seed S] [--rate R] …`."""

import argparse
import asyncio
import json
import os
import sys
from pathlib import Path

from tests.chaos.checks import Checked
from tests.chaos.faults import FAULTS
from tests.chaos.history import History
from tests.chaos.run import Plan, rehearse
from tests.chaos.verdict import breaches, figures
from tests.ending import end_on_signals

NO_END = sys.maxsize
STOPPED = 130
"""The exit status after a signal."""


def main() -> int:
    """Kill and hinder the bot; one line of JSON; 1 if it broke a promise."""
    asked = _parser().parse_args()
    plan = Plan(
        seed=asked.seed,
        seconds=asked.minutes * 60,
        kills=asked.kills,
        rate=asked.rate,
        faults=tuple(name for name in asked.only or FAULTS if name not in asked.without),
        log=asked.log,
    )
    try:
        history = asyncio.run(_carry_out(plan))
    except asyncio.CancelledError:
        return STOPPED
    checked = Checked(history)
    broken = breaches(checked)
    for each in broken:
        print(each, file=sys.stderr)
    print(json.dumps(figures(checked)))
    return 1 if broken else 0


async def _carry_out(plan: Plan) -> History:
    end_on_signals()
    return await rehearse(plan)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m tests.chaos",
        description="Kill and hinder the bot against a Telegram on loopback, and count (Linux).",
    )
    parser.add_argument("--minutes", type=float, default=8, help="how long (8)")
    parser.add_argument("--kills", type=int, default=NO_END, help="end after so many (never)")
    parser.add_argument("--seed", type=int, default=1, help="what is drawn by chance (1)")
    parser.add_argument("--rate", type=int, default=100, help="messages a second (100)")
    parser.add_argument("--log", type=Path, default=Path(os.devnull), help="what the bot says")
    parser.add_argument("--only", action="append", choices=FAULTS, help="may be repeated")
    parser.add_argument("--without", action="append", choices=FAULTS, default=[], help="likewise")
    return parser


if __name__ == "__main__":
    sys.exit(main())
