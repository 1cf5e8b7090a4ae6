"""Feed the readers with bytes that grow by what they reach. Needs the package atheris.

    python scripts/fuzz_readers.py CORPUS_FOLDER [-max_total_time=600] [-max_len=4096]

The folder keeps the inputs that reached something new; an input that raises, or gives an article
whose blocks are not of its text, is written to the working folder (`crash-...`) and becomes a case
of `tests/read`. The first byte chooses how the rest is read: as a file of any kind, or as what an
address gave, with a character set.
"""

import sys
from collections.abc import Iterator
from io import BytesIO

import atheris

with atheris.instrument_imports(include=["variorum.read", "variorum.text"]):
    from variorum.model import Skipped
    from variorum.read.files import read_fetched, read_paths
    from variorum.read.readings import Fetched, Reading

CHARSETS = (None, "utf-8", "latin-1", "utf-16", "no-such-charset")


def read(data: bytes) -> Iterator[Reading | Skipped]:
    """Read as a file, or as what an address gave."""
    kind, content = (data[0], data[1:]) if data else (0, b"")
    if kind % 2 == 0:
        return read_paths(["-"], stdin=BytesIO(content))
    charset = CHARSETS[kind // 2 % len(CHARSETS)]
    return read_fetched(content, Fetched("https://news.example.org/a.html", charset))


def try_one(data: bytes) -> None:
    """Hold what was read against the contract of spans."""
    for reading in read(data):
        if isinstance(reading, Skipped):
            if not reading.reason:
                raise ValueError(reading)
            continue
        for article in reading.articles:
            edges = [0, article.start]
            for block in article.blocks:
                edges += [block.start, block.end]
            edges += [article.end, len(article.text)]
            if edges != sorted(edges):
                raise ValueError(edges)


if __name__ == "__main__":
    atheris.Setup(sys.argv, try_one)
    atheris.Fuzz()
