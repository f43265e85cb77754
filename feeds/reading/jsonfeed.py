"""JSON Feed, versions 1.0 and 1.1, as far as publishers keep to them."""

import html
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from feeds.reading.impostors import not_a_feed
from feeds.reading.listing import Listing, Raw, parts, string
from news.errors import UnreadableFeedError

VERSION: Final = re.compile(r"jsonfeed\.org\\?/version")
BETWEEN_ITEMS: Final = re.compile(r"[\s,]*")
# Numbers stay as they are written: an id of thirty digits is nothing to reckon with.
DECODER: Final = json.JSONDecoder(parse_int=str, parse_float=str, strict=False)


def read(body: bytes) -> Listing:
    """The feed in these bytes. Raises UnreadableFeedError."""
    text = body.decode(json.detect_encoding(body), errors="replace")
    if not VERSION.search(text):
        raise not_a_feed("JSON")
    feed, damage = _feed_in(text)
    items = parts(feed, "items")
    if damage and not items:
        raise UnreadableFeedError(f"too damaged to read: {damage}")
    return Listing(feed=feed, entries=[_entry(item) for item in items], damage=damage)


def _feed_in(text: str) -> tuple[Raw, str]:
    """The feed, and what is wrong with it."""
    try:
        found = DECODER.decode(text)
    except RecursionError:
        raise UnreadableFeedError("JSON nested deeper than any feed") from None
    except ValueError as error:
        return _up_to_the_break(text), f"broken JSON: {error}"
    if not isinstance(found, Mapping) or not VERSION.search(string(found, "version")):
        raise not_a_feed("JSON")
    return found, ""


def _up_to_the_break(text: str) -> Raw:
    """The feed with the items that can be read before the first that cannot."""
    head, _, rest = text.partition('"items"')
    items = list(_items(rest, rest.find("[") + 1))
    try:
        return {**DECODER.decode(f'{head}"items": []}}'), "items": items}
    except (ValueError, TypeError):
        return {"items": items}


def _items(text: str, position: int) -> Iterator[Any]:
    while True:
        between = BETWEEN_ITEMS.match(text, position)
        try:
            item, position = DECODER.raw_decode(text, between.end() if between else position)
        except (ValueError, RecursionError):
            return
        yield item


def _entry(item: Raw) -> Raw:
    """The item under feedparser's names. Its plain text becomes the markup that says the same."""
    text = string(item, "content_html") or html.escape(string(item, "content_text"), quote=False)
    tags = item.get("tags")
    return {
        "id": string(item, "id"),
        "link": string(item, "url") or string(item, "external_url"),
        "title": string(item, "title"),
        "summary": string(item, "summary"),
        "content": [{"value": text}],
        "published": string(item, "date_published"),
        "updated": string(item, "date_modified"),
        "tags": [{"term": tag} for tag in tags] if isinstance(tags, list) else [],
    }
