"""`/why` and the button under an alert."""

from news.models import Article, ChatId, Subject
from tests.fakes import NOW, an_article
from tests.handlers.test_following import ANNAS
from tests.handlers.world import PRIVATE, World

ANNA_CHAT = ChatId(7)


def was_sent(world: World, number: int, *found: Article, chat: ChatId = ANNA_CHAT) -> None:
    """An alert with this message number came to the chat."""
    world.alerts.sent.setdefault(chat, {})[number] = found


async def test_why_alone_is_about_the_newest_alert(world: World) -> None:
    await world.subscriptions.follow(ANNAS, Subject("sleep"), NOW)
    was_sent(world, 1, an_article(1, title="Old", subjects=["gene-therapy"]))
    was_sent(world, 2, an_article(2, title="New", subjects=["sleep"], because=["naps"]))

    await world.says("/why")

    assert "New" in world.text
    assert "You follow Sleep: “naps”" in world.text


async def test_why_as_a_reply_is_about_that_alert(world: World) -> None:
    was_sent(world, 1, an_article(1, title="Old"))
    was_sent(world, 2, an_article(2, title="New"))

    await world.says("/why", reply_to_message=world.message(PRIVATE, {"message_id": 1}))

    assert "Old" in world.text


async def test_why_as_a_reply_to_anything_else_is_about_the_newest_alert(world: World) -> None:
    was_sent(world, 2, an_article(2, title="New"))

    await world.says("/why", reply_to_message=world.message(PRIVATE, {"message_id": 9}))

    assert "New" in world.text


async def test_of_an_alert_with_several_articles_the_reader_chooses(world: World) -> None:
    was_sent(world, 1, an_article(1, title="One"), an_article(2, title="Two"))

    await world.says("/why")
    offered = world.labels
    await world.presses("Two")

    assert offered == ["One", "Two"]
    assert "Two" in world.text
    assert "Study type: not stated" in world.text


async def test_where_no_alert_came_why_says_so(world: World) -> None:
    await world.says("/why")

    assert world.text.startswith("No alert came here lately.")


async def test_the_button_answers_below_the_alert(world: World) -> None:
    was_sent(world, 1, an_article(1, title="One"))

    await world.sends_data("1:why:1")

    assert "Why this came" in world.text
    assert world.count("editMessageText") == 0


async def test_a_button_for_what_never_came_here_shows_nothing(world: World) -> None:
    was_sent(world, 1, an_article(1, title="Secret"), chat=ChatId(8))

    for data in ("1:why:1", "1:why:", "1:why:!", "1:why:zzz"):
        await world.sends_data(data)

        assert world.text == "That article is gone."
