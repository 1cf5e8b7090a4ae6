"""The tolls that the articles of one story give: do they conflict, or did they grow?

Only numbers that an article states outright are compared ("three people were killed", never "a
man was killed"), each article's own toll of its own event (`variorum.annotate.toll`).
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from variorum.annotate.casualty_words import PEOPLE, PERSON
from variorum.annotate.toll import casualties
from variorum.compare.order import compare_times, days_apart, sort_by_time
from variorum.model import (
    Annotated,
    Article,
    Conflict,
    ConflictVerdict,
    Descent,
    Figure,
    Span,
    Value,
)
from variorum.text.numbers import find_numbers

# A round-up of several events gives the toll of all of them.
ROUND_UP = re.compile(
    r"\b(?:weekend|overnight|shootings|attacks|crashes|incidents|stabbings|separate|homicides|"
    r"killings|murders|violence)\b",
    re.IGNORECASE,
)
# The attacker's own death or wounds: counted or not.
ATTACKER = re.compile(
    r"\b(?:gunman|shooter|suspect|attacker|assailant|bomber|perpetrator|killer|father|husband|man|"
    r"boyfriend|driver|officer|police|deputy)s?\b[^.]{0,60}?\b(?:kill(?:ed|s|ing)\s(?:him|her)self|"
    r"(?:shot|shoots|shooting)\s(?:him|her)self|(?:his|her)\sown\slife|suicide|"
    r"(?:gunman|shooter|suspect|attacker)\b[^.]{0,30}\b(?:dead|died|killed))"
    r"|\bmurder-suicide\b|\b(?:including|excluding|counting)\s(?:the|a)\s(?:\w+\s)?(?:gunman|shooter|suspect|attacker|bomber)"
    r"|\b(?:gunman|shooter|suspect|attacker|assailant|bomber)\b[^.]{0,40}\b(?:was|were|is|are)\s(?:also\s)?(?:\w+\s)?(?:dead|killed|wounded|injured|shot)"
    r"|\bturned the gun on (?:him|her)self"
    r"|\b(?:gunman|shooter|suspect|attacker|assailant|man|bomber)\b[^.]{0,40}\b(?:shot|wounded|injured|killed|hit)\sby\s(?:\w+\s){0,3}"
    r"(?:deput(?:y|ies)|officers?|police|agents?|troopers?|guards?|homeowner)"
    r"|\b(?:deput(?:y|ies)|officers?|police|agents?|troopers?|guards?|homeowner)\b[^.]{0,30}\b(?:shot|wounded|killed|returned\sfire)\b"
    r"[^.]{0,30}\b(?:gunman|shooter|suspect|attacker|assailant|robber)",
    re.IGNORECASE,
)
PART = re.compile(
    r"\b(?:critical(?:ly)?|serious(?:ly)?|severe(?:ly)?|grave(?:ly)?|slight(?:ly)?|minor|"
    r"pair|couple|of\sthe|of\sthem|of\sthose|more|another|other|additional|also)\b",
    re.IGNORECASE,
)
OTHERS = re.compile(r"\bothers\b", re.IGNORECASE)
# "one was killed and five others hurt": the five are all the hurt.
BESIDE_DEAD = re.compile(
    r"\b(?:kill(?:ed|ing|s)|dead|died|fatally|deaths?|dies|lives|life)\b[^.\n]{0,60}$",
    re.IGNORECASE,
)
DEAD_AFTER = re.compile(
    r"\s(?:others?\s|people\s)?(?:and|,|after)\s(?:\w+\s){0,3}?(?:kill\w*|dead|died|left\s\w+\sdead)\b",
    re.IGNORECASE,
)
# An attacker who killed himself is not among the hurt.
HURT_HIMSELF = re.compile(r"\b(?:injur|wound|shot\sby|hit\sby|was\s(?:also\s)?shot)", re.IGNORECASE)
REVISED = re.compile(
    r"\b(?:revised?|corrected|correction|lowered|raised|earlier\sreports?|initial(?:ly)?|"
    r"originally|first\sreported|previously\s(?:said|reported)|rose\sto|risen\sto|climbed\sto|"
    r"now\s(?:stands|dead|has)|death\stoll|has\sdied|have\sdied|third\svictim|another\svictim)\b",
    re.IGNORECASE,
)
VAGUE = re.compile(r"\b(?:dozens|scores|hundreds|thousands|many|several|multiple)\b", re.IGNORECASE)
RISEN = re.compile(r"\b(?:rose|rises|risen|climbed|climbs|jumped|increased)\s(?:again\s)?to\b")
HURT = re.compile(r"\b(?:injur|wound|hurt|shot|shoot|no\sone|nobody)", re.IGNORECASE)
# Nouns for people at large: what they count is everybody. "Four Marines" and "five servicemen",
# "two daughters" and "four people" may both hold.
AT_LARGE = frozenset(
    {"people", "persons", "others", "victims", "individuals", "bodies", "lives", "person", "victim"}
)
SHOT = re.compile(r"\bsho(?:t|oting)\b", re.IGNORECASE)
# "two were pronounced dead at the scene", "two injured in it were taken": others may follow.
AT_THE_SCENE = re.compile(
    r"\s(?:at|on)\s(?:the\s)?scene\b|[^.,;\n]{0,60}\b(?:were|was)\s(?:taken|transported|rushed|treated|flown)\b"
)
# "A second victim has died": how many have died by now.
ORDINAL = {"second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6}
NEXT = re.compile(
    rf"\b(?P<ordinal>{'|'.join(ORDINAL)})\s(?:\w+\s)?(?:victim|person|man|woman|child|boy|girl)\b",
    re.IGNORECASE,
)
BEFORE = 90  # characters
SMALL = 10  # people: parts of larger tolls are told as such
LATER = 30  # days
ROUND_UNITS = (10, 50, 100, 500, 1_000, 10_000, 100_000, 1_000_000)


@dataclass(frozen=True, slots=True)
class Toll:
    """One article's number for one quantity."""

    article: Article
    figure: Figure
    other: float | None  # the same article's number for the other quantity

    def words(self) -> str:
        """Return the source's own words."""
        return self.article.cut(self.figure.span)


