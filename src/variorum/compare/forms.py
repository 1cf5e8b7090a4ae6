"""The same words in other forms: spelling, house style, tense, marks, quotation marks, synonyms."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from variorum.compare import word_classes as words
from variorum.compare.differences import (
    MARKS,
    Difference,
    Finding,
    Found,
    are_words,
    is_synonymous,
)
from variorum.compare.readings import Wording
from variorum.text.alignment import Alignment
from variorum.text.inflection import ABBREVIATIONS, GRAMMAR, read_words

REQUOTED = 5  # words; fewer in common prove nothing about marks
SPUN = 2  # synonyms in one quotation; one may be a slip of the pen
# Forms that only agree with another subject, which is told by itself.
AGREEING = (
    frozenset({"am", "are", "is"}),
    frozenset({"was", "were"}),
    frozenset({"has", "have"}),
    frozenset({"do", "does"}),
)
PAST = read_words("was were had did would could might")
SHIFTED = read_words("had would")  # what direct speech seldom has beside "he"
JOINING = read_words("that how when whether why if what where")
THIRD = read_words("he she his her they their him them")
FIRST = read_words("i we my our me us you your mine ours")
ENDINGS = re.compile(r"(?:ing|ed|en|es|s)$")


def find_forms(left: Wording, right: Wording, alignment: Alignment) -> Iterator[Found]:
    """Find the same word in two spellings, styles or tenses."""
    together = {(i, j) for i, j in alignment.pairs if left.tokens[i].lemma == right.tokens[j].lemma}
    for i, j in alignment.pairs:
        one, other = left.tokens[i], right.tokens[j]
        if one.lemma != other.lemma:
            continue
        if _opens_contraction(left, i) or _opens_contraction(right, j):
            continue  # told at its second half
        if _closes_contraction(left, i) or _closes_contraction(right, j):
            if (i - 1, j - 1) not in together or left.direct != right.direct:
                continue  # "can't" against "could not": told at "can" and "could"
            if _closes_contraction(left, i) and _closes_contraction(right, j):
                continue
        if one.key != other.key and any({one.key, other.key} <= forms for forms in AGREEING):
            continue
        old = left.text[one.start : one.end].replace("’", "'")
        new = right.text[other.start : other.end].replace("’", "'")
        if old.casefold() == new.casefold():
            if old[1:] != new[1:] or (old != new and not (opens(left, i) or opens(right, j))):
                because = f"“{old}” against “{new}”: capitals"
                yield Finding("house style", False, because), ((i, i + 1), (j, j + 1))
            continue
        yield _name_form(left, right, (i, j)), ((i, i + 1), (j, j + 1))


def opens(wording: Wording, index: int) -> bool:
    """Whether a word stands where any word has a capital."""
    first = wording.tokens[index]
    return (
        index == 0 or first.opens or (first.start == wording.tokens[index - 1].start and index == 1)
    )


def _closes_contraction(wording: Wording, index: int) -> bool:
    """Whether a word is the second half of "don't" or "we'll"."""
    tokens = wording.tokens
    return index > 0 and tokens[index].start == tokens[index - 1].start


def _opens_contraction(wording: Wording, index: int) -> bool:
    """Whether a word is the first half of "don't" or "we'll"."""
    tokens = wording.tokens
    return index + 1 < len(tokens) and tokens[index].start == tokens[index + 1].start


def _name_form(left: Wording, right: Wording, pair: tuple[int, int]) -> Finding:
    one, other = left.tokens[pair[0]], right.tokens[pair[1]]
    against = f"“{left.pick(pair[:1])}” against “{right.pick(pair[1:])}”"
    initials = "." in one.key + other.key or " " in one.key + other.key
    short = one.key in ABBREVIATIONS or other.key in ABBREVIATIONS
    if one.number is not None or one.key == other.key or initials or short:
        return Finding("house style", False, f"{against}: one thing written in two ways")
    if not one.content or one.lemma in words.MONTHS | words.WEEKDAYS | words.UNITS:
        if not (left.direct and right.direct):
            return Finding(
                "indirect speech", False, f"{against}: tense or person of indirect speech"
            )
        kind = "wording" if one.lemma in ("be", "have", "do") else "house style"
        return Finding(kind, False, f"{against}: one word in two forms")
    if _ends_alike(one.key, other.key) and not are_words(one.key, other.key):
        return Finding("spelling", False, f"{against}: spelt otherwise")
    if not (left.direct and right.direct):
        return Finding("indirect speech", False, f"{against}: another form of the word")
    return Finding("wording", False, f"{against}: another form of the word")


def _ends_alike(one: str, other: str) -> bool:
    """Whether two forms have one ending: "criticised", "criticized" but not "criticises"."""
    left, right = ENDINGS.search(one), ENDINGS.search(other)
    return (left[0] if left else "") == (right[0] if right else "")


def find_marks(left: Wording, right: Wording, alignment: Alignment) -> Iterator[Found]:
    """Find other marks between the same words; what stands at a quotation mark is not looked at."""
    for (i, j), (i2, j2) in pairwise(alignment.pairs):
        if i2 != i + 1 or j2 != j + 1:
            continue
        old, new = left.before[i2], right.before[j2]
        if "”" in old + new or '"' in old + new or "[" in old + new or "]" in old + new:
            continue
        key = left.tokens[i].key
        if key in ABBREVIATIONS and old.startswith(".") != new.startswith("."):
            because = f"“{key}” with or without a full stop"
            yield Finding("house style", False, because), ((i, i + 1), (j, j + 1))
        abbreviated = key != right.tokens[j].key or key in ABBREVIATIONS
        old, new = (gap.lstrip(".") if abbreviated else gap for gap in (old, new))
        if "".join(MARKS.findall(old)) != "".join(MARKS.findall(new)):
            against = f"“{old.strip() or ' '}” against “{new.strip() or ' '}”"
            because = f"{against} after “{key}”"
            yield Finding("punctuation", False, because), ((i, i2 + 1), (j, j2 + 1))
    if alignment.pairs[-1] == (len(left.tokens) - 1, len(right.tokens) - 1):
        ends = left.before[-1].strip()[:1], right.before[-1].strip()[:1]
        if (
            left.direct
            and right.direct
            and "?" in ends
            and ends[0] in ".?"
            and ends[1] in ".?"
            and ends[0] != ends[1]
        ):
            places = (
                (alignment.pairs[-1][0], len(left.tokens)),
                (alignment.pairs[-1][1], len(right.tokens)),
            )
            yield Finding("punctuation", False, "a question here, an assertion there"), places


def find_requoted(left: Wording, right: Wording, alignment: Alignment) -> Iterator[Found]:
    """Find words that stand in quotation marks in one reading and are paraphrase in the other."""
    same = [(i, j) for i, j in alignment.pairs if left.tokens[i].key == right.tokens[j].key]
    if left.direct == right.direct or any(left.quoted if not left.direct else right.quoted):
        return
    shorter = min(len(left.tokens), len(right.tokens))
    if any(token.key in FIRST for w in (left, right) if w.direct for token in w.tokens):
        return  # whoever says "I" is quoted rightly; without, it is indirect speech
    if len(same) < REQUOTED or len(same) < 0.9 * shorter or not alignment.pairs:
        return
    places = ((same[0][0], same[-1][0] + 1), (same[0][1], same[-1][1] + 1))
    reported = _is_reported([left.tokens[i].key for i, _ in same])
    if reported:
        because = (
            "the reporter's paraphrase, in the third person and past, stands in quotation marks"
        )
    else:
        because = "the same words, in quotation marks in one reading alone"
    yield Finding("quotation marks", reported, because), places


def _is_reported(keys: Sequence[str]) -> bool:
    """Whether words are plainly a reporter's: "she had", "that the mayor would lose his"."""
    if not THIRD & set(keys) or FIRST & set(keys):
        return False
    opens = keys[0] in THIRD or keys[0] in JOINING
    return bool(PAST & set(keys)) if opens else bool(SHIFTED & set(keys))


