"""What the sentences of one story's articles are worth in a brief, and which tell the same.

A word is worth more the more articles have it (early in them and in headlines above all) and the
rarer it is in general news; a sentence is worth the words that no chosen sentence has yet, for its
length. So what only one article tells beside the event ("a body was found elsewhere") is worth
little. After D. Gillick and B. Favre, "A scalable global model for summarization" (2009): cover the
concepts that the documents share, each once.
"""

import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from variorum.group.retelling import find_concepts, share_told, weigh_concepts
from variorum.model import Dated, Span
from variorum.report.candidates import Candidate
from variorum.report.facets import (
    FINAL,
    find_facets,
    find_first_day,
    find_latecomers,
    find_later,
    find_numbers,
    is_counted_out,
    is_long_ago,
    is_partial,
)
from variorum.report.furniture import denies, is_announcement, is_routine, tells_many
from variorum.report.outcomes import tells_outcome
from variorum.report.rarity import EARLY, read_title, weigh_words
from variorum.report.wordings import LONG, Page, Wording, overlap

SAME = 0.6  # share of a sentence's weight that one chosen sentence tells: it says the same again
LATER = 0.65  # SAME for a later day's first sentence, which has that day's news
KNOWN = 0.85  # of a later day's opening, in the reports of the days before: it tells nothing new
OUTCOME = 0.85  # LATER, if it tells what has come of it: a death, an arrest, a sentence
ELSEWHERE = 0.45  # SAME for sentences of two articles: both tell one event
NEAR_TOP = 0.38  # the same among the first sentences of the second: there it tells the event
TOP = 4  # sentences, headline and all
DENIED = 0.75  # SAME where one of the two denies or disputes something
BARELY = 0.45  # of it, if all words count by their rarity alone: below it there is too much news
EITHER = 0.5  # of either sentence in the other: two articles tell one thing
BOTH = 0.42  # of each in the other, in one article: likewise
LEADS = 0.15  # SAME for two articles' openings: they tell one event; either way round
COUNTED = (
    0.22  # SAME for sentences of two articles that give one number of the dead, shots or votes
)
FULLER = 0.85  # of a chosen sentence, in another that tells more: the fuller one takes its place
WORDS = 0.8  # of the shorter sentence's words in the other
LATE = 1 / 3  # of the reports of that day or later: what a lone one adds does not lead
RECAPS = 0.4  # share of an earlier opening that makes a later one tell the event as well
LENGTH = 8  # words added to a sentence's length: short ones are not worth more for being short
HALF = 6  # sentences down its article, at which a sentence is worth half of the first
TOLD = 0.1  # of a word's worth, if a chosen sentence has it already
NEWS = 1.4  # the last day's first sentence: what has come of it
OPENS = 1.35  # an article's first sentence that can stand alone says what is new in it
ONE_HAND = 1.15  # a sentence of the article that the lead is from: nobody tells a thing twice
AFRESH = 1.18  # for each of who, when, where, why, how many that no chosen sentence tells yet
OVERTAKEN = 0.4  # of the worth of what was not known yet, where a later report is among the files
AWAITED = 0.1  # the same of what was to come, and must have come by then
DERIVED = 0.6  # of the worth of what stands in a report that is made of another one here
SEVERAL = 2  # citations of a sentence that need no proof that it is about the story
FULLNESS = 0.2  # power of its length, by which a longer lead is better
NEWEST = 1.25  # a later day's opening that tells the event as well, as a lead
HEADLESS = 0.25  # of a lead's worth, if the headlines have none of it
AGENCY = 1.2  # of a lead's worth, if its article says that it is the agency's own
BELOW = 0.75  # of a lead's worth, for each sentence above it
MIXED = 0.35  # of the worth of what a round-up alone tells: it may be of another event
MANY = 0.5  # of a lead's worth, if it sums up several events
ANNOUNCED = 0.3  # the same, if it tells nothing but what is to come
OPENING = 0.4  # power of these three for an opening that is to lead the brief: it tells the event
BACKGROUND = 0.4  # of the worth of what was long before the first report
LOADED = 0.4  # of the worth of what takes sides in its own words
COUNTED_OUT = 1.6  # by which the end of a count is the better lead
ROUTINE = 0.25  # of the worth of what is so after every such event
UNKNOWN = 0.35  # of the worth of a sentence about somebody or something that nobody introduced
FOCUS = 0.4  # share of a sentence's words, by rarity, that other articles have: enough
AROUND = 2  # sentences on either side that show whether the page still tells this story
FOREIGN = 0.1  # what a sentence is worth at least that shares no word with another article
ELSE = 0.2  # share of an article's first sentences: below it the page begins with other stories
APART = 0.33  # on such a page, of a sentence and those around it: below it, it is one of these
NEARLY = 0.25  # of FOCUS: below it a sentence is not taken to fill a short brief
ABOUT = 0.6  # of that: an opening below it is of another story on the page


