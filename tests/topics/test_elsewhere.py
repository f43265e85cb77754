"""News of another kind is told from news of health."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from topics.elsewhere import is_elsewhere


@pytest.mark.parametrize(
    "text",
    [
        "Missile hits school as children walk into a fourth year of war",
        "Minister wins vote in parliament over the sale of a television channel",
        "Golfer leads the tournament while children cheer",
        "Women dominate the Grammy awards",
        "Startup's browser uses AI to write code for teenagers",
    ],
)
def test_war_politics_sport_and_arts_are_another_world(text: str) -> None:
    assert is_elsewhere(text)


@pytest.mark.parametrize(
    "text",
    [
        "Parliament votes to ban disposable vapes for teenage smokers",
        "Footballers have a higher risk of dementia",
        "War leaves thousands of diabetics without insulin",
        "Senators grill drug company over prices",
        "Musicians of the opera and lateral epicondylitis",
        "School water coolers help kids lose weight",
        "",
    ],
)
def test_what_speaks_of_health_is_not_whatever_else_it_speaks_of(text: str) -> None:
    assert not is_elsewhere(text)


@given(st.text())
def test_a_word_of_health_decides_whatever_stands_around_it(text: str) -> None:
    assert not is_elsewhere(f"war {text} – patients – {text} golf")
