"""Following feeds as such: by address, by button, and never by another's number."""

import json
from dataclasses import replace

import pytest

from handlers.following import LIMIT
from news.feeds import Trouble
from news.fetches import Failed
from news.models import Address, Chat, ChatId, Subject
from tests.fakes import NOW
from tests.handlers.world import ANNA, GROUP, PRIVATE, World

URL = "https://blog.example/feed"
BEN = {"id": 8, "type": "private", "first_name": "Ben"}


def limited(world: World, limit: int) -> None:
    data = world.application.bot_data
    data["services"] = replace(data["services"], follow_limit=limit)


def narrowed(world: World) -> list[bool]:
    return [each.is_narrow for each in world.chats.followed[ChatId(7)]]


async def follows(world: World, *titles: str, chat: object = PRIVATE) -> None:
    for title in titles:
        url = f"https://{title.lower()}.example/feed"
        world.scout.puts(url, title)
        await world.says(f"/follow {url}", chat=chat)  # type: ignore[arg-type]  # one of the chats


@pytest.mark.parametrize(
    "typed",
    [
        f"/follow {URL}",
        "/follow blog.example/feed",
        f"/follow <{URL}>",
        "/follow feed://blog.example/feed",
        f"/subscribe {URL}",
        URL,
        f"follow {URL}",
    ],
)
async def test_a_feed_is_followed_by_its_address(world: World, typed: str) -> None:
    world.scout.puts(URL, "A Nurse’s Blog", entries=12)

    await world.says(typed)

    assert world.follows() == ["A Nurse’s Blog"]
    assert world.text == (
        "You now follow A Nurse’s Blog.\n"
        "It carries 12 items now; /latest will list them.\n"
        "Everything new in it comes to you."
    )
    assert world.labels == ["Only my topics", "Stop: A Nurse’s Blog"]


async def test_the_name_of_a_site_is_an_address_where_one_is_asked_for(world: World) -> None:
    world.scout.puts("https://blog.example/", "Blog", found_at=URL)

    await world.says("/follow blog.example")

    assert world.follows() == ["Blog"]


async def test_whoever_waits_sees_that_something_is_done(world: World) -> None:
    world.scout.puts(URL, "Blog")

    await world.says(f"/follow {URL}")

    methods = [call.method for call in world.telegram.calls]
    assert methods.index("sendChatAction") < methods.index("sendMessage")
    assert world.last("sendChatAction")["action"] == "typing"


async def test_where_nothing_can_be_shown_an_answer_comes_all_the_same(world: World) -> None:
    world.telegram.refusals["sendChatAction"] = (400, "Bad Request: not in a channel")
    world.scout.puts(URL, "Blog")

    await world.says(f"/follow {URL}")

    assert world.follows() == ["Blog"]


@pytest.mark.parametrize("typed", ["/follow gene therapy", "/follow Gene-Therapy"])
async def test_words_after_follow_mean_a_topic(world: World, typed: str) -> None:
    await world.says(typed)

    assert world.follows() == ["gene-therapy"]
    assert world.scout.asked == []


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("e.coli", "I have no topic called “e coli”."),
        (f"stop {URL}", "I have no topic called “stop https blog example feed”."),
        (f"unfollow {URL}", "Did you mean /unfollow?"),
        (f"unsubscribe {URL}", "Did you mean /unsubscribe?"),
    ],
)
async def test_what_names_no_feed_to_follow_follows_none(
    world: World, typed: str, told: str
) -> None:
    world.scout.puts(URL, "Blog")

    await world.says(typed)

    assert world.text.startswith(told)
    assert world.scout.asked == []


async def test_follow_alone_tells_how(world: World) -> None:
    await world.says("/follow")

    assert world.text.startswith("Send /follow with the address of a feed")


async def test_following_a_feed_twice_is_following_it_once(world: World) -> None:
    world.scout.puts(URL, "Blog")
    world.scout.puts("https://blog.example/", "Blog", found_at=URL)

    for typed in (URL, "http://www.blog.example/feed/", "https://blog.example/"):
        await world.says(f"/follow {typed}")

    assert world.follows() == ["Blog"]
    assert world.text == "You already follow Blog.\nEverything new in it comes to you."
    assert world.scout.asked == [URL, "https://blog.example/"]


async def test_a_feed_of_the_operators_is_followed_without_a_search(world: World) -> None:
    world.own_feeds.register(URL, "World Health Agency")

    await world.says(f"/follow {URL}")

    assert world.text.splitlines()[0] == "You now follow World Health Agency."
    assert world.scout.asked == []


async def test_a_feed_of_another_reader_is_searched_for_as_if_nobody_had_it(world: World) -> None:
    world.scout.puts(URL, "Blog", entries=2)
    await world.says(f"/follow {URL}", chat=BEN)
    bens = world.text

    await world.says(f"/follow {URL}")

    assert world.text == bens
    assert world.scout.asked == [URL, URL]


