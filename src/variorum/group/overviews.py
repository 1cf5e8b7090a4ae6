"""Articles that are no report of one event: round-ups, which tell of several, and background.

A round-up says so in its headline, or its paragraphs have no name in common; then each paragraph
that has the names and most of the words of another story's report tells of that story. It joins
none of them for that. Background says so in its headline. Precision first: a news report that
recalls an older event in passing is neither.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from variorum.group.profiles import LEAD_CHARACTERS, READ_CHARACTERS, weigh_words
from variorum.model import Article, Overview, Span, Touched
from variorum.text.clock import Interval, read_interval
from variorum.text.months import MONTHS
from variorum.text.normal import COMPARABLE, fold_word

ROUND_UP = re.compile(
    r"(?:^|[:|–—-]\s)(?:\w+\s){0,2}round-?up(?:$|\s?[:|–—-])|"
    r"\b(?:(?:news|world|morning|evening|weekly?|daily)\s(?:in\sbrief|briefs?|briefing|digest|wrap)"
    r"|in\sbrief$|briefs$|digest$|(?:news|sports?)\sround-?up|at\sa\sglance|(?:the\s)?(?:day|week|month|year)\sin\sreview"
    r"|(?:today|this\sweek)[’']s\s(?:news|headlines|top\sstories)|top\sstories"
    r"|(?:\d+|three|five|ten)\sthings\s(?:to|you)\s(?:know|need))\b",
    re.IGNORECASE,
)
BACKGROUND = re.compile(
    r"^(?:explainer|explained|background(?:er)?|analysis|timeline|fact\s?(?:box|file|check)|profile"
    r"|obituary|opinion|comment(?:ary)?|editorial|q\s?&\s?a|in\sdepth|long\sread)\s?[:|–—-]"
    r"|\bwhat\s(?:we\s(?:do\s)?(?:and\sdon[’']t\s)?know|(?:you\sneed\s)?to\sknow|(?:is|are)\sbehind)\b"
    r"|\bexplained$|[:–—-]\s(?:an?\s)?(?:explainer|timeline|analysis|profile|opinion|q\s?&\s?a)$"
    r"|^(?:a\s)?timeline\sof\b|\b(?:key|your)\squestions\sanswered\b|\bby\sthe\snumbers$",
    re.IGNORECASE,
)
CAPITALISED = re.compile(r"\b[A-Z]\w[\w\-]+")
CALENDAR = frozenset(
    ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", *MONTHS)
)
LEAST = 4  # paragraphs of a round-up that does not say that it is one, ...
RECURRING = 0.34  # ... of which no larger share has one name in common
WORDS = 6  # of a paragraph that tells something
SEVERAL = 2  # stories that a round-up which does not say so tells of
RARE = 3.0  # nats: a name of which more tells a story
CONTAINED = 0.6  # of what a paragraph's words and names weigh, that the report has as well ...
SHARED = 14.0  # ... and so many nats
NEAR = 7  # days between a round-up and a report of what it tells of, at most
MANY = 60  # reports that open with a name: it tells of none of them
LOOKED_AT = 8  # reports of a story, the earliest


def find_overviews(stories: Sequence[tuple[str, Sequence[Article]]]) -> dict[str, list[Overview]]:
    """Return the overviews of each story that has some, by its id, in the order of its articles.

    `stories` are ids with articles.
    """
    found: dict[str, list[Overview]] = defaultdict(list)
    scattered = frozenset(
        article.id for _, articles in stories for article in articles if _is_scattered(article)
    )
    shelf = _Shelf(stories, scattered)
    for story, articles in stories:
        for article in articles:
            overview = _judge(article, story, shelf)
            if overview is not None:
                found[story].append(overview)
    return dict(found)


def _judge(article: Article, story: str, shelf: "_Shelf") -> Overview | None:
    title = article.title or ""
    said = ROUND_UP.search(title)
    if said or article.id in shelf.scattered:
        touched = tuple(shelf.find_touched(article, story))
        if said:
            return Overview(article.id, "round-up", _cite(said), touched)
        if len(touched) >= SEVERAL:
            because = "its paragraphs tell of several stories and have no name in common"
            return Overview(article.id, "round-up", because, touched)
    said = BACKGROUND.search(title)
    if said:
        return Overview(article.id, "background", _cite(said))
    return None


def _cite(said: re.Match[str]) -> str:
    return f"its headline says “{said[0].strip(' :|–—-')}”"


def _list_paragraphs(article: Article) -> Iterator[Span]:
    """Yield the body's paragraphs, each with what the reader took for its dateline ("OSLO:")."""
    end = article.start
    for block in article.blocks:
        if block.kind == "body":
            start = max(end, article.text.rfind("\n", end, block.start) + 1)
            while start < block.end and article.text[start].isspace():
                start += 1
            yield Span(article.id, start, block.end)
        if block.kind != "dateline":
            end = block.end


