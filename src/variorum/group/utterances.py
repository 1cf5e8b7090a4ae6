"""Group the readings of one thing said, across articles: direct and indirect, whole and in part.

The unit is a sentence: a quotation of several sentences is cut at their ends (one shorter than
four words stays with the sentence before it), since papers quote the sentences of one speech apart.
Where another paper has two of them in one sentence, they stay together as one reading.

Two units are one utterance if one holds most of the other's rare words in like order, if they stand
in like runs, and if nothing is known that parts them: different speakers keep all but (nearly) the
same words apart. What a speaker says in few plain words ("They had no chance") is found by all its
words, or beside what is found already: there a copy may have turned it round. Units are joined to
the longest unit (the base), never to one another in chains.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from math import log

from rapidfuzz.distance import LCSseq

from variorum.group.units import SHORT, Unit, find_units
from variorum.model import Annotated, Reading
from variorum.text.inflection import Token

QUERY_WORDS = 8  # rarest words by which a unit looks for others
FREQUENT = 400  # units; a word in more of them is no way to find anything
# Set on invented cases and by reading the stories of the visible corpora.
SHARED = {"direct": 0.62, "mixed": 0.68, "indirect": 0.7}  # of the shorter one's weight
PLAIN, RUN = 3, 5  # words in common that are no names, or in one run, of two paraphrases
ABOUT_AS_LONG = 0.8  # readings of which none is plainly the whole
MOST_EQUALS = 12  # readings that are compared to find the base
FEW = 4  # words in common that may be a mere phrase
LONG_RUN = 7  # words in one run, grammar counted, that one speaker does not say twice
SAME_PART = 0.7  # of the words of a quoted part, those of grammar too
QUOTED = 7  # words in marks that are looked at by themselves; fewer may be a phrase or a title
LIKE_PART = 0.8  # the same where the speakers are not known to be one
FEWEST_EQUAL = 3  # words of a short sentence that two reports have word for word
BESIDE = 0.6  # of the longer one's words, beside readings of one utterance
SAME_WORDS = 0.9  # keeps readings together whatever the speakers
CHANNEL_RANK = ("letter", "post", "document", "statement", "broadcast", "interview")
KIND_RANK = {"direct": 0, "mixed": 1, "indirect": 2}


def group_utterances(
    articles: Sequence[Annotated], speakers: Mapping[str, str]
) -> list[tuple[Reading, ...]]:
    """Return the utterances that have two readings or more, in the order of their base readings.

    No words stand in two of them: they stay where more readings have them.

    `speakers` maps attribution ids to name ids. The first reading of each is its base: direct
    before mixed before indirect, then the longest; of those about as long, the one that has most
    words in common with the others (a spun copy has not), then that of the most primary channel
    (letter, post, document, statement, broadcast, interview), the earliest, the first in input.
    """
    units = [unit for article in articles for unit in find_units(article, speakers)]
    units = [replace(unit, order=order) for order, unit in enumerate(units)]
    rarity = _weigh(units)
    matches = _find_matches(units, rarity)
    _add_short(units, matches)
    _add_beside(units, matches)
    groups = [_extend(group, units) for group in _join(units, matches)]
    readings = [_read(_narrow(group, rarity)) for group in groups]
    return [group for group in _tell_once(readings) if len(group) > 1]


def _tell_once(groups: Sequence[tuple[Reading, ...]]) -> list[tuple[Reading, ...]]:
    """Take readings that stand in a larger group already out of the smaller one."""
    claimed: dict[str, list[tuple[int, int]]] = {}
    kept: dict[int, tuple[Reading, ...]] = {}
    for number in sorted(range(len(groups)), key=lambda n: (-len(groups[n]), n)):
        group = tuple(one for one in groups[number] if not _is_told(one, claimed))
        kept[number] = group
        for reading in group if len(group) > 1 else ():
            places = claimed.setdefault(reading.article, [])
            places += [(span.start, span.end) for span in reading.spans]
    return [kept[number] for number in range(len(groups))]


def _is_told(reading: Reading, claimed: Mapping[str, Sequence[tuple[int, int]]]) -> bool:
    """Whether most of a reading's words are part of another utterance."""
    size = sum(span.end - span.start for span in reading.spans)
    told = sum(
        max(0, min(span.end, end) - max(span.start, start))
        for span in reading.spans
        for start, end in claimed.get(reading.article, ())
    )
    return 2 * told > size


