"""Two articles are one story only where that is plain."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from news.models import Sign, Telling
from stories.identity import WINDOW, same_story, signs
from tests.stories.reports import DAY, TEXT, TITLE, a_telling, by_title, pairs


@pytest.mark.parametrize(
    ("a", "b"), [*pairs("two_stories.txt"), *pairs("two_brief_stories.txt")], ids=by_title
)
def test_two_stories_that_read_alike_stay_two(a: Telling, b: Telling) -> None:
    assert not same_story(a, b)


@pytest.mark.parametrize(
    ("a", "b"), [*pairs("one_story.txt"), *pairs("one_brief_story.txt")], ids=by_title
)
def test_one_story_in_other_words_is_one(a: Telling, b: Telling) -> None:
    assert same_story(a, b)


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


def test_reports_that_name_one_paper_are_one_story() -> None:
    paper = a_telling("Naps and errors", "", "https://journal.example/doi/10.1000/nap.7")
    report = a_telling("Sleepy nurses err", "It is in the journal Nap (doi: 10.1000/NAP.7).")

    assert same_story(paper, report)


def test_reports_that_name_two_papers_are_two_stories_even_in_the_same_words() -> None:
    one = a_telling(url="https://journal.example/doi/10.1000/nap.7")
    other = a_telling(url="https://journal.example/doi/10.1000/nap.8")

    assert not same_story(one, other)


def test_what_is_told_of_a_paper_weeks_later_is_news() -> None:
    paper = a_telling("Naps and errors", "", "https://journal.example/doi/10.1000/nap.7")
    withdrawn = a_telling("Nap paper withdrawn", "doi: 10.1000/nap.7", day=DAY + WINDOW * 2)

    assert not same_story(paper, withdrawn)


def test_reports_that_link_one_press_release_are_one_story() -> None:
    release = "https://www.eurekalert.org/news-releases/1034567"
    report = a_telling("Sleepy nurses err", f"Source: {release}")

    assert same_story(a_telling("Naps and errors", "", f"{release}?utm_source=rss"), report)


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


@pytest.mark.parametrize(("days", "same"), [(0, True), (1, True), (6, False)])
def test_the_less_two_tellings_have_in_common_the_closer_they_have_to_be(
    days: int, same: bool
) -> None:
    one = a_telling(
        "Napalex trims errors, Vaxona says", "The tablet for nurses was tried in Zwolle."
    )
    other = a_telling(
        "Nurses slip less with Napalex", "Vaxona gave it to nurses.", day=DAY + timedelta(days)
    )

    assert same_story(one, other) == same


def test_an_undated_telling_is_not_compared_with_a_dated_one() -> None:
    undated = a_telling(f"{TITLE} | The Daily Nap", day=None)

    assert not same_story(a_telling(), undated)
    assert same_story(a_telling(day=None), undated)


def test_signs_are_what_only_tellings_of_one_story_share() -> None:
    text = "Published as doi 10.1000/nap.7, a trial registered as NCT01234567."

    found = signs(TITLE, "https://nap.example/a/?utm_source=rss", text)

    assert found == (
        Sign("page:nap.example/a?"),
        Sign("doi:10.1000/nap.7"),
        Sign("trial:NCT01234567", only_across_feeds=True),
        Sign(f"title:{TITLE.lower()}", only_across_feeds=True),
    )


@pytest.mark.parametrize(
    "title", ["Health in brief", "Health news in brief for the week", "", "Nurses nap"]
)
def test_a_short_title_or_a_columns_is_no_sign(title: str) -> None:
    assert signs(title, "") == ()


TITLES = st.one_of(
    st.text(max_size=80),
    st.sampled_from([TITLE, f"{TITLE} | Nap", "Nurses nap", "Second nap kills 1.5m in %"]),
)
COUNTS = (
    "Of 20,055 babies that were born in the hospitals of Zwolle and of Karlsberg 19,990 had naps.",
    "Of 20,000 babies that were born in the hospitals of Zwolle and of Karlsberg all had naps.",
)
tellings = st.sampled_from(
    [
        telling
        for name in ("one_story", "two_stories", "one_brief_story", "two_brief_stories")
        for pair in pairs(f"{name}.txt")
        for telling in pair
    ]
) | st.builds(
    Telling,
    title=TITLES,
    summary=st.one_of(st.text(max_size=200), st.sampled_from([TEXT, TEXT[40:], "", *COUNTS])),
    url=st.none() | st.sampled_from(["https://a.example/1", "https://a.example/1#x"]) | st.text(),
    date=st.none() | st.dates(DAY, DAY + WINDOW * 2),
)


@given(tellings, tellings)
def test_sameness_is_symmetric_and_reflexive(a: Telling, b: Telling) -> None:
    assert same_story(a, b) == same_story(b, a)
    assert same_story(a, a)


@given(
    st.sampled_from([telling for pair in pairs("one_story.txt") for telling in pair]),
    st.sampled_from(["", "LONDON (Reuters) - ", "Press Release - "]),
    st.sampled_from(["", " Read more", " The post Naps first appeared on Nap."]),
    st.sampled_from(["", " | The Daily Nap", " -- ScienceNap"]),
)
def test_what_outlets_put_around_a_story_makes_no_other_story(
    telling: Telling, before: str, after: str, outlet: str
) -> None:
    dressed = a_telling(f"{telling.title}{outlet}", f"{before}{telling.summary}{after}")

    assert same_story(telling, dressed)
