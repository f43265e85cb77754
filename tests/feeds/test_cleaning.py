"""Whatever a publisher writes becomes plain text and comparable addresses."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds.cleaning import one_line, plain_text, shorten

anything = st.text(st.characters(exclude_categories=()))
markup = st.lists(
    st.sampled_from(
        (
            *("<p>", "</p>", "<b", "<script>", "</script>", "<!--", "<li>", "]]>", "&", "&lt;"),
            *("&#x202e;", "&#0;", "\ud800", "\u202e", "\x00", "flu ", "é", "\n"),
            "<a href='javascript:x'>",
        )
    )
).map("".join)


@pytest.mark.parametrize(
    ("given_html", "read"),
    [
        ("<p>Flu</p><p>and RSV</p>", "Flu and RSV"),
        ("<ul><li>flu<li>RSV</ul>", "flu RSV"),
        ("H<sub>2</sub>O &amp; salt", "H2O & salt"),
        ("p &lt; 0.05&nbsp;in <b>mice</b>", "p < 0.05 in mice"),
        ("Risk was 5 < 7 in both groups", "Risk was 5 < 7 in both groups"),
        ("<script>alert(1)</script><style>p{}</style>News", "News"),
        ("News<!-- aside -->", "News"),
        ("meas\u00adles\u200b", "measles"),
        ("safe\u202e.gro.elpmaxe\u202c", "safe.gro.elpmaxe"),
        ("safe&#x202e;link", "safelink"),
        ("نمی\u200cخواهم", "نمی\u200cخواهم"),
    ],
)
def test_markup_becomes_what_a_reader_would_see(given_html: str, read: str) -> None:
    assert plain_text(given_html, 100) == read


@given(anything | markup, st.integers(5, 60))
def test_plain_text_is_one_harmless_line_within_its_limit(written: str, limit: int) -> None:
    text = plain_text(written, limit)

    assert len(text) <= limit
    assert text == one_line(text)
    assert not {unicodedata.category(character) for character in text} & {"Cc", "Cs"}
    assert not set(text) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def test_a_page_of_comment_openings_takes_no_time() -> None:
    assert plain_text("<!--" * 500_000, 4_000) == ""


def test_a_long_text_is_cut_between_words() -> None:
    assert shorten("one two three", 13) == "one two three"
    assert shorten("one two three", 12) == "one two…"
    assert shorten("unbreakable", 6) == "unbre…"


def test_markup_that_was_escaped_twice_is_read_as_markup() -> None:
    escaped = "&lt;p&gt;One &lt;em&gt;small&lt;/em&gt; trial.&lt;/p&gt;"

    assert plain_text(escaped, 100) == "One small trial."
    assert plain_text("p &lt; 0.05 and n &gt; 40", 100) == "p < 0.05 and n > 40"
