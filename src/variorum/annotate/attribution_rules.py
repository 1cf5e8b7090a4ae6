"""Who said what by rules alone: for text in other languages, or where the trained model is absent.

Read are quotations with a verb of saying beside them, clauses that such a verb introduces or
follows, "according to", and speakers' labels ("SMITH: ..."). Quotations of three words and more
that stand by themselves are kept without a source.
"""

from dataclasses import dataclass

from variorum.annotate.labels import read_headline, read_signature
from variorum.annotate.links import Link, region_runs
from variorum.annotate.saying import (
    ACCORDING,
    ADDRESSEE_VERBS,
    AS,
    AUXILIARIES,
    ENGLISH,
    GERMAN_ARTICLES,
    LABELLING,
    OTHERS,
    PERFECT,
)
from variorum.annotate.source_phrases import (
    find_source_after,
    find_source_before,
    is_apposition,
)
from variorum.annotate.tagging import Words

CLOSING = frozenset({"”", '"', "''", "’", "'", "»", "“", "›"})
PARTING = frozenset({",", "?", "!", "—", "–", "…", "..."})  # a quotation from its cue
OPENING = frozenset(phrase[0] for phrase in ACCORDING)
NEAREST = 14  # words between a quotation and the cue after it, at most
TIME_WORDS = """Monday Tuesday Wednesday Thursday Friday Saturday Sunday today yesterday late early
    morning afternoon evening night"""
TIMES = frozenset(TIME_WORDS.split())
SHORTEST_BARE_QUOTE = 3  # words; shorter ones are titles, names and irony


@dataclass(frozen=True, slots=True)
class _Sentence:
    """Words `[first, last)` of a paragraph, its quotations, and which of them have a source."""

    words: Words
    first: int
    last: int
    regions: list[tuple[int, int]]
    taken: set[int]


def link_by_rules(words: Words) -> list[Link]:
    """Return the attributions of one paragraph, in text order."""
    if not words.texts:
        return []
    headline = read_headline(words) if words.is_first else read_signature(words)
    if headline:
        return [headline]
    regions = region_runs(words)
    taken: set[int] = set()
    links: list[Link] = []
    for first, last in _sentences(words):
        links += _read_sentence(_Sentence(words, first, last, regions, taken))
    for number, (first, last) in enumerate(regions):
        if number not in taken and last - first - 2 >= SHORTEST_BARE_QUOTE:
            links.append(Link((), (), ((first, last),)))
    return sorted((link for link in links if link.content), key=lambda link: link.content)


def _sentences(words: Words) -> list[tuple[int, int]]:
    """Return the runs of words of each sentence."""
    runs, first = [], 0
    for at in range(1, len(words.texts) + 1):
        if at == len(words.texts) or words.sentence[at] != words.sentence[first]:
            runs.append((first, at))
            first = at
    return runs


def _read_sentence(sentence: _Sentence) -> list[Link]:
    according = _read_according(sentence)
    if according:
        return [according]
    links: list[Link] = []
    at = sentence.first
    while at < sentence.last:
        link = _read_cue(sentence, at) if sentence.words.quote[at] == "O" else None
        if link:
            links.append(link)
            at = max(at, *(stop for _, stop in (*link.cue, *link.source)))
            start, stop = link.content[-1]
            if start <= at + 1 and stop <= sentence.last:
                at = max(at, stop - 1)
        at += 1
    return links


def _read_cue(sentence: _Sentence, at: int) -> Link | None:
    """Read the attribution whose verb of saying stands at `at`."""
    words, first, last = sentence.words, sentence.first, sentence.last
    lower = words.texts[at].lower()
    if "-" in lower and lower.split("-")[0] in OTHERS:
        return _read_clitic(sentence, at)
    if lower in LABELLING:
        return _read_label(sentence, at)
    if lower not in ENGLISH and lower not in OTHERS:
        return _read_german_so(sentence, at) if lower == "so" else None
    perfect = _read_perfect(sentence, at)
    if perfect:
        return perfect
    cue_start = at
    while cue_start > first and _joins_cue(words, cue_start - 1):
        cue_start -= 1
    cue = (cue_start, at + 1)
    inverted = _stands_after_comma(words, cue_start, first) or _follows_quote(words, cue_start)
    source = (
        find_source_after(words, at + 1, last)
        if inverted
        else find_source_before(words, first, cue_start)
    )
    content = _read_content(sentence, source, cue) if source else ()
    return Link((source,), (cue,), content) if source and content else None


