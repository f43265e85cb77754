"""What the bot's processes use of the machine, as Linux counts it in /proc."""

import os
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

_PROC = Path("/proc")
_TICKS = os.sysconf("SC_CLK_TCK")
_KIBIBYTES = 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Memory:
    """A process in memory, in MiB; `pss` counts what is shared with others by its share."""

    rss: float
    pss: float


def family(pid: int) -> list[int]:
    """A process, its children, then theirs, and so on: parents before children."""
    parents = {int(path.name): _stat(path)[1] for path in _PROC.iterdir() if path.name.isdigit()}
    found = [pid]
    for parent in found:  # grows while it is walked
        found += [child for child, its_parent in parents.items() if its_parent == str(parent)]
    return found


def descendants() -> list[int]:
    """The family of this process without itself."""
    return family(os.getpid())[1:]


def memory(pid: int) -> Memory:
    """How much memory a process takes now."""
    lines = (_PROC / str(pid) / "smaps_rollup").read_text().splitlines()[1:]
    sizes = {name: int(rest.split()[0]) for name, rest in (line.split(":") for line in lines)}
    return Memory(rss=sizes["Rss"] / _KIBIBYTES, pss=sizes["Pss"] / _KIBIBYTES)


def taken(pids: Iterable[int]) -> float:
    """What these take together, in MiB, shared pages by their share; who has gone takes nothing."""
    sizes = []
    for pid in pids:
        with suppress(FileNotFoundError, ProcessLookupError):
            sizes.append(memory(pid).pss)
    return sum(sizes)


def cpu_seconds(pids: Iterable[int] | None = None) -> float:
    """What these, else all descendants, have used, user and system, and their ended children."""
    # Fields 14 to 17 of proc(5): utime, stime, cutime and cstime. _stat begins at the third.
    used = descendants() if pids is None else pids
    ticks = (sum(map(int, _stat(_PROC / str(pid))[11:15])) for pid in used)
    return sum(ticks) / _TICKS


def _stat(process: Path) -> list[str]:
    """The fields after the name, which may hold spaces; of a process that has gone, no numbers."""
    try:
        return (process / "stat").read_text().rpartition(")")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return ["X", "-1", *["0"] * 50]
