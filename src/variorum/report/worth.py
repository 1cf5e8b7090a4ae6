"""What the sentences of one story's articles are worth in a brief, and which tell the same.

A word is worth more the more articles have it (early in them and in headlines above all) and the
rarer it is in general news; a sentence is worth the words that no chosen sentence has yet, for its
length. So what only one article tells beside the event ("a body was found elsewhere") is worth
little. After D. Gillick and B. Favre, "A scalable global model for summarization" (2009): cover the
concepts that the documents share, each once.
"""

import math
import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence

import numpy as np

from variorum.model import Span
from variorum.report.candidates import Candidate
from variorum.report.furniture import denies, is_routine
from variorum.report.retelling import find_concepts, share_told, weigh_concepts
from variorum.report.wordings import LONG, Page, Wording, overlap
from variorum.text.clock import read_interval
from variorum.text.frequency import RAREST, hash_word, load_frequencies, look_up
from variorum.text.inflection import find_tokens

SAME = 0.6  # share of a sentence's weight that one chosen sentence tells: it says the same again
LATER = 0.75  # SAME for a later day's first sentence, which has that day's news
ELSEWHERE = 0.55  # SAME for sentences of two articles: both tell one event
DENIED = 0.75  # SAME where one of the two denies or disputes something
BARELY = 0.45  # of it, if all words count by their rarity alone: below it there is too much news
LEADS = 0.33  # SAME for two articles' openings: they tell one event; either way round
FULLER = 0.85  # of a chosen sentence, in another that tells more: the fuller one takes its place
WORDS = 0.8  # of the shorter sentence's words in the other
RECAPS = 0.4  # share of an earlier opening that makes a later one tell the event as well
EARLY = 6  # sentences of an article that tell what it is about
LONELY = 0.4  # what a word is worth that one article alone has, against one that all have
TITLED = 0.8  # by which a word is worth more that all headlines have
LENGTH = 6  # words added to a sentence's length: short ones are not worth more for being short
HALF = 6  # sentences down its article, at which a sentence is worth half of the first
TOLD = 0.1  # of a word's worth, if a chosen sentence has it already
OPENS = 1.35  # an article's first sentence that can stand alone says what is new in it
ONE_HAND = 1.15  # a sentence of the article that the lead is from: nobody tells a thing twice
AFRESH = 1.12  # for each of who, when, where, why, how many that no chosen sentence tells yet
OVERTAKEN = 0.4  # of the worth of what was not known yet, where a later report is among the files
OPENING = 0.4  # power of these three for an opening that is to lead the brief: it tells the event
BACKGROUND = 0.4  # of the worth of what was long before the report
LONG_AGO = 60  # days
ROUTINE = 0.25  # of the worth of what is so after every such event
CAPTION = 0.35  # of the worth of what may be a caption
UNKNOWN = 0.5  # of the worth of a sentence about somebody or something that nobody introduced
FOCUS = 0.4  # share of a sentence's words, by rarity, that other articles have: enough
FOREIGN = 0.1  # what a sentence is worth at least that shares no word with another article
ABOUT = 0.6  # of that: an opening below it is of another story on the page
WHY = re.compile(
    r"\b(?:because|motives?|reasons?|prompted|sparked|triggered|stemm(?:ed|ing)|caused?|due\sto|over\san?|"
    r"after\san?\s(?:\w+\s){0,2}(?:argument|dispute|fight|quarrel|altercation|vote|ruling|report|leak|"
    r"collision|strike|protest)|in\s(?:response|retaliation|protest|order)\b|so\sthat|blam(?:ed|ing|es)|"
    r"result(?:ed|ing)\sfrom|led\sto|accus(?:ed|ing)\s)\b",
    re.IGNORECASE,
)