def _read_content(
    sentence: _Sentence, source: tuple[int, int], cue: tuple[int, int]
) -> tuple[tuple[int, int], ...]:
    """Return the quotations beside a cue, or else its clause; they are taken from then on."""
    words, regions, taken = sentence.words, sentence.regions, sentence.taken
    before, after = _quotes_beside(sentence, cue)
    if before is not None:
        follow = _quote_after_stop(words, cue[1], source, regions, taken)
        numbers = [number for number in (before, follow) if number is not None]
    elif after is not None:
        numbers = [after]
    else:
        clause = _clause(words, (sentence.first, sentence.last), source, cue)
        if clause is None:
            return ()
        taken.update(n for n, (s, e) in enumerate(regions) if s < clause[1] and e > clause[0])
        return (clause,)
    taken.update(numbers)
    return tuple(regions[number] for number in numbers)


def _joins_cue(words: Words, at: int) -> bool:
    lower = words.texts[at].lower().replace("’", "'")
    return words.quote[at] == "O" and (
        lower in AUXILIARIES or (len(lower) > 4 and lower.endswith("ly") and lower.islower())
    )


def _stands_after_comma(words: Words, at: int, first: int) -> bool:
    """Whether a cue follows a comma that ends what was said: "They left, said Ann"."""
    return at - 1 > first and words.texts[at - 1] == "," and not is_apposition(words, at - 1, first)


def _quotes_beside(sentence: _Sentence, cue: tuple[int, int]) -> tuple[int | None, int | None]:
    """Return the quotation that ends closely before the cue, and one that starts after it."""
    words = sentence.words
    before = after = None
    for number, (start, end) in enumerate(sentence.regions):
        if number in sentence.taken:
            continue
        if end <= cue[0] and sentence.first < end and cue[0] - end <= NEAREST:
            inner = [word for word in words.texts[start:end] if word not in CLOSING]
            tail = inner[-1] if inner else ""
            parted = tail in {",", "?", "!", "—", "–", "…", "..."} or words.texts[end] in {
                ",",
                "—",
                "–",
            }
            near = cue[0] - end <= 1 or words.sentence[end] == words.sentence[cue[0]]
            before = number if parted and near else before
        elif cue[1] <= start < sentence.last and after is None:
            lead, head = words.texts[start - 1], words.texts[start + 1 : start + 2]
            capital = bool(head) and head[0][0].isupper() and start - cue[1] <= 4
            after = number if lead in {",", ":"} or start == cue[1] or capital else after
    return before, after


def _quote_after_stop(
    words: Words, at: int, source: tuple[int, int], regions: list[tuple[int, int]], taken: set[int]
) -> int | None:
    """Return the second part of a broken quotation, as in: “X,” he said. “Y,” and so on."""
    tail = max(at, source[1])
    for number, (start, _) in enumerate(regions):
        if number not in taken and tail <= start <= tail + 12:
            between = words.texts[tail:start]
            if _has_own_cue(words, regions[number][1]):
                return None
            if between and between[-1] in {".", ",", ";", ":"} and between.count(".") <= 1:
                return number
            return None
    return None


def _has_own_cue(words: Words, end: int) -> bool:
    """Whether a verb of saying follows a quotation in its sentence."""
    for at in range(end, min(end + 8, len(words.texts))):
        if words.texts[at] in {".", ";"} or words.quote[at] != "O":
            return False
        if words.texts[at].lower() in ENGLISH | OTHERS:
            return words.texts[end - 2] != "." or words.sentence[end - 1] == words.sentence[at]
    return False


def _clause(
    words: Words, sentence: tuple[int, int], source: tuple[int, int], cue: tuple[int, int]
) -> tuple[int, int] | None:
    """Return what the cue introduces up to the sentence's end, or the clause it follows."""
    first, last = sentence
    tail = max(source[1], cue[1])
    rest = [w for w in words.texts[tail:last] if w[0].isalnum()]
    head = min(source[0], cue[0])
    if head > first and words.texts[head - 1].lower() in AS:
        head -= 1
    comma = words.texts[head - 1] == "," if head - 1 > first else False
    if comma and (len(rest) <= 6 or source[0] > cue[0]):
        return (first, head - 1) if head - 1 - first >= 3 else None
    if source[0] > cue[0]:
        return None
    start = cue[1]
    if words.texts[cue[1] - 1].lower() in ADDRESSEE_VERBS:
        for at in range(start, min(start + 12, last)):
            if words.texts[at].lower() in {"that", "to", "dass"}:
                start = at
                break
    start = _skip_time(words, start, last)
    end = _before_next_verb(words, start, last)
    while end > start and words.texts[end - 1] in {".", "!", "?", ";"}:
        end -= 1
    return (start, end) if end - start >= 2 else None


def _skip_time(words: Words, start: int, last: int) -> int:
    """Skip commas and when it was said: "said | on Tuesday he", "said | , he"."""
    at = start
    while at < last and (words.texts[at] in {",", ":"} or words.texts[at] in TIMES):
        at += 1
    day = at + 1 < last and words.texts[at].lower() == "on" and words.texts[at + 1] in TIMES
    return at + 2 if day else at


