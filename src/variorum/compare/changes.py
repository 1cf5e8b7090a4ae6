"""Words that one reading has and another has not: what is cut off, fused or put otherwise."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise

from rapidfuzz.distance import JaroWinkler

from variorum.compare import word_classes as words
from variorum.compare.certainty import judge_wish
from variorum.compare.differences import (
    MARKS,
    Difference,
    Finding,
    Found,
    are_words,
    is_synonymous,
)
from variorum.compare.meaning import judge
from variorum.compare.persons import SPELLING
from variorum.compare.readings import Wording, is_like
from variorum.text.alignment import Alignment, Change
from variorum.text.inflection import Token
from variorum.text.normal import fold_word

FRAGMENT = 3  # words; a shorter reading is too little to say what it left out
CLASH = 4  # words at an end; where more differ, two things are said
FAR = 4  # words from the edge to a moved word that still belongs there
SUBJECT = 3  # words that begin a sentence and are told by the one before it
CLAUSE = 3  # words; a marked cut of more leaves out what it says, not its doubt alone
SOFTENING = ("hedge", "modality", "degree", "quantifier")
PART_END = re.compile(r"[”\"»]\s")  # “..., ” she said. “Nobody ...”
CLAUSE_BREAK = re.compile(r"[;.!?]")  # what stands before it may go without turning the rest


def find_changed(left: Wording, right: Wording, alignment: Alignment) -> Iterator[Found]:
    """Find words that one reading lacks, or has others for, what is cut off its ends included."""
    moved = [pair for pair in alignment.moved if not _is_fetched(left, right, alignment, pair)]
    moved_left, moved_right = {i for i, _ in moved}, {j for _, j in moved}
    amounts = list(_find_turned_amounts(left, right, alignment))
    yield from amounts
    moved_left |= {places[0][0] for _, places in amounts}
    moved_right |= {places[1][0] for _, places in amounts}
    for change in alignment.changes:
        core, trims = _cut_ends(change, alignment)
        for place, trim in trims:
            yield from _judge_trim(left, right, trim, place)
        lost = tuple(i for i in range(core.left_start, core.left_end) if i not in moved_left)
        gained = tuple(j for j in range(core.right_start, core.right_end) if j not in moved_right)
        if not lost and not gained:
            continue
        difference = Difference(left, right, lost, gained)
        if core.end and lost and gained and difference.sizes[1] > CLASH:
            core_finding = judge_wish(difference)
        else:
            core_finding = _judge_fusion(left, right, core) or judge(difference)
        if core_finding and core_finding.kind in SOFTENING and _is_marked(difference, core):
            core_finding = None
        places = ((core.left_start, core.left_end), (core.right_start, core.right_end))
        if core_finding and core_finding.kind == "degree" and core_finding.changes_meaning:
            places = (_with_head(left, places[0]), _with_head(right, places[1]))
        denied = core_finding and core_finding.kind == "negation" and core_finding.changes_meaning
        if denied and lost and gained and _is_rewritten_beside(left, right, alignment, change):
            core_finding = None  # "should be used for A", "should not be used for B"
        yield core_finding or _name_style(difference, core), places


def _find_turned_amounts(left: Wording, right: Wording, alignment: Alignment) -> Iterator[Found]:
    """Find another number on the other side of its unit: “ten euros” against “€ 100”."""
    for one, other in pairwise(alignment.changes):
        lost = tuple(range(one.left_start, one.left_end)) or tuple(
            range(other.left_start, other.left_end)
        )
        gained = tuple(range(one.right_start, one.right_end)) or tuple(
            range(other.right_start, other.right_end)
        )
        apart = other.left_start - one.left_end
        mixed = (one.left_end > one.left_start) == (one.right_end > one.right_start)
        if mixed or apart != 1 or not lost or not gained or max(len(lost), len(gained)) > 1:
            continue
        unit = left.tokens[one.left_end]
        old, new = left.tokens[lost[0]].number, right.tokens[gained[0]].number
        if unit.lemma in words.UNITS and old is not None and new is not None and old != new:
            because = f"“{left.pick(lost)}” against “{right.pick(gained)}”: another number"
            places = ((lost[0], lost[0] + 1), (gained[0], gained[0] + 1))
            yield Finding("number", True, because), places


def _is_fetched(
    left: Wording, right: Wording, alignment: Alignment, moved: tuple[int, int]
) -> bool:
    """Whether a lone word of content stands in another sentence here than there: no mere move."""
    i, j = moved
    others = alignment.moved
    if not left.tokens[i].content or (i - 1, j - 1) in others or (i + 1, j + 1) in others:
        return False
    turned = [(b, a) for a, b in alignment.pairs]
    return _crosses(left, turned, j, i) or _crosses(right, alignment.pairs, i, j)


def _crosses(wording: Wording, pairs: Sequence[tuple[int, int]], at: int, place: int) -> bool:
    """Whether a sentence ends between word `place` and where word `at` of the other belongs."""
    k = bisect_left(pairs, (at, 0))
    low = pairs[k - 1][1] if k else 0
    high = pairs[k][1] if k < len(pairs) else len(wording.tokens) - 1
    start, end = (high, place) if place > high else (place, low)
    return any(wording.ends_sentence(n) for n in range(start + 1, end + 1))


def _is_marked(d: Difference, core: Change) -> bool:
    """Whether a clause, and not a doubt alone, was left out with a mark."""
    if d.sizes[0] > 1 or d.sizes[1] <= CLAUSE:
        return False
    if len(d.lost) > len(d.gained):
        return d.right.has_gap(max(0, core.right_start - 1), core.right_end + 1)
    return d.left.has_gap(max(0, core.left_start - 1), core.left_end + 1)


def _is_rewritten_beside(
    left: Wording, right: Wording, alignment: Alignment, change: Change
) -> bool:
    """Whether the sentence of a change has others in which words stand against quite others."""
    return any(
        other is not change
        and not _are_parted(left, change, other)
        and _is_rewritten(left, right, other)
        for other in alignment.changes
    )


def _are_parted(wording: Wording, one: Change, other: Change) -> bool:
    """Whether a sentence of the left reading ends between two changes."""
    first, last = sorted((one, other), key=lambda change: change.left_start)
    places = range(first.left_end, min(last.left_start + 1, len(wording.tokens)))
    return any(
        wording.ends_sentence(place)
        or (wording.tokens[place].capital and PART_END.search(wording.before[place]))
        for place in places
    )


def _is_rewritten(left: Wording, right: Wording, change: Change) -> bool:
    """Whether words of content stand against others of another sense."""
    lost, gained = (
        tuple(range(change.left_start, change.left_end)),
        tuple(range(change.right_start, change.right_end)),
    )
    d = Difference(left, right, lost, gained)
    return (
        any(token.content for token in d.old)
        and any(token.content for token in d.new)
        and set(d.old_lemmas).isdisjoint(d.new_lemmas)
        and not is_synonymous(d)
    )


def _with_head(wording: Wording, place: tuple[int, int]) -> tuple[int, int]:
    """Take in the word that is compared: “so ashamed”, not “so” alone."""
    end = place[1]
    grown = end < len(wording.tokens) and wording.tokens[end].content
    return (place[0], end + 1) if grown else place


def _cut_ends(change: Change, alignment: Alignment) -> tuple[Change, list[tuple[str, Change]]]:
    """Part what is merely cut off at an end from what was changed there."""
    c = change
    if not c.end:
        return c, []
    sizes = (c.left_end - c.left_start, c.right_end - c.right_start)
    slack = min(sizes) + 3 if min(sizes) else 0
    if max(sizes) <= slack and min(sizes):
        return c, []
    on_left = sizes[0] >= sizes[1]
    start, end = (c.left_start, c.left_end) if on_left else (c.right_start, c.right_end)
    moved = [pair[0 if on_left else 1] for pair in alignment.moved]
    near = [index for index in moved if start <= index < end]
    shorter = (c.right_start, c.right_end) if on_left else (c.left_start, c.left_end)
    gone = {pair[1 if on_left else 0] for pair in alignment.moved}
    close = [i for i in near if (end - i if c.end == "head" else i - start) <= slack + FAR]
    if not close and gone.issuperset(range(*shorter)):
        slack = 0  # the few words of the shorter one stand elsewhere in the longer
    if c.end == "head":
        cut = min([end - slack, *close])
        cut = max(start, cut)
        outer, inner = (start, cut), (cut, end)
    else:
        cut = max([start + slack, *(i + 1 for i in close)])
        cut = min(end, cut)
        outer, inner = (cut, end), (start, cut)
    if on_left:
        core = Change(*inner, c.right_start, c.right_end, c.end)
        edge = c.right_start if c.end == "head" else c.right_end
        trim = Change(*outer, edge, edge, c.end)
    else:
        core = Change(c.left_start, c.left_end, *inner, c.end)
        edge = c.left_start if c.end == "head" else c.left_end
        trim = Change(edge, edge, *outer, c.end)
    return core, [(c.end, trim)] if outer[0] < outer[1] else []


def _judge_trim(left: Wording, right: Wording, trim: Change, place: str) -> Iterator[Found]:
    on_left = trim.left_end > trim.left_start
    longer, shorter = (left, right) if on_left else (right, left)
    start, end = (trim.left_start, trim.left_end) if on_left else (trim.right_start, trim.right_end)
    places = ((trim.left_start, trim.left_end), (trim.right_start, trim.right_end))
    near = _near_words(longer, start, end, place)
    finding = None
    whole = place == "head" and CLAUSE_BREAK.search(longer.before[end])
    if len(shorter.tokens) >= FRAGMENT and near and not whole:
        difference = Difference(
            left, right, near if on_left else (), () if on_left else near, place
        )
        finding = judge(difference)
        if finding and not _stands_alone(shorter, place):
            finding = None
    if finding and finding.changes_meaning:
        yield finding, places
    elif all(longer.bracketed[index] for index in range(start, end)):
        because = f"“{longer.cut(start, end)}” is the reporter's, marked by brackets"
        yield Finding("insertion", False, because), places
    else:
        which = "before" if place == "head" else "after"
        yield Finding("trim", False, f"cut off {which} the words in common"), places


def _near_words(wording: Wording, start: int, end: int, place: str) -> tuple[int, ...]:
    """Return the trimmed words of the clause that touches what was kept."""
    if place == "head":
        first = end
        while first > start and not wording.ends_sentence(first):
            if first < end and MARKS.search(wording.before[first].replace("-", "")):
                break
            first -= 1
        return tuple(range(first, end))
    last = start
    while last < end and not wording.ends_sentence(last):
        last += 1
    return tuple(range(start, last))


def _stands_alone(wording: Wording, place: str) -> bool:
    """Whether a reading begins or ends as a sentence does, and so claims to be whole there."""
    if place == "head":
        return wording.tokens[0].capital or not wording.direct
    return bool(re.search(r"[.!?,]", wording.before[-1])) or not wording.direct


def _judge_fusion(left: Wording, right: Wording, core: Change) -> Finding | None:
    """Two sentences of one reading that the other makes one, words between them left out."""
    if not (left.direct and right.direct) or core.end:
        return None
    for whole, joined, (start, end), (other_start, other_end) in (
        (left, right, (core.left_start, core.left_end), (core.right_start, core.right_end)),
        (right, left, (core.right_start, core.right_end), (core.left_start, core.left_end)),
    ):
        if end - start < 2 or other_end - other_start > 2 or start == 0 or end == len(whole.tokens):
            continue
        broken = any(whole.ends_sentence(k) for k in range(start, end + 1))
        between = "".join(joined.before[other_start : other_end + 1])
        if (
            broken
            and not joined.has_gap(other_start, other_end)
            and not re.search(r"[.!?\"”]", between)
            and not _said_elsewhere(whole, joined, range(start, end))
        ):
            gone = whole.cut(start, end)
            return Finding("fusion", True, f"two sentences are made one, silently without “{gone}”")
    return None


def _said_elsewhere(whole: Wording, joined: Wording, lost: Sequence[int]) -> bool:
    """Whether all that is lost is said elsewhere in the other: “The gun” where "gun" stands."""
    kept = {token.lemma for token in joined.tokens}
    gone = {whole.tokens[k].lemma for k in lost if whole.tokens[k].content}
    return len(lost) <= SUBJECT and bool(gone) and gone <= kept


def _name_style(d: Difference, core: Change) -> Finding:
    """Name the kind of a difference that no rule calls a change of meaning."""
    if not d.gained or not d.lost:
        return _name_one_sided(d, core)
    old, new = "".join(t.key for t in d.old), "".join(t.key for t in d.new)
    if old == new or (
        min(len(old), len(new)) > 3 and d.sizes == (1, 1) and _alike(d.old[0], d.new[0])
    ):
        return Finding("spelling", False, f"{d.words()}: spelt otherwise")
    if not d.both_direct and (_is_shifted(d) or not any(t.content for t in (*d.old, *d.new))):
        return Finding("indirect speech", False, f"{d.words()}: as indirect speech has it")
    if any(d.left.bracketed[i] for i in d.lost) or any(d.right.bracketed[j] for j in d.gained):
        return Finding("insertion", False, f"{d.words()}: the reporter's words, marked as such")
    return Finding("wording", False, f"{d.words()}: worded otherwise")


def _is_shifted(d: Difference) -> bool:
    """Whether one says from its own day what the other says from the speaker's: “tomorrow”."""
    old, new = set(d.old_lemmas), set(d.new_lemmas)
    return any(
        bool(old & said and new <= told) or bool(new & said and old <= told)
        for said, told in words.SHIFTED
    )


