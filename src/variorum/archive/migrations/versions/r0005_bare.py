"""Versions that are kept before they are annotated.

Revision 0005.
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Mark those that wait; all that are here are annotated."""
    op.add_column(
        "versions", sa.Column("bare", sa.Boolean(), server_default=sa.false(), nullable=False)
    )
    op.create_index(
        "versions_bare",
        "versions",
        ["key"],
        unique=False,
        sqlite_where=sa.text("bare"),
        postgresql_where=sa.text("bare"),
    )
