"""Readers get the topic they meant, or are asked."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from news.models import Known, Several, Unknown
from news.ports import Topics
from tests.topics.entries import the_catalog
from topics.library import Library

PHRASES = Path(__file__).with_name("phrases.txt")
LIBRARY: Topics = Library(the_catalog())


@pytest.mark.parametrize(
    ("typed", "slug"),
    [
        ("Gene Therapy", "gene-therapy"),
        ("gene_therapy", "gene-therapy"),
        ("gene-therapy", "gene-therapy"),
        ("GENE-THERAPY", "gene-therapy"),
        ("gene therapies", "gene-therapy"),
        ("genetherapy", "gene-therapy"),
        ("#GeneTherapy", "gene-therapy"),
        ("gene theraphy", "gene-therapy"),
        ("CRISPR", "crispr"),
        ("Gentherapie", "gene-therapy"),
        ("terapia génica", "gene-therapy"),
        ("breast cancer", "breast-cancer"),
        ("Brest cancer", "breast-cancer"),
        ("news about breast cancer", "breast-cancer"),
        ("the latest on lung cancer please", "lung-cancer"),
        ("cáncer de mama", "breast-cancer"),
        ("cancer du sein", "breast-cancer"),
        ("tumours", "cancer"),
        ("Krebs", "cancer"),
        ("рак", "cancer"),
        ("melanoma", "melanoma"),
        ("leukaemia", "leukemia"),
        ("lung cancar", "lung-cancer"),
        ("heart attack", "heart-attack"),
        ("heart", "heart-disease"),
        ("strokes", "stroke"),
        ("blood pressure", "high-blood-pressure"),
        ("hypertention", "high-blood-pressure"),
        ("Bluthochdruck", "high-blood-pressure"),
        ("statins", "statins"),
        ("sickle-cell anaemia", "sickle-cell-disease"),
        ("beta thalassaemia", "thalassemia"),
        ("hemofilia", "hemophilia"),
        ("haemophilia", "hemophilia"),
        ("diabetes", "diabetes"),
        ("diabtes", "diabetes"),
        ("type 2 diabetes", "type-2-diabetes"),
        ("диабет", "diabetes"),
        ("weight loss", "obesity"),
        ("Ozempic", "weight-loss-drugs"),
        ("Alzheimer's", "alzheimers"),
        ("alzhiemers", "alzheimers"),
        ("demenz", "alzheimers"),
        ("Parkinsons", "parkinsons"),
        ("MS", "multiple-sclerosis"),
        ("ms", "multiple-sclerosis"),
        ("ADHD", "adhd"),
        ("TDAH", "adhd"),
        ("СДВГ", "adhd"),
        ("PTSD", "ptsd"),
        ("mental health", "mental-health"),
        ("salud mental", "mental-health"),
        ("depresión", "depression"),
        ("vaping", "smoking"),
        ("insomnia", "insomnia"),
        ("ashtma", "asthma"),
        ("hay fever", "hay-fever"),
        ("covid", "covid-19"),
        ("Long-COVID", "long-covid"),
        ("grippe", "flu"),
        ("aids", "hiv"),
        ("HIV/AIDS", "hiv"),
        ("vaccine", "vaccines"),
        ("lupus", "lupus"),
        ("Crohn’s disease", "crohns-disease"),
        ("eyes", "eye-health"),
        ("teeth", "dental-health"),
        ("womens health", "womens-health"),
        ("IVF", "ivf"),
        ("kids", "child-health"),
        ("ageing", "aging"),
        ("vitamin", "supplements"),
        ("marijuana", "medical-cannabis"),
        ("artificial inteligence", "ai-in-medicine"),
        ("ai", "ai-in-medicine"),
        ("telehealth", "telehealth"),
        ("rare disease", "rare-diseases"),
        ("ME/CFS", "chronic-fatigue-syndrome"),
        ("chronic fatige syndrome", "chronic-fatigue-syndrome"),
        ("irritable bowel", "irritable-bowel-syndrome"),
        ("IBS", "irritable-bowel-syndrome"),
        ("common cold", "common-cold"),
        ("Erkältung", "common-cold"),
    ],
)
def test_a_topic_is_known_however_it_is_typed(typed: str, slug: str) -> None:
    answer = LIBRARY.resolve(typed)

    assert isinstance(answer, Known)
    assert answer.topic.slug == slug


@pytest.mark.parametrize(
    ("typed", "slugs"),
    [
        ("mammogram", {"breast-cancer", "screening"}),
        ("asthma and eczema", {"asthma", "eczema"}),
        ("diabetes, stroke", {"diabetes", "stroke"}),
        ("cold and flu", {"common-cold", "flu"}),
    ],
)
def test_what_may_be_two_topics_is_asked_back(typed: str, slugs: set[str]) -> None:
    answer = LIBRARY.resolve(typed)

    assert isinstance(answer, Several)
    assert {topic.slug for topic in answer.topics} == slugs


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("anthrax", "infectious-diseases"),
        ("cold", "common-cold"),
        ("hypotension", "cardiovascular"),
        ("cancr", "cancer"),
        ("breast cancer in men", "breast-cancer"),
        ("cancel", "cancer"),
        ("exorcise", "exercise"),
        ("addition", "addiction"),
    ],
)
def test_what_is_narrower_or_unclear_is_offered_not_followed(typed: str, first: str) -> None:
    answer = LIBRARY.resolve(typed)

    assert isinstance(answer, Unknown)
    assert answer.nearest[0].slug == first
    assert len(answer.nearest) <= 3


@pytest.mark.parametrize("typed", ["lupin", "stoke", "sheep", "aid", "injection", "hi", "the", ""])
def test_short_words_are_never_taken_for_a_topic_they_resemble(typed: str) -> None:
    assert isinstance(LIBRARY.resolve(typed), Unknown)


@pytest.mark.parametrize(
    "typed",
    [
        *("hi", "hey", "hello there", "good morning", "good night", "how are you", "what's up"),
        *("thanks", "thank you very much", "ok", "cool", "great", "yes", "no", "bye", "see you"),
        *("hola", "gracias", "danke", "merci", "bonjour", "hallo", "привет", "спасибо", "ciao"),
        *("stop", "please stop", "stop alerts", "stop all alerts", "stop it", "no more", "quit"),
        *("cancel", "unsubscribe", "unsubscribe me", "leave me alone", "go away", "shut up"),
        *("shit", "damn", "idiot", "fuck off", "this sucks", "bullshit", "bitch", "rape", "porn"),
        *("help", "help me", "please help me", "can you help me", "I need help", "call me"),
        *("I want to die", "want to die", "kill myself", "I am dying", "I hate my life"),
        *("I am sad", "I am scared", "I feel sick", "I have a fever", "my mother died"),
        *("health news", "news", "health", "good news", "show me more", "more please", "send me"),
        *("settings", "menu", "next", "test", "testing", "weather", "football", "politics"),
        *("tell me a joke", "I love you", "marry me", "who are you", "are you real"),
        *("advice", "factory", "series", "generic", "creation", "inspection", "copies", "charts"),
    ],
)
def test_nobody_is_subscribed_by_what_people_say_to_a_bot(typed: str) -> None:
    assert isinstance(LIBRARY.resolve(typed), Unknown)


@pytest.mark.parametrize(
    "typed",
    [
        *("hi", "hey", "no", "no more", "stop", "rape", "shit", "porn", "bitch", "idiot", "help"),
        *("I want to die", "help me", "my mother died", "I am sad", "I love you", "hola", "danke"),
        *("great", "settings", "weather", "football", "advice", "testing", "good morning", "aid"),
    ],
)
def test_no_topic_is_suggested_that_only_looks_alike(typed: str) -> None:
    assert LIBRARY.resolve(typed) == Unknown(())


@pytest.mark.parametrize(
    ("typed", "first"),
    [("chemoterpy", "chemotherapy"), ("alzimers", "alzheimers"), ("brest canser", "breast-cancer")],
)
def test_a_slip_too_many_is_still_suggested(typed: str, first: str) -> None:
    answer = LIBRARY.resolve(typed)

    assert isinstance(answer, Unknown)
    assert answer.nearest[0].slug == first


def phrases() -> Iterator[tuple[str, frozenset[str]]]:
    """What people type, with the topics that are meant."""
    for line in PHRASES.read_text(encoding="utf-8").splitlines():
        slugs, colon, typed = line.partition(": ")
        if colon and not line.startswith("#"):
            meant = frozenset() if slugs == "?" else frozenset(slugs.split(" + "))
            yield from ((phrase, meant) for phrase in typed.split(", "))


@pytest.mark.parametrize(("typed", "meant"), list(phrases()))
def test_what_people_type_is_understood(typed: str, meant: frozenset[str]) -> None:
    answer = LIBRARY.resolve(typed)

    match answer:
        case Known(topic):
            assert {topic.slug} == meant
        case Several(topics):
            assert {topic.slug for topic in topics} == meant
        case Unknown():
            assert not meant


@pytest.mark.parametrize("filler", ["please", "I want to follow", "send me all the latest on"])
def test_what_stands_around_a_word_forgives_no_more_slips(filler: str) -> None:
    assert isinstance(LIBRARY.resolve(f"{filler} die"), Unknown)
    assert isinstance(LIBRARY.resolve(f"{filler} lupin"), Unknown)
    assert isinstance(LIBRARY.resolve(f"{filler} lupus"), Known)


@pytest.mark.parametrize("typed", ["bitcoin", "xyzzy", "", "?!", "🙂", "the"])
def test_nonsense_is_offered_nothing(typed: str) -> None:
    assert LIBRARY.resolve(typed) == Unknown(())


def test_every_topic_is_known_by_its_slug_and_english_name() -> None:
    for topic in LIBRARY.all():
        assert LIBRARY.resolve(topic.slug) == Known(topic)
        assert LIBRARY.resolve(topic.name()) == Known(topic)


def test_every_topic_is_known_by_its_name_in_the_readers_language() -> None:
    for topic in LIBRARY.all():
        for language, name in topic.names.items():
            answer = LIBRARY.resolve(name, language)
            assert topic in (answer.topics if isinstance(answer, Several) else [answer.topic])  # type: ignore[union-attr]  # an Unknown fails the test as it should


def test_a_topic_is_found_by_its_slug_and_nothing_else() -> None:
    found = LIBRARY.get("lynch-syndrome")

    assert found is not None
    assert found.name("es") == "Síndrome de Lynch"
    assert LIBRARY.get("Lynch syndrome") is None


def test_followed_words_are_plain() -> None:
    assert LIBRARY.plain_words(" Gut–brain AXIS! ") == "gut brain axis"


@settings(max_examples=100, deadline=None)
@given(st.text())
def test_whatever_is_typed_gets_an_answer(text: str) -> None:
    answer = LIBRARY.resolve(text)

    assert isinstance(answer, Known | Several | Unknown)
