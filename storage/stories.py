"""Stories: which of them a new article tells, and which begin with it."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from sqlalchemy import bindparam, select
from sqlalchemy.ext.asyncio import AsyncConnection

from news.feeds import Feed, FeedId
from news.models import Draft, Sign, StoryId
from storage.schema import stories, story_signs
from storage.sql import inserted, upsert

# Later than this, the same sign is another story's: next month's bulletin has this one's title.
WINDOW = timedelta(days=14)

_KNOWN = select(story_signs).where(
    story_signs.c.sign.in_(bindparam("signs", expanding=True)),
    story_signs.c.seen_at > bindparam("since"),
)
_REMEMBER = upsert(story_signs, key="sign", change=("story_id", "feed_id", "seen_at"))


async def assign(
    connection: AsyncConnection, feed: Feed, drafts: Sequence[Draft], now: datetime
) -> Sequence[StoryId]:
    """The story of each draft: the one that a sign of it belongs to, or else a new one.

    A feed that is not public joins stories and leaves no signs: it cannot tie two together.
    """
    told = await _told(connection, feed.id, drafts, now)
    known = [_first(draft, told) for draft in drafts]
    beginning = dict.fromkeys(
        _mark(number, draft) for number, draft in enumerate(drafts) if known[number] is None
    )
    begun = dict(
        zip(
            beginning,
            await inserted(connection, stories, [{"created_at": now} for _ in beginning]),
            strict=True,
        )
    )
    ids = [
        StoryId(known[number] or begun[_mark(number, draft)]) for number, draft in enumerate(drafts)
    ]
    rows = {
        sign.text: {"sign": sign.text, "story_id": story, "feed_id": feed.id, "seen_at": now}
        for draft, story in zip(drafts, ids, strict=True)
        for sign in draft.signs
        if sign not in told
    }
    if rows and feed.is_public:
        await connection.execute(_REMEMBER, list(rows.values()))
    return ids


async def _told(
    connection: AsyncConnection, feed_id: FeedId, drafts: Sequence[Draft], now: datetime
) -> Mapping[Sign, int]:
    """The signs of these drafts that belong to a story already."""
    signs = {sign for draft in drafts for sign in draft.signs}
    asked = {"signs": [sign.text for sign in signs], "since": now - WINDOW}
    rows = {row.sign: row for row in await connection.execute(_KNOWN, asked)}
    return {
        sign: rows[sign.text].story_id
        for sign in signs
        if sign.text in rows and not (sign.only_across_feeds and rows[sign.text].feed_id == feed_id)
    }


def _first(draft: Draft, told: Mapping[Sign, int]) -> int | None:
    return next((told[sign] for sign in draft.signs if sign in told), None)


def _mark(number: int, draft: Draft) -> str:
    """What a new story is known by among these drafts, which are all of one feed."""
    marks = (sign.text for sign in draft.signs if not sign.only_across_feeds)
    return next(marks, f"draft {number}")
