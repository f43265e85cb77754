"""The corpus runner sees what it is there to see."""

from datetime import timedelta
from pathlib import Path

import pytest

from news.errors import UnreadableFeedError
from news.fetches import ParsedFeed
from tests.corpus.bodies import Result, run
from tests.corpus.plainly import entries_in
from tests.corpus.suite import report
from tests.feeds.reading.cages import light
from tests.feeds.samples import item, rss, slow_to_read


@pytest.fixture(autouse=True)
def _light_child(monkeypatch: pytest.MonkeyPatch) -> None:
    light(monkeypatch)


def result(
    ours: ParsedFeed | UnreadableFeedError | Exception,
    theirs: int = 0,
    *,
    next_is_read: bool = True,
) -> Result:
    return Result("body", 1, 0.1, ours, theirs, next_is_read)


async def test_a_folder_of_bodies_is_read_and_the_unusual_ones_are_named(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / "a.xml").write_bytes(rss(item(1), item(2)))
    (tmp_path / "deep" / "b.xml").write_bytes(rss("<title>A & B</title>"))
    (tmp_path / "c.html").write_bytes(b"<html><p>A page.")
    (tmp_path / "d").write_bytes(slow_to_read(1_000_000))
    lines: list[str] = []

    status = await run(tmp_path, lines.append, timedelta(seconds=0.5))

    assert status == 0
    assert [line.partition(":")[0] for line in lines[:-1]] == ["c.html", "d", "deep/b.xml"]
    assert lines[-1].startswith("4 bodies, 1.0 MB: 2 read, 2 refused; 3 entries, 3 for feedparser")
    assert lines[-1].endswith("0 broken promises")


def test_no_folder_is_too_empty(tmp_path: Path) -> None:
    assert report(tmp_path) == "0 passed, 0 failed, 0 skipped"


@pytest.mark.parametrize(
    ("broken", "breach"),
    [
        (result(ParsedFeed(title="", entries=()), theirs=3), "3 entries for feedparser"),
        (result(UnreadableFeedError("too damaged"), theirs=1), "1 entries for feedparser"),
        (result(ValueError("no")), "raised ValueError('no')"),
        (result(ParsedFeed(title="", entries=()), next_is_read=False), "next feed was not read"),
    ],
)
def test_a_broken_promise_is_told(broken: Result, breach: str) -> None:
    (told,) = broken.breaches()

    assert breach in told


def test_entries_that_feedparser_finds_twice_count_once() -> None:
    assert entries_in(rss(item(1), item(1), item(2), "<guid isPermaLink='false'>3</guid>"), "") == 2


def test_the_tests_of_feedparser_are_run_as_we_call_it(tmp_path: Path) -> None:
    cases = {
        "title.xml": ("not bozo and feed['title'] == 'A'", "<title>A</title>"),
        "tag.xml": ("feed['subtitle'] == 'A'", "<description>A&lt;script></description>"),
        "wrong.xml": ("feed['title'] == 'B'", "<title>A</title>"),
        "later.xml": ("1", "<!-- SkipUnless: __import__('no_such_module')\n-->"),
    }
    folder = tmp_path / "wellformed" / "rss"
    folder.mkdir(parents=True)
    for name, (expected, inside) in cases.items():
        comment = f"<!--\nDescription: a case\nExpect: {expected}\n-->"
        (folder / name).write_text(f"{comment}<rss><channel>{inside}</channel></rss>")

    told = report(tmp_path).splitlines()

    assert told[0] == "1 passed, 2 failed, 1 skipped"
    assert any("sanitiser off" in line for line in told)
    assert told[-1].endswith("wellformed/rss/wrong.xml")
