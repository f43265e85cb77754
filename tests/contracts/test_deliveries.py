"""The port `Outbox`, on every engine."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import insert

from delivery.outcomes import judge
from news.models import Address, ChatId, Delivery, Lane, Subject
from news.outcomes import Dead, Done, Later, Readdress, Settlement, Throttled, Verdict
from storage import fanout
from storage.opening import Storage, storage_over
from storage.schema import fanouts
from tests.builders import NOW, a_chat, a_draft
from tests.contracts.newsroom import Newsroom
from tests.fakes import FakeClock

ANA, BEN = ChatId(101), ChatId(102)
LEASE_OVER = NOW + timedelta(minutes=2)


@pytest.fixture
def newsroom(storage: Storage) -> Newsroom:
    """A feed and its followers."""
    return Newsroom(storage)


async def settle(storage: Storage, delivery: Delivery, verdict: Verdict) -> None:
    """Write one verdict down."""
    settlement = Settlement(
        delivery_ids=delivery.ids, chat_id=delivery.address.chat_id, verdict=verdict
    )
    await storage.outbox.settle([settlement], NOW)


async def test_an_article_is_owed_once_to_each_follower_of_any_of_its_topics(
    newsroom: Newsroom,
) -> None:
    await newsroom.follow(ANA, "thalassemia", "blood-disorders")
    await newsroom.follow(BEN, "blood-disorders")
    await newsroom.follow(103, "asthma")

    owed = await newsroom.publish(a_draft("one", "thalassemia", "blood-disorders"))

    assert owed == 2
    assert await newsroom.owed() == [(ANA, "News about one"), (BEN, "News about one")]


async def test_a_delivery_says_what_the_chat_follows_that_made_it_so(
    storage: Storage, newsroom: Newsroom
) -> None:
    await newsroom.follow(ANA, "thalassemia", "asthma")
    await newsroom.publish(a_draft("one", "thalassemia", "blood-disorders"))

    (delivery,) = await storage.outbox.claim(NOW, 10)

    assert [s.subject for s in delivery.because] == ["thalassemia"]
    assert delivery.lane is Lane.ALERT
    assert delivery.articles[0].draft.matches[0].because


async def test_a_warning_goes_before_what_was_there_first(
    storage: Storage, newsroom: Newsroom
) -> None:
    await newsroom.follow(ANA, "asthma")
    await newsroom.follow(BEN, "asthma")
    warning = replace(a_draft("warning", "asthma"), is_safety=True)

    await newsroom.publish(a_draft("news", "asthma"), warning)

    claimed = await storage.outbox.claim(NOW, 1)
    assert [(d.lane, d.articles[0].draft.entry.key) for d in claimed] == [(Lane.SAFETY, "warning")]
    assert await newsroom.owed() == [(BEN, "News about warning")]


async def test_the_first_reading_of_a_feed_alerts_nobody(newsroom: Newsroom) -> None:
    await newsroom.follow(ANA, "asthma")

    assert await newsroom.publish(a_draft("one", "asthma"), alert=False) == 0

    assert await newsroom.owed() == []


@pytest.mark.parametrize("silence", ["stopped", "paused", "blocked"])
async def test_a_silent_chat_is_owed_nothing_and_what_it_was_owed_is_dropped(
    storage: Storage, newsroom: Newsroom, silence: str
) -> None:
    await newsroom.follow(ANA, "asthma")
    await newsroom.publish(a_draft("before", "asthma"))

    match silence:
        case "stopped":
            await storage.chats.stop(ANA, NOW)
        case "paused":
            await storage.chats.pause(ANA, NOW + timedelta(days=1))
        case _:
            await storage.chats.block(ANA, NOW)
    await newsroom.publish(a_draft("after", "asthma"))

    assert await newsroom.owed() == []


async def test_a_pause_that_is_over_holds_nothing_back(
    storage: Storage, newsroom: Newsroom
) -> None:
    await newsroom.follow(ANA, "asthma")
    await storage.chats.pause(ANA, NOW)

    await newsroom.publish(a_draft("after", "asthma"))

    assert await newsroom.owed() == [(ANA, "News about after")]


async def test_unfollowing_drops_only_what_nothing_else_asks_for(
    storage: Storage, newsroom: Newsroom
) -> None:
    await newsroom.follow(ANA, "asthma", "stroke")
    await newsroom.publish(a_draft("both", "asthma", "stroke"), a_draft("one", "asthma"))

    await storage.subscriptions.unfollow(ANA, Subject("asthma"))

    assert await newsroom.owed() == [(ANA, "News about both")]
    everything = await storage.chats.everything(ANA)
    assert "unfollowed" in str(everything["alerts"])


async def test_what_is_claimed_is_nobody_elses_until_the_lease_ends(
    storage: Storage, newsroom: Newsroom, clock: FakeClock
) -> None:
    other = storage_over(storage.database, clock).outbox
    await newsroom.follow(ANA, "asthma")
    await newsroom.publish(a_draft("one", "asthma"))

    (mine,) = await storage.outbox.claim(NOW, 10)

    assert await other.claim(NOW, 10) == ()
    (theirs,) = await other.claim(LEASE_OVER, 10)
    assert theirs.ids == mine.ids


async def test_a_late_owner_cannot_mark_what_another_has_claimed(
    storage: Storage, newsroom: Newsroom, clock: FakeClock
) -> None:
    other = storage_over(storage.database, clock).outbox
    await newsroom.follow(ANA, "asthma")
    await newsroom.publish(a_draft("one", "asthma"))
    (mine,) = await storage.outbox.claim(NOW, 10)
    await other.claim(LEASE_OVER, 10)

    await settle(storage, mine, Done(message_id=1))

    (again,) = await other.claim(LEASE_OVER + timedelta(minutes=2), 10)
    assert again.ids == mine.ids


async def test_the_number_of_an_erased_delivery_is_never_that_of_another(
    storage: Storage, newsroom: Newsroom
) -> None:
    await newsroom.follow(ANA, "asthma")
    await newsroom.publish(a_draft("one", "asthma"))
    (on_the_wire,) = await storage.outbox.claim(NOW, 10)
    await storage.chats.erase(ANA)
    await newsroom.follow(BEN, "asthma")
    await newsroom.publish(a_draft("two", "asthma"))
    (other,) = await storage.outbox.claim(NOW, 10)

    await settle(storage, on_the_wire, Done(message_id=7))

    assert set(other.ids).isdisjoint(on_the_wire.ids)
    await storage.outbox.take_over(NOW)
    assert await newsroom.owed() == [(BEN, "News about two")]


async def test_after_a_restart_nobody_waits_for_a_moment_that_a_wrong_clock_has_named(
    storage: Storage, newsroom: Newsroom
) -> None:
    await newsroom.follow(ANA, "asthma")
    await newsroom.follow(BEN, "stroke")
    await newsroom.publish(a_draft("far", "asthma"), a_draft("near", "stroke"))
    claimed = {d.address.chat_id: d for d in await storage.outbox.claim(NOW, 10)}
    soon = NOW + timedelta(minutes=9)
    await settle(storage, claimed[ANA], Later(NOW + timedelta(hours=1), False, "throttled"))
    await settle(storage, claimed[BEN], Later(soon, False, "throttled"))

    await storage.outbox.take_over(NOW)

    assert await newsroom.owed() == []
    (far,) = await storage.outbox.claim(NOW + timedelta(minutes=1), 10)
    assert far.address.chat_id == ANA
    await settle(storage, far, Done(message_id=1))
    (near,) = await storage.outbox.claim(soon, 10)
    assert near.address.chat_id == BEN


async def test_a_halt_of_the_whole_bot_outlives_a_restart_and_that_of_a_group_is_its_own(
    storage: Storage, newsroom: Newsroom
) -> None:
    await newsroom.follow(-100, "stroke")
    await newsroom.follow(ANA, "asthma")
    await newsroom.publish(a_draft("group", "stroke"), a_draft("person", "asthma"))
    claimed = {d.address.chat_id: d for d in await storage.outbox.claim(NOW, 10)}
    halts = {ChatId(-100): timedelta(hours=2), ANA: timedelta(minutes=5)}
    assert await storage.outbox.halted_until(NOW) == NOW

    for chat_id, halt in halts.items():
        await settle(storage, claimed[chat_id], judge(Throttled(halt), claimed[chat_id], NOW))
    await storage.outbox.take_over(NOW)

    assert await storage.outbox.halted_until(NOW) == NOW + halts[ANA]
    assert await storage.outbox.halted_until(NOW + halts[ANA]) == NOW + halts[ANA]


async def test_a_restart_takes_over_its_dead_predecessors_claims_at_once(
    storage: Storage, newsroom: Newsroom
) -> None:
    await newsroom.follow(ANA, "asthma")
    await newsroom.publish(a_draft("one", "asthma"))
    await storage.outbox.claim(NOW, 10)

    assert await storage.outbox.take_over(NOW) == 1

    assert await newsroom.owed() == [(ANA, "News about one")]


async def test_a_chat_gets_its_deliveries_one_at_a_time_and_in_order(
    storage: Storage, newsroom: Newsroom
) -> None:
    await newsroom.follow(ANA, "asthma")
    await newsroom.publish(*(a_draft(key, "asthma") for key in ("a", "b", "c")))

    titles: list[str] = []
    while claimed := await storage.outbox.claim(NOW, 10):
        (delivery,) = claimed
        titles.append(delivery.articles[0].draft.entry.title)
        await settle(storage, delivery, Done(message_id=1))

    assert titles == ["News about a", "News about b", "News about c"]


async def test_what_is_put_off_comes_again_when_it_is_due_and_holds_back_the_next(
    storage: Storage, newsroom: Newsroom
) -> None:
    await newsroom.follow(ANA, "asthma")
    await newsroom.publish(a_draft("a", "asthma"), a_draft("b", "asthma"))
    (first,) = await storage.outbox.claim(NOW, 10)
    soon = NOW + timedelta(seconds=30)

    await settle(storage, first, Later(soon, costs_attempt=True, reason="no answer"))

    assert await storage.outbox.claim(NOW, 10) == ()
    (again,) = await storage.outbox.claim(soon, 10)
    assert (again.ids, again.attempts) == (first.ids, 1)


async def test_a_dead_delivery_lets_the_next_one_through(
    storage: Storage, newsroom: Newsroom
) -> None:
    await newsroom.follow(ANA, "asthma")
    await newsroom.publish(a_draft("a", "asthma"), a_draft("b", "asthma"))
    (first,) = await storage.outbox.claim(NOW, 10)

    await settle(storage, first, Dead("poison"))

    assert await newsroom.owed() == [(ANA, "News about b")]


async def test_a_closed_chat_keeps_its_topics_and_is_owed_nothing(
    storage: Storage, newsroom: Newsroom
) -> None:
    await newsroom.follow(ANA, "asthma")
    await newsroom.publish(a_draft("a", "asthma"), a_draft("b", "asthma"))
    (first,) = await storage.outbox.claim(NOW, 10)

    await settle(storage, first, Dead("blocked", chat_closed=True))

    assert await newsroom.owed() == []
    known = await storage.chats.get(ANA)
    assert known is not None
    assert known.blocked_at == NOW
    assert len(await storage.subscriptions.of(ANA)) == 1


async def test_a_moved_chats_delivery_goes_to_its_new_address(
    storage: Storage, newsroom: Newsroom
) -> None:
    old, new = ChatId(-10), ChatId(-100)
    await newsroom.follow(old, "asthma")
    await newsroom.publish(a_draft("a", "asthma"))
    (first,) = await storage.outbox.claim(NOW, 10)

    await settle(storage, first, Readdress(Address(chat_id=new)))

    assert await newsroom.owed() == [(new, "News about a")]


async def test_a_closed_thread_is_left_for_the_chat_itself(
    storage: Storage, newsroom: Newsroom
) -> None:
    group = a_chat(-10, kind="supergroup", address=Address(chat_id=ChatId(-10), thread=4))
    await storage.subscriptions.follow(group, Subject("asthma"), NOW)
    await newsroom.publish(a_draft("a", "asthma"))
    (first,) = await storage.outbox.claim(NOW, 10)
    assert first.address.thread == 4

    await settle(storage, first, Readdress(Address(chat_id=ChatId(-10))))

    (again,) = await storage.outbox.claim(NOW, 10)
    assert again.address == Address(chat_id=ChatId(-10))


@pytest.mark.parametrize("silence", ["stopped", "paused", "blocked"])
async def test_a_chat_that_wants_to_hear_nothing_gets_nothing_of_the_one_it_merges_with(
    storage: Storage, newsroom: Newsroom, silence: str
) -> None:
    await newsroom.follow(-10, "asthma")
    await newsroom.follow(-100, "asthma")
    match silence:
        case "stopped":
            await storage.chats.stop(ChatId(-100), NOW)
        case "paused":
            await storage.chats.pause(ChatId(-100), NOW + timedelta(days=1))
        case _:
            await storage.chats.block(ChatId(-100), NOW)
    await newsroom.publish(a_draft("a", "asthma"))

    await storage.chats.move(ChatId(-10), ChatId(-100))

    assert await newsroom.owed() == []


async def test_a_chat_that_moves_to_where_a_fan_out_has_been_already_is_not_passed_over(
    storage: Storage, newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    for chat_id in (-60, -50, -40, -12):
        await newsroom.follow(chat_id, "asthma")
    monkeypatch.setattr(fanout, "AT_ONCE", 3)
    await newsroom.publish(a_draft("a", "asthma"))
    async with storage.database.transaction() as connection:
        await fanout.advance(connection, NOW, chunk=2)

    await storage.chats.move(ChatId(-12), ChatId(-1001))
    await _advance(storage, chunk=2)

    assert sorted(chat for chat, _ in await newsroom.owed()) == [-1001, -60, -50, -40]


async def test_a_large_fan_out_is_written_in_chunks_and_misses_nobody(
    storage: Storage, newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    followers = range(1, 24)
    for chat_id in followers:
        await newsroom.follow(chat_id, "asthma")
    monkeypatch.setattr(fanout, "AT_ONCE", 10)

    assert await newsroom.publish(a_draft("a", "asthma")) == 0
    chunks = await _advance(storage, chunk=10)

    assert chunks == 3
    assert [chat for chat, _ in await newsroom.owed()] == list(followers)


async def test_two_large_fan_outs_are_both_finished(
    storage: Storage, newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    for chat_id in range(-5, 6):
        await newsroom.follow(chat_id, "asthma")
    monkeypatch.setattr(fanout, "AT_ONCE", 3)

    await newsroom.publish(a_draft("a", "asthma"), a_draft("b", "asthma"))
    await _advance(storage, chunk=4)

    assert await _all_owed(storage) == 2 * 11


async def test_a_large_fan_out_of_an_article_that_is_gone_holds_up_no_other(
    storage: Storage, newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    for chat_id in range(1, 6):
        await newsroom.follow(chat_id, "asthma")
    monkeypatch.setattr(fanout, "AT_ONCE", 3)
    async with storage.database.transaction() as connection:
        gone = {"article_id": -1, "subject": "asthma", "cursor": 0, "lane": Lane.SAFETY}
        await connection.execute(insert(fanouts), gone)

    await newsroom.publish(a_draft("a", "asthma"))
    await _advance(storage, chunk=4)

    assert [chat for chat, _ in await newsroom.owed()] == [1, 2, 3, 4, 5]


async def test_a_large_fan_out_reaches_the_followers_of_each_subject_once(
    storage: Storage, newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    for chat_id in range(1, 13):
        await newsroom.follow(chat_id, *(["asthma"] if chat_id % 2 else ["asthma", "lungs"]))
    for chat_id in range(13, 20):
        await newsroom.follow(chat_id, "lungs")
    monkeypatch.setattr(fanout, "AT_ONCE", 3)

    await newsroom.publish(a_draft("a", "lungs", "asthma", "nobody-follows-this"))
    await _advance(storage, chunk=4)

    assert [chat for chat, _ in await newsroom.owed()] == list(range(1, 20))


async def test_a_fan_out_goes_on_where_a_crash_has_left_it(
    storage: Storage, newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    for chat_id in range(1, 12):
        await newsroom.follow(chat_id, "asthma")
    monkeypatch.setattr(fanout, "AT_ONCE", 3)
    await newsroom.publish(a_draft("a", "asthma"))

    with suppress(ZeroDivisionError):
        async with storage.database.transaction() as connection:
            await fanout.advance(connection, NOW, chunk=4)
            raise ZeroDivisionError
    async with storage.database.transaction() as connection:
        await fanout.advance(connection, NOW, chunk=4)

    assert [chat for chat, _ in await newsroom.owed()] == [1, 2, 3, 4]
    await _advance(storage, chunk=4)
    assert [chat for chat, _ in await newsroom.owed()] == list(range(5, 12))


async def _advance(storage: Storage, chunk: int) -> int:
    chunks = 0
    while True:
        async with storage.database.transaction() as connection:
            if not await fanout.advance(connection, NOW, chunk=chunk):
                return chunks
        chunks += 1


async def _all_owed(storage: Storage) -> int:
    count = 0
    claimed: Sequence[Delivery]
    while claimed := await storage.outbox.claim(NOW, 100):
        for delivery in claimed:
            await settle(storage, delivery, Done(message_id=1))
        count += len(claimed)
    return count