@pytest.mark.parametrize("trouble", Trouble)
async def test_why_there_is_no_feed_is_said_in_words_and_without_details(
    world: World, trouble: Trouble
) -> None:
    world.scout.fails(URL, trouble)

    await world.says(f"/follow {URL}")

    assert "blog.\u2060example" in world.text or trouble is Trouble.FORBIDDEN
    assert "secret" not in world.text
    assert "feed/" not in world.text
    assert world.labels == []
    assert world.follows() == []


async def test_an_address_in_somebodys_own_network_gets_one_plain_sentence(world: World) -> None:
    world.scout.fails("http://router.example/", Trouble.FORBIDDEN)

    await world.says("/follow http://router.example/")

    assert world.text.startswith("That address is not on the public internet.")
    assert "router" not in world.text


async def test_when_too_many_search_the_reader_is_asked_for_a_moment(world: World) -> None:
    busy = Failed(reason="too many searches at once", trouble=Trouble.THROTTLED)
    world.scout.there["blog.example/feed"] = busy

    await world.says(f"/follow {URL}")

    assert world.text.startswith("One moment, please")


@pytest.mark.parametrize(
    "typed",
    [
        "ftp://files.example/x",
        "https://ana:secret@blog.example/",
        "https://x.example:0x/",
        f"https://blog.example/{'a' * 3_000}",
    ],
)
async def test_an_address_that_is_none_to_ask_is_refused_at_once(world: World, typed: str) -> None:
    await world.says(f"/follow {typed}")

    assert world.text.startswith("I cannot read this address.")
    assert world.scout.asked == []


async def test_a_chat_has_room_for_so_many_feeds(world: World) -> None:
    limited(world, 2)
    await follows(world, "First", "Second")

    await world.says("/follow https://third.example/")
    refused, offered = world.text, world.labels
    await world.presses("Stop feed: First")
    await follows(world, "Third")

    assert refused == "You follow 2 feeds, the most a chat can. Stop one to make room."
    assert offered == ["Stop feed: First", "Stop feed: Second"]
    assert world.follows() == ["Second", "Third"]
    assert "https://third.example/" not in world.scout.asked


async def test_feeds_count_among_all_that_a_chat_follows(world: World) -> None:
    annas = Chat(address=Address(chat_id=ChatId(7)))
    for number in range(LIMIT):
        await world.subscriptions.follow(annas, Subject(f"topic-{number}"), NOW)

    await follows(world, "First")

    assert world.text.startswith("You follow 50 topics and feeds, the most a chat can.")


@pytest.mark.parametrize("typed", ["/follow", f"/follow {URL}", f"/subscribe {URL}", URL])
async def test_an_operator_may_want_no_feeds_of_readers(world: World, typed: str) -> None:
    limited(world, 0)

    await world.says(typed)

    assert world.text.startswith("This bot reads no feeds but its own.")
    assert world.scout.asked == []


async def test_whoever_follows_during_a_pause_is_told(world: World) -> None:
    await world.says("/start")
    await world.says("/pause")

    await follows(world, "Blog")

    assert "Alerts are off at the moment." in world.text


async def test_of_a_feed_one_can_have_what_is_on_ones_topics_and_everything_again(
    world: World,
) -> None:
    await world.says("/subscribe sleep")
    await follows(world, "Blog")

    await world.presses("Only my topics")
    narrow, labels, state = world.text, world.labels, narrowed(world)
    await world.presses("Everything")

    assert narrow == (
        "You follow Blog.\nOf what is new in it, only what is also on your topics comes to you."
    )
    assert labels == ["Everything", "Stop: Blog"]
    assert state == [False, True]
    assert world.text == "You follow Blog.\nEverything new in it comes to you."
    assert narrowed(world) == [False, False]


async def test_whoever_has_no_topics_is_told_that_none_of_it_comes(world: World) -> None:
    await follows(world, "Blog")

    await world.presses("Only my topics")

    assert world.text.endswith("You follow no topic yet, so for now nothing does.")
    assert world.labels == ["Everything", "Stop: Blog", "Add topics"]


async def test_the_choice_is_remembered_when_a_feed_is_followed_again(world: World) -> None:
    await world.says("/subscribe sleep")
    await follows(world, "Blog")
    await world.presses("Only my topics")

    await world.says("/follow https://blog.example/feed")

    assert "only what is also on your topics" in world.text
    assert world.labels == ["Everything", "Stop: Blog"]


@pytest.mark.parametrize(
    "action", ["stop", "off", "narrow", "wide", "on", "get", "tick:0", "words"]
)
@pytest.mark.parametrize("number", ["1", "2", "99", "x", "", "٣", "9" * 30])
async def test_no_button_reaches_a_feed_that_the_chat_does_not_follow(
    world: World, action: str, number: str
) -> None:
    await follows(world, "Bens", chat=BEN)
    world.own_feeds.register("https://agency.example/feed", "Agency")

    await world.sends_data(f"1:{action}:feed:{number}")

    assert world.follows() == []
    assert world.follows(BEN) == ["Bens"]
    assert "Bens" not in world.text
    assert [each.is_narrow for each in world.chats.followed[ChatId(8)]] == [False]


