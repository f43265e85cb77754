"""The commands of the bot, and its profile, as Telegram and /help list them."""

from collections.abc import Sequence
from difflib import get_close_matches

from messages.texts import Speaker

COMMANDS = (
    "start",
    "subscribe",
    "unsubscribe",
    "topics",
    "follow",
    "unfollow",
    "latest",
    "topic",
    "search",
    "why",
    "pause",
    "stop",
    "settings",
    "privacy",
    "export",
    "erase",
    "help",
)


FOR_ADMINS = ("feeds", "stories")
"""For those who run the bot; others are not told of them."""


def described(say: Speaker) -> Sequence[tuple[str, str]]:
    """Each command with one line about it."""
    return [(name, say(f"command-{name}")) for name in COMMANDS]


def described_to_admins(say: Speaker) -> Sequence[tuple[str, str]]:
    """The same for the bot's own admins, who have more."""
    return [*described(say), *((name, say(f"command-{name}")) for name in FOR_ADMINS)]


def nearest(name: str) -> str | None:
    """The command somebody who typed `name` may have meant."""
    close = get_close_matches(name.lower(), COMMANDS, n=1, cutoff=0.5)
    return close[0] if close else None


def profile(say: Speaker) -> tuple[str, str]:
    """The bot's description (before the first message) and short description (its profile)."""
    return say("profile-description"), say("profile-about")
