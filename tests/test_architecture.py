"""The layers and the homes of the libraries, kept true by reading the imports."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PARSER = ROOT / "feeds/reading/parser.py"

# Which of our packages each package may import. Siblings never import one another.
MAY_IMPORT = {
    "news": set[str](),
    "feeds": {"news"},
    "topics": {"news"},
    "stories": {"news"},
    "messages": {"news"},
    "storage": {"news"},
    "delivery": {"news", "messages"},
    "handlers": {"news", "messages"},
    "sandbox": set[str](),
    "bot": {
        "news",
        "feeds",
        "topics",
        "stories",
        "messages",
        "storage",
        "delivery",
        "handlers",
        "sandbox",
    },
}

# Where each library may be imported: one home, or as few as it can have.
HOMES = {
    "telegram": ("bot/telegram", "bot/check.py", "handlers", "messages/keyboards.py"),
    "apscheduler": ("bot/timetable.py",),
    "pydantic": ("bot/settings.py", "bot/playground.py"),
    "dotenv": ("bot/settings.py",),
    "pydantic_settings": ("bot/settings.py",),
    "feedparser": ("feeds/reading/parser.py",),
    "aiohttp": ("feeds/asking/client.py", "bot/telegram/transport.py", "sandbox"),
    "nh3": ("feeds/cleaning.py",),
    "anyio": ("feeds/reading/cage.py",),
    "ahocorasick_rs": ("topics/scan.py",),
    "snowballstemmer": ("topics/stems.py",),
    "rapidfuzz": ("topics/resolver.py",),
    "fluent": ("messages/texts.py",),
    "sqlalchemy": ("storage", "bot/check.py"),
    "yarl": ("sandbox",),
    "aiosqlite": ("storage",),
    "alembic": ("storage",),
}
# The only module of the program that knows the sandbox.
PLAYGROUND = "bot/playground.py"

SOURCES = sorted(
    path.relative_to(ROOT).as_posix()
    for package in MAY_IMPORT
    for path in (ROOT / package).rglob("*.py")
)


def imports_of(source: str) -> Iterator[str]:
    """The full name of everything a module imports, at its top or later."""
    for node in ast.walk(ast.parse((ROOT / source).read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def test_there_are_sources_to_look_at() -> None:
    assert len(SOURCES) > 50


@pytest.mark.parametrize("source", SOURCES)
def test_imports_point_down(source: str) -> None:
    package = source.partition("/")[0]
    ours = {name.partition(".")[0] for name in imports_of(source)} & set(MAY_IMPORT)

    assert ours <= MAY_IMPORT[package] | {package}


@pytest.mark.parametrize("source", SOURCES)
def test_every_library_has_one_home(source: str) -> None:
    used = {name.partition(".")[0] for name in imports_of(source)}
    strangers = used - set(MAY_IMPORT) - sys.stdlib_module_names

    for library in strangers:
        homes = HOMES.get(library, ())
        assert source.startswith(homes), f"{library} has no home in {source}"


def test_the_words_of_the_project_need_the_standard_library_only() -> None:
    used = {
        name.partition(".")[0]
        for source in SOURCES
        if source.startswith("news/")
        for name in imports_of(source)
    }

    assert used <= set(sys.stdlib_module_names) | {"news"}


def test_only_the_playground_knows_the_sandbox() -> None:
    knowing = [
        source
        for source in SOURCES
        if not source.startswith("sandbox/")
        and any(name.partition(".")[0] == "sandbox" for name in imports_of(source))
    ]

    assert knowing == [PLAYGROUND]


def test_the_way_in_imports_nothing_at_its_top() -> None:
    # The parser's child process reads it again, and must stay small.
    tree = ast.parse((ROOT / "bot/__main__.py").read_text(encoding="utf-8"))

    assert not [node for node in tree.body if isinstance(node, ast.Import | ast.ImportFrom)]


@pytest.mark.parametrize("source", SOURCES)
def test_a_module_opens_with_one_sentence_about_its_job(source: str) -> None:
    docstring = ast.get_docstring(ast.parse((ROOT / source).read_text(encoding="utf-8")))

    assert docstring
    first_paragraph = docstring.partition("\n\n")[0]
    assert first_paragraph.rstrip().endswith((".", ":", "?"))


def test_feed_bytes_are_never_taken_for_a_path() -> None:
    # feedparser opens whatever a str or bytes seems to name; only a file object is safe.
    calls = [
        node
        for node in ast.walk(ast.parse(PARSER.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "feedparser.parse"
    ]

    assert calls
    assert all(ast.unparse(call.args[0]).startswith("io.BytesIO(") for call in calls)
