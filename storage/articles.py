"""Articles: how drafts become rows, and rows become articles again."""

import json
import logging
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Row, bindparam, delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from news.feeds import Entry, Feed, Shows, Source
from news.models import (
    Article,
    ArticleId,
    Design,
    Draft,
    Evidence,
    Match,
    Review,
    Same,
    StoryId,
    Studied,
    Subject,
    dated_at,
    feed_subject,
    topical,
    within,
)
from storage import entries, traces
from storage.schema import article_subjects, articles, feeds
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
    feeds.c.shows,
).join_from(articles, feeds, feeds.c.id == articles.c.feed_id)

_SUBJECTS_OF = select(article_subjects).where(
    article_subjects.c.article_id.in_(bindparam("ids", expanding=True))
)
_THERE = select(
    articles.c.id,
    articles.c.title,
    articles.c.dated_at,
    articles.c.is_public,
).where(articles.c.id.in_(bindparam("ids", expanding=True)))
_CORRECTED = (
    *("url", "title", "text", "summary", "categories"),
    *("design", "subjects", "reviewed", "spans"),
)
_CORRECT = (
    update(articles)
    .where(articles.c.id == bindparam("article"))
    .values({name: bindparam(name) for name in _CORRECTED})
)
_FORGET_SUBJECTS = delete(article_subjects).where(
    article_subjects.c.article_id.in_(bindparam("ids", expanding=True))
)


async def keep(
    connection: AsyncConnection,
    feed: Feed,
    drafts: Sequence[Draft],
    now: datetime,
    *,
    same: Same,
    is_news: bool,
) -> Sequence[ArticleId]:
    """Store drafts of entries never seen before, each with the story it tells.

    `is_news`: they are going to be owed to their followers.
    """
    if not drafts:
        return ()
    places = await assign(connection, feed, drafts, now, same)
    rows = [
        _row(feed, place.story_id, draft, now) for place, draft in zip(places, drafts, strict=True)
    ]
    ids = [ArticleId(number) for number in await inserted(connection, articles, rows)]
    kept = list(zip(ids, drafts, places, strict=True))
    await entries.add(connection, feed.id, [(draft.entry, i) for i, draft, _ in kept], now)
    about = [row for i, draft, _ in kept for row in _subject_rows(feed, i, draft, now)]
    await connection.execute(insert(article_subjects), about)
    await traces.leave(connection, feed, kept, now, is_news=is_news)
    return ids


async def correct(
    connection: AsyncConnection,
    feed: Feed,
    corrected: Sequence[tuple[ArticleId, Draft]],
    now: datetime,
) -> None:
    """What the publisher has changed, in the articles that are still there; nobody is owed it."""
    if not corrected:
        return
    found = await connection.execute(_THERE, {"ids": [article_id for article_id, _ in corrected]})
    known = {row.id: row for row in found}
    there = [(i, draft) for i, draft in corrected if i in known]
    if not there:
        return
    rows = [_words(draft) | {"article": article_id} for article_id, draft in there]
    await connection.execute(_CORRECT, rows)
    await connection.execute(_FORGET_SUBJECTS, {"ids": [article_id for article_id, _ in there]})
    about = [
        row | {"dated_at": known[i].dated_at}
        for i, draft in there
        # For whom it came, whatever has become of its feed since.
        for row in _subject_rows(replace(feed, is_public=known[i].is_public), i, draft, now)
    ]
    await connection.execute(insert(article_subjects), about)
    retitled = [i for i, draft in there if draft.entry.title != known[i].title]
    await traces.fade(connection, retitled)


def _subject_rows(
    feed: Feed, article_id: ArticleId, draft: Draft, now: datetime
) -> Iterable[dict[str, Any]]:
    """Under what an article is listed and owed: its feed, and what it is about.

    What it is about counts within its feed only, if that is not public.
    """
    own, dated = feed_subject(feed.id), dated_at(draft.entry, now)
    yield subject_row(article_id, Match(subject=own, because=()), dated)
    for match in draft.matches:
        subject = match.subject if feed.is_public else within(own, match.subject)
        yield subject_row(article_id, replace(match, subject=subject), dated)


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
        subject = topical(Subject(row.subject))
        if subject is not None:
            match = Match(subject=subject, because=tuple(json.loads(row.because)))
            matches.setdefault(row.article_id, []).append(match)
    known: dict[ArticleId, Article] = {}
    for row in rows:
        try:
            known[ArticleId(row.id)] = _article(row, tuple(matches.get(row.id, ())))
        except (LookupError, ValueError):  # written by a newer version: no reason to lose the rest
            log.exception("article not understood", extra={"article": row.id})
    return known


def _row(feed: Feed, story_id: StoryId, draft: Draft, now: datetime) -> dict[str, Any]:
    entry = draft.entry
    return _words(draft) | {
        "feed_id": feed.id,
        "story_id": story_id,
        "entry_key": entry.key,
        "language": entry.language,
        "published_at": entry.published_at,
        "first_seen_at": now,
        "dated_at": dated_at(entry, now),
        "is_public": feed.is_public,
    }


def _words(draft: Draft) -> dict[str, Any]:
    """What an article says, and what the desk found in it: all that a correction can change."""
    entry, evidence = draft.entry, draft.evidence
    return {
        "url": entry.url,
        "title": entry.title,
        "text": entry.text,
        "summary": draft.summary,
        "categories": json.dumps(entry.categories, ensure_ascii=False),
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
            shows=Shows(row.shows),
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
