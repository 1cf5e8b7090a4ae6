"""What the stage commands print: one JSON object for each article, or a table for people.

The lines are DESIGN.md's contract of the JSON Lines. Offsets are code points of the document's
text, which for JSON Lines input is the line's own `text`.
"""

from collections.abc import Iterable, Sequence
from io import StringIO

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from variorum.annotate.toll import casualties
from variorum.compare.roots import find_roots
from variorum.model import Annotated, Article, Descent, Figure, Overview, Passage, Story
from variorum.report import phrases
from variorum.report.contract_lines import Json, article_line, attribution_fields, pairs
from variorum.report.terminal import clean

EXCERPT = 160  # characters of a source shown in a cell


# --- JSON Lines ------------------------------------------------------------------------------


def read_line(article: Article) -> Json:
    """Return an article with its metadata and blocks; every block carries its words."""
    line = article_line(article)
    for block in line["blocks"]:
        block["exact"] = article.text[block["start"] : block["end"]]
    return line


def attribution_line(annotated: Annotated) -> Json:
    """Return who said what in one article; `speaker` is the name as the article gives it."""
    text = annotated.article.text
    return {
        "id": annotated.article.id,
        "attributions": [
            attribution_fields(one, text, one.speaker.name if one.speaker else None)
            for one in annotated.attributions
        ],
    }


def figure_line(annotated: Annotated) -> Json:
    """Return an article's numbers with what they count; `high` null: no upper bound.

    `toll` has the killed and the injured of the article's own event; null: it does not say. A toll
    that is worked out ("five were shot, two of them died": three injured) stands among the figures.
    """
    text = annotated.article.text
    killed, injured = casualties(annotated.figures, annotated.article)
    stated = {(one.quantity, one.low) for one in annotated.figures}
    tolls = [one for one in (killed, injured) if one and (one.quantity, one.low) not in stated]
    return {
        "id": annotated.article.id,
        "figures": [
            {
                "quantity": one.quantity,
                "low": _number(one.low),
                "high": None if one.high is None else _number(one.high),
                "unit": one.unit,
                "start": one.span.start,
                "end": one.span.end,
                "exact": text[one.span.start : one.span.end],
                "counts": pairs([one.counts])[0] if one.counts else None,
                "hedge": one.hedge,
                "approximate": one.approximate,
            }
            for one in sorted([*annotated.figures, *tolls], key=lambda one: one.span)
        ],
        "toll": {"killed": _toll_fields(killed), "injured": _toll_fields(injured)},
    }


def _toll_fields(figure: Figure | None) -> Json | None:
    if figure is None:
        return None
    return {
        "low": _number(figure.low),
        "high": None if figure.high is None else _number(figure.high),
        "start": figure.span.start,
        "end": figure.span.end,
        "hedge": figure.hedge,
    }


def timeline_line(annotated: Annotated) -> Json:
    """Return what an article dates; `when` are the words that date it."""
    text = annotated.article.text
    return {
        "id": annotated.article.id,
        "events": [
            {
                "date": one.date,
                "precision": one.precision,
                "start": one.span.start,
                "end": one.span.end,
                "exact": text[one.span.start : one.span.end],
                "when": [one.when.start, one.when.end],
                "planned": one.planned,
                "because": one.because,
            }
            for one in annotated.dates
        ],
    }


def story_line(article_id: str, story_id: str) -> Json:
    """Return which story an article is in."""
    return {"id": article_id, "story": story_id}


def stemma_lines(articles: Iterable[str], stemma: Sequence[Descent]) -> list[Json]:
    """Return each article's parents among the articles, and the articles it goes back to.

    `root` is the article itself if it has no parents; an origin that is not among the files is one,
    by its id. Such origins that an article derives from directly are listed apart too.
    """
    roots = find_roots(stemma)
    parents = {
        one.article: [parent.article for parent in one.parents if parent.article is not None]
        for one in stemma
    }
    origins = {
        one.article: [parent.origin for parent in one.parents if parent.origin is not None]
        for one in stemma
    }
    return [
        {
            "id": name,
            "parents": parents.get(name, []),
            "root": list(roots.get(name, (name,))),
            "origins": origins.get(name, []),
        }
        for name in articles
    ]


def passage_line(passage: Passage) -> Json:
    """Return a run of one article aligned with a run of another."""
    return {
        "a": passage.a.article,
        "b": passage.b.article,
        "a_start": passage.a.start,
        "a_end": passage.a.end,
        "b_start": passage.b.start,
        "b_end": passage.b.end,
        "similarity": round(passage.similarity, 4),
    }


# --- tables ----------------------------------------------------------------------------------


def article_table(articles: Iterable[Article]) -> Table:
    """Return the articles with how much of each is told and how much set aside."""
    table = _table("Outlet", "Title", "Published", "Blocks")
    for article in articles:
        told = sum(block.kind not in phrases.SET_ASIDE for block in article.blocks)
        aside = len(article.blocks) - told
        table.add_row(
            clean(phrases.outlet(article)),
            clean(article.title or "–"),
            phrases.day(article.published) or "–",
            f"{told} told" + (f", {aside} set aside" if aside else ""),
        )
    return table


