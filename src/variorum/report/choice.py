"""Which sentences a brief takes: those that tell most, and nothing twice.

What a chosen sentence tells already, though in other words, is left out; what tells the same and
more takes its place.
"""

from collections.abc import Collection, Iterable, Sequence
from math import fsum

from variorum.group.retelling import share_told
from variorum.model import Span
from variorum.report.candidates import Candidate
from variorum.report.outcomes import tells_outcome
from variorum.report.worth import LATER, OUTCOME, Judge, Told

TOGETHER = 0.5  # share of a sentence's weight that all chosen ones together tell: a repetition
MUCH = (
    8.0  # weight of what no chosen sentence tells (some thirteen words): enough whatever the share
)
ANYHOW = 0.6  # TOGETHER, where a brief would else be too short
NEW = 1.2  # of that weight, at least
OPENINGS = 5  # sentences, headline and standfirst among them, in which an article's lead stands
FAINT = 0.06  # of the first sentence's worth: below it a sentence is about something else
NUMBERED = 1.35  # by which an opening is the better lead that gives the newest of a number
SIDED = 0.3  # of a lead's worth, if it takes sides in its own words
LATECOMER = 0.4  # of a lead's worth, if its report comes weeks after others that tell one event
AGREED = 3  # articles that tell it
DERIVED = 0.2  # of a lead's worth, if its article is made of another one here
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
    left = [one for one in dict.fromkeys(candidates) if not _is_retold(one, taken, judge)]
    first = judge.rate(taken[0]) if taken else 0.0
    while left and len(taken) < most:
        told = judge.tell(taken) if taken else None
        worth, at = max((judge.rate(one, told), -at) for at, one in enumerate(left))
        first = first or worth
        if worth <= faint * first * strict:
            break
        best = left.pop(-at)
        if told and not _is_new(best, told, judge, TOGETHER if strict else ANYHOW):
            continue
        taken[1:] = [one for one in taken[1:] if not judge.is_fuller(best.wording, one.wording)]
        taken.append(best)
        left = [one for one in left if not _is_retold(one, (best,), judge)]
    return taken


def _is_new(one: Candidate, told: Told, judge: Judge, most: float) -> bool:
    """Whether a sentence tells enough that the chosen ones together do not."""
    sense = judge.read(one.wording)
    news = sense.news
    whole = fsum(news.values())
    if sense.developing and sense.day > told.day:
        most = max(most, OUTCOME if tells_outcome(news, told.concepts) else LATER)
    share = share_told(news, told.concepts)
    new = (1 - share) * whole
    return new >= min(NEW, whole) and (share <= most or new >= MUCH)


def _is_retold(one: Candidate, taken: Iterable[Candidate], judge: Judge) -> bool:
    """Whether one of the chosen sentences tells the same, or is the same."""
    return any(
        one.wording.span == other.wording.span or judge.repeats(one.wording, other.wording)
        for other in taken
    )


def choose_lead(
    openings: Sequence[Candidate],
    told: Sequence[Candidate],
    judge: Judge,
    newest: Collection[Span] = (),
) -> list[Candidate]:
    """Return the opening sentence that says best what the story is about, or nothing.

    A report that is made of another one hardly leads, if any other can. `newest` are sentences
    that give the newest of a number that changed. Where the sentence is among the statements
    already, it is returned with all its support.
    """
    whole: dict[Span, Candidate] = {}
    for one in told:
        held = whole.setdefault(one.wording.span, one)
        if len(one.citations) > len(held.citations):
            whole[one.wording.span] = one
    agreed = any(
        one.wording.span in whole
        and len({span.article for span in whole[one.wording.span].citations}) >= AGREED
        for one in openings
        if one.wording.span.article not in judge.latecomers
    )

    def rate(one: Candidate) -> float:
        article = one.wording.span.article
        worth = judge.rate_lead(one) * (NUMBERED if one.wording.span in newest else 1)
        worth *= SIDED if one.wording.loaded else 1
        worth *= LATECOMER if agreed and article in judge.latecomers else 1
        return worth * (DERIVED if article in judge.derived else 1)

    best = max((whole.get(one.wording.span, one) for one in openings), key=rate, default=None)
    return [best] if best else []
