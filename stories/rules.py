"""How a table of cues finds the design of a study."""

from collections.abc import Sequence
from dataclasses import dataclass

from news.models import Design
from stories.clauses import Clauses, first_span
from stories.cues import Cue

Finding = tuple[Design, str]
"""A design with the words it rests on."""
NOT_STATED: Finding = (Design.NOT_STATED, "")


@dataclass(frozen=True, slots=True)
class Rule:
    """These words say this design, unless those words stand in the same clause."""

    design: Design
    said: Cue
    unless: Cue | None = None
    done: bool = False
    """Only in clauses that tell what was done."""


def design_of(clauses: Clauses, rules: Sequence[Rule]) -> Finding | None:
    """The design of the first rule that applies, with the words it rests on."""
    for rule in rules:
        span = first_span(clauses.done if rule.done else clauses.all, rule.said, rule.unless)
        if span:
            return rule.design, span
    return None
