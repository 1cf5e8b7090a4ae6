"""The toll that an article gives for its own event, as rules choose it among its figures.

The rule, in this order: figures of other events, of past years, of statistics and of links to other
reports are left out; the headline's number is taken if the text carries it; else the first number
in the opening of the text; a total goes before its parts, and a number before a single person. One
person named three times is one. "Four people were shot", of whom one is said dead, leaves three
injured. Of deaths that the headline of a report about the wounded does not tell, nothing is said:
they mostly are another event's.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from variorum.annotate.attacker import BOTH, count_attacker, find_own_death
from variorum.annotate.casualties import NOBODY, find_casualties
from variorum.annotate.casualty_words import PERSON, is_title_case
from variorum.model import Article, Figure, Span
from variorum.text.numbers import find_numbers

PAST = re.compile(
    r"\b(?:last (?:year|spring|summer|fall|autumn|winter)|this year|so far|"
    r"in (?:19|20)\d\d|since \w+ (?:19|20)\d\d|nationwide|"
    r"statistics|unrelated|earlier this (?:month|year)|(?:years?|months?) (?:ago|earlier)|"
    r"every (?:day|year)|compared|on average|other incidents?|another (?:shooting|attack|incident)|"
    r"(?:homicides?|murders?|fatalit(?:y|ies)) (?:in|of|for) the (?:year|city|county)|of the year|"
    r"in recent|in a (?:previous|prior|different)|th (?:homicide|murder|fatal)|"
    r"over the (?:past|last)|"
    r"in the (?:past|last) (?:\w+ )?(?:years?|months?|decades?))\b",
    re.IGNORECASE,
)
# What the opening tells of separate events is a round-up, and its own; later on it is another's.
SEPARATE = re.compile(r"\bseparate\b", re.IGNORECASE)
WEEKS_AGO = re.compile(r"\bweeks?\s(?:ago|earlier)\b", re.IGNORECASE)
# A line of a list of films, or a link to another report, among the paragraphs.
LINK = re.compile(
    r"\s*(?:\d{1,2}:\d\d\s+(?![ap]\.?m)|(?:related|also on|previous(?:ly)?|read (?:more|also|next)|"
    r"see also|more from|more on|most read|trending|watch|video)\b[^.\n]{0,30}:)",
    re.IGNORECASE,
)
# A headline that tells of death; one that tells of wounds.
DEADLY = re.compile(
    r"kill|dead|\bdie[sd]?\b|dying|death|fatal|murder|homicid|slain|slay|manslaughter|claims|"
    r"\bbod(?:y|ies)\b|mourn|funeral|suicide|memor|vigil|autops|coroner|\bli(?:fe|ves)\b|"
    r"gunned down|massacre|tragedy|drown|perish|"
    r"victims?\s(?:\w+\s){0,3}(?:identif|named|remember)|names?\b.*\bvictim",
    re.IGNORECASE,
)
WOUNDS = re.compile(
    r"wound|injur|hurt|graz|critical|stable|surviv|recover|hospital|non-?fatal", re.IGNORECASE
)
TOTAL = re.compile(
    r"\b(?:toll|total|number\sof|in\sall|altogether|fatalities\sto|dead\sto)\b", re.IGNORECASE
)
NTH_VICTIM = re.compile(
    r"(?:^|[:;–—]\s|\b(?:a|the)\s)(?P<nth>second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|2nd|3rd|[4-9]th)\s"
    r"(?:\w+\s)?(?:victim|person)\b[^.,\n]{0,60}?\b(?:dies|has\sdied)\b",
    re.IGNORECASE | re.MULTILINE,
)
NTH_TO_DIE = re.compile(
    r"^\W*(?P<nth>second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|2nd|3rd|[4-9]th)\s"
    r"(?:man|woman|boy|girl|child|teen\w*|student|officer|deputy|person)\s(?:dies|has\sdied)\s"
    r"(?:after|from|following|of)\b",
    re.IGNORECASE,
)
WEEKDAY = re.compile(r"\b(?P<day>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b")
ITS_DAY = re.compile(
    r"\b(?:shooting|attack|crash|fire|incident|stabbing|blast|collision|raid)s?\s(?:on\s|last\s)?"
    r"(?P<day>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b[^.\n]{0,40}$"
)
NTH = ("second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
SELF = re.compile(r"\b(?:him|her)self\b|\bself\b", re.IGNORECASE)
OTHER = re.compile(r"\b(?:an?other|others?|second|also)\b", re.IGNORECASE)
HURT = re.compile(r"\b(?:injur\w+|wound(?:ed|ing|s)|hurt)\b", re.IGNORECASE)
NUMBER_OTHER = re.compile(r"\w+\sothers?\b", re.IGNORECASE)
ALSO = re.compile(r"\balso\s(?:\w+\s(?:and\s)?)?(?:killed|died|dead|murdered)\b", re.IGNORECASE)
OTHERS = re.compile(r"\bothers\b", re.IGNORECASE)
ANOTHER = re.compile(r"(?:another|a\ssecond|the\ssecond|the\sother)\b", re.IGNORECASE)
HAD_BEEN = re.compile(r"\bhad\sbeen\b", re.IGNORECASE)
DIED_THEN = re.compile(
    r"[^.\n]{0,160}?\b(?:where|who|and|but|later|s?he)\s(?:\w+\s){0,4}?"
    r"(?:died|pronounced|declared|succumbed|deceased)\b",
    re.IGNORECASE,
)
SAME = re.compile(r"(?:s?he|the|his|her|they)\b", re.IGNORECASE)
LISTED = re.compile(
    rf",\s(?=(?:\d{{1,2}}-year-old\s|[a-z]+\s)?(?:{'|'.join(sorted(PERSON))})\b)", re.IGNORECASE
)
REACH = 600  # characters after the first number of a kind in which its total may follow
PRONOUN = re.compile(r"(?:s?he|him|her)", re.IGNORECASE)
BESIDE = 60  # characters after the dead in which the same event's hurt are told
SAID_AT_ONCE = (
    400  # where the headline tells of wounds, the dead stand before this, beside the hurt
)
SAID_EARLY = 800  # where the headline names the hurt alone, the dead stand before this, or nowhere
MANY = re.compile(
    r"\b(?:several|multiple|numerous|many)\s(?:\w+\s)?(?:(?:were|are|was)\s)?(?:shot|injured|wounded|hurt|people|victims)\b"
    r"|\b(?:people|others|victims|teens|teenagers|children|men|women|kids|students)\s(?:(?:were|are|have\sbeen)\s)?(?:also\s)?"
    r"(?:shot|injured|wounded|hurt|hospitalized)\b",
    re.IGNORECASE,
)
OPENING = 1200  # characters of an article in which its toll stands, if it states one


@dataclass(frozen=True, slots=True)
class Told:
    """The rules' choice (None: nothing), and what it was made from.

    `own`: the figures "killed", "injured" and "shot" that are no other event's. `headline`: the
    highest number that the title states for each.
    """

    killed: Figure | None
    injured: Figure | None
    own: Mapping[str, Sequence[Figure]]
    headline: Mapping[str, float]


def choose_by_rules(figures: Sequence[Figure], article: Article) -> Told:
    """Return the killed and the injured of the article's own event."""
    headline = _headline(article)
    own: dict[str, list[Figure]] = {"killed": [], "injured": [], "shot": []}
    for figure in figures:
        if figure.quantity in own and not _past(figure, article):
            own[figure.quantity].append(figure)
    killed = _choose(own["killed"], headline.get("killed"), article)
    if killed is None:
        killed = _with_the_attacker(own["killed"], headline.get("killed", 0), article)
    if killed is None:
        killed = _find_nth(article)
    if killed and _elsewhere(killed, article):
        killed = None
    dead = killed.low if killed else headline.get("killed", 0)
    injured = _choose_injured(own, headline, dead, article)
    if killed:
        killed = _count_also(_count_victims(killed, article), own["killed"], article)
        killed = count_attacker(killed, own["killed"], article)
    return Told(killed, injured, own, headline)


