"""The report for people: one self-contained HTML file without scripts or outside requests.

Everything from an article is escaped by the templates (autoescape); what is marked safe here is
made of escaped parts. Only http and https addresses become links.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from urllib.parse import urlsplit

from jinja2 import BaseLoader, ChoiceLoader, Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from variorum import __version__
from variorum.compare.foreign import UNJUDGED
from variorum.model import Block, Comparison, Document
from variorum.quick import quick
from variorum.report import phrases
from variorum.report.decisions_view import view_waiting
from variorum.report.drawing import draw_tree
from variorum.report.error_card import ERROR_CARD
from variorum.report.marks import Mark, Piece, anchors, flatten, kinds, share_out
from variorum.report.shown import ArticleView, Link, StoryView
from variorum.report.strip import draw_revision, draw_share
from variorum.report.views import head_stories, view_stories

OPEN_ARTICLES = 8  # a story of more shows its articles folded
PIECES = 500  # bits of a template that are written at a time
FEW_ARTICLES = 40  # a page of more shows all articles folded
# Characters that HTML forbids: controls, half characters (lone surrogates), non-characters.
FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)


@dataclass(frozen=True, slots=True)
class Stretch:
    """A run of an article's blocks: told, or set aside under a label."""

    aside: str  # "" if told
    blocks: tuple["BlockView", ...]


@quick
@dataclass(frozen=True, slots=True)
class BlockView:
    """A block with its text marked; `label` says what it is if that is not plain."""

    kind: str
    label: str
    text: Markup


def render_html(comparison: Comparison) -> str:
    """Return the whole report as one HTML page; always encodable as UTF-8."""
    return "".join(write_html(comparison))


def write_html(comparison: Comparison) -> Iterator[str]:
    """Yield the page in pieces, made story by story: the whole would take far more memory."""
    heads = head_stories(comparison)
    several = [head for head in heads if len(head.story.articles) > 1]
    singles = [head for head in heads if len(head.story.articles) == 1]
    articles = [one.article for head in heads for one in head.story.articles]
    page = (
        environment()
        .get_template("report.html")
        .stream(
            style=Markup(style()),  # noqa: S704 - our own file
            heads=heads,
            several=several,
            singles=singles,
            views=view_stories(comparison, several + singles),
            articles=len(articles),
            few=len(articles) <= FEW_ARTICLES,
            comparison=comparison,
            outlets=len(set(map(phrases.outlet, articles))),
            waiting=view_waiting(comparison),
            leftovers=list(find_leftovers(comparison)),
            version=__version__,
        )
    )
    page.enable_buffering(PIECES)
    return (FORBIDDEN.sub("\ufffd", piece) for piece in page)


def safe_url(url: str | None) -> str | None:
    """Return an address that may become a link: http or https with a host; else None.

    >>> safe_url("https://example.org/a"), safe_url("javascript:alert(1)")
    ('https://example.org/a', None)
    """
    try:
        parts = urlsplit(url or "")
    except ValueError:
        return None
    return url if parts.scheme in {"http", "https"} and parts.netloc else None


def block_views(view: ArticleView) -> list[Stretch]:
    """Return an article's blocks in order; what is set aside beside each other shares one label.

    Text between blocks that belongs to none is kept, as page details. An anchor whose place is
    in no shown text (white space) stands at the end.
    """
    stretches: list[tuple[str, list[BlockView]]] = []
    seen: set[str] = set()
    blocks = list(_all_blocks(view))
    ranges = [(block.start, block.end) for block in blocks]
    wide, small = share_out(view.places, ranges), share_out(view.marks, ranges)
    for block, outer, inner in zip(blocks, wide, small, strict=True):
        aside = phrases.SET_ASIDE.get(block.kind, "")
        label = phrases.LABELLED.get(block.kind, "")
        text = _mark_text(view, block, outer, inner, seen)
        shown = BlockView(block.kind, label, text)
        if stretches and stretches[-1][0] == aside:
            stretches[-1][1].append(shown)
        else:
            stretches.append((aside, [shown]))
    lost = [name for name in anchors([*view.places, *view.marks]) if name not in seen]
    if lost:
        ends = Markup("").join(Markup('<span id="{}"></span>').format(name) for name in lost)
        stretches.append(("", [BlockView("unshown", "", ends)]))
    return [Stretch(aside, tuple(blocks)) for aside, blocks in stretches]


