"""The feeds that a web page links. Runs in the cage: pages are no more to be trusted than feeds."""

import re
from collections.abc import Mapping
from contextlib import suppress
from html.parser import HTMLParser
from typing import Final
from urllib.parse import urljoin

from news.urls import safe_link

LINK_LIMIT: Final = 10
PAGE_LIMIT: Final = 1_000_000
"""Bytes of a page that are looked through."""
FEED_TYPE: Final = re.compile(
    # Not plain JSON: that is what the pages of many sites call the data they are made of.
    r"\s*(?:application/(?:rss\+xml|atom\+xml|rdf\+xml|feed\+json|xml)|text/xml)\s*(?:;.*)?",
    re.IGNORECASE,
)
FEED_ADDRESS: Final = re.compile(
    r"[^?#]*(?:/(?:feed|rss|atom)/?|\.(?:rss|atom|rdf)|\.xml|/feed\.json)(?:[?#].*)?", re.IGNORECASE
)


def feeds_linked(body: bytes, url: str) -> tuple[str, ...]:
    """The feeds that the page at `url` names, else what it links that looks like one."""
    page = _Page()
    with suppress(AssertionError):  # its answer to `<![` and a word it does not know
        page.feed(body[:PAGE_LIMIT].decode(errors="replace"))
        page.close()
    base = _joined(url, page.base) or url
    found = _addresses(page.named, base) or _addresses(page.linked, base)
    return tuple(found)[:LINK_LIMIT]


def _addresses(links: list[str], base: str) -> list[str]:
    return [address for address in dict.fromkeys(_joined(base, link) for link in links) if address]


def _joined(base: str, link: str) -> str:
    link = link.strip()
    try:
        return safe_link(urljoin(base, link)) if link else ""
    except ValueError:
        return ""


class _Page(HTMLParser):
    """Collects the links of a page as it reads it."""

    def __init__(self) -> None:
        super().__init__()
        self.base = ""
        self.named: list[str] = []
        self.linked: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in {"base", "link", "a"}:
            return
        said = {name: value or "" for name, value in reversed(attrs)}
        href = said.get("href", "")
        if tag == "base":
            self.base = self.base or href
        elif tag == "a" and FEED_ADDRESS.fullmatch(href.strip()):
            self.linked.append(href)
        elif _is_alternate(said) and FEED_TYPE.fullmatch(said.get("type", "")):
            self.named.append(href)


def _is_alternate(said: Mapping[str, str]) -> bool:
    return "alternate" in said.get("rel", "").lower().split()
