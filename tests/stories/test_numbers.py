"""Figures are the same however they are written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stories.numbers import counted, figures, is_unusual, meet
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


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("68 dead", {("dead", "68")}),
        ("24% weight loss", {("weight", "24%"), ("loss", "24%")}),
        ("fell by 24 per cent", {("by", "24%")}),
        ("in NAPPER-2", {("napper", "2")}),
        ("in Breast05", {("breast", "5")}),
        ("four in ten nurses", set()),
        ("four in", {("in", "4")}),
        ("", set()),
    ],
)
def test_numbers_are_found_with_what_they_count(text: str, found: set[tuple[str, str]]) -> None:
    assert set(counted(tokens(text))) == found


@given(st.text(alphabet="ab1459., %in", max_size=30))
def test_any_text_can_be_searched_for_counts(text: str) -> None:
    assert all(word and number for word, number in counted(tokens(text)))


@pytest.mark.parametrize("figure", ["22.7%", "3127", "61300"])
def test_an_uneven_figure_is_unusual(figure: str) -> None:
    assert is_unusual(figure)


@pytest.mark.parametrize("figure", ["22%", "50%", "7000", "100", "47", "2026"])
def test_a_round_or_small_figure_or_a_year_is_not(figure: str) -> None:
    assert not is_unusual(figure)


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
