"""What an article leaves behind by which later tellings of its story are known."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, delete
from sqlalchemy.ext.asyncio import AsyncConnection

from news.feeds import Feed, FeedId
from news.models import ArticleId, Draft, Sign, StoryId
from storage.likeness import traits_of
from storage.schema import joins, story_signs, story_traits
from storage.sql import insert_or_ignore, upsert
from storage.stories import Place

_REMEMBER = upsert(story_signs, key="sign", change=("story_id", "feed_id", "seen_at", "article_id"))
_ADD_TRAITS = insert_or_ignore(story_traits)
_NOTE_JOINS = insert_or_ignore(joins)
_FADE = delete(story_traits).where(story_traits.c.article_id.in_(bindparam("ids", expanding=True)))
Rows = list[dict[str, object]]


@dataclass(frozen=True, slots=True)
class Known:
    """An article that is stored, with what it says now."""

    article_id: ArticleId
    story_id: StoryId
    feed_id: FeedId
    draft: Draft
    seen_at: datetime


async def leave(
    connection: AsyncConnection,
    feed: Feed,
    kept: Sequence[tuple[ArticleId, Draft, Place]],
    now: datetime,
    *,
    is_news: bool,
) -> None:
    """Of new articles, if their feed is public: no other can tie two stories together."""
    if not feed.is_public:
        return
    articles = [Known(i, place.story_id, feed.id, draft, now) for i, draft, place in kept]
    signs = [
        _sign_row(article, sign)
        for article, (_, _, place) in zip(articles, kept, strict=True)
        for sign in place.new_signs
    ]
    joined: Rows = [
        {"article_id": i, "joined_at": now, "lane": draft.lane if is_news else None}
        for i, draft, place in kept
        if place.is_joined
    ]
    for statement, rows in (
        (_REMEMBER, _one_for_each(signs)),
        (_ADD_TRAITS, _trait_rows(articles)),
        (_NOTE_JOINS, joined),
    ):
        if rows:
            await connection.execute(statement, rows)


async def fade(connection: AsyncConnection, retitled: Sequence[ArticleId]) -> None:
    """Of articles that were given another title: they may tell other news now.

    Who was told the old words has not been told the new ones, so what others tell in those must
    not be taken for the same. Page and old title stay theirs.
    """
    await connection.execute(_FADE, {"ids": retitled})


def _sign_row(article: Known, sign: Sign) -> dict[str, object]:
    return {
        "sign": sign.text,
        "story_id": article.story_id,
        "feed_id": article.feed_id,
        "seen_at": article.seen_at,
        "article_id": article.article_id,
    }


def _trait_rows(articles: Sequence[Known]) -> Rows:
    return [
        {"trait": trait, "article_id": article.article_id, "seen_at": article.seen_at}
        for article in articles
        for trait in traits_of(article.draft)
    ]


def _one_for_each(signs: Rows) -> Rows:
    """No sign twice in one statement; the last article has it, the newest."""
    return list({row["sign"]: row for row in signs}.values())