class Judge:
    """What the words and sentences of one story's articles are worth."""

    def __init__(
        self,
        pages: Mapping[str, Page],
        openings: Iterable[Candidate] = (),
        stale: Collection[Span] = (),
    ) -> None:
        """`openings` are the articles' first sentences, `stale` those with an outdated number."""
        self.pages = pages
        self.stale = stale
        self._first = [one.wording for one in openings]
        self.openings = frozenset(one.span for one in self._first)
        self._rarity, self._worth, self._shared = _weigh(pages)
        self._last = max((page.day for page in pages.values()), default=0)
        articles = [page.article for page in pages.values()]
        self._until = max(
            ((one.published or one.updated or "")[:10] for one in articles), default=""
        )
        self._titles = [
            weigh_concepts(_read_title(page.article.title), self._rarity) for page in pages.values()
        ]
        self._facets: dict[Span, frozenset[str]] = {}
        self._surnames: dict[Span, tuple[frozenset[str], frozenset[str]]] = {}
        self._concepts: dict[Span, dict[str, float]] = {}
        self._news: dict[Span, dict[str, float]] = {}
        self._worths: dict[Span, dict[str, float]] = {}
        self._fresh: dict[Span, float] = {}
        self._alone: dict[Candidate, float] = {}

    def focus(self, wording: Wording, known: Collection[str] = ()) -> float:
        """Return how far a sentence is about what others tell, 0..1: other articles, or `known`."""
        concepts = self.concepts(wording)
        about = sum(
            weight for one, weight in concepts.items() if one in self._shared or one in known
        )
        return min(1.0, max(FOREIGN, about / (FOCUS * sum(concepts.values()) or 1.0)))

    def concepts(self, wording: Wording) -> dict[str, float]:
        """Return what a sentence tells, thing by thing, each with its weight."""
        found = self._concepts.get(wording.span)
        if found is None:
            found = self._concepts[wording.span] = weigh_concepts(wording.keys, self._rarity)
        return found

    def news(self, wording: Wording) -> dict[str, float]:
        """Return the same, but those who say it count little."""
        found = self._news.get(wording.span)
        if found is None:
            tellers = self.pages[wording.span.article].tellers(wording.number)
            found = self._news[wording.span] = (
                weigh_concepts(wording.keys, self._rarity, tellers)
                if tellers
                else self.concepts(wording)
            )
        return found

    def repeats(self, one: Wording, other: Wording) -> bool:
        """Whether a sentence says what another, already chosen, says."""
        ours, theirs = self.news(one), self.news(other)
        days = [self.pages[wording.span.article].day for wording in (one, other)]
        if overlap(one.keys, other.keys) > WORDS or one.quoted & other.quoted:
            return True
        share = (share_told(self.worths(one), theirs) + share_told(ours, theirs)) / 2
        if one.span in self.openings and days[0] > days[1]:
            return share > LATER
        if {one.span, other.span} <= self.openings:
            return max(share, share_told(theirs, ours)) > LEADS
        same = SAME if one.span.article == other.span.article else ELSEWHERE
        if denies(one.text) != denies(other.text):
            same = DENIED
        return share > same and share_told(ours, theirs) > BARELY

    def is_fuller(self, one: Wording, other: Wording) -> bool:
        """Whether a sentence tells what another, already chosen, tells, and more."""
        return share_told(self.news(other), self.news(one)) > FULLER

    def rate(self, one: Candidate, chosen: Sequence[Candidate], known: Collection[str]) -> float:
        """Return what a candidate adds to the chosen ones, whose concepts are `known`."""
        wording = one.wording
        focus = 1.0 if len(one.citations) > 1 else self.focus(wording, known)
        worth = self._rate_alone(one) * focus
        news = self._rate_news(wording)
        worth *= news if chosen or wording.span not in self.openings else news**OPENING
        if wording.span in self.openings and focus > ABOUT:
            worth *= OPENS
        worth *= sum(
            weight * TOLD if concept in known else weight
            for concept, weight in self.worths(wording).items()
        )
        told = {facet for other in chosen for facet in self.facets(other.wording)}
        worth *= AFRESH ** len(self.facets(wording) - told)
        if chosen and chosen[0].wording.span.article == wording.span.article:
            worth *= ONE_HAND
        if self._strangers(wording, chosen) or self._presumes(wording, known):
            worth *= UNKNOWN if chosen else UNKNOWN**2
        return worth

    def recaps(self, wording: Wording) -> bool:
        """Whether a later day's opening tells again what an earlier day's told: it has all."""
        day = self.pages[wording.span.article].day
        earlier = (one for one in self._first if self.pages[one.span.article].day < day)
        return any(share_told(self.news(one), self.news(wording)) > RECAPS for one in earlier)

    def heads(self, wording: Wording) -> float:
        """Return how much of the articles' headlines a sentence tells, on average, 0..1."""
        concepts = self.concepts(wording)
        shares = [share_told(title, concepts) for title in self._titles if title]
        return sum(shares) / (len(shares) or 1)

    def worths(self, wording: Wording) -> dict[str, float]:
        """Return what each thing that a sentence tells is worth."""
        found = self._worths.get(wording.span)
        if found is None:
            found = self._worths[wording.span] = {
                concept: weight * self._worth.get(concept, LONELY)
                for concept, weight in self.concepts(wording).items()
            }
        return found

    def _rate_alone(self, one: Candidate) -> float:
        """Return by what a candidate's words count more or less, whatever else is chosen."""
        found = self._alone.get(one)
        if found is not None:
            return found
        wording = one.wording
        worth = HALF / (HALF + one.number) / math.sqrt(wording.words + LENGTH)
        if wording.span in self.stale or self._is_awaited(wording):
            worth *= OVERTAKEN
        worth *= 1 + 0.4 * (min(one.independence.low, 3) - 1)
        worth *= 1 + 0.25 * (min(max(one.outlets, one.independence.high), 3) - 1)
        if wording.words > LONG:
            worth *= LONG / wording.words
        if wording.caption:
            worth *= CAPTION
        self._alone[one] = worth
        return worth

    def _rate_news(self, wording: Wording) -> float:
        """Return by how much less a sentence is worth that is no news, or none any more."""
        found = self._fresh.get(wording.span)
        if found is None:
            page = self.pages[wording.span.article]
            found = OVERTAKEN if wording.provisional and page.day < self._last else 1.0
            found *= ROUTINE if is_routine(wording.text) else 1.0
            found *= BACKGROUND if self._is_background(wording, page) else 1.0
            self._fresh[wording.span] = found
        return found

    def is_stale(self, wording: Wording) -> bool:
        """Whether a sentence tells nothing of this event, or what a later report overtook."""
        return (
            wording.span in self.stale
            or is_routine(wording.text)
            or self._is_awaited(wording)
            or (wording.provisional and self.pages[wording.span.article].day < self._last)
        )

    def _is_awaited(self, wording: Wording) -> bool:
        """Whether it tells as to come what must have come when a later report was written."""
        page = self.pages[wording.span.article]
        return page.day < self._last and any(
            dated.planned and dated.date[:10] <= self._until
            for dated in page.annotated.dates
            if wording.span.start <= dated.when.start < wording.span.end
        )

    def _is_background(self, wording: Wording, page: Page) -> bool:
        """Whether all that a sentence dates was long before the report."""
        published = read_interval(page.article.published)
        held = [
            interval.latest
            for dated in page.annotated.dates
            if wording.span.start <= dated.when.start < wording.span.end
            if (interval := read_interval(dated.date))
        ]
        return (
            published is not None
            and bool(held)
            and (published.earliest - max(held)).days > LONG_AGO
        )

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

    def _presumes(self, wording: Wording, known: Collection[str]) -> bool:
        """Whether it begins with "The device", and no chosen sentence tells of any."""
        subject = find_concepts(wording.presumed)
        return bool(subject) and not any(one in known for one in subject)

    def _strangers(self, wording: Wording, chosen: Sequence[Candidate]) -> bool:
        """Whether a person's bare surname stands in it that no chosen sentence introduces."""
        full, bare = self.introduces(wording)
        if not bare - full:
            return False
        known = {name for other in chosen for name in self.introduces(other.wording)[0]}
        return bool(bare - full - known)


