"""Words of a paragraph, tagged as source, cue and content of attributions by a trained model.

A linear-chain model over words (conditional random field) with features of the word and its
neighbours, their classes (`Lexicon`), the grammar of quotation marks, and the nearest words that
often are cues. Its tags tell direction as well: a source before or after its cue, a content before
or after its cue; `variorum.annotate.linking` makes attributions of the runs.
"""

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from variorum.annotate.quotes import Quoted

TOKEN = re.compile(
    r"''|``"
    r"|[^\W_]+(?:[.,](?=\d)[^\W_]+|\.(?=[a-z]|[A-Z](?:\b|\.))[^\W_]+|[-'’&](?!s\b)[^\W_]+)*"
    r"|['’]s\b|--+|\.\.\.|\S"
)
DATELINE = re.compile(
    r"(?=[^a-z]*[A-Z]{3})[A-Z][^\n—–]{1,60}?(?:\([A-Z][A-Za-z. ]{1,20}\))?\s*(?:—|–|--|\s-\s)\s*"
)
DATELINE_START = re.compile(r"[A-Z][A-Z.'’\- ]{2,}|\([A-Z][A-Za-z. ]{1,20}\)")
SENTENCE_CLOSERS = frozenset(".!?…")
DISTANCE = (0, 1, 2, 3, 3, 4, 4, 4, 5, 5, 5, 5, 5, 6, 6, 6, 6, 6, 6, 6, 6)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What is known of words: `tags` (the parts of speech a word has), `clusters` (words used
    alike), `cues` (how often it belongs to a cue: "1" seldom to "3" mostly).

    `tags` also holds endings of three letters, written "-ing", for words not listed.
    """

    tags: Mapping[str, str]
    clusters: Mapping[str, str]
    cues: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Words:
    """The words and marks of one paragraph: their characters, `[start, end)` in the text, and
    where they stand: `quote` is "O" outside, "B" an opening mark, "I" inside, "E" a closing mark,
    "b", "i", "e" likewise of an inner quotation's marks; `sentence` counts from 0.
    """

    texts: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    quote: str
    region: tuple[int, ...]  # index into `regions`, or -1 outside
    regions: tuple[Quoted, ...]  # outermost ones
    sentence: tuple[int, ...]
    is_first: bool  # of the article: mostly the headline


def skip_dateline(text: str, start: int, end: int) -> int:
    """Return where a paragraph goes on after "LONDON (Reuters) —"; `start` if it has no dateline.

    >>> skip_dateline("DAVOS, Switzerland (AP) — He left.", 0, 34)
    26
    """
    match = DATELINE.match(text, start, min(end, start + 90))
    if match and DATELINE_START.search(match[0]) and len(match[0].split()) <= 9:
        head = match[0]
        if sum(c.isupper() for c in head.split()[0]) >= 3 or "(" in head:
            return match.end()
    return start


def read_words(
    text: str, start: int, end: int, quotes: Sequence[Quoted], *, is_first: bool = False
) -> Words:
    """Cut a paragraph into words and marks; `quotes` are those of this paragraph, in order."""
    texts: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    outer = [quote for quote in quotes if not quote.depth and quote.end > start]
    borders = {q.start: q for q in quotes if q.opened} | {
        q.end - q.closing: q for q in quotes if q.closed
    }
    for match in TOKEN.finditer(text, start, end):
        word, at = match[0], match.start()
        if word[0] in "'’" and len(word) == 2 and word[1] == "s" and at in borders:
            texts += [word[0], word[1]]
            starts += [at, at + 1]
            ends += [at + 1, at + 2]
            continue
        texts.append(word)
        starts.append(at)
        ends.append(match.end())
    quote, region = _mark_quotes(starts, ends, quotes, outer)
    return Words(
        texts=tuple(texts),
        starts=tuple(starts),
        ends=tuple(ends),
        quote=quote,
        region=region,
        regions=tuple(outer),
        sentence=_count_sentences(texts, quote),
        is_first=is_first,
    )


def _mark_quotes(
    starts: list[int], ends: list[int], quotes: Sequence[Quoted], outer: list[Quoted]
) -> tuple[str, tuple[int, ...]]:
    states = ["O"] * len(starts)
    region = [-1] * len(starts)
    for number, quote in enumerate(outer):
        first = bisect_right(ends, quote.start)
        at = first
        while at < len(starts) and starts[at] < quote.end:
            states[at] = "I"
            region[at] = number
            at += 1
        if at > first:
            if quote.opened:
                states[first] = "B"
            if quote.closed:
                states[at - 1] = "E"
    for quote in quotes:
        if quote.depth:
            first = bisect_right(ends, quote.start)
            last = bisect_right(ends, quote.end - 1)
            if first < len(states) and starts[first] == quote.start and states[first] == "I":
                states[first] = "b"
            if last < len(states) and ends[last] == quote.end and states[last] == "I":
                states[last] = "e"
    return "".join(states), tuple(region)


def _count_sentences(texts: list[str], quote: str) -> tuple[int, ...]:
    """Number the sentences; a quotation's end closes one only before a capital letter."""
    numbers, number, ended = [], 0, False
    for at, word in enumerate(texts):
        if ended and quote[at] not in "Eeb":
            if word[0].isupper() or word[0].isdigit() or quote[at] in "Bb":
                number += 1
            ended = False
        numbers.append(number)
        if word[0] in SENTENCE_CLOSERS:
            previous = texts[at - 1] if at else ""
            ended = word != "." or not is_abbreviation(previous)
        elif quote[at] in "OI":
            ended = False
    return tuple(numbers)


