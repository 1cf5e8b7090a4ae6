"""Outlets that a report names as where it has something from: "first reported by X", "citing X".

A citation is no copy: the words are the report's own, the knowledge is not.
"""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import lru_cache

from variorum.annotate.outlets import NAME, read_outlet
from variorum.compare.ancestry import SHOWN, climb
from variorum.compare.credits import short_agency
from variorum.compare.outlets import outlet_key, same_outlet
from variorum.model import Article, Descent, Parent, Passage, Span
from variorum.text.clock import Interval, read_interval

SAYS = (
    r"(?:(?:first|originally|also|earlier|previously) )?(?:reported|reports|is reporting"
    r"|has reported|had reported|was reporting|broke the (?:story|news)"
    r"|was (?:the )?first to report)\b(?! to\b)"
)
FOLLOWED = re.compile(rf"(?<![\w’'.-])(?:As )?(?P<name>{NAME.pattern})(?=,? {SAYS})")
NEXT = re.compile(r"(?<=[\w”\"]{2})[.!?]+ .*")  # what was read beyond the end of the sentence
A_REPORT = (
    r"(?:(?:a|an|the|its|multiple)(?: \w+)? (?:report|story|article|account)s? (?:by|in|from|on) )"
)
LED = re.compile(
    r"\b(?:(?:first|originally|as|was|were) (?:reported|published|disclosed|revealed|broken)"
    r"(?: \w+){0,3}? (?:by|in|on) |(?:reported|published|disclosed|revealed) by "
    rf"|[Aa]ccording to {A_REPORT}?|[Cc]iting {A_REPORT}?|[Aa] report (?:in|by|from) )"
    r"(?=[Tt]he |[A-Z])"
)
# What a block has one of, if `LED` finds something in it.
LEADING = (
    *("reported", "published", "disclosed", "revealed", "broken"),
    *("ccording to ", "iting ", " report "),
)
NO_REPORT = re.compile(r"['’]s? |(?:[ /-]\w+){0,3} (?:poll|survey|tally|analysis|count|database)\b")
NETWORK = re.compile(r"[A-Z][\w&]* (?:affiliate|station|partner) (?=[A-Z])")  # "CBS affiliate"
# Bodies that tell the press something, in a name or right behind it; initials of their kind.
OFFICE = re.compile(
    r"^[^.,;“”]*?\b(?:Police|Sheriff|Fire (?:Dep|Res)\w*|Department|Dept|Court|Prosecutor|Attorney"
    r"|Trooper|Highway Patrol|Affair|Bureau(?! of Investigative J)|Ministry|Office)s?\b"
    r"|^[A-Z]{1,4}(?:PD|SO|FD)\b"
)
NEXT_WORD = 12  # characters
# Words of a sentence that tells of another time, not of what the report is about.
BACKGROUND = re.compile(
    r"\b(?:last (?:week|month|year|spring|summer|fall|autumn|winter)|(?:years?|months?|weeks?) ago"
    r"|earlier this (?:year|month)|in (?:19|20)\d\d|previously)\b"
)
PROPER = re.compile(r"(?:^| )[A-ZÀ-Þ\d][^ ]*$")  # a name, not "local reports"
READ = frozenset({"headline", "standfirst", "body"})
OPENING = 5  # blocks of headline, standfirst and body in which a report says what it rests on
BARE = frozenset({"According to ", "according to ", "citing ", "Citing "})
LEAD = 3  # blocks in which it says so by "according to", which elsewhere is about one fact
LATER = timedelta(days=2)
CITED = 0.6  # confidence that a report which cites an outlet in its opening rests on it


@dataclass(frozen=True, slots=True)
class Citation:
    """An outlet that an article cites; `span` is its name, `opening`: what the article rests on."""

    outlet: str
    span: Span
    opening: bool


@lru_cache(maxsize=1_000)  # asked for by several rules of one story
def find_citations(article: Article) -> tuple[Citation, ...]:
    """Return the outlets and agencies cited, in text order; the article's own is left out."""
    found: dict[int, Citation] = {}
    blocks = [block for block in article.blocks if block.kind in READ]
    for number, block in enumerate(blocks):
        part = article.text, block.start, block.end
        words = article.text[block.start : block.end]
        within: dict[int, int] = {}
        if "report" in words or "broke the " in words:
            within = {match.start("name"): OPENING for match in FOLLOWED.finditer(*part)}
        led = any(map(words.__contains__, LEADING))
        for match in LED.finditer(*part) if led else ():
            within[match.end()] = LEAD if match[0] in BARE else OPENING
        for start, first in within.items():
            outlet = read_outlet(article.text, start, block.end)
            if outlet is None or NO_REPORT.match(article.text, outlet.end):
                continue
            network = NETWORK.match(article.text, start, outlet.end)
            start = network.end() if network else start  # noqa: PLW2901 - the name begins later
            named = NEXT.sub("", article.text[start : outlet.end]).rstrip(".,")
            if not PROPER.search(named) or same_outlet(named, article.outlet):
                continue
            if OFFICE.search(article.text[start : outlet.end + NEXT_WORD].split("\n")[0]):
                continue
            sentence = _around(article.text, start, block.start, block.end)
            found[start] = Citation(
                outlet=named,
                span=Span(article.id, start, start + len(named)),
                opening=number < first and not BACKGROUND.search(sentence),
            )
    return tuple(found[start] for start in sorted(found))


