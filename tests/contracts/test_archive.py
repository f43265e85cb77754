"""The port `Archive`, on every engine, and who uses it."""

from bot.archive import Archivist
from news.models import ChatId, Subject, phrase_subject
from storage.opening import Storage
from tests.builders import NOW, a_chat, a_draft
from tests.contracts.newsroom import Newsroom
from tests.fakes import FakeClock
from topics.rings import Thesaurus
from topics.sought import Interpreter

ANA = ChatId(101)


async def test_newly_followed_words_are_found_in_what_was_published_before(
    storage: Storage, clock: FakeClock
) -> None:
    newsroom = Newsroom(storage)
    await newsroom.publish(a_draft("old", title="Zebra-stripes, at last"), a_draft("other"))
    words = await storage.subscriptions.phrase("zebra stripes")
    subject = Subject(phrase_subject(words.id))
    await storage.subscriptions.follow(a_chat(ANA), subject, NOW)

    await Archivist(storage.archive, clock, Interpreter(Thesaurus())).round()

    page = await storage.reading.latest(subjects=[subject], limit=5)
    assert [article.draft.entry.key for article in page.articles] == ["old"]
    assert await newsroom.owed() == []
    assert await storage.archive.unsearched() == []


async def test_words_that_nobody_follows_are_not_searched_for(storage: Storage) -> None:
    await storage.subscriptions.phrase("only offered")

    assert await storage.archive.unsearched() == []