ABBREVIATION_WORDS = """mr mrs ms dr sen rep gov gen col lt sgt capt prof rev hon st jr sr vs no u.s
    u.n u.k d.c a.m p.m jan feb mar apr jun jul aug sept sep oct nov dec inc corp co ltd e.g i.e
    dept"""
ABBREVIATIONS = frozenset(ABBREVIATION_WORDS.split())


def is_abbreviation(word: str) -> bool:
    """Whether a full stop after this word need not end a sentence ("Mr", "U.S", an initial)."""
    return word.lower() in ABBREVIATIONS or (len(word) == 1 and word.isupper())


def shape_of(word: str) -> str:
    """Return how it is written: "l" small, "C" capital, "U" capitals, "d" digits, "p" mark."""
    first = word[0]
    if first.isalpha():
        if word.islower():
            return "l"
        if len(word) == 1:
            return "C"
        return "U" if word.isupper() else "C" if first.isupper() else "m"
    return "d" if first.isdigit() else "p"


def list_features(words: Words, lexicon: Lexicon) -> list[list[str]]:
    """Return the features of each word, each a short string that names its template."""
    texts, quote = words.texts, words.quote
    count = len(texts)
    if not count:
        return []
    lower = _normal_words(words)
    tags = [_tag_of(word, text, lexicon) for word, text in zip(lower, texts, strict=True)]
    clusters = [lexicon.clusters.get(word, tag) for word, tag in zip(lower, tags, strict=True)]
    shapes = [shape_of(text) for text in texts]
    strength = [
        lexicon.cues.get(word, "") if state == "O" else ""
        for word, state in zip(lower, quote, strict=True)
    ]
    left, right = _nearest_cues(words, lower, strength)
    before, after = _nearest_quotes(words)
    inside = [_describe(words, number, lower, strength) for number in range(len(words.regions))]
    has_quote, opening = _sentence_facts(words, lower)
    w = ["<3", "<2", "<1", *lower, ">1", ">2", ">3"]
    t = ["<", "<", "<", *tags, ">", ">", ">"]
    c = ["<", "<", *clusters, ">", ">"]
    s = ["<", *shapes, ">"]
    q = f"<{quote}>"
    place = "H" if words.is_first else "P"
    rows: list[list[str]] = []
    for i in range(count):
        w0, t0, t1, tm, s0 = lower[i], tags[i], t[i + 4], t[i + 2], shapes[i]
        c0 = clusters[i]
        q3 = q[i : i + 3]
        q0 = quote[i]
        wm, w1 = w[i + 2], w[i + 4]
        row = [
            "w " + w0,
            "wa " + wm,
            "wb " + w[i + 1],
            "wc " + w[i],
            "wd " + w1,
            "we " + w[i + 5],
            "wf " + w[i + 6],
            "wg " + wm + " " + w0,
            "wh " + w0 + " " + w1,
            "c " + c0,
            "ca " + c[i + 1],
            "cb " + c[i],
            "cd " + c[i + 3],
            "ce " + c[i + 4],
            "cg " + c[i + 1] + " " + c0,
            "ch " + c0 + " " + c[i + 3],
            "t " + t0,
            "tc " + t[i],
            "tg " + tm + " " + t0,
            "th " + t0 + " " + t1,
            "ti " + tm + " " + t0 + " " + t1,
            "tj " + t[i + 1] + " " + tm + " " + t0,
            "tk " + t0 + " " + t1 + " " + t[i + 5],
            "wt " + w0 + " " + t1,
            "tw " + tm + " " + w0,
            "x " + w0[-3:],
            "s " + s[i] + s0 + s[i + 2],
            "q " + q3,
            "qw " + q0 + w0,
            "qs " + q3 + s0,
            "qt " + q0 + tm + " " + t0,
            "L " + left[i],
            "R " + right[i],
            "Lq " + left[i][:2] + q0 + t0,
            "Rq " + right[i][:2] + q0 + t0,
            "LR " + left[i][:2] + right[i][:2] + has_quote[i] + q0,
            "o " + opening[i],
            place + s0,
        ]
        if q0 == "O":
            row += (
                "B " + before[i],
                "A " + after[i],
                "BA " + before[i] + after[i],
                "Bt " + before[i] + t0,
                "At " + after[i] + t0,
                "Bc " + before[i] + c0,
            )
        else:
            number = words.region[i]
            row += ("D " + inside[number], "Dq " + inside[number] + q0)
        if words.is_first:
            row += ("hw " + w0, "ht " + tm + " " + t0)
        rows.append(row)
    return rows


