"""The toll that an article gives for its own event: what rules choose, if it is likely right.

The rules (`variorum.annotate.toll_rules`) choose one number of killed and one of injured, or none.
Boosted trees rate that number and every other one that the article has for the same thing, from
where and how it is told. The rules' number stands if it is likely; else the likeliest is the
answer, or none is. training/toll.py trains the trees.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np

from variorum.annotate.attacker import ATTACKER
from variorum.annotate.toll_rules import DEADLY, MANY, OPENING, PRONOUN, Told, choose_by_rules
from variorum.model import Article, Figure
from variorum.text.trees import Trees, read_trees

QUANTITIES = ("killed", "injured")
# The least chance of an answer: set by cross-validation over the stories of the incidents corpus
# against its record, so that more than .83 of the articles that state a number get one.
LEAST = {"killed": 0.5, "injured": 0.4}
# Words, or their beginnings, in small letters.
COURT = (
    " trial",
    " jury",
    "jurors",
    "sentenc",
    " plead",
    " pled",
    "court",
    "convict",
    "judge",
    "prosecut",
)
CARE = ("critical", " stable", "hospital", "surviv", "recover")
DEATH = ("killed", " dead", " died", "death", "fatal", "homicide", "murder")
SEVERAL = (" separate", "another", "weekend", "incidents", "shootings", "other shooting")
BEGINNING = 600  # characters that tell the event in short
CAP = 9  # people: above that, a difference is a difference
ABSENT = 99.0  # of a difference to a number that is not there
NOWHERE = 99_999.0  # characters
# Each number about a candidate, in the order of `describe`: 1, more of it makes it no less likely.
RISING = {"chosen": 1, "mentions": 1, "share": 1, "in_headline": 1}

WEIGHTS = Path(__file__).parent / "weights"


def casualties(figures: Sequence[Figure], article: Article) -> tuple[Figure | None, Figure | None]:
    """Return the killed and the injured of the article's own event; None: it does not say."""
    told = choose_by_rules(figures, article)
    context = describe_article(article)
    killed, injured = (_surest(quantity, told, article, context) for quantity in QUANTITIES)
    return killed, injured


def _surest(
    quantity: str, told: Told, article: Article, context: Mapping[str, float]
) -> Figure | None:
    found = find_candidates(quantity, told)
    rows = [list(describe(one, quantity, told, article, context).values()) for one in found]
    if not rows:
        return None
    chances = load_trees(quantity).predict(np.array(rows, dtype=np.float64)).tolist()
    best = choose_likeliest(chances, LEAST[quantity], is_first_chosen=_chosen(quantity, told))
    return None if best is None else found[best]


def choose_likeliest(
    chances: Sequence[float], least: float, *, is_first_chosen: bool
) -> int | None:
    """Return the first if the rules chose it, else the likeliest; None if that is unlikely."""
    if is_first_chosen and chances[0] >= least:
        return 0
    best = max(range(len(chances)), key=lambda place: chances[place], default=0)
    return best if chances and chances[best] >= least else None


def _chosen(quantity: str, told: Told) -> bool:
    return (told.killed if quantity == "killed" else told.injured) is not None


def find_candidates(quantity: str, told: Told) -> list[Figure]:
    """Return one figure for each number that may be the toll; the rules' choice first."""
    chosen = told.killed if quantity == "killed" else told.injured
    found = [chosen] if chosen else []
    found += told.own[quantity]
    if quantity == "injured":
        dead = _dead(told)
        for shot in told.own["shot"]:
            found.append(replace(shot, quantity="injured"))
            if 0 < dead < shot.low:
                high = None if shot.high is None else shot.high - dead
                found.append(replace(shot, quantity="injured", low=shot.low - dead, high=high))
    first: dict[float, Figure] = {}
    for figure in found:
        first.setdefault(figure.low, figure)
    return list(first.values())


def _dead(told: Told) -> float:
    return told.killed.low if told.killed else told.headline.get("killed", 0.0)


def describe_article(article: Article) -> dict[str, float]:
    """Return what the whole article tells: of death, court, hospital, and of several events."""
    title = article.title or ""
    text = article.text[article.start : article.end]
    lower = text.lower()
    thousand = max(1, len(text)) / 1000
    return {
        "deadly": bool(DEADLY.search(title)),
        "court": _count(COURT, lower) / thousand,
        "death": _count(DEATH, lower) / thousand,
        "care": _count(CARE, lower) / thousand,
        "several": _count(SEVERAL, lower) / thousand,
        "care_first": _count(CARE, lower[:BEGINNING]),
        "many": bool(MANY.search(f"{title}\n{text[:OPENING]}")),
    }


def _count(words: Sequence[str], lower: str) -> int:
    return sum(lower.count(word) for word in words)


def describe(
    candidate: Figure,
    quantity: str,
    told: Told,
    article: Article,
    context: Mapping[str, float],
) -> dict[str, float]:
    """Return the numbers about a candidate that its chance depends on, always in one order."""
    value = candidate.low
    chosen, other = told.killed, told.injured
    if quantity == "injured":
        chosen, other = other, chosen
    own, shot, headline = told.own[quantity], told.own["shot"], told.headline
    same = [figure for figure in own if figure.low == value]
    places = {figure.low: figure.span.start for figure in reversed(own)}
    order = sorted(places, key=lambda number: places[number])
    words = article.cut(same[0].counts or same[0].span) if same else ""
    beside = "injured" if quantity == "killed" else "killed"
    hurt = [*own, *shot] if quantity == "injured" else own
    singles = {article.cut(f.counts).lower() for f in hurt if f.low == 1 and f.counts}
    return {
        "chosen": chosen is not None and chosen.low == value,
        "none_chosen": chosen is None,
        "below_chosen": _capped(chosen.low - value) if chosen else ABSENT,
        "value": min(value, CAP),
        "first": same[0].span.start - article.start if same else NOWHERE,
        "mentions": len(same),
        "share": len(same) / max(1, len(own)),
        "rank": order.index(value) if value in places else CAP,
        "numbers": len(order),
        "below_most": _capped(max(places, default=value) - value),
        "in_headline": headline.get(quantity) == value,
        "below_headline": _capped(headline[quantity] - value) if quantity in headline else ABSENT,
        "headline_shot": min(CAP, headline.get("shot", -1)),
        "headline_beside": min(CAP, headline.get(beside, -1)),
        "shot_less_dead": sum(figure.low - _dead(told) == value for figure in shot),
        "most_shot": min(CAP, max((figure.low for figure in shot), default=-1)),
        "beside": min(CAP, other.low) if other else -1,
        "pronoun": bool(PRONOUN.fullmatch(words)),
        "attacker": bool(ATTACKER.search(words)),
        "singles": min(CAP, len(singles)),
        **context,
    }


def _capped(difference: float) -> float:
    return max(-CAP, min(CAP, difference))


@cache
def load_trees(quantity: str) -> Trees:
    """Return the trees of a quantity, read at the first call; ModelError if absent."""
    return read_trees(WEIGHTS / f"toll-{quantity}.npz")
