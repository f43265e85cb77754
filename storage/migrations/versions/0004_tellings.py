"""Articles are found by what they share with a new one; what joined a story can be parted again."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

# What storage/schema.py calls Moment: whole microseconds since 1970, UTC.
Moment = sa.BigInteger


def upgrade() -> None:
    """Every row stays. Of what was told before, nothing but its page and title is known again."""
    op.add_column("story_signs", sa.Column("article_id", sa.BigInteger(), nullable=True))
    op.create_table(
        "story_traits",
        sa.Column("trait", sa.Text(), nullable=False),
        sa.Column("article_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("seen_at", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("trait", "article_id"),
        sqlite_with_rowid=False,
    )
    op.create_index("story_traits_seen", "story_traits", ["seen_at"], unique=False)
    op.create_table(
        "joins",
        sa.Column("article_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("joined_at", Moment(), nullable=False),
        sa.Column("lane", sa.SmallInteger(), nullable=True),
        sa.Column("reports", sa.Integer(), server_default="0", nullable=False),
        sa.Column("told_at", Moment(), nullable=True),
        sa.Column("settled_at", Moment(), nullable=True),
        sa.PrimaryKeyConstraint("article_id"),
    )
