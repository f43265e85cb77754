"""A summary is short, and the publisher's own."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stories.summary import LIMIT, summarise

FIRST = "Nurses who nap on night shifts make fewer errors, a hospital reports."
SECOND = "The naps lasted twenty minutes."
THIRD = "The wards were quiet."


@pytest.mark.parametrize(
    "text",
    [
        FIRST,
        f"LONDON (Reuters) - {FIRST}",
        f"(Reuters Health) - {FIRST}",
        f"BOSTON, May 5, 2026 /PRNewswire/ -- {FIRST}",
        f"Date: May 5, 2026 Source: A University Summary: {FIRST}",
        f"News Release — {FIRST}",
        f"{FIRST} Read more",
        f"{FIRST} Continue reading…",
        f"{FIRST} […]",
        f"{FIRST} The post Naps help appeared first on The Daily Nap.",
        f"{FIRST} (Image credit: A. Nurse)",
        f"Photo: A. Nurse / Nap Agency\n{FIRST}",
        f"Abstract {FIRST}",
        f"J Nap Res. 2026 May 5. doi: 10.1000/nap.5. Online ahead of print. ABSTRACT {FIRST}",
        f"BACKGROUND: Nights are long. METHODS: We counted. CONCLUSIONS: {FIRST}",
        f"{FIRST} Read more The post Naps help appeared first on The Daily Nap.",
    ],
)
def test_what_surrounds_the_text_is_left_out(text: str) -> None:
    assert summarise("Naps help", text) == FIRST


@pytest.mark.parametrize(
    "text",
    [
        "Publication date: May 2026 Source: Naps and Nights, Volume 7 Author(s): A. Nurse, B. Ng",
        "Volume 7, Issue 3, May 2026, Page 18-20 .",
    ],
)
def test_what_a_table_of_contents_says_of_a_paper_is_no_summary(text: str) -> None:
    assert summarise("Naps help", text) == ""


@pytest.mark.parametrize(
    "text",
    [
        "Abstract art helps patients relax, a trial found.",
        "HIV — the virus behind AIDS — can hide for years.",
        "People who read more sleep less.",
        "Dr. A. Ng of the U.S. Navy slept at 3 p.m. for 2.5 hours.",
        "“Sleep!” said the nurse, and slept.",
    ],
)
def test_a_sentence_is_not_mistaken_for_its_surroundings_or_cut_at_a_stop(text: str) -> None:
    assert summarise("Naps help", text) == text


def test_two_sentences_are_enough() -> None:
    assert summarise("Naps help", f"{FIRST} {SECOND} {THIRD}") == f"{FIRST} {SECOND}"


def test_the_title_is_not_said_again() -> None:
    assert summarise("Naps Help Nurses: study", f"Naps help nurses – study. {FIRST}") == FIRST
    assert summarise("Naps help nurses", "Naps help nurses.") == ""


@pytest.mark.parametrize(
    "hype",
    [
        "It is a breakthrough for nurses.",
        "Doctors call it a miracle.",
        "This game-changing nap will cure tiredness.",
        "It could revolutionise the night.",
    ],
)
def test_hype_is_passed_over_while_another_sentence_remains(hype: str) -> None:
    assert summarise("Naps", f"{hype} {FIRST}") == FIRST
    assert summarise("Naps", hype) == hype


def test_other_scripts_have_sentences_too() -> None:
    text = "夜勤の看護師は仮眠でミスが減った。仮眠は二十分だった。病棟は静かだった。"

    assert summarise("仮眠", text) == "夜勤の看護師は仮眠でミスが減った。 仮眠は二十分だった。"


def test_a_long_sentence_is_cut_at_a_word() -> None:
    text = "Naps " + "and more naps " * 60 + "help."

    summary = summarise("Sleep", text)

    assert summary.endswith("…")
    assert text.startswith(summary.removesuffix("…") + " ")
    assert LIMIT / 2 < len(summary) <= LIMIT


@pytest.mark.parametrize("text", ["", "   ", "\n\n", "…", "Read more", "[…]"])
def test_nothing_said_gives_nothing(text: str) -> None:
    assert summarise("Naps help", text) == ""


PIECES = (FIRST, SECOND, "It is a breakthrough.", "Read more", "(Reuters) - ", "。", "A. B. ", "\n")


@given(
    st.text(max_size=60),
    st.one_of(st.text(max_size=900), st.lists(st.sampled_from(PIECES)).map(" ".join)),
)
def test_a_summary_is_short_and_verbatim(title: str, text: str) -> None:
    summary = summarise(title, text)

    assert len(summary) <= LIMIT
    kept = summary.removesuffix("…").rstrip()
    assert any(
        kept[:cut].rstrip() in text and kept[cut:].lstrip() in text for cut in range(len(kept) + 1)
    )
