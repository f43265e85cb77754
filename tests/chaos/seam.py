"""What the chaos suite changes in the bot's process, from outside of the program."""

import functools
import importlib
import inspect
import os
import signal
from collections.abc import Callable, Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

from tests.chaos.steps import STEPS, Step

STEP, PASSAGE, CLOCK = "CHAOS_STEP", "CHAOS_PASSAGE", "CHAOS_CLOCK"
"""In the environment: at which step to die, at which passage; the file with the clock's error."""
TIMEOUT = 2.5
LEASE = timedelta(seconds=7)
SECOND_THOUGHT = timedelta(seconds=3)
# In proportion to one another as they are in the program, but such that a run of minutes meets
# them all: a lease outlasts the patience of whoever waits with it, and an answer that never comes.
SPANS: Mapping[str, object] = {
    "bot.telegram.transport:TIMEOUT": TIMEOUT,
    "bot.telegram.limiter:ALERT_PATIENCE": timedelta(seconds=2),
    "storage.claiming:LEASE": LEASE,
    "storage.feeds:LEASE": LEASE,
    "delivery.outcomes:SECOND_THOUGHT": SECOND_THOUGHT,
    "delivery.outcomes:AFTER_TROUBLE": 2 * SECOND_THOUGHT,
    "storage.deliveries:LONGEST_WAIT": LEASE,
    "storage.deliveries:NEXT_TRY": SECOND_THOUGHT,
    # A crowd of a hundred is a large fan-out here.
    "storage.fanout:AT_ONCE": 20,
}
CHUNK = 8


def prepare(environment: Mapping[str, str]) -> None:
    """Make this process mortal: its spans short, its clock movable, and one step deadly."""
    for where, value in SPANS.items():
        replace(where, value)
    advance = find("storage.fanout:advance")
    replace("storage.fanout:advance", functools.partial(advance, chunk=CHUNK))
    _move_clock(Path(environment[CLOCK]))
    if name := environment.get(STEP):
        step = STEPS[name]
        replace(step.where, deadly(find(step.where), step, int(environment[PASSAGE])))


def find(where: str) -> Any:
    """What stands at `package.module:name.name`; AttributeError if nothing does."""
    holder, name = _holder(where)
    return getattr(holder, name)


def replace(where: str, value: object) -> None:
    """Put something else in the place of what stands there."""
    holder, name = _holder(where)
    getattr(holder, name)  # what is replaced must exist, or the seam has come undone
    setattr(holder, name, value)


def deadly(function: Callable[..., Any], step: Step, passage: int) -> Callable[..., Any]:
    """The function, which kills its process at the so-many-th passage of the step."""
    signature = inspect.signature(function)
    left = passage

    def pass_by(given: Mapping[str, Any], result: Any) -> None:
        nonlocal left
        left -= step.counts(given, result)
        if not left:
            os.kill(os.getpid(), signal.SIGKILL)

    def before(*args: Any, **kwargs: Any) -> Mapping[str, Any]:
        given = signature.bind(*args, **kwargs).arguments
        if not step.after:
            pass_by(given, None)
        return given

    @functools.wraps(function)
    async def awaited(*args: Any, **kwargs: Any) -> Any:
        given = before(*args, **kwargs)
        result = await function(*args, **kwargs)
        if step.after:
            pass_by(given, result)
        return result

    @functools.wraps(function)
    def called(*args: Any, **kwargs: Any) -> Any:
        given = before(*args, **kwargs)
        result = function(*args, **kwargs)
        if step.after:
            pass_by(given, result)
        return result

    return awaited if inspect.iscoroutinefunction(inspect.unwrap(function)) else called


def _holder(where: str) -> tuple[Any, str]:
    module, _, path = where.partition(":")
    *holders, name = path.split(".")
    return functools.reduce(getattr, holders, importlib.import_module(module)), name


def _move_clock(error: Path) -> None:
    """The wall clock is wrong by what the file says at that moment."""
    now = find("bot.clock:WallClock.now")
    replace(
        "bot.clock:WallClock.now",
        lambda clock: now(clock) + timedelta(seconds=float(error.read_text())),
    )
