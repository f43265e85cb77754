"""The environment, read once. A wrong setting is one line that names it and what is allowed."""

import os
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from dotenv import dotenv_values
from pydantic import Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from news.errors import SettingsError
from storage.engine import sqlite_path

PREFIX = "BOT_"
ENV_FILE = ".env"
SHIPPED_REGISTER = Path(__file__).parent.parent / "feeds" / "register.opml"
DAY = 86_400

_TOKEN = re.compile(r"\d+:[A-Za-z0-9_-]+")


class Settings(BaseSettings):
    """Every setting, with its default. The description says what is allowed."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        env_file=ENV_FILE,
        env_file_encoding="utf-8",
        env_ignore_empty=True,
        extra="ignore",
        frozen=True,
    )

    token: SecretStr | None = Field(
        default=None, description="the token that BotFather gave you, like 123456:ABC-DEF"
    )
    token_file: Path | None = Field(default=None, description="a file that holds the token")
    api_url: str = Field(
        default="https://api.telegram.org",
        description="the root of a Bot API server: http(s)://host",
    )
    database_url: str = Field(
        default="sqlite:///data/bot.db", description="sqlite:///path/to/file.db"
    )
    feeds: Path | None = Field(default=None, description="an OPML file that is there")
    poll_min: int = Field(
        default=900, ge=1, le=7 * DAY, description="whole seconds from 1 to 604800"
    )
    poll_max: int = Field(
        default=21_600, ge=1, le=7 * DAY, description="whole seconds from BOT_POLL_MIN to 604800"
    )
    host_delay: float = Field(default=2.0, ge=0, le=3_600, description="seconds from 0 to 3600")
    contact: str = Field(
        default="",
        pattern=r"^[\x21-\x7e]{0,200}$",
        description="a web page or an e-mail address, without spaces",
    )
    keep_days: int = Field(default=365, ge=30, le=36_500, description="whole days from 30 to 36500")
    follow_limit: int = Field(
        default=10, ge=0, le=50, description="a whole number from 0 to 50, 0 for none"
    )
    messages_per_second: float = Field(
        default=29.0, gt=0, le=1_000, description="a number above 0, up to 1000"
    )
    paid_broadcast: bool = Field(default=False, description="true or false")
    admins: Annotated[frozenset[int], NoDecode] = Field(
        default=frozenset(), description="numeric user ids, with commas between them"
    )
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field(
        default="INFO", description="DEBUG, INFO, WARNING or ERROR"
    )
    log_format: Literal["text", "json"] = Field(default="text", description="text or json")

    @field_validator("token")
    @classmethod
    def _token_has_its_shape(cls, token: SecretStr | None) -> SecretStr | None:
        if token is not None and not _TOKEN.fullmatch(token.get_secret_value()):
            raise ValueError("not a token")
        return token

    @field_validator("api_url")
    @classmethod
    def _api_url_is_http(cls, url: str) -> str:
        parts = urlsplit(url)
        # Reading the port raises ValueError for one that is none.
        if parts.scheme not in {"http", "https"} or not parts.hostname or parts.port == 0:
            raise ValueError("not a URL")
        return url.rstrip("/")

    @field_validator("database_url")
    @classmethod
    def _database_is_supported(cls, url: str) -> str:
        sqlite_path(url)
        return url

    @field_validator("feeds")
    @classmethod
    def _feeds_are_there(cls, path: Path | None) -> Path | None:
        if path is not None and not path.is_file():
            raise ValueError("no such file")
        return path

    @field_validator("admins", mode="before")
    @classmethod
    def _admins_are_listed(cls, value: Any) -> Any:
        if isinstance(value, str):
            return frozenset(int(part) for part in value.split(",") if part.strip())
        return value

    @field_validator("log_level", mode="before")
    @classmethod
    def _level_in_any_case(cls, value: Any) -> Any:
        return value.upper() if isinstance(value, str) else value

    @model_validator(mode="after")
    def _bounds_are_in_order(self) -> "Settings":
        if self.poll_max < self.poll_min:
            raise SettingsError(
                f"BOT_POLL_MAX={self.poll_max}: expected at least BOT_POLL_MIN ({self.poll_min})"
            )
        return self

    @property
    def register_path(self) -> Path:
        """The OPML file that names the feeds."""
        return self.feeds or SHIPPED_REGISTER

    @property
    def database_path(self) -> Path:
        """The SQLite file."""
        return sqlite_path(self.database_url)


def load_settings(**chosen: Any) -> Settings:
    """Read the environment and `.env`, but for what is `chosen` here.

    Raises SettingsError with one line for the first fault.
    """
    try:
        settings = Settings(**chosen)
    except ValidationError as error:
        raise SettingsError(_in_one_line(error)) from None
    if settings.token is None and settings.token_file is not None:
        token = _token_from(settings.token_file)
        return settings.model_copy(update={"token": token})
    return settings


def unknown_names() -> Sequence[str]:
    """Names that look like settings of this bot and are none: most likely mistyped."""
    given = {*os.environ, *dotenv_values(ENV_FILE)}
    known = {f"{PREFIX}{name.upper()}" for name in Settings.model_fields}
    return sorted(name for name in given if name.startswith(PREFIX) and name not in known)


def _token_from(path: Path) -> SecretStr:
    try:
        token = path.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "not text"
        raise SettingsError(f"BOT_TOKEN_FILE={path}: cannot be read ({reason})") from None
    if not _TOKEN.fullmatch(token):
        raise SettingsError(f"BOT_TOKEN_FILE={path}: does not hold a token like 123456:ABC-DEF")
    return SecretStr(token)


def _in_one_line(error: ValidationError) -> str:
    fault = error.errors(include_url=False)[0]
    field = str(fault["loc"][0])
    allowed = Settings.model_fields[field].description
    if field == "token":  # its value is never shown, not even a wrong one
        return f"{PREFIX}TOKEN: expected {allowed}"
    value = " ".join(str(fault["input"]).split())[:200]
    return f"{PREFIX}{field.upper()}={value}: expected {allowed}"
