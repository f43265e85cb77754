"""Alembic's entry: runs the revisions on the connection it is handed, in its transaction."""

from alembic import context

context.configure(connection=context.config.attributes["connection"])
context.run_migrations()