async def test_whether_anybody_follows_a_feed_no_answer_tells(world: World) -> None:
    await follows(world, "Bens", chat=BEN)

    for data in ("1:stop:feed:1", "1:stop:feed:77"):
        await world.sends_data(data)

    assert world.screens[-1]["text"] == world.screens[-2]["text"] == "You do not follow this feed."


async def test_one_tap_on_an_alert_stops_the_feed_and_the_address_brings_it_back(
    world: World,
) -> None:
    await follows(world, "Blog")

    await world.sends_data("1:stop:feed:1")

    assert world.follows() == []
    assert world.text == (
        "You no longer follow Blog.\nTo follow it again:\n/follow https://blog.example/feed"
    )
    assert world.labels == ["What you follow"]
    assert world.screens[-1]["link_preview_options"] == {"is_disabled": True}
    assert world.count("editMessageText") == 0


@pytest.mark.parametrize(
    "typed",
    [
        "/unfollow Blog",
        "/unfollow blog",
        "/unfollow https://blog.example/feed",
        "/unfollow http://www.blog.example/feed/",
        "/unfollow https://blog.example/about",
        "/unfollow blog.example",
        "/unfollow 2",
        "/unfollow 2.",
        "/unsubscribe Blog",
        "/unsubscribe https://blog.example/feed",
    ],
)
async def test_a_feed_is_stopped_by_title_address_site_or_number(world: World, typed: str) -> None:
    await follows(world, "Other", "Blog")

    await world.says(typed)

    assert world.follows() == ["Other"]
    assert world.text.startswith("You no longer follow Blog.")


async def test_of_several_that_are_meant_the_reader_chooses(world: World) -> None:
    world.scout.puts("https://one.example/a", "Ward notes")
    world.scout.puts("https://one.example/b", "Ward talks")
    await world.says("/follow https://one.example/a")
    await world.says("/follow https://one.example/b")

    for typed in ("/unfollow one.example", "/unfollow ward"):
        await world.says(typed)
        assert world.text == "Which one shall stop?"
        assert world.labels == ["Stop feed: Ward notes", "Stop feed: Ward talks"]

    await world.presses("Stop feed: Ward talks")
    assert world.follows() == ["Ward notes"]


async def test_where_more_are_meant_than_fit_all_of_them_are_a_press_away(world: World) -> None:
    for number in range(9):
        world.scout.puts(f"https://one.example/{number}", f"Ward notes, part {number}")
        await world.says(f"/follow https://one.example/{number}")

    await world.says("/unfollow ward")

    assert world.labels[8:] == ["What you follow"]


async def test_unfollow_alone_lists_the_feeds(world: World) -> None:
    await world.says("/unfollow")
    none = world.text
    await world.says("/subscribe sleep")
    await follows(world, "Blog", "Other")

    await world.says("/unfollow")

    assert none == "You follow no feed. To follow one, send /follow and its address."
    assert world.text == "You follow 2 feeds.\n1. Blog\n2. Other"
    assert world.labels == ["Stop feed: Blog", "Stop feed: Other"]


async def test_unfollow_stops_topics_too(world: World) -> None:
    await world.says("/subscribe sleep")

    await world.says("/unfollow sleep")

    assert world.follows() == []


async def test_what_is_not_followed_cannot_be_unfollowed(world: World) -> None:
    await follows(world, "Blog")

    await world.says("/unfollow https://other.example/feed")

    assert world.text.startswith("You do not follow anything like")
    assert world.follows() == ["Blog"]


async def test_feeds_stand_after_topics_in_the_list_of_what_one_follows(world: World) -> None:
    await follows(world, "Blog")
    await world.says("/subscribe sleep")

    await world.says("/topics")

    assert world.text == "You follow one topic and one feed."
    assert world.labels == ["Stop: Sleep", "Stop feed: Blog", "Add topics"]


@pytest.mark.parametrize("command", ["follow", "unfollow"])
async def test_in_a_group_only_admins_choose_its_feeds(world: World, command: str) -> None:
    world.scout.puts(URL, "Blog")

    await world.says(f"/{command} {URL}", chat=GROUP)
    refused = world.text
    world.telegram.status = "creator"
    await world.says(f"/follow {URL}", chat=GROUP)

    assert refused == "Only admins can do this here."
    assert world.follows(GROUP) == ["Blog"]


async def test_the_title_of_a_feed_is_shown_as_text(world: World) -> None:
    world.scout.puts(URL, "<b>News</b> & @ana https://evil.example")

    await world.says(f"/follow {URL}")

    assert "&lt;b&gt;News&lt;/b&gt; &amp; @\u2060ana" in world.text


async def test_the_export_has_the_title_and_the_address(world: World) -> None:
    await follows(world, "Blog")
    await follows(world, "Bens", chat=BEN)

    await world.says("/export")

    (exported,) = [json.loads(content) for _, content in world.telegram.uploads]
    assert exported["feeds"] == [
        {"subject": "feed:1", "title": "Blog", "address": "https://blog.example/feed"}
    ]


async def test_erasing_takes_the_feeds_along(world: World) -> None:
    await follows(world, "Blog")

    await world.says("/erase", **{"from": ANNA})
    await world.presses("Erase everything")

    assert world.follows() == []
