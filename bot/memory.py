"""How this process takes memory and gives it back, beneath all that it does."""

import ctypes
import gc

M_MMAP_THRESHOLD = -3  # mallopt(3)
LARGE = 256 * 1024


def settle() -> None:
    """Once everything is loaded: collect less often, and give large blocks back at once."""
    _spare_the_collector()
    _give_back()
    _return_large_blocks()


def _spare_the_collector() -> None:
    """What is loaded now stays: to look at it again and again costs 7 % of a fan-out's CPU."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 50, 50)


def _give_back() -> None:
    """What reading the catalog took for a moment, some 7 MB."""
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim is not None:
        trim(0)


def _return_large_blocks() -> None:
    """Bodies of some megabytes go back to the system when they are read.

    By itself, glibc would come to keep room for the largest it has seen, several times over: 213 MB
    instead of 120 after twenty hostile feeds.
    """
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    if mallopt is not None:
        mallopt(M_MMAP_THRESHOLD, LARGE)
