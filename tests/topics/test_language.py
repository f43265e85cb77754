"""The language of a text is guessed from the text; its publisher is asked only in doubt."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.topics.entries import the_catalog
from topics.language import LANGUAGES, Guesser

TAUGHT = Guesser((term.language, term.text) for term in the_catalog().terms)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("New hope for people with rare blood disease", "en"),
        ("Ozempic shortage ends", "en"),
        ("Las Vegas hospital bans flavored vapes", "en"),
        ("Detectan un nuevo gen ligado al cáncer de mama", "es"),
        ("Médicos piden más camas", "es"),
        ("Vacinação contra a dengue começa em São Paulo", "pt"),
        ("Remédio para emagrecer chega às farmácias", "pt"),
        ("Rougeole : les cas augmentent en Europe", "fr"),
        ("Bronchiolite : épidémie précoce", "fr"),
        ("Neue Hoffnung bei Brustkrebspatientinnen", "de"),
        ("Hausärzte fordern Entlastung", "de"),
        ("Vaccini contro il morbillo, calo in Italia", "it"),
        ("Trapianto di rene da maiale", "it"),
        ("Ученые нашли причину рака молочной железы", "ru"),
        ("Covid-19: что известно о новом штамме", "ru"),
        ("Нові ліки від діабету", "uk"),
        ("糖尿病の新しい治療", "ja"),
        ("糖尿病新疗法", "zh"),
        ("당뇨병 새 치료제", "ko"),
        ("ข่าวสุขภาพวันนี้", "th"),
        ("Nieuwe behandeling voor patiënten in het ziekenhuis", "nl"),
        ("Nowe leczenie dla dzieci nie jest dostępne", "pl"),
    ],
)
def test_a_bare_headline_is_enough(text: str, language: str) -> None:
    assert TAUGHT.guess(text) == language


def test_the_publisher_is_believed_in_doubt_only() -> None:
    assert TAUGHT.guess("Mpox 2026", "it") == "it"
    assert TAUGHT.guess("", "fr") == "fr"
    assert TAUGHT.guess("12 %", "nl") == "nl"
    assert TAUGHT.guess("Kort: Ozempic", "nl-BE") == "nl"
    assert TAUGHT.guess("Здраве: нови лекарства", "bg") == "bg"
    assert TAUGHT.guess("What we know about the new vaccine for children", "fr") == "en"
    assert TAUGHT.guess("Ce que l'on sait sur le nouveau vaccin pour les enfants", "en") == "fr"


def test_small_words_suffice_without_a_catalog() -> None:
    assert Guesser().guess("Was man über die neue Studie wissen muss") == "de"


@given(st.text(), st.sampled_from(sorted(LANGUAGES)))
def test_any_text_gets_a_language_we_know(text: str, said: str) -> None:
    assert TAUGHT.guess(text, said) in LANGUAGES