@dataclass(frozen=True, slots=True)
class Sense:
    """What a sentence tells, as it is needed again and again."""

    concepts: dict[str, float]  # what it tells, thing by thing, each with its weight
    whole: float  # of these weights
    news: dict[str, float]  # the same, but those who say it count little
    worths: dict[str, float]  # what each thing is worth
    facets: frozenset[str]  # which of who, when, where, why, how many
    named: frozenset[str]  # surnames of persons with their first names
    bare: frozenset[str]  # surnames alone
    persons: frozenset[str]  # the words of persons' names among its concepts
    presumed: frozenset[str]  # things that it speaks of as known
    fresh: float  # by how much less it is worth that is no news, or none any more
    numbers: frozenset[str | tuple[str, float]]  # what it counts, and how many; large numbers
    routine: bool  # it tells what is so after every such event
    opening: bool
    developing: bool  # the opening of a later day's report that tells what none before it does
    day: int


class Told:
    """What the sentences chosen so far tell together."""

    def __init__(self) -> None:
        self.home: str | None = None  # the article of the first
        self.concepts: set[str] = set()
        self.facets: set[str] = set()
        self.named: set[str] = set()
        self.day = 0  # of the first

    def add(self, wording: Wording, sense: Sense) -> None:
        """Take a sentence among the chosen ones."""
        if self.home is None:
            self.home, self.day = wording.span.article, sense.day
        self.concepts |= sense.news.keys()
        self.facets |= sense.facets
        self.named |= sense.named


