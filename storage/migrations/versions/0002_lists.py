"""Several deliveries in one message; a fan-out goes from subject to subject."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

BEFORE_ALL = -(2**63)


def upgrade() -> None:
    """What is owed was owed, as far as anybody knows, since it was due."""
    op.add_column(
        "deliveries", sa.Column("owed_at", sa.BigInteger, nullable=False, server_default="0")
    )
    op.add_column(
        "deliveries",
        sa.Column("alone", sa.Boolean, nullable=False, server_default=sa.text("false")),
    )
    op.execute("UPDATE deliveries SET owed_at = due_at WHERE state IN ('owed', 'leased')")
    op.add_column(
        "fanouts", sa.Column("subject", sa.Text, nullable=False, server_default=sa.text("''"))
    )
    # Begun anew: whoever is owed the story already is passed over.
    op.execute(sa.text("UPDATE fanouts SET cursor = :first").bindparams(first=BEFORE_ALL))