def _choose_injured(
    own: Mapping[str, Sequence[Figure]],
    headline: Mapping[str, float],
    dead: float,
    article: Article,
) -> Figure | None:
    """Return the injured beside so many dead."""
    shot = _choose(own["shot"], headline.get("shot"), article)
    wounded = own["injured"]
    if dead:
        wounded = [figure for figure in wounded if _another(figure, own["killed"], article)]
    injured = _choose(wounded, headline.get("injured"), article)
    if dead and injured is None and BOTH.search(f"{article.title or ''}\n{_opening(article)}"):
        shot = None  # "shot his wife and then himself": they are the dead
    hurt = _injured(dead, shot, injured, article)
    if hurt is None and dead:
        hurt = next(
            (replace(f, quantity="injured") for f in own["shot"] if _is_another(f, article)), None
        )
    return None if hurt is None or _falls_short(hurt, headline, dead, article) else hurt


def _with_the_attacker(dead: Sequence[Figure], stated: float, article: Article) -> Figure | None:
    """Return the headline's number of dead where the text has one less and the attacker's death."""
    said = find_own_death(article) if stated > 1 else None
    for figure in dead:
        if said and figure.low == stated - 1 and figure.span.start < article.start + OPENING:
            return replace(figure, low=stated, high=stated, hedge=said)
    return None


