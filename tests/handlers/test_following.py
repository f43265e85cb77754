"""Following and stopping, by words and by buttons."""

from dataclasses import replace

import pytest

from handlers.following import LIMIT
from news.models import Address, Chat, ChatId, Phrase, PhraseId, Subject, phrase_subject
from news.reader_ports import Preview
from tests.fakes import NOW, a_topic, an_article
from tests.handlers.world import ANNA, World

ANNAS = Chat(address=Address(chat_id=ChatId(7)))


async def follows(world: World, *slugs: str) -> None:
    for slug in slugs:
        await world.subscriptions.follow(ANNAS, Subject(slug), NOW)


@pytest.mark.parametrize(
    "typed", ["gene therapy", "Gene-Therapy", "gene_therapy", "gene   THERAPY"]
)
@pytest.mark.parametrize(
    "command", ["/subscribe ", "/SUBSCRIBE ", "/subscribe@health_news_bot ", ""]
)
async def test_one_clear_topic_is_followed_at_once(world: World, command: str, typed: str) -> None:
    await world.says(f"{command}{typed}")

    assert world.follows() == ["gene-therapy"]
    assert world.text.startswith("You now follow Gene therapy.")


async def test_following_says_what_comes_with_a_topic(world: World) -> None:
    await world.says("/subscribe blood disorders")

    assert "It includes Thalassemia, Sickle cell disease." in world.text


async def test_following_remembers_chat_kind_and_language_but_no_name(world: World) -> None:
    await world.says("/subscribe sleep")

    assert world.chats.known[ChatId(7)] == Chat(
        address=Address(chat_id=ChatId(7)), kind="private", language="en"
    )


async def test_following_twice_is_following_once(world: World) -> None:
    await follows(world, "gene-therapy")

    await world.says("/subscribe gene therapy")

    assert world.text == "You already follow Gene therapy."
    assert world.follows() == ["gene-therapy"]


async def test_following_can_be_undone_and_that_too(world: World) -> None:
    await world.says("/subscribe gene therapy")
    await world.presses("Undo")
    undone = world.follows()
    await world.presses("Undo")

    assert undone == []
    assert world.follows() == ["gene-therapy"]


async def test_of_several_topics_the_reader_chooses(world: World) -> None:
    world.topics.catalog = (a_topic("skin", "Skin cancer"), a_topic("lung", "Lung cancer"))

    await world.says("/subscribe cancer")
    offered, question = world.labels, world.text
    await world.presses("Lung")

    assert question == "Which one do you mean by “cancer”?"
    assert offered == ["Skin cancer", "Lung cancer"]
    assert world.follows() == ["lung"]


async def test_a_slip_of_the_finger_gets_the_nearest_topics(world: World) -> None:
    await world.says("/subscribe thalasemia")
    offered = world.labels
    await world.presses("Thalassemia")

    assert offered == ["Thalassemia", "Follow “thalasemia” as words"]
    assert world.follows() == ["thalassemia"]


async def test_words_without_a_topic_can_be_followed_as_they_are(world: World) -> None:
    await world.says("/subscribe Long <COVID>!")
    offered = world.labels
    await world.presses("Follow")

    assert offered == ["Follow “long covid” as words"]
    assert world.follows() == ["long covid"]
    assert world.text.startswith("You now follow “long covid”.")


async def test_the_offer_tells_what_the_words_would_have_brought(world: World) -> None:
    example = an_article(1, title="Blue light and sleep at sea")
    world.previews.preview = Preview(days=14, count=3, examples=(example,))

    await world.says("/subscribe blue light at sea")

    assert "In the last 14 days 3 articles had them, such as:" in world.text
    assert "Blue light and sleep at sea</a>" in world.text
    assert world.previews.asked == ["blue light sea"]


@pytest.mark.parametrize(
    ("typed", "followed"),
    [
        ('crispr "Long COVID" -mice', 'crispr "long covid" -mice'),
        ("crispr: a cure?", "crispr cure"),
        ("e-cigarettes -teens", "e-cigarettes -teens"),
        ("sleep apnea -children", "sleep apnea -children"),
    ],
)
async def test_the_signs_of_a_query_survive_the_button(
    world: World, typed: str, followed: str
) -> None:
    await world.says(typed)
    await world.presses("Follow")

    assert world.follows() == [followed]


async def test_who_only_says_what_they_do_not_want_is_asked_what_they_do(world: World) -> None:
    await world.says("/subscribe -mice -rats")

    assert world.text.startswith("Please say also what you want")
    assert world.subscriptions.phrases == {}


async def test_who_follows_a_topic_hears_how_much_that_will_be(world: World) -> None:
    world.previews.a_week = 6

    await world.says("/subscribe sleep")

    assert world.text.endswith("lately about 6 a week.")


