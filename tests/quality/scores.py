"""Counts of right and wrong answers, and what they come to."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Score:
    """How often something was found, found wrongly, and missed."""

    found: int = 0
    wrong: int = 0
    missed: int = 0

    def __add__(self, other: "Score") -> "Score":
        return Score(self.found + other.found, self.wrong + other.wrong, self.missed + other.missed)

    @property
    def precision(self) -> float:
        """The share of what was said that is right; 1 if nothing was said."""
        return _share(self.found, self.found + self.wrong)

    @property
    def recall(self) -> float:
        """The share of what should have been said that was; 1 if that is nothing."""
        return _share(self.found, self.found + self.missed)

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return _share(2 * self.found, 2 * self.found + self.wrong + self.missed)

    def __str__(self) -> str:
        return f"P {self.precision:.3f}  R {self.recall:.3f}  F1 {self.f1:.3f}"


def compare(said: set[str], wanted: set[str], also_right: set[str]) -> Score:
    """One answer of several values; what is `also_right` counts neither way."""
    return Score(
        found=len(said & wanted),
        wrong=len(said - wanted - also_right),
        missed=len(wanted - said - also_right),
    )


def total(scores: Iterable[Score]) -> Score:
    """All of them together."""
    return sum(scores, Score())


def mean(values: Iterable[float]) -> float:
    """The mean, or 1 of nothing."""
    known = list(values)
    return sum(known) / len(known) if known else 1.0


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 1.0
