"""The findings as CSV tables for spreadsheets and data frames (RFC 4180, UTF-8 without a mark).

Every table has a header; rows are in the order of the report. A cell that a spreadsheet could take
for a formula (beginning with = + - @, a tab or a carriage return) gets an apostrophe before it, but
for plain numbers. One that already has apostrophes before such a sign gets one more, so that taking
one off gives back what was there.
"""

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Final

from variorum.model import Annotated, Comparison, Independence, Overview, Span, Story
from variorum.report import phrases
from variorum.report.addresses import address_story
from variorum.report.findings import list_findings

Row = tuple[object, ...]
# Half-width and full-width signs alike: some spreadsheets read both.
FORMULA: Final = re.compile(r"'*\s*[=+\-@\t\r＝＋－＠]")
NUMBER: Final = re.compile(r"-?\d+(?:\.\d+)?")

PLACE = ("article", "outlet", "start", "end", "words")
COUNTS = ("independent_origins", "independent_origins_max", "origins_because")


def csv_tables(comparison: Comparison) -> dict[str, Iterator[str]]:
    """Return every table by its name, as the pieces of its text."""
    return {name: write_table(comparison, name) for name in TABLES}


def write_table(comparison: Comparison, name: str) -> Iterator[str]:
    """Yield one of TABLES, line by line."""
    header, rows = TABLES[name]
    yield _line(header)
    for story in comparison.stories:
        yield from map(_line, rows(story))


def guard(cell: object) -> str:
    """Return a cell's text, made harmless for spreadsheets; None is an empty cell.

    >>> guard("=1+1"), guard(-4), guard(" @sum"), guard(None), guard(True)
    ("'=1+1", '-4', "' @sum", '', 'true')
    """
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    text = str(cell)
    return f"'{text}" if FORMULA.match(text) and not NUMBER.fullmatch(text) else text


def _line(cells: Iterable[object]) -> str:
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\r\n").writerow([guard(cell) for cell in cells])
    return buffer.getvalue().encode("utf-8", "replace").decode("utf-8")


class _Places:
    """Cells for the places of one story."""

    def __init__(self, story: Story) -> None:
        self.articles = {one.article.id: one.article for one in story.articles}

    def cells(self, span: Span) -> Row:
        article = self.articles[span.article]
        words = article.text[span.start : span.end]
        return article.id, phrases.outlet(article), span.start, span.end, words


def _count(independence: Independence) -> Row:
    return independence.low, independence.high, independence.because


def _articles(story: Story) -> Iterator[Row]:
    parents = {one.article: one.parents for one in story.stemma}
    shares = {one.article: one for one in story.shares}
    late = {one.article: (one.days, one.because) for one in story.follow_ups}
    overviews = {one.article: one for one in story.overviews}
    for one in story.articles:
        article, share = one.article, shares.get(one.article.id)
        derived = [
            f"{p.article or p.origin} ({p.confidence:.2f})" for p in parents.get(article.id, ())
        ]
        yield (
            story.id,
            story.title,
            article.id,
            article.document,
            phrases.outlet(article),
            article.title,
            "; ".join(article.byline),
            article.published,
            article.updated,
            article.language,
            "; ".join(article.credits),
            article.url,
            article.start,
            article.end,
            "; ".join(derived),
            *(
                (f"{part:.4f}" for part in (share.own, share.copied, share.quoted, share.shared))
                if share
                else ("",) * 4
            ),
            *late.get(article.id, ("", "")),
            *_overview(overviews.get(article.id)),
        )


def _overview(one: Overview | None) -> Row:
    if one is None:
        return ("",) * 3
    return one.kind, one.because, "; ".join(touched.story for touched in one.tells_of)


def _attributions(story: Story) -> Iterator[Row]:
    names = {name.id: name.name for name in story.names}
    speakers = dict(story.speakers)
    at = address_story(story).attributions
    places = _Places(story)
    for one in story.articles:
        for said in one.attributions:
            whole = _hull(said.content)
            if whole is None:
                continue
            speaker = names.get(speakers.get(said.id, "")) or (said.speaker and said.speaker.name)
            yield (
                story.id,
                at[said.id][0],
                said.id,
                said.kind,
                speaker,
                _words(one, said.source),
                _words(one, said.cue),
                said.channel and said.channel.medium,
                said.channel and said.channel.partner,
                *places.cells(whole)[:-1],
                _words(one, said.content),
            )


def _words(one: Annotated, spans: Iterable[Span]) -> str:
    return " … ".join(one.article.cut(span) for span in spans)


def _hull(spans: tuple[Span, ...]) -> Span | None:
    if not spans:
        return None
    return Span(spans[0].article, min(s.start for s in spans), max(s.end for s in spans))


