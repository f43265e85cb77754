"""Languages: complete, and with nothing to spare."""

import ast
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from fluent.syntax import FluentParser
from fluent.syntax import ast as ftl
from fluent.syntax.visitor import Visitor

from messages.texts import FALLBACK, FOLDER, Texts

ROOT = Path(__file__).parents[2]
LANGUAGES = sorted(path.stem for path in FOLDER.glob("*.ftl"))


class Arguments(Visitor):
    """The names of the arguments a text takes."""

    def __init__(self) -> None:
        self.names: set[str] = set()

    def visit_VariableReference(self, node: ftl.VariableReference) -> None:  # noqa: N802  # named by the library
        self.names.add(node.id.name)


def texts_of(language: str) -> dict[str, set[str]]:
    """Each key of a language with its arguments."""
    entries = FluentParser().parse((FOLDER / f"{language}.ftl").read_text("utf-8")).body
    found: dict[str, set[str]] = {}
    for entry in entries:
        if isinstance(entry, ftl.Message):
            assert entry.id.name not in found, f"{entry.id.name} stands there twice"
            arguments = Arguments()
            arguments.visit(entry)
            found[entry.id.name] = arguments.names
    return found


def calls() -> Iterator[tuple[re.Pattern[str], set[str]]]:
    """Each `say(key, …)` in our code: the keys it may mean, and the arguments it gives."""
    for path in (ROOT / "messages").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            called = node.func if isinstance(node, ast.Call) else None
            is_speaker = isinstance(called, ast.Name) and called.id == "say"
            is_own = isinstance(called, ast.Name) and called.id == "self"
            if isinstance(node, ast.Call) and (is_speaker or is_own) and node.args:
                yield _keys(node.args[0]), {str(keyword.arg) for keyword in node.keywords}


def _keys(node: ast.expr) -> re.Pattern[str]:
    if isinstance(node, ast.JoinedStr):
        parts = [
            re.escape(str(part.value)) if isinstance(part, ast.Constant) else ".+"
            for part in node.values
        ]
        return re.compile("".join(parts))
    return re.compile(re.escape(str(node.value)) if isinstance(node, ast.Constant) else "(?!)")


def constants() -> set[str]:
    """Every string constant in the code that chooses texts."""
    trees = [ast.parse(path.read_text("utf-8")) for path in (ROOT / "messages").glob("*.py")]
    nodes = (node for tree in trees for node in ast.walk(tree))
    return {
        node.value
        for node in nodes
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


def test_every_text_that_is_asked_for_is_there_with_the_arguments_it_is_given() -> None:
    english = texts_of(FALLBACK)

    for keys, arguments in calls():
        if keys.pattern == "(?!)":
            continue  # a key in a variable: its constants are checked below
        meant = [key for key in english if keys.fullmatch(key)]
        assert meant, f"no text for {keys.pattern}"
        for key in meant:
            assert english[key] <= arguments, f"{key} lacks an argument"


def test_no_text_is_left_over() -> None:
    asked = [keys for keys, _ in calls()]
    named = constants()

    for key in texts_of(FALLBACK):
        assert key in named or any(keys.fullmatch(key) for keys in asked), f"{key} is not used"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_every_text_with_the_same_arguments(language: str) -> None:
    assert texts_of(language) == texts_of(FALLBACK)


@pytest.mark.parametrize("language", LANGUAGES)
def test_our_own_words_promise_nothing_and_advise_nothing(language: str) -> None:
    words = (FOLDER / f"{language}.ftl").read_text("utf-8").lower()

    for banned in ("breakthrough", "miracle", "cure", "proves", "you should"):
        assert banned not in words


def test_only_the_words_offer_begins_with_follow() -> None:
    say = Texts.load().of("en")
    buttons = {key: args for key, args in texts_of("en").items() if key.startswith("button-")}
    labels = {key: say(key, **dict.fromkeys(args, "x")) for key, args in buttons.items()}

    assert [key for key, text in labels.items() if text.startswith("Follow")] == ["button-words"]


@pytest.mark.parametrize(
    ("code", "language"), [("en", "en"), ("EN-gb", "en"), ("tlh", "en"), (None, "en"), ("", "en")]
)
def test_a_reader_is_answered_in_a_language_there_is_a_file_for(
    code: str | None, language: str
) -> None:
    assert Texts.load().of(code).language == language


def test_another_file_is_another_language_and_english_fills_its_gaps() -> None:
    texts = Texts({"en": "a = one\nb = two", "pt": "a = um"})

    assert texts.languages == ("en", "pt")
    assert texts.of("pt-BR")("a") == "um"
    assert texts.of("pt-BR")("b") == "two"


def test_an_unknown_key_and_a_missing_argument_are_bugs() -> None:
    say = Texts({"en": "a = { $x }"}).of("en")

    with pytest.raises(LookupError):
        say("b")
    with pytest.raises(LookupError):
        say("a")


def test_a_file_that_cannot_be_read_stops_the_start() -> None:
    with pytest.raises(ValueError, match=r"en\.ftl"):
        Texts({"en": "a = { $x"})


def test_no_invisible_marks_surround_an_argument() -> None:
    assert Texts({"en": "a = <{ $x }>"}).of("en")("a", x="y") == "<y>"


def test_a_date_is_short_and_clear() -> None:
    say = Texts.load().of("en")

    assert say.date(datetime(2026, 11, 21, tzinfo=UTC)) == "21 Nov 2026"
    assert say.date(datetime(2026, 12, 1, tzinfo=UTC)) == "1 Dec 2026"
