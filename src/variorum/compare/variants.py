"""The apparatus: how the readings of one utterance differ, each difference with kind and reason.

Readings are aligned by words that matter (`variorum.text.alignment`), never by commas. Differences
that change the meaning come one by one; those of style come once a kind, with all their places.
What changes the meaning one way changes it the other way too: the verdict does not depend on which
reading is the base.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations, pairwise

from rapidfuzz.distance import JaroWinkler

from variorum.compare import negation as words
from variorum.compare.meaning import (
    SPELLING,
    Difference,
    Finding,
    is_synonymous,
    judge,
    judge_wish,
)
from variorum.compare.readings import Wording, is_like, lay_out
from variorum.model import Annotated, Reading, Span, Variant
from variorum.text.alignment import Alignment, Change, align_tokens
from variorum.text.inflection import ABBREVIATIONS, GRAMMAR, Token, read_words

MEANING = (
    "negation",
    "number",
    "name",
    "modality",
    "hedge",
    "quantifier",
    "time",
    "degree",
    "subject",
    "fusion",
    "quotation marks",
)
STYLE = (
    "punctuation",
    "spelling",
    "house style",
    "elision",
    "insertion",
    "trim",
    "indirect speech",
    "wording",
    "spinning",
    "translation",
)
KINDS = MEANING + STYLE
FRAGMENT = 3  # words; a shorter reading is too little to say what it left out
REQUOTED = 5  # words; fewer in common prove nothing about marks
CLASH = 4  # words at an end; where more differ, two things are said
MOVED = 30  # moved words that are looked at
FAR = 4  # words from the edge to a moved word that still belongs there
NEAR = 8  # words between two that changed places
SUBJECT = 3  # words that begin a sentence and are told by the one before it
SPUN = 2  # synonyms in one quotation; one may be a slip of the pen
# Forms that only agree with another subject, which is told by itself.
AGREEING = (
    frozenset({"am", "are", "is"}),
    frozenset({"was", "were"}),
    frozenset({"has", "have"}),
    frozenset({"do", "does"}),
)
CLAUSE_BREAK = re.compile(r"[;.!?]")  # what stands before it may go without turning the rest
MARKS = re.compile(r"[,;:—–.!?()-]")
PAST = read_words("was were had would could might")
THIRD = read_words("he she his her they their him them")
FIRST = read_words("i we my our me us you your mine ours")

Found = tuple[Finding, tuple[tuple[int, int], tuple[int, int]]]


def compare_readings(
    base: Reading, others: Sequence[Reading], articles: Mapping[str, Annotated]
) -> list[Variant]:
    """Return the variants of `others` against `base`, meaning changes first, then by reading.

    `articles` maps article ids to articles; a reading of an article that is not there is left out.
    """
    if base.article not in articles:
        return []
    left = lay_out(base, articles[base.article])
    variants = []
    for other in others:
        if other.article in articles:
            found = compare_wordings(left, lay_out(other, articles[other.article]))
            variants += found if base.speaker == other.speaker else _doubt(found, base, other)
    return sorted(variants, key=lambda variant: not variant.changes_meaning)


def _doubt(found: Sequence[Variant], one: Reading, other: Reading) -> list[Variant]:
    """Take back what only holds if one person said both, where that is not known.

    Several changes of meaning at once: more likely two things said. Words of another known speaker
    in quotation marks: he is quoted, not the paraphrase of the first.
    """
    grave = [variant for variant in found if variant.changes_meaning]
    known = one.speaker is not None and other.speaker is not None
    doubted = [v for v in grave if len(grave) > 1 or (known and v.kind == "quotation marks")]
    return [
        replace(v, kind="wording", changes_meaning=False, because=v.because.partition(": ")[0])
        if v in doubted
        else v
        for v in found
    ]


def compare_wordings(left: Wording, right: Wording) -> list[Variant]:
    """Return the variants between two readings, meaning changes first."""
    if not left.tokens or not right.tokens:
        return []
    names = {
        t.lemma for w in (left, right) for t, named in zip(w.tokens, w.named, strict=True) if named
    }
    left, right = left.with_names(names), right.with_names(names)
    alignment = align_tokens(left.tokens, right.tokens, is_like)
    if not alignment.pairs:
        return []
    found = [
        *_find_swaps(left, right, alignment),
        *_find_scopes(left, right, alignment),
        *_find_changed(left, right, alignment),
        *_find_forms(left, right, alignment),
        *_find_marks(left, right, alignment),
        *_find_requoted(left, right, alignment),
    ]
    return _write(left, right, _find_spinning(left, right, found))


# --- differences of words ----------------------------------------------------------------------


def _find_changed(left: Wording, right: Wording, alignment: Alignment) -> Iterator[Found]:
    moved_left = {i for i, _ in alignment.moved}
    moved_right = {j for _, j in alignment.moved}
    rewritten = sum(_is_rewritten(left, right, change) for change in alignment.changes)
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
        places = ((core.left_start, core.left_end), (core.right_start, core.right_end))
        if core_finding and core_finding.kind == "degree" and core_finding.changes_meaning:
            places = (_with_head(left, places[0]), _with_head(right, places[1]))
        if core_finding and core_finding.kind == "negation" and core_finding.changes_meaning:
            elsewhere = rewritten - _is_rewritten(left, right, change)
            if elsewhere and lost and gained:
                core_finding = None  # "should be used for A", "should not be used for B"
        yield core_finding or _name_style(difference, core), places


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
    if not d.both_direct and not any(t.content for t in (*d.old, *d.new)):
        return Finding("indirect speech", False, f"{d.words()}: as indirect speech has it")
    if any(d.left.bracketed[i] for i in d.lost) or any(d.right.bracketed[j] for j in d.gained):
        return Finding("insertion", False, f"{d.words()}: the reporter's words, marked as such")
    return Finding("wording", False, f"{d.words()}: worded otherwise")


def _alike(one: Token, other: Token) -> bool:
    if one.lemma[:4] == other.lemma[:4] and one.lemma != other.lemma and is_like(one, other) > 0.5:
        return False
    return JaroWinkler.similarity(one.key, other.key) >= SPELLING + 0.06


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


# --- order, forms, marks -----------------------------------------------------------------------


def _find_swaps(left: Wording, right: Wording, alignment: Alignment) -> Iterator[Found]:
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


def _find_scopes(left: Wording, right: Wording, alignment: Alignment) -> Iterator[Found]:
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


def _find_forms(left: Wording, right: Wording, alignment: Alignment) -> Iterator[Found]:
    """Find the same word in two spellings, styles or tenses."""
    for i, j in alignment.pairs:
        one, other = left.tokens[i], right.tokens[j]
        if one.lemma != other.lemma:
            continue
        if _opens_contraction(left, i) or _opens_contraction(right, j):
            continue  # told at its second half
        if _closes_contraction(left, i) and _closes_contraction(right, j):
            continue
        if one.key != other.key and any({one.key, other.key} <= forms for forms in AGREEING):
            continue
        old = left.text[one.start : one.end].replace("’", "'")
        new = right.text[other.start : other.end].replace("’", "'")
        if old.casefold() == new.casefold():
            if old[1:] != new[1:] or (old != new and not (_opens(left, i) or _opens(right, j))):
                because = f"“{old}” against “{new}”: capitals"
                yield Finding("house style", False, because), ((i, i + 1), (j, j + 1))
            continue
        yield _name_form(left, right, (i, j)), ((i, i + 1), (j, j + 1))


def _opens(wording: Wording, index: int) -> bool:
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
    if one.number is not None or one.key == other.key or initials:
        return Finding("house style", False, f"{against}: one thing written in two ways")
    if not one.content or one.lemma in words.MONTHS | words.WEEKDAYS | words.UNITS:
        if not (left.direct and right.direct):
            return Finding(
                "indirect speech", False, f"{against}: tense or person of indirect speech"
            )
        return Finding("house style", False, f"{against}: one word in two forms")
    if _ends_alike(one.key, other.key):
        return Finding("spelling", False, f"{against}: spelt otherwise")
    if not (left.direct and right.direct):
        return Finding("indirect speech", False, f"{against}: another form of the word")
    return Finding("wording", False, f"{against}: another form of the word")


ENDINGS = re.compile(r"(?:ing|ed|en|es|s)$")


def _ends_alike(one: str, other: str) -> bool:
    """Whether two forms have one ending: "criticised", "criticized" but not "criticises"."""
    left, right = ENDINGS.search(one), ENDINGS.search(other)
    return (left[0] if left else "") == (right[0] if right else "")


def _find_marks(left: Wording, right: Wording, alignment: Alignment) -> Iterator[Found]:
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


def _find_requoted(left: Wording, right: Wording, alignment: Alignment) -> Iterator[Found]:
    """Find words that stand in quotation marks in one reading and are paraphrase in the other."""
    same = [(i, j) for i, j in alignment.pairs if left.tokens[i].key == right.tokens[j].key]
    if left.direct == right.direct or any(left.quoted if not left.direct else right.quoted):
        return
    shorter = min(len(left.tokens), len(right.tokens))
    if any(token.key in FIRST for w in (left, right) if w.direct for token in w.tokens):
        return  # whoever says "I" is quoted rightly; without, it is indirect speech
    if len(same) < REQUOTED or len(same) < 0.9 * shorter or not alignment.pairs:
        return
    keys = {left.tokens[i].key for i, _ in same}
    places = ((same[0][0], same[-1][0] + 1), (same[0][1], same[-1][1] + 1))
    reported = bool(keys & THIRD) and bool(keys & PAST) and not keys & FIRST
    if reported:
        because = (
            "the reporter's paraphrase, in the third person and past, stands in quotation marks"
        )
    else:
        because = "the same words, in quotation marks in one reading alone"
    yield Finding("quotation marks", reported, because), places


# --- all together ------------------------------------------------------------------------------


def _find_spinning(left: Wording, right: Wording, found: Sequence[Found]) -> list[Found]:
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
    if (left.translated or right.translated) and any(
        left.tokens[k].lemma not in GRAMMAR for index in swapped for k in range(*found[index][1][0])
    ):
        kind, why = "translation", "one of the articles was translated, or translates the speaker"
    elif (alike and len(swapped) >= SPUN) or len(swapped) > SPUN:
        kind, why = "spinning", "a word of like sense inside a quotation"
    else:
        return found
    for index in swapped:
        finding, places = found[index]
        because = f"{finding.because.partition(': ')[0]}: {why}"
        found[index] = (Finding(kind, False, because), places)
    return found


def _write(left: Wording, right: Wording, found: Sequence[Found]) -> list[Variant]:
    """Write the variants: each change of meaning by itself, those of style once a kind."""
    between = (left.attribution, right.attribution)
    changed = [
        Variant(between, f.kind, True, f.because, _spans(left, right, places))
        for f, places in found
        if f.changes_meaning
    ]
    styles: dict[str, list[Found]] = {}
    for one in found:
        if not one[0].changes_meaning:
            styles.setdefault(one[0].kind, []).append(one)
    same = [
        Variant(
            between,
            kind,
            False,
            "; ".join(dict.fromkeys(finding.because for finding, _ in several)),
            tuple(dict.fromkeys(s for _, places in several for s in _spans(left, right, places))),
        )
        for kind, several in sorted(styles.items(), key=lambda item: KINDS.index(item[0]))
    ]
    return changed + same


def _spans(
    left: Wording, right: Wording, places: tuple[tuple[int, int], tuple[int, int]]
) -> tuple[Span, ...]:
    spans = (left.span(*places[0]), right.span(*places[1]))
    return tuple(span for span in spans if span is not None)
