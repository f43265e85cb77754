"""Everything that can go wrong by name. Expected results are values, not errors."""

from collections.abc import Sequence

from news.feeds import Trouble


class HealthNewsError(Exception):
    """The root of all errors of this project."""


class SettingsError(HealthNewsError):
    """A setting is wrong: one line that names it, its value and what is allowed."""


class UnreadableFeedError(HealthNewsError):
    """The bytes behind a feed URL are not a feed."""

    def __init__(self, reason: str, trouble: Trouble = Trouble.UNREADABLE) -> None:
        super().__init__(reason)
        self.reason = reason
        self.trouble = trouble


class RegisterError(HealthNewsError):
    """An OPML file cannot be read as a feed register."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = path
        self.reason = reason


class UnclearFeedError(HealthNewsError):
    """An operator named a feed by words that no feed has, or several have."""

    def __init__(self, asked: str, candidates: Sequence[tuple[str, str]]) -> None:
        """`candidates`: the titles and addresses of those that may be meant."""
        told = "; ".join(f"{title} ({url})" for title, url in candidates[:10])
        several = f"{len(candidates)} feeds are called so, name one by its address: {told}"
        super().__init__(f"{asked}: {several if candidates else 'no feed is called so'}")
        self.asked = asked
        self.candidates = candidates


class CatalogError(HealthNewsError):
    """The topic catalog contradicts itself; the message names the file and line."""


class StorageError(HealthNewsError):
    """The database cannot be opened, or it is none."""


class DatabaseInUseError(HealthNewsError):
    """Another process has this database open for writing."""


class NewerSchemaError(HealthNewsError):
    """The database was written by a newer version of the bot."""


class OtherBotError(HealthNewsError):
    """The database belongs to another bot."""


class RefusedTokenError(HealthNewsError):
    """Telegram does not know this token."""
