"""What the findings are called in front of people: counts, dates, verdicts, channels."""

import re
from calendar import month_name
from collections import Counter
from collections.abc import Iterable
from pathlib import PurePath
from typing import Final

from variorum.annotate.outlets import is_outlet
from variorum.compare.foreign import UNJUDGED
from variorum.model import Article, BlockKind, Channel, ConflictVerdict, Independence
from variorum.text.clock import ISO

# What a verdict is called, its mark (never colour alone), and its place: the worst first.
VERDICTS: Final[dict[ConflictVerdict, tuple[str, str, int]]] = {
    "conflict": ("Conflict", "≠", 0),
    "stale": ("Stale copy", "⧖", 1),
    "update": ("Update", "→", 2),
    "misspelling": ("Misspelling", "~", 3),
    "scope": ("Different scope", "⊂", 4),
    "rounding": ("Rounding", "≈", 5),
    "style": ("House style", "=", 6),
}
SET_ASIDE: Final[dict[BlockKind, str]] = {
    "promotion": "Advertising",
    "navigation": "Navigation",
    "related": "Related links",
    "metadata": "Page details",
}
LABELLED: Final[dict[BlockKind, str]] = {
    "caption": "Caption",
    "correction": "Correction",
    "byline": "Byline",
    "dateline": "Dateline",
    "standfirst": "Standfirst",
}
KINDS: Final = {"direct": "word for word", "indirect": "in other words", "mixed": "partly quoted"}
OVERVIEWS: Final = {"round-up": "A round-up", "background": "A background piece"}
# What was laundered, as a headline over the two places.
LAUNDERED: Final[dict[str, str]] = {
    "speaker lost": "Speaker lost",
    "hardened": "Doubt dropped",
    "channel dropped": "Channel dropped",
    "put in quotation marks": "Put in quotation marks",
    "only in the headline": "Quoted in the headline alone",
}
PARTS: Final = {
    "own": "own prose",
    "shared": "in common, copier unknown",
    "copied": "copied",
    "quoted": "quoted",
}
TOWARDS: Final = {
    "letter": "to",
    "e-mail": "to",
    "text message": "to",
    "statement": "to",
    "speech": "to",
    "court": "before",
    "document": "through",
    "post": "on",
    "broadcast": "on",
}
PRIVATE: Final = frozenset({"letter", "e-mail", "text message"})  # an outlet is not who gets them


LABEL: Final = 32  # letters of a name beside a citation


def count(number: int, one: str, many: str | None = None) -> str:
    """Return "1 article", "1,204 articles".

    >>> count(1, "story", "stories"), count(1204, "story", "stories")
    ('1 story', '1,204 stories')
    """
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def sense(kind: str, *, changes_meaning: bool) -> str:
    """Return what a difference in wording does to the meaning, in words."""
    if changes_meaning:
        return "changes the meaning"
    return "meaning not judged" if kind == UNJUDGED else "same meaning"


def span_of(low: int, high: int) -> str:
    """Return "2" or "2 to 3"."""
    return f"{low}" if low >= high else f"{low} to {high}"


def origins(independence: Independence) -> str:
    """Return "1 independent origin" or "2 to 3 independent origins"."""
    noun = "independent origin" if independence.high == 1 else "independent origins"
    return f"{span_of(independence.low, independence.high)} {noun}"


def dots(low: int, high: int, most: int = 6) -> str:
    """Return a certain origin as ●, a possible one as ○; at most `most`, then "+".

    >>> dots(2, 3)
    '●●○'
    """
    shown = "●" * min(low, most) + "○" * max(0, min(high, most) - min(low, most))
    return shown + ("+" if high > most else "")


def outlet(article: Article) -> str:
    """Return what to call an article's outlet: its name, its agency, its file, its title, its id.

    A file's name is taken if it is made of words ("06-evening-gazette"), the title otherwise.
    """
    if article.outlet:
        return article.outlet
    if article.credits:
        return article.credits[0]
    stem = article.id.partition("#")[0]
    if len(stem) <= LABEL and _is_of_words(stem):
        return stem
    return shorten(article.title or article.id, LABEL)


