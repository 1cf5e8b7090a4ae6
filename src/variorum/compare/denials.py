"""Does one reading deny what the other affirms?"""

import re
from itertools import pairwise

from variorum.compare import word_classes as words
from variorum.compare.differences import LONG, Difference, Finding, list_content
from variorum.compare.readings import Wording
from variorum.text.inflection import GRAMMAR
from variorum.text.synonyms import are_opposites

# "on the table", "off the table"
PARTICLES = frozenset(
    map(frozenset, (("on", "off"), ("in", "out"), ("up", "down"), ("with", "without")))
)
CLAUSE_END = re.compile(r"[;:.!?()—–]")


def judge_negation(d: Difference) -> Finding | None:  # noqa: C901, PLR0911 - one way out an exception
    """A negation on one side alone, unless the other side has the opposite word."""
    both = {*d.old_lemmas, *d.new_lemmas}
    if {"if", "unless"} <= both and d.sizes[1] <= 2:
        return Finding("negation", True, f"{d.words()}: the condition is turned round")
    if _is_particle_turned(d):
        return Finding("negation", True, f"{d.words()}: the opposite is said")
    if _has_yet_to(d.left) or _has_yet_to(d.right):
        return None
    old = _count_negators(d.old_lemmas)
    new = _count_negators(d.new_lemmas)
    opposite = _find_opposites(d)
    if (old + new + len(opposite)) % 2 == 0:
        if old != new and opposite:
            return Finding("wording", False, f"{d.words()}: two ways to say the same")
        return None
    if opposite and not old and not new:
        left, right = opposite[0]
        return Finding("negation", True, f"“{left}” against “{right}”: the opposite is said")
    if _is_clause(d):
        return None
    affirms = d.new_lemmas if old else d.old_lemmas
    if not d.both_direct and not opposite and set(affirms) - words.AUXILIARIES:
        return None  # a paraphrase has other words there: that they are the opposite is not sure
    if _is_cut_off(d, old + new):
        return None
    if (d.place or not d.both_direct) and d.explained(words.NEGATORS | words.DENIALS):
        return None  # "not" stands before the part that is quoted
    return Finding("negation", True, f"{d.words()}: what one denies, the other affirms")


def judge_none(d: Difference) -> Finding | None:
    """“nobody” against “everybody”; “never” against “rarely”, which is another share."""
    if d.sizes[0] == 0 or d.sizes[1] > LONG:
        return None
    for none, some in ((d.old_lemmas, d.new_lemmas), (d.new_lemmas, d.old_lemmas)):
        shares = {words.QUANTIFIERS[lemma] for lemma in some if lemma in words.QUANTIFIERS}
        if words.HARDLY & set(none) and shares - {"few"}:
            return Finding("quantifier", True, f"{d.words()}: another share of the whole")
        if not words.NONE & set(none) or words.NEGATORS & set(some) - words.HARDLY:
            continue
        if "all" in shares and _is_turned_twice(d):
            return Finding("wording", False, f"{d.words()}: two ways to say the same")
        if shares & {"all", "most", "many", "some"}:
            return Finding("negation", True, f"{d.words()}: what one denies, the other affirms")
        if shares == {"few"} or words.HARDLY & set(some):
            return Finding("quantifier", True, f"{d.words()}: a whole with or without exceptions")
    return None


def _is_particle_turned(d: Difference) -> bool:
    """Whether one says "off" where the other says "on", and both of as many."""
    if not d.both_direct or frozenset(d.old_lemmas + d.new_lemmas) not in PARTICLES:
        return False
    left, right = ({t.lemma for t in wording.tokens} for wording in (d.left, d.right))
    return not (left ^ right) & (words.QUANTIFIERS.keys() | words.NEGATORS)


def _is_turned_twice(d: Difference) -> bool:
    """Whether what is denied of none is the opposite of what is said of all.

    "Nothing is off the table" and "everything is on the table" agree.
    """
    left, right = ({t.lemma for t in wording.tokens} for wording in (d.left, d.right))
    return any(
        frozenset({old, new}) in PARTICLES or are_opposites(old, new)
        for old in left - right
        for new in right - left
        if not {old, new} & words.QUANTIFIERS.keys() and not {old, new} & words.NONE
    )


def _is_clause(d: Difference) -> bool:
    """Whether one side is a whole clause or aside that the other goes without."""
    wording, indices, rest = (d.left, d.lost, d.new) if len(d.lost) > len(d.gained) else (
        d.right, d.gained, d.old
    )  # fmt: skip
    if len(indices) < 2 or list_content(rest):
        return False
    marks = "".join(wording.before[index] for index in indices[1:])
    if indices[0] == 0 or CLAUSE_END.search(wording.before[indices[0]]):
        marks += wording.before[indices[-1] + 1]  # from one end of a clause to the next
    return len(indices) >= LONG or bool(CLAUSE_END.search(marks))


def _is_cut_off(d: Difference, negators: int) -> bool:
    """Whether an end is cut off with more than its negators: not “He did” of “He didn’t”."""
    if not d.place or d.sizes[0]:
        return False
    return d.sizes[1] >= LONG or (d.place == "tail" and negators < d.sizes[1])


def _has_yet_to(wording: Wording) -> bool:
    """Whether "has yet to" stands there, which says "has not yet"."""
    return any(
        one.lemma == "yet" and other.lemma == "to" for one, other in pairwise(wording.tokens)
    )


def _count_negators(lemmas: tuple[str, ...]) -> int:
    count = 0
    for index, lemma in enumerate(lemmas):
        following = lemmas[index + 1] if index + 1 < len(lemmas) else ""
        if lemma in words.NEGATIVE_VERBS and following == "to":
            count += 1
        if lemma in words.NEGATORS and following not in (
            "only",
            "just",
            "merely",
            "nor",
            "neither",
        ):
            count += 1
    return count


def _find_opposites(d: Difference) -> list[tuple[str, str]]:
    if d.sizes[1] > LONG + 1:
        return []
    used: set[str] = set()
    found = []
    for old in d.old:
        for new in d.new:
            both = {old.lemma, new.lemma}
            if both <= GRAMMAR or both & words.DEGREES or both & words.QUANTIFIERS.keys():
                continue  # "some" and "all", "before" and "after" have rules of their own
            if new.lemma not in used and are_opposites(old.lemma, new.lemma):
                found.append((old.key, new.key))
                used.add(new.lemma)
                break
    return found
