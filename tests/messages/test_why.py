"""Why an alert came, in the words of the article."""

from dataclasses import replace

import pytest
from hypothesis import given

from messages import why
from messages.subjects import of_phrase, of_topic
from messages.texts import Texts
from news.feeds import Shows
from news.models import Design, Evidence, Phrase, PhraseId, Review, Studied
from tests.fakes import NOW, TOPICS, FakeTopics, an_article
from tests.messages.reader import published_text, read

SAY = Texts.load().of("en")
GENES = of_topic(TOPICS[3], NOW)
WORDS = of_phrase(Phrase(id=PhraseId(7), text="blue light"), NOW)
TRIAL = Evidence(
    design=Design.RANDOMISED_TRIAL,
    subjects=frozenset({Studied.PEOPLE}),
    reviewed=Review.PREPRINT,
    spans={"design": "were randomly assigned", "subjects": "40 volunteers"},
)


def told(*subjects: str, evidence: Evidence | None = None) -> list[str]:
    """The lines for somebody who follows gene therapy and the words."""
    article = an_article(subjects=subjects, because=["edited", "gene <x>"], evidence=evidence)
    because = [each for each in (GENES, WORDS) if each.subject in subjects]
    return read(why.reasons(article, because, FakeTopics(), SAY)).text.splitlines()


def test_what_is_followed_comes_with_the_words_of_the_article() -> None:
    lines = told("gene-therapy", "phrase:7")

    assert lines[0] == "Why this came"
    assert "You follow Gene therapy: “edited”, “gene <x>”" in lines
    assert "You follow “blue light”: “edited”, “gene <x>”" in lines


def test_other_topics_are_named_but_never_the_words_that_others_follow() -> None:
    lines = told("gene-therapy", "sleep", "phrase:8", "no-longer-a-topic")

    also = [line for line in lines if line.startswith("Also about")]
    assert also == ["Also about Sleep: “edited”, “gene <x>”"]


def test_who_follows_none_of_it_any_more_is_told_so() -> None:
    assert "It is on nothing that you follow now." in told("sleep")


def test_each_kind_of_evidence_is_quoted_or_said_to_be_missing() -> None:
    stated, silent = told("sleep", evidence=TRIAL), told("sleep")

    assert "Study type: randomised trial – the text says “were randomly assigned”" in stated
    assert "Studied: in people – the text says “40 volunteers”" in stated
    assert "Checked by others: preprint, not reviewed" in stated
    assert silent[-5:-2] == [
        "Study type: not stated",
        "Studied: not stated",
        "Checked by others: not stated",
    ]
    assert silent[-1].startswith("Software read the title and summary, and nothing else.")


def test_where_only_the_title_may_be_shown_only_the_title_is_quoted() -> None:
    article = an_article(title="A test in 40 volunteers", evidence=TRIAL)
    shown = replace(article, source=replace(article.source, shows=Shows.TITLE))

    lines = read(why.reasons(shown, [], FakeTopics(), SAY)).text.splitlines()

    assert "Study type: randomised trial" in lines
    assert "Studied: in people – the text says “40 volunteers”" in lines


@pytest.mark.parametrize("design", Design)
@pytest.mark.parametrize("reviewed", Review)
def test_whatever_the_evidence_there_are_words_for_it(design: Design, reviewed: Review) -> None:
    assert len(told("sleep", evidence=Evidence(design=design, reviewed=reviewed))) > 4


def test_of_an_alert_with_several_articles_one_is_chosen() -> None:
    made = why.which([an_article(35, title="One"), an_article(36, title="Two")], SAY)

    assert [button.text for row in made.buttons for button in row] == ["One", "Two"]
    assert [button.data for row in made.buttons for button in row] == ["1:why:z", "1:why:10"]


@given(title=published_text(), word=published_text(), span=published_text())
def test_whatever_was_published_the_answer_is_a_valid_message(
    title: str, word: str, span: str
) -> None:
    evidence = Evidence(design=Design.TRIAL, spans={"design": span})
    subjects = [topic.slug for topic in TOPICS]
    article = an_article(title=title, subjects=subjects, because=[word] * 4, evidence=evidence)

    read(why.reasons(article, [GENES], FakeTopics(), SAY))
