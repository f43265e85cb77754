"""What Telegram marks in a text by itself: commands and links."""

import re

from sandbox.wire import Json, utf16_length

_SPOTTED = re.compile(
    r"(?<![\w/<>@])(?P<bot_command>/[A-Za-z0-9_]{1,64}(?:@\w{3,32})?)(?![\w/])"
    r"|(?P<url>\bhttps?://[^\s<>\"']*[^\s<>\"'.,;:!?)])"
)


_SEALED = {"code", "pre", "text_link"}


def with_detected(text: str, entities: list[Json]) -> list[Json]:
    """The entities with commands and links added, save within code and links."""
    if "/" not in text:
        return entities
    sealed = [entity for entity in entities if entity["type"] in _SEALED]
    found = [
        entity
        for entity in (_entity(text, match) for match in _SPOTTED.finditer(text))
        if not any(_meet(entity, other) for other in sealed)
    ]
    if not found:
        return entities
    return sorted(entities + found, key=lambda e: (e["offset"], -e["length"]))


def _entity(text: str, match: re.Match[str]) -> Json:
    return {
        "type": match.lastgroup,
        "offset": utf16_length(text[: match.start()]),
        "length": utf16_length(match[0]),
    }


def _meet(one: Json, other: Json) -> bool:
    return bool(
        one["offset"] < other["offset"] + other["length"]
        and other["offset"] < one["offset"] + one["length"]
    )
