"""Bytes that were meant to be XML, brought nearer to it."""

import codecs
import re
import sys
from collections.abc import Iterator
from contextlib import suppress
from itertools import islice
from typing import Final

HEAD: Final = 8_192
"""How far the root of a feed is looked for: what comes before it is no part of the feed."""
WIDE: Final = {
    codecs.BOM_UTF32_BE: "utf-32-be",
    codecs.BOM_UTF32_LE: "utf-32-le",
    codecs.BOM_UTF16_BE: "utf-16-be",
    codecs.BOM_UTF16_LE: "utf-16-le",
    b"\0\0\0<": "utf-32-be",
    b"<\0\0\0": "utf-32-le",
    b"\0<": "utf-16-be",
    b"<\0": "utf-16-le",
    "<?".encode("cp037"): "cp037",
}
"""How a body begins that is not written in single bytes of ASCII."""
ROOT: Final = re.compile(
    rb"<!--.*?-->|(?P<root><(?:[\w.-]+:)?(?:rss|feed|rdf|channel)\b)", re.IGNORECASE | re.DOTALL
)
ROOT_END: Final = re.compile(rb"</(?:[\w.-]+:)?(?:rss|feed|rdf)\s*>", re.IGNORECASE)
ENDING: Final = 512
DECLARATION: Final = re.compile(rb"<\?xml\s")
NAMED_ENCODING: Final = re.compile(rb"""<\?xml[^>]{1,200}?\bencoding=["']([\w.:-]+)""")
CHARSET: Final = re.compile(r"""charset=["']?([\w.:-]+)""", re.IGNORECASE)
# Not the three bytes with which some Asian encodings shift: there they are no controls.
CONTROLS: Final = frozenset(range(32)) - frozenset(b"\t\n\r\x0e\x0f\x1b")
CHARACTER_NUMBER: Final = re.compile(rb"&#(?:[xX]([0-9a-fA-F]++)|([0-9]++));")
ASCII: Final = re.compile(r"[\x00-\x7f]+")

ITEM: Final = re.compile(r"<(item|entry)[\s>]", re.IGNORECASE)
PREFIXED_ITEM: Final = re.compile(r"<([\w.-]{1,40}):(?:item|entry)[\s>]", re.IGNORECASE)
SHELLS: Final = {
    "item": "<rss version='2.0'><channel>{}</item></channel></rss>",
    "entry": "<feed xmlns='http://www.w3.org/2005/Atom'>{}</entry></feed>",
}
PIECE_LIMIT: Final = 200_000
"""Characters of one entry that are read when entries are read one by one."""


# ── For every reading ────────────────────────────────────────────────────────────────────────────


def mended(body: bytes, content_type: str) -> bytes:
    """The body without what keeps many from being read as XML. A sound one stays as it is."""
    if body.startswith(tuple(WIDE)):
        return body
    body = _from_its_beginning(body).translate(None, bytes(CONTROLS))
    # An emoji written as two numbers is common, and would cost the whole feed.
    body = CHARACTER_NUMBER.sub(lambda found: found[0] if _is_character(found) else b"", body)
    return _in_whole_characters(body, content_type)


def _from_its_beginning(body: bytes) -> bytes:
    """Without the warnings, comments and empty lines that some servers put before a feed."""
    body = body.lstrip(b" \t\r\n\0")
    head = body[:HEAD]
    root = _root_of(head)
    declaration = DECLARATION.search(head, 0, root)
    if declaration:
        return body[declaration.start() :]
    # The names that a document type declares may be used in the feed.
    return body if b"<!DOCTYPE" in head[:root].upper() else body[root:]


def _root_of(head: bytes) -> int:
    return next((found.start() for found in ROOT.finditer(head) if found["root"]), 0)


def _is_character(found: re.Match[bytes]) -> bool:
    hexadecimal, decimal = found.groups()
    digits = (hexadecimal or decimal).lstrip(b"0")
    if not 0 < len(digits) <= 7:
        return False
    code = int(digits, 16 if hexadecimal else 10)
    return code <= sys.maxunicode and not 0xD800 <= code < 0xE000 and code not in CONTROLS


def _in_whole_characters(body: bytes, content_type: str) -> bytes:
    """UTF-8 with a few broken characters, without them: else all would be read as Windows text."""
    try:
        body.decode()
    except UnicodeDecodeError:
        named = _encodings_named(body, content_type)
        return _if_utf_8(body) if set(named) <= {"utf-8"} else body
    return body


def _if_utf_8(body: bytes) -> bytes:
    text = body.decode(errors="replace")
    broken = text.count("\ufffd")
    whole = len(ASCII.sub("", text)) - broken
    return text.encode() if whole > broken else body


def _encodings_named(body: bytes, content_type: str) -> list[str]:
    """What the server, then the feed say that it is written in, as Python calls it."""
    said = CHARSET.findall(content_type)
    said += [name.decode() for name in NAMED_ENCODING.findall(body[:HEAD])]
    return list(filter(None, map(_name, said)))


def _name(encoding: str) -> str:
    try:
        return codecs.lookup(encoding).name
    except LookupError:
        return ""


# ── For a second and a third reading ─────────────────────────────────────────────────────────────


def plain(body: bytes, content_type: str) -> str:
    """The feed as text, mended, from its root on: without entities of its own making."""
    body = mended(_decoded(body, content_type).encode(errors="replace"), "")
    return body[_root_of(body[:HEAD]) :].decode(errors="replace")


def _decoded(body: bytes, content_type: str) -> str:
    for beginning, encoding in WIDE.items():
        if body.startswith(beginning):
            return body.decode(encoding, errors="replace")
    for encoding in (*_encodings_named(body, content_type), "utf-8"):
        with suppress(UnicodeError, LookupError):  # the latter where it is no way to write text
            return body.decode(encoding)
    mended_body = _if_utf_8(body)
    return mended_body.decode("cp1252" if mended_body is body else "utf-8", errors="replace")


def without_prefixes(text: str) -> str:
    """The feed with its own elements under their plain names: `<rss:item>` as `<item>`."""
    prefixed = PREFIXED_ITEM.search(text)
    if not prefixed:
        return text
    return re.sub(f"<(/?){re.escape(prefixed[1])}:", r"<\1", text)


def is_whole(body: bytes) -> bool:
    """Whether the feed goes on to its end, however broken it is before."""
    return ROOT_END.search(body[-ENDING:]) is not None


def items_in(text: str) -> int:
    """How many entries begin in it."""
    return sum(1 for _ in ITEM.finditer(text))


def pieces(text: str, limit: int) -> Iterator[bytes]:
    """Each of the first `limit` entries as a feed of its own, however it ends."""
    starts = [(found.start(), found[1].lower()) for found in ITEM.finditer(text)]
    ends = [start for start, _ in starts[1:]] + [len(text)]
    for (start, name), end in islice(zip(starts, ends, strict=True), limit):
        inside, closed, after = text[start : min(end, start + PIECE_LIMIT)].rpartition(f"</{name}")
        yield SHELLS[name].format(_with_closed_section(inside if closed else after)).encode()


def _with_closed_section(piece: str) -> str:
    is_open = piece.rfind("<![CDATA[") > piece.rfind("]]>")
    return piece + "]]>" if is_open else piece
