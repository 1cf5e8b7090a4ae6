"""Who said what by rules alone: for text in other languages, or where the trained model is absent.

Read are quotations with a verb of saying beside them, clauses that such a verb introduces or
follows, "according to", and speakers' labels ("SMITH: ..."). Quotations of three words and more
that stand by themselves are kept without a source.
"""

from dataclasses import dataclass

from variorum.annotate.labels import read_headline
from variorum.annotate.links import Link, region_runs
from variorum.annotate.tagging import Words, is_abbreviation

ENGLISH_WORDS = """
    said says say saying told tells tell added adds adding wrote writes write argued
    argues argue claimed claims claim insisted insists noted notes
    explained explains replied replies responded
    responds announced announces announcing declared declares stated states admitted admits
    acknowledged acknowledges warned warns suggested suggests believes believe believed thinks
    thinking thought reported reports confirmed confirms denied denies recalled recalls tweeted
    tweets posted asked asks urged urges vowed promised pledged predicted concluded observed
    remarked commented continued complained stressed emphasized emphasised alleged testified
    disclosed revealed asserted contended contends maintained hoped hopes recounted quipped joked
    shouted cried whispered exclaimed countered conceded cautioned lamented boasted mused"""
ENGLISH = frozenset(ENGLISH_WORDS.split())
OTHERS_WORDS = """
    sagte sagt sagten erklärte erklärt schrieb schreibt betonte meinte warnte teilte berichtete
    forderte fügte antwortete kritisierte zitiert mitteilte
    dit déclaré déclare affirmé affirme ajouté ajoute expliqué explique écrit estimé estime assuré
    assure souligné souligne annoncé confié lancé répondu indiqué précisé
    dijo dice afirmó afirma añadió declaró explicó aseguró señaló escribió anunció indicó sostuvo
    disse dice afferma dichiarato detto spiegato aggiunto scritto
    afirmou declarou acrescentou explicou escreveu
    zei zegt aldus schreef verklaarde benadrukte sade säger sier sagde"""
OTHERS = frozenset(OTHERS_WORDS.split())
AUXILIARIES_WORDS = """
    has have had is are was were be been being will would can could may might should did does do
    also later then once never not always often previously recently repeatedly further
    hasn't haven't didn't doesn't wouldn't reportedly has’ hat haben habe a ont avait ha han"""
AUXILIARIES = frozenset(AUXILIARIES_WORDS.split())
CLAUSE_WORDS = """but that as when while because if after before although though since where
    whereas until so aber dass als weil mais que quand lorsque pero cuando"""
CLAUSE_STARTS = frozenset(CLAUSE_WORDS.split())
SOURCE_END_WORDS = """in on at during after before when while as by to from about and but via last
    this"""
SOURCE_ENDS = frozenset(SOURCE_END_WORDS.split())
ADDRESSEE_VERBS = frozenset({"told", "tells", "tell", "telling", "warned", "asked", "urged"})
NEAREST = 14  # words between a quotation and the cue after it, at most
LONG_QUOTE = 8  # words; of the corpus's quotations from this length 99 in 100 have an attribution
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
    headline = read_headline(words) if words.is_first else None
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


def add_missed(words: Words, links: list[Link]) -> list[Link]:
    """Add what a model left: a headline's quotation, long quotations, and sources of quotations.

    Only with a source. Words that the model has are left to it, unless it found nobody who said
    them.
    """
    headline = read_headline(words) if words.is_first else None
    if headline:
        rivals = [link for link in links if _shares(link, headline.content)]
        if not any(link.source for link in rivals):
            return sorted(
                [headline, *(link for link in links if link not in rivals)],
                key=lambda link: link.content,
            )
    bare = [link for link in links if not (link.source or link.cue)]
    kept = [link for link in links if link.source or link.cue]
    left = [
        run
        for run in region_runs(words)
        if run[1] - run[0] - 2 >= LONG_QUOTE and not any(_shares(link, (run,)) for link in kept)
    ]
    if not left:
        return links
    added = [
        link
        for link in link_by_rules(words)
        if link.source
        and any(run in left for run in link.content)
        and not any(_shares(other, link.content) for other in kept)
    ]
    kept += [link for link in bare if not any(_shares(link, one.content) for one in added)]
    return sorted([*kept, *added], key=lambda link: link.content)


def _shares(link: Link, runs: tuple[tuple[int, int], ...]) -> bool:
    """Whether some of these words are a link's content."""
    return any(start < last and first < end for start, end in link.content for first, last in runs)


def _sentences(words: Words) -> list[tuple[int, int]]:
    """Return the runs of words of each sentence."""
    runs, first = [], 0
    for at in range(1, len(words.texts) + 1):
        if at == len(words.texts) or words.sentence[at] != words.sentence[first]:
            runs.append((first, at))
            first = at
    return runs


