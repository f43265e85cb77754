"""Whether people were studied, by the words of an article that say so."""

import re
from collections.abc import Sequence

from stories.clauses import Clauses, cue, first_span
from stories.specimens import is_about_animals

_PERSON = (
    r"(?:patients|people|persons|individuals|adults|women|men|children|infants|newborns|babies"
    r"|neonates|boys|girls|teen(?:ager)?s|adolescents|youths?|students|pupils|veterans|workers"
    r"|participants|volunteers|subjects|respondents|(?:non-)?smokers|athletes|mothers|fathers"
    r"|parents|couples|twins|families|households|survivors|residents|nurses|physicians|doctors"
    r"|surgeons|employees|runners|breeders|keepers|farmers|vaccinees|immigrants|caregivers"
    r"|seniors|americans|britons|females|males|toddlers|preschoolers|schoolchildren|inmates"
    r"|soldiers|civil servants|firefighters|police officers|drivers|consumers|villagers"
    r"|centenarians|teenage girls|teenage boys|schoolgirls|schoolboys|grandparents|carers"
    r"|pensioners|retirees)\b(?!['’]s\b)"
)
# These mean people only when they are counted.
_COUNTED = (
    rf"(?:{_PERSON}|(?:cases|controls|pregnancies|births|deliveries|users|recipients|donors"
    r"|drinkers)\b)"
)
_NUMBER = (
    r"(?:\d[\d,.]*\d|\d+|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:-\w+)?"
    r"|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|hundreds of"
    r"|a (?:small|large) group of)"
)
# Between a number and its noun: “12 months to patients” counts months.
_BETWEEN = (
    r"(?:(?!(?:to|in|for|from|by|with|after|times|months|weeks|years|days|doses|eyes|that|taken"
    r"|per)\b)[^\s.,;]+,? ){0,5}?"
)

# “Two dogs served as control subjects”: these can be animals.
_ANYONE = re.compile(
    r"(?:females|males|newborns|neonates|subjects|cases|controls|pregnancies|births|deliveries"
    r"|recipients|donors)\b[^a-z]*$",
    re.IGNORECASE,
)

_A_PERSON = cue(rf"{_COUNTED} | lovers\b | human brains | living humans")
_COHORT = cue(
    rf"""
    {_NUMBER}(?!\s?(?:%|percent|per cent|mg|years))(?:-patient|-person| {_BETWEEN}{_COUNTED})
    {_PERSON} \(n ?= ?\d+\)?
"""
)
_STUDIED = cue(
    rf"""
    (?:enrol|follow|survey|assign|randomi[sz]|receiv|involv|includ|recruit|examin|analy[sz]\
        |compar|stud(?:y|ied|ies)|test(?:ed|ing)|administered|measur|treat(?:ed|ing)|underw\
        |undergo|interview|assess|evaluat|participa|complet|serv(?:ed|ing) \
        as|sampl|determin|trial|cohort|given|gave|took part|tracked|monitored|review(?:ed|ing)\
        |scann|looked at|report|categori|classif|operat|perform|subjects were|findings \
        (?:of|in)|data (?:from|on)|record|question|estimated in|fulfilling|used|observed\
        |investigat|screened|diagnosed|identified|presented|occurred|were at risk|resulted|found \
        that|show(?:ed|n)|asked|attend|(?:in|among) {_NUMBER}\b\
        |shr[aiu]nk|respond|recover|improved|remission|tolera)
"""
)
# What was once taken from people is material: cells, not people.
_TAKEN_FROM_PEOPLE = cue(
    rf"""
    (?:samples?|biops(?:y|ies)|specimens?|tissues?|sera|cells?|cell \
        lines?|tumou?rs?|isolates?|brains|fibroblasts|neurons)\b(?:,? \S+){{0,5}} \
        (?:from|of|donated by) (?:\S+ ){{0,5}}(?:{_PERSON}|donor|patient|woman|man|child)
"""
)

_ONE_TRIAL = cue(
    r"""
    human (?:clinical )?trial\b | clinical trial\b | clinical study
    first-in-(?:human|man) | (?:late|mid|early)[- ]stage (?:\S+ ){0,3}(?:trial|study)
    phase (?:[1-4]|i{1,3}|iv)(?:[ab])?(?:/(?:[1-4]|i{1,3}))?\b \
        (?:\S+ ){0,3}(?:trials?|study|data|results)
    trial (?:patients|participants) | human volunteers | healthy volunteers
"""
)
_SOME_TRIALS = cue(r"human (?:clinical )?trials | clinical trials | clinical studies")
_OTHER_TRIALS = cue(r"""
    veterinary | in silico | previous(?:ly)? | earlier | prior | clinicaltrials\.gov
""")