async def test_who_follows_words_is_not_told_whether_others_do(world: World) -> None:
    world.previews.a_week = 6
    await world.says("/subscribe kelp broth")

    await world.presses("Follow")

    assert "a week" not in world.text


async def test_typed_markup_is_shown_as_text(world: World) -> None:
    await world.says("/unsubscribe gene therapy")
    await follows(world, "sleep")
    await world.says("/unsubscribe <b>&x")

    assert "“&lt;b&gt;&amp;x”" in world.text


@pytest.mark.parametrize("typed", ["x", "!!!", "🩺", "a" * 101, "/subscribe ?"])
async def test_what_cannot_be_words_gets_a_hint(world: World, typed: str) -> None:
    await world.says(typed)

    assert world.text == "Please send a topic in a few words, for example: gene therapy"
    assert world.subscriptions.phrases == {}


async def test_at_most_fifty_subscriptions(world: World) -> None:
    await follows(world, *(f"topic-{number}" for number in range(LIMIT)))

    await world.says("/subscribe sleep")
    refused = world.text
    await world.sends_data("1:tick:0:sleep")

    assert refused.startswith("You follow 50 topics")
    assert world.text == refused
    assert "sleep" not in world.follows()


async def test_whoever_follows_during_a_pause_is_told_and_can_resume(world: World) -> None:
    await world.says("/start")
    await world.says("/pause")

    await world.says("/subscribe sleep")
    told = world.text
    await world.presses("Resume")

    assert "Alerts are off at the moment." in told
    chat = await world.chats.get(ChatId(7))
    assert chat is not None
    assert chat.paused_until is None


@pytest.mark.parametrize("typed", ["gene therapy", "Gene-therapy", "gene therapi", "therapy"])
async def test_stopping_by_words_is_as_forgiving(world: World, typed: str) -> None:
    await follows(world, "gene-therapy", "sleep")

    await world.says(f"/unsubscribe {typed}")

    assert world.follows() == ["sleep"]
    assert world.text == "You no longer follow Gene therapy."


async def test_a_part_of_the_name_is_enough_among_what_a_chat_follows(world: World) -> None:
    await follows(world, "gene-therapy", "sleep")

    await world.says("/unsubscribe gene")

    assert world.follows() == ["sleep"]


async def test_followed_words_are_stopped_by_words(world: World) -> None:
    await world.says("long covid")
    await world.presses("Follow")

    await world.says("/unsubscribe Long-COVID")

    assert world.follows() == []


async def test_several_that_may_be_meant_are_offered_to_stop(world: World) -> None:
    world.subscriptions.phrases[PhraseId(1)] = Phrase(id=PhraseId(1), text="gene therapies")
    await follows(world, "gene-therapy", phrase_subject(PhraseId(1)))

    await world.says("/unsubscribe gene therapys")
    assert world.text == "Which one shall stop?"

    await world.presses("Stop: “gene therapies”")
    assert world.follows() == ["gene-therapy"]


async def test_of_several_that_are_meant_the_followed_one_stops(world: World) -> None:
    world.topics.catalog = (a_topic("skin", "Skin cancer"), a_topic("lung", "Lung cancer"))
    await follows(world, "lung", "sleep")

    await world.says("/unsubscribe cancer")

    assert world.follows() == ["sleep"]


async def test_a_topic_is_found_in_the_readers_language_though_we_answer_in_english(
    world: World,
) -> None:
    pain = replace(a_topic("pain", "Pain"), names={"en": "Pain", "es": "Dolor"})
    world.topics.catalog = (pain,)

    await world.says("dolor", **{"from": {**ANNA, "language_code": "es-mx"}})

    assert world.follows() == ["pain"]
    assert world.text.startswith("You now follow Pain.")


async def test_stopping_what_is_not_followed_changes_nothing(world: World) -> None:
    await follows(world, "sleep")

    await world.says("/unsubscribe thalassemia")

    assert world.text == "You do not follow anything like “thalassemia”."
    assert world.follows() == ["sleep"]


async def test_a_card_is_kept_when_its_stop_button_is_pressed(world: World) -> None:
    await follows(world, "sleep")

    await world.sends_data("1:stop:sleep")

    assert world.follows() == []
    assert world.text == "You no longer follow Sleep."
    assert world.count("editMessageText") == 0


async def test_a_card_pressed_twice_says_so(world: World) -> None:
    await world.sends_data("1:stop:sleep")

    assert world.text == "You do not follow Sleep."


@pytest.mark.parametrize("reason", ["message to edit not found", "message can't be edited"])
async def test_what_cannot_be_edited_is_sent_anew(world: World, reason: str) -> None:
    world.telegram.refusals["editMessageText"] = (400, f"Bad Request: {reason}")

    await world.sends_data("1:on:sleep")

    assert world.last("sendMessage")["text"].startswith("You now follow Sleep.")
