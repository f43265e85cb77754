"""Words that are neither a topic nor a command are understood, and nothing comes of them."""

import logging

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.smalltalk import Talk, heard
from news.models import Address, Chat, ChatId, Subject
from tests.fakes import NOW
from tests.handlers.world import GROUP, World
from topics import catalog
from topics.normal import plain

ANNAS = Chat(address=Address(chat_id=ChatId(7)))
DISTRESS = [
    "I want to die",
    "i wanna die",
    "want to die",
    "I'm going to kill myself",
    "I’m suicidal",
    "suicidal",
    "thinking about ending my life",
    "I keep hurting myself.",
    "I don't want to live anymore",
    "they would be better off without me",
    "help me die",
    "I think I am having a HEART ATTACK!",
    "my father is having a stroke",
    "I can't breathe",
    "overdose now",
    "I just took an overdose",
    "i ve taken too many pills",
    "Ich will sterben",
    "quiero morir",
    "хочу умереть",
]
ENDS = [
    "stop!",
    "Stop alerts",
    "please stop",
    "stop sending me messages",
    "no more",
    "No more news, please",
    "stop it, thanks",
    "unsubscribe",
    "unsubscribe me",
    "quit",
    "cancel",
    "cancel my subscription",
    "leave me alone",
    "basta",
]
HELLOS = [
    "hi",
    "Hello!",
    "hello there",
    "hola",
    "bonjour",
    "привет",
    "thanks",
    "Thank you very much",
    "help",
    "help me",
    "can you help me please?",
]
TOPICS_AFTER_ALL = [
    "suicide",
    "suicide prevention",
    "suicidal ideation",
    "self-harm",
    "heart attack",
    "opioid overdose",
    "overdose",
    "assisted dying",
    "end of life care",
    "stop smoking",
    "quit alcohol",
    "stop taking statins",
    "hi-tech prostheses",
    "help with diabetes",
    "cancel culture",
    "",
]


@pytest.mark.parametrize(
    ("said", "talk"),
    [
        *((said, Talk.DANGER) for said in DISTRESS),
        *((said, Talk.END) for said in ENDS),
        *((said, Talk.HELLO) for said in HELLOS),
        *((said, None) for said in TOPICS_AFTER_ALL),
    ],
)
def test_small_talk_is_told_from_topics(said: str, talk: Talk | None) -> None:
    assert heard(plain(said)) is talk


def test_of_the_catalog_only_what_one_says_of_oneself_is_small_talk() -> None:
    shelves = catalog.load()
    names = [name for topic in shelves.topics.values() for name in topic.names.values()]
    also = [name for names in shelves.synonyms.values() for name in names]

    taken = [
        said for said in [*names, *also, *(t.text for t in shelves.terms)] if heard(plain(said))
    ]

    assert taken == ["suicidal"]


@given(before=st.text(), after=st.text())
def test_distress_is_heard_whatever_stands_around_it(before: str, after: str) -> None:
    assert heard(plain(f"{before} I want to kill myself {after}")) is Talk.DANGER


@pytest.mark.parametrize("said", DISTRESS)
async def test_distress_gets_one_kind_text_and_leaves_no_trace(
    world: World, said: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG, logger="handlers")

    await world.says(said)

    assert len(world.screens) == 1
    assert "emergency number" in world.text
    assert "a person you trust" in world.text
    assert "only a news bot" in world.text
    assert world.labels == []
    assert world.chats.known == {}
    assert world.chats.followed == {}
    assert world.subscriptions.phrases == {}
    assert caplog.records == []


@pytest.mark.parametrize("said", ENDS)
async def test_whoever_wants_an_end_is_shown_the_command(world: World, said: str) -> None:
    await world.subscriptions.follow(ANNAS, Subject("sleep"), NOW)

    await world.says(said)

    assert "/stop" in world.text
    assert world.labels == []
    assert world.follows() == ["sleep"]
    assert world.subscriptions.phrases == {}


@pytest.mark.parametrize("said", HELLOS)
async def test_a_greeting_is_answered_with_what_can_be_done(world: World, said: str) -> None:
    await world.says(said)

    assert "type a topic" in world.text
    assert "/help" in world.text
    assert world.labels == []
    assert world.subscriptions.phrases == {}


@pytest.mark.parametrize("said", ["Latest", "pause", "settings"])
async def test_other_commands_may_forget_their_slash_too(world: World, said: str) -> None:
    await world.says(said)

    assert world.text == f"Did you mean /{said.lower()}?"


async def test_a_topic_to_end_is_not_offered_to_follow(world: World) -> None:
    await world.says("unsubscribe gene therapy")

    assert world.text == "Did you mean /unsubscribe?"
    assert world.labels == []


@pytest.mark.parametrize("said", [DISTRESS[0], ENDS[0], HELLOS[0]])
async def test_talk_in_a_group_is_none_of_our_business(world: World, said: str) -> None:
    await world.says(said, chat=GROUP)

    assert world.screens == []