class Judge:
    """What the words and sentences of one story's articles are worth."""

    def __init__(
        self,
        pages: Mapping[str, Page],
        openings: Iterable[Candidate] = (),
        derived: Collection[str] = (),
        known: frozenset[str] = frozenset(),
    ) -> None:
        """`openings` are the articles' first sentences; `derived` stand on other articles here.

        `known` are surnames that need no first name.
        """
        self.pages = pages
        self.derived = derived
        self.known = known
        self._openings = [one.wording for one in openings]
        self._opening = frozenset(one.span for one in self._openings)
        self._rarity, self._worth, self._shared = weigh_words(pages)
        self._counted_out = is_counted_out(pages)
        self.latecomers = find_latecomers(pages)
        self._last = max((page.day for page in pages.values()), default=0)
        articles = [page.article for page in pages.values()]
        self._until = max(
            ((one.published or one.updated or "")[:10] for one in articles), default=""
        )
        self._since = find_first_day(articles)
        self._late = find_later(articles)
        self._titles = [
            weigh_concepts(read_title(page.article.title), self._rarity) for page in pages.values()
        ]
        mixed = {
            one.span.article
            for one in self._openings
            if tells_many(f"{one.text} {pages[one.span.article].article.title or ''}")
        }
        self._mixed = mixed if len(mixed) < len(pages) else set[str]()
        self._senses: dict[Span, Sense] = {}
        self._focus: dict[str, list[tuple[float, float]]] = {}  # by article: shared, and all
        self._elsewhere: dict[str, bool] = {}
        self._known: dict[int, set[str]] = {}  # by day: what was told before

    def read(self, wording: Wording) -> Sense:
        """Return what a sentence tells; it is read once."""
        found = self._senses.get(wording.span)
        if found is None:
            found = self._senses[wording.span] = self._read(wording)
        return found

    def _read(self, wording: Wording) -> Sense:
        page = self.pages[wording.span.article]
        concepts = weigh_concepts(wording.keys, self._rarity)
        tellers = page.tellers(wording.number)
        news = weigh_concepts(wording.keys, self._rarity, tellers) if tellers else concepts
        opening = wording.span in self._opening
        named, bare = page.surnames(wording.span)
        dates = [
            dated
            for dated in page.annotated.dates
            if wording.span.start <= dated.when.start < wording.span.end
        ]
        return Sense(
            concepts=concepts,
            whole=math.fsum(concepts.values()) or 1.0,
            news=news,
            worths={one: weight * self._worth[one] for one, weight in concepts.items()},
            facets=frozenset(find_facets(page, wording, dates)),
            named=named,
            bare=bare - named,
            persons=frozenset(find_concepts(page.persons(wording.span))),
            presumed=frozenset(find_concepts(wording.presumed)),
            fresh=self._rate_news(wording, page, dates),
            numbers=frozenset(find_numbers(page, wording)),
            routine=is_routine(wording.text),
            opening=opening,
            developing=opening and page.day > 0 and self._develops(page, news),
            day=page.day,
        )

    def _develops(self, page: Page, news: Mapping[str, float]) -> bool:
        """Whether a report's opening tells what came after: by its day, or what none before has."""
        late = page.article.id in self._late
        return late or share_told(news, self._find_known(page.day)) < KNOWN

    def _find_known(self, day: int) -> set[str]:
        """Return what the reports of the days before one tell."""
        if day not in self._known:
            self._known[day] = {
                concept
                for page in self.pages.values()
                if page.day < day
                for number in range(len(page.sentences))
                for concept in find_concepts(page.keys(number))
            }
        return self._known[day]

    def tell(self, chosen: Iterable[Candidate]) -> Told:
        """Return what some sentences tell together."""
        told = Told()
        for one in chosen:
            told.add(one.wording, self.read(one.wording))
        return told

    def repeats(self, one: Wording, other: Wording) -> bool:
        """Whether a sentence says what another, already chosen, says."""
        ours, theirs = self.read(one), self.read(other)
        told, back = share_told(ours.news, theirs.news), share_told(theirs.news, ours.news)
        requotes = one.quoted & other.quoted and told > EITHER
        if requotes or overlap(one.keys, other.keys) > WORDS:
            return True
        share = (share_told(ours.worths, theirs.news) + told) / 2
        overtaken = one.provisional and ours.day < self._last
        later = ours.developing and ours.day > theirs.day and not overtaken
        outcome = tells_outcome(ours.news, theirs.news)
        earlier = ours.day < theirs.day and outcome
        both_late = {one.span.article, other.span.article} <= self._late  # of other developments
        if ours.opening and theirs.opening and not (later or earlier or both_late):
            return max(share, back) > LEADS
        apart = one.span.article != other.span.article
        back = (share_told(theirs.worths, ours.news) + back) / 2
        if later:
            both = 1.0 if outcome else EITHER
            return share > (OUTCOME if outcome else LATER) or min(share, back) > both
        either = max(share, back) > EITHER and (apart or min(share, back) > BOTH)
        if either or (apart and share > COUNTED and ours.numbers & theirs.numbers):
            return True
        same = SAME if not apart else ELSEWHERE if one.depth >= TOP else NEAR_TOP
        if share <= same or (told <= BARELY and same > NEAR_TOP):
            return False
        return share > DENIED or denies(one.text) == denies(other.text)

    def is_fuller(self, one: Wording, other: Wording) -> bool:
        """Whether a sentence tells what another, already chosen, tells, and more."""
        return share_told(self.read(other).news, self.read(one).news) > FULLER

    def rate(self, one: Candidate, told: Told | None = None) -> float:
        """Return what a candidate adds to the sentences chosen so far; none yet: as a lead."""
        wording, sense = one.wording, self.read(one.wording)
        known = told.concepts if told else frozenset[str]()
        focus = 1.0
        if len(one.citations) < SEVERAL:
            focus = self.focus(wording, known)
        worth = focus * HALF / (HALF + one.depth) / math.sqrt(wording.words + LENGTH)
        worth *= math.fsum(
            weight * TOLD if key in known else weight for key, weight in sense.worths.items()
        )
        worth *= 1 + 0.4 * (min(one.independence.low, 3) - 1)
        worth *= 1 + 0.25 * (min(one.independence.high, 3) - 1)
        if wording.words > LONG:
            worth *= LONG / wording.words
        if sense.routine:
            worth *= ROUTINE
        if wording.span.article in self.derived:
            worth *= DERIVED
        if len(one.citations) < SEVERAL and wording.span.article in self._mixed:
            worth *= MIXED
        if sense.opening and focus > ABOUT:
            worth *= OPENS * (NEWS if 0 < sense.day == self._last else 1)
        strangers = sense.bare - self.known - (told.named if told else set())
        if strangers or (sense.presumed and known.isdisjoint(sense.presumed)):
            worth *= UNKNOWN if told else UNKNOWN**2
        if told is None:
            return worth * (sense.fresh**OPENING if sense.opening else sense.fresh)
        if told.home == wording.span.article:
            worth *= ONE_HAND
        return worth * sense.fresh * AFRESH ** len(sense.facets - told.facets)

    def rate_lead(self, one: Candidate) -> float:
        """Return how well a sentence tells what the story is about."""
        sense = self.read(one.wording)
        earlier = (other for other in self._openings if self.read(other).day < sense.day)
        recaps = any(share_told(self.read(other).news, sense.news) > RECAPS for other in earlier)
        heads = [share_told(title, sense.concepts) for title in self._titles if title]
        full: float = min(one.wording.words, LONG) ** FULLNESS
        worth = self.rate(one) * full * (HEADLESS + math.fsum(heads) / (len(heads) or 1))
        worth *= BELOW ** self._above(one.wording)
        dateline = self.pages[one.wording.span.article].article.dateline
        if dateline and dateline.agency:
            worth *= AGENCY
        if self._counted_out and FINAL.search(one.wording.text):
            worth *= COUNTED_OUT
        if tells_many(one.wording.text):
            worth *= MANY
        if is_announcement(one.wording.text):
            worth *= ANNOUNCED
        since = sum(self.read(other).day >= sense.day for other in self._openings)
        lately = since >= LATE * len(self._openings)
        return worth * NEWEST if recaps and lately else worth

    def _above(self, wording: Wording) -> int:
        """Return how many sentences of its article stand before one, but for captions and calls."""
        page = self.pages[wording.span.article]
        before = map(page.read, range(wording.number))
        return sum(1 for one in before if one and not (one.caption or one.standfirst))

    def is_stale(self, wording: Wording) -> bool:
        """Whether a sentence tells nothing of this event, or what a later report overtook."""
        sense = self.read(wording)
        return sense.routine or sense.fresh < 1 or self.focus(wording) < NEARLY

    def focus(self, wording: Wording, known: Collection[str] = ()) -> float:
        """Return how likely a sentence that one article has is about the story, to 1."""
        sense = self.read(wording)
        near = {key for key in sense.concepts if key in self._shared or key in known}
        about = math.fsum(sense.concepts[key] for key in near)
        loose = math.fsum(
            weight
            for key, weight in sense.concepts.items()
            if key not in near and key not in sense.persons
        )
        around = self._focus_around(wording)
        if around < APART and self._begins_elsewhere(wording.span.article):
            return 0.0
        return min(1.0, max(FOREIGN, min(about / (about + loose or 1), around) / FOCUS))

    def _focus_around(self, wording: Wording) -> float:
        """Return the share of what several articles tell in a sentence and those around it.

        A page may hold another story, of which one sentence shares common words with this one.
        """
        low = max(0, wording.number - AROUND)
        return _share(self._measure(wording.span.article)[low : wording.number + AROUND + 1])

    def _begins_elsewhere(self, name: str) -> bool:
        """Whether a page tells other stories before it comes to this one."""
        if name not in self._elsewhere:
            shares = self._measure(name)
            self._elsewhere[name] = _share(shares[:EARLY]) < ELSE and any(
                _share(shares[at : at + 2 * AROUND]) > APART for at in range(len(shares))
            )
        return self._elsewhere[name]

    def _measure(self, name: str) -> list[tuple[float, float]]:
        """Return what several articles tell of each sentence of an article, and all it tells."""
        if name not in self._focus:
            page = self.pages[name]
            concepts = (
                weigh_concepts(page.keys(number), self._rarity)
                for number in range(len(page.sentences))
            )
            self._focus[name] = [
                (
                    math.fsum(weight for key, weight in one.items() if key in self._shared),
                    math.fsum(one.values()),
                )
                for one in concepts
            ]
        return self._focus[name]

    def _rate_news(self, wording: Wording, page: Page, dates: Sequence[Dated]) -> float:
        """Return by how much less a sentence is worth that is no news, or none any more."""
        worth = 1.0
        if page.day < self._last:
            awaited = any(one.planned and one.date[:10] <= self._until for one in dates)
            worth *= AWAITED if awaited else OVERTAKEN if wording.provisional else 1.0
        worth *= LOADED if wording.loaded else 1.0
        if self._counted_out and is_partial(page, wording.span):
            worth *= AWAITED
        return worth * BACKGROUND if is_long_ago(self._since, dates) else worth


def _share(parts: Iterable[tuple[float, float]]) -> float:
    """Return the first numbers' share of the second."""
    about = whole = 0.0
    for one, all_told in parts:
        about, whole = about + one, whole + all_told
    return about / (whole or 1.0)
