"""The ports `Subscriptions`, `Phrases` and `Chats`, on every engine."""

from datetime import timedelta

from news.models import Address, ChatId, Subject, phrase_subject
from storage.opening import Storage
from tests.builders import NOW, a_chat, a_draft
from tests.contracts.conftest import Readers
from tests.contracts.newsroom import Newsroom

ANA, BEN = ChatId(101), ChatId(102)
GENES = Subject("gene-therapy")


async def test_what_a_chat_follows_is_listed_oldest_first(readers: Readers) -> None:
    await readers.subscriptions.follow(a_chat(ANA), GENES, NOW)
    await readers.subscriptions.follow(a_chat(ANA), Subject("asthma"), NOW + timedelta(hours=1))

    followed = await readers.subscriptions.of(ANA)

    assert [(s.subject, s.since_at) for s in followed] == [
        (GENES, NOW),
        ("asthma", NOW + timedelta(hours=1)),
    ]


async def test_following_twice_keeps_the_first_moment(readers: Readers) -> None:
    assert await readers.subscriptions.follow(a_chat(ANA), GENES, NOW)

    assert not await readers.subscriptions.follow(a_chat(ANA), GENES, NOW + timedelta(days=1))

    assert [s.since_at for s in await readers.subscriptions.of(ANA)] == [NOW]


async def test_unfollowing_says_whether_there_was_anything(readers: Readers) -> None:
    await readers.subscriptions.follow(a_chat(ANA), GENES, NOW)

    assert await readers.subscriptions.unfollow(ANA, GENES)
    assert not await readers.subscriptions.unfollow(ANA, GENES)


async def test_the_same_words_are_one_phrase_for_all_who_follow_them(readers: Readers) -> None:
    first = await readers.subscriptions.phrase("blue light")
    second = await readers.subscriptions.phrase("blue light")

    assert first == second
    assert await readers.subscriptions.phrase_by_id(first.id) == first


async def test_only_words_that_somebody_follows_are_looked_for(storage: Storage) -> None:
    offered = await storage.subscriptions.phrase("only offered")
    followed = await storage.subscriptions.phrase("blue light")
    await storage.subscriptions.follow(a_chat(ANA), phrase_subject(followed.id), NOW)

    assert await storage.subscriptions.followed() == [followed]
    assert [s.words for s in await storage.subscriptions.of(ANA)] == ["blue light"]
    assert offered != followed


async def test_followed_words_come_in_portions(storage: Storage) -> None:
    words = [await storage.subscriptions.phrase(f"word {number}") for number in range(5)]
    for each in words:
        await storage.subscriptions.follow(a_chat(ANA), phrase_subject(each.id), NOW)

    first = await storage.subscriptions.followed(limit=3)
    rest = await storage.subscriptions.followed(after=first[-1].id, limit=3)

    assert [*first, *rest] == sorted(words, key=lambda phrase: phrase.id)
    assert await storage.subscriptions.followed(after=rest[-1].id, limit=3) == []


async def test_what_begins_or_ceases_to_be_followed_is_told_once(storage: Storage) -> None:
    light, dark = [await storage.subscriptions.phrase(text) for text in ("light", "dark")]
    for words in (light, dark):
        await storage.subscriptions.follow(a_chat(ANA), phrase_subject(words.id), NOW)
    await storage.subscriptions.follow(a_chat(BEN), phrase_subject(light.id), NOW)
    await storage.subscriptions.follow(a_chat(BEN), GENES, NOW)
    begun = await storage.subscriptions.changed()

    for words in (light, dark):
        await storage.subscriptions.unfollow(ANA, phrase_subject(words.id))

    assert begun == {light.id: light, dark.id: dark}
    assert await storage.subscriptions.changed() == {light.id: light, dark.id: None}
    assert await storage.subscriptions.changed() == {}


async def test_words_are_given_up_at_once_when_their_last_follower_is_erased(
    storage: Storage,
) -> None:
    light = await storage.subscriptions.phrase("light")
    await storage.subscriptions.follow(a_chat(ANA), phrase_subject(light.id), NOW)
    await storage.subscriptions.changed()

    await storage.chats.erase(ANA)

    assert await storage.subscriptions.changed() == {light.id: None}


