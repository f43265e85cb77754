"""The other screens: short, plain, and with one thing to do."""

from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from messages import commands, following, screens, shelves, subjects
from messages.texts import Texts
from news.models import Button, Message, Phrase, PhraseId
from news.reader_ports import Preview
from tests.fakes import NOW, TOPICS, FakeTopics, a_topic, an_article
from tests.messages.reader import published_text, read

SAY = Texts.load().of("en")
SLEEP = subjects.of_topic(TOPICS[4], NOW)


def labels(message: Message) -> list[str]:
    return [button.text for row in message.buttons for button in row]


@given(words=published_text(), topic_name=published_text())
def test_any_words_make_valid_screens_and_one_follow_button(words: str, topic_name: str) -> None:
    phrase = Phrase(id=PhraseId(10**12), text=f"x{words}")
    topic = a_topic("topic", f"A {topic_name}")

    preview = Preview(days=14, count=1, examples=(an_article(title=topic_name),))

    offer = following.did_you_mean([topic], phrase, preview, SAY)
    others = [
        following.followed(f"x{words}", [topic_name], SLEEP, SAY),
        following.already_followed(f"x{words}", SLEEP, SAY),
        following.unfollowed(f"x{words}", SLEEP, SAY),
        following.nothing_like(words, SAY),
        following.which([topic], words, "on", SAY),
        shelves.tiles([topic], {"topic"}, 0, SAY),
    ]

    read(offer)
    assert [label.startswith("Follow") for label in labels(offer)] == [False, True]
    for screen in others:
        read(screen)
        assert not any(label.startswith("Follow") for label in labels(screen))


@pytest.mark.parametrize(
    ("preview", "told"),
    [
        (Preview(days=14, count=0), "In the last 14 days no article had them."),
        (Preview(days=14, count=1), "In the last 14 days one article had them:"),
        (Preview(days=14, count=9, daily=0.6), "In the last 14 days 9 articles had them, such as:"),
        (
            Preview(days=14, count=281, is_more=True, daily=31.4),
            "In the last 14 days more than 281 articles had them, such as:",
        ),
    ],
)
def test_words_are_offered_with_what_they_would_have_brought(preview: Preview, told: str) -> None:
    made = following.did_you_mean([], Phrase(id=PhraseId(1), text="blue light"), preview, SAY)

    assert told in made.text


def test_words_that_would_bring_too_much_come_with_a_warning() -> None:
    preview = Preview(days=14, count=281, is_more=True, daily=31.4)

    made = following.did_you_mean([], Phrase(id=PhraseId(1), text="health"), preview, SAY)

    assert "This will be a lot: about 31 a day." in made.text


def test_the_examples_of_an_offer_are_links() -> None:
    preview = Preview(days=14, count=2, examples=(an_article(1, title="Blue <light>"),))

    made = following.did_you_mean([], Phrase(id=PhraseId(1), text="blue light"), preview, SAY)

    assert '• <a href="https://www.example.org/news/1">Blue &lt;light&gt;</a>' in made.text


@pytest.mark.parametrize("count", [0, 1])
def test_of_words_too_common_to_look_at_nothing_false_is_said(count: int) -> None:
    preview = Preview(days=14, count=count, is_more=True)

    assert list(following.foretold(preview, SAY)) == []


@pytest.mark.parametrize(
    ("weekly", "told"), [(0, "once."), (1, "lately about one a week."), (6, "about 6 a week.")]
)
def test_who_follows_hears_how_much_that_will_be(weekly: int, told: str) -> None:
    made = following.followed("Sleep", [], SLEEP, SAY, weekly=weekly)

    assert made.text.endswith(told)


def test_of_many_narrower_topics_some_are_named() -> None:
    made = following.followed("Cancer", ["A", "B", "C", "D", "E", "F"], SLEEP, SAY)

    assert "It includes A, B, C, D and 2 more." in made.text


