"""Whether two articles tell the same news. Where it is not plain, they do not."""

from collections.abc import Set as AbstractSet
from datetime import date, timedelta

from news.models import Sign, Telling
from news.urls import page_key
from stories.agreement import tell_one_event
from stories.collisions import collide
from stories.conflicts import contradict
from stories.furniture import is_series
from stories.identifiers import papers, releases, trials
from stories.likeness import read_alike
from stories.wording import Wording, headline, wording

WINDOW = timedelta(days=14)
"""The same words a month later are another bulletin: a new toll, a new season."""
_TITLE_WORDS = 4
"""Shorter titles (“Health in brief”) come back with other news under them."""


def same_story(a: Telling, b: Telling) -> bool:
    """Would someone who has read one of them call the other one no news?

    Symmetric, and every telling tells its own story.
    """
    if a == b or _share(_pages(a), _pages(b)):
        return True
    if (same_paper := _name_one_paper(a, b)) is not None:
        return same_paper and not _are_far_apart(a.date, b.date)
    if not _are_of_one_time(a.date, b.date):
        return False
    if _share(releases(a.url or "", a.summary), releases(b.url or "", b.summary)):
        return True
    one, other = wording(a.title, a.summary), wording(b.title, b.summary)
    if _are_of_one_series(one, other):
        return False
    if _titles_are_equal(one, other):
        return True
    if read_alike(one, other) and not contradict(one, other):
        return (one.has_text and other.has_text) or not collide(one, other)
    return tell_one_event(one, other, _days_between(a.date, b.date)) and not collide(one, other)


def signs(title: str, url: str, text: str = "") -> tuple[Sign, ...]:
    """What only another telling of the same story has too: its page, its paper, its whole title.

    Short titles are no sign. Cheap to look up, so that no new article is compared with all.
    """
    page, bare = page_key(url), headline(title)
    named = [f"page:{page}"] if page else []
    named += sorted(papers(url, text) | releases(url, text))
    across = sorted(trials(text))
    if bare.count(" ") >= _TITLE_WORDS and not is_series(bare):
        across.append(f"title:{bare}")
    return (
        *map(Sign, named),
        *(Sign(text, only_across_feeds=True) for text in across),
    )


def _pages(telling: Telling) -> AbstractSet[str]:
    page = page_key(telling.url) if telling.url else None
    return {page} if page else set()


def _name_one_paper(a: Telling, b: Telling) -> bool | None:
    """Whether both are about one paper; None where it is not said."""
    one, other = papers(a.url or "", a.summary), papers(b.url or "", b.summary)
    if one & other:
        return True
    of_one, of_other = ({paper.partition(":")[0] for paper in each} for each in (one, other))
    return False if of_one & of_other else None


def _share(some: AbstractSet[str], others: AbstractSet[str]) -> bool:
    return not some.isdisjoint(others)


def _are_of_one_time(a: date | None, b: date | None) -> bool:
    """Undated articles can be compared with each other, not with dated ones."""
    return (a is None) == (b is None) and not _are_far_apart(a, b)


def _days_between(a: date | None, b: date | None) -> int | None:
    return abs(a - b).days if a is not None and b is not None else None


def _are_far_apart(a: date | None, b: date | None) -> bool:
    return a is not None and b is not None and abs(a - b) > WINDOW


def _are_of_one_series(one: Wording, other: Wording) -> bool:
    """A column or a bulletin: next week it has the same words around other news."""
    return is_series(one.headline) and is_series(other.headline)


def _titles_are_equal(one: Wording, other: Wording) -> bool:
    return one.headline == other.headline and one.headline.count(" ") >= _TITLE_WORDS - 1
