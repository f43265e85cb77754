"""One request to the Bot API with its parameters, typed as the methods need them."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from sandbox.ledger import Ledger
from sandbox.model import User
from sandbox.wire import Json, bad_request, words

# What a form carries as it is; everything else in a form is JSON (numbers, booleans, objects).
PLAIN = frozenset(
    words(
        "text caption parse_mode description short_description name callback_query_id action url "
        "language_code document secret_token ip_address business_connection_id message_effect_id "
        "start_parameter custom_title"
    )
)


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that came with the request."""

    name: str
    mime_type: str
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """Who calls which method with what, and the state it works on."""

    ledger: Ledger
    bot: User
    method: str
    params: Json
    files: Mapping[str, Upload] = field(default_factory=dict)

    def text(self, name: str) -> str:
        """A string; empty if absent."""
        value = self.params.get(name)
        return value if isinstance(value, str) else "" if value is None else str(value)

    def number(self, name: str) -> int | None:
        """A whole number; None if absent."""
        value = self.params.get(name)
        if value is None or value == "":
            return None
        if isinstance(value, int) and not isinstance(value, bool):
            return value
        raise bad_request(f"invalid {name} specified")

    def flag(self, name: str) -> bool:
        """Whether a switch is on."""
        return self.params.get(name) is True

    def record(self, name: str) -> Json:
        """A JSON object; empty if absent."""
        value = self.params.get(name)
        if value is None or value == "":
            return {}
        if isinstance(value, dict):
            return value
        raise bad_request(f"can't parse {name}: object expected")

    def sequence(self, name: str) -> list[Json] | None:
        """A JSON array; None if absent."""
        value = self.params.get(name)
        if value is None or value == "":
            return None
        if isinstance(value, list):
            return value
        raise bad_request(f"can't parse {name}: array expected")


def plain_values(raw: Mapping[str, object]) -> Json:
    """Parameters as values, however they were sent; what is not JSON stays a string."""
    return {name: _value(name, value) for name, value in raw.items()}


def _value(name: str, value: object) -> object:
    if not isinstance(value, str) or name in PLAIN:
        return value
    if value.isdecimal():
        return int(value)
    try:
        return json.loads(value)
    except (ValueError, RecursionError):
        return value
