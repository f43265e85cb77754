"""The port `Outbox`, on every engine: when several deliveries of a chat are one message."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import datetime, timedelta

import pytest
from sqlalchemy.ext.asyncio import AsyncConnection

from news.models import ChatId, Delivery, Lane, Subject
from news.outcomes import Done, Later, Settlement, Verdict
from storage.opening import Storage
from tests.builders import NOW, a_draft
from tests.contracts.newsroom import Newsroom

ANA, BEN = ChatId(101), ChatId(102)
SOON = NOW + timedelta(seconds=30)
IN_TIME = NOW + timedelta(hours=47)
LATE = NOW + timedelta(hours=48)


def numbers(first: int, beyond: int) -> list[str]:
    """The stories from one number to before another."""
    return [str(number) for number in range(first, beyond)]


@pytest.fixture
def newsroom(storage: Storage) -> Newsroom:
    """A feed and its followers."""
    return Newsroom(storage)


async def publish(newsroom: Newsroom, count: int, *subjects: str) -> None:
    """So many stories at the same moment, numbered from zero."""
    drafts = [a_draft(str(number), *(subjects or ("asthma",))) for number in range(count)]
    await newsroom.publish(*drafts)


async def settle(
    storage: Storage, delivery: Delivery, verdict: Verdict, now: datetime = NOW
) -> None:
    """Write one verdict down."""
    settlement = Settlement(
        delivery_ids=delivery.ids, chat_id=delivery.address.chat_id, verdict=verdict
    )
    await storage.outbox.settle([settlement], now)


async def drained(storage: Storage, now: datetime = NOW) -> list[list[str]]:
    """The stories of each message, until nothing is due."""
    told = []
    while claimed := await storage.outbox.claim(now, 10):
        for delivery in claimed:
            told.append(stories(delivery))
            await settle(storage, delivery, Done(message_id=1), now)
    return told


def stories(delivery: Delivery) -> list[str]:
    """Their numbers."""
    return [article.draft.entry.key for article in delivery.articles]


@pytest.mark.parametrize(
    ("waiting", "messages"),
    [
        (1, [["0"]]),
        (3, [["0"], ["1"], ["2"]]),
        (4, [["0", "1", "2", "3"]]),
        (20, [[str(number) for number in range(20)]]),
        (21, [numbers(0, 17), numbers(17, 21)]),
        (23, [numbers(0, 19), numbers(19, 23)]),
        (24, [numbers(0, 20), numbers(20, 24)]),
        (41, [numbers(0, 20), numbers(20, 37), numbers(37, 41)]),
    ],
)
async def test_more_than_three_that_wait_at_once_are_one_message_of_at_most_twenty(
    storage: Storage, newsroom: Newsroom, waiting: int, messages: Sequence[list[str]]
) -> None:
    await newsroom.follow(ANA, "asthma")
    await publish(newsroom, waiting)

    assert await drained(storage) == messages


async def test_all_but_the_last_of_several_lists_say_that_more_follow(
    storage: Storage, newsroom: Newsroom
) -> None:
    await newsroom.follow(ANA, "asthma")
    await publish(newsroom, 50)

    follow = []
    while claimed := await storage.outbox.claim(NOW, 10):
        follow += [delivery.more_follow for delivery in claimed]
        await settle(storage, claimed[0], Done(message_id=1))

    assert follow == [True, True, False]


async def test_a_list_holds_what_one_chat_waits_for_and_says_all_its_reasons(
    storage: Storage, newsroom: Newsroom
) -> None:
    await newsroom.follow(ANA, "asthma", "stroke")
    await newsroom.follow(BEN, "stroke")
    await newsroom.publish(*(a_draft(name, "asthma") for name in "abc"), a_draft("d", "stroke"))

    claimed = {delivery.address.chat_id: delivery for delivery in await _claim(storage)}

    assert stories(claimed[ANA]) == ["a", "b", "c", "d"]
    assert {reason.subject for reason in claimed[ANA].because} == {"asthma", "stroke"}
    assert stories(claimed[BEN]) == ["d"]


async def test_one_verdict_is_the_verdict_on_the_whole_list(
    storage: Storage, newsroom: Newsroom
) -> None:
    await newsroom.follow(ANA, "asthma")
    await publish(newsroom, 5)
    (delivery,) = await _claim(storage)

    await settle(storage, delivery, Done(message_id=7))

    assert await _claim(storage) == ()
    alerts = str((await storage.chats.everything(ANA))["alerts"])
    assert alerts.count("'sent'") == 5


async def test_nobody_else_gets_any_of_a_list_while_it_is_claimed(
    storage: Storage, newsroom: Newsroom
) -> None:
    await newsroom.follow(ANA, "asthma")
    await publish(newsroom, 5)
    (delivery,) = await _claim(storage)

    assert len(delivery.ids) == 5
    assert await _claim(storage) == ()


async def test_a_list_that_is_tried_again_is_the_same_list_and_takes_no_newcomers(
    storage: Storage, newsroom: Newsroom
) -> None:
    await newsroom.follow(ANA, "asthma")
    await publish(newsroom, 4)
    (delivery,) = await _claim(storage)
    await newsroom.publish(a_draft("new", "asthma"))

    await settle(storage, delivery, Later(SOON, costs_attempt=True, reason="no answer"))

    (again,) = await _claim(storage, SOON)
    assert again.ids == delivery.ids
    assert again.attempts == 1


async def test_a_list_that_was_refused_comes_one_by_one_and_in_order(
    storage: Storage, newsroom: Newsroom
) -> None:
    await newsroom.follow(ANA, "asthma")
    await publish(newsroom, 5)
    (delivery,) = await _claim(storage)

    await settle(storage, delivery, Later(NOW, costs_attempt=False, reason="bad", alone=True))

    assert await drained(storage) == [["0"], ["1"], ["2"], ["3"], ["4"]]


async def test_nothing_on_a_list_overtakes_what_is_not_due_yet(
    storage: Storage, newsroom: Newsroom
) -> None:
    await newsroom.follow(ANA, "asthma")
    await publish(newsroom, 2)
    for name in ("by a clock that was ahead", "just as well"):
        await newsroom.publish(a_draft(name, "asthma"), now=NOW + timedelta(hours=1))
    await newsroom.publish(*(a_draft(name, "asthma") for name in "abcdef"))

    assert await drained(storage) == [["0"], ["1"]]
    ((*_, last),) = await drained(storage, NOW + timedelta(hours=1))
    assert last == "f"


async def test_lanes_do_not_mix(storage: Storage, newsroom: Newsroom) -> None:
    await newsroom.follow(ANA, "asthma")
    await publish(newsroom, 4)
    await _move_to_lane(storage, Lane.SAFETY, "1")

    assert await drained(storage) == [["1"], ["0"], ["2"], ["3"]]


async def test_what_could_not_be_sent_for_two_days_comes_in_one_list_however_few_they_are(
    storage: Storage, newsroom: Newsroom
) -> None:
    await newsroom.follow(ANA, "asthma")
    await newsroom.follow(BEN, "stroke")
    await publish(newsroom, 2)
    await newsroom.publish(a_draft("other", "stroke"))

    in_time = await storage.outbox.claim(IN_TIME, 10)
    await storage.outbox.take_over(IN_TIME)
    late = await storage.outbox.claim(LATE, 10)

    assert [(stories(each), each.is_late) for each in in_time] == [
        (["0"], False),
        (["other"], False),
    ]
    assert [(stories(each), each.is_late) for each in late] == [
        (["0", "1"], True),
        (["other"], True),
    ]


async def test_being_put_off_again_and_again_does_not_make_it_young(
    storage: Storage, newsroom: Newsroom
) -> None:
    await newsroom.follow(ANA, "asthma")
    await publish(newsroom, 1)
    now = NOW
    while now < LATE:
        (delivery,) = await _claim(storage, now)
        assert not delivery.is_late
        now += timedelta(hours=12)
        await settle(storage, delivery, Later(now, costs_attempt=False, reason="down"), now)

    (delivery,) = await _claim(storage, now)

    assert delivery.is_late


async def test_unfollowing_takes_its_stories_off_the_list(
    storage: Storage, newsroom: Newsroom
) -> None:
    await newsroom.follow(ANA, "asthma", "stroke")
    await newsroom.publish(
        *(a_draft(name, "asthma") for name in "abcd"), *(a_draft(name, "stroke") for name in "ef")
    )

    await storage.subscriptions.unfollow(ANA, Subject("asthma"))

    assert await drained(storage) == [["e"], ["f"]]


@pytest.mark.parametrize("stories_owed", [1, 5])
async def test_what_is_dropped_while_it_is_being_claimed_is_left_out(
    storage: Storage, newsroom: Newsroom, stories_owed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    await newsroom.follow(ANA, "asthma")
    await newsroom.follow(BEN, "asthma")
    await publish(newsroom, stories_owed)
    reading = storage.database.reading

    @asynccontextmanager
    async def reading_after_a_stop() -> AsyncIterator[AsyncConnection]:
        monkeypatch.setattr(storage.database, "reading", reading)
        await storage.chats.stop(ANA, NOW)
        async with reading() as connection:
            yield connection

    monkeypatch.setattr(storage.database, "reading", reading_after_a_stop)

    claimed = await _claim(storage)

    assert [delivery.address.chat_id for delivery in claimed] == [BEN]


async def test_an_article_that_nobody_understands_holds_up_no_other_chat(
    storage: Storage, newsroom: Newsroom, caplog: pytest.LogCaptureFixture
) -> None:
    await newsroom.follow(ANA, "asthma")
    await newsroom.follow(BEN, "stroke")
    await newsroom.publish(a_draft("new", "asthma"), a_draft("old", "stroke"))
    async with storage.database.transaction() as connection:
        await connection.exec_driver_sql(
            "UPDATE articles SET design = 'of a later version' WHERE entry_key = 'new'"
        )

    assert [stories(delivery) for delivery in await _claim(storage)] == [["old"]]
    assert "article not understood" in caplog.text


async def _claim(storage: Storage, now: datetime = NOW) -> Sequence[Delivery]:
    return await storage.outbox.claim(now, 10)


async def _move_to_lane(storage: Storage, lane: Lane, story: str) -> None:
    async with storage.database.transaction() as connection:
        await connection.exec_driver_sql(
            "UPDATE deliveries SET lane = ? WHERE article_id = "
            "(SELECT id FROM articles WHERE entry_key = ?)",
            (int(lane), story),
        )
