"""A story, an article and all judgements as files."""

from collections.abc import Iterable, Sequence

from starlette.responses import Response

from variorum.archive.archive import Archive
from variorum.archive.records import ArticlePage, StoryLine
from variorum.judgements.lines import write_judgements
from variorum.judgements.records import Judgement
from variorum.model import Comparison, Document, Span, Story
from variorum.report import phrases
from variorum.report.contract import render_json
from variorum.report.html import render_html
from variorum.report.markdown import render_markdown
from variorum.web.decisions import JudgementLine
from variorum.web.desk import label_all, lay_out
from variorum.web.sheets import FileKind, Row, Sheet, send_file, send_sheet


def send_story(
    archive: Archive, line: StoryLine, story: Story, kind: FileKind, base: str
) -> Response:
    """Return a story as a file: what `variorum compare` writes, or its findings as a table.

    base: the address of this server, for the lasting addresses in a table.
    """
    name = f"story-{line.id}"
    comparison = report_story(archive, story)
    if kind == "html":
        return send_file(name, kind, render_html(comparison))
    if kind == "markdown":
        return send_file(name, kind, render_markdown(comparison))
    if kind == "json":
        return send_file(name, kind, render_json(comparison, with_text=True))
    return send_sheet(findings_sheet(story, name, f"{base}stories/{line.id}"), "csv")


def report_story(archive: Archive, story: Story) -> Comparison:
    """Return a story as a report of its own, with its documents."""
    found = archive.documents(one.article.id for one in story.articles)
    return Comparison(tuple({one.id: one for one in found.values()}.values()), (story,))


def findings_sheet(story: Story, name: str, address: str) -> Sheet:
    """Return a story's findings as a table: a row for each place of each."""
    settled = lay_out(story).view
    labels = label_all(one.article for one in story.articles)
    texts = {one.article.id: one.article for one in story.articles}
    rows: list[Row] = []

    def add(kind: str, key: str, about: str, because: str, spans: Iterable[Span]) -> None:
        rows.extend(
            (
                *(kind, f"{address}#{key}", about, because, labels[span.article], span.article),
                *(span.start, span.end, texts[span.article].cut(span)),
            )
            for span in spans
        )

    for sentence, brief in zip(settled.sentences, story.brief, strict=True):
        because = brief.independence.because
        add("brief", sentence.key, phrases.origins(brief.independence), because, brief.citations)
    ranked = sorted(story.conflicts, key=lambda one: phrases.VERDICTS[one.verdict][2])
    for dispute, conflict in zip(settled.disputes, ranked, strict=True):
        spans = [value.span for value in conflict.values]
        add(conflict.verdict, dispute.key, conflict.about, conflict.because, spans)
    for moment, event in zip(settled.moments, story.timeline, strict=True):
        add("event", moment.key, event.date, "planned" if event.planned else "", event.support)
    rows.extend(
        (
            *(one.kind, f"{address}#{one.key}", "", one.because, one.after[1].label),
            *("", None, None, one.after[0]),
        )
        for one in settled.laundered
    )
    for speaker in settled.speakers:
        for said in speaker.said:
            link = f"{address}#{said.key}"
            rows.extend(
                ("said", link, speaker.name, said.channel, source.label, "", None, None, said.text)
                for source in said.sources
            )
    columns = (
        *("finding", "address", "about", "because", "outlet", "article"),
        *("start", "end", "exact"),
    )
    return Sheet(name, story.title, columns, tuple(rows))


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
