"""Everything that can go wrong by name. Expected results are values, not errors."""


class HealthNewsError(Exception):
    """The root of all errors of this project."""


class SettingsError(HealthNewsError):
    """A setting is wrong: one line that names it, its value and what is allowed."""


class UnreadableFeedError(HealthNewsError):
    """The bytes behind a feed URL are not a feed."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class RegisterError(HealthNewsError):
    """An OPML file cannot be read as a feed register."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = path
        self.reason = reason


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
