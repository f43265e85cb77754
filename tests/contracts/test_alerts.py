"""The port `Alerts`, on every engine."""

from dataclasses import replace
from datetime import datetime, timedelta

from news.listings import Findings
from news.models import ArticleId, ChatId, Delivery, Subject, phrase_subject
from news.outcomes import Done, Settlement
from storage.opening import Storage
from tests.builders import NOW, a_draft
from tests.contracts.newsroom import Newsroom

ANA, BEN = ChatId(101), ChatId(102)


async def send(storage: Storage, message: int, now: datetime = NOW) -> list[Delivery]:
    """All that is due arrives, in messages with this number."""
    claimed = list(await storage.outbox.claim(now, 10))
    settlements = [
        Settlement(
            delivery_ids=each.ids,
            chat_id=each.address.chat_id,
            verdict=Done(message_id=message),
        )
        for each in claimed
    ]
    await storage.outbox.settle(settlements, now)
    return claimed


async def keys(storage: Storage, chat: ChatId, message: int | None = None) -> list[str]:
    """The entries of an alert."""
    return [each.draft.entry.key for each in await storage.alerts.last(chat, message)]


async def test_the_last_alert_of_a_chat_is_the_one_sent_last(storage: Storage) -> None:
    newsroom = Newsroom(storage)
    await newsroom.follow(ANA, "asthma")
    await newsroom.publish(a_draft("one", "asthma"))
    await send(storage, 1)
    await newsroom.publish(a_draft("two", "asthma"))
    await send(storage, 2, NOW + timedelta(minutes=1))
    await newsroom.publish(a_draft("owed", "asthma"))

    assert await keys(storage, ANA) == ["two"]
    assert await keys(storage, ANA, 1) == ["one"]
    assert await keys(storage, ANA, 3) == []
    assert await keys(storage, BEN) == []
    assert await keys(storage, BEN, 1) == []


async def test_an_alert_that_is_a_list_has_all_its_articles(storage: Storage) -> None:
    newsroom = Newsroom(storage)
    await newsroom.follow(ANA, "asthma")
    await newsroom.publish(*(a_draft(str(number), "asthma") for number in range(5)))

    await send(storage, 1)

    assert await keys(storage, ANA) == ["0", "1", "2", "3", "4"]


async def test_an_article_is_shown_to_whom_it_was_sent_if_it_is_not_for_everybody(
    storage: Storage,
) -> None:
    newsroom = Newsroom(storage)
    hidden = replace(await newsroom.feed(), is_public=False)
    await newsroom.follow(ANA, f"feed:{hidden.id}")
    await storage.feeds.record(hidden, Findings(fresh=[a_draft("own")]), NOW)
    (delivery,) = await send(storage, 1)
    await newsroom.publish(a_draft("public"))
    (own,) = delivery.articles
    public = ArticleId(own.id + 1)

    assert await storage.alerts.article(ANA, own.id)
    assert await storage.alerts.article(BEN, own.id) is None
    assert await storage.alerts.article(BEN, public)
    assert await storage.alerts.article(ANA, ArticleId(999)) is None


async def test_the_reasons_are_what_the_chat_follows_that_it_is_about(storage: Storage) -> None:
    newsroom = Newsroom(storage)
    words = await storage.subscriptions.phrase("blue light")
    subject = phrase_subject(words.id)
    await newsroom.follow(ANA, "asthma", subject, "sleep")
    await newsroom.follow(BEN, "sleep")
    await newsroom.publish(a_draft("one", "asthma", subject, "stroke"))
    (delivery,) = await send(storage, 1)
    (article,) = delivery.articles

    reasons = await storage.alerts.because(ANA, article.id)

    assert {(each.subject, each.words) for each in reasons} == {
        (Subject("asthma"), ""),
        (subject, "blue light"),
    }
    assert await storage.alerts.because(BEN, article.id) == []
