"""Logs are one shape, and no token ever leaves through them."""

import json
import logging
import sys
from collections.abc import Callable, Iterator

import pytest

from bot.logs import set_up_logs

TOKEN = "123456:AAE-a-token-that-must-not-be-shown-1"
ODD_SECRET = "sandbox-secret"
Log = Callable[[], str]


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    """The logging of the test run, afterwards."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)


@pytest.fixture
def log() -> logging.Logger:
    """Some module's."""
    return logging.getLogger("some.module")


def in_a_message(log: logging.Logger, secret: str) -> None:
    log.error("no answer from https://api.example/bot%s/getMe", secret)


def in_a_field(log: logging.Logger, secret: str) -> None:
    log.error("no answer", extra={"url": f"https://api.example/bot{secret}/getMe"})


def in_an_object_in_a_field(log: logging.Logger, secret: str) -> None:
    log.error("no answer", extra={"facts": {"call": [f"bot{secret}"]}})


def in_an_exception(log: logging.Logger, secret: str) -> None:
    try:
        int(f"bot{secret}")
    except ValueError:
        log.exception("no answer")


def in_the_cause_of_an_exception(log: logging.Logger, secret: str) -> None:
    error = RuntimeError("gone")
    error.__cause__ = ValueError(f"bad url /bot{secret}/")
    log.error("no answer", exc_info=error)


@pytest.mark.parametrize("style", ["text", "json"])
@pytest.mark.parametrize("secret", [TOKEN, TOKEN.replace(":", "%3A"), ODD_SECRET])
@pytest.mark.parametrize(
    "tell",
    [
        in_a_message,
        in_a_field,
        in_an_object_in_a_field,
        in_an_exception,
        in_the_cause_of_an_exception,
    ],
)
def test_a_token_is_hidden_wherever_it_comes_from(
    tell: Callable[[logging.Logger, str], None],
    secret: str,
    style: str,
    log: logging.Logger,
    capsys: pytest.CaptureFixture[str],
) -> None:
    set_up(style, secret=ODD_SECRET)

    tell(log, secret)

    said = capsys.readouterr().err
    assert secret not in said
    assert "[token]" in said
    assert "no answer" in said


def test_a_token_is_hidden_even_if_nobody_said_what_it_is(
    log: logging.Logger, capsys: pytest.CaptureFixture[str]
) -> None:
    set_up("text", secret=None)

    in_a_message(log, TOKEN)

    assert TOKEN not in capsys.readouterr().err


def test_json_is_one_line_a_record_with_its_fields(
    log: logging.Logger, capsys: pytest.CaptureFixture[str]
) -> None:
    set_up("json")

    log.warning("feed not read", extra={"feed": "https://news.example", "reason": "gone\nfor good"})
    in_an_exception(log, "x")

    first, second = (json.loads(line) for line in capsys.readouterr().err.splitlines())
    moment = first.pop("at")
    assert moment.endswith("+00:00")
    assert first == {
        "level": "WARNING",
        "logger": "some.module",
        "message": "feed not read",
        "feed": "https://news.example",
        "reason": "gone\nfor good",
    }
    assert "ValueError: invalid literal" in second["exception"]


def test_text_is_one_line_with_the_fields_at_its_end(
    log: logging.Logger, capsys: pytest.CaptureFixture[str]
) -> None:
    set_up("text")

    log.warning("feed not read", extra={"feed": 7, "reason": "gone"})

    (line,) = capsys.readouterr().err.splitlines()
    assert line.endswith(" WARNING some.module: feed not read feed=7 reason=gone")


def test_what_a_publisher_said_cannot_forge_a_line(
    log: logging.Logger, capsys: pytest.CaptureFixture[str]
) -> None:
    set_up("text")

    log.warning("feed not read", extra={"reason": "gone\n2026-01-01 ERROR bot: all is lost"})

    assert len(capsys.readouterr().err.splitlines()) == 1


def test_the_level_decides_what_is_said(
    log: logging.Logger, capsys: pytest.CaptureFixture[str]
) -> None:
    set_up("text", level="WARNING")

    log.info("too quiet")
    log.warning("loud enough")

    assert "too quiet" not in (said := capsys.readouterr().err)
    assert "loud enough" in said


@pytest.mark.parametrize("library", ["httpx", "telegram.ext", "apscheduler.scheduler", "aiosqlite"])
def test_libraries_that_log_what_they_carry_are_kept_quiet(library: str) -> None:
    set_up("text", level="DEBUG")

    assert not logging.getLogger(library).isEnabledFor(logging.INFO)


def set_up(style: str, *, level: str = "DEBUG", secret: str | None = None) -> None:
    """As the command line does."""
    assert style in {"text", "json"}
    set_up_logs(level=level, style="json" if style == "json" else "text", secret=secret)
    assert sys.stderr
