"""A researcher's first tables: who copies whom, what agencies supply, who and what is quoted."""

from pathlib import Path
from typing import Any

import duckdb

from variorum.corpus.layout import MANIFEST
from variorum.errors import InputError

Table = tuple[tuple[str, ...], list[tuple[Any, ...]]]
MOST = 20  # rows of a table

QUERIES: dict[str, tuple[tuple[str, ...], str]] = {
    "Who copies whom": (
        ("articles", "stemma"),
        """
        select child.outlet as outlet, coalesce(parent.outlet, origin) as "has it from",
               count(distinct stemma.article) as articles
        from stemma join articles as child on child.id = stemma.article
        left join articles as parent on parent.id = stemma.parent
        where child.outlet is not null and coalesce(parent.outlet, origin) is not null
        group by all order by articles desc, 1, 2 limit ?
        """,
    ),
    "Agency share": (
        ("articles", "origins"),
        """
        with supplied as (
            select unnest(articles) as id from origins where kind = 'agency'
            union select id from articles where len(credits) > 0 or agency is not null
        )
        select outlet, count(*) as articles,
               round(count(supplied.id) / count(*), 2) as "of an agency"
        from articles left join supplied using (id) where outlet is not null
        group by outlet order by 3 desc, articles desc, 1 limit ?
        """,
    ),
    "Own and copied shares": (
        ("articles",),
        """
        select outlet, count(*) as articles, round(avg(own), 2) as own,
               round(avg(copied), 2) as copied, round(avg(quoted), 2) as quoted
        from articles where outlet is not null
        group by outlet order by articles desc, 1 limit ?
        """,
    ),
    "Most quoted": (
        ("attributions",),
        """
        select speaker, count(*) as attributions, count(distinct article) as articles,
               count(distinct story) as stories
        from attributions where speaker is not null
        group by speaker order by attributions desc, 1 limit ?
        """,
    ),
    "Most altered": (
        ("readings", "variants"),
        """
        select any_value(speaker) as speaker, any_value(words) as words,
               count(distinct one || '|' || other) as "altered readings"
        from readings join variants using (story, utterance)
        where base and changes_meaning
        group by story, utterance order by 3 desc, 1 limit ?
        """,
    ),
}


def summarise_corpus(folder: Path, most: int = MOST) -> dict[str, Table]:
    """Return each table by its title: column names and rows. InputError if there is no corpus."""
    if not (folder / MANIFEST).exists():
        raise InputError(str(folder), "holds no corpus. Build one: variorum corpus build.")
    found: dict[str, Table] = {}
    with duckdb.connect() as connection:
        for title, (tables, query) in QUERIES.items():
            places = {table: folder / "tables" / table for table in tables}
            if not all(any(place.rglob("*.parquet")) for place in places.values()):
                found[title] = ((), [])
                continue
            for table, place in places.items():
                rows = connection.read_parquet(f"{place}/**/*.parquet", hive_partitioning=True)
                rows.create_view(table, replace=True)
            result = connection.execute(query, [most])
            columns = tuple(str(column[0]) for column in result.description or ())
            found[title] = (columns, result.fetchall())
    return found
