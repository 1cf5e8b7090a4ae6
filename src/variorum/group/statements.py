"""Group the sentences by which several articles assert one thing.

A sentence of another article supports a statement if it holds most of its rare words, if no number,
negation or opposite word stands against it, and if they share a name, a number or a run of words.
The words shown are those of the sentence that most articles support, not those of the longest: what
a short sentence says a longer one may say too, but not the other way round.
"""

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import log

import numpy as np
from rapidfuzz.distance import LCSseq

from variorum.model import Annotated, Block, Reading, Span, Statement
from variorum.text.frequency import RAREST, hash_word, load_frequencies, look_up
from variorum.text.inflection import IRREGULAR, Token, find_tokens, lemmatise, read_words
from variorum.text.normal import fold_word
from variorum.text.synonyms import are_opposites, are_synonyms

# Set on invented cases and by reading ten stories of the visible corpora.
COVERED = 0.72  # of a statement's weight that a supporting sentence must hold
LEAD_COVERED = 0.6  # the same between two leads: they report one event
NEARLY_ALL = 0.85  # enough without a name, a number or a run in common
SYNONYM = 0.8  # of a word's weight, for a word of like sense
SHARED = 4  # words of content in common
UNREAL_RUN = 6  # words in like order that outweigh an "if" or "urged" in one sentence alone
RUN = 3  # words of content in like order that prove a common wording
SHORTEST = 4  # words of content of a sentence that can be a statement
CLEAR = range(8, 36)  # words of a sentence that reads well by itself
QUERY_LIMIT = 250  # sentences; a word in more of them finds nothing
CANDIDATES = 120  # sentences that are looked at closely, for one
LEADS = 2  # sentences of an article that count even if nobody else has them
NEGATIVE = read_words("not no never nobody none nothing neither nor without deny refuse fail")
UNREAL = frozenset(
    map(
        lemmatise,
        read_words(
            "if unless may might could would should urged asked called demanded threatened "
            "planned wanted considered failed tried fear offered proposed expected hoped warned "
            "vowed promised alleged"
        ),
    )
)
# Words of doubt: who doubts does not support the plain assertion.
DOUBTING = frozenset(
    map(
        lemmatise,
        read_words(
            "allegedly reportedly apparently perhaps possibly probably likely maybe supposedly "
            "purportedly seemingly presumably"
        ),
    )
)
# How somebody is who was hurt, beside the word "condition": two of these are two statements.
STATES = frozenset(
    map(lemmatise, read_words("critical serious grave stable fair good guarded unknown"))
)
CONDITION = lemmatise("condition")
QUOTES = '"“”‘«»'
# Where the main clause of a lead ends.
GOES_ON = re.compile(
    r",\s(?=(?:saying|who|after|as|while|in (?:an?|what)|according|adding|but|and|amid|with|which|"
    r"where|when|citing|calling|leaving|killing|becoming|officials|police|authorities)\b)"
)
SUBORDINATE = re.compile(
    r"[\"“‘]?(?:When|After|As|While|Despite|In|On|At|If|With|Since|Following|According|Amid|For|By|"
    r"To|Although|Though|Because|Before|During|From|Under|Until|Once)\b"
)
PRONOUN_START = re.compile(
    r"[\"“‘]?(?:he|she|it|they|this|that|these|those|we|i|but|and|so|his|her|their|its|however)\b",
    re.IGNORECASE,
)
ALONE = 15  # sentences that are read of a report that no other shares: its statements are its leads


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with what it is found by."""

    span: Span
    headline: bool
    content: tuple[str, ...]
    names: frozenset[str]
    numbers: frozenset[str]
    negative: bool
    unreal: frozenset[str]  # words by which something is wished, feared or supposed
    doubting: bool  # "allegedly", "perhaps"
    states: frozenset[str]  # "critical", "stable", of a condition
    whole: bool  # ends as a sentence does, and is no headline
    clear: bool  # whole, of good length, and does not begin with a pronoun
    order: int = 0
    article: int = 0
    place: int = 0  # its number in the article
    attribution: str | None = None
    lead: bool = False
    clause: bool = False  # the main clause of a lead, which stands among the sentences too


def group_statements(
    articles: Sequence[Annotated],
    speakers: Mapping[str, str],
    utterances: Sequence[Sequence[Reading]],
) -> list[Statement]:
    """Return the statements, best supported first; those of one article alone are its leads.

    `utterances` are those of `group_utterances`: sentences that quote one utterance support each
    other. `speakers` maps attribution ids to name ids: what different people say is not one thing.
    """
    sentences = _read_sentences(articles)
    support: Support = {}
    if len(articles) > 1:
        support = _find_support(sentences, _weigh(sentences), speakers)
        _add_utterances(sentences, utterances, support)
    chosen = _choose(sentences, support)
    return [_write(f"s{number}", articles, group) for number, group in enumerate(chosen, start=1)]


def _read_sentences(articles: Sequence[Annotated]) -> list[Sentence]:
    sentences: list[Sentence] = []
    for number, annotated in enumerate(articles):
        said_by = _find_attributions(annotated)
        leads = 0
        told = annotated.sentences if len(articles) > 1 else annotated.sentences[:ALONE]
        for place, span in enumerate(told):
            if len(articles) == 1 and _count_leads(sentences) >= LEADS:
                break
            block = _find_block(annotated.article.blocks, span)
            spans = [span]
            if block == "body" and leads <= LEADS:
                leads += 1
                spans += _cut_lead(annotated.article.text, span)
            for part in spans:
                sentence = _read(annotated.article.text, part, block)
                if sentence is not None:
                    sentence = replace(
                        sentence,
                        order=len(sentences),
                        article=number,
                        place=place,
                        attribution=said_by.get(place),
                        lead=block == "body" and leads <= LEADS,
                        clause=part is not span,
                    )
                    sentences.append(sentence)
    return sentences


def _count_leads(sentences: Iterable[Sentence]) -> int:
    return sum(not (sentence.headline or sentence.clause) for sentence in sentences)


def _read(text: str, span: Span, block: str) -> Sentence | None:
    """Return a sentence, or None if it says too little; its place is filled in by the caller."""
    tokens = find_tokens(text, span.start, span.end)
    content = tuple(token.lemma for token in tokens if token.content)
    if len(content) < SHORTEST:
        return None
    said = text[span.start : span.end].strip()
    ends = said[-1:] in '.!?"”’' or text[span.end : span.end + 1] == ","
    whole = ends and not said.lstrip('"“‘')[:1].islower() and block in ("body", "standfirst")
    return Sentence(
        span=span,
        headline=block == "headline",
        content=content,
        names=_names(tokens),
        numbers=frozenset(t.lemma for t in tokens if t.number is not None),
        negative=sum(t.lemma in NEGATIVE for t in tokens) % 2 == 1,
        unreal=frozenset(t.lemma for t in tokens) & UNREAL,
        doubting=any(t.lemma in DOUBTING for t in tokens),
        states=_states(content),
        whole=whole,
        clear=whole and len(tokens) in CLEAR and not PRONOUN_START.match(said),
    )


def _states(content: Sequence[str]) -> frozenset[str]:
    return STATES.intersection(content) if CONDITION in content else frozenset()


def _cut_lead(text: str, span: Span) -> list[Span]:
    """Return the main clause of a lead that goes on: "A ferry sank on Monday, leaving ..."."""
    match = GOES_ON.search(text, span.start, span.end)
    if not match or SUBORDINATE.match(text, span.start):
        return []
    words = text[span.start : match.start()].split()
    verbs = [word for word in words[1:] if word.endswith("ed") or word in IRREGULAR]
    if (
        len(words) not in CLEAR
        or not verbs
        or any(mark in text[span.start : match.start()] for mark in QUOTES)
    ):
        return []
    return [Span(span.article, span.start, match.start())]


def _find_block(blocks: Sequence[Block], span: Span) -> str:
    for block in blocks:
        if block.start <= span.start < block.end:
            return block.kind
    return ""


def _names(tokens: Sequence[Token]) -> frozenset[str]:
    return frozenset(t.lemma for t in tokens if t.capital and not t.opens and t.content)


def _find_attributions(annotated: Annotated) -> dict[int, str]:
    """Return, for the sentences that stand mostly in one attribution, its id by their number."""
    starts = [span.start for span in annotated.sentences]
    inside: dict[int, Counter[str]] = defaultdict(Counter)
    for attribution in annotated.attributions:
        for content in attribution.content:
            place = max(0, bisect_right(starts, content.start) - 1)
            while place < len(starts) and starts[place] < content.end:
                inside[place][attribution.id] += _overlap(annotated.sentences[place], (content,))
                place += 1
    found = {}
    for place, counts in inside.items():
        span = annotated.sentences[place]
        best, length = counts.most_common(1)[0]
        if length * 2 > span.end - span.start:
            found[place] = best
    return found


def _weigh(sentences: Sequence[Sentence]) -> dict[str, float]:
    """Return each word's weight: rare among these sentences and in general news."""
    counts = Counter(lemma for sentence in sentences for lemma in set(sentence.content))
    total = len(sentences) + 1
    return {
        lemma: log(1 + total / count) * (0.4 + 0.6 * rare)
        for (lemma, count), rare in zip(counts.items(), _general(list(counts)), strict=True)
    }


