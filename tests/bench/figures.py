"""Figures: what was measured, in short. Pure."""

import json
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

_COLUMNS = ("n", "min", "p50", "p95", "p99", "max")
_PERCENTS = (50, 95, 99)


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """All values of one thing that was measured."""

    part: str
    name: str
    unit: str
    values: Sequence[float]
    expected: float | None = None
    """What every value must be, for counts that bear no compromise; None for all else."""

    @property
    def is_as_expected(self) -> bool:
        """Whether no value breaks a promise."""
        return self.expected is None or all(value == self.expected for value in self.values)

    def percentile(self, percent: float) -> float:
        """The smallest value that so many percent of all do not exceed (nearest rank)."""
        ordered = sorted(self.values)
        return ordered[max(0, math.ceil(percent / 100 * len(ordered)) - 1)]

    @property
    def median(self) -> float:
        """The one in the middle; of two, the lower."""
        return self.percentile(50)

    def as_json(self) -> dict[str, object]:
        """The figure with all its values."""
        return {
            "part": self.part,
            "name": self.name,
            "unit": self.unit,
            "n": len(self.values),
            "min": min(self.values),
            "p50": self.median,
            "p95": self.percentile(95),
            "p99": self.percentile(99),
            "max": max(self.values),
            "values": list(self.values),
            "expected": self.expected,
        }


def ratio(part: str, name: str, over: Figure, under: Figure) -> Figure:
    """How many times the median of one the median of another is."""
    return Figure(part=part, name=name, unit="×", values=[over.median / under.median])


def as_json(figures: Iterable[Figure]) -> str:
    """All figures, for machines."""
    return json.dumps([figure.as_json() for figure in figures], ensure_ascii=False, indent=1)


def as_table(figures: Sequence[Figure]) -> str:
    """All figures, for people."""
    width = max(len(figure.name) for figure in figures) + 2
    unit = max(len(figure.unit) for figure in figures)
    lines = [" " * (width + unit) + "".join(f"{column:>9}" for column in _COLUMNS)]
    for part, group in groupby(figures, key=lambda figure: figure.part):
        lines.append(f"\n{part}")
        lines += [f"  {_row(figure, width, unit)}" for figure in group]
    return "\n".join(lines)


def _row(figure: Figure, width: int, unit: int) -> str:
    count = f"{len(figure.values):>7}"
    start = f"{figure.name:<{width}}{figure.unit:<{unit}}{count}"
    if len(figure.values) == 1:  # one value has no spread to speak of
        return f"{start}{'':>9}{_short(figure.values[0])}{_remark(figure)}"
    spread = (min(figure.values), *map(figure.percentile, _PERCENTS), max(figure.values))
    return start + "".join(map(_short, spread)) + _remark(figure)


def _short(value: float) -> str:
    digits = 0 if value == int(value) or abs(value) >= 1_000 else 1 if abs(value) >= 100 else 2
    return f"{value:>9.{digits}f}" if value == 0 or abs(value) >= 0.1 else f"{value:>9.4f}"


def _remark(figure: Figure) -> str:
    return "" if figure.is_as_expected else f"   ← expected {figure.expected:g}"
