"""The feed register: OPML outlines as sources, and back."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from feeds.cleaning import one_line
from feeds.opml import Outline, read_outlines, write_outlines
from news.errors import RegisterError
from news.feeds import Shows, Source
from news.urls import canonical_url, safe_link, url_key

SHIPPED: Final = Path(__file__).with_name("register.opml")
"""The register that comes with the bot."""

KINDS: Final = ("regulator", "agency", "journal", "newsroom", "aggregator")
ON: Final = ("yes", "no")

# In lower case: what we read ourselves, of OPML's attributes and our own additions to them.
KNOWN: Final = frozenset(
    {"text", "title", "type", "xmlurl", "language", "publisher"} | {"kind", "rights", "shows", "on"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """The feeds in a file, and what in it was not understood, line by line."""

    sources: tuple[Source, ...]
    faults: tuple[str, ...] = ()


def read_register(path: Path) -> tuple[Source, ...]:
    """The operator's own register, in its order, each address once.

    Strict: what is misspelt there would be read, shown or left out against the operator's will.
    Raises RegisterError for the first fault, with its line.
    """
    reading = read_foreign(path)
    if reading.faults:
        raise RegisterError(str(path), reading.faults[0])
    return reading.sources


def read_foreign(path: Path) -> Reading:
    """The feeds of an OPML file that another program wrote, in its order, each address once.

    Lenient: one bad line among three hundred is a fault to tell of, and the others are read. A
    value of ours that is none counts as not given, for another program may mean anything by it.
    Raises RegisterError for what is no OPML, and if no feed is left.
    """
    faults: list[str] = []
    first: dict[str, Source] = {}
    for outline in read_outlines(path):
        url = outline.get("xmlUrl")
        link = safe_link(url)
        if link:
            first.setdefault(url_key(canonical_url(link)), _source(outline, link, faults))
        else:
            reason = f"{_short(url)} is not an http or https address without user name"
            faults.append(f"line {outline.line}: {reason if url else 'a feed without xmlUrl'}")
    if not first:
        reason = faults[0] if faults else "no feeds in it (no outline with an xmlUrl)"
        raise RegisterError(str(path), reason)
    return Reading(sources=tuple(first.values()), faults=tuple(faults))


def write_register(sources: Iterable[Source]) -> str:
    """The sources as OPML 2.0, in their order and folders; `read_register` gives them back."""
    return write_outlines(map(_outline, sources))


def _source(outline: Outline, link: str, faults: list[str]) -> Source:
    def chosen(name: str, allowed: Collection[str], default: str) -> str:
        value = outline.get(name)
        if not value or value in allowed:
            return value or default
        expected = f"expected {', '.join(allowed)}"
        faults.append(f"line {outline.line}: {name}={_short(value)}: {expected}")
        return default

    return Source(
        url=link,
        title=outline.get("title") or outline.get("text") or link,
        publisher=outline.get("publisher"),
        language=outline.get("language") or "en",
        kind=chosen("kind", KINDS, ""),
        rights=outline.get("rights"),
        shows=Shows(chosen("shows", [*Shows], Shows.EXTRACT)),
        is_on=chosen("on", ON, "yes") == "yes",
        folder=outline.folder,
        attributes=(*_other_text(outline), *_foreign(outline)),
    )


def _other_text(outline: Outline) -> Iterable[tuple[str, str]]:
    """`text` where it differs from `title`: some readers keep the name that their user gave there.

    Comes first, for that is where it is written.
    """
    title, text = outline.get("title"), outline.get("text")
    return [("text", text)] if text and title and text != title else []


def _foreign(outline: Outline) -> Iterable[tuple[str, str]]:
    return ((name, text) for name, text in outline.attributes if name.lower() not in KNOWN)


def _outline(source: Source) -> Outline:
    ours = {
        "text": source.title,
        "title": source.title,
        "type": "rss",
        "language": source.language,
        "kind": source.kind,
        "publisher": source.publisher,
        "rights": source.rights,
        "shows": source.shows.value,
        "on": "" if source.is_on else "no",
        "xmlUrl": source.url,
    }
    said = {name: one_line(text) for name, text in ours.items() if text}
    return Outline(attributes=list((said | dict(source.attributes)).items()), folder=source.folder)


def _short(value: str) -> str:
    return repr(value if len(value) <= 60 else f"{value[:60]}…")
