"""HTML is read as strictly as Telegram reads it, and shown without danger."""

import re
from html import escape, unescape
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.entities import MOST_ENTITIES, trimmed
from sandbox.markup import parse
from sandbox.rendering import to_html
from sandbox.wire import Json, Refusal, utf16_length

PREFIX = "Bad Request: can't parse entities: "


def brief(entities: list[Json]) -> list[tuple[str, int, int]]:
    return [(e["type"], e["offset"], e["length"]) for e in entities]


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("a <b", "Unclosed start tag at byte offset 2"),
        ("é<b", "Unclosed start tag at byte offset 2"),
        ("🩺 <foo>x</foo>", 'Unsupported start tag "foo" at byte offset 5'),
        ("2 < 3", 'Unsupported start tag "" at byte offset 2'),
        ("<p>x</p>", 'Unsupported start tag "p" at byte offset 0'),
        ("<br/>", 'Unsupported start tag "br/" at byte offset 0'),
        ("<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
        ("x</b>", "Unexpected end tag at byte offset 1"),
        ("<b>x</b", "Unclosed end tag at byte offset 4"),
        ("<b>x</i>", 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'),
        (
            "<b><i>x</b></i>",
            'Unmatched end tag at byte offset 7, expected "</i>", found "</b>"',
        ),
        ('<a ="x">y</a>', 'Empty attribute name in the tag "a" at byte offset 0'),
        ("<a href=x/>y</a>", "Unexpected end of name token at byte offset 8"),
        ('<a href="x>y</a>', "Unclosed start tag at byte offset 0"),
        ("<a href=", 'Unclosed start tag "a" at byte offset 0'),
        ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        (
            "&#xD83D;",
            (
                "Text contains invalid Unicode characters after decoding HTML entities, "
                "check for unmatched surrogate code units"
            ),
        ),
        ('<tg-emoji emoji-id="x">y</tg-emoji>', "Invalid custom emoji identifier specified"),
    ],
)
def test_what_telegram_cannot_read_is_refused_in_its_words(source: str, reason: str) -> None:
    with pytest.raises(Refusal) as refused:
        parse(source)

    assert refused.value.code == 400
    assert refused.value.description == PREFIX + reason


@pytest.mark.parametrize(
    ("source", "text", "entities"),
    [
        ("<b>x</b>", "x", [("bold", 0, 1)]),
        ("<B>x</B>", "x", [("bold", 0, 1)]),
        ("🩺<i>🩺x</i>", "🩺🩺x", [("italic", 2, 3)]),
        ("<strong><em>x</em> y</strong>", "x y", [("bold", 0, 3), ("italic", 0, 1)]),
        ("<b></b>x", "x", []),
        ("<b>a<b>b</b></b>", "ab", [("bold", 0, 2)]),
        ("<code>a<b>b</b></code>", "ab", [("code", 0, 2)]),
        ("<pre><code>x</code></pre>", "x", [("pre", 0, 1)]),
        ("<blockquote expandable>x</blockquote>", "x", [("expandable_blockquote", 0, 1)]),
        ("<span class='tg-spoiler'>x</span>", "x", [("spoiler", 0, 1)]),
        ("<b>x</>", "x", [("bold", 0, 1)]),
        ("&lt;&amp;&gt;&quot; &eacute; &#233;&#xe9; & &#0;", '<&>" &eacute; éé & &#0;', []),
        ("<a href='javascript:alert(1)'>x</a>", "x", []),
        ("<a href='data:text/html,x'>x</a>", "x", []),
        ("<a>example.org</a>", "example.org", [("text_link", 0, 11)]),
    ],
)
def test_what_is_written_well_becomes_text_and_entities(
    source: str, text: str, entities: list[tuple[str, int, int]]
) -> None:
    seen, found = parse(source)

    assert seen == text
    assert brief(found) == entities


