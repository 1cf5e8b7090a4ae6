"""How much a telling term weighs in each article, beside the articles that hold it.

Revision 0003. What is known from the articles' profiles is written, as of packing 1: the number of
terms in the second four bytes of a profile, the terms behind its head of 32 bytes, their weights at
the sizes that the head gives.
"""

import struct

import numpy as np
import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

HEAD = struct.Struct("<BxxxIIIIId")  # packing; how many terms, words, names, numbers, samples; day
CHUNK = 1_000  # rows written at a time


def upgrade() -> None:
    """Write every posting anew: the articles' keys, 4 bytes each, then the weights, 2 bytes."""
    connection = op.get_bind()
    keys, terms, weights = [], [], []
    query = sa.text("SELECT article, data FROM profiles ORDER BY article")
    for article, data in connection.execute(query):
        _, count, words, names, numbers, samples, _ = HEAD.unpack_from(data)
        place = HEAD.size
        keys.append(np.full(count, article, dtype="<u4"))
        terms.append(np.frombuffer(data, "<i8", count, place))
        place += 8 * count + 4 * (words + names + numbers + samples)
        weights.append(np.frombuffer(data, "<i2", count, place))
    if not keys:
        return
    known, rank = np.unique(np.concatenate(terms), return_inverse=True)
    order = np.argsort(rank, kind="stable")
    ends = np.searchsorted(rank[order], np.arange(len(known) + 1))
    all_keys, all_weights = np.concatenate(keys)[order], np.concatenate(weights)[order]
    change = sa.text(
        "UPDATE postings SET articles = :data WHERE term = :term AND articles IS NOT NULL"
    )
    rows = [
        {
            "term": int(term),
            "data": all_keys[first:last].tobytes() + all_weights[first:last].tobytes(),
        }
        for term, first, last in zip(known, ends[:-1], ends[1:], strict=True)
    ]
    for first in range(0, len(rows), CHUNK):
        connection.execute(change, rows[first : first + CHUNK])