def compare_tolls(
    articles: Sequence[Annotated], stemma: Mapping[str, Descent] | None = None
) -> list[Conflict]:
    """Return where articles differ in the killed or the injured, killed first."""
    killed, injured = [], []
    for annotated in articles:
        article = annotated.article
        if article.title and ROUND_UP.search(article.title):
            continue
        dead, hurt = casualties(annotated.figures, article)
        if dead is not None and _stated(dead, article):
            killed.append(Toll(article, dead, hurt.low if hurt else None))
        if hurt is not None and _stated(hurt, article):
            injured.append(Toll(article, hurt, dead.low if dead else None))
    found = []
    for quantity, tolls in (("killed", killed), ("injured", injured)):
        found += _judge_all(quantity, tolls, stemma or {})
    return found


def _stated(figure: Figure, article: Article) -> bool:
    """Whether the words give the whole number outright."""
    words = article.cut(figure.span)
    if PART.search(words) or AT_THE_SCENE.match(article.text, figure.span.end):
        return False
    if OTHERS.search(words) and not (
        figure.quantity == "injured" and _beside_dead(figure, article)
    ):
        return False
    if figure.quantity == "injured" and not HURT.search(words):
        return False  # taken to hospital: who dies there is not yet told
    next_one = NEXT.search(words)
    if next_one and figure.quantity == "killed":
        return figure.low == figure.high == ORDINAL[next_one["ordinal"].lower()]
    numbers = find_numbers(words)
    if figure.high == 0:
        return True
    return len(numbers) == 1 and numbers[0].low == figure.low and figure.low >= 1


