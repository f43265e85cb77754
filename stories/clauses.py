"""The clauses of an article, and which of them tell what was done rather than what is hoped."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from stories.cues import Cue, cue

READ = 2_500
"""Characters of a text that are read: further down come earlier studies and other people's work."""

_BREAKS = re.compile(
    r"(?<=[.!?;])\s+|(?<=[。！？])|\s[—–]\s|,\s(?=but\s|which\s|offering\s)", re.IGNORECASE
)


# What is planned says nothing about what was done …
_PLANS = cue(
    r"""
    hop(?:e|es|ed|ing) (?:to|that) | future (?:\S+ )?(?:trial|stud)
    (?:could|may|might|will|would) (?:soon )?(?:begin|start|launch|pave|move|recruit|enrol|test\
        |involve|include|follow|be (?:tested|tried|given|recruited))
    (?:researchers|scientists|doctors|team|company) to (?:test|trial|study|try|recruit|enrol)
    to (?:begin|start|launch) | plan(?:s|ned|ning)? (?:to|for|on|\S+ ?trial) | next step
    (?:expects?|intends?|aims?|is due|are due|set|about|agreed) to (?:enrol|recruit|test|start\
        |begin|launch|run)
    (?:will|to) be (?:enrolled|recruited|randomi[sz]ed|followed|invited) | will (?:run|take part)
    ready for | pav(?:e|es|ed|ing) (?:the )?way | upcoming
    prepar(?:e|es|ed|ing) (?:for )?(?:\S+ ){0,3}(?:trials?|stud(?:y|ies))
    (?:before|until|ahead of) (?:\S+ ){0,5}?(?:(?:can|could) be (?:tested|tried|used\
        |given)|(?:human|clinical) (?:trials?|tests?|use)\
        |trials? (?:in|on|with) (?:people|humans|patients)\
        |tested (?:in|on)|(?:people|patients) can)
    towards? (?:\S+ ){0,3}(?:trials?|patients)
    (?:trials?|stud(?:y|ies)|research|data) (?:\S+ ){0,4}(?:is|are|was|were) (?:still )?needed
    (?:needs?|has|have|remains?) (?:\S+ )?to be (?:tested|tried|studied|confirmed|seen)
    not (?:yet )?(?:been )?(?:tested|tried|studied) (?:in|on) | yet to be
"""
)
# … and what is hoped or generally known says nothing about whom a study looked at.
_HOPES = cue(
    r"""
    (?-i:hop(?:e|es|ed|ing|eful))\b | hopes? (?:for|of) | one day | some ?day | in (?:the )?future
    (?:could|may|might|will|would) (?:soon )?(?:lead|offer|save|cost)
    (?:could|may|might|can|will|to) help | promise of
    (?:designed|intended|meant|aim(?:s|ed)) to (?:treat|help)
"""
)
_BACKGROUND = cue(
    r"""
    (?:each|every|per) year\b | annual(?:ly)? (?!meeting|scientific|congress|conference|session)
    (?:cases|deaths|lives|people|patients|americans|britons) a year\b
    ha(?:s|ve) (?:already |also |long |safely )?been (?:safely )?(?:given|used|taken|prescribed)
    annually | worldwide | an estimated | estimated \d | affect(?:s|ing)\b
    (?:people|patients|who|americans|britons|women|men) suffer from
    (?:leading|common|main|major) cause of
    (?:one|two|three|\d+) (?:in|out of) (?:every )?(?:\d|two|three|four|five|six|seven|eight|ten)
    \d+ ?million | \d+ ?billion | millions of | thousands of
    (?:half|most|many) of (?:all )?people | majority of patients
    (?:death|mortality|fatality) rate | life expectancy
    is (?:\w+ )?(?:fatal|defined|characteri[sz]ed) | was (?:first )?(?:described|approved) in
    with (?:an? )?(?:\w+ )?(?:incidence|prevalence) of | hypothetical | imaginary
    \d[\d,]+ (?:\w+ )?(?:people|britons|americans|women|men|children|adults|patients) \
        (?:who (?:are )?)?(?:living|liv(?:e|es)|suffering) with
"""
)
# … unless the millions are those whose records were read.
_COUNTED_BY_THE_STUDY = cue(
    r"""
    (?:analy[sz]|used|look|follow|track|enrol|includ|pool|combin|cover|involv|compar|trained)\w* \
        (?:\S+ ){0,8}?[\d.]+ ?million
    (?:data|records?|claims|scans|tests|results|diaries) (?:on|from|for|cover(?:s|ed|ing)?) \
        (?:\S+ ){0,3}?[\d.]+ ?million
    [\d.]+ ?million (?:\S+ ){0,4}?(?:were followed|took part|records|scans|participants)
"""
)


