"""The first tables of an archive.

Revision 0001. Written out in full, whatever `variorum.archive.tables` becomes.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import TSVECTOR

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
STALE = sa.text("stale")
WORDS = {"article_words": ("words",), "quote_words": ("words", "speaker")}


def upgrade() -> None:
    """Make the tables and the indexes of words."""
    op.create_table(
        "judgements",
        sa.Column("key", KEY, nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("made", sa.Text(), nullable=False),
        sa.Column("added", sa.Text(), nullable=False),
        sa.Column("undoes", sa.Text(), nullable=True),
        sa.Column("line", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key"),
        sa.UniqueConstraint("id"),
    )
    op.create_index("ix_judgements_undoes", "judgements", ["undoes"], unique=False)
    op.create_table(
        "log",
        sa.Column("key", KEY, nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("line", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key"),
    )
    op.create_index("ix_log_at", "log", ["at"], unique=False)
    op.create_table(
        "outlets",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("articles", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("key"),
    )
    op.create_index("outlets_by_articles", "outlets", ["articles", "key"], unique=False)
    op.create_table(
        "postings",
        sa.Column("term", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("articles", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint("term"),
    )
    op.create_table(
        "sources",
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("bytes", sa.BigInteger(), nullable=False),
        sa.Column("media_type", sa.Text(), nullable=True),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("sha256"),
    )
    op.create_table(
        "speakers",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("quotes", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("key"),
    )
    op.create_index("speakers_by_quotes", "speakers", ["quotes", "key"], unique=False)
    op.create_table(
        "stories",
        sa.Column("key", KEY, nullable=False),
        sa.Column("merged_into", KEY, nullable=True),
        sa.Column("given", sa.Text(), nullable=True),
        sa.Column("stale", sa.Boolean(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=True),
        sa.Column("articles", sa.Integer(), nullable=False),
        sa.Column("outlets", sa.Integer(), nullable=False),
        sa.Column("outlet_names", sa.Text(), nullable=False),
        sa.Column("origins_low", sa.Integer(), nullable=False),
        sa.Column("origins_high", sa.Integer(), nullable=False),
        sa.Column("conflicts", sa.Integer(), nullable=False),
        sa.Column("day", sa.Text(), nullable=False),
        sa.Column("last_day", sa.Text(), nullable=False),
        sa.Column("updated", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["merged_into"],
            ["stories.key"],
        ),
        sa.PrimaryKeyConstraint("key"),
        sa.UniqueConstraint("given"),
    )
    op.create_index("ix_stories_merged_into", "stories", ["merged_into"], unique=False)
    op.create_index("stories_by_day", "stories", ["last_day", "key"], unique=False)
    op.create_index(
        "stories_stale",
        "stories",
        ["key"],
        unique=False,
        sqlite_where=STALE,
        postgresql_where=STALE,
    )
    op.create_table(
        "texts",
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("characters", sa.Integer(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("sha256"),
    )
    op.create_table(
        "articles",
        sa.Column("key", KEY, nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=True),
        sa.Column("file", sa.Text(), nullable=True),
        sa.Column("likeness", sa.Text(), nullable=True),
        sa.Column("story", KEY, nullable=True),
        sa.Column("given", sa.Text(), nullable=True),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("outlet", sa.Text(), nullable=True),
        sa.Column("outlet_key", sa.Text(), nullable=True),
        sa.Column("language", sa.Text(), nullable=True),
        sa.Column("published", sa.Text(), nullable=True),
        sa.Column("day", sa.Text(), nullable=False),
        sa.Column("own", sa.Float(), nullable=True),
        sa.Column("copied", sa.Float(), nullable=True),
        sa.Column("quoted", sa.Float(), nullable=True),
        sa.Column("shared", sa.Float(), nullable=True),
        sa.Column("added", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["story"],
            ["stories.key"],
        ),
        sa.PrimaryKeyConstraint("key"),
        sa.UniqueConstraint("id"),
    )
    op.create_index("articles_by_day", "articles", ["day", "key"], unique=False)
    op.create_index("articles_by_outlet", "articles", ["outlet_key", "day"], unique=False)
    op.create_index("ix_articles_address", "articles", ["address"], unique=False)
    op.create_index("ix_articles_file", "articles", ["file"], unique=False)
    op.create_index("ix_articles_likeness", "articles", ["likeness"], unique=False)
    op.create_index("ix_articles_story", "articles", ["story"], unique=False)
    op.create_table(
        "compared",
        sa.Column("story", KEY, nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("format", sa.Integer(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["story"],
            ["stories.key"],
        ),
        sa.PrimaryKeyConstraint("story"),
    )
    op.create_table(
        "documents",
        sa.Column("key", KEY, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("path", sa.Text(), nullable=True),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("fetched", sa.Text(), nullable=True),
        sa.Column("added", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["source"],
            ["sources.sha256"],
        ),
        sa.ForeignKeyConstraint(
            ["text"],
            ["texts.sha256"],
        ),
        sa.PrimaryKeyConstraint("key"),
    )
    op.create_index("ix_documents_source", "documents", ["source"], unique=False)
    op.create_index("ix_documents_text", "documents", ["text"], unique=False)
    op.create_table(
        "judged",
        sa.Column("judgement", KEY, nullable=False),
        sa.Column("article", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["judgement"],
            ["judgements.key"],
        ),
        sa.PrimaryKeyConstraint("judgement", "article"),
    )
    op.create_index("judged_by_article", "judged", ["article"], unique=False)
    op.create_table(
        "pairs",
        sa.Column("one", KEY, nullable=False),
        sa.Column("other", KEY, nullable=False),
        sa.Column("chance", sa.Float(), nullable=False),
        sa.ForeignKeyConstraint(
            ["one"],
            ["articles.key"],
        ),
        sa.ForeignKeyConstraint(
            ["other"],
            ["articles.key"],
        ),
        sa.PrimaryKeyConstraint("one", "other"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_pairs_other", "pairs", ["other"], unique=False)
    op.create_table(
        "profiles",
        sa.Column("article", KEY, nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article"],
            ["articles.key"],
        ),
        sa.PrimaryKeyConstraint("article"),
    )
    op.create_table(
        "quotes",
        sa.Column("key", KEY, nullable=False),
        sa.Column("article", KEY, nullable=False),
        sa.Column("attribution", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("speaker", sa.Text(), nullable=True),
        sa.Column("medium", sa.Text(), nullable=True),
        sa.Column("partner", sa.Text(), nullable=True),
        sa.Column("utterance", sa.Text(), nullable=True),
        sa.Column("altered", sa.Boolean(), nullable=False),
        sa.Column("day", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article"],
            ["articles.key"],
        ),
        sa.PrimaryKeyConstraint("key"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_quotes_article", "quotes", ["article"], unique=False)
    op.create_index("quotes_by_speaker", "quotes", ["speaker", "day", "key"], unique=False)
    op.create_table(
        "versions",
        sa.Column("key", KEY, nullable=False),
        sa.Column("article", KEY, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("document", KEY, nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("added", sa.Text(), nullable=False),
        sa.Column("seen", sa.Text(), nullable=False),
        sa.Column("made_by", sa.Text(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article"],
            ["articles.key"],
        ),
        sa.ForeignKeyConstraint(
            ["document"],
            ["documents.key"],
        ),
        sa.PrimaryKeyConstraint("key"),
        sa.UniqueConstraint("article", "number"),
    )
    op.create_index("ix_versions_document", "versions", ["document"], unique=False)
    if op.get_context().dialect.name == "sqlite":
        _index_words_sqlite()
    else:
        _index_words_postgresql()


def _index_words_sqlite() -> None:
    for name, columns in WORDS.items():
        op.execute(
            f"CREATE VIRTUAL TABLE {name} USING fts5({', '.join(columns)}, content='', "
            "tokenize='unicode61 remove_diacritics 0')"
        )


def _index_words_postgresql() -> None:
    for name, columns in WORDS.items():
        op.create_table(
            name,
            sa.Column("rowid", sa.BigInteger(), primary_key=True, autoincrement=False),
            *(sa.Column(column, TSVECTOR(), nullable=False) for column in columns),
        )
        for column in columns:
            op.create_index(f"{name}_{column}", name, [column], postgresql_using="gin")


def downgrade() -> None:
    """Refuse: an archive is never made older."""
    raise NotImplementedError("an archive is not made older; restore a backup")