def _alike(one: Token, other: Token) -> bool:
    if fold_word(one.key) == fold_word(other.key):
        return True
    if one.lemma[:4] == other.lemma[:4] and one.lemma != other.lemma and is_like(one, other) > 0.5:
        return False
    if JaroWinkler.similarity(one.key, other.key) < SPELLING + 0.06:
        return False
    return not are_words(one.key, other.key)


def _name_one_sided(d: Difference, core: Change) -> Finding:
    one, indices = (d.left, d.lost) if d.lost else (d.right, d.gained)
    if all(one.bracketed[index] for index in indices):
        return Finding("insertion", False, f"{d.words()}: the reporter's words, marked by brackets")
    if len(indices) <= 2 and not any(one.tokens[i].content for i in indices):
        kind = "wording" if d.both_direct else "indirect speech"
        return Finding(kind, False, f"{d.words()}: a word of grammar")
    if d.lost:
        marked = d.right.has_gap(core.right_start, core.right_end)
        how = "left out, with a mark" if marked else "left out silently"
        return Finding("elision", False, f"{d.words()}: {how}")
    if d.left.has_gap(core.left_start, core.left_end):
        return Finding("elision", False, f"{d.words()}: the base leaves it out, with a mark")
    return Finding("insertion", False, f"{d.words()}: added silently, or left out by the base")
