"""Which thing a number measures, by the words around it: a profit, a price, "of tunnel"."""

import re
from collections.abc import Iterator, Sequence

from variorum.compare import measured_words as words
from variorum.text.inflection import Token

NEXT_TO = 3  # words behind a number that may be its noun
EACH = re.compile(r"\s(?:(?:in\scash|each)\s)?(?:a|an|per|for\seach|each)\s(?P<noun>[a-z]+)\b")
HYPHENED = re.compile(
    r".*\d-[a-z]|[a-z]+-(?:met|mil|foot|kilo|ton)", re.IGNORECASE
)  # "a 12-mile tunnel"
NEXT = re.compile(r"\s[a-z]+\b")
OF_ALL = re.compile(r"\sof\s(?:the|its|their|all)\s(?:\w+\s)?(?P<noun>population)\b")


def find_measure(
    left: Sequence[Token],
    right: Sequence[Token],
    earlier: Sequence[Sequence[Token]],
    said: str,
    after: str,
    *,
    level: bool,
) -> str:
    """Return the class of the nearest word for a measure: in the clause before after, then back.

    "/share" stands for what is told for each: "$40 a share"; "of tunnel" for "a 12-mile tunnel".
    """
    told = _find_beside(right, said, after)
    if told:
        return told
    ahead = next((n for n, token in enumerate(right) if token.number is not None), len(right))
    if OF_ALL.match(after):
        return ""  # "24 per cent of the population" are some of it
    for run in (list(reversed(left)), right[:ahead]):
        measures = list(_measures(run, before=run is not right))
        if measures:
            return next((one for one in measures if one not in words.FRAMES), measures[0])
    for clause in reversed(earlier):
        if level and any(token.number is not None for token in clause):
            break
        for measure in _measures(list(reversed(clause)), before=True):
            return measure
    return ""


def _find_beside(right: Sequence[Token], said: str, after: str) -> str:
    """Return the measure that stands right behind a figure; "" if none does."""
    each = EACH.match(after)
    if each and each["noun"] not in {"year", "month", "week", "day"}:
        return f"/{each['noun']}"
    if HYPHENED.match(said):
        return name_qualified(right)
    following = NEXT.match(after)
    return words.MEASURES.get(following[0].strip(), "") if following else ""


def name_qualified(right: Sequence[Token]) -> str:
    """Return the noun that a number with a hyphen belongs to: "of deal" for "12-nation deal"."""
    noun = next((t.lemma for t in right[:NEXT_TO] if t.content and not t.capital), "")
    return f"of {noun}" * bool(noun)


def _measures(run: Sequence[Token], *, before: bool) -> Iterator[str]:
    """Yield the classes of the words for a measure, the nearest first."""
    for place, token in enumerate(run):
        if token.key in {"rate", "rates"} and before:
            if {t.key for t in run[place + 1 : place + 3]} & words.INTEREST:
                yield "interest"
        elif token.key in words.MEASURES:
            yield words.MEASURES[token.key]