def test_nobody_is_asked_to_choose_from_more_than_eight() -> None:
    topics = [a_topic(f"topic-{number}", f"Topic {number}") for number in range(20)]

    assert len(labels(following.which(topics, "topic", "on", SAY))) == 8


@pytest.mark.parametrize("kind", ["private", "supergroup"])
def test_the_greeting_fits_a_small_phone(kind: str) -> None:
    lines = screens.start(kind, SAY).splitlines()

    assert len(lines) <= 6
    assert all(len(line) <= 120 for line in lines)


def test_a_group_is_told_that_its_admins_choose() -> None:
    assert "Admins choose the topics" in screens.start("group", SAY)
    assert "Only admins can change" in screens.help_("group", SAY).text


@pytest.mark.parametrize("hint", get_args(screens.Hint))
def test_every_hint_fits_the_small_window_over_a_button(hint: screens.Hint) -> None:
    assert 1 <= len(screens.sentence(hint, SAY)) <= 200


def test_the_profile_fits_telegrams_fields_and_says_what_we_are_not() -> None:
    description, about = commands.profile(SAY)

    assert len(description) <= 512
    assert len(about) <= 120
    assert "not medical advice" in description
    assert "not medical advice" in about


@pytest.mark.parametrize(
    ("typed", "meant"), [("subscrib", "subscribe"), ("LATEST", "latest"), ("qqq", None), ("", None)]
)
def test_a_slip_finds_the_nearest_command(typed: str, meant: str | None) -> None:
    assert commands.nearest(typed) == meant


def test_the_greeting_is_the_heading_over_the_tiles() -> None:
    made = shelves.tiles(TOPICS, (), 0, SAY, heading="Hello")

    assert made.text == "Hello"
    assert labels(made)[-1] == "All topics"


@given(
    sizes=st.lists(st.integers(1, 40), min_size=1, max_size=8),
    name=st.sampled_from(["Asthma", "Chronic obstructive pulmonary disease"]),
)
def test_every_topic_stands_on_exactly_one_page_of_its_shelf(sizes: list[int], name: str) -> None:
    topics = [
        a_topic(f"{shelf}-{number}", name, group=f"shelf {shelf}")
        for shelf, size in enumerate(sizes)
        for number in range(size)
    ]
    seen: list[Button] = []

    for page in range(1, len(topics) + 1):
        made = shelves.tiles(topics, (), page, SAY)
        read(made)
        assert len(made.buttons) <= 8
        seen += [button for row in made.buttons for button in row if ":tick:" in button.data]
        if "More ›" not in labels(made):
            break

    assert [button.data.rpartition(":")[2] for button in seen] == [topic.slug for topic in topics]


@pytest.mark.parametrize("page", [-1, 99])
def test_a_page_that_is_not_there_is_the_nearest_one(page: int) -> None:
    read(shelves.tiles(TOPICS, (), page, SAY))
    read(shelves.tiles([], (), page, SAY))
    read(shelves.index([], SAY))
    read(shelves.mine([], page, SAY))


def test_the_first_page_is_a_taste_of_each_shelf_that_fits() -> None:
    topics = [a_topic(f"topic-{number}", "Topic", group=f"shelf {number}") for number in range(40)]

    made = shelves.tiles(topics, {"topic-0"}, 0, SAY)

    assert labels(made) == ["✓ Topic", *["Topic"] * 13, "All topics"]


def test_topics_without_a_shelf_have_a_name_for_it() -> None:
    assert labels(shelves.index([a_topic("a", "A", group="")], SAY))[0] == "Other topics"


def test_stop_buttons_name_what_they_stop() -> None:
    phrase = subjects.of_phrase(Phrase(id=PhraseId(3), text="long covid"), NOW)

    stops = following.stops([SLEEP, phrase], FakeTopics(), SAY)

    assert [(stop.text, stop.data) for stop in stops] == [
        ("Stop: Sleep", "1:off:sleep"),
        ("Stop: “long covid”", "1:off:phrase:3"),
    ]
