"""Which units of what is said, in any article, are one utterance.

Two are if one holds most of the other's rare words in like order, if they stand in like runs, and
if nothing is known that parts them: different speakers keep all but (nearly) the same words apart.
What a speaker says in few plain words ("They had no chance") is found by all its words, or beside
what is found already: there a copy may have turned it round.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import combinations
from math import log

from rapidfuzz.distance import LCSseq

from variorum.group.units import SHORT, Unit
from variorum.text.inflection import Token

QUERY_WORDS = 8  # rarest words by which a unit looks for others
FREQUENT = 400  # units; a word in more of them is no way to find anything
# Set on invented cases and by reading the stories of the visible corpora.
SHARED = {"direct": 0.62, "mixed": 0.68, "indirect": 0.7}  # of the shorter one's weight
PLAIN, RUN = 3, 5  # words in common that are no names, or in one run, of two paraphrases
FEW = 4  # words in common that may be a mere phrase
LONG_RUN = 7  # words in one run, grammar counted, that one speaker does not say twice
SAME_PART = 0.7  # of the words of a quoted part, those of grammar too
QUOTED = 7  # words in marks that are looked at by themselves; fewer may be a phrase or a title
LIKE_PART = 0.8  # the same where the speakers are not known to be one
FEWEST_EQUAL = 3  # words of a short sentence that two reports have word for word
FEW_WORDS, FEWEST_RUN = 12, 4  # of a sentence with one telling word; in one run of it
MOST_SHORT = 40  # such sentences of one speaker that are compared
BESIDE = 0.6  # of the longer one's words, beside readings of one utterance
SAME_WORDS = 0.9  # keeps readings together whatever the speakers
KIND_RANK = {"direct": 0, "mixed": 1, "indirect": 2}


def find_matches(units: Sequence[Unit], rarity: Mapping[str, float]) -> dict[int, dict[int, float]]:
    """Return for each unit the units that are the same utterance, with a score.

    Units are known by their `order`, which is their place in `units`.
    """
    matches = _find_likely(units, rarity)
    _add_short(units, matches)
    _add_beside(units, matches)
    return matches


def weigh_words(units: Sequence[Unit]) -> dict[str, float]:
    """Return how rare each word of content is among the units, in nats."""
    counts = Counter(lemma for unit in units for lemma in set(unit.content))
    return {lemma: log(1 + (len(units) + 1) / count) for lemma, count in counts.items()}


def _find_likely(units: Sequence[Unit], rarity: Mapping[str, float]) -> dict[int, dict[int, float]]:
    """Return the matches by the rarest words of each unit."""
    index: dict[str, list[int]] = {}
    for unit in units:
        for lemma in set(unit.content):
            index.setdefault(lemma, []).append(unit.order)
    wordings = [_describe(unit) for unit in units]
    numbers = {wording: number for number, wording in enumerate(dict.fromkeys(wordings))}
    alike = [numbers[wording] for wording in wordings]
    known: dict[tuple[int, int, bool], float] = {}  # in copies one sentence stands many times
    matches: dict[int, dict[int, float]] = {}
    for unit in units:
        rarest = sorted(set(unit.content), key=lambda lemma: (-rarity[lemma], lemma))[:QUERY_WORDS]
        found = Counter(
            other for lemma in rarest if len(index[lemma]) <= FREQUENT for other in index[lemma]
        )
        for other, count in found.items():
            if count < 2 or other == unit.order or other in matches.get(unit.order, {}):
                continue
            if overlap(unit, units[other]):
                continue
            home = unit.attribution.article == units[other].attribution.article
            pair = alike[unit.order], alike[other], home
            if pair not in known:
                known[pair] = score_match(unit, units[other], rarity)
            score = known[pair]
            if score:
                matches.setdefault(unit.order, {})[other] = score
                matches.setdefault(other, {})[unit.order] = score
    return matches


def _describe(unit: Unit) -> tuple[object, ...]:
    """Return all of a unit that its score with another depends on, but for its place."""
    words = tuple((token.lemma, token.capital) for token in unit.tokens)
    quoted = _describe(unit.quoted) if unit.quoted else None
    return unit.kind, unit.speaker, words, quoted


def _add_short(units: Sequence[Unit], matches: dict[int, dict[int, float]]) -> None:
    """Match the short sentences that one speaker says in several articles in nearly the same words.

    Those with one telling word in common, or the short quotations in what else is a paper's own
    sentence: two telling words find the others.
    """
    first: dict[tuple[str, ...], int] = {}
    by_word: dict[tuple[str, str], list[tuple[int, Unit]]] = {}
    for unit in units:
        said = unit if unit.kind == "direct" else unit.quoted
        if unit.speaker is None or said is None or len(said.tokens) < FEWEST_EQUAL:
            continue
        if said is unit and len(set(unit.content)) < 2:
            words = (unit.speaker, *(token.lemma for token in unit.tokens))
            like = first.setdefault(words, unit.order)
            if units[like].attribution.article != unit.attribution.article:
                _note(matches, unit.order, like, 1.0)
        if (said is unit or len(said.tokens) >= QUOTED) and len(said.tokens) <= FEW_WORDS:
            for lemma in set(said.content):
                by_word.setdefault((unit.speaker, lemma), []).append((unit.order, said))
    for several in by_word.values():
        for (one, left), (other, right) in combinations(several[:MOST_SHORT], 2):
            if other not in matches.get(one, {}) and _are_close(left, right):
                _note(matches, one, other, SAME_PART)


def _are_close(one: Unit, other: Unit) -> bool:
    """Whether nearly all words of two short units stand in one order: "all but X", "all and X"."""
    common = len(common_lemmas(one, other))
    shorter, longer = sorted(len(unit.tokens) for unit in (one, other))
    return (
        one.attribution.article != other.attribution.article
        and common >= LIKE_PART * shorter
        and common >= SAME_PART * longer
        and _longest_run(one.tokens, other.tokens) >= FEWEST_RUN
    )


def _add_beside(units: Sequence[Unit], matches: dict[int, dict[int, float]]) -> None:
    """Match what one speaker says right before and after readings of one utterance, if it is like.

    Two words that others use as well are no way to find a sentence, but enough there.
    """
    pairs = [(one, other) for one in matches for other in matches[one] if one < other]
    for one, other in pairs:  # grows
        for step in (-1, 1):
            left, right = one + step, other + step
            if not (0 <= left < len(units) and 0 <= right < len(units)):
                continue
            if right in matches.get(left, {}) or not _goes_on(units[one], units[left]):
                continue
            if _goes_on(units[other], units[right]) and _are_alike(units[left], units[right]):
                _note(matches, left, right, BESIDE)
                pairs.append((left, right))


def _goes_on(one: Unit, near: Unit) -> bool:
    """Whether a unit is the next or last of one speaker's quotation in one article."""
    return (
        near.kind == "direct"
        and near.speaker is not None
        and near.speaker == one.speaker
        and near.attribution.article == one.attribution.article
    )