def _normal_words(words: Words) -> list[str]:
    """Lower case, one apostrophe; every outer mark is “ or ”, every inner one ‘ or ’."""
    marks = {"B": "“", "E": "”", "b": "‘", "e": "’"}
    lower = []
    for text, state in zip(words.texts, words.quote, strict=True):
        if state in marks and not text[0].isalnum():
            lower.append(marks[state])
        elif text[0].isdigit():
            lower.append("9" * min(len(text), 5))
        elif text in {"—", "–", "--", "---"}:
            lower.append("—")
        elif text in {"…", "..."}:
            lower.append("…")
        else:
            lower.append(text.lower().replace("’", "'"))
    return lower


def _tag_of(word: str, text: str, lexicon: Lexicon) -> str:
    tag = lexicon.tags.get(word)
    if tag is not None:
        return tag
    if not word[0].isalpha():
        return "CD" if word[0] == "9" else word[:1]
    if text[0].isupper():
        return "NNP"
    return lexicon.tags.get("-" + word[-3:], "NN")


def _bucket(distance: int) -> int:
    return DISTANCE[distance] if distance < len(DISTANCE) else 7


def _nearest_cues(
    words: Words, lower: list[str], strength: list[str]
) -> tuple[list[str], list[str]]:
    """Describe, for each word, the nearest likely cue to the left and right in its sentence:
    strength, distance, the word, and the commas and "that" between.
    """
    count = len(lower)
    left, right = ["0"] * count, ["0"] * count
    for step, answer in ((1, left), (-1, right)):
        cue, cue_at, cue_strength, commas, that, sentence = "", 0, "", 0, "", -1
        for i in range(count) if step == 1 else range(count - 1, -1, -1):
            if words.sentence[i] != sentence:
                sentence, cue, cue_strength, commas, that = words.sentence[i], "", "", 0, ""
            if cue:
                distance = _bucket(abs(i - cue_at))
                answer[i] = f"{cue_strength}{distance}{min(commas, 2)}{that}{cue}"
            if strength[i] >= "2" or (strength[i] and not cue):
                cue, cue_at, cue_strength, commas, that = lower[i], i, strength[i], 0, ""
            elif lower[i] == ",":
                commas += 1
            elif lower[i] == "that":
                that = "t"
    return left, right


def _nearest_quotes(words: Words) -> tuple[list[str], list[str]]:
    """Describe, for each word outside, the quotation before it and after it in the paragraph."""
    count = len(words.texts)
    before, after = ["0"] * count, ["0"] * count
    end_at, ending = -1, ""
    for i in range(count):
        if words.quote[i] != "O":
            end_at = i
            ending = words.texts[i - 1][0] if words.quote[i] == "E" and i else words.texts[i][0]
            ending = ending if not ending.isalnum() else "w"
        elif end_at >= 0:
            before[i] = f"{_bucket(i - end_at)}{ending}"
            if words.sentence[i] != words.sentence[end_at]:
                before[i] += "n"
    start_at, comes = -1, ""
    for i in range(count - 1, -1, -1):
        if words.quote[i] != "O":
            start_at = i
            comes = words.texts[i - 1][0] if i else "^"
            comes = comes if not comes.isalnum() else "w"
        elif start_at >= 0:
            after[i] = f"{_bucket(start_at - i)}{comes}"
            if words.sentence[i] != words.sentence[start_at]:
                after[i] += "n"
    return before, after


def _describe(words: Words, number: int, lower: list[str], strength: list[str]) -> str:
    """Describe a quotation: its length, its first letter, what stands before, at its end, after."""
    first = words.region.index(number)
    last = first
    while last + 1 < len(words.region) and words.region[last + 1] == number:
        last += 1
    size = last - first - 1
    length = 0 if size <= 1 else 1 if size <= 3 else 2 if size <= 7 else 3
    inner = words.texts[first + 1] if first < last else ""
    case = "C" if inner[:1].isupper() else "l"
    prior = lower[first - 1] if first else "^"
    prior = prior if not prior[0].isalnum() else "k" + strength[first - 1]
    closing = words.texts[last - 1][0] if last > first else "-"
    closing = closing if not closing.isalnum() else "w"
    following = lower[last + 1] if last + 1 < len(lower) else "$"
    following = following if not following[0].isalnum() else "k" + strength[last + 1]
    return f"{length}{case}{prior}{closing}{following}"


def _sentence_facts(words: Words, lower: list[str]) -> tuple[list[str], list[str]]:
    """Say of each word whether its sentence has a quotation, and its place and first word."""
    with_quote = {
        sentence
        for sentence, state in zip(words.sentence, words.quote, strict=True)
        if state != "O"
    }
    has_quote = ["q" if sentence in with_quote else "-" for sentence in words.sentence]
    opening, first, sentence_now = [], 0, -1
    for i, sentence in enumerate(words.sentence):
        if sentence != sentence_now:
            first, sentence_now = i, sentence
        opening.append(f"{_bucket(i - first)}{lower[first]}")
    return has_quote, opening
