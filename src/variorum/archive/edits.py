"""What was silently changed between two versions of an article, sentence by sentence.

Sentences are tied by `variorum.compare.revisions`, their wordings compared as those of two
witnesses are (`variorum.compare.variants`). White space, marks, spelling, house style, times and
promotions are trivial.
"""

from collections.abc import Iterator, Sequence
from typing import Literal

from rapidfuzz.fuzz import ratio

from variorum.archive.records import Edit, EditKind
from variorum.compare.reuse import find_passages
from variorum.compare.revisions import find_revisions
from variorum.compare.variants import compare_readings
from variorum.compare.word_classes import BELIEFS, CAVEATS, HEDGES, MODALS, SEEMING, VIEWS
from variorum.model import (
    Annotated,
    Descent,
    Parent,
    Passage,
    Reading,
    Revised,
    Span,
    Variant,
)
from variorum.text.clock import read_interval
from variorum.text.inflection import find_tokens
from variorum.text.normal import find_comparable

Said = Literal["correction", "updated time"]

ALIKE = 60.0  # of 100: two sentences, one gone and one come, are one that was rewritten
TRIVIAL = frozenset({"punctuation", "spelling", "house style"})
FACTS = frozenset({"number", "name", "time"})
DOUBTS = frozenset({"hedge", "modality", "degree", "quantifier"})
SOFT = (
    HEDGES
    | BELIEFS
    | SEEMING
    | VIEWS
    | {word for word, sense in MODALS.items() if sense == "possible"}
)


def compare_versions(old: Annotated, new: Annotated) -> tuple[list[Edit], Said | None, Span | None]:
    """Return what changed, in the new version's order, and how that version owns to it.

    The two have different ids. Second: "correction" if it has a correction that the old one has
    not, third its place; else "updated time" if it states a later time of updating than the old.
    """
    notice = _find_notice(old, new)
    said: Said | None = "correction" if notice else None
    if said is None and _is_updated(old, new):
        said = "updated time"
    owned = said == "correction"
    edits = [*_compare_headlines(old, new, owned=owned)]
    for step in _pair_up(old, new, _find_steps(old, new)):
        edits += _judge(old, new, step, owned=owned)
    return edits, said, notice


def _find_notice(old: Annotated, new: Annotated) -> Span | None:
    known = {_words(old, one.start, one.end) for one in old.article.blocks}
    return next(
        (
            Span(new.article.id, one.start, one.end)
            for one in new.article.blocks
            if one.kind == "correction" and _words(new, one.start, one.end) not in known
        ),
        None,
    )


def _is_updated(old: Annotated, new: Annotated) -> bool:
    before = read_interval(old.article.updated or old.article.published)
    after = read_interval(new.article.updated)
    return bool(after and (before is None or before.before(after)))


def _words(one: Annotated, start: int, end: int) -> str:
    return " ".join(word.key for word in find_comparable(one.article.text[start:end]))


def _compare_headlines(old: Annotated, new: Annotated, *, owned: bool) -> Iterator[Edit]:
    """Compare headline with headline, standfirst with standfirst."""
    for kind in ("headline", "standfirst"):
        sides = [
            next((x for x in one.article.blocks if x.kind == kind), None) for one in (old, new)
        ]
        left, right = (
            one and Span(side.article.id, one.start, one.end)
            for one, side in zip(sides, (old, new), strict=True)
        )
        if left and right:
            yield from _compare_wordings(old, new, left, right, owned=owned)
        elif left:
            yield Edit("taken out", left, None, f"the {kind} is gone")
        elif right:
            yield Edit("added", None, right, f"a {kind} that was not there")


def _find_steps(old: Annotated, new: Annotated) -> Sequence[Revised]:
    """Tie sentences by the passages in common, and by being equal."""
    passages = [*find_passages([new.article, old.article]), *_equal_sentences(old, new)]
    parent = Parent(old.article.id, None, 1.0, (), "")
    descent = Descent(new.article.id, (parent,))
    return find_revisions([old, new], passages, [descent])[0].steps


def _equal_sentences(old: Annotated, new: Annotated) -> Iterator[Passage]:
    places: dict[str, list[Span]] = {}
    for sentence in old.sentences:
        places.setdefault(_words(old, sentence.start, sentence.end), []).append(sentence)
    for sentence in new.sentences:
        same = places.get(_words(new, sentence.start, sentence.end))
        if same:
            yield Passage("", sentence, same.pop(0), 1.0, 0.0)


