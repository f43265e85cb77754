"""Starts them, and stops them."""

import asyncio
import json
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager

from tests.endtoend.running import ROOT


@asynccontextmanager
async def hostile_publishers() -> AsyncIterator[Mapping[str, str]]:
    """The address of each by its name, for as long as the context lasts."""
    pipe = asyncio.subprocess.PIPE
    command = (sys.executable, "-m", "tests.hostile")
    process = await asyncio.create_subprocess_exec(*command, cwd=ROOT, stdin=pipe, stdout=pipe)
    try:
        said = await process.stdout.readline() if process.stdout else b"{}"
        yield json.loads(said)
    finally:
        process.kill()
        await process.wait()
