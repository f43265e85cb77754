"""Escaping and cutting."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from messages.html import BUDGET, Span, compose, cut, message, one_line, width
from tests.messages.reader import published_text, read


def test_what_a_publisher_writes_is_shown_and_never_obeyed() -> None:
    made = compose([Span("<b>5 & 6</b>", bold=True), Span(" "), Span("&amp;")])

    assert made == "<b>&lt;b&gt;5 &amp; 6&lt;/b&gt;</b> &amp;amp;"


def test_a_link_cannot_break_out_of_its_quotes() -> None:
    made = compose([Span("here", url='https://x.org/?a="><b>&c=1')])

    assert made == '<a href="https://x.org/?a=&quot;&gt;&lt;b&gt;&amp;c=1">here</a>'


@pytest.mark.parametrize(
    ("text", "units"), [("", 0), ("abc", 3), ("🩺", 2), ("é", 1), ("\ud83e", 1), ("👩‍⚕️", 5)]
)
def test_width_is_counted_as_telegram_counts(text: str, units: int) -> None:
    assert width(text) == units


@pytest.mark.parametrize(
    ("text", "limit", "expected"),
    [
        ("short", 5, "short"),
        ("longer", 5, "long…"),
        ("🩺🩺🩺", 4, "🩺…"),
        ("two words", 5, "two…"),
        ("any", 1, "…"),
        ("any", 0, ""),
    ],
)
def test_what_is_too_long_ends_with_an_ellipsis(text: str, limit: int, expected: str) -> None:
    assert cut(text, limit) == expected


@given(text=published_text(), limit=st.integers(0, 50))
def test_nothing_is_wider_than_its_limit(text: str, limit: int) -> None:
    assert width(cut(text, limit)) <= limit
    assert width(one_line(text, limit)) <= limit


@given(st.lists(st.builds(Span, published_text(3000), bold=st.booleans()), max_size=8))
def test_any_message_is_valid_and_fits(spans: list[Span]) -> None:
    seen = read(message(Span("Begins."), *spans))

    assert width(seen.text) <= BUDGET
    assert not {"\u202e", "\x00"} & set(seen.text)
    seen.text.encode()  # no halves of characters are left


def test_after_a_cut_nothing_follows() -> None:
    made = compose([Span("one two three"), Span("four")], limit=8)

    assert made == "one two…"
