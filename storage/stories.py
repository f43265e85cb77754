"""Stories: which of them a new article tells, and which begin with it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import bindparam, select
from sqlalchemy.ext.asyncio import AsyncConnection

from news.feeds import Feed, FeedId
from news.models import Draft, Same, Sign, StoryId
from storage.likeness import told_alike
from storage.schema import stories, story_signs
from storage.sql import inserted

# So long after its first article a story is told no longer: next month's bulletin has this one's
# title, and is news.
WINDOW = timedelta(days=14)

_KNOWN = (
    select(story_signs)
    .join(stories, stories.c.id == story_signs.c.story_id)
    .where(
        story_signs.c.sign.in_(bindparam("signs", expanding=True)),
        stories.c.created_at > bindparam("since"),
    )
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Which story a draft tells."""

    story_id: StoryId
    is_joined: bool
    """Another article had begun it."""
    new_signs: tuple[Sign, ...]
    """By which no story is known yet."""


async def assign(
    connection: AsyncConnection, feed: Feed, drafts: Sequence[Draft], now: datetime, same: Same
) -> Sequence[Place]:
    """The story of each draft: that of a sign of it, or else one told alike, or else a new one."""
    since, marks = now - WINDOW, _marks(drafts)
    told = await _told(connection, feed.id, drafts, since)
    known: dict[str, StoryId] = {}
    for mark, draft in zip(marks, drafts, strict=True):
        if (story := _first(draft, told)) is not None:
            known.setdefault(mark, story)
    firsts = {mark: marks.index(mark) for mark in marks if mark not in known}
    looking = {mark: drafts[number] for mark, number in firsts.items()}
    alike = await told_alike(
        connection, feed, looking, since=since, now=now, same=same, taken=known.values()
    )
    new = [mark for mark in looking if mark not in alike]
    begun = await inserted(connection, stories, [{"created_at": now} for _ in new])
    story_of = known | alike | dict(zip(new, map(StoryId, begun), strict=True))
    beginners = {firsts[mark] for mark in new}
    return [
        Place(
            story_id=story_of[mark],
            is_joined=number not in beginners,
            new_signs=tuple(sign for sign in draft.signs if sign not in told),
        )
        for number, (mark, draft) in enumerate(zip(marks, drafts, strict=True))
    ]


async def _told(
    connection: AsyncConnection, feed_id: FeedId, drafts: Sequence[Draft], since: datetime
) -> Mapping[Sign, StoryId]:
    """The signs of these drafts that belong to a story already."""
    signs = {sign for draft in drafts for sign in draft.signs}
    asked = {"signs": [sign.text for sign in signs], "since": since}
    rows = {row.sign: row for row in await connection.execute(_KNOWN, asked)}
    return {
        sign: StoryId(rows[sign.text].story_id)
        for sign in signs
        if sign.text in rows and not (sign.only_across_feeds and rows[sign.text].feed_id == feed_id)
    }


def _first(draft: Draft, told: Mapping[Sign, StoryId]) -> StoryId | None:
    return next((told[sign] for sign in draft.signs if sign in told), None)


def _marks(drafts: Sequence[Draft]) -> Sequence[str]:
    """What each of these drafts of one feed is known by among them: one mark for one story."""
    seen: dict[str, str] = {}
    marks = []
    for number, draft in enumerate(drafts):
        signs = [sign.text for sign in draft.signs if not sign.only_across_feeds]
        mark = next((seen[text] for text in signs if text in seen), f"draft {number}")
        seen = dict.fromkeys(signs, mark) | seen
        marks.append(mark)
    return marks
