"""Feeds from anywhere: their rhythm, moves and terms; numbers that are never used again."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

# What storage/schema.py calls Moment and Span: whole microseconds, since 1970 UTC or long.
Moment = Span = sa.BigInteger
RowId = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
NO, YES = sa.text("(false)"), sa.text("(true)")

KEPT_OF_FEEDS = (
    "id, url, url_key, title, publisher, language, kind, rights, origin, enabled, host, etag, "
    "last_modified, body_hash, error, error_count, first_error_at, last_fetch_at, last_ok_at, "
    "last_new_at, next_check_at, interval, lease_owner, lease_until"
)
KEPT_OF_ARTICLES = (
    "id, feed_id, story_id, entry_key, url, title, text, summary, language, categories, "
    "published_at, first_seen_at, dated_at, design, subjects, reviewed, spans"
)
# As in the first migration: they go with the table that they watch.
SEARCH = (
    """
    CREATE TRIGGER article_words_added AFTER INSERT ON articles BEGIN
        INSERT INTO article_words (rowid, title, text) VALUES (new.id, new.title, new.text);
    END
    """,
    """
    CREATE TRIGGER article_words_changed AFTER UPDATE OF title, text ON articles BEGIN
        INSERT INTO article_words (article_words, rowid, title, text)
            VALUES ('delete', old.id, old.title, old.text);
        INSERT INTO article_words (rowid, title, text) VALUES (new.id, new.title, new.text);
    END
    """,
    """
    CREATE TRIGGER article_words_removed AFTER DELETE ON articles BEGIN
        INSERT INTO article_words (article_words, rowid, title, text)
            VALUES ('delete', old.id, old.title, old.text);
    END
    """,
)


def upgrade() -> None:
    """Every row stays; what the first readings did not note of an entry, the next one notes."""
    _rebuild_feeds()
    _rebuild_articles()
    _rebuild_stories()
    op.add_column("entries", sa.Column("published_at", Moment()))
    for column in ("link", "title", "content"):
        op.add_column("entries", sa.Column(column, sa.BigInteger()))
    op.add_column(
        "entries", sa.Column("corrections", sa.SmallInteger(), server_default="0", nullable=False)
    )
    op.create_index("entries_link", "entries", ["feed_id", "link"], unique=False)
    op.create_index("entries_title", "entries", ["feed_id", "title"], unique=False)
    op.add_column(
        "subscriptions", sa.Column("is_narrow", sa.Boolean(), server_default=NO, nullable=False)
    )


def _rebuild_feeds() -> None:
    op.drop_index("feeds_due", "feeds")
    op.create_table(
        "new_feeds",
        sa.Column("id", RowId, nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("url_key", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("publisher", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("rights", sa.Text(), nullable=False),
        sa.Column("shows", sa.Text(), server_default="extract", nullable=False),
        sa.Column("folder", sa.Text(), server_default=sa.text("('')"), nullable=False),
        sa.Column("attributes", sa.Text(), server_default="[]", nullable=False),
        sa.Column("is_on", sa.Boolean(), server_default=YES, nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("enabled", sa.Boolean(), server_default=YES, nullable=False),
        sa.Column("is_public", sa.Boolean(), server_default=YES, nullable=False),
        sa.Column("switched", sa.Boolean(), nullable=True),
        sa.Column("host", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), server_default=sa.text("('')"), nullable=False),
        sa.Column("move_to", sa.Text(), nullable=True),
        sa.Column("move_times", sa.Integer(), server_default="0", nullable=False),
        sa.Column("move_since", Moment(), nullable=True),
        sa.Column("policy", sa.Text(), server_default="id", nullable=False),
        sa.Column("parse_version", sa.Integer(), server_default="0", nullable=False),
        sa.Column("etag", sa.Text(), nullable=True),
        sa.Column("last_modified", sa.Text(), nullable=True),
        sa.Column("body_hash", sa.Text(), nullable=True),
        sa.Column("interval", Span(), nullable=True),
        sa.Column("arrivals", sa.Text(), server_default="[]", nullable=False),
        sa.Column("ttl", Span(), nullable=True),
        sa.Column("unchanged", sa.Integer(), server_default="0", nullable=False),
        sa.Column("error", sa.Text(), nullable=True),
        sa.Column("trouble", sa.Text(), nullable=True),
        sa.Column("error_count", sa.Integer(), server_default="0", nullable=False),
        sa.Column("first_error_at", Moment(), nullable=True),
        sa.Column("last_fetch_at", Moment(), nullable=True),
        sa.Column("last_ok_at", Moment(), nullable=True),
        sa.Column("last_full_at", Moment(), nullable=True),
        sa.Column("last_new_at", Moment(), nullable=True),
        sa.Column("next_check_at", Moment(), server_default="0", nullable=False),
        sa.Column("told_at", Moment(), nullable=True),
        sa.Column("lease_owner", sa.Text(), nullable=True),
        sa.Column("lease_until", Moment(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("url_key"),
        sqlite_autoincrement=True,
    )
    _replace("feeds", KEPT_OF_FEEDS)
    op.create_index("feeds_due", "feeds", ["enabled", "next_check_at"], unique=False)
    op.create_index(
        "feeds_failing", "feeds", ["is_public", "enabled", "first_error_at"], unique=False
    )


def _rebuild_articles() -> None:
    op.drop_index("articles_dated", "articles")
    op.drop_index("articles_story", "articles")
    op.create_table(
        "new_articles",
        sa.Column("id", RowId, nullable=False),
        sa.Column("feed_id", sa.BigInteger(), nullable=False),
        sa.Column("story_id", sa.BigInteger(), nullable=False),
        sa.Column("entry_key", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("categories", sa.Text(), server_default="[]", nullable=False),
        sa.Column("published_at", Moment(), nullable=True),
        sa.Column("first_seen_at", Moment(), nullable=False),
        sa.Column("dated_at", Moment(), nullable=False),
        sa.Column("design", sa.Text(), nullable=False),
        sa.Column("subjects", sa.Text(), nullable=False),
        sa.Column("reviewed", sa.Text(), nullable=False),
        sa.Column("spans", sa.Text(), nullable=False),
        sa.Column("is_public", sa.Boolean(), server_default=YES, nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
    )
    _replace("articles", KEPT_OF_ARTICLES)
    op.create_index("articles_dated", "articles", ["is_public", "dated_at", "id"], unique=False)
    op.create_index("articles_story", "articles", ["story_id"], unique=False)
    op.create_index("articles_seen", "articles", ["first_seen_at"], unique=False)
    op.create_index("articles_feed", "articles", ["feed_id", "first_seen_at"], unique=False)
    for statement in SEARCH:
        op.execute(statement)


def _rebuild_stories() -> None:
    op.create_table(
        "new_stories",
        sa.Column("id", RowId, nullable=False),
        sa.Column("created_at", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
    )
    _replace("stories", "id, created_at")


def _replace(name: str, columns: str) -> None:
    """SQLite counts on for ever only in a table that was made to."""
    op.execute(
        f"INSERT INTO new_{name} ({columns}) SELECT {columns} FROM {name} ORDER BY id"  # noqa: S608 – our own words
    )
    op.drop_table(name)
    op.rename_table(f"new_{name}", name)
