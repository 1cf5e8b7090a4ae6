"""The stages of a comparison as functions over columns of a dataframe, and those columns' types.

Each takes and gives plain values and packed records. They are classes, so that what one loads (a
model, a block of articles) is there once for each worker; `engine.spread` says how many there are.
What is quick runs where the engine does, without a process of its own. Each stage has a module of
its own: a worker that judges pairs need not import what annotates.
"""

import pyarrow as pa
from daft import DataType

from variorum.corpus.tables import SKIPPED, TABLES

TEXT, BYTES, WHOLE = pa.string(), pa.binary(), pa.int64()
PROVENANCE = ("path", "url", "sha256", "record_id", "record_date", "record_digest")
READ = pa.struct(
    dict.fromkeys(("id", "story", "day", "text", "skipped", "reason", *PROVENANCE), TEXT)
    | {"article": BYTES, "number": WHOLE}
)
ANNOTATED = pa.struct({"annotated": BYTES, "profile": BYTES, "terms": pa.list_(WHOLE)})
PAIRS = pa.list_(pa.struct({"one": TEXT, "other": TEXT, "chance": pa.float64()}))
LINKED = pa.list_(
    pa.struct(dict.fromkeys(("story", "members", "day"), TEXT) | {"articles": pa.list_(TEXT)})
)
COMPARED = pa.struct(
    {name: pa.list_(columns) for name, columns in TABLES.items()}
    | {"skipped": pa.list_(pa.struct(list(SKIPPED)))}
)


def as_type(arrow: pa.DataType) -> DataType:
    """Return a type of Arrow as the engine's."""
    return DataType.from_arrow_type(arrow)
