"""Terms that too many articles have find those of their own weeks.

Revision 0006. So far such terms found nothing, and their articles were forgotten; these are posted
anew, from their profiles, by term and window of time. What is read of a profile is as of packings
1 and 2: see r0003_weights. Pairs of articles that were there before are not looked for again.
"""

import struct
from collections import defaultdict

import numpy as np
import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

HEAD = struct.Struct("<BxxxIIIIId")  # packing; how many terms, words, names, numbers, samples; day
MOST = 2_000  # articles under a key
WINDOW = 16  # days
UNDATED = -(1 << 40)  # the window of articles without a date
MIXER = 0x9E3779B97F4A7C15
WHOLE = (1 << 64) - 1
CHUNK = 1_000  # rows written at a time


def upgrade() -> None:
    """Post the articles of every term without a posting under a key for each window."""
    connection = op.get_bind()
    query = sa.text("SELECT term FROM postings WHERE articles IS NULL")
    common = np.array(sorted(connection.execute(query).scalars()), dtype="<i8")
    if not len(common):
        return
    posted: dict[int, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    query = sa.text("SELECT article, data FROM profiles ORDER BY article")
    for article, data in connection.execute(query):
        _, count, words, names, numbers, samples, day = HEAD.unpack_from(data)
        terms = np.frombuffer(data, "<i8", count, HEAD.size)
        place = HEAD.size + 8 * count + 4 * (words + names + numbers + samples)
        weights = np.frombuffer(data, "<i2", count, place)
        window = UNDATED if np.isnan(day) else int(day // WINDOW)
        for at in np.flatnonzero(np.isin(terms, common)).tolist():
            articles, heavy = posted[_key(int(terms[at]), window)]
            articles.append(article)
            heavy.append(int(weights[at]))
    add = sa.text("INSERT INTO postings (term, articles) VALUES (:term, :data)")
    rows = [
        {"term": key, "data": _pack(*held) if len(held[0]) <= MOST else None}
        for key, held in sorted(posted.items())
    ]
    for first in range(0, len(rows), CHUNK):
        connection.execute(add, rows[first : first + CHUNK])


def _key(term: int, window: int) -> int:
    """Return a hash of both, as a signed whole number of 64 bits."""
    mixed = (term & WHOLE) ^ ((window & WHOLE) * MIXER & WHOLE)
    mixed = (mixed ^ (mixed >> 31)) * MIXER & WHOLE
    mixed ^= mixed >> 29
    return mixed - (1 << 64) if mixed >> 63 else mixed


def _pack(articles: list[int], weights: list[int]) -> bytes:
    return np.array(articles, "<u4").tobytes() + np.array(weights, "<i2").tobytes()
