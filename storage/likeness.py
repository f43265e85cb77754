"""Which articles may tell the same story as a new one, and which of those do."""

import asyncio
import json
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, and_, bindparam, exists, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from news.feeds import Feed
from news.models import Draft, Same, StoryId, Telling, dated_at
from storage.schema import articles, stories, story_traits
from storage.sql import numbered_texts

TRAITS = 16
"""Of an article, the most telling ones; the others would bring strangers."""
SHARED = 2
"""One trait that two articles share is chance."""
CANDIDATES = 20
"""So many are compared with a new article, those first that share the most."""
OFTEN = 200
"""What so many articles have says little: of those, only the newest are looked at."""
LEAD = 1_000
"""Characters of a text that are compared: retellings begin alike, and then go their own ways."""

_asked = numbered_texts("asked")
_one_of_them = story_traits.alias("one_of_them")
_OFTEN_SINCE = (
    select(_one_of_them.c.article_id)
    .where(_one_of_them.c.trait == _asked.c.text)
    .order_by(_one_of_them.c.article_id.desc())
    .offset(OFTEN)
    .limit(1)
    .scalar_subquery()
)
_SHARING = (
    select(_asked.c.number, story_traits.c.article_id, func.count().label("shared"))
    .join_from(
        _asked,
        story_traits,
        and_(
            story_traits.c.trait == _asked.c.text,
            story_traits.c.article_id > func.coalesce(_OFTEN_SINCE, 0),
        ),
    )
    .group_by(_asked.c.number, story_traits.c.article_id)
    .having(func.count() >= SHARED)
    .subquery()
)
_ours = articles.alias("ours")
_TOLD_BY_THIS_FEED = exists().where(
    _ours.c.story_id == articles.c.story_id, _ours.c.feed_id == bindparam("feed")
)
_PLACED = (
    select(
        _SHARING.c.number,
        articles.c.id,
        func.row_number()
        .over(
            partition_by=_SHARING.c.number,
            order_by=(_SHARING.c.shared.desc(), articles.c.id.desc()),
        )
        .label("place"),
    )
    .join_from(_SHARING, articles, articles.c.id == _SHARING.c.article_id)
    .join(stories, stories.c.id == articles.c.story_id)
    .where(stories.c.created_at > bindparam("since"), ~_TOLD_BY_THIS_FEED)
    .subquery()
)
_FOUND: Select[Any] = (
    select(
        _PLACED.c.number,
        articles.c.story_id,
        articles.c.title,
        func.substr(articles.c.text, 1, LEAD).label("lead"),
        articles.c.url,
        articles.c.dated_at,
    )
    .join_from(_PLACED, articles, articles.c.id == _PLACED.c.id)
    .where(_PLACED.c.place <= CANDIDATES)
    .order_by(_PLACED.c.number, articles.c.id)
)


async def told_alike(
    connection: AsyncConnection,
    feed: Feed,
    drafts: Mapping[str, Draft],
    *,
    since: datetime,
    now: datetime,
    same: Same,
    taken: Collection[StoryId],
) -> dict[str, StoryId]:
    """The drafts that tell a story as others have told it, and which story, begun since then.

    Never one that this feed has told already, nor one of those `taken` by other drafts of it: an
    outlet seldom tells a story twice, and the parts of its series look alike.
    """
    marks = list(drafts)
    asked = [(n, trait) for n, mark in enumerate(marks) for trait in traits_of(drafts[mark])]
    values = {"asked": json.dumps(asked), "feed": feed.id, "since": since}
    found: dict[str, list[Row[Any]]] = {}
    for row in await connection.execute(_FOUND, values):
        found.setdefault(marks[row.number], []).append(row)
    if not found:
        return {}
    tellings = {mark: _telling(drafts[mark], now) for mark in found}
    # A first reading may have hundreds of comparisons, more than the event loop has time for.
    return await asyncio.to_thread(_choose, tellings, found, same, taken)


def traits_of(draft: Draft) -> Sequence[str]:
    """What a draft is found by, each once."""
    return list(dict.fromkeys(draft.traits))[:TRAITS]


def _choose(
    tellings: Mapping[str, Telling],
    found: Mapping[str, Sequence[Row[Any]]],
    same: Same,
    taken: Collection[StoryId],
) -> dict[str, StoryId]:
    """For each telling the story of the earliest article that is the same."""
    chosen: dict[str, StoryId] = {}
    gone = set(taken)
    for mark, telling in tellings.items():
        for row in found[mark]:
            story = StoryId(row.story_id)
            if story not in gone and same(_stored(row), telling):
                chosen[mark] = story
                gone.add(story)
                break
    return chosen


def _telling(draft: Draft, now: datetime) -> Telling:
    entry = draft.entry
    day = dated_at(entry, now).date()
    return Telling(title=entry.title, summary=entry.text[:LEAD], url=entry.url or None, date=day)


def _stored(row: Row[Any]) -> Telling:
    day = row.dated_at.date()
    return Telling(title=row.title, summary=row.lead, url=row.url or None, date=day)