def _elsewhere(killed: Figure, article: Article) -> bool:
    """Whether the death most likely is none of the event that the headline is about."""
    title = article.title or ""
    if NOBODY.search(title) and PRONOUN.fullmatch(article.cut(killed.counts or killed.span)):
        return True
    if not title or DEADLY.search(title):
        return False
    if not WOUNDS.search(title):
        late = killed.span.start >= article.start + SAID_EARLY
        return late or _on_another_day(killed, article)
    sentence = article.text[killed.span.start : killed.span.end + BESIDE].split("\n")[0]
    return killed.span.start >= article.start + SAID_AT_ONCE or not HURT.search(sentence)


def _on_another_day(killed: Figure, article: Article) -> bool:
    """Whether the dead are of "a shooting Friday", where the text began with another weekday."""
    text = article.text
    first = WEEKDAY.search(text, article.start, article.end)
    start = max(article.start, killed.span.start - BESIDE)
    other = ITS_DAY.search(text[start : killed.span.start])
    return bool(first and other and other["day"] != first["day"])


def _count_victims(killed: Figure, article: Article) -> Figure:
    """Return the toll with those who died before "a third victim has died"."""
    opening = article.text[article.start : article.start + REACH]
    title = article.title or ""
    match = NTH_TO_DIE.search(title) or NTH_VICTIM.search(f"{title}\n{opening}")
    nth = _number_of(match["nth"].lower()) if match else 0
    if killed.high is None or nth <= killed.high:
        return killed
    return replace(killed, low=float(nth), high=float(nth))


def _find_nth(article: Article) -> Figure | None:
    """Return the dead of "a third victim of the crash has died", where no number is told."""
    match = NTH_VICTIM.search(article.text, article.start, min(article.end, article.start + REACH))
    if match is None:
        return None
    nth = float(_number_of(match["nth"].lower()))
    return Figure("killed", nth, nth, "people", Span(article.id, match.start("nth"), match.end()))


def _count_also(killed: Figure, dead: Sequence[Figure], article: Article) -> Figure:
    """Return one dead and those who "also died" as one number."""
    also = {f.span for f in dead if f.low == 1 and ALSO.search(article.cut(f.span))}
    if killed.low != 1 or killed.high != 1 or not also:
        return killed
    return replace(killed, low=1.0 + len(also), high=1.0 + len(also))


def _number_of(nth: str) -> int:
    return int(nth[0]) if nth[0].isdigit() else NTH.index(nth) + 2


def _injured(
    dead: float, shot: Figure | None, injured: Figure | None, article: Article
) -> Figure | None:
    """Return the injured; the shot less the dead where that is more."""
    if shot is None:
        return injured
    if injured is not None and injured.low > 1 and shot.span.start > injured.span.start + REACH:
        return injured
    others = OTHERS.search(article.cut(shot.counts or shot.span))
    rest = shot.low - (0 if others else dead)
    if rest <= 0 or (injured is not None and injured.low >= rest):
        return injured
    if shot.low == 1 and injured is None and dead:
        return None
    high = None if shot.high is None else rest + shot.high - shot.low
    return replace(shot, quantity="injured", low=rest, high=high)