def _weigh(units: Sequence[Unit]) -> dict[str, float]:
    """Return how rare each word of content is among the units, in nats."""
    counts = Counter(lemma for unit in units for lemma in set(unit.content))
    return {lemma: log(1 + (len(units) + 1) / count) for lemma, count in counts.items()}


def _find_matches(
    units: Sequence[Unit], rarity: Mapping[str, float]
) -> dict[int, dict[int, float]]:
    """Return for each unit the units that are the same utterance, with a score."""
    index: dict[str, list[int]] = {}
    for unit in units:
        for lemma in set(unit.content):
            index.setdefault(lemma, []).append(unit.order)
    matches: dict[int, dict[int, float]] = {}
    for unit in units:
        rarest = sorted(set(unit.content), key=lambda lemma: (-rarity[lemma], lemma))[:QUERY_WORDS]
        found = Counter(
            other for lemma in rarest if len(index[lemma]) <= FREQUENT for other in index[lemma]
        )
        for other, count in found.items():
            if count < 2 or other == unit.order or other in matches.get(unit.order, {}):
                continue
            score = score_match(unit, units[other], rarity)
            if score:
                matches.setdefault(unit.order, {})[other] = score
                matches.setdefault(other, {})[unit.order] = score
    return matches


def _add_short(units: Sequence[Unit], matches: dict[int, dict[int, float]]) -> None:
    """Match the short sentences that one speaker says in the same words in several articles."""
    first: dict[tuple[str, ...], int] = {}
    for unit in units:
        if unit.speaker is None or unit.kind != "direct" or len(unit.tokens) < FEWEST_EQUAL:
            continue
        if len(set(unit.content)) < 2:
            words = (unit.speaker, *(token.lemma for token in unit.tokens))
            like = first.setdefault(words, unit.order)
            if units[like].attribution.article != unit.attribution.article:
                _note(matches, unit.order, like, 1.0)


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
    common = len(_common_lemmas(one, other))
    return common >= 2 and common >= BESIDE * max(len(one.tokens), len(other.tokens))


def _note(matches: dict[int, dict[int, float]], one: int, other: int, score: float) -> None:
    matches.setdefault(one, {})[other] = score
    matches.setdefault(other, {})[one] = score


def score_match(one: Unit, other: Unit, rarity: Mapping[str, float]) -> float:  # noqa: PLR0911
    """Return how sure it is that both are one utterance, 0 if it is not sure enough."""
    if not one.content or not other.content or _overlap(one, other):
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
        return SAME_PART if _quotes_alike(one, other) else 0.0
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
    return size > SHORT and len(_common_lemmas(one, other)) >= needed * size


def _quotes_alike(one: Unit, other: Unit) -> bool:
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


