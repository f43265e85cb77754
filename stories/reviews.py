"""Whether others have checked a study, by the words of an article that say so."""

from news.models import Review
from stories.clauses import Clauses, first_span
from stories.cues import cue

# “Published in 2013” and “reported in China” name no journal.
_NO_JOURNAL = (
    r"(?!(?:january|february|march|april|may|june|july|august|september|october|november|december"
    r"|monday|tuesday|wednesday|thursday|friday|saturday|sunday|spring|summer|autumn|winter"
    r"|english"
    r"|china|japan|india|germany|france|italy|spain|sweden|norway|denmark|brazil|canada|australia"
    r"|europe|africa|asia|america|britain|england|scotland|wales|london|new york|california|texas"
    r"|the (?:u\.?s|u\.?k|united|netherlands|journal of the year))\b)"
)
_JOURNAL = (
    rf"(?:the )?(?:journals? |may \d+ |\w+ \d+ )?{_NO_JOURNAL}(?-i:[a-z]?[A-Z])[\w®-]+"
    r"(?: (?:(?:of|and|the|in|for|&) )*(?-i:[A-Z])[\w-]+){0,6}"
)
_FAMOUS = (
    r"(?-i:Lancet|JAMA|BMJ|Nature|Science|PLOS|PLoS|PNAS|NEJM|New England Journal|Annals of"
    r"|Archives of|Proceedings of|Journal of|British Medical Journal|Cell|eLife|Gut|Thorax"
    r"|Diabetes Care|Immunity|Neuron|Frontiers in|European Heart|American Journal"
    r"|Scientific Reports)\b[\w ]*"
)
_NAMED = rf"(?:(?:online )?journal (?-i:[A-Z])\w+|{_FAMOUS})"
# Names that are no other word, so they need no “in”.
_REPORTS = (
    r"(?-i:Lancet|The Lancet|JAMA|BMJ|PLOS|PNAS|NEJM|New England Journal|Nature [A-Z]\w+|Annals of"
    r"|Journal of|Proceedings of)"
)
_ISSUE = r"(?:\S+ ){0,3}issue of (?:the )?(?:journal )?[\w ]+"
_TOLD = (
    r"(?:publish(?:ed|es)|appear(?:ed|s|ing)?|report(?:ed|s|ing)?|writ(?:e|ing)|wrote|described"
    r"|detailed|according to)"
)
_PEER_REVIEWED = cue(
    rf"""
    (?:publish(?:ed|es|ing)|publication|appear(?:ed|s|ing)?) (?:\S+ ){{0,5}}?in {_JOURNAL}
    publish(?:ed|es) (?:\w+ )?by (?:the )?{_FAMOUS}
    {_TOLD} (?:\S+ ){{0,7}}?in (?:the )?(?:{_ISSUE}|{_NAMED})
    (?:study|paper|report|article|letter|findings|results|research|analysis) in (?:the )?{_NAMED}
    (?:paper|article|letter|writing) in {_JOURNAL}
    according to (?:\S+ ){{0,3}}?(?:the )?(?:journal )?{_REPORTS}
    (?:the )?{_REPORTS}(?:[\w ]{{0,30}}?) (?:reports?|analysis|study|paper|review)\b
    reports? the {_REPORTS} | (?-i:The Lancet):
    (?:journal|(?-i:Lancet|JAMA)) (?:\S+ ){{0,3}}?(?:published|reports)
    published erratum appears in
    {_TOLD} in an? (?:\w+ )?peer[- ]reviewed journal
    (?:the|this|a) (?:new )?peer[- ]reviewed (?:study|paper|trial|article|research)\b
    (?:study|paper|trial|article|research) (?:is|was|has been) peer[- ]reviewed
"""
)
_MEETING = (
    r"(?:meeting|conference|congress|symposium|scientific sessions?|sessions|convention|summit)\b"
)
_SOCIETY = (
    r"(?-i:ASCO|ESMO|ESC|AHA|ACC|ADA|EASD|EASL|AAIC|CTAD|CROI|ESCMID|ASH|SABCS|RSNA|ACR|AAN|EULAR"
    r"|AACR|ERS|ATS|ECO|DDW|ASRM|ESHRE|IDWeek|ObesityWeek|ACOG|TCT|EHA|ASTRO|ISTH|WCLC|APA|AAD"
    r"|ENDO)"
)
_CONFERENCE = cue(
    rf"""
    (?:present(?:ed|ing|s|ation)|unveiled|announced|reported|discussed) \
        (?:\S+ ){{0,6}}?(?:at|during) (?:\S+ ){{1,14}}?{_MEETING}
    (?:results|data|findings|abstract) (?:\S+ ){{0,10}}?at (?:the )?(?:\S+ ){{0,4}}?{_MEETING}
    (?:abstract|results|data|findings|stud(?:y|ies)|present(?:ed|s)|posters?|unveiled|shown\
        |announced|reported|heard) (?:\S+ ){{0,6}}?at (?:the )?(?:\d{{4}} )?{_SOCIETY}\b
    {_SOCIETY}(?: (?:annual|meeting|congress|conference|hears|hear|delegates|attendees|told)\
        |[- ]?(?:20\d\d|[’']?\d\d))\b
    {_SOCIETY}: | (?:told|heard at) (?:the|a) (?:\w+ )?{_MEETING}
    delegates (?:were )?(?:told|heard|hear)\b | (?:to be|will be) presented\b
    presented (?:on |this )?(?:mon|tues|wednes|thurs|fri|satur|sun)day\b | presented this week
    (?:annual|scientific|international|european|world) (?:\w+ ){{0,4}}?{_MEETING}
"""
)
_PREPRINT = cue(
    r"""
    preprints?\b | pre-prints?\b | medrxiv | biorxiv | research square
    not (?:yet )?(?:been )?peer[- ]reviewed | (?:awaiting|before|without) peer review
    (?:has|have) not (?:yet )?been (?:checked|reviewed|assessed|vetted|scrutini[sz]ed) by \
        (?:other|independent|outside) (?:scientists|experts|researchers)
    has yet to be peer[- ]reviewed
"""
)
_PRESS_RELEASE = cue(
    r"""
    /? ?pr ?newswire | (?-i:BUSINESS WIRE|Business Wire) | globe ?newswire | eurekalert | newswise
    news release | press release | for immediate release | embargoed for release | media release
"""
)
_STATED = (
    (
        Review.PREPRINT,
        _PREPRINT,
        cue(r"first posted | now published | since published | previously posted"),
    ),
    (
        Review.PEER_REVIEWED,
        _PEER_REVIEWED,
        cue(r"""
            literature published | articles? published | studies published | retract(?:s|ed|ion)
        """),
    ),
    (Review.CONFERENCE, _CONFERENCE, None),
    (Review.PRESS_RELEASE, _PRESS_RELEASE, None),
)


def review_of(clauses: Clauses) -> tuple[Review, str]:
    """Who has checked it, with the words it rests on; none if the article does not say."""
    for review, said, unless in _STATED:
        span = first_span(clauses.all, said, unless)
        if span:
            return review, span
    return Review.NOT_STATED, ""
