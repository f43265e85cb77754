"""Whatever publishers do in whatever order, what is news is owed once, and nothing else is.

For a longer search, with other choices each time and a failure made as short as it can be:
`MODEL_EXAMPLES=400 .venv/bin/python -m pytest tests/contracts/test_publishers.py --timeout=0`.
"""

import asyncio
import os
from collections import defaultdict
from collections.abc import Coroutine, Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any, TypeVar

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    rule,
    run_state_machine_as_test,
)

from news.feeds import Entry, Trouble, Validators
from news.fetches import Failed, Fetch, NotModified
from news.models import ChatId
from tests.builders import a_source
from tests.contracts.conftest import ENGINES
from tests.contracts.press import ANN, BEN, CLEO, OURS, OWN, Kept, Press
from tests.contracts.promise import Claim, Promise
from tests.contracts.publisher import AGES, Shape, number_of

T = TypeVar("T")
EXAMPLES = os.environ.get("MODEL_EXAMPLES")
SETTINGS = settings(
    max_examples=int(EXAMPLES or 15),
    stateful_step_count=40 if EXAMPLES else 20,
    derandomize=EXAMPLES is None,
    database=None,
    deadline=None,
    # A failure is made short by repeating it hundreds of times: more than a test run has time for.
    phases=(Phase.generate, Phase.shrink) if EXAMPLES else (Phase.generate,),
    suppress_health_check=[HealthCheck.too_slow],
)
LONGEST_WAIT = timedelta(days=31)

a_url = st.sampled_from((OURS, OURS, OWN))
a_place = st.integers(0, 30)
a_shape = st.builds(
    Shape,
    has_id=st.sampled_from((True, True, False)),
    has_date=st.sampled_from((True, True, False)),
    is_bulletin=st.sampled_from((False, False, False, True)),
)
an_order = st.sampled_from((None, timedelta(minutes=5), timedelta(days=2)))
a_failure = st.builds(
    Failed, reason=st.just("no"), trouble=st.sampled_from(Trouble), retry_after=an_order
)
a_refusal = st.builds(
    Failed,
    reason=st.just("too many requests"),
    trouble=st.just(Trouble.THROTTLED),
    retry_after=an_order,
    whole_host=st.just(value=True),
    host=st.sampled_from(("", "elsewhere.example")),
)
no_news: st.SearchStrategy[Fetch] = st.just(NotModified(validators=Validators(etag="stuck")))
an_answer = st.one_of(a_failure, a_refusal, no_news, st.sampled_from(Trouble))


