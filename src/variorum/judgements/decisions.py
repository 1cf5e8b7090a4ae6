"""How every judgement stands in a result: what was decided, by whom, and what became of it."""

from collections.abc import Iterable, Mapping, Sequence

from variorum.judgements.docket import Docket, open_docket
from variorum.judgements.pairing import Outcome
from variorum.judgements.records import Anchor, Judgement
from variorum.model import Article, Decision, Story
from variorum.report.phrases import count, decided, shorten

MARKS = "“”„«»\"'‘’ \t\n\r"
SHOWN = 60  # characters of the words that a judgement is about
# What is decided, in words that follow "decided by N. N. on 3 May 2026".
SENTENCES = {
    "merge": "{articles} report one event",
    "apart": "{articles} not of the event that {others} report",
    "split": "{articles} a story of their own, apart from {others}",
    "copy": "{child} derives from {parents}",
    "not-copy": "{child} does not derive from {parents}",
    "accept": "the reports differ here: {about}",
    "dismiss": "no conflict: {about}",
    "same": "{places} of words are one utterance",
    "different": "{words} is another utterance than {other}",
}
WHOLE = frozenset({"merge", "apart", "split", "copy", "not-copy"})  # about articles, not words


def list_decisions(docket: Docket, outcomes: Mapping[str, Outcome]) -> tuple[Decision, ...]:
    """Return the decisions about the docket's articles, the latest first.

    A judgement is about them if one of its articles is here, or one that is here has the id that it
    names. An undo comes with what it undoes.
    """
    here = docket.places.articles.keys()
    known = {one.id: one for one in docket.every}
    concerned = {
        one.id
        for one in docket.every
        for anchor in (*one.anchors, *one.others)
        if anchor.article in here or docket.places.find_article(anchor) is not None
    }
    for one in reversed(docket.every):  # an undo of an undo comes after it
        if one.kind == "undo" and one.undoes in concerned:
            concerned.add(one.id)
    return tuple(
        _decide(one, docket, outcomes, known) for one in docket.every if one.id in concerned
    )


def list_waiting(
    judgements: Sequence[Judgement], stories: Iterable[Story], articles: Iterable[Article]
) -> tuple[Decision, ...]:
    """Return the decisions that no story shows: what they are about is not among the articles."""
    if not judgements:
        return ()
    shown = {one.judgement for story in stories for one in story.decisions}
    docket = open_docket(judgements, articles)
    known = {one.id: one for one in docket.every}
    return tuple(_decide(one, docket, {}, known) for one in docket.every if one.id not in shown)


def _decide(
    one: Judgement,
    docket: Docket,
    outcomes: Mapping[str, Outcome],
    known: Mapping[str, Judgement],
) -> Decision:
    outcome = _stand(one, docket, outcomes, known)
    anchors = (*one.anchors, *one.others)
    return Decision(
        judgement=one.id,
        kind=one.kind,
        who=one.who,
        when=one.when,
        why=one.why,
        says=describe(one, known, docket),
        state=outcome.state,
        because=outcome.because,
        by=outcome.by,
        articles=docket.articles(anchors),
        spans=() if one.kind in WHOLE else docket.spans(anchors),
        attributions=outcome.attributions,
    )


def _stand(
    one: Judgement,
    docket: Docket,
    outcomes: Mapping[str, Outcome],
    known: Mapping[str, Judgement],
) -> Outcome:
    """Return how a judgement stands, with the reason if it does not simply hold."""
    if one.id in docket.undone:
        undo = docket.undone[one.id]
        return Outcome("undone", undo, _by(known[undo]))
    if one.kind == "undo":
        target = one.undoes in known
        return Outcome("holds") if target else Outcome("waiting", None, f"{one.undoes} is not here")
    missing = _find_missing(one, docket)
    if missing:
        return Outcome("waiting", None, missing)
    outcome = outcomes.get(one.id, Outcome("holds"))
    if outcome.by is not None and not outcome.because:
        because = f"a later judgement says otherwise, {_by(known[outcome.by])}"
        return Outcome(outcome.state, outcome.by, because, outcome.attributions)
    return outcome


def _by(one: Judgement) -> str:
    return decided(one.who, one.when, one.why)


def _find_missing(one: Judgement, docket: Docket) -> str:
    """Say what a judgement waits for; "" if enough of what it is about is here."""
    every = (*one.anchors, *one.others)
    if one.kind in {"apart", "split"}:
        return "" if docket.articles(every) else _miss(every)
    if one.kind in WHOLE:
        sides = {"merge": ((one.anchors, 2),)}.get(one.kind, ((one.anchors, 1), (one.others, 1)))
        for anchors, needed in sides:
            gone = [a for a in anchors if docket.places.find_article(a) is None]
            if len(anchors) - len(gone) < needed:
                return _miss(gone)
        return ""
    needed = {"same": 2, "accept": 2}.get(one.kind, 1)
    found = docket.spans(one.anchors)
    if len(found) >= needed and (one.kind != "different" or docket.spans(one.others)):
        return ""
    gone = [a for a in every if docket.places.find_span(a) is None]
    places = ", ".join(f"“{shorten(a.exact, SHOWN)}” in {a.article}" for a in gone)
    return f"not, or not just once, in these texts: {places}"


def _miss(anchors: Iterable[Anchor]) -> str:
    names = ", ".join(dict.fromkeys(anchor.article for anchor in anchors))
    return f"not among these articles: {names}"


def describe(one: Judgement, known: Mapping[str, Judgement], docket: Docket) -> str:
    """Return in words what a judgement says; articles are called by their ids here, if they are.

    `known` are judgements by id.
    """
    if one.kind == "undo":
        target = known.get(one.undoes or "")
        if target is None or target.kind == "undo":
            return f"no longer: the judgement {one.undoes}"
        return f"no longer: {describe(target, known, docket)}"
    if one.kind == "speaker":
        words = _quote(one.anchors)
        if one.speaker is None:
            return f"nobody knows who said {words}"
        return f"{words} are the words of {one.speaker}"

    def names(anchors: Iterable[Anchor]) -> str:
        ids = (docket.places.find_article(anchor) or anchor.article for anchor in anchors)
        return ", ".join(dict.fromkeys(ids))

    verb = "" if one.kind == "merge" else " is" if len(one.anchors) == 1 else " are"
    return SENTENCES[one.kind].format(
        articles=names(one.anchors) + verb,
        others=names(one.others),
        child=names(one.anchors),
        parents=names(one.others),
        about=one.about or _quote(one.anchors),
        places=count(len(one.anchors), "place"),
        words=_quote(one.anchors),
        other=_quote(one.others),
    )


def _quote(anchors: Sequence[Anchor]) -> str:
    return ", ".join(f"“{shorten(anchor.exact.strip(MARKS), SHOWN)}”" for anchor in anchors)