def _general(lemmas: Sequence[str]) -> list[float]:
    """Return how rare each word is in general news, 0..1."""
    table = load_frequencies()
    words = np.array([hash_word(fold_word(lemma)) for lemma in lemmas], dtype=np.uint64)
    chances = np.maximum(look_up(table, 1, words), 0.5) / table.total
    return [float(rare) for rare in np.clip(-np.log(chances) / RAREST, 0, 1)]


Support = dict[int, dict[int, float]]


def _find_support(
    sentences: Sequence[Sentence], weights: Mapping[str, float], speakers: Mapping[str, str]
) -> Support:
    """Return for each sentence the sentences of other articles that support it, with a score."""
    index: dict[str, list[int]] = defaultdict(list)
    for sentence in sentences:
        for lemma in set(sentence.content):
            index[lemma].append(sentence.order)
    support: Support = {}
    for sentence in sentences:
        found: dict[int, float] = defaultdict(float)
        lemmas = set(sentence.content)
        for lemma in lemmas:
            places = index[lemma]
            if len(places) <= QUERY_LIMIT:
                for place in places:
                    found[place] += weights[lemma]
        whole = sum(weights[lemma] for lemma in lemmas)
        enough = [(weight, place) for place, weight in found.items() if weight >= 0.4 * whole]
        for _, place in sorted(enough, reverse=True)[:CANDIDATES]:
            other = sentences[place]
            if other.article == sentence.article or other.clause:
                continue
            score = _score(sentence, other, weights, whole)
            if score and not _other_speaker(sentence, other, speakers):
                support.setdefault(sentence.order, {})[place] = score
    return support