def _mark_text(
    view: ArticleView, block: Block, places: list[Mark], marks: list[Mark], seen: set[str]
) -> Markup:
    """Return a block's characters, escaped and marked, with their anchors.

    Whole sentences (citations, dated events) are the outer layer; sources, cues, contents and
    values the inner one. An anchor stands where its place is first shown; `seen` grows by it.
    """
    pieces = flatten(places, block.start, block.end)
    shared = share_out(marks, [(piece.start, piece.end) for piece in pieces])
    parts: list[str] = []
    for piece, inside in zip(pieces, shared, strict=True):
        names = _fresh(piece, seen)
        inner = (
            "".join(
                [
                    _show(view, "span", small, _fresh(small, seen), _cut(view.article.text, small))
                    for small in flatten(inside, piece.start, piece.end)
                ]
            )
            if inside
            else _cut(view.article.text, piece)
        )
        parts.append(_show(view, "mark", piece, names, inner))
    return Markup("".join(parts))  # noqa: S704 - the text is escaped, the rest is ours


def _fresh(piece: Piece, seen: set[str]) -> list[str]:
    if not piece.marks:
        return []
    names = [name for name in anchors(piece.marks) if name not in seen]
    seen.update(names)
    return names


def find_leftovers(comparison: Comparison) -> Iterator[tuple[Document, list[str]]]:
    """Yield documents with the text that is in none of their articles, in order."""
    taken: dict[str, list[tuple[int, int]]] = {}
    for story in comparison.stories:
        for one in story.articles:
            article = one.article
            taken.setdefault(article.document, []).append((article.start, article.end))
    for document in comparison.documents:
        rest, at = [], 0
        for start, end in sorted(taken.get(document.id, [])):
            rest.append(document.text[at:start].strip())
            at = max(at, end)
        rest.append(document.text[at:].strip())
        kept = [words for words in rest if words]
        if kept:
            yield document, kept


# --- pieces ----------------------------------------------------------------------------------


def _cut(text: str, piece: Piece) -> str:
    return str(escape(text[piece.start : piece.end]))


def _show(view: ArticleView, tag: str, piece: Piece, names: list[str], inner: str) -> str:
    """Wrap `inner`, with the ways back from the places that end here.

    Every further anchor gets a wrapper of its own, since an element has one id.
    """
    if not piece.marks:
        return inner
    first = f' id="{names[0]}"' if names else ""
    inner = f'<{tag} class="{kinds(piece)}"{first}>{inner}</{tag}>'
    for other in names[1:]:
        inner = f'<span id="{other}">{inner}</span>'
    return inner + _backs(view, piece)


def _backs(view: ArticleView, piece: Piece) -> str:
    """Return the ways back from the places that end here."""
    return "".join(
        [_back(link) for mark in piece.closes for link in view.backs.get(mark.anchor or "", ())]
    )


def _back(link: Link) -> str:
    title = escape(link.title or f"Back to sentence {link.label} of the brief")
    return (
        f'<a class="back" href="{escape(link.page)}#{escape(link.anchor)}" aria-label="{title}">'
        f"{escape(link.label)}</a>"
    )


def _all_blocks(view: ArticleView) -> Iterator[Block]:
    article = view.article
    at = article.start
    for block in article.blocks:
        yield from _gap(article.text, at, block.start)
        yield block
        at = block.end
    yield from _gap(article.text, at, article.end)


def _gap(text: str, start: int, end: int) -> Iterator[Block]:
    if text[start:end].strip():
        yield Block("metadata", start, end)


@cache
def style() -> str:
    """Return the style sheet of all pages, read once."""
    return files("variorum.report").joinpath("style.css").read_text(encoding="utf-8")


def _tree(view: StoryView) -> Markup:
    hrefs = {one.article.id: f"#{one.key}" for one in view.articles}
    return draw_tree(view.story, hrefs) + draw_tree(view.story, hrefs, narrow=True)


def _is_headed(view: ArticleView) -> bool:
    """Whether the text itself begins with a headline, so that the summary need not repeat it."""
    return any(block.kind == "headline" for block in view.article.blocks)


@cache
def environment() -> Environment:
    """Return the templates with the words and drawings that they use, made once."""
    return make_environment()


def make_environment(*loaders: BaseLoader) -> Environment:
    """Return the templates of `loaders` before those of the report, with what they use."""
    environment = Environment(
        loader=ChoiceLoader([*loaders, PackageLoader("variorum.report")]),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
        auto_reload=False,  # no template changes while we run
    )
    environment.filters["count"] = phrases.count
    environment.filters["next"] = next
    environment.globals.update(
        block_views=block_views,
        dots=phrases.dots,
        draw_revision=draw_revision,
        draw_share=draw_share,
        draw_tree=_tree,
        error_card=ERROR_CARD,
        headed=_is_headed,
        kinds=phrases.KINDS,
        laundered=phrases.LAUNDERED,
        parts_of=phrases.parts,
        open_articles=OPEN_ARTICLES,
        origins=phrases.origins,
        safe_url=safe_url,
        sense=phrases.sense,
        span_of=phrases.span_of,
        unjudged=UNJUDGED,
        tools=None,
    )
    return environment
