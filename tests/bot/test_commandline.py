"""What the command line understands, without starting anything."""

import json
import os
import re
from pathlib import Path

import pytest

from bot.commandline import main
from bot.settings import PREFIX


@pytest.fixture(autouse=True)
def _nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In an empty folder, with nothing set."""
    monkeypatch.chdir(tmp_path)
    for name in [name for name in os.environ if name.startswith(PREFIX)]:
        monkeypatch.delenv(name)


@pytest.mark.parametrize(
    "arguments",
    [
        ["nonsense"],
        ["feeds"],
        ["feeds", "burn"],
        ["feeds", "import"],
        ["feeds", "on"],
        ["feeds", "off", "one", "two"],
        ["sandbox", "--port", "x"],
        ["sandbox", "--port", "70000"],
        ["run", "fast"],
    ],
    ids=" ".join,
)
def test_what_it_does_not_understand_is_status_2(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments)

    assert ended.value.code == 2
    assert "usage: python -m bot" in capsys.readouterr().err


def test_help_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--help"])

    said = capsys.readouterr().out
    assert ended.value.code == 0
    assert set(re.findall(r"^    ([a-z-]+)", said, re.MULTILINE)) == {
        "run",
        "sandbox",
        "check",
        "classify",
        "same-story",
        "match-words",
        "feeds",
    }


def test_run_without_a_token_is_status_2_and_says_what_to_do(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["run"]) == 2

    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("BOT_TOKEN: not set; expected the token that BotFather gave you")


def test_a_wrong_setting_stops_every_command_that_reads_settings(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("BOT_POLL_MIN", "0")

    for arguments in (["run"], ["check"], ["feeds", "list"], []):
        assert main(arguments) == 2
        (line,) = capsys.readouterr().err.splitlines()
        assert line.startswith("BOT_POLL_MIN=0: expected")


def test_the_feeds_are_listed_before_the_first_start(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["feeds", "list"]) == 0

    heading, *lines, totals = capsys.readouterr().out.splitlines()
    assert heading.startswith("lang")
    assert len(lines) > 10
    assert totals.startswith(f"{len(lines)} feeds: ")
    assert list(Path().iterdir()) == []


def test_importing_what_is_not_there_is_status_2(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["feeds", "import", "nowhere.opml"]) == 2

    assert capsys.readouterr().err == "nowhere.opml: No such file or directory\n"


def test_a_register_that_is_not_there_is_status_2(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("BOT_FEEDS", "nowhere.opml")

    assert main(["run"]) == 2

    assert capsys.readouterr().err.startswith("BOT_FEEDS=nowhere.opml: expected an OPML file")


def test_a_database_that_is_none_is_status_1(capsys: pytest.CaptureFixture[str]) -> None:
    Path("data").mkdir()
    Path("data/bot.db").write_text(json.dumps({"no": "database"}) * 100)

    assert main(["feeds", "list"]) == 1

    assert capsys.readouterr().err == "data/bot.db: file is not a database\n"
