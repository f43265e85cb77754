"""Words said in passing: their text names them, but is not about them.

Judged by form alone: comparisons, examples, histories, names of institutions and the like. “No link
between X and Y” is news about X and Y, and never taken for such.
"""

import re

from topics.figures import is_figure

_BEFORE = 120  # characters before and after the words that are read
_AFTER = 60
_CLAUSE_END = re.compile(r"[.!?;:—–()]\s+|[(“\"]")


def _any(forms: str) -> str:
    """One pattern for those given, one a line."""
    return "|".join(line.strip() for line in forms.splitlines() if line.strip())


# What stands right before the words, or before people who have to do with them.
_BEFORE_ONE = _any(r"""
    akin to|as opposed to|comparable (?:to|with)|compared (?:to|with)|in contrast (?:to|with)
    just like|likened to|similar to|than|unlike
    former|non
    без|ohne|sans|sem|senza|sin
    (?:colegi|colleg|departa|dépar|dipart|fond|fund|instit|istit|minist|soci[eé])\w+(?: \w+)? d\w+
    (?:gesellschaft|institut|klinik|zentrum) für
    (?:институт|общество|профессор|центр)\w*
""")
_WHO = re.compile(
    r"[- ](?:(?:a|adults|alone|an|any|children|did|do|does|for|from|had|have|having|in|men|most"
    r"|not|of|one|other|others|patients|people|some|standard|survivors|that|the|their|those|to|who"
    r"|with|without|women) ){0,5}"
)
_SUBJECT = _any(r"""
    (?:ailment|area|cancer|complaint|condition|disease|disorder|drug|event|factor|field|habit)s?
    (?:illness|infection|issue|medication|medicine|outcome|problem|risk|symptom|vaccine)(?:es|s)?
    diagnos[ie]s|treatments?|(?:specialt|therap)(?:y|ies)
""")
_DRUG = _any(r"""
    (?:agent|compound|drug|injection|medication|medicine|pill|substance|tablet|treatment|vaccine)s?
    (?:antibod|immunotherap|therap)(?:y|ies)
""")
_OTHERWISE = _any(r"""
    already|also|commonly|currently|first|formerly|generally|initially|long|mainly|normally|often
    once|originally|previously|primarily|sometimes|typically|usually|widely
""")
_MADE = r"(?:approved|designed|developed|intended|licensed|prescribed|used)"
_USE = r"(?:against|as an?|for|in|to (?:detect|diagnose|fight|prevent|treat))"
_LEADING = r"(?:biggest|common|commonest|frequent|known|leading|main|major|one|second|third|top)"
_EFFECT = r"(?:adverse (?:effect|event|reaction)|complication|side[- ]effect|symptom)s?"
_EXPERT = _any(r"""
    chair(?:man|woman)?|chief|dean|degree|director|doctorate|expert|fellow|head|lecturer|phd
    professor|specialist
""")
# What stands before a list, be it of one: the words are an item of it.
_LISTING = _any(rf"""
    among them|e\.g\.|for example|for instance|including|ranging from|such as
    (?:{_SUBJECT}),? like
    histor(?:y|ies) of
    {_LEADING}(?: [\w-]+){{0,2}} (?:cause|killer)s? of
    (?:{_OTHERWISE}) (?:been )?{_MADE} (?:\w+ly )?{_USE}
    (?:{_DRUG}) {_MADE} (?:for|to treat)
    (?:distributor|maker|manufacturer|producer|provider|seller|supplier)s? of
    apart from|aside from|except(?: for)?|excluding|free (?:from|of)|other than|rather than|without
    (?:account|adjust|controll?)(?:ed|ing) for|irrespective of|regardless of|whether or not
    confused with|misdiagnosed as|mistaken for|second only to|known for|(?:could|may|might) also
    rul(?:e|es|ed|ing) out|also (?:ha(?:d|s|ve)|suffer(?:ed|ing|s)? from)
    {_EFFECT}(?: \w+){{0,2}} (?:are|include[sd]?|including|like|ranged from|was|were)
    (?:{_EXPERT})s?(?: emeritus| emerita)? (?:in|of)
    (?:doenças|enfermedades|malattie|patologie|problemas|trastornos) com[eo]
    maladies comme|notamment|telles que|tels que|incluindo|incluyendo|tais como|tales como
    come ad esempio|tra cui|darunter|erkrankungen wie|krankheiten wie|zum beispiel
    включая|например|такие как|такими как|таких как
""")
_OPENED = re.compile(rf"\b(?:(?P<one>{_BEFORE_ONE})|{_LISTING})(?=[-, ])")
_FEW = r"(?:[\w'’/-]+ ){0,3}"
_ITEM = rf"{_FEW}[\w'’/-]+"
_AND = r"(?:and|or|y|o|e|et|ou|und|oder|и)"
_FIRST_OR_LAST = re.compile(rf",? (?:(?:{_ITEM}, ){{0,5}}{_ITEM},? {_AND} )?{_FEW}")
_BETWEEN = re.compile(rf",? (?:{_ITEM}, ){{1,5}}{_FEW}")
# After an item in the middle the list goes on; else its last comma has closed it, as in “states
# including Texas, report measles”.
_GOES_ON = re.compile(rf"(?: [\w'’-]+){{0,2}}(?:,| {_AND} )")

