"""The feed register: OPML 2.0 in and out."""

from collections.abc import Iterable
from pathlib import Path
from typing import Final
from xml.parsers import expat
from xml.sax.saxutils import quoteattr

from feeds.cleaning import canonical_url, one_line, safe_link
from news.errors import RegisterError
from news.models import Source

SHIPPED: Final = Path(__file__).with_name("register.opml")
"""The register that comes with the bot."""

# Source's field → the OPML attribute; publisher, kind and rights are our own additions.
ATTRIBUTES: Final = {
    "title": "title",
    "url": "xmlUrl",
    "language": "language",
    "publisher": "publisher",
    "kind": "kind",
    "rights": "rights",
}
HEAD: Final = """\
<?xml version="1.0" encoding="UTF-8"?>
<opml version="2.0">
  <head><title>Health news feeds</title></head>
  <body>
"""
FOOT: Final = "  </body>\n</opml>\n"


def read_register(path: Path) -> tuple[Source, ...]:
    """The feeds of an OPML file in its order, folders flattened, each address once.

    Raises RegisterError, which names the line where there is one.
    """
    try:
        document = path.read_bytes()
    except OSError as error:
        raise RegisterError(str(path), error.strerror or "cannot be read") from error
    sources = _Reader(str(path)).read(document)
    if not sources:
        raise RegisterError(str(path), "no feeds in it (no outline with an xmlUrl)")
    first: dict[str, Source] = {}
    for source in sources:
        first.setdefault(canonical_url(source.url), source)
    return tuple(first.values())


def write_register(sources: Iterable[Source]) -> str:
    """The sources as OPML 2.0, in their order; `read_register` gives them back."""
    return HEAD + "".join(map(_outline, sources)) + FOOT


def _outline(source: Source) -> str:
    attributes = {"text": source.title, "type": "rss"}
    attributes |= {name: getattr(source, field) for field, name in ATTRIBUTES.items()}
    written = (f"{name}={quoteattr(one_line(value))}" for name, value in attributes.items())
    return f"    <outline {' '.join(written)}/>\n"


class _Reader:
    """Collects the feeds of one document while expat walks through it."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._root = ""
        self._sources: list[Source] = []
        self._parser = expat.ParserCreate()
        self._parser.StartDoctypeDeclHandler = self._doctype
        self._parser.StartElementHandler = self._element

    def read(self, document: bytes) -> list[Source]:
        try:
            self._parser.Parse(document, True)
        except expat.ExpatError as error:
            reason = f"not well-formed XML: {expat.ErrorString(error.code)}"
            raise self._refusal(reason, error.lineno) from error
        except (LookupError, ValueError) as error:
            raise self._refusal("not XML in an encoding known here") from error
        return self._sources

    def _doctype(self, *_: object) -> None:
        # Nothing in OPML needs one, and entities are how XML files attack their readers.
        raise self._refusal("a DTD is not accepted")

    def _element(self, name: str, attributes: dict[str, str]) -> None:
        if not self._root:
            self._root = name
            if name != "opml":
                raise self._refusal(f"not OPML but <{one_line(name)}>")
        if name == "outline":
            self._outline({name.lower(): one_line(text) for name, text in attributes.items()})

    def _outline(self, attributes: dict[str, str]) -> None:
        url = attributes.get("xmlurl", "")
        if not url:
            if attributes.get("type", "").lower() == "rss":
                raise self._refusal("a feed without xmlUrl")
            return  # a folder
        link = safe_link(url)
        if not link:
            raise self._refusal(f"{url!r} is not an http or https address without user name")
        self._sources.append(
            Source(
                url=link,
                title=attributes.get("title") or attributes.get("text") or url,
                language=attributes.get("language") or "en",
                publisher=attributes.get("publisher", ""),
                kind=attributes.get("kind", ""),
                rights=attributes.get("rights", ""),
            )
        )

    def _refusal(self, reason: str, line: int | None = None) -> RegisterError:
        return RegisterError(self._path, f"line {line or self._parser.CurrentLineNumber}: {reason}")
