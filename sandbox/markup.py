"""Telegram's HTML, read as strictly as Telegram reads it.

The refusals are worded as TDLib's parser words them, so that a bot's error handling meets the
real texts; offsets in them count UTF-8 bytes of the source, offsets of entities UTF-16 units of
the visible text.
"""

import re
from dataclasses import dataclass, field

from sandbox.entities import is_link, tidy
from sandbox.wire import Json, bad_request, utf16_length

KINDS = {
    "a": "text_link",
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "span": "spoiler",
    "tg-spoiler": "spoiler",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
    "tg-emoji": "custom_emoji",
    "tg-time": "date_time",
}
NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}

_PLAIN = re.compile(r"[^<&]+")
_REFERENCE = re.compile(r"&(?:#([0-9]+)|#[xX]([0-9a-fA-F]+)|(lt|gt|amp|quot));?")
_SPACES = re.compile(r"[ \t\r\n\v]*")
_TAG_NAME = re.compile(r"[^ \t\r\n\v>]*")
_ATTRIBUTE_NAME = re.compile(r"[^ \t\r\n\v=>/\"']*")
_TOKEN = re.compile(r"[A-Za-z0-9.\-]*")


@dataclass(slots=True)
class _Open:
    """A start tag that waits for its end."""

    tag: str
    attributes: dict[str, str]
    offset: int
    chunk: int
    """How many chunks of text there were before it."""


@dataclass(slots=True)
class _Reader:
    source: str
    at: int = 0
    offset: int = 0
    chunks: list[str] = field(default_factory=list)
    open: list[_Open] = field(default_factory=list)
    entities: list[Json] = field(default_factory=list)
    languages: dict[tuple[int, int], str] = field(default_factory=dict)

    def read(self) -> None:
        while self.at < len(self.source):
            if plain := _PLAIN.match(self.source, self.at):
                self._keep(plain[0])
                self.at = plain.end()
            elif self.source[self.at] == "&":
                character, self.at = _reference(self.source, self.at)
                self._keep(character)
            elif self.source.startswith("</", self.at):
                self._end_tag()
            else:
                self._start_tag()
        if self.open:
            raise _unreadable(
                f'Can\'t find end tag corresponding to start tag "{self.open[-1].tag}"'
            )

    def _keep(self, text: str) -> None:
        self.chunks.append(text)
        self.offset += utf16_length(text)

    def _start_tag(self) -> None:
        begin = self.at
        name = self._match(_TAG_NAME, begin + 1)
        if self._ended():
            raise self._wrong("Unclosed start tag", begin)
        tag = name.lower()
        if tag not in KINDS:
            raise self._wrong(f'Unsupported start tag "{tag}"', begin)
        attributes = self._attributes(tag, begin)
        if tag == "span" and attributes.get("class") != "tg-spoiler":
            raise self._wrong('Tag "span" must have class "tg-spoiler"', begin)
        self.open.append(_Open(tag, attributes, self.offset, len(self.chunks)))

    def _attributes(self, tag: str, begin: int) -> dict[str, str]:
        found: dict[str, str] = {}
        while True:
            self._match(_SPACES, self.at)
            if self._ended():
                raise self._wrong("Unclosed start tag", begin)
            if self.source[self.at] == ">":
                self.at += 1
                return found
            name = self._match(_ATTRIBUTE_NAME, self.at)
            if not name:
                raise self._wrong(f'Empty attribute name in the tag "{tag}"', begin)
            found[name] = self._value(tag, begin)

    def _value(self, tag: str, begin: int) -> str:
        self._match(_SPACES, self.at)
        if not self.source.startswith("=", self.at):
            return ""
        self._match(_SPACES, self.at + 1)
        if self._ended():
            raise self._wrong(f'Unclosed start tag "{tag}"', begin)
        quote = self.source[self.at]
        if quote in "'\"":
            return self._quoted(quote, begin)
        token_begin = self.at
        token = self._match(_TOKEN, token_begin)
        if self._ended() or self.source[self.at] not in " \t\r\n\v>":
            raise self._wrong("Unexpected end of name token", token_begin)
        return token.lower()

    def _quoted(self, quote: str, begin: int) -> str:
        end = self.source.find(quote, self.at + 1)
        if end < 0 or end + 1 == len(self.source):
            raise self._wrong("Unclosed start tag", begin)
        raw = self.source[self.at + 1 : end]
        self.at = end + 1
        return _REFERENCE.sub(lambda match: _reference(match[0], 0)[0], raw)

    def _end_tag(self) -> None:
        begin = self.at
        if not self.open:
            raise self._wrong("Unexpected end tag", begin)
        name = self._match(_TAG_NAME, begin + 2)
        self._match(_SPACES, self.at)
        if not self.source.startswith(">", self.at):
            raise self._wrong("Unclosed end tag", begin)
        self.at += 1
        opened = self.open.pop()
        if name and name.lower() != opened.tag:
            expected = f'expected "</{opened.tag}>", found "</{name}>"'
            raise bad_request(
                f"can't parse entities: Unmatched end tag at byte offset "
                f"{self._byte(begin)}, {expected}"
            )
        if self.offset > opened.offset:
            self._close(opened)

    def _close(self, opened: _Open) -> None:
        length = self.offset - opened.offset
        entity: Json = {"type": KINDS[opened.tag], "offset": opened.offset, "length": length}
        match opened.tag:
            case "a":
                url = opened.attributes.get("href") or "".join(self.chunks[opened.chunk :])
                if not is_link(url):
                    return  # Telegram keeps the words and drops the link
                entity["url"] = url
            case "blockquote" if "expandable" in opened.attributes:
                entity["type"] = "expandable_blockquote"
            case "tg-emoji":
                entity["custom_emoji_id"] = _emoji_id(opened.attributes.get("emoji-id", ""))
            case "tg-time":
                entity |= _moment(opened.attributes)
            case "code":
                self._note_language(opened, length)
        self.entities.append(entity)

    def _note_language(self, opened: _Open, length: int) -> None:
        stated = opened.attributes.get("class", "")
        if stated.startswith("language-"):
            self.languages[opened.offset, length] = stated.removeprefix("language-")

    def _match(self, pattern: re.Pattern[str], start: int) -> str:
        found = pattern.match(self.source, start)
        self.at = found.end() if found else start
        return found[0] if found else ""

    def _ended(self) -> bool:
        return self.at >= len(self.source)

    def _byte(self, position: int) -> int:
        return len(self.source[:position].encode())

    def _wrong(self, what: str, position: int) -> Exception:
        return _unreadable(f"{what} at byte offset {self._byte(position)}")