def _readings(story: Story) -> Iterator[Row]:
    names = {name.id: name.name for name in story.names}
    at = address_story(story).utterances
    places = _Places(story)
    for one in story.utterances:
        for number, reading in enumerate(one.readings):
            whole = _hull(reading.spans)
            if whole is not None:
                yield (
                    story.id,
                    at[one.id][0],
                    one.id,
                    names.get(one.speaker or ""),
                    number == 0,
                    reading.attribution,
                    *places.cells(whole)[:-1],
                    reading.text,
                    *_count(one.independence),
                )


def _variants(story: Story) -> Iterator[Row]:
    at = address_story(story).variants
    for one in story.utterances:
        texts = {reading.attribution: reading.text for reading in one.readings}
        for variant, address in zip(one.variants, at[one.id], strict=True):
            first, second = variant.between
            yield (
                story.id,
                address[0],
                one.id,
                variant.kind,
                variant.changes_meaning,
                variant.because,
                first,
                texts.get(first),
                second,
                texts.get(second),
            )


def _conflicts(story: Story) -> Iterator[Row]:
    at = address_story(story)
    places = _Places(story)
    for conflict, address in zip(
        (*story.conflicts, *story.dismissed), (*at.conflicts, *at.dismissed), strict=True
    ):
        for value in conflict.values:
            yield (
                story.id,
                address[0],
                conflict.kind,
                conflict.verdict,
                conflict.about,
                conflict.because,
                address in at.dismissed,
                value.value,
                *places.cells(value.span),
            )


def _timeline(story: Story) -> Iterator[Row]:
    places = _Places(story)
    for event, address in zip(story.timeline, address_story(story).timeline, strict=True):
        for span in event.support:
            yield (
                *(story.id, address[0], event.date, event.precision, event.planned),
                *places.cells(span),
            )


def _statements(story: Story) -> Iterator[Row]:
    places = _Places(story)
    at = address_story(story).statements
    for one in story.statements:
        for span in one.statement.support:
            yield (
                *(story.id, at[one.statement.id][0], one.statement.id, one.statement.text),
                one.outlets,
                *_count(one.independence),
                *places.cells(span),
            )


def _findings(story: Story) -> Iterator[Row]:
    places = _Places(story)
    for one in list_findings(story):
        for span in one.spans:
            yield (
                *(story.id, one.address, one.kind, one.said, one.because, bool(one.judgements)),
                *places.cells(span),
            )


def _decisions(story: Story) -> Iterator[Row]:
    for one in story.decisions:
        yield (
            *(story.id, one.judgement, one.kind, one.who, one.when, one.why),
            *(one.says, one.state, one.by, one.because),
            "; ".join(one.articles),
        )


# Each table: its header, and the rows of a story.
TABLES: Final[Mapping[str, tuple[tuple[str, ...], Callable[[Story], Iterator[Row]]]]] = (
    MappingProxyType(
        {
            "findings": (
                ("story", "address", "kind", "finding", "because", "decided_by_person", *PLACE),
                _findings,
            ),
            "articles": (
                (
                    *("story", "story_title", "article", "document", "outlet", "title", "byline"),
                    *("published", "updated", "language", "credits", "url", "start", "end"),
                    *("derives_from", "own", "copied", "quoted", "shared"),
                    *("days_after_first", "comes_back_because"),
                    *("overview", "overview_because", "tells_of"),
                ),
                _articles,
            ),
            "attributions": (
                (
                    *("story", "address", "attribution", "kind", "speaker", "source", "cue"),
                    *("channel", "channel_with", *PLACE),
                ),
                _attributions,
            ),
            "readings": (
                (
                    *("story", "address", "utterance", "speaker", "base", "attribution"),
                    *PLACE,
                    *COUNTS,
                ),
                _readings,
            ),
            "variants": (
                (
                    *("story", "address", "utterance", "kind", "changes_meaning", "because"),
                    *("first", "first_words", "second", "second_words"),
                ),
                _variants,
            ),
            "conflicts": (
                (
                    *("story", "address", "kind", "verdict", "about", "because", "dismissed"),
                    *("value", *PLACE),
                ),
                _conflicts,
            ),
            "timeline": (("story", "address", "date", "precision", "planned", *PLACE), _timeline),
            "statements": (
                ("story", "address", "statement", "text", "outlets", *COUNTS, *PLACE),
                _statements,
            ),
            "decisions": (
                (
                    *("story", "judgement", "kind", "who", "when", "why"),
                    *("says", "state", "by", "because", "articles"),
                ),
                _decisions,
            ),
        }
    )
)