def _score(one: Sentence, other: Sentence, weights: Mapping[str, float], whole: float) -> float:
    """Return the share of `one` that `other` says too; 0 if too little, or against it."""
    if _contradicts(one, other):
        return 0.0
    shared = set(one.content) & set(other.content)
    rest, others_rest = set(one.content) - shared, set(other.content) - shared
    covered = sum(weights[lemma] for lemma in shared) / whole
    if len(shared) < min(SHARED, len(set(one.content))) or covered < COVERED - 0.25:
        return 0.0
    if any(are_opposites(left, right) for left in rest for right in others_rest):
        return 0.0
    for lemma in rest:
        if any(_are_near(lemma, another) for another in others_rest):
            covered += SYNONYM * weights[lemma] / whole
    run = LCSseq.similarity(one.content, other.content)
    if other.unreal - one.unreal and run < UNREAL_RUN:
        return 0.0
    if covered >= NEARLY_ALL:
        return covered
    foreign = _strange(one.names, other.names) and _strange(other.names, one.names)
    known = one.names & other.names or one.numbers & other.numbers
    enough = LEAD_COVERED if one.lead and other.lead else COVERED
    return covered if covered >= enough and known and not foreign and run >= RUN else 0.0


def _are_near(one: str, other: str) -> bool:
    """Whether two words have like sense or one root: "Russia" and "Russian"."""
    if len(one) > 4 and one[:5] == other[:5] and abs(len(one) - len(other)) < 4:
        return True
    return are_synonyms(one, other)


