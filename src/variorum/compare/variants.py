"""The apparatus: how the readings of one utterance differ, each difference with kind and reason.

Readings are aligned by words that matter (`variorum.text.alignment`), never by commas. Differences
that change the meaning come one by one; those of style come once a kind, with all their places.
What changes the meaning one way changes it the other way too: the verdict does not depend on which
reading is the base.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from variorum.compare.changes import find_changed
from variorum.compare.crossings import find_scopes, find_swaps
from variorum.compare.differences import Found
from variorum.compare.foreign import UNJUDGED, is_foreign, judge_foreign
from variorum.compare.forms import find_forms, find_marks, find_requoted, find_spinning
from variorum.compare.readings import Wording, is_like, lay_out
from variorum.model import Annotated, Reading, Span, Variant
from variorum.text.alignment import align_tokens

MEANING = (
    "negation",
    "number",
    "name",
    "modality",
    "hedge",
    "quantifier",
    "time",
    "degree",
    "subject",
    "fusion",
    "quotation marks",
)
STYLE = (
    "punctuation",
    "spelling",
    "house style",
    "elision",
    "insertion",
    "trim",
    "indirect speech",
    "wording",
    "spinning",
    "translation",
    UNJUDGED,
)
KINDS = MEANING + STYLE


def compare_readings(
    base: Reading, others: Sequence[Reading], articles: Mapping[str, Annotated]
) -> list[Variant]:
    """Return the variants of `others` against `base`, meaning changes first, then by reading.

    `articles` maps article ids to articles; a reading of an article that is not there is left out.
    """
    if base.article not in articles:
        return []
    left = lay_out(base, articles[base.article])
    variants = []
    for other in others:
        if other.article in articles:
            found = compare_wordings(left, lay_out(other, articles[other.article]))
            variants += found if base.speaker == other.speaker else _doubt(found, base, other)
    return sorted(variants, key=lambda variant: not variant.changes_meaning)


def _doubt(found: Sequence[Variant], one: Reading, other: Reading) -> list[Variant]:
    """Take back what only holds if one person said both, where that is not known.

    Several changes of meaning at once: more likely two things said. Words of another known speaker
    in quotation marks: he is quoted, not the paraphrase of the first.
    """
    grave = [variant for variant in found if variant.changes_meaning]
    known = one.speaker is not None and other.speaker is not None
    doubted = [v for v in grave if len(grave) > 1 or (known and v.kind == "quotation marks")]
    return [
        replace(v, kind="wording", changes_meaning=False, because=v.because.partition(": ")[0])
        if v in doubted
        else v
        for v in found
    ]


def compare_wordings(left: Wording, right: Wording) -> list[Variant]:
    """Return the variants between two readings, meaning changes first."""
    if not left.tokens or not right.tokens:
        return []
    names = {
        t.lemma for w in (left, right) for t, named in zip(w.tokens, w.named, strict=True) if named
    }
    left, right = left.with_names(names), right.with_names(names)
    alignment = align_tokens(left.tokens, right.tokens, is_like)
    if not alignment.pairs:
        return []
    found = [
        *find_swaps(left, right, alignment),
        *find_scopes(left, right, alignment),
        *find_changed(left, right, alignment),
        *find_forms(left, right, alignment),
        *find_marks(left, right, alignment),
        *find_requoted(left, right, alignment),
    ]
    if is_foreign(left.language) or is_foreign(right.language):
        return _write(left, right, judge_foreign(left, right, alignment, found))
    return _write(left, right, find_spinning(left, right, found))


def _write(left: Wording, right: Wording, found: Sequence[Found]) -> list[Variant]:
    """Write the variants: each change of meaning by itself, those of style once a kind."""
    between = (left.attribution, right.attribution)
    changed = [
        Variant(between, f.kind, True, f.because, _spans(left, right, places))
        for f, places in found
        if f.changes_meaning
    ]
    styles: dict[str, list[Found]] = {}
    for one in found:
        if not one[0].changes_meaning:
            styles.setdefault(one[0].kind, []).append(one)
    same = [
        Variant(
            between,
            kind,
            False,
            "; ".join(dict.fromkeys(finding.because for finding, _ in several)),
            tuple(dict.fromkeys(s for _, places in several for s in _spans(left, right, places))),
        )
        for kind, several in sorted(styles.items(), key=lambda item: KINDS.index(item[0]))
    ]
    return changed + same


def _spans(
    left: Wording, right: Wording, places: tuple[tuple[int, int], tuple[int, int]]
) -> tuple[Span, ...]:
    spans = (left.span(*places[0]), right.span(*places[1]))
    return tuple(span for span in spans if span is not None)
