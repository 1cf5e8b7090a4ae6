"""The report for programs: `variorum-report/1`, described in docs/reference/report-json.md.

Field names are a contract: fields may be added, none renamed or removed without a new version.
Every span's words are the characters of its document's text; most carry them as `exact`, since
JavaScript counts UTF-16 units. Articles, blocks and passages do not (they would repeat the text).
"""

import json
from collections.abc import Iterator

from variorum.model import Article, Comparison
from variorum.report.contract_lines import Json, article_line, document_line
from variorum.report.contract_story import story_line
from variorum.report.decided import decision_line

FORMAT = "variorum-report/1"


def to_contract(comparison: Comparison, *, with_text: bool = False) -> Json:
    """Return the whole result as plain dicts and lists, in a stable order.

    `with_text` adds every document's text. The same comparison gives the same dict.
    """
    return {
        "format": FORMAT,
        "documents": [document_line(one, with_text=with_text) for one in comparison.documents],
        "articles": [article_line(article) for article in _articles(comparison)],
        "stories": [story_line(story) for story in comparison.stories],
        "skipped": [{"path": one.path, "reason": one.reason} for one in comparison.skipped],
        "waiting": [decision_line(one, {}) for one in comparison.waiting],
    }


def render_json(comparison: Comparison, *, with_text: bool = False) -> str:
    """Return the report as JSON text, ending in a line break; always encodable as UTF-8."""
    return "".join(write_json(comparison, with_text=with_text))


def write_json(comparison: Comparison, *, with_text: bool = False) -> Iterator[str]:
    """Yield the report in pieces: every document, article, story and skipped input is a line.

    Each is made when it is asked for: the whole of `to_contract` would take many times the memory.
    """
    lists = {
        "documents": (document_line(one, with_text=with_text) for one in comparison.documents),
        "articles": map(article_line, _articles(comparison)),
        "stories": map(story_line, comparison.stories),
        "skipped": ({"path": one.path, "reason": one.reason} for one in comparison.skipped),
        "waiting": (decision_line(one, {}) for one in comparison.waiting),
    }
    yield f'{{"format": {dump(FORMAT)}'
    for name, lines in lists.items():
        yield f",\n{dump(name)}: [\n"
        for number, line in enumerate(lines):
            yield (",\n" if number else "") + dump(line)
        yield "\n]"
    yield "}\n"


def dump(value: object, *, indent: int | None = None) -> str:
    r"""Return `value` as JSON, readable in any script; lone surrogates stay `\\ud800` escapes."""
    text = json.dumps(value, ensure_ascii=False, indent=indent, allow_nan=False)
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:  # half a character, as broken JSON input can hold
        return json.dumps(value, ensure_ascii=True, indent=indent, allow_nan=False)
    return text


def _articles(comparison: Comparison) -> list[Article]:
    """Every article of the stories once, in the order of the documents, then of the text."""
    order = {document.id: number for number, document in enumerate(comparison.documents)}
    found = {
        annotated.article.id: annotated.article
        for story in comparison.stories
        for annotated in story.articles
    }
    return sorted(
        found.values(), key=lambda one: (order.get(one.document, len(order)), one.start, one.id)
    )
