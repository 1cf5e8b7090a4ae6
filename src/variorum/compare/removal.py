"""What falls if a source is left out: an article, an outlet, an agency or a speaker.

The story is not compared anew: a span falls if its article is left out, if it was copied from one
that is, if its origin is (words told to an agency), or if it stands in a speaker's mouth that is.
What is left is counted again.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from variorum.compare.corroboration import (
    count_independent,
    count_outlets,
)
from variorum.compare.credits import short_agency
from variorum.compare.outlets import outlet_key, same_outlet
from variorum.compare.tracing import Ground, find_attribution, lay_ground, trace_span
from variorum.model import Independence, Name, Span, Story


@dataclass(frozen=True, slots=True)
class Removed:
    """What a name stands for in one story."""

    articles: frozenset[str]
    origins: frozenset[str]
    speakers: frozenset[str]  # ids of names

    def __bool__(self) -> bool:
        """Whether the name stands for anything."""
        return bool(self.articles or self.origins or self.speakers)


@dataclass(frozen=True, slots=True)
class Effect:
    """A sentence of the brief, or a statement, of which support falls; `spans` are left."""

    text: str
    spans: tuple[Span, ...]
    outlets: tuple[int, int]  # before, after
    before: Independence
    after: Independence

    @property
    def falls(self) -> bool:
        """Whether nothing is left of it."""
        return not self.spans


@dataclass(frozen=True, slots=True)
class Removal:
    """What leaving sources out of one story does, in the order of the brief and the statements."""

    removed: Removed
    brief: tuple[Effect, ...]
    statements: tuple[Effect, ...]


def leave_out(story: Story, names: Sequence[str], paths: Mapping[str, str]) -> Removal:
    """Return what falls, and which counts drop, without the named sources.

    A name is an outlet, an agency, a speaker, an article's id, or a file; `paths` maps articles to
    their files. A name that stands for nothing in this story removes nothing.
    """
    found = [find_removed(story, name, paths) for name in names]
    removed = Removed(
        frozenset(chain.from_iterable(one.articles for one in found)),
        frozenset(chain.from_iterable(one.origins for one in found)),
        frozenset(chain.from_iterable(one.speakers for one in found)),
    )
    if not removed:
        return Removal(removed, (), ())
    ground = lay_ground(
        story.articles, story.passages, story.stemma, story.origins, dict(story.speakers)
    )
    brief = [(one.text, one.citations) for one in story.brief]
    statements = [(one.statement.text, one.statement.support) for one in story.statements]
    return Removal(
        removed,
        tuple(_weigh(brief, removed, ground)),
        tuple(_weigh(statements, removed, ground)),
    )


def find_removed(story: Story, name: str, paths: Mapping[str, str]) -> Removed:
    """Return what a name stands for: case, "the" and punctuation do not count."""
    key, agency = outlet_key(name), short_agency(name)
    if not key:
        return Removed(frozenset(), frozenset(), frozenset())
    articles = {
        one.article.id
        for one in story.articles
        if name == one.article.id
        or _is_file(name, paths.get(one.article.id, ""))
        or same_outlet(name, one.article.outlet)
        or (agency and agency == short_agency(one.article.outlet))
    }
    origins = {
        one.id
        for one in story.origins
        if one.id.partition(":")[0] in {"agency", "interview", "outlet"}
        and (
            same_outlet(name, one.id.partition(":")[2]) or (agency and one.id == f"agency:{agency}")
        )
    }
    return Removed(frozenset(articles), frozenset(origins), _find_speakers(story.names, key))


def _is_file(name: str, path: str) -> bool:
    """Whether a name is a file's path, its last part, or words of it: "05-coastal-times.txt"."""
    last = path.rpartition("/")[2]
    stem = outlet_key((last.rpartition(".")[0] or last).replace("_", " "))
    return name in {path, last} - {""} or f" {outlet_key(name)} " in f" {stem} "


def _find_speakers(names: Sequence[Name], key: str) -> frozenset[str]:
    """Return the one name that has this form; none if several have it."""
    found = {
        one.id
        for one in names
        if outlet_key(one.name) == key or any(outlet_key(form.text) == key for form in one.forms)
    }
    full = {one.id for one in names if outlet_key(one.name) == key}
    chosen = full or found
    return frozenset(chosen) if len(chosen) == 1 else frozenset()


def _weigh(
    found: Sequence[tuple[str, tuple[Span, ...]]], removed: Removed, ground: Ground
) -> list[Effect]:
    effects = []
    for text, spans in found:
        left = tuple(span for span in spans if not _falls(span, removed, ground))
        if len(left) < len(spans):
            effects.append(
                Effect(
                    text=text,
                    spans=left,
                    outlets=(count_outlets(spans, ground), count_outlets(left, ground)),
                    before=count_independent(spans, ground),
                    after=count_independent(left, ground),
                )
            )
    return effects


def _falls(span: Span, removed: Removed, ground: Ground) -> bool:
    if span.article in removed.articles:
        return True
    trace = trace_span(span, ground)
    if trace.origin in removed.origins or not removed.articles.isdisjoint(trace.path):
        return True
    annotated = ground.articles.get(span.article)
    attribution = find_attribution(span, annotated) if annotated and removed.speakers else None
    return attribution is not None and ground.speakers.get(attribution.id) in removed.speakers
