"""Which entities of a text Telegram keeps, where and in which order."""

import re

from sandbox.wire import Json, utf16_length

MOST_ENTITIES = 100

_LINK = re.compile(r"(?:(?:https?|tg|ton|tonsite)://)?[^\s/?#:@]+(?:[.:/?#].*)?", re.IGNORECASE)
_HAS_SCHEME = re.compile(r"[a-z][a-z0-9+.\-]*:", re.IGNORECASE)


def trimmed(text: str, entities: list[Json]) -> tuple[str, list[Json]]:
    """Without white space at either end, as Telegram stores a message; at most 100 entities."""
    kept = text.strip()
    if len(kept) != len(text):
        before = utf16_length(text[: len(text) - len(text.lstrip())])
        entities = _clipped(entities, before, utf16_length(kept))
    return kept, entities[:MOST_ENTITIES]


def _clipped(entities: list[Json], before: int, length: int) -> list[Json]:
    clipped = []
    for entity in entities:
        start = max(entity["offset"] - before, 0)
        end = min(entity["offset"] + entity["length"] - before, length)
        if end > start:
            clipped.append(entity | {"offset": start, "length": end - start})
    return clipped


def tidy(entities: list[Json], languages: dict[tuple[int, int], str]) -> list[Json]:
    """In order, outer before inner; nothing inside code, nothing inside its own kind."""
    # Pre first: of <pre><code> around the same words only the block remains.
    entities.sort(key=lambda e: (e["offset"], -e["length"], e["type"] != "pre"))
    kept: list[Json] = []
    around: list[Json] = []
    for entity in entities:
        around = [e for e in around if e["offset"] + e["length"] > entity["offset"]]
        if any(e["type"] in {"code", "pre", entity["type"]} for e in around):
            continue
        language = languages.get((entity["offset"], entity["length"]))
        if entity["type"] == "pre" and language:
            entity["language"] = language
        kept.append(entity)
        around.append(entity)
    return kept


def is_link(url: str) -> bool:
    """Whether Telegram would make it clickable: the web, its own schemes, or a bare host."""
    if "://" in url:
        return bool(_LINK.fullmatch(url.strip()))
    return "." in url and not _HAS_SCHEME.match(url) and bool(_LINK.fullmatch(url.strip()))
