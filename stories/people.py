"""Whether people were studied, by the words of an article that say so."""

from collections.abc import Iterable, Sequence

from stories.clauses import Clauses, first_span
from stories.cues import Cue, cue
from stories.persons import BETWEEN, COUNTED, NO_NAME, NUMBER, PERSON, SOURCES
from stories.specimens import is_about_animals, is_material

Counted = tuple[str, str]
"""A clause, and the people in a number that stand in it."""

# “Two dogs served as control subjects”: these can be animals.
_ANYONE = cue(
    r"""
    females | males | newborns | neonates | subjects | cases | controls | pregnancies | births
    deliveries | recipients | donors | individuals | pairs | singletons | siblings | mothers
    brothers | sisters
"""
)

# … and where one of these is told of, they are not.
_HUMAN = cue(
    r"""
    patients? | adults? | men\b | women\b | child | adolescen | volunteer | participant | human
    aged | individuals (?:with|who|aged) | years? old | year-old | clinic | hospital | mothers?
    boys? | girls? | people | students?
    interview | questionnaire
"""
)
_A_PERSON = cue(rf"{COUNTED} | lovers\b | human brains | living humans")
_COHORT = cue(
    rf"""
    {NO_NAME}(?!{SOURCES}){NUMBER}(?!\s?(?:%|percent|per cent|mg|years))\
        (?:-patient|-person| {BETWEEN}{COUNTED})
    {PERSON} \(n ?= ?\d+\)?
    (?:none|one|half|all|some|most|each|any|out) of (?:the )?{NUMBER} {BETWEEN}{COUNTED}
"""
)
# What only studies do with people …
_STUDIED = cue(
    rf"""
    enrol | follow | survey | assign | allocat | randomi[sz] | recruit | participa | complet
    agreed | (?:took|take|taken) part | receiv | given | gave | administered | underw | undergo
    tolera | involv | includ | examin | analy[sz] | compar | stud(?:y|ied|ies) | trial | cohort
    classif | test(?:ed|ing) | measur | interview | assess | evaluat | sampl | determin | scann
    looked at | monitored | tracked | watched | kept tabs | screened | observed | investigat
    review(?:ed|ing) | question | polled | quizzed | phoned | telephoned | were called
    filled in | genotyped
    pool(?:ed|ing) | categori | perform | fulfilling | estimated in | serv(?:ed|ing) as
    data (?:from|on) | findings (?:of|in) | found that | show(?:ed|n)
    (?:in|among) (?:each of |the )?{NUMBER} {BETWEEN}{COUNTED}
    (?:none|half|all|each) of | subjects were | were at risk | improved | remission | shr[aiu]nk
    remained (?:well|free|in) | fitted with | implanted
    had (?:the|an?|this) (?:operation|procedure|surgery|test|treatment|scan|transplant)
"""
)
# … and what people do, and what befalls them, which counts only where a study is spoken of.
_LIVED = cue(
    r"""
    had\b | gave | got\b | lost | caught | fell | kept | ate | drank | drink | wore | took | slept
    used | spent | saw | found | shows?\b | could\b | exercis | practi[sc] | data | results
    scans of
    (?!kill|infect|injur|hospital|sicken)\w{3,}ed\b
"""
)
# What was once taken from people is material: cells, not people.
_TAKEN_FROM_PEOPLE = cue(
    rf"""
    (?:samples?|biops(?:y|ies)|specimens?|tissues?|sera|cells?|cell \
        lines?|tumou?rs?|isolates?|brains|fibroblasts|neurons)\b(?:,? \S+){{0,5}} \
        (?:from|of|donated by) (?:\S+ ){{0,5}}(?:{PERSON}|donor|patient|woman|man|child)
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
    r"(?:\w+ed (?:\S+ ){0,2}(?:less|more|fewer|better|worse|longer)\b"
    r"|(?:live|perform|score|fare|do|did|sleep|slept)(?:s|d|ed)? (?:\w+ )?"
    r"(?:longer|better|worse|higher|lower)"
    r"|(?:are|is) (?:\S+ ){0,2}(?:more|less) likely"
    r"|(?:have|had|has|were|was|saw|show(?:s|ed)?|experienced|lived|lost|gained|reported)"
    r" (?:\S+ ){0,4}?(?:lower|higher|fewer|more|less|better|worse|greater|increased|reduced"
    r"|decreased|longer|shorter|thicker|thinner|slower|faster|weaker|stronger|smaller|larger"
    r"|earlier|later|older|younger|healthier|twice|(?:\w+ )?times|significantly|impaired"
    r"|likely|shrink)\b)"
)
_RESULT_OF_PEOPLE = cue(
    rf"""
    (?:(?:study|trial|cohort|survey|analysis|sample|group|series|records|charts) \
        (?:of|in|among|with|involving)|among|helped|subjects were|in \
        (?:\S+ )?\d+(?:%| percent| per cent) of) (?:\S+ ){{0,4}}?{PERSON}
    (?:{PERSON}|drinkers|lovers) (?:(?:who|whose|born|with|without|in|on|aged?|taking|given|treated\
        |using|undergoing|exposed) (?:\S+ ){{1,18}}?)?{_FARED}
    {PERSON} (?:(?:who|with|presenting|attending|undergoing|admitted|awaiting|aged|from|on) \
        (?:\S+ ){{1,12}}?)?(?:(?:were|was) (?:\w+ )?(?:compared|recruited|tested|studied|given\
        |treated|randomi|assigned|asked|followed|enrol)\w*\
        |(?:received|underwent|took part|reported)\b)
    participants\b | (?:healthy |human |adult )volunteers | live human brains
    work(?:ed|s)? in patients | in living (?:people|humans)
"""
)
_IN_PEOPLE = cue(rf"in (?:[\w-]+ ){{0,3}}?{PERSON}(?: (?:with|who|aged) \w+)?")
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


def counted_groups(clauses: Clauses) -> tuple[Counted, ...]:
    """People in a number, in clauses that tell neither plans nor common knowledge."""
    told = clauses.firm if clauses.tells_research else ()
    found = ((clause, _A_PERSON.search(clause) and _COHORT.search(clause)) for clause in told)
    return tuple((clause, group) for clause, group in found if group)


def cohort_span(groups: Iterable[Counted], *, says_study: bool) -> str | None:
    """A counted group with whom something was done, or None."""
    for clause, span in groups:
        is_studied = _STUDIED.search(clause) or (says_study and _LIVED.search(clause))
        if is_studied and not _is_about_others(clause):
            return span
    return None


def counted_span(groups: Iterable[Counted]) -> str | None:
    """A counted group, whatever it did, or None. For what is a study of people in any case."""
    spans = (span for clause, span in groups if not _TAKEN_FROM_PEOPLE.search(clause))
    return next(spans, None)


def are_plainly_people(group: str) -> bool:
    """The group is called by a name that animals are not called by."""
    return not _ANYONE.search(group)


def tells_of_humans(clauses: Clauses) -> bool:
    """Somebody in it can only be human, so that its males and females may be, too."""
    return any(_HUMAN.search(clause) for clause in clauses.all)


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


def _with(said: Cue, clauses: Sequence[str]) -> list[str]:
    return [clause for clause in clauses if said.search(clause)]


def _is_about_others(clause: str) -> bool:
    taken = is_material(clause) or _TAKEN_FROM_PEOPLE.search(clause) is not None
    return taken or is_about_animals(clause)
