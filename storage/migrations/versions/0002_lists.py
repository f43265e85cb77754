"""Several deliveries in one message; a fan-out goes from subject to subject."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

# What storage/schema.py calls Moment: whole microseconds since 1970, UTC.
Moment = sa.BigInteger
OPEN = sa.text("state IN ('owed', 'leased')")
BEFORE_ALL = -(2**63)
KEPT = (
    "id, chat_id, story_id, article_id, lane, state, due_at, lease_owner, lease_until, attempts, "
    "reason, message_id, sent_at"
)


def upgrade() -> None:
    """Every row stays. A fan-out that was under way begins anew, and passes over who has a row."""
    _rebuild_deliveries()
    op.add_column(
        "fanouts", sa.Column("subject", sa.Text, nullable=False, server_default=sa.text("''"))
    )
    op.execute(sa.text("UPDATE fanouts SET cursor = :first").bindparams(first=BEFORE_ALL))


def _rebuild_deliveries() -> None:
    """With numbers that are never used again, which SQLite gives only to a new table."""
    op.drop_index("deliveries_due", "deliveries")
    op.drop_index("deliveries_of_chat", "deliveries")
    op.create_table(
        "new_deliveries",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("chat_id", sa.BigInteger(), nullable=False),
        sa.Column("story_id", sa.BigInteger(), nullable=False),
        sa.Column("article_id", sa.BigInteger(), nullable=False),
        sa.Column("lane", sa.SmallInteger(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("owed_at", Moment(), nullable=False),
        sa.Column("due_at", Moment(), nullable=False),
        sa.Column("lease_owner", sa.Text(), nullable=True),
        sa.Column("lease_until", Moment(), nullable=True),
        sa.Column("alone", sa.Boolean(), server_default=sa.text("(false)"), nullable=False),
        sa.Column("attempts", sa.SmallInteger(), server_default="0", nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("message_id", sa.BigInteger(), nullable=True),
        sa.Column("sent_at", Moment(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("chat_id", "story_id", name="deliveries_one_per_story"),
        sqlite_autoincrement=True,
    )
    # What is owed was owed, as far as anybody knows, since it was due.
    op.execute(
        f"INSERT INTO new_deliveries ({KEPT}, owed_at) "  # noqa: S608 – our own words
        f"SELECT {KEPT}, due_at FROM deliveries ORDER BY id"
    )
    op.drop_table("deliveries")
    op.rename_table("new_deliveries", "deliveries")
    for name, columns in (
        ("deliveries_due", ["lane", "due_at", "id"]),
        ("deliveries_of_chat", ["chat_id", "id"]),
    ):
        op.create_index(
            name, "deliveries", columns, unique=False, sqlite_where=OPEN, postgresql_where=OPEN
        )