def parse(source: str) -> tuple[str, list[Json]]:
    """The visible text and its entities; a `Refusal` with Telegram's words if it is not HTML."""
    reader = _Reader(source)
    reader.read()
    return "".join(reader.chunks), tidy(reader.entities, reader.languages)


def _reference(source: str, at: int) -> tuple[str, int]:
    """The character a reference stands for and where it ends; anything else is an ampersand."""
    found = _REFERENCE.match(source, at)
    if not found:
        return "&", at + 1
    decimal, hexadecimal, name = found.groups()
    if name:
        return NAMED[name], found.end()
    code = int(decimal) if decimal else int(hexadecimal, 16)
    if not 0 < code < 0x10FFFF or len(decimal or hexadecimal) > 10:
        return "&", at + 1
    if 0xD800 <= code < 0xE000:
        raise bad_request(
            "can't parse entities: Text contains invalid Unicode characters after decoding HTML "
            "entities, check for unmatched surrogate code units"
        )
    return chr(code), found.end()


def _emoji_id(stated: str) -> str:
    if not stated.isdecimal() or int(stated) == 0:
        raise _unreadable("Invalid custom emoji identifier specified")
    return stated


def _moment(attributes: dict[str, str]) -> Json:
    unix = attributes.get("unix", "")
    if not unix.isdecimal() or int(unix) == 0:
        raise _unreadable("Invalid date specified")
    moment: Json = {"unix_time": int(unix)}
    if form := attributes.get("format"):
        moment["date_time_format"] = form
    return moment


def _unreadable(reason: str) -> Exception:
    return bad_request(f"can't parse entities: {reason}")