def _strange(names: frozenset[str], others: frozenset[str]) -> set[str]:
    """Return the names that the others do not have in any form."""
    return {name for name in names - others if not any(_are_near(name, other) for other in others)}


def _contradicts(one: Sentence, other: Sentence) -> bool:
    """Whether a number, a negation, a doubt, a state or a name parts them."""
    return (
        one.negative != other.negative
        or (other.doubting and not one.doubting)
        or bool(one.numbers - other.numbers)
        or bool(one.states and other.states and one.states != other.states)
        or bool(one.names and other.names and one.names.isdisjoint(other.names))
    )


def _other_speaker(one: Sentence, other: Sentence, speakers: Mapping[str, str]) -> bool:
    left = speakers.get(one.attribution or "")
    right = speakers.get(other.attribution or "")
    return left is not None and right is not None and left != right


def _add_utterances(
    sentences: Sequence[Sentence], utterances: Sequence[Sequence[Reading]], support: Support
) -> None:
    """Let sentences that are mainly readings of one utterance support each other."""
    by_attribution: dict[str, list[Sentence]] = defaultdict(list)
    for sentence in sentences:
        if sentence.attribution:
            by_attribution[sentence.attribution].append(sentence)
    for readings in utterances:
        held = [
            sentence
            for reading in readings
            for sentence in by_attribution.get(reading.attribution, ())
            if _overlap(sentence.span, reading.spans) * 5
            > 3 * (sentence.span.end - sentence.span.start)
        ]
        if not held:
            continue
        base = held[0]
        for other in held[1:]:
            if other.article != base.article and len(other.content) * 5 >= 3 * len(base.content):
                support.setdefault(base.order, {}).setdefault(other.order, 1.0)


def _overlap(span: Span, others: Sequence[Span]) -> int:
    return sum(max(0, min(o.end, span.end) - max(o.start, span.start)) for o in others)


def _choose(sentences: Sequence[Sentence], support: Support) -> list[list[Sentence]]:
    """Pick the best wordings, each with one supporting sentence an article, itself first."""
    groups: list[list[Sentence]] = []
    told: set[int] = set()  # sentences that a chosen statement already gives
    ranked = sorted(
        (sentences[order] for order in support if sentences[order].whole),
        key=lambda s: (
            -len({sentences[o].article for o in support[s.order]}),
            not s.clear,
            s.place,
            s.article,
        ),
    )
    for sentence in ranked:
        if sentence.order in told:
            continue
        near = sentences[max(0, sentence.order - 2) : sentence.order + 3]
        twins = {s.order for s in near if _share_place(s, sentence)}
        best: dict[int, tuple[float, int, int]] = {}
        for order, score in support[sentence.order].items():
            other = sentences[order]
            rank = (score - 0.2 * other.headline, -other.place, order)
            best[other.article] = max(rank, best.get(other.article, rank))
        group = [sentence, *(sentences[best[article][2]] for article in sorted(best))]
        told |= twins | support[sentence.order].keys()
        groups.append(group)
    groups.sort(key=lambda group: (-len(group), not group[0].clear, group[0].place, group[0].order))
    return groups + _find_leads(sentences, told)


def _share_place(one: Sentence, other: Sentence) -> bool:
    """Whether one stands in the other: a sentence and its main clause."""
    return one.article == other.article and one.place == other.place


def _find_leads(sentences: Sequence[Sentence], told: set[int]) -> list[list[Sentence]]:
    """Return the first sentences of each article that no statement has yet."""
    count: Counter[int] = Counter()
    leads = []
    for sentence in sentences:
        if sentence.headline or sentence.clause or count[sentence.article] >= LEADS:
            continue
        count[sentence.article] += 1
        if sentence.order not in told and sentence.clear:
            leads.append([sentence])
    return sorted(leads, key=lambda lead: (lead[0].place, lead[0].order))


def _write(
    statement_id: str, articles: Sequence[Annotated], group: Sequence[Sentence]
) -> Statement:
    first = group[0]
    return Statement(
        id=statement_id,
        text=articles[first.article].article.cut(first.span),
        support=tuple(sentence.span for sentence in group),
        attribution=first.attribution,
    )
