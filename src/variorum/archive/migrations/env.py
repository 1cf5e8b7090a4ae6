"""Run by Alembic: the connection is given, and its owner's transaction is used."""

from alembic import context

context.configure(connection=context.config.attributes["connection"], transactional_ddl=False)
context.run_migrations()
