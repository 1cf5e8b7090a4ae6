"""The stories that have articles, in the order of the list: far pages of it skip quickly.

Revision 0004.
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Put the index of living stories in the place of that of all."""
    alive = sa.text("articles > 0")
    op.drop_index("stories_by_day", table_name="stories")
    op.create_index(
        "stories_alive",
        "stories",
        ["last_day", "key"],
        unique=False,
        sqlite_where=alive,
        postgresql_where=alive,
    )
