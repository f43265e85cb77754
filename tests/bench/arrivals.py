"""What arrived at the sink, and what follows from it. Pure arithmetic."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

# What was written before the refusal was read is no disobedience.
_ON_THE_WIRE = 0.02


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrivals:
    """Every message that was sent, in order, column by column, as the sink reports it."""

    moments: Sequence[float]
    chats: Sequence[int]
    is_sent: Sequence[int]
    """0 for those that were refused."""
    told: Sequence[tuple[int, int]]
    """Which message told which story, both by number."""
    halts: Sequence[tuple[float, float]]

    def of(self, story: int) -> list[tuple[float, int]]:
        """When a story was brought to which chat; refusals left out."""
        return [
            (self.moments[number], self.chats[number])
            for number, told in self.told
            if told == story and self.is_sent[number]
        ]

    @property
    def refused(self) -> int:
        """How many were refused."""
        return len(self.is_sent) - sum(self.is_sent)

    @property
    def in_a_halt(self) -> int:
        """How many came although the sink had said to wait."""
        return sum(
            began + _ON_THE_WIRE < moment < ended
            for began, ended in self.halts
            for moment in self.moments
        )


def mean_rate(moments: Sequence[float]) -> float:
    """So many a second, from the first to the last."""
    return (len(moments) - 1) / (moments[-1] - moments[0])


def middle(moments: Sequence[float]) -> Sequence[float]:
    """Those in the middle four fifths of the time: neither how it began nor how it ran out."""
    margin = (moments[-1] - moments[0]) / 10
    return moments[
        bisect_left(moments, moments[0] + margin) : bisect_left(moments, moments[-1] - margin)
    ]


def busiest_second(moments: Sequence[float]) -> int:
    """The most in any second, whenever that began."""
    return max(
        number + 1 - bisect_left(moments, moment - 1, hi=number + 1)
        for number, moment in enumerate(moments)
    )
