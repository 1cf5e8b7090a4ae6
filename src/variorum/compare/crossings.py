"""Words that both readings have, at other places: who does what to whom, what a denial denies."""

from collections.abc import Iterator
from itertools import combinations, pairwise

from variorum.compare import word_classes as words
from variorum.compare.differences import Finding, Found
from variorum.compare.readings import Wording
from variorum.text.alignment import Alignment

MOVED = 30  # moved words that are looked at
NEAR = 8  # words between two that changed places


def find_swaps(left: Wording, right: Wording, alignment: Alignment) -> Iterator[Found]:
    """Find two names, or two nouns in each other's place, that changed places."""
    named = [
        (i, j)
        for i, j in sorted([*alignment.pairs, *alignment.moved])
        if left.named[i] and left.tokens[i].lemma == right.tokens[j].lemma
    ]
    for (i1, j1), (i2, j2) in pairwise(named):
        stayed = any(
            i1 < i < i2 and j2 < j < j1 and left.tokens[i].content and not left.named[i]
            for i, j in (*alignment.pairs, *alignment.moved)
        )
        if j1 > j2 and stayed and _parted(left, i1, i2) and _parted(right, j2, j1):
            one, other = left.pick((i1,)), left.pick((i2,))
            because = f"“{one}” and “{other}” have changed places: who does what to whom is turned"
            yield Finding("subject", True, because), ((i1, i2 + 1), (j2, j1 + 1))
            return
    yield from _find_crossed(left, right, alignment)


def _find_crossed(left: Wording, right: Wording, alignment: Alignment) -> Iterator[Found]:
    """Find two words that stand in each other's place, on both sides of a word that stayed."""
    moved = [(i, j) for i, j in alignment.moved if left.tokens[i].content and not left.named[i]]
    fixed = [(i, j) for i, j in alignment.pairs if left.tokens[i].content]
    for (i1, j1), (i2, j2) in combinations(moved[:MOVED], 2):
        if i1 > i2 or j1 < j2 or i2 - i1 > NEAR:
            continue
        around = any(i1 < i < i2 and j2 < j < j1 for i, j in fixed)
        if around and _parted(left, i1, i2) and _parted(right, j2, j1):
            one, other = left.tokens[i1].key, left.tokens[i2].key
            because = f"“{one}” and “{other}” have changed places"
            yield Finding("subject", True, because), ((i1, i2 + 1), (j2, j1 + 1))
            return


def find_scopes(left: Wording, right: Wording, alignment: Alignment) -> Iterator[Found]:
    """Find a negation that moved: “not all are”, “all are not”; “never said”, “said never”."""
    negators = [
        (i, j)
        for i, j in (*alignment.pairs, *alignment.moved)
        if left.tokens[i].lemma in words.NEGATORS and left.tokens[i].lemma == right.tokens[j].lemma
    ]
    if not negators:
        return
    for i, j in (*alignment.pairs, *alignment.moved):
        lemma = left.tokens[i].lemma
        whole = words.QUANTIFIERS.get(lemma) == "all"
        if not (whole or lemma in words.SAYING) or lemma != right.tokens[j].lemma:
            continue
        for at, there in negators:
            near = (
                (i - at == 1) != (j - there == 1)
                if whole
                else min(abs(i - at), abs(j - there)) <= 2
            )
            if (at < i) != (there < j) and near:
                places = ((min(at, i), max(at, i) + 1), (min(there, j), max(there, j) + 1))
                negator = left.pick((at,))
                because = f"“{negator}” stands before “{left.pick((i,))}” in one reading alone"
                yield Finding("quantifier" if whole else "negation", True, because), places
                return


def _parted(wording: Wording, start: int, end: int) -> bool:
    """Whether what stands between two words is more than "and": not a list, not a passive."""
    between = [token.lemma for token in wording.tokens[start + 1 : end]]
    return (
        any(token.content for token in wording.tokens[start + 1 : end])
        and not {"and", "or", "by", "with"} & set(between)
        and not any(wording.ends_sentence(k) for k in range(start + 1, end + 1))
    )