def _are_alike(one: Unit, other: Unit) -> bool:
    """Whether two short units of different articles have most words in common, grammar counted."""
    if one.speaker != other.speaker or one.attribution.article == other.attribution.article:
        return False
    common = len(common_lemmas(one, other))
    return common >= 2 and common >= BESIDE * max(len(one.tokens), len(other.tokens))


def _note(matches: dict[int, dict[int, float]], one: int, other: int, score: float) -> None:
    matches.setdefault(one, {})[other] = score
    matches.setdefault(other, {})[one] = score


def score_match(one: Unit, other: Unit, rarity: Mapping[str, float]) -> float:  # noqa: PLR0911
    """Return how sure it is that both are one utterance, 0 if it is not sure enough."""
    if not one.content or not other.content or overlap(one, other):
        return 0.0
    common = _common(one.content, other.content)
    if len(common) < 2:
        return 0.0
    weight = sum(rarity[lemma] for lemma in common)
    shorter = min(sum(rarity[lemma] for lemma in unit.content) for unit in (one, other))
    share = weight / shorter if shorter else 0.0
    run = _longest_run(one.tokens, other.tokens)
    if one.speaker and other.speaker and one.speaker != other.speaker:
        return share if share >= SAME_WORDS and len(common) >= 5 and run >= 6 else 0.0
    if run >= 3 and _nearly_verbatim(one, other, len(common)):
        return max(share, SAME_PART)
    loosest = max(one.kind, other.kind, key=lambda kind: KIND_RANK[kind])
    if share < SHARED[loosest] or not _enough(one, other, len(common), run, loosest):
        return SAME_PART if quotes_alike(one, other) else 0.0
    if one.attribution.article == other.attribution.article and share < SAME_WORDS:
        return 0.0
    return share + 0.01 * min(len(common), 20)


