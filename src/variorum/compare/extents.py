"""Do two readings speak of another share of the whole, or compare otherwise?"""

from itertools import pairwise

from variorum.compare import word_classes as words
from variorum.compare.differences import (
    LONG,
    Difference,
    Finding,
    list_content,
    number_follows,
)
from variorum.text.inflection import Token


def judge_exception(d: Difference) -> Finding | None:
    """Judge “everyone except” against “everyone, including”."""
    for one, other in ((d.old_lemmas, d.new_lemmas), (d.new_lemmas, d.old_lemmas)):
        if words.EXCEPTING & set(one) and words.INCLUDING & set(other):
            return Finding("quantifier", True, f"{d.words()}: what one leaves out, one takes in")
    return None


def judge_quantifier(d: Difference) -> Finding | None:  # noqa: PLR0911 - one way out an exception
    """“all” against “some”, or “most”, “few”, “only” that one lacks."""
    if d.sizes[1] > LONG:
        return None
    nearly = _judge_nearly(d) or _judge_a_few(d)
    if nearly:
        return nearly
    old, new = _read_shares(d.old_lemmas), _read_shares(d.new_lemmas)
    if old == new or _near_number(d):
        return None
    if old and new:
        return Finding("quantifier", True, f"{d.words()}: another share of the whole")
    one = old or new
    if d.sizes[0] > 1 or (d.place and d.sizes[0] == 0 and d.sizes[1] > 2):
        return None
    if list_content(d.new if old else d.old):
        return None  # put by other words, not left out
    wording, indices = (d.left, d.lost) if old else (d.right, d.gained)
    index = next((i for i in indices if wording.tokens[i].lemma in words.QUANTIFIERS), indices[0])
    opens = wording.tokens[index].opens or index == 0
    if index and wording.tokens[index - 1].lemma in words.NEGATORS:
        return None  # "not only"
    if one & {"most", "few", "only"} or opens:
        if d.explained(frozenset(words.QUANTIFIERS)):
            return None
        return Finding(
            "quantifier", True, f"{d.words()}: what holds for a part is said of the whole"
        )
    return None


def _read_shares(lemmas: tuple[str, ...]) -> set[str]:
    """Read the shares of a whole that words name; "hardly any" is few."""
    found = {words.QUANTIFIERS[lemma] for lemma in lemmas if lemma in words.QUANTIFIERS}
    if any(one in words.HARDLY and other in ("any", "ever") for one, other in pairwise(lemmas)):
        found.add("few")
    if any(pair in (("lot", "of"), ("plenty", "of")) for pair in pairwise(lemmas)):
        found.add("many")
    return found


def _judge_nearly(d: Difference) -> Finding | None:
    """“almost every” against “every”, “hardly ever” apart: a whole with or without exceptions."""
    if d.sizes != (0, 1):
        return None
    wording, indices = (d.left, d.lost) if d.lost else (d.right, d.gained)
    index = indices[0]
    following = [t.lemma for t in wording.tokens[index + 1 : index + 2]]
    if wording.tokens[index].lemma in words.NEARLY and (
        words.QUANTIFIERS.get("".join(following)) == "all" or following[:1] == ["never"]
    ):
        return Finding("quantifier", True, f"{d.words()}: a whole with or without exceptions")
    return None


def _judge_a_few(d: Difference) -> Finding | None:
    """“few” against “a few”: hardly any against some."""
    if d.sizes != (0, 1):
        return None
    wording, indices = (d.left, d.lost) if d.lost else (d.right, d.gained)
    following = {t.lemma for t in wording.tokens[indices[0] + 1 : indices[0] + 2]}
    if wording.tokens[indices[0]].lemma == "a" and following & words.LITTLE:
        return Finding("quantifier", True, "“few” or “little” against “a few”, “a little”")
    return None


def _near_number(d: Difference) -> bool:
    """Whether a quantifier belongs to a number: "some 40 people"."""
    for wording, indices in ((d.left, d.lost), (d.right, d.gained)):
        for index in indices:
            if any(t.number is not None for t in wording.tokens[index : index + 2]):
                return True
    return False


