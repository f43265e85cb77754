"""What feedparser finds by itself, as it comes."""

import io
from typing import Any
from urllib.parse import urljoin

import feedparser

from feeds.cleaning import plain_text
from news.urls import safe_link

BASE = "https://feeds.example.org/"


def entries_in(body: bytes, content_type: str) -> int:
    """How many different entries with anything to show feedparser finds. May hang, or worse."""
    found = feedparser.parse(io.BytesIO(body), response_headers={"content-type": content_type})
    return len({_told_by(entry) for entry in found.entries if _has_something_to_show(entry)})


def _told_by(entry: Any) -> tuple[str, ...]:
    return tuple(str(entry.get(name)) for name in ("id", "link", "title", "published"))


def _has_something_to_show(entry: Any) -> bool:
    words = (plain_text(str(entry.get(name, "")), 100) for name in ("title", "summary"))
    return any(words) or _is_address(str(entry.get("link", "")), str(entry.get("id", "")))


def _is_address(link: str, name: str) -> bool:
    if not link or (link == name and "://" not in link):
        return False  # feedparser takes any id for a link
    try:
        return safe_link(urljoin(BASE, link)) != ""
    except ValueError:
        return False