_FREE = re.compile(r"-(?:free|like)\b", re.IGNORECASE)
# Free of what harms is a topic of its own, as in “smoke-free homes”.
_FREE_BY_DESIGN = frozenset({"alcohol", "drug", "gluten", "smoke", "sugar", "tobacco"})
_PROFESSION = re.compile(r"(?:expert|ist|physician|surgeon|trician)s?$", re.IGNORECASE)
_AT = re.compile(r" (?:at|from|with) (?:the )?(?:[A-Z]|clinic|hospital|university)")

_OF = r"(?:of|for|on|de|del|della|di|du|für|pour|para|per)"
_NAME = r"(?:(?:[A-Z][\w'’.-]*|and|&|of|for|the|de|la|del|der)[, ]+){0,5}"
_BODY = (
    r"(?:Academy|Association|College|Department|Federation|Foundation|Institutes?|Society"
    r"|Departamento|Fundación|Instituto|Ministerio|Sociedad|Fundação|Ministério|Sociedade"
    r"|Fondation|Institut|Ministère|Société|Fondazione|Istituto|Ministero|Società"
    r"|Gesellschaft|Klinik|Stiftung|Zentrum)"
)
# In a headline with capitals throughout these may be anything: “Vaccine Trust Falls”.
_PLACE = (
    r"(?:Agency|Alliance|Board|Cent(?:er|re)|Charity|Clinic|Coalition|Corp|Council|Division|Faculty"
    r"|Fund|Group|Hospital|Inc|Laborator(?:y|ies)|Ltd|Ministry|Network|Research UK|School|Sciences"
    r"|Systems?|Trust|UK|Unit|University)"
)
_PAPER = r"(?:Annals|Archives|BMC|BMJ|Circulation|Frontiers|JAMA|Journal|Lancet|Nature|PLO[Ss])"
_NAMED_BEFORE = re.compile(
    rf"(?:\b(?:{_BODY}|{_PLACE}) (?:[A-Z]\w+ )?{_OF} {_NAME}"
    rf"|\b{_PAPER} (?:(?:for|in|of|on) )?{_NAME}"
    rf"|\bjournals?,? {_NAME}|\b(?:appears?|published|reported)(?: \w+){{0,3}} in (?:the )?)$"
)
_NAMED_AFTER = re.compile(
    rf"(?:['’]s?)?(?: (?:[A-Z][\w-]+|and|&|\+)){{0,3}}? (?:{_BODY}|{_PLACE})\b"
)
_NAMED_IN_TITLE = re.compile(rf"(?:['’]s? Hospital|(?:['’]s?)? (?:{_BODY}|Research UK))\b")


def in_text(text: str, start: int, end: int) -> bool:
    """Whether the words of a text between these places are said in passing."""
    before, after = _around(text, start, end)
    return (
        is_figure(before, after)
        or _is_opened(before, after)
        or _is_closed(text[start:end], after)
        or (
            text[start].isupper()
            and bool(_NAMED_BEFORE.search(before) or _NAMED_AFTER.match(after))
        )
    )


def in_title(text: str, start: int, end: int) -> bool:
    """The same for a title, where only names and figures are: all else was chosen with care."""
    before, after = _around(text, start, end)
    if is_figure(before, after):
        return True
    if not text[start].isupper():
        return False
    return bool(_NAMED_BEFORE.search(before) or _NAMED_IN_TITLE.match(after))


def _around(text: str, start: int, end: int) -> tuple[str, str]:
    """What stands before the words in their clause, and after them."""
    before = text[max(0, start - _BEFORE) : start]
    clause = max((mark.end() for mark in _CLAUSE_END.finditer(before)), default=0)
    return before[clause:], text[end : end + _AFTER]


def _is_opened(before: str, after: str) -> bool:
    lowered = before.lower()
    for opened in _OPENED.finditer(lowered):
        rest = lowered[opened.end() :]
        if opened["one"]:
            if _WHO.fullmatch(rest):
                return True
        elif _FIRST_OR_LAST.fullmatch(rest) or (_GOES_ON.match(after) and _BETWEEN.fullmatch(rest)):
            return True
    return False


def _is_closed(words: str, after: str) -> bool:
    if _FREE.match(after):
        return words.casefold() not in _FREE_BY_DESIGN
    return bool(_AT.match(after) and _PROFESSION.search(words))
