"""A form's fields to a judgement: each place and article named in it must be in its story."""

import re
from collections.abc import Iterable, Sequence
from datetime import datetime

from starlette.datastructures import FormData

from variorum.errors import InputError, SpanError
from variorum.judgements.anchors import anchor_article, anchor_span
from variorum.judgements.records import Anchor, Judgement, make_judgement
from variorum.model import Article, Span, Story
from variorum.web.forms import text

PLACE = re.compile(r"(\d{1,9})-(\d{1,9})-(.+)", re.DOTALL)
OF_ARTICLES = frozenset({"apart", "split", "copy", "not-copy"})
OF_PLACES = frozenset({"speaker", "same", "different", "accept", "dismiss", "update", "stale"})


def read_judgement_form(fields: FormData, story: Story, other: Story | None = None) -> Judgement:
    """Return the judgement that a form makes about a story; InputError says what is missing.

    other: the story to merge it with.
    """
    kind = text(fields, "kind")
    who, why = text(fields, "who"), text(fields, "why")
    if not why:
        raise InputError(
            "why", "Say why, in a sentence: whoever reads it later must be able to judge."
        )
    articles = {one.article.id: one.article for one in story.articles}
    named = _texts(fields, "anchor")
    if kind == "merge":
        return _merge(who, why, story, other)
    if kind in OF_ARTICLES:
        chosen = [_article(articles, one) for one in named]
        beside = _texts(fields, "other")
        rest = [_article(articles, one) for one in beside] if beside else []
        if kind in {"apart", "split"}:
            rest = [one for one in articles.values() if one not in chosen]
        return _make(kind, who, why, _openings(chosen), _openings(rest))
    if kind not in OF_PLACES:
        raise InputError("kind", "Choose what you decide.")
    places = [_place(articles, one) for one in named]
    if kind == "speaker":
        given = text(fields, "speaker", 300)
        body = text(fields, "speaker_kind") == "organisation"
        return make_judgement(
            "speaker",
            who,
            now(),
            why,
            places,
            speaker=given or None,
            speaker_kind="organisation" if body else "person",
        )
    if kind == "same":
        return _make("same", who, why, places)
    if kind == "different":
        everything = [_place(articles, one) for one in _texts(fields, "all")]
        return _make(
            "different", who, why, places, [one for one in everything if one not in places]
        )
    return _judge_conflict(kind, fields, places, story)


def _judge_conflict(
    kind: str, fields: FormData, places: Sequence[Anchor], story: Story
) -> Judgement:
    """Return the judgement about one of the story's conflicts, told as the story tells it."""
    spans = {(one.article, one.start, one.end) for one in places}
    for conflict in (*story.conflicts, *story.dismissed):
        own = {(value.span.article, value.span.start, value.span.end) for value in conflict.values}
        if own == spans and conflict.about == text(fields, "about"):
            return make_judgement(
                "dismiss" if kind == "dismiss" else "accept",
                text(fields, "who"),
                now(),
                text(fields, "why"),
                places,
                conflict=conflict.kind,
                verdict=None if kind == "dismiss" else "conflict" if kind == "accept" else kind,
                about=conflict.about,
                values=tuple(value.value for value in conflict.values),
            )
    raise InputError("conflict", "It has changed since the page was loaded. Load it again.")


def _merge(who: str, why: str, story: Story, other: Story | None) -> Judgement:
    if other is None or other.id == story.id:
        raise InputError("with", "Choose the other story.")
    both = [story.articles[0].article, other.articles[0].article]
    return _make("merge", who, why, _openings(both))


def _make(
    kind: str, who: str, why: str, anchors: Sequence[Anchor], others: Sequence[Anchor] = ()
) -> Judgement:
    return make_judgement(kind, who, now(), why, anchors, others)  # type: ignore[arg-type]


def now() -> str:
    """Return the moment, with its zone."""
    return datetime.now().astimezone().isoformat()


def _texts(fields: FormData, name: str) -> list[str]:
    found = (one for one in fields.getlist(name) if isinstance(one, str))
    return list(dict.fromkeys(found))


def _openings(articles: Iterable[Article]) -> list[Anchor]:
    return [anchor_article(one) for one in articles]


def _article(articles: dict[str, Article], name: str) -> Article:
    if name not in articles:
        raise InputError("article", "It is not of this story any more. Load the page again.")
    return articles[name]


def _place(articles: dict[str, Article], words: str) -> Anchor:
    match = PLACE.fullmatch(words)
    if not match:
        raise InputError("anchor", f"{words[:80]!r} is no place in an article.")
    article = _article(articles, match[3])
    try:
        return anchor_span(article, Span(article.id, int(match[1]), int(match[2])))
    except SpanError:
        raise InputError("anchor", "The article has a new text. Load the page again.") from None
