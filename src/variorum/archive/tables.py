"""The tables of an archive, the same in SQLite and PostgreSQL.

Times are ISO 8601 text in UTC ("2026-11-22T02:46:19Z"), days "2026-11-22": they sort, and are the
same everywhere. Texts, bytes and records are compressed. Word indexes differ between the servers
and stand in `variorum.archive.words`. A change here needs a new file in migrations/versions.
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    false,
    text,
)

METADATA = MetaData()
# SQLite numbers rows by itself in a column of exactly this type; PostgreSQL needs the wide one.
KEY = BigInteger().with_variant(Integer, "sqlite")

sources = Table(  # the bytes as they came, each once
    "sources",
    METADATA,
    Column("sha256", Text, primary_key=True),  # of the bytes
    Column("bytes", BigInteger, nullable=False),
    Column("media_type", Text),
    Column("data", LargeBinary, nullable=False),
)
texts = Table(  # what the bytes read as, each once
    "texts",
    METADATA,
    Column("sha256", Text, primary_key=True),  # of the text as UTF-8
    Column("characters", Integer, nullable=False),
    Column("data", LargeBinary, nullable=False),
)
documents = Table(
    "documents",
    METADATA,
    Column("key", KEY, primary_key=True),
    Column("name", Text, nullable=False),
    Column("path", Text),
    Column("url", Text),
    Column("source", Text, ForeignKey("sources.sha256"), nullable=False, index=True),
    Column("text", Text, ForeignKey("texts.sha256"), nullable=False, index=True),
    Column("fetched", Text),
    Column("added", Text, nullable=False),
)
stories = Table(
    "stories",
    METADATA,
    Column("key", KEY, primary_key=True),
    Column("merged_into", KEY, ForeignKey("stories.key"), index=True),
    Column("given", Text, unique=True),  # the name that the input gave it
    Column("stale", Boolean, nullable=False),
    Column("revision", Integer, nullable=False),  # grows whenever the members change
    Column("title", Text, nullable=False),
    Column("language", Text),
    Column("articles", Integer, nullable=False),
    Column("outlets", Integer, nullable=False),
    Column("outlet_names", Text, nullable=False),  # JSON: the first few
    Column("origins_low", Integer, nullable=False),
    Column("origins_high", Integer, nullable=False),
    Column("conflicts", Integer, nullable=False),  # open ones
    Column("day", Text, nullable=False),  # of the first report
    Column("last_day", Text, nullable=False),  # of the last
    Column("updated", Text, nullable=False),
    Index(
        "stories_alive",
        "last_day",
        "key",
        sqlite_where=text("articles > 0"),
        postgresql_where=text("articles > 0"),
    ),
    Index("stories_stale", "key", sqlite_where=text("stale"), postgresql_where=text("stale")),
)
compared = Table(  # a story's findings, without its articles and their texts
    "compared",
    METADATA,
    Column("story", KEY, ForeignKey("stories.key"), primary_key=True),
    Column("revision", Integer, nullable=False),
    Column("format", Integer, nullable=False),
    Column("data", LargeBinary, nullable=False),
)
articles = Table(
    "articles",
    METADATA,
    Column("key", KEY, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("address", Text, index=True),  # its url, as addresses are compared
    Column("file", Text, index=True),  # its file and place in it
    Column("likeness", Text, index=True),  # outlet and title, as they are compared
    Column("story", KEY, ForeignKey("stories.key"), index=True),
    Column("given", Text),  # the story that the input gave
    Column("number", Integer, nullable=False),  # of the version that counts
    Column("title", Text),
    Column("outlet", Text),
    Column("outlet_key", Text),
    Column("language", Text),
    Column("published", Text),
    Column("day", Text, nullable=False),  # published, else updated, else fetched; "": not known
    Column("own", Float),  # shares of its letters, 0..1
    Column("copied", Float),
    Column("quoted", Float),
    Column("shared", Float),
    Column("added", Text, nullable=False),
    Index("articles_by_outlet", "outlet_key", "day"),
    Index("articles_by_day", "day", "key"),
)
versions = Table(
    "versions",
    METADATA,
    Column("key", KEY, primary_key=True),
    Column("article", KEY, ForeignKey("articles.key"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("document", KEY, ForeignKey("documents.key"), nullable=False, index=True),
    Column("at", Text, nullable=False),  # by which versions are ordered
    Column("words", Text, nullable=False),  # a hash of the words that readers see
    Column("added", Text, nullable=False),
    Column("seen", Text, nullable=False),  # last
    Column("bare", Boolean, nullable=False, server_default=false()),  # not annotated yet
    Column("made_by", Text, nullable=False),  # models and version that annotated it
    Column("data", LargeBinary, nullable=False),  # the annotated article, without its text
    UniqueConstraint("article", "number"),
    Index("versions_bare", "key", sqlite_where=text("bare"), postgresql_where=text("bare")),
)
quotes = Table(  # attributions of the versions that count, with their speakers
    "quotes",
    METADATA,
    Column("key", KEY, primary_key=True),
    Column("article", KEY, ForeignKey("articles.key"), nullable=False, index=True),
    Column("attribution", Text, nullable=False),  # the number in its id: "q3"
    Column("kind", Text, nullable=False),
    Column("start", Integer, nullable=False),  # of its content
    Column("end", Integer, nullable=False),
    Column("speaker", Text),  # key: a name as names are compared
    Column("medium", Text),
    Column("partner", Text),
    Column("utterance", Text),
    Column("altered", Boolean, nullable=False),  # another report changes its meaning
    Column("day", Text, nullable=False),
    Index("quotes_by_speaker", "speaker", "day", "key"),
    sqlite_autoincrement=True,  # a number is never given twice: the word index may keep it
)
speakers = Table(
    "speakers",
    METADATA,
    Column("key", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("quotes", Integer, nullable=False),
    Index("speakers_by_quotes", "quotes", "key"),
)
outlets = Table(
    "outlets",
    METADATA,
    Column("key", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("articles", Integer, nullable=False),
    Index("outlets_by_articles", "articles", "key"),
)
profiles = Table(  # what of an article counts for likeness
    "profiles",
    METADATA,
    Column("article", KEY, ForeignKey("articles.key"), primary_key=True),
    Column("data", LargeBinary, nullable=False),
)
postings = Table(  # which articles have a key: a telling term, or one within a window of time
    "postings",
    METADATA,
    Column("term", BigInteger, primary_key=True, autoincrement=False),  # `group.windows`
    Column("articles", LargeBinary),  # `postings.pack_posting`; null: too many, the key is full
)
pairs = Table(  # judged pairs of articles that may report one event; one < other
    "pairs",
    METADATA,
    Column("one", KEY, ForeignKey("articles.key"), primary_key=True),
    Column("other", KEY, ForeignKey("articles.key"), primary_key=True, index=True),
    Column("chance", Float, nullable=False),
    sqlite_with_rowid=False,
)
judgements = Table(  # what people decided; never altered
    "judgements",
    METADATA,
    Column("key", KEY, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("kind", Text, nullable=False),
    Column("who", Text, nullable=False),
    Column("made", Text, nullable=False),  # when, as the person's clock has it
    Column("added", Text, nullable=False),
    Column("undoes", Text, index=True),  # id
    Column("line", Text, nullable=False),  # the whole of it, as a line of JSON
)
judged = Table(  # the articles that a judgement speaks of
    "judged",
    METADATA,
    Column("judgement", KEY, ForeignKey("judgements.key"), primary_key=True),
    Column("article", Text, primary_key=True),  # id, known here or not
    Index("judged_by_article", "article"),
)
log = Table(  # what was done, for people
    "log",
    METADATA,
    Column("key", KEY, primary_key=True),
    Column("at", Text, nullable=False, index=True),
    Column("what", Text, nullable=False),
    Column("line", Text, nullable=False),
)
