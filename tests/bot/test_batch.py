"""Questions about articles on stdin, answered line by line."""

import io
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from bot.batch import answer
from news.errors import SettingsError

ROOT = Path(__file__).parent.parent.parent
GENES = {
    "id": "a",
    "title": "Gene therapy helps people with thalassemia in a randomised trial",
    "summary": "Forty adults took part.",
}
SIDE = {
    "title": "European regulator approves first inhaled antibody for severe asthma",
    "summary": "The inhaled antibody halved attacks among adults with severe asthma.",
    "url": None,
    "date": None,
}


def ask(command: str, *records: object) -> list[dict[str, Any]]:
    """The answers to these records."""
    out = io.StringIO()
    lines = io.StringIO("".join(json.dumps(record) + "\n" for record in records))
    assert answer(command, lines, out) == 0
    return [json.loads(line) for line in out.getvalue().splitlines()]


def test_an_article_is_classified_with_its_reasons() -> None:
    (said,) = ask("classify", GENES)

    assert said["id"] == "a"
    assert {"gene-therapy", "thalassemia", "blood-disorders"} <= set(said["topics"])
    assert set(said["because"]) == set(said["topics"])
    assert all(said["because"].values())
    assert set(said["evidence"]) == {"design", "subjects", "reviewed"}
    assert said["evidence"]["design"] == "randomised-trial"


def test_answers_come_in_the_order_of_the_questions_whatever_the_ids() -> None:
    ids = ["z", 7, None, "a", "z"]

    said = ask("classify", *[{"id": each, "title": "News", "summary": None} for each in ids])

    assert [line["id"] for line in said] == ids


def test_two_tellings_are_compared() -> None:
    other = SIDE | {"title": "Sleep and memory in bees", "summary": "Bees that nap remember."}

    same, different = ask(
        "same-story",
        {"id": 1, "a": SIDE, "b": SIDE | {"url": "https://x.example/1"}},
        {"id": 2, "a": SIDE, "b": other},
    )

    assert same == {"id": 1, "same": True}
    assert different == {"id": 2, "same": False}


def test_words_are_matched_as_a_follower_of_them_would_be_alerted() -> None:
    said = ask(
        "match-words",
        {"type": "query", "qid": "q1", "query": "Zebra-stripes"},
        {"type": "query", "qid": "q2", "query": "purple crocus"},
        {"type": "item", "id": "i1", "title": "Why zebra stripes keep flies away", "summary": ""},
        {"type": "item", "id": "i2", "title": "Zebras", "summary": "Their stripes."},
    )

    assert said == [{"qid": "q1", "ids": ["i1"]}, {"qid": "q2", "ids": []}]


@pytest.mark.parametrize("command", ["classify", "same-story", "match-words"])
def test_nothing_asked_is_nothing_answered(command: str) -> None:
    assert ask(command) == []


@pytest.mark.parametrize(
    ("command", "record", "wrong"),
    [
        ("classify", [], "no 'id' in it"),
        ("classify", {"id": 1}, "no 'title' in it"),
        ("classify", {"id": 1, "title": None}, "'title' is not text"),
        ("classify", {"id": 1, "title": "x", "summary": 5}, "'summary' is not text"),
        ("same-story", {"id": 1, "a": SIDE}, "no 'b' in it"),
        ("same-story", {"id": 1, "a": SIDE, "b": "x"}, "no 'title' in it"),
        ("same-story", {"id": 1, "a": SIDE | {"date": "soon"}, "b": SIDE}, "'date' is not a date"),
        ("match-words", {"id": 1, "title": "x"}, "no 'type' in it"),
        ("match-words", {"type": "query", "qid": 1, "query": 2}, "'query' is not text"),
    ],
)
def test_a_record_that_lacks_something_is_named_by_its_line(
    command: str, record: object, wrong: str
) -> None:
    lines = io.StringIO(f"\n{json.dumps(record)}\n")

    with pytest.raises(SettingsError, match=f"^line 2 of stdin: {wrong}"):
        answer(command, lines, io.StringIO())


def test_a_query_after_the_items_is_refused_rather_than_left_unanswered() -> None:
    with pytest.raises(SettingsError, match="line 2 of stdin: a query after the first item"):
        ask(
            "match-words",
            {"type": "item", "id": "i", "title": "Sleep"},
            {"type": "query", "qid": "q", "query": "sleep"},
        )


@pytest.mark.parametrize("line", ["{", "{'id': 1}", "[" * 100_000])
def test_what_is_no_json_is_named_by_its_line(line: str) -> None:
    with pytest.raises(SettingsError, match="line 1 of stdin is not JSON"):
        answer("classify", io.StringIO(line), io.StringIO())


@pytest.mark.parametrize(
    ("said", "status", "out"), [("", 0, ""), (json.dumps(GENES), 0, '"id": "a"'), ("{", 2, "")]
)
def test_from_the_outside_it_needs_no_token_no_database_and_no_settings(
    said: str, status: int, out: str, tmp_path: Path
) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "bot", "classify"],
        input=said,
        capture_output=True,
        text=True,
        check=False,
        cwd=tmp_path,
        env={"PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "error", "BOT_POLL_MIN": "wrong"},
    )

    assert done.returncode == status
    assert out in done.stdout
    assert len(done.stderr.splitlines()) == (status != 0)
    assert list(tmp_path.iterdir()) == []
