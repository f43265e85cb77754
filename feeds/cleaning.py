"""From what publishers write to plain text and comparable addresses."""

import html
import re
from typing import Final
from urllib.parse import urlsplit, urlunsplit

import nh3

URL_LIMIT: Final = 2_048
HTML_PER_TEXT: Final = 5
"""Markup read for each character of text kept: more than that is a page, not a summary."""

DEFAULT_PORTS: Final = {"http": ":80", "https": ":443"}
TRACKING: Final = re.compile(
    r"(?:utm_\w+|at_(?:medium|campaign)|fbclid|gclid|dclid|msclkid|igshid|yclid"
    r"|mc_[ce]id|mkt_tok|_hs(?:enc|mi)|ref_src|cmpid|emc|af)",
    re.IGNORECASE,
)
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


def canonical_url(url: str) -> str:
    """The address without what differs between two links to one page.

    Off go the fragment, tracking parameters, default ports and upper case in the host. A text that
    is no address comes back stripped, and otherwise as it was.
    """
    url = url.strip()
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    if not parts.netloc:
        return url
    return urlunsplit(
        (
            parts.scheme,
            _canonical_host(parts.netloc, DEFAULT_PORTS.get(parts.scheme, ":")),
            parts.path or "/",
            _without_tracking(parts.query),
            # Some sites route by `#!/page` or `#/page`: there the fragment is the page.
            parts.fragment if parts.fragment.startswith(("!", "/")) else "",
        )
    )


def _canonical_host(netloc: str, default_port: str) -> str:
    userinfo, at, host = netloc.rpartition("@")
    return userinfo + at + host.lower().removesuffix(default_port)


def _without_tracking(query: str) -> str:
    # On the raw text: decoding and encoding again would change addresses that work as they are.
    return "&".join(
        parameter
        for parameter in query.split("&")
        if not TRACKING.fullmatch(parameter.partition("=")[0])
    )


def safe_link(url: str) -> str:
    """The address if a reader can press it without surprise, else the empty string.

    Only http and https, with a host, without user name and password, and nothing that a browser
    and we could read differently.
    """
    url = url.strip().replace(" ", "%20")
    if len(url) > URL_LIMIT or url != one_line(url) or "\\" in url:
        return ""
    try:
        parts = urlsplit(url)
        _ = parts.port  # raises where the port is no number
    except ValueError:
        return ""
    is_safe = parts.scheme in DEFAULT_PORTS and parts.hostname and "@" not in parts.netloc
    return url if is_safe else ""
