"""A story, an article and all judgements as files."""

from collections.abc import Sequence

from starlette.responses import Response

from variorum.archive.archive import Archive
from variorum.archive.records import ArticlePage, StoryLine
from variorum.judgements.lines import write_judgements
from variorum.judgements.records import Judgement
from variorum.model import Comparison, Document, Story
from variorum.report import phrases
from variorum.report.annotations import CONTEXT_URL, OUR_CONTEXT, annotate_story
from variorum.report.contract import dump, render_json
from variorum.report.csv_tables import write_table
from variorum.report.html import render_html
from variorum.report.markdown import render_markdown
from variorum.web.decisions import JudgementLine
from variorum.web.sheets import FileKind, Sheet, send_file, send_sheet


def send_story(
    archive: Archive, line: StoryLine, story: Story, kind: FileKind, base: str
) -> Response:
    """Return a story as a file: what `variorum compare` writes, or its findings as a table.

    base: the address of this server, for the permanent addresses in annotations.
    """
    name = f"story-{line.id}"
    comparison = report_story(archive, story)
    if kind == "html":
        return send_file(name, kind, render_html(comparison))
    if kind == "markdown":
        return send_file(name, kind, render_markdown(comparison))
    if kind == "json":
        return send_file(name, kind, render_json(comparison, with_text=True))
    if kind == "csv":
        return send_file(name, kind, "".join(write_table(comparison, "findings")))
    documents = {one.id: one for one in comparison.documents}
    notes = annotate_story(story, documents, f"{base}stories/{line.id}#")
    page = {
        "@context": [CONTEXT_URL, OUR_CONTEXT],
        "id": f"{base}stories/{line.id}?as=annotations",
        "type": "AnnotationPage",
        "items": list(notes),
    }
    return send_file(name, kind, dump(page))


def report_story(archive: Archive, story: Story) -> Comparison:
    """Return a story as a report of its own, with its documents."""
    found = archive.documents(one.article.id for one in story.articles)
    return Comparison(tuple({one.id: one for one in found.values()}.values()), (story,))


def send_article(page: ArticlePage, documents: Sequence[Document], kind: FileKind) -> Response:
    """Return an article as a file: a report of one article."""
    story = Story(
        id=page.story or "", title=page.annotated.article.title or "", articles=(page.annotated,)
    )
    comparison = Comparison(tuple(documents), (story,))
    if kind == "html":
        return send_file("article", kind, render_html(comparison))
    if kind == "markdown":
        return send_file("article", kind, render_markdown(comparison))
    if kind == "csv":
        return send_sheet(_said_sheet(page), kind)
    return send_file("article", "json", render_json(comparison, with_text=True))


def _said_sheet(page: ArticlePage) -> Sheet:
    article = page.annotated.article
    rows = tuple(
        (
            *(one.speaker.name if one.speaker else None, phrases.KINDS[one.kind]),
            *(phrases.channel(one.channel), span.start, span.end, article.cut(span)),
        )
        for one in page.annotated.attributions
        for span in one.content
    )
    columns = ("speaker", "kind", "channel", "start", "end", "exact")
    return Sheet("article", article.title or article.id, columns, rows)


def send_judgements(
    judgements: Sequence[Judgement], lines: Sequence[JudgementLine], kind: FileKind
) -> Response:
    """Return all judgements: as JSON Lines that `variorum` replays, or as a table for people."""
    if kind == "json":
        return send_file("judgements", "json", "".join(write_judgements(judgements)))
    columns = ("id", "kind", "what", "who", "when", "why", "undone", "words")
    rows = tuple(
        (
            *(one.id, one.kind, one.words, one.who, one.when, one.why),
            *("yes" if one.undone else "no", " / ".join(place.exact for place in one.places)),
        )
        for one in lines
    )
    return send_sheet(Sheet("judgements", "Judgements", columns, rows), kind)
