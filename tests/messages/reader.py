"""A strict reader of Telegram's HTML: what it shows, or a failed assertion."""

import html
import re
import string
from collections.abc import Sequence
from dataclasses import dataclass

from hypothesis import strategies as st

from news.models import Message

_TOKEN = re.compile(
    r"<(?P<tag>[^<>]*)>|&(?P<entity>[^&;<>]*);|(?P<text>[^<>&]+)|(?P<stray>.)", re.DOTALL
)
_LINK = re.compile(r'a href="(?P<url>https?://[^"<>\s]+)"')

HOSTILE = [
    "<b>",
    "</a>",
    "&amp;",
    "&",
    "<",
    '"',
    "\n",
    "\u202e",
    "\ud83e",
    "🩺",
    "https://x.y",
    "%s",
]


def published_text(longest: int = 400) -> st.SearchStrategy[str]:
    """Anything a publisher or a reader may write, and then some."""
    pieces = st.one_of(
        st.sampled_from(HOSTILE), st.text(st.characters()), st.text(string.printable)
    )
    return st.lists(pieces, max_size=40).map(lambda parts: "".join(parts)[:longest])


@dataclass(frozen=True)
class Seen:
    """What a reader sees of a message, and where its links lead."""

    text: str
    links: Sequence[str]


def read(message: Message) -> Seen:
    """The message as shown. Fails on anything Telegram would refuse or misread."""
    seen = _read(message.text)
    assert seen.text.strip(), "Telegram refuses an empty message"
    assert len(seen.text.encode("utf-16-le")) // 2 <= 4096
    labels = [button.text for row in message.buttons for button in row]
    assert all(label.strip() for label in labels)
    for button in (button for row in message.buttons for button in row):
        assert bool(button.url) != bool(button.data)
        assert len(button.data.encode()) <= 64
    assert len(labels) <= 100
    assert all(1 <= len(row) <= 8 for row in message.buttons)
    return seen


def _read(text: str) -> Seen:
    shown, links, opened = [], [], list[str]()
    for token in _TOKEN.finditer(text):
        assert token["stray"] is None, f"stray {token['stray']!r}"
        if token["text"] is not None:
            shown.append(token["text"])
        elif token["entity"] is not None:
            assert token["entity"] in {"lt", "gt", "amp"}, token["entity"]
            shown.append(html.unescape(token[0]))
        elif token["tag"].startswith("/"):
            assert opened.pop() == token["tag"][1:]
        else:
            link = _LINK.fullmatch(token["tag"])
            assert link or token["tag"] == "b", token["tag"]
            opened.append("a" if link else "b")
            links += [html.unescape(link["url"])] if link else []
    assert opened == []
    return Seen("".join(shown), links)
