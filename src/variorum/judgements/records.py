"""The records of what people decided: frozen, each with who, when and why.

A judgement never refers to a running number of a result: it is anchored in articles and in the
words that stand there (`Anchor`), so that it outlives new models and new versions of an article.
Nothing is ever removed: an undo is a judgement as well, and of two that contradict each other the
later one holds (`variorum.judgements.standing`).
"""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields, replace
from datetime import UTC, datetime
from hashlib import sha256
from typing import Literal, get_args

from variorum.errors import InputError
from variorum.model import ConflictKind, ConflictVerdict
from variorum.text.clock import ISO

JudgementKind = Literal[
    "merge",  # these articles report one event
    "apart",  # these articles do not report the event that `others` report
    "split",  # as "apart", and these articles are a story of their own
    "speaker",  # the words at the anchor are `speaker`'s; None: nobody knows whose
    "same",  # the words at the anchors are one utterance
    "different",  # the words at the anchors are another utterance than those at `others`
    "copy",  # the article derives from those in `others`
    "not-copy",  # the article derives from none of those in `others`
    "accept",  # the values at the anchors are in conflict
    "dismiss",  # the values at the anchors are in no conflict
    "undo",  # the judgement `undoes` no longer holds
]
SpeakerKind = Literal["person", "organisation"]
KINDS: tuple[JudgementKind, ...] = get_args(JudgementKind)
# How many anchors and others each kind has: least and most, None is any number.
SIDES: dict[JudgementKind, tuple[tuple[int, int | None], tuple[int, int | None]]] = {
    "merge": ((2, None), (0, 0)),
    "apart": ((1, None), (1, None)),
    "split": ((1, None), (1, None)),
    "speaker": ((1, 1), (0, 0)),
    "same": ((2, None), (0, 0)),
    "different": ((1, None), (1, None)),
    "copy": ((1, 1), (1, None)),
    "not-copy": ((1, 1), (1, None)),
    "accept": ((2, None), (0, 0)),
    "dismiss": ((1, None), (0, 0)),
    "undo": ((0, 0), (0, 0)),
}
# The fields that only some kinds have; elsewhere they stay empty.
OWN: dict[JudgementKind, frozenset[str]] = {
    "speaker": frozenset({"speaker", "speaker_kind"}),
    "accept": frozenset({"conflict", "verdict", "about", "values"}),
    "dismiss": frozenset({"conflict", "about", "values"}),
    "undo": frozenset({"undoes"}),
}
LONGEST = 10_000  # characters of who, why, a name or a quotation's surroundings


@dataclass(frozen=True, slots=True, order=True)
class Anchor:
    """Words in one version of an article, so told that they can be found in another version.

    For a judgement about an article as a whole the words are its opening. `prefix` and `suffix` are
    up to CONTEXT characters around them, as in the W3C's TextQuoteSelector. Offsets are code points
    of the document's text, whose SHA-256 (as UTF-8) is `text_sha256`.
    """

    article: str  # id
    text_sha256: str
    start: int
    end: int
    exact: str
    prefix: str = ""
    suffix: str = ""
    url: str | None = None  # of the article


@dataclass(frozen=True, slots=True)
class Judgement:
    """What one person decided. Which fields a kind has: SIDES, and JudgementKind.

    `when` is ISO 8601 with a zone. `about`, `verdict`, `values` and `conflict` tell an accepted
    conflict, so that it can be shown where the machine does not find it; `verdict` may be another
    than the machine's: the person says that it is an update.
    """

    id: str
    kind: JudgementKind
    who: str
    when: str
    why: str
    anchors: tuple[Anchor, ...] = ()
    others: tuple[Anchor, ...] = ()
    speaker: str | None = None
    speaker_kind: SpeakerKind = "person"
    conflict: ConflictKind | None = None
    verdict: ConflictVerdict | None = None
    about: str = ""
    values: tuple[str, ...] = ()  # as many as anchors, or none: the anchors' words
    undoes: str | None = None  # id

    @property
    def moment(self) -> datetime:
        """When it was made, in UTC; judgements are replayed in this order."""
        return read_moment(self.when)


