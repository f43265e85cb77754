"""Takes off what feeds and outlets put around an article's own words."""

import re

_DASH = r"\s*(?:--|—|–|-)\s+"
_MONTH = r"[A-Z][a-z]{2,8}\.?\s+\d{1,2}(?:,?\s+\d{4})?"
_START = r"(?=[\"'“‘]?[A-Z0-9])"
"""What follows a dateline starts a sentence; “HIV — the virus” is no dateline."""
_OPENINGS = re.compile(
    r"\s*+(?:"
    # Labels: Date: July 7, 2026 Source: A University Summary:
    r"Date:\s*(?:\w+\s+\d{1,2},?\s+\d{4}|[\d/.-]{6,10})|Source:\s*(?:\S+\s+){0,8}?(?=Summary:)"
    r"|Summary:|(?:News|Press|Media|NEWS|PRESS|MEDIA)\s+(?:Release|RELEASE)\s*[—–:-]+"
    r"|F(?:or|OR)\s+(?:immediate|Immediate|IMMEDIATE)\s+(?:release|Release|RELEASE)\s*[—–:-]*"
    r"|EMBARGOED\s+(?:FOR\s+RELEASE\s+)?UNTIL\s+[^.—–]{0,60}?\d{4}"
    # Journals: what a table of contents says of a paper, and the word before its abstract
    r"|(?:Publication\s+date:\s*[^:]{1,60}?\s+)?Source:\s*[^:]{1,150}?\s+Author\(s\):\s*.*"
    r"|Volume\s+\d{1,5},\s+(?:Issue|Number)\s[^.]{1,80}\."
    r"|(?:[A-Z][\w:&-]*\.?\s+){1,8}\d{4}\s[A-Z][a-z]{2}[^A-Z]{0,40}\bdoi:\s*\S+"
    r"|(?:(?:PMID|PMCID|DOI|doi):\s*\S+|(?:Online|Epub|E-pub)\s+(?:ahead\s+of\s+print|\d[^.]{0,20})\.)"
    r"|(?:ABSTRACT|Abstract|SUMMARY)\b[:.]?(?=\s+[A-Z])"
    # Datelines: LONDON (Reuters) - …, BOSTON, May 5, 2018 /PRNewswire/ -- …, Boston, MA - …
    r"|(?:[A-Z][\w.]*,?\s+){0,6}\((?:Reuters[^)]{0,20}|AP|AFP|UPI|CNN|HealthDay[^)]{0,20})\)"
    rf"{_DASH}"
    rf"|[A-Z]{{2}}[A-Z. -]{{1,30}}(?:,\s+[A-Z][\w.]{{1,12}}){{0,2}}(?:,\s+{_MONTH})?"
    rf"(?:\s+/[\w -]{{1,40}}/)?{_DASH}{_START}"
    rf"|[A-Z][a-z]+(?:\s[A-Z][a-z]+)?,\s+[A-Z][A-Za-z.]{{1,5}}{_DASH}{_START}"
    # Whose picture it was
    r"|(?:(?:Image|Photo|Picture)s?(?:\s+(?:credit|courtesy))?|Credit)\s*:"
    r"(?:[^\n]{0,80}\n|[^.\n]{0,80}\.)"
    r")\s*"
)
_ENDINGS = re.compile(
    r"\s*(?:"
    r"\b[Tt]he\s+post\b.{1,300}?\bfirst\s+(?:appeared\s+)?on\b.*"
    r"|\bThis\s+(?:article|story|post)\s+(?:was\s+)?(?:originally|first|also)\b.*"
    r"|[(\[]?\b(?:Read|READ|Learn|See|Find\s+out)\s+(?:more|MORE)\b[^.!?]{0,60}[.…»>→\])]*"
    r"|\bContinue\s+[Rr]eading\b.*|\bRead\s+(?:the\s+)?(?:full|whole|rest|original)\b.*"
    r"|\bClick\s+here\b.*|\[\s*(?:…|\.\.\.)\s*\]"
    r"|[(\[](?:Image|Photo|Picture)?\s*(?:[Cc]redit|[Cc]ourtesy)\b[^)\]]{0,100}[)\]]"
    r"|\b(?:Image|Photo|Picture)s?\s*(?:[Cc]redit|[Cc]ourtesy|by)?\s*:.{0,80}"
    r")\s*$",
    re.DOTALL,
)
_LAYERS = 4
"""Openings and endings come one inside another; nobody stacks more than a few."""
_TAIL = 500
"""Characters at the end in which an ending is looked for."""

_NAME = r"(?:[A-Z]\S*|of|the|and|for)"
_OUTLET = re.compile(rf" (?:[|»]|--|—|–|-) {_NAME}(?: {_NAME}){{0,4}}$| ?\|[^|]{{0,60}}$")
_LABEL = re.compile(
    r"(?:(?:study|video|watch|audio|podcast|breaking|exclusive|news|updated?|report|press release"
    r"|news release|(?:\w+ ){0,4}blog|well|comment|opinion|analysis|explainer|factbox|interview)"
    r" ?[:—–-]+ ?)+",
    re.IGNORECASE,
)

_SERIES = re.compile(
    r"\b(?:(?:this|last) week in|week in (?:review|health)|in brief|round ?up|bulletin|newsletter"
    r"|(?:daily|weekly|monthly|quarterly|annual) (?:\w+ ){0,3}(?:report|briefing|update|news)"
    r"|(?:news|health|weekly|daily|morning) (?:digest|headlines|briefs?|quiz)|situation report"
    r"|recipes? (?:for|of)|ask (?:well|the \w+|an? expert)|table of contents|threats? report)\b"
)


def is_series(headline: str) -> bool:
    """Whether a title (in small letters, without punctuation) is that of a column or bulletin."""
    return _SERIES.search(headline) is not None


def own_title(title: str) -> str:
    """The title without the outlet's name after it or a label before it."""
    headline = _OUTLET.sub("", " ".join(title.split()))
    return headline[label.end() :] if (label := _LABEL.match(headline)) else headline


def own_words(text: str) -> str:
    """The publisher's words in `text`, without datelines, labels, credits and “read more”."""
    text = text.strip()
    start, end = 0, len(text)
    for _ in range(_LAYERS):
        opening = _OPENINGS.match(text, start, end)
        start = opening.end() if opening else start
        ending = _ENDINGS.search(text, max(start, end - _TAIL), end)
        end = ending.start() if ending else end
        if not opening and not ending:
            break
    return text[start:end].strip()
