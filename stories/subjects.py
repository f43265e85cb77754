"""Everything an article says about who or what was studied, gathered once."""

from dataclasses import dataclass

from stories.clauses import Clauses
from stories.people import (
    are_plainly_people,
    case_span,
    cohort_span,
    result_span,
    told_trial_span,
    trial_span,
)
from stories.specimens import animals_span, cells_span


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """Each is the span that says so, or None."""

    surely_people: str | None
    """A counted group, or a trial with its result: what outweighs an animal or a cell."""
    case: str | None
    people: str | None
    animals: str | None
    cells: str | None


def look(clauses: Clauses) -> Seen:
    """Who or what the clauses show."""
    animals = animals_span(clauses)
    cohort = cohort_span(clauses)
    if animals and cohort and not are_plainly_people(cohort):
        cohort = None
    trial = trial_span(clauses)
    surely_people = cohort or (trial and told_trial_span(clauses))
    return Seen(
        surely_people=surely_people,
        case=case_span(clauses),
        people=surely_people or trial or result_span(clauses),
        animals=animals,
        cells=cells_span(clauses),
    )
