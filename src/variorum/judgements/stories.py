"""What people decided about stories, as what the grouping of articles must obey."""

from collections.abc import Iterable, Sequence

from variorum.group.constraints import Constraints
from variorum.judgements.docket import Docket, open_docket
from variorum.judgements.pairing import Outcome, Ruling, settle
from variorum.judgements.records import Anchor, Judgement
from variorum.model import Article

ELSEWHERE = "\0"  # before the id of an article that is not here; no id of an article begins so


def constrain_stories(judgements: Sequence[Judgement], articles: Iterable[Article]) -> Constraints:
    """Return which articles are of one story and which are not, by people's judgements.

    What is undone, or contradicted by a later judgement, is not in it. `articles` need only be
    those to be grouped; what belongs together by way of others that are not here does so as well.
    """
    return settle_stories(open_docket(judgements, articles))[0] if judgements else Constraints()


def settle_stories(docket: Docket) -> tuple[Constraints, dict[str, Outcome]]:
    """Return what holds about stories, and what became of each judgement.

    Who derives from another reports the same event.
    """
    rulings = []
    for one in docket.of_kind("merge", "apart", "split", "copy"):
        anchors, others = (_name(side, docket) for side in (one.anchors, one.others))
        if one.kind in {"merge", "copy"}:
            rulings.append(Ruling(one.id, together=(*anchors, *others)))
        else:
            own = anchors if one.kind == "split" else ()
            rulings.append(Ruling(one.id, own, leaving=anchors, staying=others))
    return settle(rulings)


def _name(anchors: Iterable[Anchor], docket: Docket) -> tuple[str, ...]:
    found = (docket.places.find_article(one) or ELSEWHERE + one.article for one in anchors)
    return tuple(dict.fromkeys(found))
