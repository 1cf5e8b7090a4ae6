"""Does another name, or another person, stand in a reading?"""

import re
from collections.abc import Sequence

from rapidfuzz.distance import JaroWinkler, Levenshtein

from variorum.compare import word_classes as words
from variorum.compare.differences import LONG, Difference, Finding
from variorum.compare.readings import Wording
from variorum.text.inflection import Token

SPELLING = 0.86  # of Jaro and Winkler's likeness: two spellings of one name


def judge_name(d: Difference) -> Finding | None:  # noqa: PLR0911 - one way out an exception
    """Another proper name in its place."""
    old = [d.left.tokens[i] for i in d.lost if d.left.named[i] and not d.left.bracketed[i]]
    new = [d.right.tokens[i] for i in d.gained if d.right.named[i] and not d.right.bracketed[i]]
    if not old or not new or d.sizes[1] > LONG:
        return None
    left, right = {t.lemma for t in old}, {t.lemma for t in new}
    times = words.MONTHS | words.WEEKDAYS
    if left & times or right & times:
        return None
    if _letters(d.left.pick(d.lost)) == _letters(d.right.pick(d.gained)):
        return Finding("spelling", False, f"{d.words()}: the same letters, marked otherwise")
    if any(_same_name(one, other) for one in left for other in right):
        return Finding("spelling", False, f"{d.words()}: the same name in two forms")
    if _is_slip(d):
        return Finding("spelling", False, f"{d.words()}: a letter of one name")
    if any(_is_acronym(*pair) for pair in ((old, new), (new, old), (d.old, d.new), (d.new, d.old))):
        return Finding("house style", False, f"{d.words()}: a name and its initials")
    if any(_one_full_name(w, left, right) for w in (d.left, d.right)):
        return Finding("wording", False, f"{d.words()}: two parts of one full name")
    if not d.both_direct and _tells_of(d.right, left) and _tells_of(d.left, right):
        return None  # both reports have both names: a paraphrase may take either
    everywhere = {t.lemma for t in d.right.tokens} & left or {
        t.lemma for t in d.left.tokens
    } & right
    if everywhere and not (len(old) == len(new) == 1):
        return Finding("wording", False, f"{d.words()}: named otherwise")
    return Finding("name", True, f"{d.words()}: another name")


def _is_slip(d: Difference) -> bool:
    """Whether one letter differs beside the same other name: “Barack Obama”, “Berack Obama”."""
    if d.sizes != (1, 1):
        return False
    one, other = d.old[0].lemma, d.new[0].lemma
    beside = [
        {w.tokens[k].lemma for k in (at - 1, at + 1) if 0 <= k < len(w.tokens) and w.named[k]}
        for w, at in ((d.left, d.lost[0]), (d.right, d.gained[0]))
    ]
    return (
        min(len(one), len(other)) > 4
        and one[0] == other[0]
        and Levenshtein.distance(one, other) == 1
        and bool(beside[0] & beside[1])
    )


def _letters(text: str) -> str:
    return re.sub(r"\W", "", text).casefold()


def _one_full_name(wording: Wording, one: set[str], other: set[str]) -> bool:
    """Whether the article writes a name of each set as parts of one full name: "Ann Lee-Cole"."""
    return any(name & one and name & other for name in wording.name_sets())


def _tells_of(wording: Wording, names: set[str]) -> bool:
    """Whether the article has one of the names anywhere."""
    return any(name & names for name in wording.name_sets())


def _same_name(one: str, other: str) -> bool:
    if one == other or any({one, other} <= seat for seat in words.SEATS):
        return True
    if len(one) > 4 and len(other) > 4 and one[:5] == other[:5]:
        return True  # Russia, Russian
    return min(len(one), len(other)) > 3 and JaroWinkler.similarity(one, other) >= SPELLING + 0.04


def _is_acronym(short: Sequence[Token], long: Sequence[Token]) -> bool:
    letters = "".join(t.key.replace(".", "") for t in short)
    initials = "".join(t.key[0] for t in long)
    return len(letters) > 1 and len(long) > 1 and (letters == initials or initials in letters)


def judge_kin(d: Difference) -> Finding | None:
    """“my husband” against “my brother”."""
    kin = [{words.KIN[w] for w in side if w in words.KIN} for side in (d.old_lemmas, d.new_lemmas)]
    if kin[0] and kin[1] and kin[0].isdisjoint(kin[1]) and d.sizes[1] <= 2:
        return Finding("subject", True, f"{d.words()}: somebody else is meant")
    return None


def judge_subject(d: Difference) -> Finding | None:
    """Another person speaks or acts: “they have to” against “I have to”."""
    if d.sizes[1] > 2 or d.sizes[0] == 0:
        return None
    old = [
        (i, words.PERSONS[d.left.tokens[i].lemma])
        for i in d.lost
        if d.left.tokens[i].lemma in words.PERSONS
    ]
    new = [
        (i, words.PERSONS[d.right.tokens[i].lemma])
        for i in d.gained
        if d.right.tokens[i].lemma in words.PERSONS
    ]
    if not old or not new or old[0][1] == new[0][1]:
        return None
    if d.left.bracketed[old[0][0]] or d.right.bracketed[new[0][0]]:
        return Finding(
            "insertion", False, f"{d.words()}: the reporter names whom the speaker means"
        )
    quoted = d.left.quoted[old[0][0]] and d.right.quoted[new[0][0]]
    if quoted and not (_is_framed(d.left, *old[0]) or _is_framed(d.right, *new[0])):
        return Finding("subject", True, f"{d.words()}: somebody else is meant")
    return Finding("indirect speech", False, f"{d.words()}: the person of indirect speech")


def _is_framed(wording: Wording, index: int, person: str) -> bool:
    """Whether indirect speech leads to a quoted word: he is “ashamed of his country”.

    Or Roe had “sold his office”, where the quotation has lost its subject.
    """
    if person not in {"he", "she", "they"}:
        return False
    return (index > 0 and not wording.tokens[0].capital) or any(
        words.PERSONS.get(token.lemma) == person and not quoted
        for token, quoted in zip(wording.tokens[:index], wording.quoted, strict=False)
    )
