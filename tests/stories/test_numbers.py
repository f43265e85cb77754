"""Figures are the same however they are written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stories.numbers import figures, meet
from stories.words import tokens


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("20% or 20 per cent or 20 percent, one in five, 1 in 5", {"20%"}),
        ("a third of them, two-thirds, half", {"33%", "50%"}),
        ("two million Scots, 2m pounds, 2,000,000", {"2000000"}),
        ("47,000 people and 1.5 million", {"47000", "1500000"}),
        ("twenty-five nurses, 25 doctors", {"25"}),
        ("two drugs for ten days", set()),
        ("H1N1 and type 2", set()),
        ("1.2.3, 9" + "9" * 40, set()),
        ("", set()),
    ],
)
def test_figures_are_read_in_words_and_digits(text: str, found: set[str]) -> None:
    assert set(figures(tokens(text))) == found


def test_small_numbers_count_where_asked() -> None:
    assert list(figures(tokens("five dead, 3 ill"), above=0)) == ["5", "3"]


@pytest.mark.parametrize(
    ("one", "other", "met"),
    [
        ("20055", "20000", True),
        ("412", "412", True),
        ("646", "469", False),
        ("1229", "1350", False),
        ("63%", "60%", False),
        ("22", "20", False),
    ],
)
def test_a_number_meets_itself_and_what_it_is_rounded_to(one: str, other: str, met: bool) -> None:
    assert bool(meet({one}, {other})) is met
    assert bool(meet({other}, {one})) is met


@given(st.text() | st.text(st.sampled_from("0123456789.,% mkbonei")))
def test_no_text_is_too_odd(text: str) -> None:
    found = set(figures(tokens(text)))

    assert meet(found, found) == found
