"""Finds what articles say, and under which terms they are found."""

from typing import Any

import daft
from daft import Series

from variorum.annotate.attributions import ModelName
from variorum.archive.packing import pack_annotated, unpack_annotated
from variorum.corpus.stage_columns import ANNOTATED, as_type
from variorum.corpus.tables import Row
from variorum.group.candidates import lookup_terms
from variorum.group.profiles import describe
from variorum.group.stream import pack_profile
from variorum.model import Article

BATCH = 32  # articles annotated at a time


class Annotator:
    """Annotates articles, and says what they are like and under which terms they are found."""

    def __init__(self, *, fast: bool, model: ModelName | None, bare: bool) -> None:
        """`fast`, `model`: as in `pipeline.annotate`; `bare`: find nothing in the articles."""
        self.fast = fast
        self.model = model
        self.bare = bare

    @daft.method.batch(return_dtype=as_type(ANNOTATED), batch_size=BATCH)
    def annotate(self, articles: Series, texts: Series) -> Any:  # noqa: ANN401 - rows of a struct
        """Return packed annotated articles, packed profiles and terms."""
        packed = articles.to_pylist()
        rows = zip(packed, texts.to_pylist(), strict=True)
        read = [unpack_annotated(one, text).article for one, text in rows if one]
        if not self.bare:
            from variorum.pipeline import annotate  # noqa: PLC0415 - a second of imports

            found = iter(annotate(read, fast=self.fast, model=self.model))
            packed = [one and pack_annotated(next(found)) for one in packed]
        described = map(_describe, read)
        return [one and {"annotated": one, **next(described)} for one in packed]


def _describe(article: Article) -> Row:
    profile = describe(article)
    return {
        "profile": pack_profile(profile),
        "terms": list(lookup_terms(profile)) if article.story is None else [],
    }
