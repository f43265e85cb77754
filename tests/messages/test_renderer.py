"""Who gets the same gets the same message, written once."""

from dataclasses import replace

import pytest

from messages import renderer
from messages.renderer import Renderer
from messages.texts import Texts
from news.models import (
    Address,
    ChatId,
    Delivery,
    DeliveryId,
    Design,
    Evidence,
    Message,
    Studied,
    Subject,
    Subscription,
)
from tests.fakes import NOW, FakeTopics, an_article

SLEEP = Subscription(subject=Subject("sleep"), since_at=NOW)
MICE = Evidence(design=Design.ANIMAL, subjects=frozenset({Studied.ANIMALS}))
DELIVERY = Delivery(
    ids=(DeliveryId(1),),
    address=Address(chat_id=ChatId(7)),
    language="en",
    articles=(an_article(1, title="First"),),
    because=(SLEEP,),
)
LATER = Subscription(subject=Subject("sleep"), since_at=NOW.replace(year=2027))


@pytest.fixture
def render() -> Renderer:
    """With nothing written yet."""
    return Renderer(FakeTopics(), Texts.load())


@pytest.mark.parametrize(
    "other",
    [
        replace(DELIVERY, ids=(DeliveryId(2),), address=Address(chat_id=ChatId(8)), attempts=1),
        replace(DELIVERY, because=(LATER,)),
    ],
)
def test_the_same_for_another_chat_is_written_once(
    other: Delivery, render: Renderer, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = render(DELIVERY)
    monkeypatch.setattr(renderer, "alert", None)

    assert render(other) is first


@pytest.mark.parametrize(
    "other",
    [
        replace(DELIVERY, articles=(an_article(1, title="Corrected"),)),
        replace(DELIVERY, articles=(an_article(2, title="First", url="https://example.org/2"),)),
        replace(DELIVERY, articles=(an_article(1, title="First"), an_article(2))),
        replace(DELIVERY, articles=(an_article(1, title="First", evidence=MICE),)),
        replace(DELIVERY, articles=(an_article(1, title="First", url="https://moved.example/"),)),
        replace(DELIVERY, articles=(an_article(1, title="First", publisher="Another"),)),
        replace(
            DELIVERY,
            articles=(an_article(1, title="First", subjects=["sleep"], because=["insomnia"]),),
        ),
        replace(DELIVERY, because=(replace(SLEEP, subject=Subject("gene-therapy")),)),
        replace(DELIVERY, because=()),
        replace(DELIVERY, is_late=True),
    ],
)
def test_what_reads_differently_is_written_anew(other: Delivery, render: Renderer) -> None:
    first: Message = render(DELIVERY)

    assert render(other) != first
