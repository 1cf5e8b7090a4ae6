"""The page of a checked draft: its text with every finding marked, and the sources beside them."""

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from variorum import __version__
from variorum.model import Annotated, Article, Check, CheckItem, Span
from variorum.report import phrases
from variorum.report.checked import LABELS, MARKS, WRONG
from variorum.report.html import FORBIDDEN, environment, safe_url, style
from variorum.report.marks import Mark, flatten, share_out

AROUND = 120  # characters of a source shown on either side of a cited place
KEPT = frozenset({"headline", "standfirst", "byline", "dateline", "body", "correction", "caption"})


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A cited place with what stands around it, by whole words; "…": its paragraph goes on."""

    label: str
    url: str | None
    before: str
    words: str
    after: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One item in words; `key` is its anchor, `level` wrong, doubt or right."""

    key: str
    number: int
    item: CheckItem
    mark: str
    label: str
    level: str
    words: str
    excerpts: tuple[Excerpt, ...]


@dataclass(frozen=True, slots=True)
class Run:
    """A run of a draft's text under the same findings; `level` is that of the worst."""

    text: str
    level: str
    closes: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class DraftView:
    """A draft with its findings, and its paragraphs as runs."""

    title: str
    language: str | None
    findings: tuple[Finding, ...]
    counts: tuple[tuple[str, str, int], ...]  # mark, label, how many
    paragraphs: tuple[tuple[str, tuple[Run, ...]], ...]  # kind of block, runs


def write_check_html(check: Check) -> Iterator[str]:
    """Yield the page in pieces; always encodable as UTF-8."""
    page = (
        environment()
        .get_template("check.html")
        .stream(
            style=Markup(style()),  # noqa: S704 - our own file
            drafts=view_drafts(check),
            sources=len(check.sources),
            skipped=check.skipped,
            version=__version__,
        )
    )
    page.enable_buffering()
    return (FORBIDDEN.sub("\ufffd", piece) for piece in page)


def view_drafts(check: Check) -> list[DraftView]:
    """Return every draft with its findings."""
    labels = phrases.labels(one.article for one in check.sources)
    articles = {one.article.id: one.article for one in check.sources}
    return [
        _view(draft, number, check, labels, articles)
        for number, draft in enumerate(check.drafts, 1)
    ]


def _view(
    draft: Annotated,
    place: int,
    check: Check,
    labels: dict[str, str],
    articles: dict[str, Article],
) -> DraftView:
    items = [item for item in check.items if item.span.article == draft.article.id]
    findings = tuple(
        Finding(
            key=f"d{place}-{number}",
            number=number,
            item=item,
            mark=MARKS[item.verdict],
            label=LABELS[item.verdict],
            level=_level(item),
            words=" ".join(draft.article.cut(item.span).split()),
            excerpts=tuple(_cut(span, articles[span.article], labels) for span in item.sources),
        )
        for number, item in enumerate(items, 1)
    )
    verdicts = [item.verdict for item in items]
    return DraftView(
        title=draft.article.title or draft.article.id,
        language=draft.article.language,
        findings=findings,
        counts=tuple(
            (MARKS[verdict], LABELS[verdict], verdicts.count(verdict))
            for verdict in MARKS
            if verdict in verdicts
        ),
        paragraphs=tuple(_paragraphs(draft.article, findings)),
    )


def _level(item: CheckItem) -> str:
    if item.verdict in WRONG:
        return "wrong"
    return "right" if item.verdict in {"right", "changed-harmless"} else "doubt"


def _cut(span: Span, article: Article, labels: dict[str, str]) -> Excerpt:
    start, end = max(article.start, span.start - AROUND), min(article.end, span.end + AROUND)
    _, cut, before = article.text[start : span.start].rpartition("\n")
    if not cut and start > article.start:
        before = "… " + before.partition(" ")[2]
    after, cut, _ = article.text[span.end : end].partition("\n")
    if not cut and end < article.end:
        after = after.rpartition(" ")[0] + " …"
    return Excerpt(labels[span.article], safe_url(article.url), before, article.cut(span), after)


def _paragraphs(
    article: Article, findings: tuple[Finding, ...]
) -> Iterator[tuple[str, tuple[Run, ...]]]:
    """Yield the draft's blocks with their kinds; a claim colours nothing that has a finding."""
    blocks = [block for block in article.blocks if block.kind in KEPT]
    by_key = {finding.key: finding for finding in findings}
    marks = [Mark(one.item.span.start, one.item.span.end, one.level, one.key) for one in findings]
    shared = share_out(marks, [(block.start, block.end) for block in blocks])
    for block, inside in zip(blocks, shared, strict=True):
        runs: list[Run] = []
        for piece in flatten(inside, block.start, block.end):
            here = [by_key[mark.anchor or ""] for mark in piece.marks]
            small = [one for one in here if one.item.type != "claim"] or here
            levels = [level for level in ("wrong", "doubt", "right") if level in _levels(small)]
            closes = tuple(by_key[mark.anchor or ""] for mark in piece.closes)
            level = levels[0] if levels else ""
            runs.append(Run(article.text[piece.start : piece.end], level, closes))
        yield block.kind, tuple(runs)


def _levels(findings: list[Finding]) -> set[str]:
    return {one.level for one in findings}