def _beside_dead(figure: Figure, article: Article) -> bool:
    """Whether the dead are told of just before or after: they are not counted again."""
    before = article.text[max(article.start, figure.span.start - BEFORE) : figure.span.start]
    return bool(BESIDE_DEAD.search(before) or DEAD_AFTER.match(article.text, figure.span.end))


def _judge_all(
    quantity: str, tolls: Sequence[Toll], stemma: Mapping[str, Descent]
) -> list[Conflict]:
    """Return one finding for each verdict on a quantity, with the values concerned."""
    by_verdict: dict[ConflictVerdict, list[tuple[str, Toll, Toll]]] = {}
    for one, other in combinations(tolls[:40], 2):
        judged = judge(quantity, one, other, tolls, stemma)
        if judged:
            by_verdict.setdefault(judged[0], []).append((judged[1], one, other))
    return [
        Conflict(
            "number", f"number {quantity}", verdict, _because(verdict, pairs),
            list_values([toll for _, *both in pairs for toll in both]),
        )
        for verdict, pairs in by_verdict.items()
    ]  # fmt: skip


def _because(verdict: ConflictVerdict, pairs: Sequence[tuple[str, Toll, Toll]]) -> str:
    """Return the first pair's reason; for a toll that rose in several steps, all of them."""
    first: dict[float, Toll] = {}
    for _, *both in pairs:
        for toll in both:
            first.setdefault(toll.figure.low, toll)
    steps = [first[number] for number in sorted(first)]
    rises = all(
        compare_times(one.article, other.article) == "before" for one, other in pairwise(steps)
    )
    if verdict != "update" or len(steps) < 3 or not rises:
        return pairs[0][0]
    return ", then ".join(map(say, steps)) + ": each later article has the higher number"


def list_values(tolls: Sequence[Toll]) -> tuple[Value, ...]:
    """Return one value an article, in the order given."""
    seen: dict[Span, Value] = {}
    for toll in tolls:
        seen.setdefault(toll.figure.span, Value(toll.words(), toll.figure.span))
    return tuple(seen.values())


def judge(  # noqa: C901, PLR0911, PLR0912 - a way out for each verdict, in order
    quantity: str,
    one: Toll,
    other: Toll,
    all_tolls: Sequence[Toll],
    stemma: Mapping[str, Descent],
) -> tuple[ConflictVerdict, str] | None:
    """Return what the difference of two tolls is; None: none, or not to be told."""
    a, b = one.figure, other.figure
    if _kind(one) == _kind(other) and (risen := _find_rise(one, other)):
        return "update", risen
    if _overlap(a, b):
        if a.low != b.low and a.high is not None and b.high is not None:
            return "rounding", f"{say(one)} and {say(other)} are one number, rounded"
        return None
    if _kind(one) != _kind(other):
        return None  # "two children" may be part of "four people"
    if _rounded(a, b):
        return "rounding", f"{say(one)} and {say(other)} are one number, rounded"
    scope = _scope(quantity, one, other, all_tolls)
    if scope:
        return "scope", scope
    one, other, order = sort_by_time(one, other)
    grows = other.figure.low > one.figure.low
    named = REVISED.search(other.article.text[: other.article.start + 2000])
    if order in {"before", "perhaps before"}:
        stale = _stale(one, other, all_tolls, stemma)
        if stale:
            return "stale", stale
    if order == "before" and (grows or named):
        reason = (
            "the later article has the higher number"
            if grows
            else "the later article names the change"
        )
        return "update", f"{say(one)}, then {say(other)}: {reason}"
    if order == "perhaps before" and grows:
        reason = "the article dated later has the higher number"
        return "update", f"{say(one)}, then {say(other)}: {reason}"
    if order == "before" and days_apart(one.article, other.article) > LATER:
        return None  # long after, an article may tell a part of the story only
    if order == "perhaps before" and named:
        return None  # most likely an update, but the clocks do not say so
    if SHOT.search(one.words()) and SHOT.search(other.words()) is None and quantity == "injured":
        return None  # the shot may be among the dead, or others hurt without a bullet
    few, many = sorted((one.figure.low, other.figure.low))
    if few < SMALL and many >= 2 * few:
        return None  # half as many or less: more likely a part than another count of the whole
    when = (
        "and neither is certainly the later" if order == "unknown" else "and the later one is lower"
    )
    return "conflict", f"{say(one)} against {say(other)}, {when}"


