"""One entry as it was found becomes one of ours: plain, short and safe to show."""

from datetime import datetime
from time import struct_time
from typing import Final
from urllib.parse import urljoin

from feeds.cleaning import one_line, plain_text, shorten
from feeds.reading.dates import moment
from feeds.reading.listing import Raw, parts, string
from news.feeds import Entry
from news.urls import canonical_url, safe_link

TITLE_LIMIT: Final = 300
BORROWED_TITLE: Final = 120
"""How much of the text stands in for a missing title."""
TEXT_LIMIT: Final = 4_000
CATEGORY_LIMIT: Final = 20
SHORT_SUMMARY: Final = 140
"""A summary below this is often only a volume and page, with the abstract in the content."""
WHEN: Final = ("published", "updated", "created")


def entry(raw: Raw, *, base: str, language: str, published_at: datetime | None) -> Entry:
    """The entry, its key still only what the publisher says it is; `base` is the feed's address."""
    link = _link(raw, base)
    text = _text(raw)
    title = plain_text(string(raw, "title"), TITLE_LIMIT)
    return Entry(
        key=one_line(string(raw, "id")),
        url=link,
        title=title or shorten(text, BORROWED_TITLE) or link,
        text=text,
        published_at=published_at,
        language=language,
        categories=_categories(raw),
    )


def published_at(raw: Raw, language: str) -> datetime | None:
    """When the entry was published, as far as it says so in a way that can be read."""
    for name in WHEN:
        parsed = raw.get(f"{name}_parsed")  # or what a feed has in an element of this name
        is_parsed = isinstance(parsed, struct_time)
        found = moment(string(raw, name), parsed if is_parsed else None, language)
        if found:
            return found
    return None


def _link(raw: Raw, base: str) -> str:
    link = string(raw, "link").strip()
    if link == raw.get("id") and "://" not in link:
        link = ""  # by RSS 2.0 any id is a link unless it says otherwise; many are not
    link = link or _other_link(raw)
    try:
        return canonical_url(safe_link(urljoin(base, link))) if link else ""
    except ValueError:
        return ""


def _other_link(raw: Raw) -> str:
    """The article where it is no web page: a PDF, say."""
    for link in parts(raw, "links"):
        if string(link, "rel") == "alternate":
            return string(link, "href").strip()
    return ""


def _text(raw: Raw) -> str:
    summary = plain_text(string(raw, "summary"), TEXT_LIMIT)
    if len(summary) >= SHORT_SUMMARY:
        return summary
    contents = [plain_text(string(part, "value"), TEXT_LIMIT) for part in parts(raw, "content")]
    return max([summary, *contents], key=len)


def _categories(raw: Raw) -> tuple[str, ...]:
    terms = (plain_text(string(tag, "term"), TITLE_LIMIT) for tag in parts(raw, "tags"))
    return tuple(dict.fromkeys(filter(None, terms)))[:CATEGORY_LIMIT]
