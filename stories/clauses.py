"""The clauses of an article, and which of them tell what was done rather than what is hoped."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

READ = 2_500
"""Characters of a text that are read: further down come earlier studies and other people's work."""

_BREAKS = re.compile(
    r"(?<=[.!?;])\s+|(?<=[。！？])|\s[—–]\s|,\s(?=but\s|which\s|offering\s)", re.IGNORECASE
)


def cue(words: str) -> re.Pattern[str]:
    r"""A pattern that starts at a word, in any case.

    Its alternatives stand on lines of their own or between “ | ”; a line that ends in a backslash
    goes on below; a space stands for any white space. Gaps are bounded, `(?:\S+ ){0,4}`, so that
    a search stays linear in the text.
    """
    whole_lines = re.sub(r"\\\n\s*", "", words.strip())
    alternatives = "|".join(re.split(r"\n\s*|\s\|\s", whole_lines))
    spaced = alternatives.replace(" ?", r"\s*").replace(" ", r"\s+")
    return re.compile(rf"(?<!\w)(?:{spaced})", re.IGNORECASE)


# What is planned says nothing about what was done …
_PLANS = cue(
    r"""
    hop(?:e|es|ed|ing) (?:to|that) | future (?:\S+ )?(?:trial|stud)
    (?:could|may|might|will|would) (?:soon )?(?:begin|start|launch|pave|move|recruit|enrol|test\
        |involve|include|follow|be (?:tested|tried|given|recruited))
    (?:researchers|scientists|doctors|team|company) to (?:test|trial|study|try|recruit|enrol)
    to (?:begin|start|launch) | plan(?:s|ned|ning)? (?:to|for|on|\S+ ?trial) | next step
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
    annually | worldwide | an estimated | estimated \d | affect(?:s|ing)\b
    (?:people|patients|who|americans|britons|women|men) suffer from
    (?:leading|common|main|major) cause of
    (?:one|two|three|\d+) (?:in|out of) (?:every )?(?:\d|two|three|four|five|six|seven|eight|ten)
    \d+ ?million | \d+ ?billion | millions of | thousands of
    (?:half|most|many) of (?:all )?people | majority of patients
    (?:death|mortality|fatality) rate | life expectancy
    is (?:\w+ )?(?:fatal|defined|characteri[sz]ed) | was (?:first )?(?:described|approved) in
    with (?:an? )?(?:\w+ )?(?:incidence|prevalence) of
"""
)


# Children are counted, beaten and rescued in all the news; only some of it tells of a study.
_RESEARCH = cue(
    r"""
    stud(?:y|ies|ied)\b | surveys?\b | polls?\b | research(?:ers?)?\b | scientists?
    scientific | investigators?
    (?:clinical|drug|vaccine|controlled|phase|stage|human|pilot|pivotal) (?:\S+ )?trial
    randomi[sz] | placebo | cohort | findings | journal\b | published (?:online )?in | university
    (?:preprint|medrxiv|biorxiv) | experiment(?:s|ally)?\b | laborator(?:y|ies)
    (?-i:We) (?:\w+ )?(?:report|descri|stud|find|found|show|us) | (?:random|stratified) \w+
    randomly | trials? (?:shows?|finds?|found|suggests?|results?) | pharmacokinetic
    presented (?:with|to) | p ?[<=] ?0?\. | 95% | trial of | n ?= ?\d | case reports?
    (?:was|were|is) associated with | biopsy
    (?:was|were) (?:\w+ )?(?:enrol|assess|examin|measur|analy[sz]|evaluat|compar|treat|diagnos\
        |administered|investigat|perform|observ|obtain|given|fed\b|inject)
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
"""
)
_WORLDLY = cue(
    r"""
    court | judge | jury | coroner | police | prosecut | arrest | lawsuit | jailed | murder | killed
    army | soldiers? | troops | war\b | military | refugees? | rall(?:y|ies) | protest | elections?
    minister | parliament | inquest | tribunal | gunm[ae]n | attack(?:ed|ers?) | victims
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
    """Somebody has studied something; people and animals in it may be those who were studied."""


def read_clauses(title: str, text: str) -> Clauses:
    """Cut an article into clauses, at sentence ends and where the subject changes."""
    pieces = (*_BREAKS.split(title[:READ]), *_BREAKS.split(text[:READ]))
    every = tuple(piece for piece in pieces if piece and not piece.isspace())
    done = tuple(piece for piece in every if not _PLANS.search(piece))
    firm = tuple(p for p in done if not (_HOPES.search(p) or _BACKGROUND.search(p)))
    return Clauses(all=every, done=done, firm=firm, tells_research=_tells_research(every))


def _tells_research(clauses: Iterable[str]) -> bool:
    text = " ".join(clauses)
    return bool(_RESEARCH.search(text) or (_CLINICAL.search(text) and not _WORLDLY.search(text)))


def first_span(
    clauses: Iterable[str], said: re.Pattern[str], unless: re.Pattern[str] | None = None
) -> str | None:
    """The first words that say it, in a clause that does not take them back."""
    for clause in clauses:
        found = said.search(clause)
        if found and not (unless and unless.search(clause)):
            return found.group().strip()
    return None
