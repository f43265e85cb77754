"""What an article says about its own evidence, each answer quoted and never guessed."""

from collections.abc import Mapping
from types import MappingProxyType

from news.models import Design, Evidence, Studied
from stories.clauses import Clauses, read_clauses
from stories.documents import OFFICIAL, SYNTHESES, is_narrative
from stories.reviews import review_of
from stories.rules import NOT_STATED, Finding, design_of
from stories.studies import HUMAN, LABORATORY
from stories.subjects import Seen, look

_ABOUT_NOBODY = frozenset({Design.GUIDELINE, Design.REGULATOR})
_SYNTHESES = frozenset({Design.META_ANALYSIS, Design.SYSTEMATIC_REVIEW})
_ONLY_IN_PEOPLE = frozenset({Design.RANDOMISED_TRIAL, Design.TRIAL, Design.CASE_REPORT})
_IN_PEOPLE = _ONLY_IN_PEOPLE | {Design.OBSERVATIONAL}
_NOT_IN_PEOPLE = frozenset({Design.LABORATORY, Design.ANIMAL, Design.MODELLING})


def read_evidence(title: str, text: str) -> Evidence:
    """Design, subjects and review as the words state them; “not stated” where they do not.

    Every span is a verbatim part of the title or of the text.
    """
    clauses = read_clauses(title, text)
    seen = look(clauses)
    design, design_span = _design(clauses, seen)
    is_comment = design is Design.NOT_STATED and is_narrative(clauses)
    studied = {} if is_comment else _studied(seen, design, design_span)
    reviewed, review_span = review_of(clauses)
    spans = {
        "design": design_span,
        "subjects": next(iter(studied.values()), ""),
        "reviewed": review_span,
    }
    return Evidence(
        design=design,
        subjects=frozenset(studied),
        reviewed=reviewed,
        spans=MappingProxyType({axis: span for axis, span in spans.items() if span}),
    )


def _design(clauses: Clauses, seen: Seen) -> Finding:
    """The order decides: a review of trials is a review, a trial in mice is an animal study."""
    synthesis = design_of(clauses, SYNTHESES)
    if synthesis or is_narrative(clauses):
        return synthesis or NOT_STATED
    if official := design_of(clauses, OFFICIAL):
        return official
    if seen.animals and not seen.surely_people:
        return Design.ANIMAL, seen.animals
    if seen.cells and not (seen.surely_people or seen.case):
        return design_of(clauses, LABORATORY) or (Design.LABORATORY, seen.cells)
    if clauses.tells_research and (human := design_of(clauses, HUMAN)):
        return human
    if seen.surely_people:
        return Design.OBSERVATIONAL, seen.surely_people
    return design_of(clauses, LABORATORY) or NOT_STATED


def _studied(seen: Seen, design: Design, design_span: str) -> Mapping[Studied, str]:
    """Who or what, with the span; the first span is the one to quote."""
    others = {Studied.ANIMALS: seen.animals, Studied.CELLS: seen.cells}
    found: dict[Studied, str | None]
    if design in _ABOUT_NOBODY:
        found = {}
    elif design in _SYNTHESES:
        found = {Studied.PEOPLE: seen.people or seen.counted, **others}
    elif seen.surely_people:
        found = {Studied.PEOPLE: seen.surely_people}
    elif seen.animals or design in _NOT_IN_PEOPLE or (seen.cells and not seen.case):
        found = dict(others)
    else:
        in_people = design_span if design in _ONLY_IN_PEOPLE else None
        counted = seen.counted if design in _IN_PEOPLE else None
        found = {Studied.PEOPLE: seen.case or seen.people or counted or in_people}
    return {studied: span for studied, span in found.items() if span}
