"""From what publishers write to plain text."""

import html
import re
from typing import Final

import nh3

HTML_PER_TEXT: Final = 5
"""Markup read for each character of text kept: more than that is a page, not a summary."""

# A space where a reader sees a new line: without it `<li>flu<li>RSV` would become one word.
BLOCK_TAG: Final = re.compile(
    r"<(?=/?(?:address|article|blockquote|br|dd|div|dl|dt|figcaption|figure|footer|h[1-6]|header"
    r"|hr|li|ol|p|pre|section|table|td|th|tr|ul)\b)",
    re.IGNORECASE,
)

CLOSING_TAG: Final = re.compile(r"</(?:p|a|div|li|ul|ol|strong|em|span|h[1-6])>", re.IGNORECASE)

# Characters no text of ours may hold: controls; halves of surrogate pairs and what is no character
# at all (no database or XML takes them); marks that turn the direction of the text around them
# (they can disguise a link); invisible spaces that split words. The joiners U+200C and U+200D stay:
# Persian and many emoji are written with them.
UNWANTED: Final = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f"
    "\ud800-\udfff\ufffe\uffff"
    "\u202a-\u202e\u2066-\u2069"
    "\u00ad\u200b\u2060\ufeff]"
)


def one_line(text: str) -> str:
    """The text on one line: whitespace folded, control and direction-turning characters off."""
    return " ".join(UNWANTED.sub("", text).split())


def plain_text(markup: str, limit: int) -> str:
    """What a reader would see of this HTML, in at most `limit` characters."""
    raw = UNWANTED.sub("", markup[: limit * HTML_PER_TEXT])
    text = _without_tags(raw)
    if CLOSING_TAG.search(text):  # some publishers escape their markup twice
        text = _without_tags(text)
    return shorten(one_line(text), limit)


def _without_tags(markup: str) -> str:
    return html.unescape(nh3.clean(BLOCK_TAG.sub(" <", markup), tags=set()))


def shorten(text: str, limit: int) -> str:
    """The text if it fits, else its beginning: whole words where possible, then an ellipsis."""
    if len(text) <= limit:
        return text
    beginning = text[: limit - 1]
    whole_words, _, _ = beginning.rpartition(" ")
    return (whole_words or beginning) + "…"
