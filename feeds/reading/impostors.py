"""What comes in a feed's place, told by how it begins."""

import re
from typing import Final

from news.errors import UnreadableFeedError
from news.feeds import Trouble

SNIFFED: Final = 2_048
WALL_SNIFFED: Final = 32_768
BYTE_ORDER_MARK: Final = b"\xef\xbb\xbf"
HTML_PAGE: Final = re.compile(rb"<(?:!doctype\s+)?html\b", re.IGNORECASE)
PAGE_FROM_THE_ROOT: Final = re.compile(
    rb"(?:\s++|<!--.*?-->|<\?.*?>)*+<(?:!doctype\s+)?html\b", re.IGNORECASE | re.DOTALL
)
# Some feeds call themselves web pages in their first line.
FEED: Final = re.compile(rb"<(?:rss|feed|rdf:rdf)\s[^>]*(?:version|xmlns)", re.IGNORECASE)

# What the known walls are called, and what only their pages hold. The scripts they leave in
# ordinary pages are no sign of one.
WALL: Final = re.compile(
    rb"<title[^>]*>\s*(?:just a moment|one moment, please|attention required|access denied"
    rb"|validate user|verify(?:ing)? you are|are you a (?:ro)?bot|robot or human|human verification"
    rb"|checking your browser|security check|pardon our interruption|ddos-guard|bot verification)"
    rb"|_cf_chl_opt|incapsula incident id|captcha-delivery\.com|px-captcha|awswafintegration",
    re.IGNORECASE,
)


def refuse_impostors(body: bytes) -> None:
    """Raises UnreadableFeedError with its name, if the body begins as something else does."""
    start = opening(body)
    if not start:
        raise UnreadableFeedError("an empty answer, not a feed", Trouble.NOT_A_FEED)
    if PAGE_FROM_THE_ROOT.match(start) and not FEED.search(start):
        raise page(body)


def is_json(body: bytes) -> bool:
    """Whether it can be nothing else: no XML begins like that."""
    return opening(body).startswith((b"{", b"["))


def opening(body: bytes) -> bytes:
    """The beginning of a body, without what says nothing."""
    return body.removeprefix(BYTE_ORDER_MARK).lstrip()[:SNIFFED]


def holds_a_page(body: bytes) -> bool:
    """Whether a web page begins somewhere near the beginning."""
    return HTML_PAGE.search(body[:SNIFFED]) is not None


def page(body: bytes) -> UnreadableFeedError:
    """The refusal of a web page, by its name."""
    if WALL.search(body[:WALL_SNIFFED]):
        return UnreadableFeedError("a wall against bots, not a feed", Trouble.REFUSED)
    return not_a_feed("an HTML page")


def not_a_feed(what: str) -> UnreadableFeedError:
    """The refusal of something else."""
    return UnreadableFeedError(f"{what}, not a feed", Trouble.NOT_A_FEED)
