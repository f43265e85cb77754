"""The admins hear of each trouble once, whatever Telegram does meanwhile."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

import pytest

from bot.watchman import Watchman
from messages.texts import Texts
from news.feeds import FeedId, Health
from news.models import Address, ChatId
from news.outcomes import (
    Moved,
    NotSent,
    Outcome,
    Rejected,
    Sent,
    Throttled,
    Unreachable,
    Unsure,
)
from tests.delivery.fakes import FakeMessenger
from tests.fakes import FakeClock
from tests.watching import DAY, HOUR, FakeFeedWatch, a_feed, failing, silent, well

TEXTS = Texts.load()
ANA, BEN = 101, 102


@dataclass
class FullDisk(FakeFeedWatch):
    """Writes nothing down at first."""

    failures: int = 1

    async def told(self, feeds: Collection[FeedId], now: datetime) -> None:
        self.failures -= 1
        if self.failures >= 0:
            raise OSError("disk full")
        await super().told(feeds, now)


@dataclass
class Post:
    """A watchman, the feeds it watches, and the way to its admins."""

    watch: FakeFeedWatch = field(default_factory=FakeFeedWatch)
    messenger: FakeMessenger = field(default_factory=FakeMessenger)
    admins: tuple[int, ...] = (ANA, BEN)

    def __post_init__(self) -> None:
        self.restart()

    def restart(self) -> None:
        """The process ends, and another one begins."""
        self.man = Watchman(self.watch, self.messenger, TEXTS, FakeClock(), self.admins)

    def becomes(self, number: int, health: Health) -> None:
        """A feed gets into this state; a new one if there was none of this number."""
        others = [feed for feed in self.watch.feeds if feed.id != number]
        self.watch.feeds = [*others, a_feed(number, health=health)]

    async def rounds(self, count: int = 1) -> list[tuple[int, str]]:
        """What is sent meanwhile, to whom."""
        before = len(self.messenger.sent)
        for _ in range(count):
            assert await self.man.round() is False
        return [(int(chat), text) for chat, text in self.messenger.sent[before:]]


@pytest.fixture
def post() -> Post:
    """Nine feeds that do well."""
    return Post(FakeFeedWatch([a_feed(number) for number in range(1, 10)]))


async def test_nothing_is_sent_while_all_is_well(post: Post) -> None:
    assert await post.rounds(3) == []


async def test_all_troubles_come_in_one_message_to_each_admin_and_only_once(post: Post) -> None:
    post.becomes(1, failing())
    post.becomes(2, silent())

    sent = await post.rounds(5)
    post.restart()
    later = await post.rounds(3)

    assert [admin for admin, _ in sent] == [ANA, BEN]
    assert all("Source 01" in text and "Source 02" in text for _, text in sent)
    assert later == []


async def test_a_further_trouble_is_told_without_what_is_known_already(post: Post) -> None:
    post.becomes(1, failing())
    await post.rounds()
    post.becomes(2, failing())

    sent = await post.rounds(2)

    assert [admin for admin, _ in sent] == [ANA, BEN]
    assert all("Source 02" in text and "Source 01" not in text for _, text in sent)


async def test_a_feed_that_recovers_and_fails_again_is_told_again(post: Post) -> None:
    post.becomes(1, failing())
    await post.rounds()
    post.becomes(1, well())
    recovered = await post.rounds()
    post.becomes(1, failing())

    assert recovered == []
    assert len(await post.rounds(2)) == 2


async def test_a_silent_feed_that_fails_for_an_hour_has_not_recovered(post: Post) -> None:
    post.becomes(1, silent())
    await post.rounds()
    post.becomes(1, failing(HOUR, asked=timedelta()))
    meanwhile = await post.rounds()
    post.becomes(1, silent())

    assert meanwhile + await post.rounds() == []


async def test_a_trouble_of_less_than_a_day_is_not_told(post: Post) -> None:
    post.becomes(1, failing(DAY - HOUR, asked=timedelta()))

    assert await post.rounds() == []


async def test_readers_own_feeds_are_not_told(post: Post) -> None:
    post.watch.feeds.append(replace(a_feed(10, health=failing()), is_public=False))

    assert await post.rounds() == []


async def test_without_admins_nothing_is_told_and_nothing_counts_as_told() -> None:
    post = Post(FakeFeedWatch([a_feed(1, health=failing()), a_feed(2)]), admins=())

    assert await post.rounds() == []
    assert post.watch.known == set()


# ── Our own network ──────────────────────────────────────────────────────────────────────────────


def cut_off(post: Post, since: timedelta, feeds: int = 9) -> None:
    for number in range(1, feeds + 1):
        post.becomes(number, failing(since, asked=timedelta()))


async def test_our_own_network_is_one_line_and_not_before_it_has_lasted_a_day(post: Post) -> None:
    cut_off(post, DAY - HOUR)
    early = await post.rounds()
    cut_off(post, DAY)
    sent = await post.rounds(3)

    assert early == []
    assert [admin for admin, _ in sent] == [ANA, BEN]
    assert all("None of the 9 feeds" in text and "Source" not in text for _, text in sent)


async def test_when_our_network_is_back_no_feed_is_told_for_what_was_not_its_fault(
    post: Post,
) -> None:
    cut_off(post, DAY - HOUR)
    await post.rounds()
    post.becomes(1, well())  # the others have not been asked yet

    assert await post.rounds(2) == []


async def test_a_trouble_told_before_our_network_broke_is_not_told_again_after_it(
    post: Post,
) -> None:
    post.becomes(9, failing())
    await post.rounds()
    cut_off(post, HOUR, feeds=8)
    meanwhile = await post.rounds()
    for number in range(1, 9):
        post.becomes(number, well())

    assert meanwhile + await post.rounds() == []


# ── Whatever Telegram does ───────────────────────────────────────────────────────────────────────


def first_then_sent(*outcomes: Outcome) -> Callable[[int], Outcome]:
    return lambda number: outcomes[number - 1] if number <= len(outcomes) else Sent(number)


@pytest.mark.parametrize("outcome", [NotSent("no connection"), Throttled(timedelta(seconds=9))])
async def test_what_could_not_be_sent_is_sent_in_a_later_round(
    post: Post, outcome: Outcome
) -> None:
    post.becomes(1, failing())
    post.messenger.outcome = first_then_sent(*[outcome] * 6)

    lost, sent, later = await post.rounds(3), await post.rounds(1), await post.rounds(1)

    assert (len(lost), len(sent), len(later)) == (6, 2, 0)


async def test_who_was_told_is_not_told_again_because_another_could_not_be(post: Post) -> None:
    post.becomes(1, failing())
    post.messenger.outcome = first_then_sent(Sent(1), NotSent("no connection"))

    first, second = await post.rounds(), await post.rounds(2)

    assert [admin for admin, _ in first] == [ANA, BEN]
    assert [admin for admin, _ in second] == [BEN]


async def test_meanwhile_each_hears_what_they_have_not_heard(post: Post) -> None:
    post.becomes(1, failing())
    post.messenger.outcome = first_then_sent(Sent(1), NotSent("no connection"))
    await post.rounds()
    post.becomes(2, failing())

    (ana, to_ana), (ben, to_ben) = await post.rounds(2)

    assert (ana, "Source 01" in to_ana, "Source 02" in to_ana) == (ANA, False, True)
    assert (ben, "Source 01" in to_ben, "Source 02" in to_ben) == (BEN, True, True)


async def test_a_message_without_an_answer_is_sent_once_more_and_no_more(post: Post) -> None:
    post.becomes(1, failing())
    post.messenger.outcome = lambda _: Unsure("no answer in time")

    assert len(await post.rounds(9)) == 2 * 2


@pytest.mark.parametrize(
    "outcome",
    [
        Unreachable("bot was blocked by the user"),
        Rejected("odd"),
        Moved(Address(chat_id=ChatId(5))),
    ],
)
async def test_an_admin_who_cannot_be_reached_holds_nobody_up_and_is_logged_once(
    post: Post, outcome: Outcome, caplog: pytest.LogCaptureFixture
) -> None:
    post.messenger.outcome = lambda number: outcome if number % 2 else Sent(number)
    post.becomes(1, failing())
    first = await post.rounds(3)
    post.becomes(2, failing())
    second = await post.rounds(3)

    assert [admin for admin, _ in first + second] == [ANA, BEN, ANA, BEN]
    assert caplog.messages.count("admin not told") == 1


async def test_what_is_told_is_in_the_log_by_number(
    post: Post, caplog: pytest.LogCaptureFixture
) -> None:
    post.becomes(1, failing())
    await post.rounds(2)

    (told,) = [record for record in caplog.records if record.message == "feeds in trouble"]
    assert vars(told)["feeds"] == [1]


async def test_a_kill_before_it_is_written_down_tells_once_more_and_loses_nothing() -> None:
    post = Post(FullDisk([a_feed(1, health=failing()), a_feed(2)]))

    with pytest.raises(OSError, match="disk full"):
        await post.man.round()
    post.restart()

    assert len(await post.rounds(3)) == 2
