"""Which sentences near the top of other articles report the event that a lead reports.

Two reports seldom tell one event in one wording: one "recalled its ambassador", the other "has
withdrawn" him. What counts here is what a lead's main clause says: who or what (names, things)
and what happened (a verb, in any of the words that reports vary it by); who tells it, on which day
of the week and by which first name count little. A sentence does not report the event if it lacks
one of the clause's counts, denies or doubts it, only wishes it, or tells that it was put off.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import fsum

from variorum.group.retelling import find_concept, is_little
from variorum.group.statement_sentences import NEGATIVE, PUT_OFF, UNREAL, Sentence
from variorum.group.statement_support import Support, are_near, other_speaker, rate_lemmas
from variorum.text.inflection import IRREGULAR, Token, find_tokens, lemmatise, read_words
from variorum.text.synonyms import list_opposites

NEAR_TOP = 12  # sentences of an article, headline and all, in which it reports its event
# Set by reading the pairs of 80 stories of two corpora and of ten invented ones.
REPORTED = 0.52  # of the weight of a lead's main clause
STATED = 0.75  # the same of a clause that tells nothing to be done
SHARED = 3  # things in common
CANDIDATES = 60  # sentences that are looked at closely, for one
QUERY_LIMIT = 400  # sentences; a thing in more of them finds nothing
EARLY = 10  # words of content of a lead, among which a number must be in the other
DENIED, WISHED = 6, 9  # words before another that deny it, wish for it
GIVEN = 0.25  # of the weight of a name's words but the last
NEAR = 0.8  # of a word's weight, for a word of like sense
HALF = 8  # words of content, after which a word of a lead counts half: details come last
PLAIN = 0.4  # weight of the commonest word; the rarest has 1
DOUBTED = re.compile(
    rf"{PUT_OFF.pattern}|\b(?:avoid\w*|overturn\w*|whether|instead\sof|narrowly|not\syet|if"
    r"|rul(?:es?|ed|ing)\sout)\b",
    re.IGNORECASE,
)
MONTHS = read_words("jan feb mar apr may jun jul aug sep oct nov dec")
ORDINALS = read_words("second third fourth fifth sixth another")
DAYS = read_words("monday tuesday wednesday thursday friday saturday sunday")
RELATIVE = read_words("that who which whom whose where")
YEARS = range(1900, 2100)
PLACED = read_words(
    "block street avenue road am pm a.m. p.m. hours"
)  # after a number that counts nothing
AFTER_PARTICIPLE = read_words("with by in of for")
NO_VERB = re.compile(r"(?:al|ous|ive|ic|ly|able|ent|ant)$")
BEFORE_VERB = frozenset(
    {"to", "will", "has", "have", "had", "is", "are", "was", "were", "be", "been"}
)


@dataclass(frozen=True, slots=True)
class _Telling:
    """A sentence as it is compared here."""

    sentence: Sentence
    weights: dict[str, float]  # of what it tells
    lemmas: dict[str, str]  # by which it tells that
    doubts: dict[str, frozenset[str]]  # by lemma, what stands before it: "not", "wished", "put off"
    verbs: list[str]  # lemmas that are told to be done, the main one first
    put_off: bool  # something is told to be put off
    counts: frozenset[str]  # numbers early in it that are no age, hour, day or address
    numbers: frozenset[str]
    ages: frozenset[str]


def add_event_support(
    sentences: Sequence[Sentence],
    texts: Mapping[str, str],
    speakers: Mapping[str, str],
    support: Support,
) -> None:
    """Let sentences that report a lead's event support it; `texts` are the articles' by id."""
    near = [one for one in sentences if one.place < NEAR_TOP]
    near = [one for one in near if texts[one.span.article][one.span.end - 1] != "?"]
    told = _read_all(near, texts)
    index: dict[str, list[int]] = defaultdict(list)
    for order, telling in told.items():
        if not telling.sentence.clause:
            for concept in telling.weights:
                index[concept].append(order)
    cut = {(one.article, one.place) for one in near if one.clause}
    for one in told.values():
        lead = one.sentence
        if not lead.lead or (not lead.clause and (lead.article, lead.place) in cut):
            continue
        for order in _find_likely(one, index):
            other = told[order]
            if other.sentence.article == lead.article:
                continue
            score = _score(one, other)
            if score and not other_speaker(lead, other.sentence, speakers):
                held = support.setdefault(lead.order, {})
                held[order] = max(score, held.get(order, 0.0))


def _find_likely(one: _Telling, index: Mapping[str, Sequence[int]]) -> list[int]:
    """Return the sentences that have most in common with one, by their order."""
    found: Counter[int] = Counter()
    for concept in one.weights:
        if len(index[concept]) <= QUERY_LIMIT:
            found.update(index[concept])
    return [order for order, _ in found.most_common(CANDIDATES)]


def _read_all(sentences: Sequence[Sentence], texts: Mapping[str, str]) -> dict[int, _Telling]:
    """Return the sentences as they are compared, by order; those of copies are read once."""
    told: dict[int, _Telling] = {}
    read: dict[tuple[str, int], _Telling] = {}
    for one in sentences:
        text = texts[one.span.article]
        start, end = one.told.start, one.told.end
        words = text[max(0, start - 2) : end + 2], min(start, 2)  # what `_read` looks at
        if words not in read:
            read[words] = _read(one, text)
        told[one.order] = replace(read[words], sentence=one)
    return told


def _read(sentence: Sentence, text: str) -> _Telling:
    start, end = sentence.told.start, sentence.told.end
    tokens = find_tokens(text, start, end)
    content = [token for token in tokens if token.content]
    weights: dict[str, float] = {}
    lemmas: dict[str, str] = {}
    rarities = rate_lemmas([token.lemma for token in content])
    for at, (token, rarity) in enumerate(zip(content, rarities, strict=True)):
        concept = find_concept(token.lemma)
        weight = (PLAIN + (1 - PLAIN) * rarity) / (1 + (at / HALF) ** 2)
        if is_little(concept) or _is_given(token, text):
            weight *= GIVEN
        weights[concept] = max(weight, weights.get(concept, 0.0))
        lemmas.setdefault(concept, token.lemma)
    ages, loose = _sort_numbers(tokens, text)
    numbers = {token.lemma for token in tokens if token.number is not None}
    numbers |= ORDINALS & {token.key for token in tokens}
    early = {one for token in content[:EARLY] for one in (token.lemma, token.key)}
    return _Telling(
        sentence,
        weights,
        lemmas,
        _find_doubts(tokens, text),
        _find_verbs(tokens),
        DOUBTED.search(text, start, end) is not None,
        frozenset(numbers - ages - loose) & early,
        frozenset(numbers),
        frozenset(ages),
    )


def _find_doubts(tokens: Sequence[Token], text: str) -> dict[str, frozenset[str]]:
    """Return by lemma what makes a thing not done: of several places, what all of them have.

    Looked at are the few words before it, in the same sentence.
    """
    found: dict[str, frozenset[str]] = {}
    for at, token in enumerate(tokens):
        if not token.content:
            continue
        before = tokens[max(0, at - WISHED) : at]
        doubts = set()
        if any(one.lemma in NEGATIVE for one in before[-DENIED:]):
            doubts.add("not")
        if any(one.lemma in UNREAL for one in before):
            doubts.add("wished")
        first = before[-DENIED:][0].start if before else token.start
        if DOUBTED.search(text, first, token.start):
            doubts.add("put off")
        found[token.lemma] = found.get(token.lemma, frozenset(doubts)) & doubts
    return found


def _is_given(token: Token, text: str) -> bool:
    """Whether a capitalised word follows at once: it is a first name, or a title."""
    return token.capital and text[token.end : token.end + 2].strip(" ")[:1].isupper()


def _find_verbs(tokens: Sequence[Token]) -> list[str]:
    """Return the words, as they are compared, that are told to be done: the first is the main one.

    Not what opens a relative clause ("the owner of the ferry that sank was arrested"), nor who
    "said" or "reported" it: what is said counts. "A man charged with murder wept": he wept.
    """
    found = list[str]()
    relative = first_is_weak = skipped = False
    for at, token in enumerate(tokens):
        before = tokens[at - 1] if at else None
        relative = relative or (token.key in RELATIVE and not _is_verb(before))
        if token.capital or token.number is not None:
            continue
        follows = before is not None and before.key in BEFORE_VERB
        if not (_is_verb(token) or (follows and not NO_VERB.search(token.key))):
            continue
        if is_little(find_concept(token.lemma)):
            found = found if follows else []
        elif relative or (skipped and before is not None and before.key == "and"):
            relative, skipped = False, True
        elif token.content:
            skipped = False
            after = tokens[at + 1].key if at + 1 < len(tokens) else ""
            if len(found) == 1 and first_is_weak:
                found = []
            first_is_weak = not found and not follows and after in AFTER_PARTICIPLE
            found.append(token.lemma)
    return found


def _is_verb(token: Token | None) -> bool:
    return token is not None and (token.key.endswith("ed") or token.key in IRREGULAR)


def _sort_numbers(tokens: Sequence[Token], text: str) -> tuple[set[str], set[str]]:
    """Return the ages; and the hours, days, years and house numbers."""
    ages, loose = set[str](), set[str]()
    for at, token in enumerate(tokens):
        if token.number is None:
            continue
        before = tokens[at - 1] if at else None
        after = [one.key for one in tokens[at + 1 : at + 3]]
        beside = text[token.start - 2 : token.start], text[token.end : token.end + 1]
        if after in (["year", "old"], ["years", "old"]) or beside == (", ", ","):
            ages.add(token.lemma)
        elif (
            not PLACED.isdisjoint(after[:1])
            or (before and (before.lemma in MONTHS or before.key in DAYS))
            or not MONTHS.isdisjoint(map(lemmatise, after[:1]))
            or not {":", "-", "–"}.isdisjoint((beside[0][1:], beside[1]))
            or token.number in YEARS
        ):
            loose.add(token.lemma)
    return ages, loose


def _score(one: _Telling, other: _Telling) -> float:
    """Return the share of a lead's clause that a sentence reports; 0 if too little."""
    left, right = one.sentence, other.sentence
    if (
        (right.doubting and not left.doubting)
        or not one.counts <= other.numbers
        or (one.ages and other.ages and one.ages.isdisjoint(other.ages))
        or (left.states and left.states != right.states)
        or (left.names and right.names and left.names.isdisjoint(right.names))
    ):
        return 0.0
    pairs = _pair(one, other)
    if pairs is None or len([key for key in pairs if not is_little(key)]) < SHARED:
        return 0.0
    if not one.verbs:
        if left.negative != right.negative or right.unreal - left.unreal:
            return 0.0
        if one.put_off != other.put_off:
            return 0.0
    elif not _is_done_alike(one, other) or (one.put_off and not other.put_off):
        return 0.0
    told = fsum(one.weights[key] * (1 if key == like else NEAR) for key, like in pairs.items())
    share = told / fsum(one.weights.values())
    return share if share >= (REPORTED if one.verbs else STATED) else 0.0


def _is_done_alike(one: _Telling, other: _Telling) -> bool:
    """Whether what a lead tells to be done is told so, or its contrary is."""
    verb = one.verbs[0]
    concept = find_concept(verb)
    same = [lemma for lemma in other.doubts if find_concept(lemma) == concept]
    like = (
        [verb] if verb in same else same or [done for done in other.verbs if are_near(verb, done)]
    )
    return any(one.doubts[verb] == other.doubts[lemma] for lemma in like)


def _pair(one: _Telling, other: _Telling) -> dict[str, str] | None:
    """Return what a lead tells that a sentence tells too, with what it is there.

    None if something that only one has is the opposite of what only the other has.
    """
    pairs = {key: key for key in one.weights.keys() & other.weights.keys()}
    rest = other.weights.keys() - pairs.keys()
    others = {other.lemmas[key] for key in rest}
    for key in one.weights.keys() - pairs.keys():
        lemma = one.lemmas[key]
        if not others.isdisjoint(list_opposites(lemma)):
            return None
        like = next((a for a in sorted(rest) if are_near(lemma, other.lemmas[a])), None)
        if like is not None:
            pairs[key] = like
    return pairs
