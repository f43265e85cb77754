"""What a run amounts to: one line of figures, and what was broken."""

from collections import Counter
from collections.abc import Sequence
from statistics import fmean
from typing import Any

from tests.chaos.checks import Checked
from tests.chaos.pacing import in_halts, too_fast
from tests.chaos.repeats import IN_FLIGHT


def figures(checked: Checked) -> dict[str, Any]:
    """The run in one object for machines."""
    history = checked.history
    copies = Counter(copy.by for copy in checked.repeats.copies)
    repeated = [checked.repeats.by_kill[kill] for kill in history.kills]
    return {
        "seed": history.seed,
        "seconds": round(history.seconds),
        "messages_per_second": history.rate,
        "kills": len(history.kills),
        "kills_at": dict(sorted(Counter(k.step or "any moment" for k in history.kills).items())),
        "faults": {name: len(spans) for name, spans in sorted(history.faults.items())},
        "stories": len(history.stories),
        "owed": len(checked.owed),
        "received": len(checked.ages),
        "lost": len(checked.lost),
        "dead": dict(checked.dead),
        "uninvited": len(checked.uninvited),
        "copies": len(checked.repeats.copies),
        "copies_by": dict(copies),
        "copies_per_kill_mean": round(fmean(repeated), 2) if repeated else 0,
        "copies_per_kill_max": max(repeated, default=0),
        "copies_per_kill_bound": IN_FLIGHT,
        "commands_sent": len(history.commands),
        "commands_lost": len(checked.commands_lost),
        "commands_unanswered": sum(not c.answered for c in history.commands),
        "promises_broken": len(checked.promises_broken),
        "order_violations": len(checked.out_of_order),
        "rate_violations": len(too_fast(history)) + len(in_halts(history)),
        "age_p50": _share(checked.ages, 0.5),
        "age_p99": _share(checked.ages, 0.99),
        "starts_without_database": len(history.ended) - len(checked.crashes),
        "crashes": len(checked.crashes),
        "settled": history.settled,
        "quick_check": history.quick_check,
    }


def breaches(checked: Checked) -> Sequence[str]:
    """Every promise that was broken, with whose it was."""
    history = checked.history
    return [
        *checked.lost,
        *checked.uninvited,
        *checked.repeats.unexplained,
        *checked.repeats.too_many,
        *checked.commands_lost,
        *checked.promises_broken,
        *checked.out_of_order,
        *too_fast(history),
        *in_halts(history),
        *checked.crashes,
        *([] if history.settled else ["what was owed was not settled in time"]),
        *([] if history.stopped == 0 else [f"told to stop, it ended with {history.stopped}"]),
        *([] if history.quick_check == "ok" else [f"the database: {history.quick_check}"]),
    ]


def _share(values: Sequence[float], share: float) -> float:
    """The value that this share of sorted values does not exceed."""
    return round(values[min(int(len(values) * share), len(values) - 1)], 2) if values else 0.0
