"""A checked draft, for the terminal and for programs (`variorum-check/1`)."""

from collections.abc import Iterator

from rich.text import Text

from variorum.model import Annotated, Check, CheckItem, CheckVerdict, Span
from variorum.report import phrases
from variorum.report.contract import dump
from variorum.report.contract_lines import Json, article_line, document_line
from variorum.report.page import Page
from variorum.report.terminal import clean

FORMAT = "variorum-check/1"
MARKS: dict[CheckVerdict, str] = {
    "contradicted": "≠",
    "changed-meaning": "▲",
    "not found": "?",
    "unsure": "~",
    "changed-harmless": "○",
    "right": "✓",
}
LABELS: dict[CheckVerdict, str] = {
    "contradicted": "contradicted",
    "changed-meaning": "changed in meaning",
    "not found": "not found",
    "unsure": "not sure",
    "changed-harmless": "changed, same meaning",
    "right": "right",
}
WRONG: frozenset[CheckVerdict] = frozenset({"contradicted", "changed-meaning", "not found"})
STYLES: dict[CheckVerdict, str] = {
    "contradicted": "bold red",
    "changed-meaning": "bold red",
    "not found": "yellow",
    "unsure": "yellow",
}


def is_clean(check: Check) -> bool:
    """Whether nothing in the drafts is contradicted, changed in meaning or not found."""
    return all(item.verdict not in WRONG for item in check.items)


def write_check_json(check: Check) -> Iterator[str]:
    """Yield the check as JSON; `articles` are the drafts first, then the sources."""
    articles = [one.article for one in (*check.drafts, *check.sources)]
    line: Json = {
        "format": FORMAT,
        "documents": [document_line(one) for one in check.documents],
        "articles": [article_line(article) for article in articles],
        "items": [item_line(item) for item in check.items],
        "skipped": [{"path": one.path, "reason": one.reason} for one in check.skipped],
    }
    yield dump(line) + "\n"


def item_line(item: CheckItem) -> Json:
    """Return one item; `article` names the draft, should there be several."""
    return {
        "article": item.span.article,
        "start": item.span.start,
        "end": item.span.end,
        "type": item.type,
        "verdict": item.verdict,
        "because": item.because,
        "sources": [
            {"article": span.article, "start": span.start, "end": span.end} for span in item.sources
        ],
    }


def write_check_text(check: Check, *, width: int = 80, colour: bool = False) -> Iterator[str]:
    """Yield the check for a terminal: all that is not right, one by one; the rest is counted."""
    page = Page(max(20, width), colour=colour)
    if not check.drafts:
        page.say("Nothing to check: the draft holds no article.", "bold")
    labels = phrases.labels(one.article for one in check.sources)
    for draft in check.drafts:
        _add_draft(page, draft, check, labels)
    yield page.render()


def _add_draft(page: Page, draft: Annotated, check: Check, labels: dict[str, str]) -> None:
    items = [item for item in check.items if item.span.article == draft.article.id]
    page.say(draft.article.title or draft.article.id, "bold")
    counts = ", ".join(
        f"{number} {LABELS[verdict]}"
        for verdict in MARKS
        if (number := sum(item.verdict == verdict for item in items))
    )
    page.say(counts or "nothing to check", "dim")
    for item in items:
        if item.verdict == "right":
            continue
        words = " ".join(draft.article.cut(item.span).split())
        page.lines.append(Text(""))
        head = clean(f"{LABELS[item.verdict]}, {item.type}: ", STYLES.get(item.verdict, ""))
        page.add(page.wrap(head + clean(words), f" {MARKS[item.verdict]}  "))
        page.add(page.wrap(clean(item.because, "dim"), "    "))
        for source in item.sources[:2]:
            page.add(page.wrap(clean(_cite(source, check, labels), "dim"), "    "))
    page.lines.append(Text(""))


def _cite(span: Span, check: Check, labels: dict[str, str]) -> str:
    article = next(one.article for one in check.sources if one.article.id == span.article)
    return f"{labels[span.article]}: “{' '.join(article.cut(span).split())}”"
