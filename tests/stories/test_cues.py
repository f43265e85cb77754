"""A cue finds what its pattern finds, only sooner."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stories.cues import cue, fragments_of

WORDS = r"""
    mice | rats? | in (?:the )?lab\b | (?:late|mid)[- ]stage (?:\S+ ){0,3}?trials?
    colou?r(?:ed)? | (?:a|an) ab{2}ott | n ?= ?\d | (?-i:FDA|WHO)\b | \w+itis | do(?!g)\w*
"""
PIECES = (
    "mice", "Rat", "in the LAB", "late-stage large trial", "colour", "color", "an abbott", "n = 4",
    "N=4", "FDA", "fda", "who", "WHO", "arthritis", "dog", "done", "İ", "ß", " ", "-", "\n", ".",
)  # fmt: skip
any_text = st.one_of(st.text(max_size=80), st.lists(st.sampled_from(PIECES)).map(" ".join))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Old MICE sleep", "MICE"),
        ("It works in  the lab.", "in  the lab"),
        ("A mid-stage lupus trial", "mid-stage lupus trial"),
        ("İ Rat", "Rat"),
        ("brats", None),
        ("who said so", None),
        ("WHO said so to mice", "WHO"),
        ("mice, says the WHO", "mice"),
        ("", None),
    ],
)
def test_a_cue_finds_the_first_words_as_they_stand(text: str, found: str | None) -> None:
    assert cue(WORDS).search(text) == found


@pytest.mark.parametrize(
    ("pattern", "fragments"),
    [
        ("placebo", {"placebo"}),
        ("randomi[sz]ed", {"randomi"}),
        ("(?:late|mid)-stage", {"-stage"}),
        ("trials?|cohort", {"trial", "cohort"}),
        ("colou?r", {"colo"}),
        ("(?:very )?old(?!er)", {"old"}),
        ("patients?|patience", {"patien"} | {"patient", "patience"}),
        (r"n\s*=\s*\d", {"="}),
        ("tea|teapot", {"tea"}),
        (r"\w+", {""}),
    ],
)
def test_each_match_holds_one_of_the_fragments(pattern: str, fragments: set[str]) -> None:
    assert fragments_of(pattern) <= fragments


@given(any_text)
def test_the_fragments_hide_nothing(text: str) -> None:
    alternatives = "|".join(re.split(r"\n\s*|\s\|\s", WORDS.strip()))
    spaced = alternatives.replace(" ?", r"\s*").replace(" ", r"\s+")

    sought = re.search(rf"(?<!\w)(?:{spaced})", text, re.IGNORECASE)

    if sought:
        assert cue(WORDS).search(text) is not None