# Children are counted, beaten and rescued in all the news; only some of it tells of a study.
_RESEARCH = cue(
    r"""
    stud(?:y|ies|ied)\b | surveys?\b | polls?\b | research(?:ers?)?\b | scientists?
    scientific | investigators? | epidemiologists? | geneticists? | neuroscientists?
    volunteers | pooled | diar(?:y|ies)\b | questionnaires? | semi-structured | systematic review
    meta-?analys | double[- ]blind | dummy
    (?:results|data|findings|outcomes) (?:from|on|in)\b | authors | (?-i:JAMA|BMJ|NEJM|Lancet)
    (?:analysis|analy[sz]ed|compared \d|followed|tracked|looked at|allocated) | assigned (?:to|at)
    (?:was|were) (?:\w+ )?(?:enrol|assess|examin|measur|analy[sz]|evaluat|compar|administered\
        |investigat|randomi|tested|recorded|searched|collected|sampled|scanned|interview|invited\
        |recruit|allocat|follow|survey|isolated|genotyped|sequenced|determined)
    p ?< ?0?\. | p ?= ?0?\. | 95% | n ?= ?\d | odds ratio | person-years
    (?-i:BACKGROUND|METHODS|OBJECTIVE)
    (?:clinical|drug|vaccine|controlled|phase|stage|human|pilot|pivotal) (?:\S+ )?trial
    randomi[sz] | placebo | cohort | findings | journal\b | published (?:online )?in | university
    (?:preprint|medrxiv|biorxiv) | experiment(?:s|ally)?\b | laborator(?:y|ies)
    (?-i:We) (?:\w+ )?(?:report|descri|stud|find|found|show|us|\w+ed\b) | (?:random|stratified) \w+
    randomly | trials? (?:shows?|finds?|found|suggests?|results?) | pharmacokinetic
    (?:doctors|surgeons|team) (?:\S+ ){0,3}report(?:s|ed)?\b | case reports?
    retrospective | \d+-year survival | correlated | sensitivity | specificity | kappa
    response rate | (?:was|were) taken from
    (?:was|were|is) associated with | biopsy
"""
)
_CLINICAL = cue(
    r"""
    patients? | therap(?:y|ies)\b | treat(?:s|ed|ments?)?\b | symptoms? | diseas | syndrome
    disorder | infect | surg(?:ery|ical) | diagnos | dos(?:es?|ing)\b | tumou?rs? | cancers?\b
    drugs?\b | cure | vaccin | transplant | clinical | medic(?:al|in) | mortality | surviv
    cases? of | risk | health | blood | brain | immun | hormon | genes?\b | genetic | proteins?
    cells?\b | levels? | effects? of
    insomnia | asthma | diabet | obes | pain\b | (?:was|were) seen | controls?\b | correction of
    sampled | sleep | fertili | pregnan | heal(?:s|ed|ing)?\b | recover | \w+(?:itis|osis|emia)\b
    smok | malaria | dementia | alzheimer | influenza | covid | hiv\b | stroke | heart\b | allerg
    depress | anxiety | emergency (?:department|room) | hospitali[sz]ed | trial of | trials?\b
    presented (?:with|to) | fractur | bones? | supplements? | diets?
    (?:was|were) (?:\w+ )?(?:treat|diagnos|perform|observ|obtain|given|fed\b|inject)
"""
)
_WORLDLY = cue(
    r"""
    court | judge | jury | coroner | police | prosecut | arrest | lawsuit | jailed | murder | killed
    army | soldiers? | troops | war\b | military | refugees? | rall(?:y|ies) | protest | elections?
    minister | parliament | inquest | tribunal | gunm[ae]n | attack(?:ed|ers?) | victims
    convicted | stabb | jurors? | stand trial | (?:on|to) strike | strike action
    (?:trade|labou?r) unions? | hack(?:ed|ers)\b | breach | shareholders? | lay-?offs
    waiting lists? | wait(?:s|ing)? times?
    pleaded | smuggl
    settle(?:s|d|ment)\b | fined\b | gaza | ukrain | charity | fundrais | shares\b | job cuts
    heatwaves? kill | kills? \d+ | kidnap | death toll
    earthquake | flood(?:s|ing)\b | crash | air ?strikes? | redundanc
"""
)


@dataclass(frozen=True, slots=True)
class Clauses:
    """Verbatim pieces of an article, the title's first."""

    all: tuple[str, ...]
    done: tuple[str, ...]
    """Those that tell no plans."""
    firm: tuple[str, ...]
    """Of these, those that tell neither hopes nor common knowledge."""
    tells_research: bool
    """Somebody may have studied something; people and animals in it may be those studied."""
    says_study: bool
    """It says so in so many words: a study, a cohort, a survey."""


def read_clauses(title: str, text: str) -> Clauses:
    """Cut an article into clauses, at sentence ends and where the subject changes."""
    pieces = (*_BREAKS.split(title[:READ]), *_BREAKS.split(text[:READ]))
    every = tuple(piece for piece in pieces if piece and not piece.isspace())
    done = tuple(piece for piece in every if not _PLANS.search(piece))
    firm = tuple(p for p in done if not (_HOPES.search(p) or _is_background(p)))
    whole = " ".join(every)
    says_study = _RESEARCH.search(whole) is not None
    is_clinical = _CLINICAL.search(whole) is not None and not _WORLDLY.search(whole)
    return Clauses(
        all=every,
        done=done,
        firm=firm,
        tells_research=says_study or is_clinical,
        says_study=says_study,
    )


def _is_background(clause: str) -> bool:
    return bool(_BACKGROUND.search(clause)) and not _COUNTED_BY_THE_STUDY.search(clause)


def first_span(clauses: Iterable[str], said: Cue, unless: Cue | None = None) -> str | None:
    """The first words that say it, in a clause that does not take them back."""
    for clause in clauses:
        found = said.search(clause)
        if found and not (unless and unless.search(clause)):
            return found.strip()
    return None
