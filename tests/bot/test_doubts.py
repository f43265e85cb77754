"""The admins hear of each doubt once, and are not flooded."""

from dataclasses import dataclass, field
from datetime import timedelta

import pytest

from bot.doubts import CALM, Doubts
from messages.stories import JOINS
from messages.texts import Texts
from news.outcomes import NotSent, Sent, Unreachable
from tests.delivery.fakes import FakeMessenger
from tests.fakes import FakeClock
from tests.tellings import FakeTellings, a_join

TEXTS = Texts.load()
ANA, BEN = 101, 102


@dataclass
class Post:
    """Doubts, and the way to the admins."""

    tellings: FakeTellings = field(default_factory=FakeTellings)
    messenger: FakeMessenger = field(default_factory=FakeMessenger)
    admins: tuple[int, ...] = (ANA, BEN)

    def __post_init__(self) -> None:
        self.restart()

    def restart(self) -> None:
        """The process ends, and another one begins."""
        self.doubts = Doubts(self.tellings, self.messenger, TEXTS, FakeClock(), self.admins)

    async def round(self) -> tuple[bool | timedelta, list[tuple[int, str]]]:
        """What a round says, and what is sent meanwhile, to whom."""
        before = len(self.messenger.sent)
        said = await self.doubts.round()
        return said, [(int(chat), text) for chat, text in self.messenger.sent[before:]]


@pytest.fixture
def post() -> Post:
    """A join that somebody doubts, and one that nobody does."""
    return Post(FakeTellings([a_join(2, reports=1), a_join(3)]))


async def test_a_doubt_is_told_to_each_admin_once(post: Post) -> None:
    said, sent = await post.round()
    post.restart()
    later = await post.round()

    assert said == CALM
    assert [admin for admin, _ in sent] == [ANA, BEN]
    assert all("Outlet 2" in text and "Outlet 3" not in text for _, text in sent)
    assert later == (False, [])


async def test_further_doubts_of_what_is_told_are_only_counted(post: Post) -> None:
    await post.round()
    for join in post.tellings.joins:
        await post.tellings.doubt(join.article.article_id)

    _, sent = await post.round()

    assert len(sent) == 2
    assert all("Outlet 3" in text and "Outlet 2" not in text for _, text in sent)


async def test_many_doubts_come_a_few_at_a_time(post: Post) -> None:
    post.tellings.joins = [a_join(number, reports=1) for number in range(2, 14)]

    rounds = [await post.round() for _ in range(4)]

    assert [text.count("Joined:") for _, sent in rounds for _, text in sent] == (
        [JOINS] * 4 + [2] * 2
    )


async def test_an_admin_who_could_not_be_told_is_told_later_and_the_other_not_twice(
    post: Post,
) -> None:
    post.messenger.outcome = lambda number: NotSent("down") if number == 2 else Sent(number)

    first = await post.round()
    second = await post.round()

    assert first[0] is False
    assert [admin for admin, _ in second[1]] == [BEN]
    assert (await post.round())[1] == []


async def test_an_admin_who_is_out_of_reach_holds_nothing_up(post: Post) -> None:
    post.messenger.outcome = lambda number: Unreachable("blocked") if number == 1 else Sent(number)

    said, _ = await post.round()

    assert said == CALM
    assert post.tellings.known == {2}


async def test_without_admins_nothing_is_asked(post: Post) -> None:
    alone = Post(post.tellings, admins=())

    assert await alone.round() == (False, [])
    assert post.tellings.known == set()
