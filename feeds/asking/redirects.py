"""Where redirects lead, hop by hop: which are taken, and which say that a feed has moved. Pure."""

from dataclasses import dataclass
from http import HTTPStatus
from typing import Final
from urllib.parse import urldefrag, urljoin, urlsplit

from news.errors import UnreadableFeedError
from news.feeds import Trouble
from news.urls import host_of, safe_link

PERMANENT: Final = frozenset({HTTPStatus.MOVED_PERMANENTLY, HTTPStatus.PERMANENT_REDIRECT})
REDIRECTS: Final = PERMANENT | {
    HTTPStatus.FOUND,
    HTTPStatus.SEE_OTHER,
    HTTPStatus.TEMPORARY_REDIRECT,
}


@dataclass(slots=True)
class Way:
    """How far the asking for one feed has come."""

    url: str
    moved_to: str = ""
    """Where the feed is from now on: as far as every redirect up to there was a permanent one."""
    is_permanent: bool = True

    @property
    def host(self) -> str:
        """The host to ask next, or asked last; empty if the address is none."""
        try:
            return host_of(self.url)
        except ValueError:
            return ""

    def go_on(self, status: int, asked: str, location: str | None) -> None:
        """Take the redirect that `asked` gave. Raises UnreadableFeedError if it leads nowhere."""
        self.url = _next_hop(asked, location)
        # What a temporary redirect leads to speaks for itself and not for the feed.
        self.is_permanent = self.is_permanent and status in PERMANENT
        if self.is_permanent:
            self.moved_to = self.url


def _next_hop(asked: str, location: str | None) -> str:
    if not location:
        raise UnreadableFeedError("redirected, but not told where", Trouble.MISSING)
    try:
        there = safe_link(urldefrag(urljoin(asked, location)).url)
    except ValueError:
        there = ""
    if not there:
        raise UnreadableFeedError("redirected to something that is no web address", Trouble.MISSING)
    if urlsplit(asked).scheme == "https" and urlsplit(there).scheme != "https":
        raise UnreadableFeedError("redirected from https to plain http", Trouble.MISSING)
    return there