def judge_degree(d: Difference) -> Finding | None:  # noqa: PLR0911 - one way out an exception
    """A comparison lost or turned: “so ashamed … as”, “more”, “least”."""
    compared = {"most", "least"} <= {*d.old_lemmas, *d.new_lemmas}
    if not compared and (_opens_with_most(d) or _both_quantify(d)):
        return None
    if d.sizes[1] > 3 or (d.place and d.sizes[0] == 0):
        return None
    old, new = set(d.old_lemmas) & words.DEGREES, set(d.new_lemmas) & words.DEGREES
    if old == new:
        return None
    if old and new:
        if {*old, *new} <= {"so", "as", "such", "too"}:
            return None
        return Finding("degree", True, f"{d.words()}: another degree")
    wording, indices = (d.left, d.lost) if old else (d.right, d.gained)
    index = next(i for i in indices if wording.tokens[i].lemma in words.DEGREES)
    lemma = wording.tokens[index].lemma
    other = d.right if wording is d.left else d.left
    after = [t.lemma for t in wording.tokens[index + 1 : index + 12]]
    before = {t.lemma for t in wording.tokens[max(0, index - 6) : index]}
    if lemma in ("so", "as", "such", "too"):
        following = wording.tokens[index + 1 : index + 2]
        graded = bool(following) and following[0].content and not following[0].capital
        denies = any(token.lemma in words.NEGATORS for token in other.tokens)
        if graded and denies and before & words.NEGATORS and (lemma != "as" or "as" in after):
            pair = f"“{lemma} … as”" if "as" in after else f"“{lemma}”"
            return Finding(
                "degree",
                True,
                f"{pair} is lost: a comparison (not to such a degree) becomes a plain denial",
            )
        return None
    if number_follows(d) or before & {"once", "any", "no"}:
        return None
    if lemma in ("more", "less", "fewer", "least", "most") and after:
        return Finding("degree", True, f"{d.words()}: a comparison that one lacks")
    return None


def _read_strengths(lemmas: tuple[str, ...]) -> set[str]:
    """Read "slightly" as weak, "extremely" as strong; "a little" too."""
    found = {words.STRENGTHS[lemma] for lemma in lemmas if lemma in words.STRENGTHS}
    if any(pair in (("a", "little"), ("a", "bit")) for pair in pairwise(lemmas)):
        found.add("weak")
    return found


def _is_one_of(d: Difference) -> bool:
    """Whether one lacks "one of the", "second" or "among" before a superlative: "the worst"."""
    if d.sizes[0] or d.sizes[1] > 2:
        return False
    wording, indices = (d.left, d.lost) if d.lost else (d.right, d.gained)
    ranked = wording.tokens[indices[0]].lemma in words.ORDINALS - {"first"}
    if ranked and d.sizes[1] == 1:
        return any(_is_superlative(token) for token in wording.tokens[indices[0] + 1 :][:1])
    after = wording.tokens[indices[-1] + 1 : indices[-1] + 3]
    return (
        [wording.tokens[index].lemma for index in indices] == ["one", "of"]
        and len(after) == 2
        and _is_superlative(after[1])
    )


def _is_superlative(token: Token) -> bool:
    return (
        token.lemma in ("most", "least")
        or token.key in ("best", "worst")
        or (token.key.endswith("est") and len(token.key) > 5)
    )


def judge_strength(d: Difference) -> Finding | None:
    """“slightly” against “extremely”; “one of the worst” against “the worst”."""
    old, new = _read_strengths(d.old_lemmas), _read_strengths(d.new_lemmas)
    if old and new and old.isdisjoint(new) and d.sizes[1] <= 3:
        return Finding("degree", True, f"{d.words()}: another degree")
    if _is_one_of(d):
        return Finding("degree", True, f"{d.words()}: one of several, or the one above all")
    return None


def _both_quantify(d: Difference) -> bool:
    """Whether "most" stands against "many" or "all"."""
    return all(
        any(lemma in words.QUANTIFIERS for lemma in lemmas)
        for lemmas in (d.old_lemmas, d.new_lemmas)
    )


def _opens_with_most(d: Difference) -> bool:
    """Whether "most" counts ("Most teachers"), and does not compare ("the most honest")."""
    for wording, indices in ((d.left, d.lost), (d.right, d.gained)):
        for index in indices:
            if wording.tokens[index].lemma != "most":
                continue
            before = wording.tokens[index - 1].lemma if index else ""
            after = [t.lemma for t in wording.tokens[index + 1 : index + 2]]
            if after == ["of"] or (
                before not in words.BEFORE_SUPERLATIVE and not before.endswith("est") and after
            ):
                return True
    return False
