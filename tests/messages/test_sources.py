"""What is said about the feeds: readable on a phone, true, and without a secret."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from messages import lists, sources
from messages.texts import Texts
from news.feeds import Feed, Health, Trouble
from news.models import Message
from news.ports import Page
from news.standing import standing
from tests.builders import a_source
from tests.fakes import NOW, an_article
from tests.messages.reader import published_text, read
from tests.watching import DAY, HOUR, a_feed, failing, silent, well

SAY = Texts.load().of("en")
NO_OWN = (0, 0)
LONG = a_source(title="Journal of very long names " * 9)


def overview(*feeds: Feed, own: tuple[int, int] = NO_OWN, page: int = 0) -> Message:
    return sources.overview(standing(feeds), own, page, now=NOW, say=SAY)


def notice(*feeds: Feed) -> Message:
    stand = standing(feeds)
    return sources.notice(stand, stand.lasting, now=NOW, say=SAY)


def unreached(*feeds: Feed, fine: int = 31) -> str:
    return sources.unreached(feeds, fine, now=NOW, say=SAY)


def several(count: int, first: int = 1, since: timedelta = 3 * DAY) -> Sequence[Feed]:
    return [a_feed(number, health=failing(since)) for number in range(first, first + count)]


# ── For operators ────────────────────────────────────────────────────────────────────────────────


def test_an_overview_begins_with_what_fails_then_what_is_silent_then_counts_the_rest() -> None:
    shown = read(
        overview(
            a_feed(1),
            a_feed(2, title="Quiet", health=silent(20 * DAY, every=5 * HOUR)),
            a_feed(3, title="Shut", health=failing(3 * DAY)),
            a_feed(
                4,
                title="Gone",
                health=failing(
                    9 * DAY, trouble=Trouble.GONE, error="the publisher has taken it away (410)"
                ),
            ),
            a_feed(5, health=well(read=3 * HOUR)),
            a_feed(6, health=replace(well(), last_ok_at=None)),
            own=(12, 2),
        )
    )

    assert shown.text == (
        "Feeds: 2 fail, 1 is silent\n\n"
        "Gone\nThe publisher has taken it away (410). For 9 days, since 12 Nov 2026.\n\n"
        "Shut\nNo entry (HTTP 403). For 3 days, since 18 Nov 2026.\n\n"
        "Quiet\nNothing new for 20 days, since 1 Nov 2026; usually something every 5 hours.\n\n"
        "2 other feeds are fine, the last read 2 minutes ago.\n"
        "1 feed has not been read yet.\n"
        "Readers’ own feeds: 12, 2 failing."
    )


@pytest.mark.parametrize(
    ("feeds", "said"),
    [
        ([], "No feed is read."),
        ([a_feed(1)], "The one feed is fine, read 2 minutes ago."),
        ([a_feed(1), a_feed(2)], "All 2 feeds are fine, the last read 2 minutes ago."),
        ([a_feed(1), *several(1, 2)], "1 other feed is fine, read 2 minutes ago."),
        (several(2), "No feed is fine."),
        ([a_feed(1, health=Health())], "1 feed has not been read yet."),
    ],
)
def test_the_rest_is_counted_in_words(feeds: Sequence[Feed], said: str) -> None:
    assert read(overview(*feeds)).text.splitlines()[-1] == said


@pytest.mark.parametrize(
    ("span", "said"),
    [
        (timedelta(seconds=1), "1 minute"),
        (timedelta(minutes=59), "59 minutes"),
        (HOUR, "1 hour"),
        (47 * HOUR, "47 hours"),
        (2 * DAY, "2 days"),
        (400 * DAY, "400 days"),
    ],
)
def test_a_span_is_said_in_the_unit_that_suits_it(span: timedelta, said: str) -> None:
    assert f" For {said}, since " in overview(a_feed(1, health=failing(span))).text


def test_a_silence_without_a_known_rhythm_names_none() -> None:
    # Three arrivals are too few to know how often something comes.
    health = replace(silent(100 * DAY), arrivals=())

    assert read(overview(a_feed(1, health=health))).text.splitlines()[3] == (
        "Nothing new for 100 days, since 13 Aug 2026."
    )


def test_every_trouble_has_words() -> None:
    for trouble in (*Trouble, None):
        health = failing(trouble=trouble, error="")

        assert ". For 3 days" in overview(a_feed(1, health=health)).text


@pytest.mark.parametrize(
    "error",
    [
        "moved to https://news.example/feed?token=hunter2",
        "no answer from anna:hunter2@news.example",
        "HTTP://NEWS.EXAMPLE/hunter2",
    ],
)
def test_a_reason_that_shows_an_address_is_not_shown(error: str) -> None:
    secret = replace(
        a_feed(1, health=failing(error=error)),
        address="https://anna:hunter2@news.example/feed",
    )

    for shown in (overview(secret), notice(secret)):
        assert "hunter2" not in shown.text
        assert "The publisher refuses us. For" in shown.text


def test_when_everything_fails_it_is_one_line_about_our_own_network() -> None:
    feeds = [*several(30), a_feed(31, health=failing(2 * DAY))]

    for shown in (overview(*feeds), notice(*feeds)):
        assert read(shown).text.removeprefix("Feeds\n\n") == (
            "None of the 31 feeds can be read, for 2 days, since 19 Nov 2026: "
            "most likely it is our own network."
        )
        assert shown.buttons == ()


def test_a_notice_lists_what_fits_on_a_phone_and_leads_to_the_rest() -> None:
    few, many = read(notice(a_feed(1), *several(2, 2))), read(notice(a_feed(1), *several(30, 2)))

    assert few.text.startswith("Trouble with feeds\n\nSource 02\nNo entry (HTTP 403). For")
    assert few.text.endswith("\n\nAll of them: /feeds")
    assert many.text.count("No entry") == sources.PAGE_SIZE
    assert many.text.endswith("\n\nAnd 20 more: /feeds")


@pytest.mark.parametrize("page", [-1, 0, 1, 2, 3, 10**9])
def test_a_page_is_one_of_those_there_are(page: int) -> None:
    shown = overview(a_feed(1), *several(25, 2), page=page)

    labels = [button.text for row in shown.buttons for button in row]
    first = min(max(page, 0), 2) * sources.PAGE_SIZE
    assert f"Source {first + 2:02}\n" in read(shown).text
    assert labels == (
        ["More ›"] if page <= 0 else ["‹ Back", "More ›"] if page == 1 else ["‹ Back"]
    )


@given(titles=st.lists(published_text(), max_size=30), error=published_text())
def test_whatever_feeds_are_called_and_say_it_is_one_valid_message(
    titles: list[str], error: str
) -> None:
    feeds = [
        replace(
            feed := a_feed(number, health=failing(error=error) if number % 2 else silent()),
            source=replace(feed.source, title=title),
        )
        for number, title in enumerate(titles)
    ]

    for shown in (overview(*feeds), overview(*feeds, page=1), notice(*feeds)):
        assert not read(shown).links


# ── For readers ──────────────────────────────────────────────────────────────────────────────────


def test_nothing_is_said_while_all_is_well() -> None:
    assert unreached() == ""


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (1, "Source 01"),
        (2, "Source 01 and Source 02"),
        (3, "Source 01, Source 02 and 1 other"),
        (5, "Source 01, Source 02 and 3 others"),
    ],
)
def test_one_or_two_sources_are_named_and_more_are_counted(count: int, said: str) -> None:
    line = unreached(*several(count))

    assert line == f"We could not reach {said} since Wednesday; 31 other sources are fine."


@pytest.mark.parametrize(
    ("fine", "said"),
    [(0, "."), (1, "; 1 other source is fine."), (2, "; 2 other sources are fine.")],
)
def test_the_others_are_counted_if_any_are_fine(fine: int, said: str) -> None:
    assert unreached(*several(1), fine=fine).endswith(f" since Wednesday{said}")


@pytest.mark.parametrize(
    ("since", "said"),
    [
        (DAY, "Friday"),
        (2 * DAY, "Thursday"),
        (6 * DAY, "Sunday"),
        (7 * DAY, "14 Nov 2026"),
        (400 * DAY, "17 Oct 2025"),
    ],
)
def test_a_day_of_the_last_week_has_its_name_and_an_earlier_one_its_date(
    since: timedelta, said: str
) -> None:
    assert f" since {said};" in unreached(a_feed(1, health=failing(since)))


def test_of_several_it_says_since_when_none_of_them_was_reached() -> None:
    assert " since Friday;" in unreached(*several(1, since=9 * DAY), *several(1, 2, since=DAY))


def test_readers_see_no_error_and_no_address() -> None:
    feed = a_feed(
        1, title="See https://x.example/?token=1", health=failing(error="no entry (HTTP 403)")
    )

    line = unreached(feed)

    assert "403" not in line
    assert "host1.example" not in line
    assert "https://" not in line  # a joiner keeps it from being live


def test_the_line_stands_under_the_longest_page_too() -> None:
    articles = tuple(
        an_article(number, title="long " * 80, publisher="P" * 80)
        for number in range(lists.LONGEST_PAGE)
    )
    line = unreached(*(replace(each, source=LONG) for each in several(5)))

    shown = lists.latest(
        Page(articles=articles, more=True), lists.MINE, (), follows_any=True, say=SAY, foot=line
    )

    seen = read(shown)
    assert len(seen.links) == lists.LONGEST_PAGE
    assert seen.text.endswith(f"\n\n{line}")
