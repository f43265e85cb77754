"""Two articles are one story only where that is plain."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from news.models import Telling
from stories.identity import WINDOW, same_story

DAY = date(2026, 5, 5)
TITLE = "Short naps on night shifts cut errors among nurses"
TEXT = (
    "Twenty-minute naps on night shifts cut medication errors by 31% in a trial of 412 nurses at "
    "the Karlsberg hospital in Zwolle, a team led by Annelies Vermeer reports."
)


def a_telling(
    title: str = TITLE, summary: str = TEXT, url: str | None = None, day: date | None = DAY
) -> Telling:
    return Telling(title=title, summary=summary, url=url, date=day)


@pytest.mark.parametrize(
    "title",
    [
        "Short naps on night shifts cut errors among nurses | The Daily Nap",
        "SHORT NAPS ON NIGHT SHIFTS CUT ERRORS AMONG NURSES",
        "Short naps on night shifts cut errors among nurses -- ScienceNap",
        "Study: Short naps on night-shifts cut errors among nurses",
        "Short Naps On Night Shifts Cut Errors Among Nurses - University of Sleep",
    ],
)
def test_the_same_title_from_another_outlet_is_the_same_story(title: str) -> None:
    assert same_story(a_telling(summary=""), a_telling(title, summary="Something else."))


@pytest.mark.parametrize(
    ("url", "other"),
    [
        ("https://nap.example/a/1", "http://www.nap.example/a/1/"),
        ("https://nap.example/a/1", "https://nap.example/a/1?utm_source=rss&utm_medium=feed#top"),
        ("https://nap.example/a?id=7&page=2", "https://nap.example/a?page=2&id=7&fbclid=x"),
    ],
)
def test_one_page_is_one_story_however_it_is_linked(url: str, other: str) -> None:
    later = DAY + WINDOW * 4

    assert same_story(a_telling("One", "", url), a_telling("Two", "", other, day=later))


@pytest.mark.parametrize(
    ("url", "other"),
    [
        ("https://nap.example/a?id=7", "https://nap.example/a?id=8"),
        ("https://nap.example/", "https://nap.example"),
        ("http://[", "http://["),
    ],
)
def test_a_front_page_or_another_page_proves_nothing(url: str, other: str) -> None:
    assert not same_story(a_telling("One", "", url), a_telling("Two", "", other))


def test_a_rewritten_report_of_one_study_is_the_same_story() -> None:
    rewritten = a_telling(
        "Let nurses nap, say researchers",
        "Night-shift nurses at Karlsberg hospital in Zwolle who took twenty-minute naps made 31% "
        "fewer medication errors, says Annelies Vermeer, whose trial had 412 nurses.",
    )

    assert same_story(a_telling(), rewritten)


@pytest.mark.parametrize(
    ("title", "text"),
    [
        (
            "Night shifts raise the risk of diabetes among nurses",
            "Nurses who work nights are more likely to develop diabetes, say Canadian researchers.",
        ),
        ("Naps and night shifts", ""),
        ("Nurses", "A hospital in Zwolle will hire nurses for its night shifts next year."),
    ],
)
def test_another_story_on_the_topic_is_not_the_same_story(title: str, text: str) -> None:
    assert not same_story(a_telling(), a_telling(title, text))


def test_short_titles_come_back_with_other_news() -> None:
    assert not same_story(a_telling("Health in brief", ""), a_telling("Health in brief", "Naps."))


def test_the_same_words_weeks_later_are_another_bulletin() -> None:
    day = timedelta(days=1)

    assert same_story(a_telling(), a_telling(url="https://b.example/1", day=DAY + WINDOW))
    assert not same_story(a_telling(), a_telling(url="https://b.example/1", day=DAY + WINDOW + day))


def test_an_undated_telling_is_not_compared_with_a_dated_one() -> None:
    undated = a_telling(f"{TITLE} | The Daily Nap", day=None)

    assert not same_story(a_telling(), undated)
    assert same_story(a_telling(day=None), undated)


TITLES = st.one_of(st.text(max_size=80), st.sampled_from([TITLE, f"{TITLE} | Nap", "Nurses nap"]))
tellings = st.builds(
    Telling,
    title=TITLES,
    summary=st.one_of(st.text(max_size=200), st.sampled_from([TEXT, TEXT[40:], ""])),
    url=st.none() | st.sampled_from(["https://a.example/1", "https://a.example/1#x"]) | st.text(),
    date=st.none() | st.dates(DAY, DAY + WINDOW * 2),
)


@given(tellings, tellings)
def test_sameness_is_symmetric_and_reflexive(a: Telling, b: Telling) -> None:
    assert same_story(a, b) == same_story(b, a)
    assert same_story(a, a)
