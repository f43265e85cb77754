"""How the bot presents itself: commands, names, descriptions, its menu button and webhook."""

import json
from dataclasses import dataclass, field

from sandbox.wire import Json

DEFAULT_SCOPE: Json = {"type": "default"}


@dataclass(slots=True)
class Profile:
    """What was set; every text by language, with "" for all other languages."""

    names: dict[str, str] = field(default_factory=dict)
    descriptions: dict[str, str] = field(default_factory=dict)
    short_descriptions: dict[str, str] = field(default_factory=dict)
    commands: dict[tuple[str, str], list[Json]] = field(default_factory=dict)
    """By scope (as JSON) and language."""
    menu_buttons: dict[int | None, Json] = field(default_factory=dict)
    webhook: str = ""

    def menu(self) -> list[Json]:
        """The commands to offer a person: the most general that are set."""
        for scope in (DEFAULT_SCOPE, {"type": "all_private_chats"}):
            if commands := self.commands.get((scope_key(scope), "")):
                return commands
        return next(iter(self.commands.values()), [])


def scope_key(scope: Json) -> str:
    """A scope as something to look up by."""
    return json.dumps(scope or DEFAULT_SCOPE, sort_keys=True)
