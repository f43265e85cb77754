"""Settings are read once, and a wrong one is one line that says what is allowed."""

import re
from pathlib import Path

import pytest

from bot.settings import PREFIX, SHIPPED_REGISTER, Settings, load_settings, unknown_names
from news.errors import SettingsError

TOKEN = "123456:AAE-a-token-that-must-not-be-shown-1"
EXAMPLE = Path(__file__).parent.parent.parent / ".env.example"


@pytest.fixture(autouse=True)
def _nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a folder without `.env`, with nothing set."""
    monkeypatch.chdir(tmp_path)
    for name in Settings.model_fields:
        monkeypatch.delenv(PREFIX + name.upper(), raising=False)


WRONG = [
    ("BOT_API_URL", "api.telegram.org", "the root of a Bot API server: http(s)://host"),
    ("BOT_API_URL", "ftp://api.telegram.org", "the root of a Bot API server: http(s)://host"),
    ("BOT_API_URL", "https://", "the root of a Bot API server: http(s)://host"),
    ("BOT_API_URL", "http://127.0.0.1:99999", "the root of a Bot API server: http(s)://host"),
    ("BOT_DATABASE_URL", "mysql://host/db", "sqlite:///path/to/file.db"),
    ("BOT_FEEDS", "nowhere.opml", "an OPML file that is there"),
    ("BOT_POLL_MIN", "0", "whole seconds from 1 to 604800"),
    ("BOT_POLL_MIN", "often", "whole seconds from 1 to 604800"),
    ("BOT_POLL_MIN", "1.5", "whole seconds from 1 to 604800"),
    ("BOT_POLL_MAX", "604801", "whole seconds from BOT_POLL_MIN to 604800"),
    ("BOT_POLL_MAX", "-1", "whole seconds from BOT_POLL_MIN to 604800"),
    ("BOT_HOST_DELAY", "-0.1", "seconds from 0 to 3600"),
    ("BOT_HOST_DELAY", "nan", "seconds from 0 to 3600"),
    ("BOT_HOST_DELAY", "3601", "seconds from 0 to 3600"),
    ("BOT_CONTACT", "me at home", "a web page or an e-mail address, without spaces"),
    ("BOT_CONTACT", "https://ü.example", "a web page or an e-mail address, without spaces"),
    ("BOT_KEEP_DAYS", "29", "whole days from 30 to 36500"),
    ("BOT_KEEP_DAYS", "36501", "whole days from 30 to 36500"),
    ("BOT_FOLLOW_LIMIT", "-1", "a whole number from 0 to 50, 0 for none"),
    ("BOT_FOLLOW_LIMIT", "51", "a whole number from 0 to 50, 0 for none"),
    ("BOT_FOLLOW_LIMIT", "some", "a whole number from 0 to 50, 0 for none"),
    ("BOT_MESSAGES_PER_SECOND", "0", "a number above 0, up to 1000"),
    ("BOT_MESSAGES_PER_SECOND", "1001", "a number above 0, up to 1000"),
    ("BOT_MESSAGES_PER_SECOND", "inf", "a number above 0, up to 1000"),
    ("BOT_PAID_BROADCAST", "perhaps", "true or false"),
    ("BOT_ADMINS", "1, ana", "numeric user ids, with commas between them"),
    ("BOT_LOG_LEVEL", "LOUD", "DEBUG, INFO, WARNING or ERROR"),
    ("BOT_LOG_FORMAT", "xml", "text or json"),
]


@pytest.mark.parametrize(("name", "value", "allowed"), WRONG)
def test_a_wrong_value_is_one_line_with_its_name_itself_and_what_is_allowed(
    name: str, value: str, allowed: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, value)

    with pytest.raises(SettingsError) as refusal:
        load_settings()

    assert str(refusal.value) == f"{name}={value}: expected {allowed}"


def test_every_setting_that_can_be_wrong_is_in_the_table() -> None:
    free = {"BOT_TOKEN", "BOT_TOKEN_FILE"}  # below
    assert {name for name, _, _ in WRONG} | free == {
        PREFIX + name.upper() for name in Settings.model_fields
    }


def test_a_value_of_many_lines_is_still_one_short_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BOT_POLL_MIN", "1\n2\n" + "3" * 1_000)

    with pytest.raises(SettingsError) as refusal:
        load_settings()

    assert "\n" not in str(refusal.value)
    assert len(str(refusal.value)) < 300


def test_bounds_must_be_in_order(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BOT_POLL_MIN", "600")
    monkeypatch.setenv("BOT_POLL_MAX", "599")

    with pytest.raises(SettingsError, match=r"^BOT_POLL_MAX=599: .* BOT_POLL_MIN \(600\)$"):
        load_settings()


@pytest.mark.parametrize("value", [TOKEN + " oops", "AAE-half-a-token", "987654", "12x:AAE"])
def test_a_wrong_token_is_refused_and_not_shown(
    value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BOT_TOKEN", value)

    with pytest.raises(SettingsError) as refusal:
        load_settings()

    assert str(refusal.value).startswith("BOT_TOKEN: expected the token that BotFather gave you")
    assert value not in str(refusal.value)


def test_a_token_is_not_shown_by_the_settings_that_hold_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("BOT_TOKEN", TOKEN)

    settings = load_settings()

    assert TOKEN not in f"{settings!r} {settings} {settings.model_dump_json()}"


def test_a_token_may_be_kept_in_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "token"
    file.write_text(f"{TOKEN}\n")
    monkeypatch.setenv("BOT_TOKEN_FILE", str(file))

    token = load_settings().token

    assert token is not None
    assert token.get_secret_value() == TOKEN


def test_a_token_that_is_set_goes_before_the_one_in_a_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BOT_TOKEN", TOKEN)
    monkeypatch.setenv("BOT_TOKEN_FILE", str(tmp_path / "not there"))

    token = load_settings().token

    assert token is not None
    assert token.get_secret_value() == TOKEN


@pytest.mark.parametrize(
    ("held", "said"),
    [
        (None, "cannot be read (No such file or directory)"),
        (b"\xff\xfe", "cannot be read (not text)"),
        (b"hunter2", "does not hold a token like 123456:ABC-DEF"),
    ],
)
def test_a_token_file_without_a_token_is_refused(
    held: bytes | None, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "token"
    if held is not None:
        file.write_bytes(held)
    monkeypatch.setenv("BOT_TOKEN_FILE", str(file))

    with pytest.raises(SettingsError) as refusal:
        load_settings()

    assert str(refusal.value) == f"BOT_TOKEN_FILE={file}: {said}"


def test_postgresql_is_not_in_this_version(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BOT_DATABASE_URL", "postgresql://me:hush@db/news")

    with pytest.raises(SettingsError, match=r"^BOT_DATABASE_URL=.*not in this version") as refusal:
        load_settings()

    assert "hush" not in str(refusal.value)


def test_a_name_that_is_no_setting_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    Path(".env").write_text("BOT_POLLMAX=5\nBOT_POLL_MAX=905\nOTHER=1\n")
    monkeypatch.setenv("BOT_TOKENS", "1:a")

    assert unknown_names() == ["BOT_POLLMAX", "BOT_TOKENS"]


@pytest.mark.parametrize("name", sorted(Settings.model_fields))
def test_an_empty_setting_counts_as_unset(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(PREFIX + name.upper(), "")

    assert load_settings() == Settings()


def test_the_environment_goes_before_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    Path(".env").write_text("BOT_POLL_MIN=60\nBOT_POLL_MAX=70\n")
    monkeypatch.setenv("BOT_POLL_MAX", "80")

    settings = load_settings()

    assert (settings.poll_min, settings.poll_max) == (60, 80)


def test_values_are_read_as_they_are_meant(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BOT_ADMINS", "7, 42,")
    monkeypatch.setenv("BOT_LOG_LEVEL", "debug")
    monkeypatch.setenv("BOT_API_URL", "http://localhost:8081/")
    monkeypatch.setenv("BOT_DATABASE_URL", "sqlite:////srv/bot.db")

    settings = load_settings()

    assert settings.admins == {7, 42}
    assert settings.log_level == "DEBUG"
    assert settings.api_url == "http://localhost:8081"
    assert settings.database_path == Path("/srv/bot.db")


def test_without_a_register_of_its_own_the_bot_reads_the_one_that_ships() -> None:
    assert load_settings().register_path == SHIPPED_REGISTER
    assert SHIPPED_REGISTER.is_file()


def test_the_example_lists_every_setting_with_its_default() -> None:
    lines = EXAMPLE.read_text().splitlines()
    listed = [re.fullmatch(r"(BOT_[A-Z_]+)=(.*)", line) for line in lines if line[:1] != "#"]

    defaults = {
        PREFIX + name.upper(): shown(field.default) for name, field in Settings.model_fields.items()
    }
    assert {match[1]: match[2] for match in listed if match} == defaults
    assert len([match for match in listed if match]) == len(defaults)


def test_the_example_can_be_used_as_it_is() -> None:
    default = Settings()

    Path(".env").write_text(EXAMPLE.read_text())

    assert load_settings() == default


def shown(default: object) -> str:
    """A default as one writes it into a file."""
    if isinstance(default, bool):
        return str(default).lower()
    if not default:
        return ""
    return f"{default:g}" if isinstance(default, float) else str(default)