class Publishing(RuleBasedStateMachine):
    """Publishers, readers, the operator, crashes and the clock, in any order."""

    def __init__(self, migrated: Path) -> None:
        super().__init__()
        self.runner = asyncio.Runner()
        self.press = Press(migrated)
        self.promises: defaultdict[str, Promise] = defaultdict(Promise)
        self.followers: dict[str, set[ChatId]] = {OURS: set(), OWN: set()}
        self.is_ours = {OURS: True, OWN: False}
        self.for_all: set[tuple[str, int]] = set()
        self.run(self.press.open())
        self.run(self.press.follow_asthma(ANN))

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        """Wait for it, on the one event loop of this example."""
        return self.runner.run(work)

    # ── Publishers ───────────────────────────────────────────────────────────────────────────────

    @initialize(first=st.sampled_from((10, 5, 25, 0)), shape=a_shape)
    def begin(self, first: int, shape: Shape) -> None:
        """Both feeds are followed, and have been read once."""
        self.follow(BEN, OWN)
        for url in (OURS, OWN):
            self.publish(url, shape, first)
            self.look(url)

    @rule(url=a_url, shape=a_shape, count=st.sampled_from((1, 1, 2, 3, 22)))
    def publish(self, url: str, shape: Shape, count: int) -> None:
        """There is news."""
        self.press.publishers.at[url].publish(shape, count)

    @rule(url=a_url, count=st.integers(1, 3), is_alone=st.booleans())
    def file_the_past(self, url: str, count: int, *, is_alone: bool) -> None:
        """What was published long ago is listed for the first time, perhaps instead of all else."""
        if is_alone:
            self.rotate(url, kept=0)
        self.press.publishers.at[url].publish(Shape(), count, AGES)

    @rule(url=a_url, only=a_place, new_title=st.booleans())
    def correct(self, url: str, only: int, *, new_title: bool) -> None:
        """The words of an item change."""
        self.press.publishers.at[url].change(
            lambda item: replace(
                item,
                edition=item.edition + 1,
                title=f"{item.title}, corrected" if new_title else item.title,
            ),
            only,
        )

    @rule(url=a_url, only=a_place)
    def rename(self, url: str, only: int) -> None:
        """An item that is known gets another id, and perhaps other words."""
        self.look(url)
        self.press.publishers.at[url].change(
            lambda item: replace(item, id=f"{item.id}+{item.number}"), only
        )

    @rule(url=a_url, only=st.one_of(st.none(), a_place))
    def relink(self, url: str, only: int | None) -> None:
        """An item moves to another page, or all of them do."""
        self.press.publishers.at[url].change(
            lambda item: replace(item, link=f"{item.link}?moved"), only
        )

    @rule(url=a_url, with_links=st.booleans(), for_equal_ids=st.sampled_from((False, False, True)))
    def change_software(self, url: str, *, with_links: bool, for_equal_ids: bool) -> None:
        """All ids change, and more."""
        self.look(url)
        self.press.publishers.at[url].change_software(
            with_links=with_links, for_equal_ids=for_equal_ids
        )

    @rule(url=a_url, kept=st.sampled_from((0, 1, 5, 10)))
    def rotate(self, url: str, kept: int) -> None:
        """Only the newest stay in the listing."""
        self.press.publishers.at[url].rotate(kept)

    @rule(url=a_url, which=a_place)
    def restore(self, url: str, which: int) -> None:
        """An old listing is back."""
        self.press.publishers.at[url].restore(which)

    @rule(url=a_url)
    def redate(self, url: str) -> None:
        """For a while everything is always of this moment."""
        publisher = self.press.publishers.at[url]
        publisher.is_redated = True
        for _ in range(2):
            self.look(url)
        publisher.is_redated = False

    @rule(url=a_url, is_moving=st.booleans())
    def move(self, url: str, *, is_moving: bool) -> None:
        """The feed says that it is elsewhere for good, or no longer does."""
        self.press.publishers.at[url].moved_to = f"{url}/new" if is_moving else ""

    # ── Readers and the operator ─────────────────────────────────────────────────────────────────

    @rule(chat=st.sampled_from((BEN, CLEO)), url=st.sampled_from((OWN, OWN, OURS)))
    def follow(self, chat: ChatId, url: str) -> None:
        """A chat follows a whole feed."""
        self.run(self.press.follow(chat, url))
        self.followers[url].add(chat)

    @rule(chat=st.sampled_from((BEN, CLEO)), url=st.sampled_from((OWN, OURS)))
    def unfollow(self, chat: ChatId, url: str) -> None:
        """A chat has had enough of a feed."""
        self.run(self.press.unfollow(chat, url))
        self.has_left(chat, url)

    @rule(chat=st.sampled_from((BEN, CLEO)))
    def erase(self, chat: ChatId) -> None:
        """A chat wants to be forgotten."""
        self.run(self.press.erase(chat))
        self.has_left(chat, OURS, OWN)

    def has_left(self, chat: ChatId, *urls: str) -> None:
        """What only readers named is forgotten whole with the last of them."""
        for url in urls:
            self.followers[url].discard(chat)
        known = {feed.source.url for feed, _ in self.run(self.press.storage.register.known())}
        if OWN not in known:
            assert not self.followers[OWN]
            self.promises.pop(OWN, None)
            self.press.publishers.parsed.pop(OWN, None)
            self.for_all = {(url, number) for url, number in self.for_all if url != OWN}
        assert not self.run(self.press.strays())

    @rule(url=a_url)
    def edit_the_register(self, url: str) -> None:
        """The operator takes a feed out of the register, or puts it in, and starts anew."""
        self.is_ours[url] = not self.is_ours[url]
        self.press.register = [a_source(url) for url, is_ours in self.is_ours.items() if is_ours]
        self.run(self.press.restart())

    # ── Reading ──────────────────────────────────────────────────────────────────────────────────

    def is_read(self, url: str) -> bool:
        """Somebody wants to have it read."""
        return self.is_ours[url] or bool(self.followers[url])

    @rule(url=a_url)
    def look(self, url: str) -> None:
        """The feed is read."""
        if self.is_read(url):
            self.press.publishers.parsed.clear()
            self.run(self.press.look(url))
            self.compare()

    @rule(url=a_url, answer=an_answer)
    def look_in_vain(self, url: str, answer: Fetch | Trouble) -> None:
        """The feed cannot be read this time, or says that it has not changed."""
        self.press.publishers.at[url].answer = answer
        self.look(url)
        self.press.publishers.at[url].answer = None

    @rule(url=a_url)
    def look_and_be_killed(self, url: str) -> None:
        """The process ends while the feed is read."""
        if self.is_read(url):
            self.press.publishers.parsed.clear()
            self.run(self.press.look_and_be_killed(url))
            self.press.publishers.parsed.clear()
            self.compare()

    @rule(url=a_url)
    def look_twice_at_once(self, url: str) -> None:
        """A reading takes longer than its lease, and another one begins meanwhile."""
        if self.is_read(url):
            self.press.publishers.parsed.clear()
            self.run(self.press.look_twice_at_once(url))
            self.compare()

    @rule(chat=st.sampled_from((BEN, CLEO)), is_erased=st.booleans())
    def leave_meanwhile(self, chat: ChatId, *, is_erased: bool) -> None:
        """A chat has had enough of a feed at the moment in which it brings something."""
        if self.is_read(OWN):
            leave = self.press.erase(chat) if is_erased else self.press.unfollow(chat, OWN)
            self.press.publishers.parsed.clear()
            self.run(self.press.look_while(OWN, lambda: leave))
            self.has_left(chat, OWN, *((OURS,) if is_erased else ()))
            self.compare()

    @rule()
    def restart(self) -> None:
        """The process ends between two readings."""
        self.run(self.press.restart())

    @rule()
    def let_a_year_pass(self) -> None:
        """Everything is sent, and articles are forgotten."""
        self.run(self.press.let_a_year_pass())

    # ── What always holds ────────────────────────────────────────────────────────────────────────

    def compare(self) -> None:
        """What is owed since, and what is kept, is what was promised."""
        owed = self.run(self.press.newly_owed())
        for url, parsed in self.press.publishers.parsed.items():
            promise = self.promises[url]
            same = [entry for entry in parsed.entries if promise.knows(entry)]
            claims = promise.claims(parsed)
            if self.is_ours[url]:
                self.for_all |= {(url, number) for number in claims}
            chats = self.followers[url] | ({ANN} if self.is_ours[url] else set())
            for number, claim in claims.items():
                times = {owed.pop((url, number, chat), 0) for chat in chats}
                assert times <= CLAIMED[claim], (url, number, claim, times)
                assert len(times) <= 1
            self.is_kept_as_listed(url, [e for e in same if promise.is_one(e)])
        assert not owed
        self.everything_that_is_read_is_read_again()
        self.what_is_read_for_some_is_listed_for_nobody_else()

    def is_kept_as_listed(self, url: str, known: Sequence[Entry]) -> None:
        """What is corrected is corrected here too, unless it is forgotten."""
        kept = self.run(self.press.kept(url))
        for entry in known:
            articles = kept.get(number_of(entry.text), [])
            assert set(articles) <= {Kept(entry.url, entry.title, entry.text)}

    def everything_that_is_read_is_read_again(self) -> None:
        """No feed is forgotten, and none is asked without end."""
        now = self.press.clock.now()
        for feed, _ in self.run(self.press.storage.register.known()):
            next_check = feed.health.next_check_at
            if feed.health.last_fetch_at:
                assert next_check
                assert feed.health.last_fetch_at < next_check < now + LONGEST_WAIT

    def what_is_read_for_some_is_listed_for_nobody_else(self) -> None:
        """Whatever has become of their feed since."""
        assert self.run(self.press.listed_for_all()) <= self.for_all

    def teardown(self) -> None:
        """Leave nothing behind."""
        self.run(self.press.close())
        self.runner.close()


CLAIMED = {Claim.OWED: {1}, Claim.QUIET: {0}, Claim.EITHER: {0, 1}}


@pytest.mark.parametrize("engine", ENGINES)
def test_no_publisher_makes_us_lose_news_or_tell_them_twice(engine: str, migrated: Path) -> None:
    machine: Any = lambda: Publishing(migrated)  # noqa: E731 – its declared type is too narrow
    run_state_machine_as_test(machine, settings=SETTINGS)
