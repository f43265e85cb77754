"""What a reader sees of an article: a sentence or two, in the publisher's own words."""

import re
import unicodedata

from stories.furniture import own_words

LIMIT = 320
"""Visible characters: a quotation, not a copy of the text."""
_SENTENCES = 2
_READ = 4_000
_SHORT = 25
"""A first sentence shorter than this (“Good news.”) says too little to stand for the article."""

# A sentence ends at 。！？ or at a stop, perhaps quoted, before white space and a new start.
_END = re.compile(
    r"(?<![。！？])[。！？]++[」』”’)]*+|(?<![.!?…])[.!?…]++[\"'”’)\]]*+"
    r"(?=\s+[\"'“‘(\[¿¡]*+[^\W_a-z])|\n+"
)
# Stops that end no sentence: “Dr. Ng”, “U.S. Senate”, “J. Smith”, “et al.”
_ABBREVIATED = re.compile(
    r"(?:\b(?:[A-Za-z]|dr|drs|mr|mrs|ms|prof|st|vs|no|fig|jr|sr|inc|ltd|co|corp|univ|dept|gov|sen"
    r"|rep|jan|feb|mar|apr|aug|sept?|oct|nov|dec|approx|al|etc|ph\.d|e\.g|i\.e|a\.m|p\.m)\.)$",
    re.IGNORECASE,
)
_LONGEST_ABBREVIATION = 8
# Abstracts say what was found under a label of its own, after paragraphs of what was known before.
_FOUND = re.compile(
    r"(?:^|(?<=\s))(?:conclusions?|interpretation|conclusions? and relevance)\s*:\s+", re.IGNORECASE
)
_LABELS = re.compile(
    r"(?:^|(?<=\s))(?:background|introduction|objectives?|aims?|purpose|importance|design"
    r"|(?:materials and )?methods?|results|findings|funding|registration|trial registration)"
    r"\s*:\s",
    re.IGNORECASE,
)
_HYPE = re.compile(
    r"\bbreak-?throughs?\b|\bmirac(?:le|ul)\w*|\bgame-?\s?chang\w+|\brevolution(?:ar|i[sz])\w+"
    r"|\bground-?breaking|\bholy grail|\bwonder (?:drug|pill|cure)s?|\bmagic (?:bullet|pill)s?"
    r"|\bsilver bullet|\bcures?\b(?! rates?)|\bcured\b|\bparadigm[- ]shift\w*",
    re.IGNORECASE,
)


def summarise(title: str, text: str) -> str:
    """At most two sentences lifted from `text`, or "" if it has none of its own.

    What the title already says, boilerplate and, where others remain, sentences of hype are
    passed over. A sentence longer than the limit is cut at a word, and marked so.
    """
    own = _findings(own_words(text[:_READ]))
    told = [s for s in _sentences(own) if not _repeats(s, title)]
    chosen = [s for s in told if not _HYPE.search(s)] or told
    return _fitted(chosen)


def _findings(text: str) -> str:
    """What a labelled abstract concludes; any other text as it is."""
    found = _FOUND.search(text)
    if not found or not _LABELS.search(text[: found.start()]):
        return text
    rest = text[found.end() :]
    following = _LABELS.search(rest)
    return rest[: following.start()] if following else rest


def _sentences(text: str) -> list[str]:
    pieces, start = [], 0
    for end in _END.finditer(text):
        if end.group().startswith(".") and _is_abbreviated(text, start, end.start() + 1):
            continue
        pieces.append(text[start : end.end()].strip())
        start = end.end()
    pieces.append(text[start:].strip())
    return [piece for piece in pieces if any(map(str.isalnum, piece))]


def _is_abbreviated(text: str, start: int, end: int) -> bool:
    return _ABBREVIATED.search(text, max(start, end - _LONGEST_ABBREVIATION), end) is not None


def _repeats(sentence: str, title: str) -> bool:
    said, headline = _bare(sentence), _bare(title)
    return bool(said) and (said == headline or (len(said) > _SHORT and said in headline))


def _bare(text: str) -> str:
    return re.sub(r"\W+", " ", unicodedata.normalize("NFKC", text).casefold()).strip()


def _fitted(sentences: list[str]) -> str:
    summary = ""
    for sentence in sentences[:_SENTENCES]:
        longer = f"{summary} {sentence}".strip()
        if len(longer) <= LIMIT:
            summary = longer
        elif len(summary) < _SHORT:
            return _cut(longer)
    return summary


def _cut(text: str) -> str:
    """Shortened to the limit at a word, or anywhere in a script without spaces."""
    head = text[: LIMIT - 1]
    words, _, _ = head.rpartition(" ")
    return (words if len(words) > LIMIT // 2 else head).rstrip(" ,;:—–-") + "…"
