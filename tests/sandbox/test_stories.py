"""The stories that ship with the sandbox: enough, short, honest."""

import re
from datetime import UTC, datetime

import pytest

from sandbox.stories import Newsstand, Story, sample_stories

UCLA = "https://medicalxpress.com/news/2025-09-gene-therapy-lifelong-transfusions-rare.html"
HYPE = re.compile(
    r"breakthrough|miracle|\bcure[ds]?\b|revolution|game.?changer|ground.?breaking|\bproves?\b"
    r"|wonder drug|\byou should\b|ask your doctor|talk to your",
    re.IGNORECASE,
)
NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


def test_there_are_stories_enough_to_play_with() -> None:
    stories = sample_stories()

    waiting = [story for story in stories if story.days_ago is None]
    assert len(stories) >= 32
    assert len(stories) - len(waiting) >= 10
    assert len({category for story in stories for category in story.categories}) >= 30


def test_no_two_stories_share_a_slug_or_a_title() -> None:
    stories = sample_stories()

    assert len({story.slug for story in stories}) == len(stories)
    assert len({story.title for story in stories}) == len(stories)


@pytest.mark.parametrize("story", sample_stories(), ids=lambda story: story.slug)
def test_a_story_is_short_named_and_without_hype_or_advice(story: Story) -> None:
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", story.slug)
    assert 20 <= len(story.title) <= 120
    assert story.summary.endswith(".")
    assert len(re.split(r"(?<=[.?]) ", story.summary)) <= 3
    assert story.publisher
    assert story.categories
    assert not HYPE.search(f"{story.title} {story.summary}")


def test_the_only_link_to_the_outside_is_the_real_story() -> None:
    links = {story.slug: story.link for story in sample_stories() if story.link}

    assert links == {"alpha-thalassemia-gene-therapy": UCLA}


def test_a_newsstand_lists_the_newest_first() -> None:
    stand = Newsstand(sample_stories(), NOW)

    moments = [published.at for published in stand.out]

    assert moments == sorted(moments, reverse=True)
    assert all(moment < NOW for moment in moments)
