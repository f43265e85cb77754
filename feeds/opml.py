"""OPML as outlines: what each feed in a file is said to be, and where it stands; and back."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path
from typing import Final
from xml.parsers import expat
from xml.sax.saxutils import quoteattr

from feeds.cleaning import one_line
from news.errors import RegisterError

MOST_BYTES: Final = 10_000_000
MOST_FEEDS: Final = 10_000
DEEPEST: Final = 50
"""Folders within folders."""
LONGEST: Final = 20_000
"""All that one element may say, in characters."""
FOLDER_NAME: Final = 200

HEAD: Final = """\
<?xml version="1.0" encoding="UTF-8"?>
<opml version="2.0">
  <head><title>Health news feeds</title></head>
  <body>
"""
FOOT: Final = "  </body>\n</opml>\n"

_NAME = re.compile(r"(?:[^\\/]|\\.)+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """A feed as a file has it: its attributes in their order, with the namespaces they need."""

    attributes: Sequence[tuple[str, str]]
    folder: str = ""
    """See `join_folders`."""
    line: int = 0

    def get(self, name: str) -> str:
        """An attribute on one line, however its name is capitalised; empty if it is not there."""
        found = (text for given, text in self.attributes if given.lower() == name.lower())
        return one_line(next(found, ""))


def join_folders(names: Iterable[str]) -> str:
    r"""A path of folders as one text: `/` between them, and `\/` for a slash in a name."""
    return "/".join(name.replace("\\", "\\\\").replace("/", "\\/") for name in names)


def split_folders(folder: str) -> list[str]:
    """The path that `join_folders` made one text of."""
    return [re.sub(r"\\(.)", r"\1", name) for name in _NAME.findall(folder)]


def read_outlines(path: Path) -> list[Outline]:
    """The feeds of an OPML file of any version, in its order.

    Raises RegisterError, with the line where there is one, for what is no OPML and for what no
    reader of feeds would write: a DTD, or more of anything than the limits above.
    """
    try:
        with path.open("rb") as file:
            document = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise RegisterError(str(path), error.strerror or "cannot be read") from error
    if len(document) > MOST_BYTES:
        raise RegisterError(str(path), f"larger than {MOST_BYTES // 1_000_000} MB")
    return _Reader(str(path)).read(document)


def write_outlines(outlines: Iterable[Outline]) -> str:
    """The outlines as OPML 2.0, in their order; `read_outlines` gives them back."""
    return HEAD + "".join(f"    {line}\n" for line in _lines(outlines)) + FOOT


def _lines(outlines: Iterable[Outline]) -> Iterable[str]:
    opened: list[str] = []
    for outline in outlines:
        names = split_folders(outline.folder)
        pairs = zip(opened, names, strict=False)
        shared = len(list(takewhile(lambda pair: pair[0] == pair[1], pairs)))
        yield from _closing(opened, shared)
        for depth, name in enumerate(names[shared:], shared):
            yield f"{'  ' * depth}<outline text={quoteattr(name)}>"
        written = " ".join(f"{name}={quoteattr(text)}" for name, text in outline.attributes)
        yield f"{'  ' * len(names)}<outline {written}/>"
        opened = names
    yield from _closing(opened, 0)


def _closing(opened: Sequence[str], shared: int) -> Iterable[str]:
    return (f"{'  ' * depth}</outline>" for depth in reversed(range(shared, len(opened))))


class _Reader:
    """Collects the feeds of one document while expat walks through it."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._namespaces: dict[str, str] = {}
        self._folders: list[str] = []
        self._outlines: list[Outline] = []
        self._parser = expat.ParserCreate()
        self._parser.StartDoctypeDeclHandler = self._doctype
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end

    def read(self, document: bytes) -> list[Outline]:
        try:
            self._parser.Parse(document, True)
        except expat.ExpatError as error:
            reason = f"not well-formed XML: {expat.ErrorString(error.code)}"
            raise self._refusal(reason, error.lineno) from error
        except (LookupError, ValueError) as error:
            raise self._refusal("not XML in an encoding known here") from error
        return self._outlines

    def _doctype(self, *_: object) -> None:
        # Nothing in OPML needs one, and entities are how XML files attack their readers.
        raise self._refusal("a DTD is not accepted")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if not self._folders:
            self._root(name, attributes)
        if len(self._folders) == 2 * DEEPEST:  # folders without a name are passed over
            raise self._refusal(f"nested deeper than {DEEPEST}")
        folder = self._folders[-1] if self._folders else ""
        if name.lower() == "outline":
            folder = self._outline(attributes, folder)
        self._folders.append(folder)

    def _end(self, _: str) -> None:
        self._folders.pop()

    def _root(self, name: str, attributes: dict[str, str]) -> None:
        if name.lower() != "opml":
            raise self._refusal(f"not OPML but <{one_line(name)[:40]}>")
        self._measure(attributes.items())
        self._namespaces = {key: text for key, text in attributes.items() if ":" in key}

    def _outline(self, attributes: dict[str, str], folder: str) -> str:
        """Keep it if it is a feed; else it is a folder. Returns where that leaves us."""
        portable = _portable(attributes, self._namespaces)
        self._measure(portable)
        line = self._parser.CurrentLineNumber
        outline = Outline(attributes=portable, folder=folder, line=line)
        if not outline.get("xmlUrl") and outline.get("type").lower() != "rss":
            return self._within(folder, outline.get("text") or outline.get("title"))
        if len(self._outlines) == MOST_FEEDS:
            raise self._refusal(f"more than {MOST_FEEDS:,} feeds")
        self._outlines.append(outline)
        return folder

    def _within(self, folder: str, name: str) -> str:
        names = split_folders(folder)
        if len(names) == DEEPEST:
            raise self._refusal(f"nested deeper than {DEEPEST}")
        return join_folders([*names, name[:FOLDER_NAME].rstrip()]) if name else folder

    def _measure(self, attributes: Iterable[tuple[str, str]]) -> None:
        if sum(len(name) + len(text) for name, text in attributes) > LONGEST:
            raise self._refusal(f"one element says more than {LONGEST:,} characters")

    def _refusal(self, reason: str, line: int | None = None) -> RegisterError:
        return RegisterError(self._path, f"line {line or self._parser.CurrentLineNumber}: {reason}")


def _portable(attributes: dict[str, str], root: dict[str, str]) -> list[tuple[str, str]]:
    """The attributes as they may stand in any other file: with the namespaces of their prefixes."""
    declared = root | attributes
    kept: dict[str, str] = {}
    for name, text in attributes.items():
        prefix, _, local = name.rpartition(":")
        namespace = f"xmlns:{prefix}"
        if prefix == "xmlns":
            is_kept = bool(text) and not local.startswith("xml")
        elif prefix and prefix != "xml":
            is_kept = bool(declared.get(namespace))
            kept |= {namespace: declared[namespace]} if is_kept else {}
        else:
            is_kept = name != "xmlns"  # else the next reader would find no outline of OPML there
        if is_kept:
            kept[name] = text
    return list(kept.items())
