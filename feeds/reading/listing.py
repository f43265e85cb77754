"""What a reader of bytes found in a feed, before any of it is cleaned."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Raw = Mapping[str, Any]
"""A feed or an entry under feedparser's names: whatever the publisher put there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """A feed as it was found. Every format comes in this one shape."""

    feed: Raw
    entries: Sequence[Raw]
    damage: str = ""
    """What was wrong with it, in words for an operator; empty if it was in order."""


def string(raw: Raw, name: str) -> str:
    """The text of this name, if there is one and it is a text."""
    value = raw.get(name)
    return value if isinstance(value, str) else ""


def parts(raw: Raw, name: str) -> list[Raw]:
    """The parts of this name, as far as there are any and they have names themselves."""
    value = raw.get(name)
    return [part for part in value if isinstance(part, Mapping)] if isinstance(value, list) else []