def _is_of_words(stem: str) -> bool:
    """Whether a file's name is made of two words or more, and else of numbers alone."""
    parts = re.split(r"[-_ .]+", stem)
    spelt = [part for part in parts if part.isalpha()]
    words = [part for part in spelt if len(part) > 2 and re.search(r"[aeiouy]", part.casefold())]
    coded = all(set(part.casefold()) <= set("abcdef") for part in words)
    return len(words) > 1 and not coded and all(p.isalpha() or p.isdigit() for p in parts)


def shorten(words: str, letters: int) -> str:
    """Return words on one line, cut between two of them.

    >>> shorten("Ferry engineer walks out", 16)
    'Ferry engineer…'
    """
    line = " ".join(words.split())
    if len(line) <= letters:
        return line
    return (line[:letters].rpartition(" ")[0] or line[: letters - 1]).rstrip(" ,:;–—-") + "…"


def labels(articles: Iterable[Article]) -> dict[str, str]:
    """Return what to call each article of a story by id: its outlet, numbered if it has several."""
    names = {one.id: outlet(one) for one in articles}
    several = Counter(names.values())
    seen: Counter[str] = Counter()
    found = {}
    for key, name in names.items():
        seen[name] += 1
        found[key] = f"{name} ({seen[name]})" if several[name] > 1 else name
    return found


def file_name(path: str | None) -> str:
    """Return the last part of a path; "" for none."""
    return PurePath(path).name if path else ""


def day(iso: str | None) -> str:
    """Return an ISO 8601 time in words, as precise as it is and no more; "" for none.

    >>> day("2022-05-24T11:19+09:00"), day("2022-05"), day("2022")
    ('24 May 2022, 11:19 (UTC+9)', 'May 2022', '2022')
    """
    match = ISO.fullmatch(iso or "")
    if not match or int(match["month"] or 1) > 12:
        return iso or ""
    words = match["year"]
    if match["month"]:
        words = f"{month_name[int(match['month'])]} {words}"
    if match["day"]:
        words = f"{int(match['day'])} {words}"
    if match["hour"]:
        words += f", {match['hour']}:{match['minute']}"
    if match["zone"]:
        words += f" ({_zone(match['zone'])})"
    return words


def decided(who: str, when: str, why: str) -> str:
    """Return by whom, when and why a person decided something.

    >>> decided("N. N.", "2026-05-03T14:05:00+02:00", "heard the tape")
    'decided by N. N. on 3 May 2026: heard the tape'
    """
    head = f"decided by {' '.join(who.split())} on {day(when[:10])}"
    return f"{head}: {' '.join(why.split())}" if why.strip() else head


def _zone(zone: str) -> str:
    if zone == "Z" or zone[1:].replace(":", "") == "0000":
        return "UTC"
    minutes = zone[-2:]
    return f"UTC{zone[0]}{int(zone[1:3])}" + ("" if minutes == "00" else f":{minutes}")


def channel(one: Channel | None) -> str:
    """Return "letter to about 40 colleagues", "interview with the BBC"; "" for none.

    >>> from variorum.model import Span
    >>> channel(Channel("e-mail", "Sky News", Span("a", 0, 5)))
    'e-mail seen by Sky News'
    """
    if one is None:
        return ""
    if not one.partner or one.partner.casefold() in {"me", "us"}:
        return one.medium
    if one.medium in PRIVATE and is_outlet(one.partner):
        return f"{one.medium} seen by {one.partner}"
    return f"{one.medium} {TOWARDS.get(one.medium, 'with')} {one.partner}"


def parts(shares: Iterable[tuple[str, str, float]]) -> str:
    """Return what an article is made of: "own prose 60 %, quoted 40 %"."""
    return ", ".join(f"{PARTS[name]} {percent}" for name, percent, _ in shares)


def percent(share: float) -> str:
    """Return a share as whole percent: "96 %"."""
    return f"{round(100 * share)} %"