def _nearly_verbatim(one: Unit, other: Unit, common: int) -> bool:
    """Whether a quoted part has most words of the other in like order, if some were replaced."""
    if "indirect" in (one.kind, other.kind) or common < 2:
        return False
    if one.attribution.article == other.attribution.article:
        return False
    needed = SAME_PART if one.speaker and one.speaker == other.speaker else LIKE_PART
    size = min(len(one.tokens), len(other.tokens))
    return size > SHORT and len(common_lemmas(one, other)) >= needed * size


def quotes_alike(one: Unit, other: Unit) -> bool:
    """Whether the part in quotation marks of one has most words of the other, by one speaker.

    What a paper adds outside the marks ("as happened on the day the war began") says nothing
    against it.
    """
    left, right = one.quoted or one, other.quoted or other
    size = min(len(left.tokens), len(right.tokens))
    if size < QUOTED or (left is one and right is other) or one.speaker is None:
        return False
    if one.speaker != other.speaker or "indirect" in (one.kind, other.kind):
        return False
    words = Counter(t.lemma for t in left.tokens) & Counter(t.lemma for t in right.tokens)
    return words.total() >= LIKE_PART * size and _nearly_verbatim(
        left, right, len(_common(left.content, right.content))
    )


def overlap(one: Unit, other: Unit) -> bool:
    """Whether both stand, even in part, at one place, or in one attribution."""
    return one.attribution.id == other.attribution.id or any(
        left.touches(right) for left in one.spans for right in other.spans
    )


def _enough(one: Unit, other: Unit, common: int, run: int, loosest: str) -> bool:
    """Whether so few words in common can be no chance."""
    sure_speaker = one.speaker is not None and one.speaker == other.speaker
    if common <= FEW and loosest == "direct" and not _mostly_shared(one, other):
        return False  # a phrase that the speaker used twice
    if sure_speaker and run >= LONG_RUN:
        return True
    if loosest == "indirect":
        shorter = min(one, other, key=lambda unit: len(unit.tokens))
        plain = {token.lemma for token in shorter.tokens if token.content and not token.capital}
        shared = plain & set(one.content) & set(other.content)
        if (len(shared) < PLAIN and run < RUN) or (not sure_speaker and common < 5):
            return False  # names or a phrase in common are no utterance
    if common == 2:
        return loosest != "indirect" and run >= (3 if sure_speaker else 5)
    if common == 3:
        return run >= (3 if sure_speaker else 4)
    return run >= (2 if sure_speaker else 3) or common >= 6


def _mostly_shared(one: Unit, other: Unit) -> bool:
    """Whether half of the shorter one's words, those of grammar too, stand in the other."""
    return 2 * len(common_lemmas(one, other)) >= min(len(one.tokens), len(other.tokens))


def _common(one: Sequence[str], other: Sequence[str]) -> list[str]:
    """Return the words that both have in like order."""
    blocks = LCSseq.opcodes(one, other)
    return [
        lemma
        for code in blocks
        if code.tag == "equal"
        for lemma in one[code.src_start : code.src_end]
    ]


def _longest_run(one: Sequence[Token], other: Sequence[Token]) -> int:
    """Return the length, in words, of the longest run that both have."""
    left, right = [token.lemma for token in one], [token.lemma for token in other]
    codes = LCSseq.opcodes(left, right)
    return max((code.src_end - code.src_start for code in codes if code.tag == "equal"), default=0)


def common_lemmas(one: Unit, other: Unit) -> list[str]:
    """Return the words that both have in like order, those of grammar too."""
    return _common([t.lemma for t in one.tokens], [t.lemma for t in other.tokens])