def _falls_short(
    hurt: Figure, headline: Mapping[str, float], dead: float, article: Article
) -> bool:
    """Whether headline or opening speak of more injured than the figure has: then it is a part."""
    stated = max(headline.get("injured", 0), headline.get("shot", 0) - dead)
    if stated > 1 and hurt.low < stated:
        return True
    opening = article.text[article.start : article.start + OPENING]
    return hurt.low == 1 and bool(MANY.search(f"{article.title or ''}\n{opening}"))


def _opening(article: Article) -> str:
    return article.text[article.start : min(article.end, article.start + OPENING)]


def _is_another(figure: Figure, article: Article) -> bool:
    """Whether "another man was shot" tells of one who is none of the dead."""
    words = article.cut(figure.counts or figure.span)
    return (
        figure.low == 1
        and bool(ANOTHER.match(words))
        and not DIED_THEN.match(article.text, figure.span.end)
    )


def _another(figure: Figure, killed: Sequence[Figure], article: Article) -> bool:
    """Whether an injured person is surely none of the dead, who may have been hurt first."""
    if figure.low != 1:
        return True
    words = article.cut(figure.span)
    if OTHER.search(words):
        return True
    if (
        not HURT.search(words)
        or HAD_BEEN.search(words)
        or DIED_THEN.match(article.text, figure.span.end)
    ):
        return False
    near = any(
        abs(figure.span.start - dead.span.end) < 90 or abs(dead.span.start - figure.span.end) < 90
        for dead in killed
    )
    return near and not SAME.match(words)


def _headline(article: Article) -> dict[str, float]:
    """Return the highest number for each quantity that the title states."""
    if not article.title:
        return {}
    words = LISTED.sub(" and ", article.title)  # "wife, son shot": both
    title = replace(article, text=words, start=0, end=len(words))
    span = Span(article.id, 0, len(words))
    stated: dict[str, float] = {}
    for figure in find_casualties(title, span, find_numbers(words)):
        if not PAST.search(words):
            stated[figure.quantity] = max(figure.low, stated.get(figure.quantity, 0))
    return stated


def _choose(figures: Sequence[Figure], stated: float | None, article: Article) -> Figure | None:
    """Return the figure that gives the total; None if there is none."""
    if not figures:
        return None
    opening = [f for f in figures if f.span.start < article.start + OPENING] or list(figures[:1])
    end = opening[0].span.start + REACH
    several = [f for f in opening if f.low != 1 and f.span.start < end]
    several = [f for f in several if f is opening[0] or not _others_than(f, article)]
    totals = [f for f in several if TOTAL.search(article.cut(f.span))]
    first = (totals or several or opening)[0]
    if stated is None or stated == first.low:
        return first
    agreeing = [figure for figure in figures if figure.low == stated]
    if stated > 1 and not agreeing:
        more = first.low > stated and SELF.search(article.cut(first.span))
        return first if more else None  # headline and text differ: no answer
    if stated > 1:
        return agreeing[0]
    return agreeing[0] if agreeing and agreeing[0].span.start < first.span.start else first


def _others_than(figure: Figure, article: Article) -> bool:
    """Whether "two other children were killed" counts others than those told of before."""
    counted = article.cut(figure.counts or figure.span)
    return figure.quantity == "killed" and bool(NUMBER_OTHER.match(counted))


def _past(figure: Figure, article: Article) -> bool:
    text = article.text
    start = max(text.rfind("\n", 0, figure.span.start), text.rfind(". ", 0, figure.span.start))
    ends = (text.find("\n", figure.span.end), text.find(". ", figure.span.end))
    end = min((at for at in ends if at > 0), default=len(text))
    if PAST.search(text, start + 1, end) or LINK.match(text, start + 1):
        return True
    if start > article.start + SAID_AT_ONCE and is_title_case(text[start + 1 : max(start, end)]):
        return True  # another report's headline, among the paragraphs
    if figure.low > 1 and WEEKS_AGO.search(text, start + 1, end):
        return True
    return start > article.start + SAID_AT_ONCE and bool(SEPARATE.search(text, start + 1, end))
