"""Group the readings of one thing said, across articles: direct and indirect, whole and in part.

The unit is a sentence: a quotation of several sentences is cut at their ends (one shorter than
four words stays with the sentence before it), since papers quote the sentences of one speech apart.
Where another paper has two of them in one sentence, they stay together as one reading.

Which units are one utterance is said in `variorum.group.matches`. They are joined to the longest
unit (the base), never to one another in chains.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from variorum.group.matches import (
    KIND_RANK,
    common_lemmas,
    find_matches,
    overlap,
    quotes_alike,
    score_match,
    weigh_words,
)
from variorum.group.units import Unit, find_units
from variorum.model import Annotated, Reading

ABOUT_AS_LONG = 0.8  # readings of which none is plainly the whole
MOST_EQUALS = 12  # readings that are compared to find the base
CHANNEL_RANK = ("letter", "post", "document", "statement", "broadcast", "interview")


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
    rarity = weigh_words(units)
    matches = find_matches(units, rarity)
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
                if not overlap(unit, units[base])
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
    common = [len(common_lemmas(unit, other)) for other in others]
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
        have = set(common_lemmas(base, unit))
        rest = Counter(token.lemma for token in base.tokens if token.lemma not in have)
        for order in (unit.order - 1, unit.order + 1):
            if order in taken or not 0 <= order < len(units):
                continue
            near = units[order]
            if near.attribution.id != unit.attribution.id or not rest:
                continue
            common = common_lemmas(base, near)
            fresh = sum(lemma in rest for lemma in common)
            if len(common) >= 0.8 * len(near.tokens) and fresh >= 0.3 * len(near.tokens):
                extended.append(near)
                taken.add(order)
    return extended


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
            and quotes_alike(base, unit)
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
