"""Which sentences a brief takes: those that tell most of what the articles tell, and nothing twice.

A word is worth more the more articles have it (early in them above all) and the rarer it is in
general news; a sentence is worth the words that no chosen sentence has yet, for its length. So what
only one article tells beside the event ("a body was found elsewhere") is worth little, and the same
fact in other words is worth little the second time. After D. Gillick and B. Favre, "A scalable
global model for summarization" (2009): cover the concepts that the documents share, each once.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from variorum.model import Span
from variorum.report.candidates import Candidate
from variorum.report.wordings import LONG, Page, Wording, overlap
from variorum.text.frequency import RAREST, hash_word, load_frequencies, look_up
from variorum.text.inflection import find_tokens

SAME = 0.6  # share of the shorter sentence's words, by weight, in another: it says the same again
LATER = 0.7  # the same where another day's report has it: what was to come may have come
NEW_WORDS = 3  # content words that no sentence before has
OPENINGS = 5  # sentences, headline and standfirst among them, in which an article's lead stands
EARLY = 6  # sentences of an article that tell what it is about
LONELY = 0.12  # what a word is worth that one article alone has, against one that all have
LENGTH = 6  # words added to a sentence's length: short ones are not worth more for being short
HALF = 9  # sentences down its article, at which a sentence is worth half of the first
TOLD = 0.35  # of a word's worth, if a chosen sentence has it already
OPENS = 1.35  # an article's first sentence that can stand alone says what is new in it
AFRESH = 1.12  # for each of who, when, where, why, how many that no chosen sentence tells yet
OVERTAKEN = 0.4  # of the worth of what was not known yet, where a later report is among the files
CAPTION = 0.35  # of the worth of what may be a caption
UNKNOWN = 0.7  # of the worth of a sentence with a surname that nobody has introduced
FOCUS = 0.4  # share of a sentence's words, by rarity, that other articles have: enough
FOREIGN = 0.1  # what a sentence is worth at least that shares no word with another article
ABOUT = 0.6  # of that: an opening below it is of another story on the page
LEADS = 0.42  # SAME for two articles' first sentences of one day: they tell one event
ANYHOW = 0.85  # SAME, where a brief would else be too short
FAINT = 0.06  # of the first sentence's worth: below it a sentence is about something else
FULL = 0.2  # of it: beyond a full brief a sentence must be worth that much
WHY = re.compile(
    r"\b(?:because|motives?|reasons?|prompted|sparked|triggered|stemm(?:ed|ing)|caused?|due\sto|over\san?|"
    r"after\san?\s(?:\w+\s){0,2}(?:argument|dispute|fight|quarrel|altercation|vote|ruling|report|leak|"
    r"collision|strike|protest)|in\s(?:response|retaliation|protest|order)\b|so\sthat|blam(?:ed|ing|es)|"
    r"result(?:ed|ing)\sfrom|led\sto|accus(?:ed|ing)\s)\b",
    re.IGNORECASE,
)


class Judge:
    """What the words and sentences of one story's articles are worth."""

    def __init__(self, pages: Mapping[str, Page], openings: Iterable[Candidate] = ()) -> None:
        self.pages = pages
        self.openings = frozenset(one.wording.span for one in openings)
        self._weights, self._shared = _weigh(pages)
        self._last = max((page.day for page in pages.values()), default=0)
        articles = [page.article for page in pages.values()]
        self._until = max(
            ((one.published or one.updated or "")[:10] for one in articles), default=""
        )
        self._facets: dict[Span, frozenset[str]] = {}
        self._surnames: dict[Span, tuple[frozenset[str], frozenset[str]]] = {}

    def weigh(self, keys: Iterable[str]) -> float:
        """Return what some words are worth together."""
        return sum(self._weights.get(key, 0.0) for key in keys)

    def focus(self, wording: Wording) -> float:
        """Return how far a sentence is about what other articles tell, 0..1, by its words."""
        rare = [self._shared[key] for key in wording.keys if key in self._shared]
        whole = sum(rarity for rarity, _ in rare)
        focus = sum(rarity * part for rarity, part in rare) / (FOCUS * whole or 1.0)
        return min(1.0, max(FOREIGN, focus))

    def repeats(self, one: Wording, other: Wording, *, strict: bool = True) -> bool:
        """Whether two sentences say the same, by the weight of the words they share."""
        days = {self.pages[wording.span.article].day for wording in (one, other)}
        same = (SAME if len(days) == 1 else LATER) if strict else ANYHOW
        later = max((one, other), key=lambda wording: self.pages[wording.span.article].day)
        if strict and len(days) == 1 and {one.span, other.span} <= self.openings:
            same = LEADS
        elif len(days) == 2 and later.span in self.openings:
            same = ANYHOW  # a later day's first sentence has that day's news
        shared = self.weigh(one.keys & other.keys)
        shorter = min(self.weigh(one.keys), self.weigh(other.keys))
        return shared > same * shorter or overlap(one.keys, other.keys) > same

    def rate(self, one: Candidate, chosen: Sequence[Candidate], known: set[str]) -> float:
        """Return what a candidate adds to the chosen ones, whose words are `known`."""
        wording = one.wording
        page = self.pages[wording.span.article]
        worth = self.weigh(wording.keys - known) + TOLD * self.weigh(wording.keys & known)
        worth /= (wording.words + LENGTH) ** 0.5
        focus = 1.0 if len(one.citations) > 1 else self.focus(wording)
        worth *= focus * HALF / (HALF + one.number)
        if wording.span in self.openings and focus > ABOUT:
            worth *= OPENS
        worth *= 1 + 0.4 * (min(one.independence.low, 3) - 1)
        worth *= 1 + 0.25 * (min(max(one.outlets, one.independence.high), 3) - 1)
        told = {facet for other in chosen for facet in self.facets(other.wording)}
        worth *= AFRESH ** len(self.facets(wording) - told)
        if wording.words > LONG:
            worth *= LONG / wording.words
        if self._is_overtaken(wording, page):
            worth *= OVERTAKEN
        if wording.caption:
            worth *= CAPTION
        if self._strangers(wording, chosen):
            worth *= UNKNOWN
        return float(worth)

    def _is_overtaken(self, wording: Wording, page: Page) -> bool:
        """Whether a later report exists, for which this is no news, or whose news it awaits."""
        if page.day >= self._last:
            return False
        awaited = any(
            dated.planned and dated.date[:10] <= self._until
            for dated in page.annotated.dates
            if wording.span.start <= dated.when.start < wording.span.end
        )
        return awaited or wording.provisional

    def facets(self, wording: Wording) -> frozenset[str]:
        """Return which of who, when, where, why and how many a sentence tells."""
        found = self._facets.get(wording.span)
        if found is None:
            page = self.pages[wording.span.article]
            found = self._facets[wording.span] = frozenset(_find_facets(page, wording))
        return found

    def introduces(self, wording: Wording) -> tuple[frozenset[str], frozenset[str]]:
        """Return the surnames of persons in a sentence: given with a first name, and without."""
        found = self._surnames.get(wording.span)
        if found is None:
            page = self.pages[wording.span.article]
            found = self._surnames[wording.span] = page.surnames(wording.span)
        return found

    def _strangers(self, wording: Wording, chosen: Sequence[Candidate]) -> bool:
        """Whether a person's bare surname stands in it that no chosen sentence introduces."""
        full, bare = self.introduces(wording)
        if not bare - full:
            return False
        known = {name for other in chosen for name in self.introduces(other.wording)[0]}
        return bool(bare - full - known)


