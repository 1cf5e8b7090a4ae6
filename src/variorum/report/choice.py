"""Which sentences a brief takes: those that tell most, and nothing twice.

What a chosen sentence tells already, though in other words, is left out; what tells the same and
more takes its place.
"""

from collections.abc import Iterable, Sequence

from variorum.report.candidates import Candidate
from variorum.report.retelling import share_told
from variorum.report.wordings import LONG
from variorum.report.worth import Judge

TOGETHER = 0.47  # share of a sentence's weight that all chosen ones together tell: a repetition
MUCH = (
    8.0  # weight of what no chosen sentence tells (some thirteen words): enough whatever the share
)
ANYHOW = 0.6  # TOGETHER, where a brief would else be too short
NEW = 1.2  # of that weight, at least
OPENINGS = 5  # sentences, headline and standfirst among them, in which an article's lead stands
HEADLESS = 0.5  # of a lead's worth, if the headlines have none of it
FULLNESS = 0.2  # power of its length, by which a longer lead is better
NEWEST = 1.25  # a later day's opening that tells the event as well
FAINT = 0.07  # of the first sentence's worth: below it a sentence is about something else
FULL = 0.2  # of it: beyond a full brief a sentence must be worth that much


def choose(
    candidates: Iterable[Candidate],
    most: int,
    judge: Judge,
    chosen: Sequence[Candidate] = (),
    *,
    strict: bool = True,
    faint: float = FAINT,
) -> list[Candidate]:
    """Return `chosen` with the best of the candidates, the one that adds most first, up to `most`.

    What repeats chosen sentences, or is worth less than `faint` of the first one, is left out; if
    not `strict`, what repeats them for the most part.
    """
    taken = list(chosen)
    spans = {one.wording.span for one in taken}
    left = [one for one in dict.fromkeys(candidates) if one.wording.span not in spans]
    left = [one for one in left if not _is_retold(one, taken, judge)]
    first = judge.rate(taken[0], (), ()) if taken else 0.0
    while left and len(taken) < most:
        known = {concept for one in taken for concept in judge.news(one.wording)}
        worth, at = max((judge.rate(one, taken, known), -at) for at, one in enumerate(left))
        first = first or worth
        if worth <= faint * first * strict:
            break
        best = left.pop(-at)
        told = judge.news(best.wording)
        share = share_told(told, known)
        new = (1 - share) * sum(told.values())
        most_told = TOGETHER if strict else ANYHOW
        if taken and ((share > most_told and new < MUCH) or new < min(NEW, sum(told.values()))):
            continue
        taken[1:] = [one for one in taken[1:] if not judge.is_fuller(best.wording, one.wording)]
        taken.append(best)
        left = [one for one in left if not _is_retold(one, (best,), judge)]
    return taken


def _is_retold(one: Candidate, taken: Iterable[Candidate], judge: Judge) -> bool:
    """Whether one of the chosen sentences tells the same, or is the same."""
    return any(
        one.wording.span == other.wording.span or judge.repeats(one.wording, other.wording)
        for other in taken
    )


def choose_lead(
    openings: Sequence[Candidate], told: Sequence[Candidate], judge: Judge
) -> list[Candidate]:
    """Return the opening sentence that says best what the story is about, or nothing.

    Where it is among the statements already, it is returned with all its support.
    """
    if not openings:
        return []

    def rate(one: Candidate) -> float:
        newest = NEWEST if judge.recaps(one.wording) else 1.0
        full: float = min(one.wording.words, LONG) ** FULLNESS
        return judge.rate(one, (), ()) * (HEADLESS + judge.heads(one.wording)) * newest * full

    best = max(openings, key=rate)
    same = (one for one in told if one.wording.span == best.wording.span)
    return [max(same, key=lambda one: len(one.citations), default=best)]
