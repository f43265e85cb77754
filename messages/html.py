"""Telegram's HTML: the one place where others' words are made harmless, cut, then escaped."""

import html
import re
from collections.abc import Iterable
from dataclasses import dataclass

from news.models import Button, Message

BUDGET = 3500
"""Visible UTF-16 units of a message. Telegram takes 4096; the rest is room for surprises."""

ELLIPSIS = "…"

# What no title needs: control characters, halves of characters (JSON cannot carry them), and the
# marks that turn the reading direction of all that follows.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)

# Telegram looks for commands, mentions, tags and addresses in every text and makes them live, which
# nothing can switch off. An invisible joiner at each of these places ends the search. What follows
# them differs from what prose has there: “and/or”, “U.S.”, “#1” and “ended.The” stay as they are.
_JOINER = "\u2060"
_LIVE = re.compile(
    r"""
      (?<![\w/<>]) / (?=[A-Za-z0-9_])                 # /command
    | (?<!\w) @ (?=[A-Za-z0-9_])                      # @mention
    | (?<!\w) \# (?=[\w\u00b7\u200c]*[^\W\d_])        # #tag, which has a letter somewhere
    | (?<!\w) \$ (?=[A-Z])                            # $TAG
    | : (?=//)                                        # scheme://
    | (?<=[^\s.]) \. (?=[^\W\d_]{2}) (?![A-Z][a-z]+\b)  # name.domain; “.Com” is none to Telegram
    | (?<=\d) \. (?=\d{1,3}\.\d{1,3}\.\d)             # 192.0.2.1
    """,
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Span:
    """A run of plain text with one look; `url` must be one that `links` lets pass."""

    text: str
    bold: bool = False
    url: str = ""


def width(text: str) -> int:
    """How long Telegram finds a text: in UTF-16 units."""
    return len(text.encode("utf-16-le", "replace")) // 2


def cut(text: str, limit: int) -> str:
    """The text if it fits, or else its beginning with an ellipsis; no character is halved."""
    if width(text) <= limit:
        return text
    room = max(limit - width(ELLIPSIS), 0)
    kept = text.encode("utf-16-le", "replace")[: 2 * room].decode("utf-16-le", "ignore")
    return kept.rstrip() + ELLIPSIS if limit > 0 else ""


def one_line(text: str, limit: int) -> str:
    """Somebody's words as one clean line of limited width, in which nothing is live."""
    clean = " ".join(_UNSEEN.sub("", text).split())
    return cut(_LIVE.sub(rf"\g<0>{_JOINER}", clean), limit)


def compose(spans: Iterable[Span], limit: int = BUDGET) -> str:
    """Valid HTML of at most `limit` visible units, whatever the spans say."""
    pieces: list[str] = []
    for span in spans:
        clean = _UNSEEN.sub("", span.text)
        text = cut(clean, limit)
        limit -= width(text)
        pieces.append(_marked_up(text, span))
        if text != clean:
            break
    return "".join(pieces).strip()


def message(*spans: Span, buttons: Iterable[tuple[Button, ...]] = (), preview: str = "") -> Message:
    """A message of these spans; rows without buttons are left out."""
    rows = tuple(row for row in buttons if row)
    return Message(text=compose(spans), buttons=rows, preview=preview)


def _marked_up(text: str, span: Span) -> str:
    escaped = html.escape(text, quote=False)
    if not text.strip():
        return escaped
    if span.bold:
        escaped = f"<b>{escaped}</b>"
    if span.url:
        escaped = f'<a href="{html.escape(span.url)}">{escaped}</a>'
    return escaped
