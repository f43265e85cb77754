"""Screens about feeds: valid whatever a publisher calls itself, and true about what comes."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from messages import cards, following, own_feeds, shelves, subjects
from messages.texts import Texts
from news.feeds import Trouble
from news.fetches import Failed
from news.models import (
    Address,
    ChatId,
    Delivery,
    DeliveryId,
    Message,
    Subject,
    Subscription,
)
from tests.fakes import NOW, TOPICS, FakeTopics, an_article
from tests.messages.reader import published_text, read

TEXTS = Texts.load()
SAY = TEXTS.of("en")
SLEEP = subjects.of_topic(TOPICS[4], NOW)


def a_feed(title: str = "Ward Notes", number: int = 12, *, is_narrow: bool = False) -> Subscription:
    subject = Subject(f"feed:{number}")
    return Subscription(subject=subject, since_at=NOW, words=title, is_narrow=is_narrow)


def labels(message: Message) -> list[str]:
    return [button.text for row in message.buttons for button in row]


@given(
    title=published_text().map("x".__add__),
    number=st.integers(1, 2**63 - 1),
    is_narrow=st.booleans(),
    has_topics=st.booleans(),
)
def test_any_title_makes_valid_screens_and_no_follow_button(
    title: str, number: int, is_narrow: bool, has_topics: bool
) -> None:
    feed = a_feed(title, number, is_narrow=is_narrow)
    name = subjects.name(feed, FakeTopics(), "en")
    stops = following.stops([feed] * 10, FakeTopics(), SAY)

    screens = [
        own_feeds.followed(name, feed, 7, SAY),
        own_feeds.already_followed(name, feed, has_topics=has_topics, say=SAY),
        own_feeds.chosen(name, feed, has_topics=has_topics, say=SAY),
        own_feeds.unfollowed(name, "https://blog.example/" + "a" * 2_000, SAY),
        own_feeds.mine([name] * 10, stops, SAY),
        own_feeds.full(stops, SAY),
        shelves.mine(stops, 0, SAY, feeds=10),
    ]

    for screen in screens:
        read(screen)
        assert not any(label.startswith("Follow") for label in labels(screen))


@pytest.mark.parametrize("trouble", Trouble)
@given(host=published_text())
def test_every_trouble_has_a_sentence(trouble: Trouble, host: str) -> None:
    failed = Failed(reason="10.0.0.1 said no", trouble=trouble, host="10.0.0.1")

    text = read(own_feeds.not_found(failed, host, SAY)).text

    assert "10.0.0.1" not in text or "10.0.0.1" in host
    assert ("usual places" in text) >= (trouble is Trouble.NOT_A_FEED)


@pytest.mark.parametrize(
    ("entries", "told"),
    [
        (None, "You now follow Ward Notes.\nEverything"),
        (0, "It carries nothing at the moment."),
        (1, "It carries one item now;"),
        (25, "It carries 25 items now;"),
    ],
)
def test_what_a_feed_carries_is_said_where_it_is_known(entries: int | None, told: str) -> None:
    assert told in own_feeds.followed("Ward Notes", a_feed(), entries, SAY).text


@pytest.mark.parametrize(
    ("topics", "feeds", "told"),
    [
        (2, 0, "You follow 2 topics."),
        (1, 0, "You follow one topic."),
        (1, 1, "You follow one topic and one feed."),
        (2, 3, "You follow 2 topics and 3 feeds."),
        (0, 1, "You follow one feed."),
        (0, 3, "You follow 3 feeds."),
    ],
)
def test_topics_and_feeds_are_counted_apart(topics: int, feeds: int, told: str) -> None:
    mine = [*[a_feed()] * feeds, *[SLEEP] * topics]

    screen = shelves.mine(following.stops(mine, FakeTopics(), SAY), 0, SAY, feeds=feeds)

    assert screen.text == told
    assert labels(screen)[:-1] == ["Stop: Sleep"] * topics + ["Stop feed: Ward Notes"] * feeds


def test_an_alert_says_which_feed_it_came_from_and_how_to_stop_that() -> None:
    delivery = Delivery(
        ids=(DeliveryId(1),),
        address=Address(chat_id=ChatId(7)),
        language="en",
        articles=(an_article(),),
        because=(a_feed(), SLEEP),
    )

    alert = cards.alert(delivery, topics=FakeTopics(), texts=TEXTS)

    assert "Because you follow: Ward Notes, Sleep" in alert.text
    stop = alert.buttons[1][0]
    assert (stop.text, stop.data) == ("Stop: Ward Notes", "1:stop:feed:12")


def test_an_empty_title_is_no_empty_label() -> None:
    feed = Subscription(subject=Subject("feed:3"), since_at=NOW - timedelta(days=1))

    assert subjects.name(feed, FakeTopics(), "en") == "feed:3"
