"""Everything an article says about who or what was studied, gathered once."""

from dataclasses import dataclass

from stories.clauses import Clauses
from stories.people import (
    are_plainly_people,
    case_span,
    cohort_span,
    counted_groups,
    counted_span,
    result_span,
    tells_of_humans,
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
    counted: str | None
    """People in a number; they are the subjects of what is a study of people in other words."""
    animals: str | None
    cells: str | None


def look(clauses: Clauses) -> Seen:
    """Who or what the clauses show."""
    animals = animals_span(clauses)
    groups = counted_groups(clauses)
    result = result_span(clauses)
    if animals or not tells_of_humans(clauses):
        groups = tuple(group for group in groups if are_plainly_people(group[1]))
        result = result if result and are_plainly_people(result) else None
    cohort = cohort_span(groups, says_study=clauses.says_study)
    trial = trial_span(clauses)
    surely_people = cohort or (trial and told_trial_span(clauses))
    return Seen(
        surely_people=surely_people,
        case=case_span(clauses),
        people=surely_people or trial or result,
        counted=counted_span(groups) if clauses.says_study else None,
        animals=animals,
        cells=cells_span(clauses),
    )
