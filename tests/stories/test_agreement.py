"""A few rare things in common are enough for short tellings, topics never are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stories.agreement import tell_one_event
from stories.wording import Wording, wording


def told(text: str) -> Wording:
    title, _, lead = text.partition(" | ")
    return wording(title, lead)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        # A name and the figure
        (
            "Nurses of Zwolle nap | Errors fell by 31.4%.",
            "Naps pay off | Zwolle counts 31.4% less.",
        ),
        # A brand for the generic name, and the same decision
        ("FDA clears Stelara copy", "Ustekinumab biosimilar approved | Its maker is German."),
        # A sample and the condition
        ("Naps ease migraine | A trial had 3,127 adults.", "Sleep helps 3,127 with migraine"),
        # No name, but place, germ, act and toll
        ("Rwanda: six dead of Marburg", "Marburg kills six | Rwanda traces contacts of the dead."),
    ],
)
def test_rare_things_in_common_make_one_event(one: str, other: str) -> None:
    assert tell_one_event(told(one), told(other), days_apart=1)
    assert not tell_one_event(told(one), told(other), days_apart=14)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "Coffee may protect the heart | Drinkers live longer.",
            "Coffee and the heart: a new look",
        ),
        ("Vitamin D and type 2 diabetes", "Does vitamin D prevent diabetes? | A study asks."),
        # One place and one germ: all that follows from an outbreak has them
        ("Cholera shuts schools in Lusaka", "Zambia gets cholera vaccine | Lusaka comes first."),
        # One firm in its usual words
        ("Vaxona cuts jobs | The Danish firm struggles.", "Vaxona names chief | The Danish firm."),
        ("", ""),
    ],
)
def test_topics_places_and_firms_alone_make_none(one: str, other: str) -> None:
    assert not tell_one_event(told(one), told(other), days_apart=0)


def test_long_texts_have_to_agree_in_more_than_names() -> None:
    line = "Zwolle counts 31.4% fewer errors among nurses"
    filler = " ".join(f"{letter}orbital {letter}antern" for letter in "bcdfghjklmnp")

    assert tell_one_event(told(line), told(line), 0)
    assert not tell_one_event(told(line), told(f"{line} | {filler}"), 0)


TEXTS = st.text(max_size=80) | st.sampled_from(
    ["Zwolle: 31.4% of 3,127 nap", "ZWOLLE Naps, 3,130", "FDA clears Stelara for 3,127 in Zwolle"]
)


@given(TEXTS, TEXTS, st.none() | st.integers(0, 20))
def test_agreement_is_mutual(one: str, other: str, days: int | None) -> None:
    a, b = told(one), told(other)

    assert tell_one_event(a, b, days) == tell_one_event(b, a, days)