async def test_a_subject_that_no_words_can_have_changes_nothing(storage: Storage) -> None:
    await storage.subscriptions.unfollow(ANA, Subject("phrase:no-number"))

    assert await storage.subscriptions.changed() == {}


async def test_an_unknown_chat_is_none(readers: Readers) -> None:
    assert await readers.chats.get(ANA) is None


async def test_a_chat_is_remembered_with_its_thread_and_language(readers: Readers) -> None:
    chat = a_chat(-5, kind="supergroup", address=Address(chat_id=ChatId(-5), thread=7))

    await readers.subscriptions.follow(chat, GENES, NOW)

    known = await readers.chats.get(ChatId(-5))
    assert known is not None
    assert (known.kind, known.language, known.address.thread) == ("supergroup", "en", 7)


async def test_start_revives_a_stopped_paused_and_blocked_chat(readers: Readers) -> None:
    await readers.subscriptions.follow(a_chat(ANA), GENES, NOW)
    await readers.chats.stop(ANA, NOW)
    await readers.chats.pause(ANA, NOW + timedelta(days=1))
    await readers.chats.block(ANA, NOW)

    await readers.chats.welcome(a_chat(ANA), NOW)

    known = await readers.chats.get(ANA)
    assert known is not None
    assert (known.stopped_at, known.paused_until, known.blocked_at) == (None, None, None)
    assert len(await readers.subscriptions.of(ANA)) == 1


async def test_a_chat_that_opens_again_is_as_stopped_and_paused_as_before(
    readers: Readers,
) -> None:
    await readers.subscriptions.follow(a_chat(ANA), GENES, NOW)
    await readers.chats.stop(ANA, NOW)
    await readers.chats.pause(ANA, NOW + timedelta(days=1))
    before = await readers.chats.get(ANA)
    await readers.chats.block(ANA, NOW)

    await readers.chats.reopen(ANA)

    assert await readers.chats.get(ANA) == before


async def test_an_unknown_chat_that_opens_stays_unknown(readers: Readers) -> None:
    await readers.chats.reopen(ANA)

    assert await readers.chats.get(ANA) is None


async def test_erasing_leaves_no_row_about_the_chat(storage: Storage) -> None:
    newsroom = Newsroom(storage)
    words = await storage.subscriptions.phrase("a rare word")
    await newsroom.follow(ANA, GENES, phrase_subject(words.id))
    await newsroom.follow(BEN, GENES)
    await newsroom.publish(a_draft("one", GENES))

    await storage.chats.erase(ANA)

    assert await storage.chats.get(ANA) is None
    assert not any((await storage.chats.everything(ANA)).values())
    assert await storage.subscriptions.phrase_by_id(words.id) is None
    assert await newsroom.owed() == [(BEN, "News about one")]


async def test_words_that_others_follow_too_outlive_an_erasure(storage: Storage) -> None:
    words = await storage.subscriptions.phrase("blue light")
    for chat in (ANA, BEN):
        await storage.subscriptions.follow(a_chat(chat), phrase_subject(words.id), NOW)

    await storage.chats.erase(ANA)

    assert await storage.subscriptions.followed() == [words]


async def test_an_export_holds_the_chat_what_it_follows_and_its_alerts(storage: Storage) -> None:
    newsroom = Newsroom(storage)
    await newsroom.follow(ANA, GENES)
    await newsroom.publish(a_draft("one", GENES))

    everything = await storage.chats.everything(ANA)

    assert {name: len(rows) for name, rows in everything.items()} == {  # type: ignore[arg-type]  # lists
        "chat": 1,
        "follows": 1,
        "alerts": 1,
    }


async def test_a_migrated_group_takes_everything_along_and_merges(storage: Storage) -> None:
    newsroom = Newsroom(storage)
    old, new = ChatId(-10), ChatId(-100)
    await newsroom.follow(old, GENES, "asthma")
    await newsroom.follow(new, GENES)
    await newsroom.publish(a_draft("both", GENES), a_draft("old-only", "asthma"))

    await storage.chats.move(old, new)

    assert await storage.chats.get(old) is None
    assert {s.subject for s in await storage.subscriptions.of(new)} == {GENES, "asthma"}
    # One delivery at a time for a chat: the first is claimed, the second waits for it.
    assert await newsroom.owed() == [(new, "News about both")]
