"""The operator's commands on feeds, over a database, with nobody asked over the network."""

import asyncio
import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from bot.clock import WallClock
from bot.commandline import main
from bot.settings import PREFIX
from feeds.register import read_register, write_register
from news.feeds import Source
from storage.opening import open_storage
from tests.builders import NOW, a_chat

CLINIC = Source(url="https://clinic.example/rss", title="Clinic Notes", folder="Health/Heart")
WARD = Source(url="https://ward.example/rss", title="Ward Notes", attributes=(("x", "1"),))
PAPER = Source(url="https://paper.example/rss", title="Paper", is_on=False)

Feeds = Callable[..., tuple[int, str, str]]
DATABASE = Path("data/bot.db")


@pytest.fixture(autouse=True)
def _own_register(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In an empty folder, with a register of three."""
    monkeypatch.chdir(tmp_path)
    for name in [name for name in os.environ if name.startswith(PREFIX)]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("BOT_FEEDS", "own.opml")
    write("own.opml", CLINIC, WARD, PAPER)


@pytest.fixture
def feeds(capsys: pytest.CaptureFixture[str]) -> Feeds:
    """`feeds …`: status, stdout, stderr."""

    def run(*arguments: str) -> tuple[int, str, str]:
        status = main(["feeds", *arguments])
        said = capsys.readouterr()
        return status, said.out, said.err

    return run


def write(name: str, *sources: Source) -> None:
    Path(name).write_text(write_register(sources), encoding="utf-8")


def states(listed: str) -> dict[str, str]:
    rows = [line for line in listed.splitlines()[1:-1] if not line.startswith(" ")]
    return {row[7:43].strip(): row[45:73].strip() for row in rows}


def exported(document: str) -> tuple[Source, ...]:
    Path("exported.opml").write_text(document, encoding="utf-8")
    return read_register(Path("exported.opml"))


def test_before_the_first_start_the_register_is_listed_and_nothing_is_made(feeds: Feeds) -> None:
    status, out, _ = feeds("list")

    assert status == 0
    assert states(out) == {
        "Clinic Notes": "not read yet",
        "Ward Notes": "not read yet",
        "Paper": "off",
    }
    assert out.splitlines()[-1] == "3 feeds: 2 not read yet, 1 off"
    assert not DATABASE.exists()


def test_a_switch_holds_whatever_the_register_says_later(feeds: Feeds) -> None:
    assert feeds("off", "clinic notes")[:2] == (
        0,
        "off: Clinic Notes (https://clinic.example/rss)\n",
    )
    assert feeds("on", "http://www.paper.example/rss/")[:2] == (
        0,
        "on: Paper (https://paper.example/rss)\n",
    )
    write("own.opml", CLINIC, WARD, PAPER)

    feeds("on", "ward")  # reads the register anew, as a start does
    found = states(feeds("list")[1])

    assert found == {
        "Clinic Notes": "off",
        "Ward Notes": "not read yet",
        "Paper": "not read yet",
    }
    assert feeds("off", "Paper")[0] == 0
    assert states(feeds("list")[1])["Paper"] == "off"


def test_of_several_feeds_that_may_be_meant_none_is_switched_and_all_are_named(
    feeds: Feeds,
) -> None:
    status, out, said = feeds("off", "notes")

    assert (status, out) == (2, "")
    assert said == (
        "notes: 2 feeds are called so, name one by its address: "
        "Clinic Notes (https://clinic.example/rss); Ward Notes (https://ward.example/rss)\n"
    )
    assert "off" not in states(feeds("list")[1])["Clinic Notes"]


@pytest.mark.parametrize(
    "asked", ["nothing like it", "https://clinic.example/other", "clinic.example", "https://["]
)
def test_a_feed_that_is_not_there_cannot_be_switched(feeds: Feeds, asked: str) -> None:
    assert feeds("on", asked) == (2, "", f"{asked}: no feed is called so\n")


def test_an_exact_title_wins_over_a_part_of_one(feeds: Feeds) -> None:
    write("own.opml", CLINIC, Source(url="https://b.example/", title="Clinic Notes Extra"))

    assert feeds("off", " clinic  NOTES ")[1] == "off: Clinic Notes (https://clinic.example/rss)\n"


def test_what_the_register_no_longer_names_is_listed_no_more(feeds: Feeds) -> None:
    feeds("on", "Clinic Notes")
    write("own.opml", WARD)

    feeds("on", "Ward Notes")

    assert states(feeds("list")[1]) == {"Ward Notes": "not read yet"}
    assert feeds("on", "Clinic Notes")[0] == 2


def test_an_export_says_what_is_on_and_loses_neither_folder_nor_attribute(feeds: Feeds) -> None:
    feeds("off", "Ward Notes")
    feeds("on", "Paper")

    found = {source.title: source for source in exported(feeds("export")[1])}

    assert found["Clinic Notes"] == CLINIC
    assert found["Ward Notes"].attributes == WARD.attributes
    assert {title: source.is_on for title, source in found.items()} == {
        "Clinic Notes": True,
        "Ward Notes": False,
        "Paper": True,
    }


def test_an_import_tells_of_bad_lines_and_keeps_the_good_ones(feeds: Feeds) -> None:
    bad = "".join('<outline text="?" type="rss"/>\n' for _ in range(22))
    Path("more.opml").write_text(
        f'<opml version="1.0"><body><outline text="Blogs">\n{bad}'
        '<outline text="Blog" xmlUrl="https://blog.example/" kind="blog"/></outline></body></opml>'
    )

    status, out, said = feeds("import", "more.opml")

    assert (status, out) == (0, "1 feeds read, 1 of them new\n")
    lines = said.splitlines()
    assert lines[0] == "more.opml: line 2: a feed without xmlUrl"
    assert lines[-1] == "more.opml: 3 more like these"
    assert len(lines) == 21
    assert "Blog" in states(feeds("list")[1])


def test_importing_what_is_no_opml_is_status_2(feeds: Feeds) -> None:
    Path("page.opml").write_text("<html><body/></html>")

    assert feeds("import", "page.opml") == (2, "", "page.opml: line 1: not OPML but <html>\n")


def test_a_mistake_in_the_register_is_told_as_the_setting_that_names_it(feeds: Feeds) -> None:
    Path("own.opml").write_text('<opml>\n<outline xmlUrl="https://a.example/" shows="all"/></opml>')

    for arguments in (["list"], ["export"], ["on", "A"]):
        status, _, said = feeds(*arguments)
        assert (status, said) == (
            2,
            "BOT_FEEDS=own.opml: line 2: shows='all': expected title, extract, full\n",
        )


def test_readers_own_feeds_are_counted_but_neither_listed_nor_exported_nor_switched(
    feeds: Feeds,
) -> None:
    async def follow() -> None:
        async with open_storage(DATABASE, WallClock()) as storage:
            secret = Source(url="https://secret.example/rss", title="Secret blog")
            await storage.own_feeds.follow(a_chat(), secret, NOW)

    feeds("on", "Clinic Notes")
    asyncio.run(follow())

    _, listed, _ = feeds("list")
    assert listed.splitlines()[-1] == "3 feeds: 2 not read yet, 1 off; 1 more of readers' own"
    assert "secret" not in listed.casefold()
    assert "secret" not in feeds("export")[1].casefold()
    assert feeds("off", "Secret blog")[0] == 2
    assert feeds("off", "https://secret.example/rss")[0] == 2


def test_a_database_from_before_an_upgrade_is_not_guessed_at(feeds: Feeds) -> None:
    feeds("on", "Paper")
    with closing(sqlite3.connect(DATABASE)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '0001'")

    status, out, said = feeds("list")

    assert (status, out) == (1, "")
    assert said.startswith("data/bot.db: of schema 0001; the next start brings it to ")


async def test_beside_a_running_bot_feeds_can_be_looked_at_but_not_changed(feeds: Feeds) -> None:
    write("more.opml", Source(url="https://blog.example/", title="Blog"))

    async with open_storage(DATABASE, WallClock()) as storage:
        await storage.register.adopt(read_register(Path("own.opml")))
        for arguments in (["list"], ["export"]):
            assert (await asyncio.to_thread(feeds, *arguments))[0] == 0
        for arguments in (["on", "Paper"], ["off", "Paper"], ["import", "more.opml"]):
            status, out, said = await asyncio.to_thread(feeds, *arguments)
            assert (status, out) == (1, "")
            assert "is in use by another process of the bot" in said