def _pair_up(old: Annotated, new: Annotated, steps: Sequence[Revised]) -> Iterator[Revised]:
    """Make of a sentence that went and one that came beside it one that was rewritten."""
    waiting: Revised | None = None
    for step in steps:
        if waiting is not None:
            both = _join(old, new, waiting, step)
            if both is not None:
                yield both
                waiting = None
                continue
            yield waiting
        waiting = step
    if waiting is not None:
        yield waiting


def _join(old: Annotated, new: Annotated, one: Revised, other: Revised) -> Revised | None:
    if {one.kind, other.kind} != {"cut", "added"}:
        return None
    here, there = one.here or other.here, one.there or other.there
    if here is None or there is None:
        return None
    likeness = ratio(_words(new, here.start, here.end), _words(old, there.start, there.end))
    return Revised("reworded", here, there) if likeness >= ALIKE else None


def _judge(old: Annotated, new: Annotated, step: Revised, *, owned: bool) -> Iterator[Edit]:
    here, there = step.here, step.there
    if step.kind == "cut" and there is not None:
        yield Edit("taken out", there, None, "these words are gone")
    elif step.kind == "added" and here is not None:
        yield Edit("added", None, here, "these words were not there")
    elif step.kind == "moved":
        yield Edit("moved", there, here, "it stands elsewhere now")
    elif here is not None and there is not None:
        same = old.article.cut(there).split() == new.article.cut(here).split()
        if not same:
            yield from _compare_wordings(old, new, there, here, owned=owned)


def _compare_wordings(
    old: Annotated, new: Annotated, there: Span, here: Span, *, owned: bool
) -> Iterator[Edit]:
    """Compare two wordings of one run of sentences."""
    readings = [
        Reading(f"{one.article.id}/-", one.article.id, (span,), one.article.cut(span))
        for one, span in ((old, there), (new, here))
    ]
    by_id = {one.article.id: one for one in (old, new)}
    found = compare_readings(readings[0], readings[1:], by_id)
    if not found and _words(old, there.start, there.end) != _words(new, here.start, here.end):
        yield Edit("reworded", there, here, "worded otherwise")
    for variant in found:
        yield _name(old, new, variant, (there, here), owned=owned)


def _name(
    old: Annotated, new: Annotated, variant: Variant, whole: tuple[Span, Span], *, owned: bool
) -> Edit:
    """Name an edit by the kind of the variant, and by which side has words."""
    lost = [span for span in variant.spans if span.article == old.article.id]
    gained = [span for span in variant.spans if span.article == new.article.id]
    left = _reach(lost)
    right = _reach(gained)
    kind: EditKind = "reworded"
    if variant.kind in TRIVIAL:
        kind = "trivial"
    elif variant.kind in FACTS and variant.changes_meaning:
        kind = "corrected" if owned else "changed"
    elif variant.kind in DOUBTS and variant.changes_meaning:
        kind = _weigh(old, new, lost, gained)
    elif variant.changes_meaning:
        kind = "changed"
    elif lost and not gained:
        kind = "taken out"
    elif gained and not lost:
        kind = "added"
    return Edit(kind, left or whole[0], right or whole[1], variant.because, variant.changes_meaning)


def _weigh(
    old: Annotated, new: Annotated, lost: Sequence[Span], gained: Sequence[Span]
) -> EditKind:
    """Say which of the two doubts more, by the words that doubt in it."""
    before, after = (
        sum(_count_doubts(one, span) for span in spans)
        for one, spans in ((old, lost), (new, gained))
    )
    if before == after:
        return "changed"
    return "softened" if after > before else "hardened"


def _count_doubts(one: Annotated, span: Span) -> int:
    lemmas = [token.lemma for token in find_tokens(one.article.text, span.start, span.end)]
    phrases = sum(
        tuple(lemmas[at : at + len(phrase)]) == phrase
        for phrase in CAVEATS
        for at in range(len(lemmas))
    )
    return phrases + sum(lemma in SOFT for lemma in lemmas)


def _reach(spans: Sequence[Span]) -> Span | None:
    if not spans:
        return None
    return Span(spans[0].article, min(x.start for x in spans), max(x.end for x in spans))
