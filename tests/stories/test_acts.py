"""What is done in health news is told in several words."""

import pytest

from stories.acts import acts
from stories.words import terms, tokens


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("FDA clears pill", "US regulator OKs tablet"),
        ("EMA panel says no to drug", "European watchdog rejects medicine"),
        ("Firm pulls spinach", "Spinach recalled"),
        ("Nap tsar quits", "Head of naps steps down"),
        ("Two dead in Zwolle", "Outbreak kills two"),
    ],
)
def test_one_act_in_other_words_is_one(one: str, other: str) -> None:
    assert acts(terms(tokens(one))) & acts(terms(tokens(other)))


@pytest.mark.parametrize("title", ["Back pain eased by naps", "Naps decline in old age"])
def test_a_word_that_means_too_much_is_no_act(title: str) -> None:
    assert not acts(terms(tokens(title)))