_ONE_PERSON = cue(
    r"""
    (?:an?|the) (?:\d+|\w+)-(?:year|month|week|day)-old(?: \
        \w+){0,2} ?(?:wom[ae]n|m[ae]n|boy|girl|patient|mother|father|infant|child|teenager|male\
        |female)
    \d+-year-old (?:\w+ ){0,2}(?:patient|woman|man|boy|girl)
    (?:report|describe|present|encountered|treated|case of) \
        an? (?:\w+ ){0,3}(?:patient|woman|man|boy|girl|infant|child|family)\b
    (?:transplant|implant|inject)\w* (?:\S+ ){0,20}?in(?:to|side)? an? (?:\S+ ){0,3}?patient
    an? [A-Z]\w+ (?:girl|boy|woman|man|couple|family|infant|child) \
        (?:who|whose|acquired|presented|was|had|with)
"""
)

_FARED = (
    r"(?:(?:live|perform|score|fare|do|did|sleep|slept)(?:s|d|ed)? (?:\w+ )?"
    r"(?:longer|better|worse|higher|lower)"
    r"|(?:are|is) (?:\S+ ){0,2}(?:more|less) likely"
    r"|(?:have|had|has|were|was|saw|show(?:s|ed)?|experienced|lived|lost|gained|reported)"
    r" (?:\S+ ){0,4}?(?:lower|higher|fewer|more|less|better|worse|greater|increased|reduced"
    r"|decreased|longer|shorter|twice|(?:\w+ )?times|significantly|impaired|likely|shrink)\b)"
)
_RESULT_OF_PEOPLE = cue(
    rf"""
    (?:(?:study|trial|cohort|survey|analysis|sample|group|series|records|charts) \
        (?:of|in|among|with|involving)|among|helped|subjects were|in \
        (?:\S+ )?\d+(?:%| percent| per cent) of) (?:\S+ ){{0,4}}?{_PERSON}
    (?:{_PERSON}|drinkers|lovers) (?:(?:who|with|in|on|aged?|taking|given|treated|using\
        |undergoing|exposed) (?:\S+ ){{1,18}}?)?{_FARED}
    {_PERSON} (?:(?:were|was) (?:\w+ )?(?:given|treated|randomi|assigned|asked|followed|enrol)\w*\
        |(?:received|underwent|took part|reported)\b)
    participants\b | (?:healthy |human |adult )volunteers | live human brains
    work(?:ed|s)? in patients | in living (?:people|humans)
"""
)
_IN_PEOPLE = cue(rf"in (?:[\w-]+ ){{0,3}}?{_PERSON}(?: (?:with|who|aged) \w+)?")
_RESULT = cue(
    r"""
    f(?:ou)?nds?\b | find(?:s|ings?)\b | show(?:s|ed|n)?\b | reduc(?:es?|ed|ing)\b
    improv(?:es?|ed)\b | increas(?:es?|ed)\b | associated | linked | tied to | lower | higher
    cuts?\b | demonstrat | detects?\b | dampens | slow(?:s|ed)\b | delay(?:s|ed)\b | versus | vs
    doesn't | report(?:s|ed)?\b | destroy | shr[iau]nk | eas(?:es|ed)\b | relieve | restor | revers
    effects? of | impact of | factors | incidence of | status in | outcomes? | experience
    responses?\b | respond | better | worse | effective | safe\b | prevent | lift
    predict(?:s|ed)\b | revealed | compar | determin | evaluat | assess | efficacy
"""
)


def cohort_span(clauses: Clauses) -> str | None:
    """A counted group of people with whom something was done, or None."""
    if not clauses.tells_research:
        return None
    for clause in clauses.firm:
        found = _A_PERSON.search(clause) and _COHORT.search(clause)
        if found and _STUDIED.search(clause) and not _is_about_others(clause):
            return found.group()
    return None


def are_plainly_people(cohort: str) -> bool:
    """The group is called by a name that animals are not called by."""
    return not _ANYONE.search(cohort)


def trial_span(clauses: Clauses) -> str | None:
    """A trial in people that took place, or None."""
    return first_span(clauses.done, _ONE_TRIAL, _OTHER_TRIALS) or first_span(
        clauses.done, _SOME_TRIALS, _OTHER_TRIALS
    )


def told_trial_span(clauses: Clauses) -> str | None:
    """A trial in people with its result; “clinical trials” at large are background. Or None."""
    told = [c for c in _with(_RESULT, clauses.done) if not _is_about_others(c)]
    return first_span(told, _ONE_TRIAL, _OTHER_TRIALS)


def case_span(clauses: Clauses) -> str | None:
    """One patient, or one family, whose case is told; or None."""
    return (
        first_span(clauses.firm, _ONE_PERSON, _TAKEN_FROM_PEOPLE)
        if clauses.tells_research
        else None
    )


def result_span(clauses: Clauses) -> str | None:
    """A result seen in people, without a count; or None."""
    if not clauses.tells_research:
        return None
    told = [clause for clause in clauses.firm if _A_PERSON.search(clause)]
    return first_span(told, _RESULT_OF_PEOPLE, _TAKEN_FROM_PEOPLE) or first_span(
        _with(_RESULT, told), _IN_PEOPLE, _TAKEN_FROM_PEOPLE
    )


def _with(said: re.Pattern[str], clauses: Sequence[str]) -> list[str]:
    return [clause for clause in clauses if said.search(clause)]


def _is_about_others(clause: str) -> bool:
    return is_about_animals(clause) or bool(_TAKEN_FROM_PEOPLE.search(clause))
