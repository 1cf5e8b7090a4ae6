"""Which sentences of other articles assert what a sentence does."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from math import fsum, log

from rapidfuzz.distance import LCSseq

from variorum.group.statement_sentences import Sentence, measure_overlap
from variorum.model import Reading
from variorum.text.frequency import rate_rarity
from variorum.text.normal import fold_word
from variorum.text.synonyms import are_synonyms, list_opposites

# Set on invented cases and by reading ten stories of the visible corpora.
COVERED = 0.72  # of a statement's weight that a supporting sentence must hold
LEAD_COVERED = 0.6  # the same between two leads: they report one event
NEARLY_ALL = 0.85  # enough without a name, a number or a run in common
SYNONYM = 0.8  # of a word's weight, for a word of like sense
SHARED = 4  # words of content in common
UNREAL_RUN = 6  # words in like order that outweigh an "if" or "urged" in one sentence alone
RUN = 3  # words of content in like order that prove a common wording
QUERY_LIMIT = 250  # sentences; a word in more of them finds nothing
CANDIDATES = 120  # sentences that are looked at closely, for one
Support = dict[int, dict[int, float]]  # of sentences, by their order: those that support it


def _weigh(sentences: Sequence[Sentence]) -> dict[str, float]:
    """Return each word's weight: rare among these sentences and in general news."""
    counts = Counter(lemma for sentence in sentences for lemma in set(sentence.content))
    total = len(sentences) + 1
    return {
        lemma: log(1 + total / count) * (0.4 + 0.6 * rare)
        for (lemma, count), rare in zip(counts.items(), rate_lemmas(list(counts)), strict=True)
    }


def rate_lemmas(lemmas: Sequence[str]) -> list[float]:
    """Return how rare each word is in general news, 0..1."""
    return rate_rarity([fold_word(lemma) for lemma in lemmas])


def find_support(sentences: Sequence[Sentence], speakers: Mapping[str, str]) -> Support:
    """Return for each sentence the sentences of other articles that support it, with a score."""
    weights = _weigh(sentences)
    index: dict[str, list[int]] = defaultdict(list)
    for sentence in sentences:
        for lemma in set(sentence.content):
            index[lemma].append(sentence.order)
    words = [frozenset(sentence.content) for sentence in sentences]
    support: Support = {}
    for sentence in sentences:
        found: dict[int, float] = defaultdict(float)
        lemmas = dict.fromkeys(sentence.content)
        for lemma in lemmas:
            places = index[lemma]
            if len(places) <= QUERY_LIMIT:
                for place in places:
                    found[place] += weights[lemma]
        whole = fsum(weights[lemma] for lemma in lemmas)
        enough = [(weight, place) for place, weight in found.items() if weight >= 0.4 * whole]
        for _, place in sorted(enough, reverse=True)[:CANDIDATES]:
            other = sentences[place]
            if other.article == sentence.article or other.clause or _contradicts(sentence, other):
                continue
            score = _score((sentence, other), (words[sentence.order], words[place]), weights, whole)
            if score and not other_speaker(sentence, other, speakers):
                support.setdefault(sentence.order, {})[place] = score
    return support


def _score(
    pair: tuple[Sentence, Sentence],
    words: tuple[frozenset[str], frozenset[str]],
    weights: Mapping[str, float],
    whole: float,
) -> float:
    """Return the share of one sentence that another says too; 0 if too little, or against it.

    words: those of both; whole: what the first one's weigh.
    """
    (one, other), (own, theirs) = pair, words
    shared = own & theirs
    covered = fsum(weights[lemma] for lemma in shared) / whole
    if len(shared) < min(SHARED, len(own)) or covered < COVERED - 0.25:
        return 0.0
    rest, others_rest = own - shared, theirs - shared
    if any(not others_rest.isdisjoint(list_opposites(lemma)) for lemma in rest):
        return 0.0
    for lemma in sorted(rest):
        if any(are_near(lemma, another) for another in others_rest):
            covered += SYNONYM * weights[lemma] / whole
    run = LCSseq.similarity(one.content, other.content)
    if other.unreal ^ one.unreal and run < UNREAL_RUN:
        return 0.0
    if covered >= NEARLY_ALL:
        return covered
    foreign = _strange(one.names, other.names) and _strange(other.names, one.names)
    known = one.names & other.names or one.numbers & other.numbers
    enough = LEAD_COVERED if one.lead and other.lead else COVERED
    return covered if covered >= enough and known and not foreign and run >= RUN else 0.0


def are_near(one: str, other: str) -> bool:
    """Whether two words have like sense or one root: "Russia" and "Russian"."""
    if len(one) > 4 and one[:5] == other[:5] and abs(len(one) - len(other)) < 4:
        return True
    return are_synonyms(one, other)


def _strange(names: frozenset[str], others: frozenset[str]) -> set[str]:
    """Return the names that the others do not have in any form."""
    return {name for name in names - others if not any(are_near(name, other) for other in others)}


def _contradicts(one: Sentence, other: Sentence) -> bool:
    """Whether a number, a negation, a delay, a doubt, a state or a name parts them."""
    return (
        one.negative != other.negative
        or one.put_off != other.put_off
        or (other.doubting and not one.doubting)
        or bool(one.numbers - other.numbers)
        or bool(one.states and other.states and one.states != other.states)
        or bool(one.names and other.names and one.names.isdisjoint(other.names))
    )


def other_speaker(one: Sentence, other: Sentence, speakers: Mapping[str, str]) -> bool:
    """Whether two sentences are words of two people."""
    left = speakers.get(one.attribution or "")
    right = speakers.get(other.attribution or "")
    return left is not None and right is not None and left != right


def add_utterances(
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
            if measure_overlap(sentence.span, reading.spans) * 5
            > 3 * (sentence.span.end - sentence.span.start)
        ]
        if not held:
            continue
        base = held[0]
        for other in held[1:]:
            if other.article != base.article and len(other.content) * 5 >= 3 * len(base.content):
                support.setdefault(base.order, {}).setdefault(other.order, 1.0)