def _overlap(one: Unit, other: Unit) -> bool:
    """Whether both stand, even in part, at one place, or in one attribution."""
    return one.attribution.id == other.attribution.id or any(
        left.article == right.article and left.start < right.end and right.start < left.end
        for left in one.spans
        for right in other.spans
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
    return 2 * len(_common_lemmas(one, other)) >= min(len(one.tokens), len(other.tokens))


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


def _join(units: Sequence[Unit], matches: Mapping[int, Mapping[int, float]]) -> list[list[Unit]]:
    """Join each unit to the base that it fits best; a base is a unit that fits no earlier base.

    A part that is too short to be found in the base itself may come in by a longer part, if the
    base has all its words of content.
    """
    ranked = sorted((units[order] for order in matches), key=_rank)
    groups: dict[int, list[Unit]] = {}
    fits: dict[int, dict[int, float]] = {}
    for unit in ranked:
        own = {base: score for base, score in matches[unit.order].items() if base in groups}
        if not own:
            own = {
                base: 1.0
                for between in matches[unit.order]
                for base in matches[between]
                if base in groups and set(unit.content) <= set(units[base].content)
                if not _overlap(unit, units[base])
            }
        if own:
            fits[unit.order] = own
        else:
            groups[unit.order] = [unit]
    place = {base: number for number, base in enumerate(groups)}
    for order, own in fits.items():
        best = max(own, key=lambda base: (round(own[base], 1), -place[base]))
        groups[best].append(units[order])
    found = [_choose_base(group) for group in groups.values()]
    return sorted(found, key=lambda group: min(unit.order for unit in group))


def _choose_base(group: Sequence[Unit]) -> list[Unit]:
    """Put the base first: of those about as long as the longest, the one most like the others."""
    longest = group[0]
    equals = [
        unit
        for unit in group
        if unit.kind == longest.kind and len(unit.tokens) >= ABOUT_AS_LONG * len(longest.tokens)
    ][:MOST_EQUALS]
    if len(equals) < 2:
        return list(group)
    base = min(equals, key=lambda unit: (*_agree(unit, equals), *_rank(unit)[2:]))
    return [base, *(unit for unit in group if unit is not base)]


def _agree(unit: Unit, equals: Sequence[Unit]) -> tuple[int, bool]:
    """Return less the more words a reading has in common with the others, and if it holds them."""
    others = [other for other in equals if other is not unit]
    common = [len(_common_lemmas(unit, other)) for other in others]
    whole = all(n == len(other.tokens) for n, other in zip(common, others, strict=True))
    return -sum(common), not whole


def _extend(group: Sequence[Unit], units: Sequence[Unit]) -> list[Unit]:
    """Add the next or last sentence of a reading's attribution if the base has its words as well.

    One paper writes "... for that, and I won't", another "... for that. And I won't."
    """
    base, *others = group
    extended = [base]
    taken = {unit.order for unit in group}
    for unit in others:
        extended.append(unit)
        have = set(_common_lemmas(base, unit))
        rest = Counter(token.lemma for token in base.tokens if token.lemma not in have)
        for order in (unit.order - 1, unit.order + 1):
            if order in taken or not 0 <= order < len(units):
                continue
            near = units[order]
            if near.attribution.id != unit.attribution.id or not rest:
                continue
            common = _common_lemmas(base, near)
            fresh = sum(lemma in rest for lemma in common)
            if len(common) >= 0.8 * len(near.tokens) and fresh >= 0.3 * len(near.tokens):
                extended.append(near)
                taken.add(order)
    return extended


def _common_lemmas(one: Unit, other: Unit) -> list[str]:
    return _common([t.lemma for t in one.tokens], [t.lemma for t in other.tokens])


def _rank(unit: Unit) -> tuple[int, int, int, str, int]:
    channel = unit.attribution.channel
    medium = channel.medium if channel else ""
    primary = CHANNEL_RANK.index(medium) if medium in CHANNEL_RANK else len(CHANNEL_RANK)
    return (KIND_RANK[unit.kind], -len(unit.tokens), primary, unit.published, unit.order)


def _narrow(group: Sequence[Unit], rarity: Mapping[str, float]) -> list[Unit]:
    """Keep of a reading that is like the base in its quotation alone no more than that."""
    base, *others = group
    return [
        base,
        *(
            unit.quoted
            if unit.quoted
            and score_match(base, replace(unit, quoted=None), rarity) == 0
            and _quotes_alike(base, unit)
            else unit
            for unit in others
        ),
    ]


def _read(group: Sequence[Unit]) -> tuple[Reading, ...]:
    """Return the readings of a group, the base first; units of one attribution are one reading."""
    base, *others = group
    readings = []
    for attribution, units in groupby(
        [base, *sorted(others, key=lambda unit: unit.order)], key=lambda unit: unit.attribution.id
    ):
        parts = list(units)
        readings.append(
            Reading(
                attribution=attribution,
                article=parts[0].attribution.article,
                spans=tuple(span for part in parts for span in part.spans),
                text=" ".join(part.text for part in parts),
                speaker=parts[0].speaker,
            )
        )
    return tuple(readings)
