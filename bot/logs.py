"""Structured logs. Nothing that looks like a token leaves through them, at any level."""

import json
import logging
import re
import sys
from datetime import UTC, datetime
from typing import Any, Literal

_TOKEN = re.compile(r"\d+(:|%3A)[A-Za-z0-9_-]{20,}", re.IGNORECASE)
_HIDDEN = "[token]"
# What a record carries of itself; everything else came with `extra`.
_OWN = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}


class _Redacting(logging.Formatter):
    """Formats a record and then hides tokens, wherever in it they came from."""

    def __init__(self, secret: str | None) -> None:
        super().__init__()
        self._secret = secret

    def format(self, record: logging.LogRecord) -> str:
        line = _TOKEN.sub(_HIDDEN, self._line(record))
        return line.replace(self._secret, _HIDDEN) if self._secret else line

    def _line(self, record: logging.LogRecord) -> str:
        raise NotImplementedError


class _TextFormatter(_Redacting):
    def _line(self, record: logging.LogRecord) -> str:
        facts = "".join(f" {name}={value}" for name, value in _facts(record).items())
        said = f"{record.getMessage()}{facts}"
        # On one line: what a publisher said must not look like a record of ours.
        line = (
            f"{_moment(record)} {record.levelname:<7} {record.name}: {' '.join(said.splitlines())}"
        )
        return f"{line}\n{self.formatException(record.exc_info)}" if record.exc_info else line


class _JsonFormatter(_Redacting):
    def _line(self, record: logging.LogRecord) -> str:
        entry: dict[str, Any] = {
            "at": _moment(record),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        } | _facts(record)
        if record.exc_info:
            entry["exception"] = self.formatException(record.exc_info)
        return json.dumps(entry, ensure_ascii=False, default=str)


def set_up_logs(*, level: str, style: Literal["text", "json"], secret: str | None = None) -> None:
    """Send all logs to stderr in one shape, with `secret` and anything like a token hidden."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_JsonFormatter(secret) if style == "json" else _TextFormatter(secret))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for noisy in ("alembic", "apscheduler", "httpx", "httpcore", "aiosqlite", "telegram"):
        logging.getLogger(noisy).setLevel(logging.WARNING)


def _facts(record: logging.LogRecord) -> dict[str, Any]:
    return {name: value for name, value in vars(record).items() if name not in _OWN}


def _moment(record: logging.LogRecord) -> str:
    moment = datetime.fromtimestamp(record.created, UTC)
    return moment.isoformat(timespec="milliseconds")
