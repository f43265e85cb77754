"""How much of a publisher's words is shown is the register's to say, and nobody else's."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from messages.articles import EXTRACT, SUMMARY, summary
from messages.cards import alert
from messages.texts import Texts
from news.feeds import Shows
from news.models import (
    Address,
    Article,
    ChatId,
    Delivery,
    DeliveryId,
    Evidence,
    Studied,
    Subject,
    Subscription,
)
from tests.fakes import NOW, FakeTopics, an_article
from tests.messages.reader import read

SENTENCE = "Forty people slept better for a month. "
WORDS = "sleep " * 400


def saying(text: str, shows: Shows, title: str = "Sleep in four clinics") -> Article:
    article = an_article(title=title, summary=text)
    return replace(article, source=replace(article.source, shows=shows))


def card(article: Article) -> str:
    delivery = Delivery(
        ids=(DeliveryId(1),),
        address=Address(chat_id=ChatId(7)),
        language="en",
        articles=(article,),
        because=(Subscription(subject=Subject("sleep"), since_at=NOW),),
    )
    return read(alert(delivery, topics=FakeTopics(), texts=Texts.load())).text


@pytest.mark.parametrize("shows", [Shows.EXTRACT, Shows.FULL])
def test_a_short_summary_is_shown_whole(shows: Shows) -> None:
    assert summary(saying(f" {SENTENCE}\n", shows)) == SENTENCE.strip()


def test_of_a_publisher_who_allows_the_title_the_title_is_shown() -> None:
    article = saying(SENTENCE, Shows.TITLE)
    evidence = Evidence(
        subjects=frozenset({Studied.PEOPLE}), spans={"subjects": "Forty people slept better"}
    )
    article = replace(article, draft=replace(article.draft, evidence=evidence))

    text = card(article)

    assert summary(article) == ""
    assert "Sleep in four clinics" in text
    assert "In people" in text
    assert "Title only: the publisher allows no more." in text
    assert "slept" not in text
    assert "Because you follow: Sleep" in text


def test_an_extract_ends_with_a_sentence_where_it_can() -> None:
    shown = summary(saying(SENTENCE * 20, Shows.EXTRACT))

    assert shown == f"{SENTENCE * 7}".strip() + " …"
    assert shown in card(saying(SENTENCE * 20, Shows.EXTRACT))


@pytest.mark.parametrize(
    ("text", "ending"),
    [
        (WORDS, "sleep sleep…"),
        ("Short. " + WORDS, "sleep sleep…"),
        ("x" * 999, "xxx…"),
        ("人は眠る。" * 99, "眠る。 …"),
        ("He said “good.” " * 40, "good.” …"),
        ("Version 3.5 " * 60, "3.5 Version…"),
    ],
)
def test_an_extract_ends_where_reading_may_stop_and_says_that_more_follows(
    text: str, ending: str
) -> None:
    assert summary(saying(text, Shows.EXTRACT)).endswith(ending)


def test_a_full_summary_is_cut_for_its_length_only() -> None:
    shown = summary(saying(SENTENCE * 40, Shows.FULL))

    assert EXTRACT < len(shown) <= SUMMARY


@pytest.mark.parametrize("shows", Shows)
def test_a_summary_that_repeats_the_title_is_left_out(shows: Shows) -> None:
    assert summary(saying(" The  same", shows, title="The same ")) == ""
    assert summary(saying(WORDS, shows, title=WORDS)) == ""


@given(
    st.text(max_size=1_000)
    | st.lists(st.sampled_from([SENTENCE, "word ", "長い。", "x"])).map("".join)
)
def test_no_extract_is_longer_than_three_hundred_characters_or_has_words_of_our_own(
    text: str,
) -> None:
    shown = summary(saying(text, Shows.EXTRACT)).replace("\u2060", "")

    assert len(shown) <= EXTRACT
    full = summary(saying(text, Shows.FULL)).replace("\u2060", "")
    assert full.startswith(shown.removesuffix("…").rstrip())