def _before_next_verb(words: Words, start: int, last: int) -> int:
    """Return where "and promised ..." begins, a second verb of the source's, or else the end."""
    for at in range(start + 3, last - 1):
        joins = words.texts[at] in {"and", "but"} and words.quote[at] == "O"
        if joins and words.texts[at + 1] in ENGLISH and words.texts[at + 1].endswith("ed"):
            return at
    return last


def _read_according(sentence: _Sentence) -> Link | None:
    """Read a sentence that "according to Roe" opens or closes, in any language known."""
    words, first, last = sentence.words, sentence.first, sentence.last
    found = next(
        (
            (at, at + len(phrase))
            for at in range(first, last)
            if words.texts[at].lower() in OPENING
            for phrase in ACCORDING
            if phrase[0] == words.texts[at].lower()
            and words.quote[at] == "O"
            and phrase == tuple(word.lower() for word in words.texts[at : at + len(phrase)])
        ),
        None,
    )
    if found is None:
        return None
    at, start = found
    end = start
    while end < last and words.quote[end] == "O" and words.texts[end] not in {",", ".", ";", "—"}:
        end += 1
    if end == start:
        return None
    if at <= first + 1:
        content = (end + 1 if end < last and words.texts[end] == "," else end, last)
    elif words.texts[at].islower():
        content = (first, at)
    else:
        return None  # "San Secondo"
    return _take(sentence, (start, end), (found,), content)


def _take(
    sentence: _Sentence,
    source: tuple[int, int],
    cue: tuple[tuple[int, int], ...],
    content: tuple[int, int],
) -> Link | None:
    """Make a link whose content, without the marks at its end, takes the quotations in it."""
    words = sentence.words
    start, stop = content
    while stop > start and words.texts[stop - 1] in {",", ".", "!", "?", ";"}:
        stop -= 1
    if stop - start < 2:
        return None
    regions = enumerate(sentence.regions)
    sentence.taken.update(n for n, (s, e) in regions if s < stop and e > start)
    return Link((source,), cue, ((start, stop),))


def _read_label(sentence: _Sentence, at: int) -> Link | None:
    """Read what somebody called something: "called the plan “a mess”"."""
    words = sentence.words
    follows = [
        (number, run)
        for number, run in enumerate(sentence.regions)
        if number not in sentence.taken and at < run[0] < min(at + NEAREST, sentence.last)
    ]
    if not follows or any(words.texts[n] in {",", ";", ":"} for n in range(at, follows[0][1][0])):
        return None
    source = find_source_before(words, sentence.first, at)
    if source is None or words.texts[at - 1].lower() in AUXILIARIES:
        return None
    number, (_, end) = follows[0]
    sentence.taken.add(number)
    return Link((source,), ((at, at + 1),), ((at + 1, end),))


def _read_perfect(sentence: _Sentence, at: int) -> Link | None:
    """Read the German perfect: "„Nein“, hat der Bürgermeister gesagt"."""
    words = sentence.words
    ahead = range(max(at - 8, sentence.first + 1), at - 1)
    outside = (n for n in ahead if words.quote[n] == "O" and words.texts[n] in PERFECT)
    aux = next(outside, None)
    if aux is None or not _follows_quote(words, aux):
        return None
    before, _ = _quotes_beside(sentence, (aux, aux + 1))
    if before is None:
        return None
    sentence.taken.add(before)
    return Link(((aux + 1, at),), ((aux, aux + 1), (at, at + 1)), (sentence.regions[before],))


def _read_clitic(sentence: _Sentence, at: int) -> Link | None:
    """Read the French « Non », dit-il: one word that is source and cue."""
    before, _ = _quotes_beside(sentence, (at, at + 1))
    if before is None or not _follows_quote(sentence.words, at):
        return None
    sentence.taken.add(before)
    return Link(((at, at + 1),), ((at, at + 1),), (sentence.regions[before],))


def _read_german_so(sentence: _Sentence, at: int) -> Link | None:
    """Read "„Nein“, so die Sprecherin."."""
    words = sentence.words
    after = words.texts[at + 1].lower() if at + 1 < sentence.last else ""
    if after not in GERMAN_ARTICLES or not _follows_quote(words, at):
        return None
    before, _ = _quotes_beside(sentence, (at, at + 1))
    source = find_source_after(words, at + 1, sentence.last)
    if before is None or source is None:
        return None
    sentence.taken.add(before)
    return Link((source,), ((at, at + 1),), (sentence.regions[before],))


def _follows_quote(words: Words, at: int) -> bool:
    """Whether a quotation ends right before, but for a comma and a dash."""
    while at and words.texts[at - 1] in {",", "—", "–", "-"} and words.quote[at - 1] == "O":
        at -= 1
    return at > 0 and words.quote[at - 1] != "O"
