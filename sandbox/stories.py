"""The stories of the sample feed: those that are out, and those that wait to be published."""

import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

SAMPLES = Path(__file__).with_name("stories.toml")


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """One piece of news; without a link of its own it lives on a page of the sandbox."""

    slug: str
    title: str
    summary: str
    publisher: str
    link: str = ""
    categories: Sequence[str] = ()
    days_ago: int | None = None
    """How old it is at the start; None for a story that waits to be published."""


@dataclass(frozen=True, slots=True)
class Published:
    """A story that is out."""

    story: Story
    at: datetime


class Newsstand:
    """What one sandbox's feed carries, newest first, and what still waits."""

    def __init__(self, stories: Iterable[Story], now: datetime) -> None:
        known = list(stories)
        self.waiting = [story for story in known if story.days_ago is None]
        self.out = [
            Published(story, now - timedelta(days=story.days_ago))
            for story in known
            if story.days_ago is not None
        ]
        self.out.sort(key=lambda published: published.at, reverse=True)

    def find_waiting(self, slug: str | None = None) -> Story | None:
        """The waiting story of that name; without a name, the next in line."""
        return next((story for story in self.waiting if slug in {None, story.slug}), None)

    def publish(self, story: Story, now: datetime) -> None:
        """Put a story at the top of the feed."""
        if story in self.waiting:
            self.waiting.remove(story)
        self.out.insert(0, Published(story, now))

    def find_published(self, slug: str) -> Published | None:
        """The story of that name, if it is out."""
        return next((published for published in self.out if published.story.slug == slug), None)


def sample_stories() -> list[Story]:
    """The stories that ship with the sandbox, in the order in which they will be published."""
    known = tomllib.loads(SAMPLES.read_text("utf-8"))["story"]
    return [Story(**story) for story in known]