def _find_rise(one: Toll, other: Toll) -> str | None:
    """Return how a toll rose: from "at least 61" to 63 later, or as one of the two itself says."""
    low, high = sorted((one, other), key=lambda toll: toll.figure.low)
    if low.figure.low == high.figure.low:
        return None
    order = compare_times(low.article, high.article)
    said = f"{say(low)}, then {say(high)}"
    vague = low.figure.high is not None or VAGUE.search(low.words()) is not None
    if order in {"before", "perhaps before"} and not vague:
        return f"{said}: the later article has the higher number"
    if order == "unknown" and RISEN.search(high.words()):
        return f"{said}: the article with the higher number says that it rose"
    return None


def say(toll: Toll) -> str:
    """Return the words of a toll in one line, in marks."""
    return f"'{' '.join(toll.words().split())}'"


def _kind(toll: Toll) -> str:
    """Return the kind of people that the words count: "marines"; "" for people at large."""
    counts = toll.figure.counts
    words = toll.article.cut(counts).casefold().split() if counts else []
    kinds = [w for w in words if (w in PEOPLE or w in PERSON) and w not in AT_LARGE]
    return kinds[-1] if kinds else ""


def _overlap(a: Figure, b: Figure) -> bool:
    a_high = float("inf") if a.high is None else a.high
    b_high = float("inf") if b.high is None else b.high
    return a.low <= b_high and b.low <= a_high


def _rounded(a: Figure, b: Figure) -> bool:
    """Whether the approximate one of two numbers is the other, rounded."""
    for rough, exact in ((a, b), (b, a)):
        if not rough.approximate:
            continue
        if any(
            abs(rough.low - exact.low) <= unit / 2 and rough.low % unit == 0
            for unit in ROUND_UNITS
            if unit <= rough.low
        ):
            return True
    return False


def _scope(quantity: str, one: Toll, other: Toll, all_tolls: Sequence[Toll]) -> str | None:
    """Return how the two count different people, if the articles show it."""
    difference = abs(one.figure.low - other.figure.low)
    for toll in (one, other):
        hedge = (toll.figure.hedge or "").lower()
        if "includ" in hedge or "counting" in hedge or "excluding" in hedge:
            return f"{say(one)} against {say(other)}: '{toll.figure.hedge}'"
    apart = all(_beside_dead(toll.figure, toll.article) for toll in (one, other))
    dead = {toll.other for toll in all_tolls if toll.other}
    if quantity == "injured" and not apart and difference in dead:
        return f"{say(one)} against {say(other)}: with and without the {difference:g} killed"
    if difference == 1:
        for toll in (one, other):
            attacker = ATTACKER.search(toll.article.text, toll.article.start, toll.article.end)
            if attacker and (quantity == "killed" or HURT_HIMSELF.search(attacker[0])):
                return (
                    f"{say(one)} against {say(other)}: one may count the attacker "
                    f"('{' '.join(attacker[0].split())}')"
                )
    return None


def _stale(
    earlier: Toll, later: Toll, tolls: Sequence[Toll], stemma: Mapping[str, Descent]
) -> str | None:
    """Return why the later number is an old one carried on: its article's source had it before."""
    descent = stemma.get(later.article.id)
    if descent is None:
        return None
    parents = {parent.article for parent in descent.parents if parent.article}
    for toll in tolls:
        if (
            toll.article.id in parents
            and _overlap(toll.figure, later.figure)
            and compare_times(toll.article, earlier.article) == "before"
        ):
            return f"{say(later)} is carried on from an article older than {say(earlier)}"
    return None