def make_judgement(  # noqa: PLR0917 - what every judgement has
    kind: JudgementKind,
    who: str,
    when: str,
    why: str,
    anchors: Sequence[Anchor] = (),
    others: Sequence[Anchor] = (),
    **more: object,
) -> Judgement:
    """Return a valid judgement whose id is made from its content; InputError if it is not valid.

    The same judgement made twice has the same id.
    """
    bare = Judgement("", kind, who, when, why, tuple(anchors), tuple(others), **more)  # type: ignore[arg-type]
    content = json.dumps(asdict(bare), sort_keys=True, ensure_ascii=True)
    made = replace(bare, id=f"j{sha256(content.encode('ascii')).hexdigest()[:16]}")
    require_valid(made)
    return made


def undo(judgement: str, who: str, when: str, why: str) -> Judgement:
    """Return the judgement that the judgement with this id no longer holds."""
    return make_judgement("undo", who, when, why, undoes=judgement)


def require_valid(judgement: Judgement) -> None:
    """Raise InputError, whose reason names the field, the fault and what is allowed."""
    for fault in _find_faults(judgement):
        raise InputError(f"judgement {judgement.id or '(new)'}", fault)


def _find_faults(one: Judgement) -> list[str]:
    faults = [
        f"{name}: is empty. Say {what}."
        for name, value, what in (("id", one.id, "an id"), ("who", one.who, "who decided it"))
        if not value.strip()
    ]
    faults += [
        f"{name}: has {len(value):,} characters, and may have {LONGEST:,}. Shorten it."
        for name, value in (("id", one.id), ("who", one.who), ("why", one.why))
        if len(value) > LONGEST
    ]
    if one.kind not in KINDS:
        return [*faults, f"kind: is {one.kind!r}. Use one of {', '.join(KINDS)}."]
    try:
        read_moment(one.when)
    except ValueError as error:
        faults.append(f"when: {error}")
    for name, anchors, (least, most) in (
        ("anchors", one.anchors, SIDES[one.kind][0]),
        ("others", one.others, SIDES[one.kind][1]),
    ):
        if len(anchors) < least or (most is not None and len(anchors) > most):
            wanted = f"{least}" if least == most else f"{least} or more"
            faults.append(f"{name}: {one.kind!r} takes {wanted}, not {len(anchors)}.")
    faults += [
        f"{field.name}: is no field of {one.kind!r}. Leave it out."
        for field in fields(one)
        if any(field.name in names for names in OWN.values())
        and field.name not in OWN.get(one.kind, ())
        and getattr(one, field.name) != field.default
    ]
    for anchor in (*one.anchors, *one.others):
        if not 0 <= anchor.start <= anchor.end or anchor.end - anchor.start != len(anchor.exact):
            faults.append(
                f"anchors: {anchor.start} to {anchor.end} is no place of the "
                f"{len(anchor.exact)} characters in 'exact'. Offsets count code points."
            )
    if one.kind == "undo" and not one.undoes:
        faults.append("undoes: is missing. Name the id of the judgement to undo.")
    if one.kind == "speaker" and one.speaker is not None and not one.speaker.strip():
        faults.append("speaker: is empty. Give a name, or null if nobody knows.")
    if one.values and len(one.values) != len(one.anchors):
        faults.append(f"values: are {len(one.values)}, and anchors {len(one.anchors)}.")
    return faults


def read_moment(when: str) -> datetime:
    """Return an ISO 8601 time with a zone in UTC; ValueError, with the remedy, if it has none."""
    match = ISO.fullmatch(when)
    if match and not match["zone"]:
        raise ValueError(f"is {when!r}, without a zone. Add one: 2026-05-03T14:05:00+02:00.")
    try:
        moment = datetime.fromisoformat(when) if match else None
    except ValueError:
        moment = None
    if moment is None:
        raise ValueError(
            f"is {when!r}. Write it like 2026-05-03T14:05:00+02:00 (ISO 8601 with a zone)."
        )
    try:
        return moment.astimezone(UTC)
    except OverflowError:
        raise ValueError(f"is {when!r}, out of any calendar. Correct the year.") from None
