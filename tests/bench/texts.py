"""Health news of our own making, without two neighbours alike."""

from collections.abc import Iterator
from itertools import count

_GROUPS = (
    "schoolchildren", "night nurses", "retired miners", "rowers", "new mothers", "bakers",
    "people over eighty", "office workers", "young farmers", "choir singers", "bus drivers",
    "premature babies", "tall adults", "divers", "students", "gardeners", "twins",
    "former smokers", "mountain villagers",
)  # fmt: skip
_MEANS = (
    "a nasal spray", "weekly yoga", "an older antibiotic", "a salt cave", "shorter shifts",
    "a gene test", "cleaner stoves", "a new antibody", "breathing lessons", "vitamin D",
    "a phone reminder", "earlier screening", "a vaccine booster", "less sugar", "a sleep course",
    "a blood test", "filtered air",
)  # fmt: skip
_FINDINGS = (
    "fewer nights in hospital", "no difference after a year", "milder attacks",
    "better scores on a walking test", "lower costs for clinics", "more side effects than hoped",
    "a smaller benefit than before", "steadier readings", "a shorter recovery",
    "less need for a rescue drug", "fewer missed days", "a slower decline", "calmer sleep",
)  # fmt: skip
_STUDIES = (
    "In a randomised trial of {n} volunteers, {means} was compared with usual care.",
    "An observational study followed {n} people over six winters.",
    "Researchers worked with cells in a dish and with mice before asking {n} patients.",
    "A systematic review gathered {n} earlier papers on {means}.",
    "A case report tells of one patient among {n} who were seen that month.",
    "The agency published a guideline after hearing {n} comments.",
    "The work is a preprint and has not been peer-reviewed; {n} records were read.",
)
_REST = (
    "The authors looked at {group} in eleven towns and found {finding}. They warn that the groups "
    "differed in age and income, and that the follow-up was short. An independent statistician "
    "said the direction is plausible while its size is uncertain. A larger study is planned."
)


def stories(about: str) -> Iterator[tuple[str, str]]:
    """Titles and texts about one subject, without end; no part of one returns in the next."""
    # The three lists have lengths without a common factor: 4,199 titles until one returns.
    for number in count():
        group = _GROUPS[number % len(_GROUPS)]
        means = _MEANS[number % len(_MEANS)]
        finding = _FINDINGS[number % len(_FINDINGS)]
        study = _STUDIES[number % len(_STUDIES)].format(n=37 + 13 * number, means=means)
        rest = _REST.format(group=group, finding=finding)
        yield f"{about} in {group}: {means} and {finding}", f"{study} {rest}"