def _weigh(
    pages: Mapping[str, Page],
) -> tuple[dict[str, float], dict[str, tuple[float, float]]]:
    """Return what each word is worth, 0..1, and how rare it is and how many others have it.

    Its worth is by the articles that have it, above all near their beginning, and by its rarity.
    """
    homes: Counter[str] = Counter()
    early: Counter[str] = Counter()
    for page in pages.values():
        words = [page.keys(number) for number in range(len(page.sentences))]
        title = {token.lemma for token in find_tokens(page.article.title or "") if token.content}
        homes.update(set().union(title, *words))
        early.update(set().union(title, *words[:EARLY]))
    count = len(pages)
    table = load_frequencies()
    lemmas = list(homes)
    hashes = np.array([hash_word(lemma) for lemma in lemmas], dtype=np.uint64)
    chances = np.maximum(look_up(table, 1, hashes), 0.5) / table.total
    rare = np.clip(-np.log(chances) / RAREST, 0.1, 1)
    weights, shared = {}, {}
    for lemma, rarity in zip(lemmas, rare, strict=True):
        everywhere = (homes[lemma] - 1) / (count - 1) if count > 1 else 1.0
        above = early[lemma] / count
        shared[lemma] = float(rarity), float(homes[lemma] > 1 or count == 1)
        weights[lemma] = float(rarity) * (LONELY + everywhere**0.5 * (1 + above) / 2)
    return weights, shared


def _find_facets(page: Page, wording: Wording) -> Iterable[str]:
    span, one = wording.span, page.annotated
    if any(span.start <= dated.when.start < span.end for dated in one.dates):
        yield "when"
    kinds = {m.kind for m in one.mentions if span.start <= m.span.start < span.end}
    if "place" in kinds:
        yield "where"
    if "person" in kinds:
        yield "who"
    if WHY.search(wording.text):
        yield "why"
    if any(span.start <= figure.span.start < span.end for figure in one.figures):
        yield "how many"


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

    What repeats a chosen sentence, or is worth less than `faint` of the first one, is left out; if
    not `strict`, only what repeats one nearly word for word.
    """
    taken = list(chosen)
    known = {key for one in taken for key in one.wording.keys}
    spans = {one.wording.span for one in taken}
    left = [one for one in dict.fromkeys(candidates) if one.wording.span not in spans]
    first = judge.rate(taken[0], (), set()) if taken else 0.0
    while left and len(taken) < most:
        rated = [(judge.rate(one, taken, known), -at) for at, one in enumerate(left)]
        worth, at = max(rated)
        first = first or worth
        if worth <= faint * first * strict:
            break
        best = left.pop(-at)
        left = [one for one in left if one.wording.span != best.wording.span]
        if len(best.wording.keys - known) < min(NEW_WORDS, len(best.wording.keys)):
            continue
        if any(judge.repeats(best.wording, other.wording, strict=strict) for other in taken):
            continue
        taken.append(best)
        known |= best.wording.keys
    return taken


def choose_lead(
    openings: Sequence[Candidate], told: Sequence[Candidate], judge: Judge
) -> list[Candidate]:
    """Return the opening sentence that says best what the story is about, or nothing.

    Where it is among the statements already, or one of them says the same, that one is returned.
    """
    if not openings:
        return []
    best = max(openings, key=lambda one: judge.rate(one, (), set()))
    for one in told:
        same = one.wording.span == best.wording.span or (
            best.wording.span in one.citations and judge.repeats(best.wording, one.wording)
        )
        if same and not one.wording.leans:
            return [one]
    return [best]
