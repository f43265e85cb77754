"""Articles: how drafts become rows, and rows become articles again."""

import json
import logging
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, bindparam, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from news.models import (
    Article,
    ArticleId,
    Design,
    Draft,
    Entry,
    Evidence,
    FeedId,
    Match,
    Review,
    Source,
    StoryId,
    Studied,
    Subject,
    dated_at,
)
from storage.schema import article_subjects, articles, entries, feeds
from storage.sql import inserted
from storage.stories import assign

log = logging.getLogger(__name__)

# An article with its source, as `article_of` reads it back.
ARTICLES = select(
    articles,
    feeds.c.url.label("feed_url"),
    feeds.c.title.label("feed_title"),
    feeds.c.publisher,
    feeds.c.language.label("feed_language"),
    feeds.c.kind,
    feeds.c.rights,
).join_from(articles, feeds, feeds.c.id == articles.c.feed_id)

_SUBJECTS_OF = select(article_subjects).where(
    article_subjects.c.article_id.in_(bindparam("ids", expanding=True))
)


async def keep(
    connection: AsyncConnection, feed_id: FeedId, drafts: Sequence[Draft], now: datetime
) -> Sequence[ArticleId]:
    """Store drafts of entries never seen before, each with the story it tells."""
    if not drafts:
        return ()
    story_ids = await assign(connection, feed_id, drafts, now)
    rows = [
        _row(feed_id, story, draft, now) for story, draft in zip(story_ids, drafts, strict=True)
    ]
    numbers = await inserted(connection, articles, rows)
    ids = [ArticleId(number) for number in numbers]
    await connection.execute(
        insert(entries),
        [
            {"feed_id": feed_id, "entry_key": d.entry.key, "article_id": i, "first_seen_at": now}
            for i, d in zip(ids, drafts, strict=True)
        ],
    )
    subjects = [
        subject_row(article_id, match, dated_at(draft.entry, now))
        for article_id, draft in zip(ids, drafts, strict=True)
        for match in draft.matches
    ]
    if subjects:
        await connection.execute(insert(article_subjects), subjects)
    return ids


def subject_row(article_id: ArticleId, match: Match, dated: datetime) -> dict[str, Any]:
    """An article is about a subject, as a row."""
    because = json.dumps(match.because, ensure_ascii=False)
    return {
        "article_id": article_id,
        "subject": match.subject,
        "because": because,
        "dated_at": dated,
    }


async def complete(
    connection: AsyncConnection, rows: Sequence[Row[Any]]
) -> Mapping[ArticleId, Article]:
    """The articles behind rows of ARTICLES, with what each is about, in two queries in all.

    One that cannot be read is logged and left out.
    """
    found = await connection.execute(_SUBJECTS_OF, {"ids": [row.id for row in rows]})
    matches: dict[int, list[Match]] = {}
    for row in found:
        match = Match(subject=Subject(row.subject), because=tuple(json.loads(row.because)))
        matches.setdefault(row.article_id, []).append(match)
    known: dict[ArticleId, Article] = {}
    for row in rows:
        try:
            known[ArticleId(row.id)] = _article(row, tuple(matches.get(row.id, ())))
        except (LookupError, ValueError):  # written by a newer version: no reason to lose the rest
            log.exception("article not understood", extra={"article": row.id})
    return known


def _row(feed_id: FeedId, story_id: StoryId, draft: Draft, now: datetime) -> dict[str, Any]:
    entry, evidence = draft.entry, draft.evidence
    return {
        "feed_id": feed_id,
        "story_id": story_id,
        "entry_key": entry.key,
        "url": entry.url,
        "title": entry.title,
        "text": entry.text,
        "summary": draft.summary,
        "language": entry.language,
        "categories": json.dumps(entry.categories, ensure_ascii=False),
        "published_at": entry.published_at,
        "first_seen_at": now,
        "dated_at": dated_at(entry, now),
        "design": evidence.design,
        "subjects": " ".join(sorted(evidence.subjects)),
        "reviewed": evidence.reviewed,
        "spans": json.dumps(dict(evidence.spans), ensure_ascii=False),
    }


def _article(row: Row[Any], matches: tuple[Match, ...]) -> Article:
    return Article(
        id=ArticleId(row.id),
        story_id=StoryId(row.story_id),
        source=Source(
            url=row.feed_url,
            title=row.feed_title,
            publisher=row.publisher,
            language=row.feed_language,
            kind=row.kind,
            rights=row.rights,
        ),
        draft=Draft(
            entry=Entry(
                key=row.entry_key,
                url=row.url,
                title=row.title,
                text=row.text,
                published_at=row.published_at,
                language=row.language,
                categories=tuple(json.loads(row.categories)),
            ),
            summary=row.summary,
            matches=matches,
            evidence=Evidence(
                design=Design(row.design),
                subjects=frozenset(map(Studied, row.subjects.split())),
                reviewed=Review(row.reviewed),
                spans=json.loads(row.spans),
            ),
        ),
        first_seen_at=row.first_seen_at,
    )