def find_spinning(left: Wording, right: Wording, found: Sequence[Found]) -> list[Found]:
    """Call it spinning, or translation, if words inside quotation marks were put by like ones."""
    found = list(found)
    if not (left.direct and right.direct):
        return found
    swapped = [
        index
        for index, (finding, ((i, i2), (j, j2))) in enumerate(found)
        if finding.kind == "wording" and i < i2 and j < j2 and i2 - i <= 3 and j2 - j <= 4
    ]
    alike = [
        index
        for index in swapped
        if is_synonymous(
            Difference(
                left, right, tuple(range(*found[index][1][0])), tuple(range(*found[index][1][1]))
            )
        )
    ]
    put = {left.cut(*found[index][1][0]).casefold() for index in swapped}
    if (left.translated or right.translated) and any(
        left.tokens[k].lemma not in GRAMMAR for index in swapped for k in range(*found[index][1][0])
    ):
        kind, why = "translation", "one of the articles was translated, or translates the speaker"
    elif (alike and len(put) >= SPUN) or len(put) > SPUN:
        kind, why = "spinning", "a word of like sense inside a quotation"
    else:
        return found
    for index in swapped:
        finding, places = found[index]
        because = f"{finding.because.partition(': ')[0]}: {why}"
        found[index] = (Finding(kind, False, because), places)
    return found
