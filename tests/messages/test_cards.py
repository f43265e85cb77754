"""The alert card: everything a reader needs, and nothing that deceives."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from messages import evidence
from messages.cards import alert
from messages.texts import Texts
from news.models import (
    Address,
    Article,
    ChatId,
    Delivery,
    DeliveryId,
    Design,
    Evidence,
    Message,
    Review,
    Studied,
    Subject,
    Subscription,
)
from tests.fakes import NOW, FakeTopics, an_article
from tests.messages.reader import published_text, read

TEXTS = Texts.load()
TRIAL = Evidence(
    design=Design.RANDOMISED_TRIAL,
    subjects=frozenset({Studied.PEOPLE}),
    reviewed=Review.PEER_REVIEWED,
)


def following(*subjects: str, words: str = "") -> tuple[Subscription, ...]:
    return tuple(
        Subscription(subject=Subject(subject), since_at=NOW, words=words) for subject in subjects
    )


def card(article: Article, because: tuple[Subscription, ...]) -> Message:
    delivery = Delivery(
        ids=(DeliveryId(1),),
        address=Address(chat_id=ChatId(7)),
        language="en",
        articles=(article,),
        because=because,
    )
    return alert(delivery, topics=FakeTopics(), texts=TEXTS)


def test_a_card_reads_from_title_to_reason() -> None:
    article = an_article(
        subjects=["gene-therapy"], because=["gene therapy", "gene-edited"], evidence=TRIAL
    )

    made = card(article, following("gene-therapy"))

    assert made.text == (
        "<b>Corrected stem cells make haemoglobin</b>\n"
        "In people · randomised trial · peer-reviewed\n\n"
        "Cells of four donors made it again in the laboratory.\n\n"
        '<a href="https://www.example.org/news/1">Example News (example.org)</a> · 20 Nov 2026\n'
        "Because you follow: Gene therapy (gene-edited)"
    )
    assert [[button.text for button in row] for row in made.buttons] == [
        ["Read", "Why?"],
        ["Stop: Gene therapy"],
    ]
    assert made.buttons[0][0].url == "https://www.example.org/news/1"
    assert made.buttons[0][1].data == "1:why:1"
    assert made.buttons[1][0].data == "1:stop:gene-therapy"
    assert made.preview == "https://www.example.org/news/1"


def a_list(*articles: Article, because: tuple[Subscription, ...] = (), **fields: bool) -> Message:
    delivery = Delivery(
        ids=tuple(DeliveryId(article.id) for article in articles),
        address=Address(chat_id=ChatId(7)),
        language="en",
        articles=articles,
        because=because or following("sleep"),
        is_late=fields.get("is_late", False),
        more_follow=fields.get("more_follow", False),
    )
    return alert(delivery, topics=FakeTopics(), texts=TEXTS)


def test_several_at_once_are_a_list_in_which_each_title_leads_to_its_source() -> None:
    made = a_list(
        an_article(1, title="First", evidence=TRIAL),
        an_article(2, title="Second", url="https://www.example.org/news/2"),
        because=following("sleep", "gene-therapy"),
    )

    assert made.text == (
        "<b>2 new stories for you</b>\n\n"
        '<a href="https://www.example.org/news/1">First</a>\n'
        "In people · randomised trial · peer-reviewed\n"
        "Example News · 20 Nov 2026\n\n"
        '<a href="https://www.example.org/news/2">Second</a>\n'
        "Example News · 20 Nov 2026\n\n"
        "Because you follow: Sleep, Gene therapy"
    )
    assert [row[0].text for row in made.buttons] == ["Stop: Sleep", "Stop: Gene therapy"]
    assert made.preview == ""
    assert not made.silent


def test_what_comes_late_says_so_however_little_it_is() -> None:
    one, two = (
        an_article(1, title="First"),
        an_article(2, title="Second", url="https://www.example.org/news/2"),
    )

    assert a_list(one, is_late=True).text.startswith(
        "<b>1 story that I could not send you in time</b>"
    )
    assert a_list(one, two, is_late=True).text.startswith(
        "<b>2 stories that I could not send you in time</b>"
    )


def test_only_the_last_of_several_lists_makes_a_sound() -> None:
    made = a_list(an_article(1), an_article(2), more_follow=True)

    assert made.silent
    assert "More in the next message." in made.text


def test_the_longest_list_of_the_wordiest_articles_fits_and_keeps_every_link() -> None:
    wordy = [
        an_article(
            number,
            title="Health " * 200,
            url=f"https://news.example.org/{number}",
            publisher="Publisher " * 30,
            evidence=TRIAL,
        )
        for number in range(1, 21)
    ]
    names = following("phrase:1", "phrase:2", "phrase:3", words="many words " * 20)

    seen = read(a_list(*wordy, because=names, more_follow=True))

    assert len(seen.links) == 20
    assert "Because you follow" in seen.text


def test_followed_words_are_the_reason_in_quotation_marks() -> None:
    made = card(an_article(), following("phrase:12", words="long covid"))

    assert made.text.endswith("Because you follow: “long covid”")
    assert made.buttons[1][0].text == "Stop: “long covid”"
    assert made.buttons[1][0].data == "1:stop:phrase:12"


def test_of_many_reasons_three_are_told_and_the_rest_counted() -> None:
    made = card(an_article(), following("sleep", "sleep-apnea", "gene-therapy", "thalassemia"))

    assert made.text.endswith("Because you follow: Sleep, Sleep apnea, Gene therapy and 1 more")
    assert len(made.buttons) == 4


def test_a_summary_that_repeats_the_title_is_left_out() -> None:
    made = card(an_article(title="The same", summary="The same"), following("sleep"))

    assert made.text.count("The same") == 1
    assert "Title only: the source gives no summary." in made.text


def test_an_article_without_a_title_has_something_to_show() -> None:
    assert card(an_article(title=" "), following("sleep")).text.startswith("<b>Untitled</b>")


@pytest.mark.parametrize("url", ["javascript:alert(1)", "https://example.org@evil.org/", ""])
def test_a_bad_link_is_neither_linked_nor_previewed_nor_a_button(url: str) -> None:
    made = card(an_article(url=url), following("sleep"))

    assert read(made).links == []
    assert made.preview == ""
    assert [row[0].text for row in made.buttons] == ["Why?", "Stop: Sleep"]
    assert "Example News · 20 Nov 2026" in made.text


def test_a_look_alike_host_is_shown_as_what_it_is() -> None:
    made = card(an_article(url="https://аpple.org/1"), following("sleep"))  # a Cyrillic а

    assert "Example News (xn--pple-43d.org)" in made.text


def test_of_a_very_long_host_the_end_is_shown() -> None:
    url = f"https://{'a.' * 60}evil.org/1"

    assert "a.a.evil.org)" in card(an_article(url=url), following("sleep")).text


def test_a_source_without_a_name_is_called_by_its_host() -> None:
    article = an_article()
    nameless = replace(article, source=replace(article.source, publisher="", title=""))

    assert ">example.org</a> · " in card(nameless, following("sleep")).text


def test_in_a_card_nothing_of_the_publishers_is_live_but_the_link() -> None:
    article = an_article(
        title="Send /stop to @someone",
        summary="See http://evil.example or #tag.",
        publisher="evil.com",
        subjects=["gene-therapy"],
        because=["t.me/x"],
    )

    text = read(card(article, following("gene-therapy"))).text

    for live in ("/stop", "@someone", "://", ".example ", "#tag", "evil.com", "t.me"):
        assert live not in text
    assert card(article, following("sleep")).preview == "https://www.example.org/news/1"


@pytest.mark.parametrize(
    ("published_at", "shown"),
    [
        (NOW - timedelta(days=3), "18 Nov 2026"),
        (datetime(1990, 1, 1, tzinfo=UTC), "1 Jan 1990"),
        (NOW + timedelta(hours=23), "21 Nov 2026"),
        (None, "found 21 Nov 2026"),
        (datetime(1970, 1, 1, tzinfo=UTC), "found 21 Nov 2026"),
        (NOW + timedelta(days=2), "found 21 Nov 2026"),
    ],
)
def test_a_date_that_nobody_can_believe_is_not_shown_as_the_date(
    published_at: datetime | None, shown: str
) -> None:
    article = an_article()
    entry = replace(article.draft.entry, published_at=published_at)
    dated = replace(article, draft=replace(article.draft, entry=entry), first_seen_at=NOW)

    assert f"</a> · {shown}\n" in card(dated, following("sleep")).text


@given(
    title=published_text(),
    summary=published_text(2000),
    publisher=published_text(),
    words=published_text(),
    because=st.lists(published_text(), max_size=5),
)
def test_any_card_is_valid_fits_and_can_be_stopped(
    title: str, summary: str, publisher: str, words: str, because: list[str]
) -> None:
    article = an_article(
        title=title, summary=summary, publisher=publisher, subjects=["phrase:1"], because=because
    )
    made = card(article, following("phrase:1", words=f"x{words}"))

    seen = read(made)

    assert len(seen.text) < 1500
    assert seen.links == ["https://www.example.org/news/1"]
    assert made.buttons[-1][0].data == "1:stop:phrase:1"
    assert not any(button.text.startswith("Follow") for row in made.buttons for button in row)


@pytest.mark.parametrize(
    ("design", "subjects", "reviewed", "words"),
    [
        ("not-stated", "", "not-stated", "Study type not stated"),
        ("not-stated", "", "press-release", "Study type not stated · press release"),
        ("not-stated", "people", "not-stated", "In people"),
        ("trial", "people", "peer-reviewed", "In people · trial · peer-reviewed"),
        ("laboratory", "cells", "preprint",
         "In cells · laboratory study · not in people · preprint, not reviewed"),
        ("animal", "animals", "not-stated", "Animal study · not in people"),
        ("animal", "animals people", "not-stated", "In people · animal study"),
        ("not-stated", "animals people cells", "conference",
         "In people, animals and cells · shown at a conference"),
        ("regulator", "", "not-stated", "From a regulator"),
    ],
)  # fmt: skip
def test_evidence_is_said_in_plain_words(
    design: str, subjects: str, reviewed: str, words: str
) -> None:
    stated = Evidence(
        design=Design(design),
        subjects=frozenset(Studied(each) for each in subjects.split()),
        reviewed=Review(reviewed),
    )

    assert evidence.in_words(stated, TEXTS.of("en")) == words
    assert evidence.is_stated(stated) == (words != "Study type not stated")


@given(
    st.sampled_from(Design),
    st.frozensets(st.sampled_from(Studied)),
    st.sampled_from(Review),
)
def test_only_what_was_not_in_people_says_so(
    design: Design, subjects: frozenset[Studied], reviewed: Review
) -> None:
    stated = Evidence(design=design, subjects=subjects, reviewed=reviewed)

    words = evidence.in_words(stated, TEXTS.of("en"))

    cautious = bool(subjects) and Studied.PEOPLE not in subjects
    assert ("not in people" in words) == cautious
    assert ("In people" in words) == (Studied.PEOPLE in subjects)
