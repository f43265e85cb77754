"""The seam: it holds on to what is there, and its deadly steps are deadly."""

import asyncio
import signal
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.chaos.seam import SPANS, find
from tests.chaos.steps import STEPS
from tests.endtoend.running import ROOT

DIE = """
import asyncio, os
from tests.chaos import seam
from tests.chaos.steps import Step

async def work(items):
    print("worked", items, flush=True)
    return items

async def main():
    step = Step("anywhere", after={after}, counts=lambda given, result: bool(given["items"]))
    mortal = seam.deadly(work, step, passage=2)
    for items in (1, 0, 1, 1):
        await mortal(items)

asyncio.run(main())
"""
NOW = """
import os, sys
from tests.chaos import seam
seam.prepare({seam.CLOCK: sys.argv[1]})
from bot.clock import WallClock
print(WallClock().now().isoformat())
"""


@pytest.mark.parametrize("where", [*SPANS, *{step.where for step in STEPS.values()}])
def test_what_the_seam_replaces_is_there(where: str) -> None:
    assert find(where) is not None


@pytest.mark.parametrize("where", SPANS)
def test_a_span_is_replaced_by_one_of_its_kind(where: str) -> None:
    assert type(SPANS[where]) is type(find(where))


@pytest.mark.parametrize(("after", "worked"), [(False, ["1", "0"]), (True, ["1", "0", "1"])])
async def test_a_process_dies_before_or_after_the_step_at_its_second_passage(
    after: bool, worked: list[str]
) -> None:
    process = await _python(DIE.format(after=after))

    out, _ = await process.communicate()

    assert process.returncode == -signal.SIGKILL
    assert out.decode().split()[1::2] == worked


async def test_the_clock_is_wrong_by_what_the_file_says(tmp_path: Path) -> None:
    (tmp_path / "clock").write_text("3600")

    process = await _python(NOW, str(tmp_path / "clock"))
    out, _ = await process.communicate()

    ahead = datetime.fromisoformat(out.decode().strip()) - datetime.now(UTC)
    assert timedelta(minutes=59) < ahead < timedelta(minutes=61)


async def _python(program: str, *arguments: str) -> asyncio.subprocess.Process:
    return await asyncio.create_subprocess_exec(
        sys.executable,
        "-c",
        program,
        *arguments,
        env={"PYTHONPATH": str(ROOT)},
        stdout=asyncio.subprocess.PIPE,
    )