def _find_names(words: str) -> set[str]:
    return set(map(str.casefold, CAPITALISED.findall(words))) - CALENDAR


def _read_words(words: str) -> list[str]:
    return [key for key in map(fold_word, COMPARABLE.findall(words)) if key]


def _is_scattered(article: Article) -> bool:
    """Whether no name of some paragraphs, of an article that has enough of them, recurs."""
    paragraphs = [article.cut(span) for span in islice(_list_paragraphs(article), 40)]
    told = [names for words in paragraphs if (names := _find_names(words))]
    if len(told) < LEAST or 2 * len(told) < len(paragraphs):
        return False
    counts = Counter(name for names in told for name in names)
    return max(counts.values()) <= max(1, RECURRING * len(told))


@dataclass(frozen=True)
class _Report:
    """An article that a paragraph may tell of."""

    story: str
    article: Article

    @cached_property
    def words(self) -> frozenset[str]:
        text = self.article.text[self.article.start : self.article.start + READ_CHARACTERS]
        words = COMPARABLE.findall(f"{self.article.title or ''}\n{text}")
        return frozenset(map(fold_word, words))

    @cached_property
    def when(self) -> Interval | None:
        return read_interval(self.article.published)

    def is_near(self, when: Interval | None) -> bool:
        """Whether it may be published within NEAR days of another."""
        if self.when is None or when is None:
            return True
        apart = max(self.when.earliest - when.latest, when.earliest - self.when.latest)
        return apart.days <= NEAR


class _Shelf:
    """The reports of all stories by the names of their titles and leads."""

    def __init__(
        self, stories: Sequence[tuple[str, Sequence[Article]]], scattered: frozenset[str]
    ) -> None:
        """`scattered`: ids of articles whose paragraphs have no name in common."""
        self._stories = stories
        self.scattered = scattered

    @cached_property
    def _reports(self) -> Mapping[str, list[_Report]]:
        found: dict[str, list[_Report]] = defaultdict(list)
        for story, articles in self._stories:
            for article in articles[:LOOKED_AT]:
                alone = len(articles) == 1 and article.id in self.scattered
                if alone or ROUND_UP.search(article.title or ""):
                    continue  # may itself be a round-up
                body = next((one.start for one in article.blocks if one.kind == "body"), 0)
                lead = article.text[article.start : body + LEAD_CHARACTERS]
                report = _Report(story, article)
                for name in _find_names(f"{article.title or ''}\n{lead}"):
                    found[name].append(report)
        return found

    def find_touched(self, article: Article, own: str) -> Iterator[Touched]:
        """Yield the other stories that its paragraphs tell of, each where one first does."""
        seen = {own}
        when = read_interval(article.published)
        spans = list(_list_paragraphs(article))
        told = [_read_words(article.cut(span)) for span in spans]
        every = Counter(key for keys in told for key in keys)
        nats = dict(zip(every, weigh_words(every)[1].tolist(), strict=True))
        for span, keys in zip(spans, told, strict=True):
            story = self._find_story(article.cut(span), {key: nats[key] for key in keys}, when)
            if story is not None and story not in seen:
                seen.add(story)
                yield Touched(story, span)

    def _find_story(
        self, words: str, nats: Mapping[str, float], when: Interval | None
    ) -> str | None:
        """Return the story that a paragraph tells of; None if none does or two do as well.

        `nats`: the weight of each of its words, in their order.
        """
        if len(nats) < WORDS:
            return None
        names = {name for name in _find_names(words) if nats.get(name, 0.0) >= RARE}
        fits: dict[str, float] = {}
        for report in self._list_reports(names, nats):
            if report.is_near(when):
                fit = _measure(nats, names, report.words)
                fits[report.story] = max(fit, fits.get(report.story, 0.0))
        best = sorted(fits.items(), key=lambda pair: -pair[1])[:2]
        if not best or best[0][1] < CONTAINED or (len(best) > 1 and best[0][1] == best[1][1]):
            return None
        return best[0][0]

    def _list_reports(self, names: set[str], nats: Mapping[str, float]) -> Sequence[_Report]:
        """Return the reports that open with the rarest of the names, if it tells them apart."""
        if not names:
            return ()
        found = self._reports.get(max(sorted(names), key=nats.__getitem__), ())
        return found if len(found) <= MANY else ()


def _measure(nats: Mapping[str, float], names: set[str], words: frozenset[str]) -> float:
    """Return what share of a paragraph a report has, of its words and of its names: the lesser."""
    shared = sum(weight for word, weight in nats.items() if word in words)
    named = sum(nats[name] for name in names)
    if shared < SHARED or not named:
        return 0.0
    common = sum(nats[name] for name in names if name in words)
    return min(shared / sum(nats.values()), common / named)