def _around(text: str, at: int, low: int, high: int) -> str:
    """Return the sentence about a place, roughly: up to full stops before capitals."""
    before = [m.end() for m in re.finditer(r"[.!?][”\"’]? (?=[A-Z“\"])", text[low:at])]
    after = re.search(r"[a-z\d][.!?][”\"’]?(?: |$)", text[at:high])
    return text[low + (before[-1] if before else 0) : at + after.end() if after else high]


def outlet_origin(name: str) -> str:
    """Return the id of the origin that an outlet or agency outside the files is."""
    agency = short_agency(name)
    return f"agency:{agency}" if agency else f"outlet:{outlet_key(name)}"


def find_cited(citation: Citation, article: Article, others: Sequence[Article]) -> list[Article]:
    """Return the articles of the cited outlet that may be meant: not surely later, latest first."""
    agency = short_agency(citation.outlet)
    own = read_interval(article.published)
    found = []
    for other in others:
        if other.id == article.id or same_outlet(other.outlet, article.outlet):
            continue
        if not (
            same_outlet(citation.outlet, other.outlet)
            or (agency and agency == short_agency(other.outlet))
        ):
            continue
        then = read_interval(other.published)
        if not (own and then and _is_later(then, own)):
            found.append((then.latest.timestamp() if then else 0.0, other))
    return [other for _, other in sorted(found, key=lambda one: (-one[0], one[1].id))]


def _is_later(one: Interval, other: Interval) -> bool:
    """Whether a report is later for sure, or by days, whatever the zones that are not known."""
    apart = min(one.earliest - other.earliest, one.latest - other.latest)
    return other.before(one) or apart >= LATER


def trace_outlets(
    articles: Sequence[Article], passages: Sequence[Passage], descents: Sequence[Descent]
) -> list[Descent]:
    """Put the outlets that reports rest on above them: their articles here, else an origin outside.

    What a parent cites is the parent's citation. A report that already derives from another, here
    or outside, gets a further parent only among the files.
    """
    known = {descent.article: list(descent.parents) for descent in descents}
    cited = {
        article.id: [one for one in find_citations(article) if one.opening] for article in articles
    }
    between = _index(passages)

    def name_parents(article: str) -> set[str]:
        return {one.article for one in known.get(article, ()) if one.article is not None}

    for article in articles:
        parents = known.get(article.id, [])
        above = climb(article.id, name_parents)
        inherited = [one.outlet for name in above for one in cited.get(name, ())]
        bare = not parents
        for citation in cited[article.id]:
            if any(same_outlet(citation.outlet, one) for one in inherited):
                continue
            here = [
                other
                for other in find_cited(citation, article, articles)
                if article.id not in climb(other.id, name_parents)
            ]
            evidence = between.get(frozenset((article.id, here[0].id)), ()) if here else ()
            if short_agency(citation.outlet) and not evidence:
                continue  # what an agency told is no copy; its copies are known by their credits
            if here and here[0].id not in above:
                because = f"it says that it has this from {citation.outlet}"
                parents.append(Parent(here[0].id, None, CITED, evidence, because))
                above |= {here[0].id} | climb(here[0].id, name_parents)
            elif not here and bare:
                origin = outlet_origin(citation.outlet)
                if origin not in {parent.origin for parent in parents}:
                    because = (
                        f"it says that it has this from {citation.outlet}, whose report is not here"
                    )
                    parents.append(Parent(None, origin, CITED, (), because))
    return [replace(one, parents=tuple(known[one.article])) for one in descents]


def _index(passages: Sequence[Passage]) -> dict[frozenset[str], tuple[str, ...]]:
    """Return the first passages between each two articles."""
    found: dict[frozenset[str], list[str]] = defaultdict(list)
    for one in passages:
        found[frozenset((one.a.article, one.b.article))].append(one.id)
    return {pair: tuple(ids[:SHOWN]) for pair, ids in found.items()}