def test_a_link_keeps_its_address_and_a_moment_its_time() -> None:
    _, link = parse('<a href="https://example.org/?a=1&amp;b=2">x</a>')
    _, moment = parse('<tg-time unix="1800000000" format="r">soon</tg-time>')
    _, block = parse('<pre><code class="language-python">x</code></pre>')

    assert link[0]["url"] == "https://example.org/?a=1&b=2"
    assert (moment[0]["unix_time"], moment[0]["date_time_format"]) == (1_800_000_000, "r")
    assert block == [{"type": "pre", "offset": 0, "length": 1, "language": "python"}]


def test_white_space_at_the_ends_is_cut_and_entities_with_it() -> None:
    text, entities = trimmed(*parse("  \n<b> x </b><i>  </i>\n"))

    assert text == "x"
    assert brief(entities) == [("bold", 0, 1)]


def test_entities_beyond_the_hundredth_are_dropped() -> None:
    _, entities = trimmed(*parse("<b>x</b> " * 120))

    assert len(entities) == MOST_ENTITIES


visible = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
nested = st.recursive(
    visible.map(escape),
    lambda inner: st.builds(
        lambda tag, parts: f"<{tag}>{''.join(parts)}</{tag}>",
        st.sampled_from(["b", "i", "u", "s", "blockquote", "tg-spoiler", "code", "pre"]),
        st.lists(inner, max_size=3),
    ),
    max_leaves=8,
)


@given(visible)
def test_an_escaped_text_comes_back_as_it_was(text: str) -> None:
    assert parse(escape(text).replace("&#x27;", "'")) == (text, [])


@given(nested)
def test_entities_lie_within_the_text_and_nest(source: str) -> None:
    text, entities = parse(source)

    assert text == unescape_ours(re.sub(r"<[^>]*>", "", source))
    ends: list[int] = []
    for entity in entities:
        start, end = entity["offset"], entity["offset"] + entity["length"]
        ends = [one for one in ends if one > start]
        assert 0 <= start < end <= utf16_length(text)
        assert all(end <= one for one in ends)
        ends.append(end)


@given(st.text(st.sampled_from("<>/&;=\"' abp#x1🩺")))
def test_any_text_is_read_or_refused_in_telegrams_words(source: str) -> None:
    try:
        text, entities = parse(source)
    except Refusal as refusal:
        assert refusal.description.startswith(PREFIX)  # noqa: PT017 - it may be refused
    else:
        assert all(e["offset"] + e["length"] <= utf16_length(text) for e in entities)


class Reader(HTMLParser):
    """What a browser would make of it: the tags in order, and the words."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.words: list[str] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        assert all((value or "").startswith("http") for name, value in attrs if name == "href")
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words.append(data)


@given(
    visible.filter(lambda text: "\r" not in text and "\0" not in text),
    st.lists(
        st.tuples(
            st.sampled_from(["bold", "text_link", "url", "pre", "spoiler", "mention"]),
            st.integers(0, 45),
            st.integers(1, 45),
            st.sampled_from(['https://example.org/"><script>', "javascript:x", "tg://user?id=1"]),
        )
    ),
)
def test_the_page_gets_balanced_harmless_html_whatever_the_entities(
    text: str, spans: list[tuple[str, int, int, str]]
) -> None:
    entities = sorted(
        ({"type": t, "offset": o, "length": n, "url": u} for t, o, n, u in spans),
        key=lambda e: (e["offset"], -int(str(e["length"]))),
    )

    reader = Reader()
    reader.feed(to_html(text, entities))
    reader.close()

    assert reader.open == []
    assert set(reader.tags) <= {"b", "a", "pre", "span"}


@given(nested.filter(lambda source: "\r" not in source and "\0" not in source))
def test_the_page_shows_the_words_of_the_message(source: str) -> None:
    text, entities = parse(source)

    html = to_html(text, entities)

    assert unescape(re.sub(r"<[^>]*>", "", html)) == text


def unescape_ours(text: str) -> str:
    """Undo `escape`, and only that: Telegram knows four names, browsers two thousand."""
    for name, character in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&#x27;", "'")):
        text = text.replace(name, character)
    return text.replace("&amp;", "&")
