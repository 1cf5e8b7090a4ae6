"""What people decided about stories, as what the grouping of articles must obey."""

from collections.abc import Iterable, Sequence

from variorum.group.constraints import Constraints
from variorum.judgements.anchors import Places, collect_places
from variorum.judgements.pairing import Outcome, Ruling, settle
from variorum.judgements.records import Anchor, Judgement
from variorum.judgements.standing import find_standing
from variorum.model import Article

GROUPING = frozenset({"merge", "apart", "split"})


def constrain_stories(judgements: Iterable[Judgement], articles: Iterable[Article]) -> Constraints:
    """Return which articles are of one story and which are not, by people's judgements.

    What is undone, or contradicted by a later judgement, is not in it; nor are articles that are
    not among `articles`, which need only be those to be grouped.
    """
    return settle_stories(find_standing(judgements)[0], collect_places(articles))[0]


def settle_stories(
    standing: Sequence[Judgement], places: Places
) -> tuple[Constraints, dict[str, Outcome]]:
    """Do the work of `constrain_stories` for judgements in force, the latest first.

    The second value says what became of each that could be placed at all.
    """
    rulings = []
    for one in standing:
        if one.kind not in GROUPING:
            continue
        anchors, others = (_find(side, places) for side in (one.anchors, one.others))
        if one.kind == "merge" and len(anchors) > 1:
            rulings.append(Ruling(one.id, together=anchors))
        elif one.kind != "merge" and anchors and others:
            own = anchors if one.kind == "split" else ()
            rulings.append(Ruling(one.id, own, leaving=anchors, staying=others))
    return settle(rulings)


def _find(anchors: Iterable[Anchor], places: Places) -> tuple[str, ...]:
    found = (places.find_article(anchor) for anchor in anchors)
    return tuple(dict.fromkeys(one for one in found if one is not None))
