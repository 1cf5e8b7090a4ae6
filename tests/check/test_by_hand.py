"""The table of invented cases: what a draft says, and what the program must say to it."""

from pathlib import Path

import pytest

from check.cases import CASES, SOURCES, Case
from variorum import pipeline
from variorum.check.draft import check_draft
from variorum.model import Annotated, CheckItem

Found = list[tuple[str, CheckItem]]


def annotate_texts(folder: Path, texts: list[str]) -> list[Annotated]:
    """Read each text as a file of its own, and annotate them by the quick models."""
    for number, text in enumerate(texts):
        (folder / f"{number:04}.txt").write_text(text, encoding="utf-8")
    pile = pipeline.read([folder])
    by_document = {one.document: one for one in pile.articles}
    assert len(by_document) == len(pile.articles) == len(texts), "one file was read as two articles"
    return pipeline.annotate([by_document[one.id] for one in pile.documents], fast=True)


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[Case, Found]:
    """Every case's items with the draft's words, checked once for all tests."""
    drafts = [f"{case.dated}\n\n{case.sentence}\n".lstrip() for case in CASES]
    folder = tmp_path_factory.mktemp("sources")
    sources = dict(zip(SOURCES, annotate_texts(folder, list(SOURCES.values())), strict=True))
    annotated = annotate_texts(tmp_path_factory.mktemp("drafts"), drafts)
    return {
        case: [
            (draft.article.cut(item.span), item)
            for item in check_draft(draft, [sources[name] for name in case.sources])
        ]
        for case, draft in zip(CASES, annotated, strict=True)
    }


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_case_made_by_hand(case: Case, found: dict[Case, Found]) -> None:
    """A case made by hand gets the verdict of a careful reader."""
    about = [
        item
        for words, item in found[case]
        if item.type == case.type and case.words.casefold() in words.casefold()
    ]
    verdicts = {item.verdict for item in about}
    said = [(words, item.type, item.verdict, item.because) for words, item in found[case]]
    right = bool(verdicts) and verdicts <= case.verdicts
    if case.misses:
        assert not right, f"mended: take 'misses' out of the case ({case.misses})"
        pytest.xfail(case.misses)
    assert right, said