def attribution_table(pages: Iterable[Annotated]) -> Table:
    """Return who said what, through which channel."""
    table = _table("Article", "Who", "Said", "How")
    for page in pages:
        for one in page.attributions:
            source = " ".join(page.article.cut(span) for span in one.source)
            words = " … ".join(page.article.cut(span) for span in one.content)
            how = ", ".join(filter(None, (phrases.KINDS[one.kind], phrases.channel(one.channel))))
            table.add_row(
                clean(phrases.outlet(page.article)),
                clean(one.speaker.name if one.speaker else source or "–"),
                excerpt(words),
                clean(how),
            )
    return table


def figure_table(pages: Iterable[Annotated]) -> Table:
    """Return numbers with what they count."""
    table = _table("Article", "What", "Value", "In words")
    for page in pages:
        for one in page.figures:
            unit = f" {one.unit}" if one.unit else ""
            table.add_row(
                clean(phrases.outlet(page.article)),
                clean(one.quantity),
                clean(bounds(one) + unit),
                excerpt(page.article.cut(one.span)),
            )
    return table


def story_table(stories: Iterable[Story]) -> Table:
    """Return the stories with their articles."""
    stories = list(stories)
    several = ["Round-ups, background"] if any(story.overviews for story in stories) else []
    table = _table("Story", "Title", "Articles", "Outlets", "Follow-ups", *several)
    for story in stories:
        outlets = dict.fromkeys(phrases.outlet(one.article) for one in story.articles)
        table.add_row(
            clean(story.id),
            clean(story.title),
            str(len(story.articles)),
            clean(", ".join(outlets)),
            _late(story),
            *([clean("; ".join(map(_overview, story.overviews)))] if several else []),
        )
    return table


def _overview(one: Overview) -> str:
    """A round-up with the stories that it tells of."""
    told = ", ".join(touched.story for touched in one.tells_of)
    return f"{one.kind} of {told}" if told else one.kind


def _late(story: Story) -> str:
    """How many articles come back to the story, and how late the last of them does."""
    if not story.follow_ups:
        return ""
    latest = max(one.days for one in story.follow_ups)
    return f"{len(story.follow_ups)}, up to {latest} days later"


def stemma_table(stories: Iterable[Story]) -> Table:
    """Return who derives from whom, and why."""
    table = _table("Article", "Published", "From", "Sure", "Because")
    for story in stories:
        articles = {one.article.id: one.article for one in story.articles}
        origins = {one.id: one.name for one in story.origins}
        descents = {one.article: one.parents for one in story.stemma}
        for article in articles.values():
            first = (clean(phrases.outlet(article)), phrases.day(article.published) or "–")
            parents = descents.get(article.id, ())
            if not parents:
                table.add_row(*first, "–", "", "derives from none of these, as far as they tell")
            for parent in parents:
                known = articles.get(parent.article or "")
                name = phrases.outlet(known) if known else origins.get(parent.origin or "", "")
                table.add_row(
                    *first, clean(name), phrases.percent(parent.confidence), clean(parent.because)
                )
    return table


def timeline_table(pages: Iterable[Annotated]) -> Table:
    """Return what happened when, in order of time."""
    table = _table("When", "What", "Article", "Because")
    rows = [(one, page) for page in pages for one in page.dates]
    for one, page in sorted(rows, key=lambda row: row[0].date):
        table.add_row(
            phrases.day(one.date) + (" (planned)" if one.planned else ""),
            excerpt(page.article.cut(one.span)),
            clean(phrases.outlet(page.article)),
            clean(one.because),
        )
    return table


def render_table(table: Table, *, width: int = 100, colour: bool = False) -> str:
    """Return a table as text; `colour` only for a terminal."""
    console = Console(
        file=StringIO(), width=width, force_terminal=colour, no_color=not colour, highlight=False
    )
    with console.capture() as captured:
        console.print(table)
    return "".join(line.rstrip() + "\n" for line in captured.get().splitlines())


def bounds(figure: Figure) -> str:
    """Return a figure's range in words.

    >>> from variorum.model import Span
    >>> bounds(Figure("killed", 12, None, "people", Span("a", 0, 1)))
    'at least 12'
    """
    if figure.high is None:
        return f"at least {_number(figure.low):,}"
    if figure.low == figure.high:
        return f"{_number(figure.low):,}"
    return f"{_number(figure.low):,} to {_number(figure.high):,}"


def excerpt(words: str) -> Text:
    """Return a source's words on one line, cut to a cell's length."""
    short = " ".join(words.split())
    return clean(short if len(short) <= EXCERPT else short[: EXCERPT - 1].rstrip() + "…")


def _number(value: float) -> float | int:
    return int(value) if float(value).is_integer() else value


def _table(*columns: str) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, header_style="bold")
    for number, column in enumerate(columns):
        table.add_column(column, overflow="fold", ratio=2 if number in {1, 2} else 1)
    return table
