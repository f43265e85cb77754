"""The tables, read from top to bottom. The migrations make them; a test compares the two."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ColumnElement,
    FromClause,
    Index,
    Integer,
    MetaData,
    SmallInteger,
    Table,
    Text,
    UniqueConstraint,
    literal_column,
    text,
)

from storage.types import Moment, Moments, Span

# SQLite numbers rows by itself only in a column that is exactly INTEGER PRIMARY KEY.
RowId = BigInteger().with_variant(Integer, "sqlite")

metadata = MetaData()

# `url_key` is the feed's name for ever; `address` is where it has moved, and `host` where we ask.
# `enabled`: it is read. `is_public`: its articles are for everybody, not only for who follows it.
# `switched`: what the operator says about that, whatever the register says.
# `told_at`: when the operators were told of its trouble.
feeds = Table(
    "feeds",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("url", Text, nullable=False),
    Column("url_key", Text, nullable=False, unique=True),
    Column("title", Text, nullable=False),
    Column("publisher", Text, nullable=False),
    Column("language", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("rights", Text, nullable=False),
    Column("shows", Text, nullable=False, server_default="extract"),
    Column("folder", Text, nullable=False, server_default=text("''")),
    Column("attributes", Text, nullable=False, server_default="[]"),
    Column("is_on", Boolean, nullable=False, server_default=text("true")),
    Column("origin", Text, nullable=False),
    Column("enabled", Boolean, nullable=False, server_default=text("true")),
    Column("is_public", Boolean, nullable=False, server_default=text("true")),
    Column("switched", Boolean),
    Column("host", Text, nullable=False),
    Column("address", Text, nullable=False, server_default=text("''")),
    Column("move_to", Text),
    Column("move_times", Integer, nullable=False, server_default="0"),
    Column("move_since", Moment),
    Column("policy", Text, nullable=False, server_default="id"),
    Column("parse_version", Integer, nullable=False, server_default="0"),
    Column("etag", Text),
    Column("last_modified", Text),
    Column("body_hash", Text),
    Column("interval", Span),
    Column("arrivals", Moments, nullable=False, server_default="[]"),
    Column("ttl", Span),
    Column("unchanged", Integer, nullable=False, server_default="0"),
    Column("error", Text),
    Column("trouble", Text),
    Column("error_count", Integer, nullable=False, server_default="0"),
    Column("first_error_at", Moment),
    Column("last_fetch_at", Moment),
    Column("last_ok_at", Moment),
    Column("last_full_at", Moment),
    Column("last_new_at", Moment),
    Column("next_check_at", Moment, nullable=False, server_default="0"),
    Column("told_at", Moment),
    Column("lease_owner", Text),
    Column("lease_until", Moment),
    Index("feeds_due", "enabled", "next_check_at"),
    Index("feeds_failing", "is_public", "enabled", "first_error_at"),
    # A button names a feed by its number: no later feed may have the number of one that is gone.
    sqlite_autoincrement=True,
)

hosts = Table(
    "hosts",
    metadata,
    Column("host", Text, primary_key=True),
    Column("hold_until", Moment, nullable=False),
)

# What a feed has ever carried. Outlives the articles, so an old listing never alerts again.
# `link`, `title`, `content`: by which an entry is known again under another key, or changed.
entries = Table(
    "entries",
    metadata,
    Column("feed_id", BigInteger, primary_key=True, autoincrement=False),
    Column("entry_key", Text, primary_key=True),
    Column("article_id", BigInteger),
    Column("first_seen_at", Moment, nullable=False),
    Column("published_at", Moment),
    Column("link", BigInteger),
    Column("title", BigInteger),
    Column("content", BigInteger),
    Column("corrections", SmallInteger, nullable=False, server_default="0"),
    Index("entries_link", "feed_id", "link"),
    Index("entries_title", "feed_id", "title"),
)

articles = Table(
    "articles",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("feed_id", BigInteger, nullable=False),
    Column("story_id", BigInteger, nullable=False),
    Column("entry_key", Text, nullable=False),
    Column("url", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("summary", Text, nullable=False),
    Column("language", Text, nullable=False),
    Column("categories", Text, nullable=False, server_default="[]"),
    Column("published_at", Moment),
    Column("first_seen_at", Moment, nullable=False),
    Column("dated_at", Moment, nullable=False),
    Column("design", Text, nullable=False),
    Column("subjects", Text, nullable=False),
    Column("reviewed", Text, nullable=False),
    Column("spans", Text, nullable=False),
    Column("is_public", Boolean, nullable=False, server_default=text("true")),
    Index("articles_dated", "is_public", "dated_at", "id"),
    Index("articles_story", "story_id"),
    Index("articles_seen", "first_seen_at"),
    Index("articles_feed", "feed_id", "first_seen_at"),
    # Buttons, deliveries and fan-outs name articles and stories by numbers that are never reused.
    sqlite_autoincrement=True,
)

stories = Table(
    "stories",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("created_at", Moment, nullable=False),
    sqlite_autoincrement=True,
)

# By which other tellings of a story are known: its page, the words of its title; and which article
# had it first (empty where that was not noted).
story_signs = Table(
    "story_signs",
    metadata,
    Column("sign", Text, primary_key=True),
    Column("story_id", BigInteger, nullable=False),
    Column("feed_id", BigInteger, nullable=False),
    Column("seen_at", Moment, nullable=False),
    Column("article_id", BigInteger),
)

# By which articles that may tell the same story are found. One walk along the primary key finds
# those with a trait, the newest last.
story_traits = Table(
    "story_traits",
    metadata,
    Column("trait", Text, primary_key=True),
    Column("article_id", BigInteger, primary_key=True, autoincrement=False),
    Column("seen_at", Moment, nullable=False),
    Index("story_traits_seen", "seen_at"),
    sqlite_with_rowid=False,
)

# Articles that joined a story which another one had begun. `lane`: which way its alerts go if it
# turns out to be another story; empty if it was to alert nobody. `reports`: how often readers
# doubted it. `told_at`: when the operators heard of that. `settled_at`: when one of them said that
# it is the same story.
joins = Table(
    "joins",
    metadata,
    Column("article_id", BigInteger, primary_key=True, autoincrement=False),
    Column("joined_at", Moment, nullable=False),
    Column("lane", SmallInteger),
    Column("reports", Integer, nullable=False, server_default="0"),
    Column("told_at", Moment),
    Column("settled_at", Moment),
)

# `dated_at` repeats the article's, so that the newest of a subject are one walk along an index.
article_subjects = Table(
    "article_subjects",
    metadata,
    Column("article_id", BigInteger, primary_key=True, autoincrement=False),
    Column("subject", Text, primary_key=True),
    Column("because", Text, nullable=False),
    Column("dated_at", Moment, nullable=False),
    Index("article_subjects_newest", "subject", "dated_at", "article_id"),
)

# Ids are drawn by chance: a button carries one, and nobody can guess what others follow.
# `searched_at`: when the articles that were there before were searched for these words.
phrases = Table(
    "phrases",
    metadata,
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    Column("text", Text, nullable=False, unique=True),
    Column("created_at", Moment, nullable=False),
    Column("searched_at", Moment),
)

chats = Table(
    "chats",
    metadata,
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    Column("kind", Text, nullable=False),
    Column("thread", BigInteger),
    Column("language", Text, nullable=False),
    Column("zone", Text),
    Column("rhythm", Text, nullable=False, server_default="instant"),
    Column("digest_at", Integer),
    Column("quiet_from", Integer),
    Column("quiet_to", Integer),
    Column("cap", Integer),
    Column("paused_until", Moment),
    Column("stopped_at", Moment),
    Column("blocked_at", Moment),
    Column("created_at", Moment, nullable=False),
)

subscriptions = Table(
    "subscriptions",
    metadata,
    Column("chat_id", BigInteger, primary_key=True, autoincrement=False),
    Column("subject", Text, primary_key=True),
    Column("since_at", Moment, nullable=False),
    Column("is_narrow", Boolean, nullable=False, server_default=text("false")),
    Index("subscriptions_followers", "subject", "chat_id"),
)

# An article whose followers are still being written down: those of its subjects before `subject`
# are, and those of this one up to and including the chat `cursor`.
fanouts = Table(
    "fanouts",
    metadata,
    Column("article_id", BigInteger, primary_key=True, autoincrement=False),
    Column("subject", Text, nullable=False, server_default=text("''")),
    Column("cursor", BigInteger, nullable=False),
    Column("lane", SmallInteger, nullable=False),
)


def is_open(rows: FromClause) -> ColumnElement[bool]:
    """Whether a delivery is still to be sent.

    The states are literals, not parameters: only then do the partial indexes below serve a query.
    """
    return rows.c.state.in_([literal_column("'owed'"), literal_column("'leased'")])


# Outbox, queue and audit in one. `state`: owed, leased, sent, dead. `owed_at`: since when it could
# have been sent. `alone`: a list it was in was refused, so it comes in a message of its own.
OPEN = text("state IN ('owed', 'leased')")
deliveries = Table(
    "deliveries",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("chat_id", BigInteger, nullable=False),
    Column("story_id", BigInteger, nullable=False),
    Column("article_id", BigInteger, nullable=False),
    Column("lane", SmallInteger, nullable=False),
    Column("state", Text, nullable=False),
    Column("owed_at", Moment, nullable=False),
    Column("due_at", Moment, nullable=False),
    Column("lease_owner", Text),
    Column("lease_until", Moment),
    Column("alone", Boolean, nullable=False, server_default=text("false")),
    Column("attempts", SmallInteger, nullable=False, server_default="0"),
    Column("reason", Text),
    Column("message_id", BigInteger),
    Column("sent_at", Moment),
    UniqueConstraint("chat_id", "story_id", name="deliveries_one_per_story"),
    Index("deliveries_due", "lane", "due_at", "id", sqlite_where=OPEN, postgresql_where=OPEN),
    Index("deliveries_of_chat", "chat_id", "id", sqlite_where=OPEN, postgresql_where=OPEN),
    # A mark names a row by its number: no later row may have the number of one that was erased.
    sqlite_autoincrement=True,
)

# Updates from Telegram, kept before they are confirmed.
inbox = Table(
    "inbox",
    metadata,
    Column("update_id", BigInteger, primary_key=True, autoincrement=False),
    Column("chat_id", BigInteger),
    Column("body", Text, nullable=False),
    Column("received_at", Moment, nullable=False),
    Column("done_at", Moment),
)

meta = Table(
    "meta",
    metadata,
    Column("key", Text, primary_key=True),
    Column("value", Text, nullable=False),
)
