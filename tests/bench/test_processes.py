"""What processes use is read from the system."""

import subprocess
import sys
import time
from collections.abc import Iterator

import pytest

from tests.bench.processes import cpu_seconds, descendants, memory

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")

BUSY = "print(sum(n * n for n in range(3_000_000)), flush=True); input()"


@pytest.fixture
def child() -> Iterator[subprocess.Popen[str]]:
    """A process that has worked a little and now waits."""
    pipe = subprocess.PIPE
    with subprocess.Popen([sys.executable, "-c", BUSY], stdin=pipe, stdout=pipe, text=True) as it:
        assert it.stdout is not None
        it.stdout.readline()
        yield it
        it.kill()


def test_a_child_is_a_descendant_until_it_has_ended(child: subprocess.Popen[str]) -> None:
    assert child.pid in descendants()

    child.kill()
    child.wait()

    assert child.pid not in descendants()


def test_a_process_takes_some_memory_and_shares_some_of_it(child: subprocess.Popen[str]) -> None:
    taken = memory(child.pid)

    assert 0 < taken.pss <= taken.rss


def test_what_children_have_used_is_counted(child: subprocess.Popen[str]) -> None:
    assert 0 < cpu_seconds() < time.monotonic()
