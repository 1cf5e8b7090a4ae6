"""Invented reports for the archive's tests."""

from datetime import UTC, datetime

from variorum.archive.archive import Archive
from variorum.archive.records import Added
from variorum.archive.tables import METADATA

DAY = datetime(2031, 4, 2, 9, 0, tzinfo=UTC)

HARBOUR = tuple(
    """\
A grain silo collapsed in the harbour of Tessel Quay on Tuesday, killing four dock workers, \
the port authority said. Divers searched the basin until midnight.
“We heard a crack like a cannon, and then the whole wall went,” crane driver Mirela Danov said. \
She had filed two complaints about rust in the silo's ring beams last winter.
Port director Aldo Ferrante said the silo had been inspected in March. “No fault was found,” \
he told reporters at Tessel Quay.""".splitlines()
)
ORCHARD = tuple(
    """\
Late frost destroyed about 60 percent of the apple blossom in the Lower Verrin valley on \
Sunday night, the growers' union said.
“I have not seen ice on the blossom in forty years,” orchard owner Petra Quill said. The union \
asked the regional council of Verrin for emergency loans.""".splitlines()
)


def page(  # noqa: PLR0917 - what a page has
    title: str,
    paragraphs: tuple[str, ...],
    site: str = "Tessel Herald",
    published: str = "2031-04-01T18:00:00Z",
    extra: str = "",
    url: str | None = None,
) -> bytes:
    """Return a news page."""
    body = "".join(f"<p>{one}</p>" for one in paragraphs)
    canonical = f'<link rel="canonical" href="{url}">' if url else ""
    return (
        f"<!doctype html><html lang='en'><head><title>{title}</title>{canonical}"
        f'<meta property="og:site_name" content="{site}">'
        f'<meta property="article:published_time" content="{published}"></head>'
        f"<body><article><h1>{title}</h1>{body}{extra}</article></body></html>"
    ).encode()


def fetch(archive: Archive, url: str, content: bytes, hours: int = 0) -> Added:
    """Add a page as if it had been fetched so many hours after DAY."""
    return archive.add_bytes(content, url=url, fetched=DAY.replace(hour=9 + hours))


def dump(archive: Archive) -> dict[str, list[tuple[object, ...]]]:
    """Return all that the tables hold."""
    with archive.read() as connection:
        return {
            table.name: sorted(tuple(row) for row in connection.execute(table.select()))
            for table in METADATA.sorted_tables
        }


def stock(archive: Archive) -> None:
    """Add two stories of two outlets."""
    fetch(archive, "https://a.example/silo", page("Élan vital: silo falls", HARBOUR, site="Herald"))
    frost = page("Frost kills blossom", ORCHARD, site="Post", published="2031-04-03T06:00:00Z")
    fetch(archive, "https://b.example/frost", frost, 1)