def _weigh(pages: Mapping[str, Page]) -> tuple[dict[str, float], dict[str, float], frozenset[str]]:
    """Return how rare each word is, 0..1, what each concept is worth, and which several tell.

    A concept's worth is by the articles that have it, above all near their beginning and in their
    headlines.
    """
    words: set[str] = set()
    homes: Counter[str] = Counter()
    early: Counter[str] = Counter()
    titled: Counter[str] = Counter()
    for page in pages.values():
        keys = [page.keys(number) for number in range(len(page.sentences))]
        title = _read_title(page.article.title)
        words |= title.union(*keys)
        titled.update(find_concepts(title))
        homes.update(find_concepts(title.union(*keys)))
        early.update(find_concepts(title.union(*keys[:EARLY])))
    count = len(pages)
    table = load_frequencies()
    lemmas = list(words)
    hashes = np.array([hash_word(lemma) for lemma in lemmas], dtype=np.uint64)
    chances = np.maximum(look_up(table, 1, hashes), 0.5) / table.total
    rare = np.clip(-np.log(chances) / RAREST, 0.1, 1)
    worths = {}
    for concept, several in homes.items():
        everywhere = (several - 1) / (count - 1) if count > 1 else 1.0
        above = early[concept] / count
        worth = LONELY + everywhere**0.5 * (1 + above) / 2
        worths[concept] = worth * (1 + TITLED * titled[concept] / count)
    shared = frozenset(one for one, several in homes.items() if several > 1 or count == 1)
    return dict(zip(lemmas, map(float, rare), strict=True)), worths, shared


def _read_title(title: str | None) -> set[str]:
    return {token.lemma for token in find_tokens(title or "") if token.content}


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
