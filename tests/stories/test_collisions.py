"""What sets two events apart is found in short tellings too."""

import pytest

from stories.collisions import collide
from stories.wording import Wording, wording


def told(text: str) -> Wording:
    title, _, lead = text.partition(" | ")
    return wording(title, lead)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Napalex: 24% weight loss", "Napalex tested | It led to 29% weight loss."),
        ("Zwolle: boy dies of fever", "Second death of fever in Zwolle"),
        ("Napalex shines in NAPPER-1", "Vaxona's Napalex wins again | NAPPER-2 had 90 adults."),
        ("Texas bans naps", "Nurses sue Texas over naps"),
        ("Nap tsar Vermeer resigns", "Nap tsar Vermeer wants more naps"),
        ("Napalex approved | It is Vaxona's.", "FDA allows a pill | Orrin Bio makes it."),
        ("Zwolle hospital hires forty nurses", "Zwolle hospital closes pharmacy"),
        ("Singer died of measles", "Drummer died of cholera"),
        ("Napalex eases asthma", "Psoriasis recedes with Napalex"),
        ("Cholera kills two in Zwolle | It is the water.", "Zwolle gets pumps against cholera"),
    ],
)
def test_what_sets_two_events_apart_is_found(one: str, other: str) -> None:
    assert collide(told(one), told(other))
    assert collide(told(other), told(one))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "Napalex trims errors | 412 nurses took it.",
            "Pill helps nurses | Vaxona had 412 of them.",
        ),
        ("Zwolle: six dead of Marburg", "Marburg kills six | Zwolle mourns."),
        ("EMA says no to Napalex", "European regulator turns down Vaxona's Napalex"),
        ("Four in ten patients nap | 626 patients were asked.", "Naps: 626 patients asked"),
    ],
)
def test_other_words_for_one_event_set_nothing_apart(one: str, other: str) -> None:
    assert not collide(told(one), told(other))
