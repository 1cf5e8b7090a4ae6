"""Reads files of any kind into rows."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

import daft

from variorum.archive.packing import pack_annotated
from variorum.corpus.inputs import Record, brings_ids, read_source, tell_apart
from variorum.corpus.stage_columns import READ, as_type
from variorum.corpus.tables import Row, name_day
from variorum.model import Annotated, Article, Skipped
from variorum.read.readings import Reading

ROWS = 32  # bits of an article's number that count it within its input


class Reader:
    """Reads files: a row for each article, and for what was skipped."""

    def __init__(self, columns: Mapping[str, str], most: int | None) -> None:
        """`columns`, `most`: as in `inputs.read_source`."""
        self.columns = dict(columns)
        self.most = most

    @daft.method(return_dtype=as_type(READ))
    def read(self, path: str, place: int) -> Iterator[Row]:
        """Yield the rows of a file; `place`: its number among all inputs."""
        empty: Row = dict.fromkeys((field.name for field in READ), None)
        number = place << ROWS
        for reading, record in read_source(path, self.columns, self.most):
            if isinstance(reading, Skipped):
                yield empty | {"skipped": reading.path, "reason": reading.reason, "number": number}
                number += 1
            else:
                for article in reading.articles:
                    row = _read_row(path, reading, article, record)
                    yield empty | row | {"number": number}
                    number += 1


def _read_row(path: str, reading: Reading, article: Article, record: Record) -> Row:
    name = article.id
    if not brings_ids(path):
        name = f"{name}-{tell_apart(record.id or path)}"
        article = replace(article, id=name)
    return {
        "id": name,
        "story": article.story,
        "day": name_day(article),
        "text": article.text,
        "article": pack_annotated(Annotated(article=article, sentences=())),
        "path": path,
        "url": reading.document.url,
        "sha256": reading.document.sha256,
        "record_id": record.id,
        "record_date": record.date,
        "record_digest": record.digest,
    }
