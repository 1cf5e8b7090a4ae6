"""What is remembered of feeds between runs, in the archive's database.

Times are ISO 8601 text in UTC, as in the archive's other tables. A change here needs a new file in
`variorum.archive.migrations.versions`.
"""

from sqlalchemy import BigInteger, Column, Index, Integer, MetaData, Table, Text

METADATA = MetaData()
# SQLite numbers rows by itself in a column of exactly this type; PostgreSQL needs the wide one.
KEY = BigInteger().with_variant(Integer, "sqlite")

feeds = Table(
    "watch_feeds",
    METADATA,
    Column("address", Text, primary_key=True),  # as the list gives it
    Column("title", Text),  # as the feed, else the list calls it
    Column("answered", Text),  # the address that the next two are of
    Column("etag", Text),
    Column("modified", Text),
    Column("sha256", Text),  # of the bytes that were read last
    Column("checked", Text),  # last asked with success
    Column("stays", Integer),  # seconds for which it says that it stays as it is
    Column("due", Text, nullable=False),  # when our interval asks for the next time
    Column("not_before", Text),  # until when the feed is left alone after failures
    Column("failures", Integer, nullable=False),  # in a row
    Column("trouble", Text),  # what the last failure was; null: the last time went well
)
items = Table(
    "watch_items",
    METADATA,
    Column("feed", Text, primary_key=True),
    Column("id", Text, primary_key=True),  # the feed's name for it
    Column("page", Text, nullable=False),
    Column("title", Text),
    Column("source", Text),  # what its own <source> names
    Column("source_address", Text),
    Column("published", Text),  # as the feed writes it
    Column("updated", Text),  # as the feed writes it
    Column("seen", Text, nullable=False),  # first
    Index("watch_items_by_page", "page"),
)
pages = Table(
    "watch_pages",
    METADATA,
    Column("address", Text, primary_key=True),
    Column("host", Text, nullable=False),
    Column("outlet", Text),  # what the item's <source> names
    Column("url", Text),  # where it was found first, redirects followed: its name in the archive
    Column("first", Text),  # when it was fetched first
    Column("last", Text),  # when it was fetched, or found unchanged, last
    Column("due", Text),  # when to ask for it next; null: never again
    Column("answered", Text),  # the address that the next two are of
    Column("etag", Text),
    Column("modified", Text),
    Column("sha256", Text),  # of the bytes that the archive took last
    Column("failures", Integer, nullable=False),  # in a row
    Column("gone", Text),  # since when it answers 404 or 410
    Index("watch_pages_due", "due"),
)
hosts = Table(
    "watch_hosts",
    METADATA,
    Column("host", Text, primary_key=True),
    Column("not_before", Text, nullable=False),  # until when it is left alone
    Column("failures", Integer, nullable=False),  # in a row
)
robots = Table(
    "watch_robots",
    METADATA,
    Column("origin", Text, primary_key=True),
    Column("fetched", Text, nullable=False),
    Column("text", Text, nullable=False),
)
log = Table(
    "watch_log",
    METADATA,
    Column("key", KEY, primary_key=True),
    Column("at", Text, nullable=False),
    Column("kind", Text, nullable=False),  # "feed", "page" or "run"
    Column("address", Text, nullable=False),
    Column("came", Text, nullable=False),  # what came, in words
    Column("done", Text, nullable=False),  # what was done, in words
    Index("watch_log_at", "at"),
)
lease = Table(  # one row: who is at work
    "watch_lease",
    METADATA,
    Column("key", Integer, primary_key=True, autoincrement=False),
    Column("holder", Text, nullable=False),
    Column("until", Text, nullable=False),
)