def _read_sentence(sentence: _Sentence) -> list[Link]:
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
    if lower == "according" and at + 1 < last and words.texts[at + 1].lower() == "to":
        return _read_according(sentence, at)
    if lower not in ENGLISH and lower not in OTHERS:
        return None
    cue_start = at
    while cue_start > first and _joins_cue(words, cue_start - 1):
        cue_start -= 1
    cue = (cue_start, at + 1)
    inverted = _stands_after_comma(words, cue_start, first) or (
        cue_start > first and words.quote[cue_start - 1] != "O"
    )
    source = (
        _source_after(words, at + 1, last) if inverted else _source_before(words, first, cue_start)
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
    return (
        at - 1 > first and words.texts[at - 1] == "," and not _is_apposition(words, at - 1, first)
    )


def _is_apposition(words: Words, comma: int, first: int) -> bool:
    """Whether "Ann, a doctor," ends at this comma."""
    for at in range(comma - 1, max(first, comma - 14) - 1, -1):
        if words.quote[at] != "O":
            return False
        if words.texts[at] == ",":
            head = words.texts[at - 1] if at > first else ""
            return head[:1].isupper() and comma - at <= 13
    return False


def _quotes_beside(sentence: _Sentence, cue: tuple[int, int]) -> tuple[int | None, int | None]:
    """Return the quotation that ends closely before the cue, and one that starts after it."""
    words = sentence.words
    before = after = None
    for number, (start, end) in enumerate(sentence.regions):
        if number in sentence.taken:
            continue
        if end <= cue[0] and sentence.first < end and cue[0] - end <= NEAREST:
            tail = words.texts[end - 2] if end - start > 2 else ""
            parted = tail in {",", "?", "!", "—", "–"} or words.texts[end] in {",", "—", "–"}
            near = cue[0] - end <= 1 or words.sentence[end] == words.sentence[cue[0]]
            before = number if parted and near else before
        elif cue[1] <= start < sentence.last and after is None:
            lead, inner = words.texts[start - 1], words.texts[start + 1 : start + 2]
            capital = bool(inner) and inner[0][0].isupper() and start - cue[1] <= 4
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
            if between and between[-1] in {".", ",", ";", ":"} and between.count(".") <= 1:
                return number
            return None
    return None


def _source_before(words: Words, first: int, cue_start: int) -> tuple[int, int] | None:
    end = cue_start
    if end > first and words.texts[end - 1] == ",":
        if not _is_apposition(words, end - 1, first):
            return None
        start = end - 2
        while start > first and words.texts[start] != ",":
            start -= 1
    else:
        start = end
    while start > first:
        word = words.texts[start - 1]
        lower = word.lower()
        if words.quote[start - 1] != "O" or lower in CLAUSE_STARTS or word in ",;:—–-(":
            break
        if lower in {"and", "und", "et", "y"} and not (
            words.texts[start - 2][:1].isupper() if start - 2 >= first else False
        ):
            break
        start -= 1
    while start < end and words.texts[start].lower() in {"and", ",", "so", "yet", "then"}:
        start += 1
    return (start, end) if 0 < end - start <= 25 else None


def _source_after(words: Words, at: int, last: int) -> tuple[int, int] | None:
    end = at
    while end < last:
        word = words.texts[end]
        if words.quote[end] != "O" or word in ";:—–!?":
            break
        if word == "." and not is_abbreviation(words.texts[end - 1]):
            break
        if word == "," and not (
            end + 1 < last and words.texts[end + 1].lower() in {"a", "an", "the", "who", "whose"}
        ):
            break
        if word.lower() in SOURCE_ENDS and end > at:
            break
        end += 1
    return (at, end) if end > at else None


def _clause(
    words: Words, sentence: tuple[int, int], source: tuple[int, int], cue: tuple[int, int]
) -> tuple[int, int] | None:
    """Return what the cue introduces up to the sentence's end, or the clause it follows."""
    first, last = sentence
    tail = max(source[1], cue[1])
    rest = [w for w in words.texts[tail:last] if w[0].isalnum()]
    head = min(source[0], cue[0])
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
        else:
            start = min(start + 1, last)
    while start < last and words.texts[start] in {",", ":"}:
        start += 1
    end = last
    while end > start and words.texts[end - 1] in {".", "!", "?", ";"}:
        end -= 1
    return (start, end) if end - start >= 2 else None


def _read_according(sentence: _Sentence, at: int) -> Link | None:
    words, first, last = sentence.words, sentence.first, sentence.last
    end = at + 2
    while end < last and words.quote[end] == "O" and words.texts[end] not in {",", ".", ";", "—"}:
        end += 1
    if end == at + 2:
        return None
    if at <= first + 1:
        start = end + 1 if end < last and words.texts[end] == "," else end
        stop = last
        while stop > start and words.texts[stop - 1] in {".", "!", "?"}:
            stop -= 1
    else:
        start, stop = first, at
        while stop > start and words.texts[stop - 1] == ",":
            stop -= 1
    if stop - start < 2:
        return None
    regions = enumerate(sentence.regions)
    sentence.taken.update(n for n, (s, e) in regions if s < stop and e > start)
    return Link(((at + 2, end),), ((at, at + 2),), ((start, stop),))
