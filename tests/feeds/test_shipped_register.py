"""The register that ships says everything about each feed, and its core is enough alone."""

import re
import subprocess
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from feeds.cleaning import one_line
from feeds.register import KINDS, SHIPPED, read_register, write_register
from news.feeds import Shows, Source
from news.urls import url_key

OPERATING = Path(__file__).parent.parent.parent / "docs" / "operating.md"
CORE = ("Public domain", "Open licences")


@pytest.fixture(scope="module")
def shipped() -> tuple[Source, ...]:
    """All its feeds."""
    return read_register(SHIPPED)


def core_of(sources: tuple[Source, ...]) -> list[Source]:
    return [source for source in sources if source.folder in CORE]


def test_it_has_many_feeds_in_many_languages_of_every_kind(shipped: tuple[Source, ...]) -> None:
    assert len(shipped) >= 45
    assert len({source.language for source in shipped if source.is_on}) >= 8
    assert {source.kind for source in shipped} == set(KINDS)
    assert "Medical Xpress" in {source.title for source in shipped}


def test_it_names_each_feed_once(shipped: tuple[Source, ...]) -> None:
    listed = re.findall("xmlUrl=", SHIPPED.read_text(encoding="utf-8"))

    assert len(listed) == len(shipped)
    assert len({url_key(source.url) for source in shipped}) == len(shipped)
    assert len({source.title for source in shipped}) == len(shipped)


def test_it_says_everything_about_each_feed(shipped: tuple[Source, ...]) -> None:
    lines = re.findall(r"<outline [^>]*xmlUrl[^>]*>", SHIPPED.read_text(encoding="utf-8"))

    for name in ("text", "title", "language", "kind", "shows", "publisher", "rights"):
        assert all(re.search(rf'\b{name}="[^"]+"', line) for line in lines), name
    for source in shipped:
        assert source.attributes == ()
        assert re.fullmatch("[a-z]{2}", source.language), source.title
        assert source.folder


def test_every_address_is_secure_and_clean(shipped: tuple[Source, ...]) -> None:
    for source in shipped:
        parts = urlsplit(source.url)
        assert parts.scheme == "https"
        assert not parts.fragment
        assert source.url == one_line(source.url).rstrip("?&.,;")


def test_where_nothing_may_be_cut_the_title_is_all_that_is_shown(
    shipped: tuple[Source, ...],
) -> None:
    uncut = [source for source in shipped if "title and link only" in source.rights]

    assert len(uncut) >= 2
    assert {source.shows for source in uncut} == {Shows.TITLE}


def test_the_core_comes_first_is_free_to_reuse_and_is_on(shipped: tuple[Source, ...]) -> None:
    core = core_of(shipped)

    assert {source.folder for source in core} == set(CORE)
    assert list(shipped[: len(core)]) == core
    assert {source.kind for source in core} == {"regulator", "agency", "journal"}
    free = ("public domain", "CC BY 4.0", "Open Government Licence")
    assert all(any(licence in source.rights for licence in free) for source in core)
    assert all(source.shows is Shows.FULL and source.is_on for source in core)
    assert not any(source.shows is Shows.FULL for source in shipped[len(core) :])


def test_the_core_alone_is_made_as_the_handbook_says(
    tmp_path: Path, shipped: tuple[Source, ...]
) -> None:
    command = re.search(r"^sed .*register\.opml > (\S+)$", OPERATING.read_text(), re.MULTILINE)
    assert command
    (tmp_path / command[1]).parent.mkdir()
    (tmp_path / "feeds").symlink_to(SHIPPED.parent)

    subprocess.run(["/bin/sh", "-c", command[0]], cwd=tmp_path, check=True)

    assert list(read_register(tmp_path / command[1])) == core_of(shipped)


def test_it_is_written_and_read_back_whole(tmp_path: Path, shipped: tuple[Source, ...]) -> None:
    copy = tmp_path / "copy.opml"

    copy.write_text(write_register(shipped), encoding="utf-8")

    assert read_register(copy) == shipped
