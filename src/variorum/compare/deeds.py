"""What somebody did in one report and did not in another: paid, opened an inquiry, admitted it.

Only the papers' own words: what somebody says is compared as an utterance.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations, islice, zip_longest

from variorum.compare import word_classes
from variorum.compare.frames import cut_clauses
from variorum.compare.order import compare_times, days_apart
from variorum.model import Annotated, Article, Conflict, Span, Value
from variorum.text.inflection import PHRASES, Token, find_tokens, lemmatise, read_words

AUXILIARIES = read_words("has have had did does do was were is are will")
# What is open, asked for, to come or only said after these is not done.
OPEN = read_words(
    "if whether unless until before would could might may should can must to refused that"
)
# What is denied with these was done in part, at another time, or for another reason.
LIMITED = read_words("only just until unless before because if last ago earlier previously")
ADVERBS = read_words("yet even also ever always still again once actually now then so far")
PASSED = AUXILIARIES | ADVERBS | read_words("be been being")  # between a "not" and its verb
DENIES = re.compile(r"(?i)\bnot\b|n[’']t\b|\bdeni")
QUOTED = re.compile(r"[“”\"]")
INQUIRY = frozenset(map(lemmatise, ("investigation", "inquiry", "probe")))
BEGUN = frozenset(map(lemmatise, ("open", "launch", "begin", "start")))
INVESTIGATE, ADMIT = lemmatise("investigate"), lemmatise("admit")
ADMITTED = frozenset(map(lemmatise, ("admit", "concede", "acknowledge", "confirm")))
DENY = lemmatise("deny")
# The verbs that stand for an act, where it has other names than its own.
VERBS = {INVESTIGATE: BEGUN | {INVESTIGATE}, ADMIT: ADMITTED | {DENY}}
PHRASE_STARTS = {lemma: lemmatise(first) for (first, _), lemma in PHRASES.items()}
CALENDAR = word_classes.MONTHS | word_classes.WEEKDAYS
ADDRESSES = frozenset(map(lemmatise, ("mrs", "ms", "miss", "sir", "dame")))
REACH = 8  # words behind a verb that say what was done
SHARED = 2  # of them
MOST = 40  # deeds of one actor and verb
SOON = 3  # days


@dataclass(frozen=True, slots=True)
class _Deed:
    """A clause: who, by the last word of the name or noun; the verb's lemma; on what.

    `names`: the other capitalised words before the verb, without forms of address.
    """

    article: Article
    actor: str
    names: frozenset[str]
    act: str
    done: bool
    words: frozenset[str]
    span: Span


def compare_deeds(articles: Sequence[Annotated]) -> list[Conflict]:
    """Return what two articles say that one did and did not do, each act of each actor once."""
    if len(articles) < 2:
        return []
    denied = [deed for one in articles for deed in _find_deeds(one, DENIES.search) if not deed.done]
    may_tell = _make_filter(denied)
    by_actor: dict[tuple[str, str], list[_Deed]] = defaultdict(list)
    for one in articles:
        for deed in _find_deeds(one, may_tell) if denied else ():
            by_actor[deed.actor, deed.act].append(deed)
    found: list[Conflict] = []
    for deeds in by_actor.values():
        pairs = combinations(deeds[:MOST], 2)
        judged = (_judge(one, other, deeds) for one, other in pairs if _are_opposed(one, other))
        found += islice(filter(None, judged), 1)
    return found


def _are_opposed(one: _Deed, other: _Deed) -> bool:
    """Whether one article affirms of a deed what another denies of the same."""
    if one.done == other.done or one.article.id == other.article.id:
        return False
    if not (one.names <= other.names or other.names <= one.names):
        return False  # two persons of one surname, two governments
    shared, fewer = len(one.words & other.words), min(len(one.words), len(other.words))
    return shared >= SHARED or (shared == fewer and (shared > 0 or one.act == INVESTIGATE))


def _judge(one: _Deed, other: _Deed, deeds: Sequence[_Deed]) -> Conflict | None:
    """Return what the two are; None if an article has both, or too much time has passed."""
    for deed in (one, other):
        if any(d.article.id == deed.article.id and d.done != deed.done for d in deeds):
            return None
    order = compare_times(one.article, other.article)
    early, late = (other, one) if order in {"after", "perhaps after"} else (one, other)
    values = tuple(Value(deed.article.cut(deed.span), deed.span) for deed in (early, late))
    about = values[1].value
    if order != "unknown" and late.done:
        because = "what the earlier report denies, the later one tells as done"
        return Conflict("fact", about, "update", because, values)
    if days_apart(one.article, other.article) > SOON:
        return None
    because = "what one report affirms, the other denies"
    return Conflict("fact", about, "conflict", because, values)


def _find_deeds(one: Annotated, may_tell: Callable[[str], object]) -> Iterator[_Deed]:
    """Yield what the paper's own sentences, without quotation marks, say that one did or not."""
    told = [part for said in one.attributions for part in said.content]
    for sentence in one.sentences:
        said = one.article.cut(sentence)
        if may_tell(said) and not QUOTED.search(said):
            indirect = [part for part in told if part.touches(sentence)]
            clauses = cut_clauses(one.article.text, sentence)
            for clause, following in zip_longest(clauses, clauses[1:], fillvalue=()):
                for verb, deed in _read_clause(one.article, clause, following[:1]):
                    if not any(part.touches(verb) for part in indirect):
                        yield deed


def _make_filter(denied: Sequence[_Deed]) -> Callable[[str], bool]:
    """Return whether a sentence has the words of one of some deeds: for its verb and its actor."""
    actors: dict[str, set[str]] = defaultdict(set)
    for deed in denied:
        for verb in VERBS.get(deed.act, (deed.act,)):
            actors[verb] |= {deed.actor, PHRASE_STARTS.get(deed.actor, deed.actor)}

    def may_tell(said: str) -> bool:
        lemmas = frozenset[str]().union(*map(_list_lemmas, said.split()))
        return any(not lemmas.isdisjoint(actors[verb]) for verb in lemmas & actors.keys())

    return may_tell


@lru_cache(maxsize=50_000)
def _list_lemmas(written: str) -> frozenset[str]:
    """Return the lemmas of what stands between two spaces."""
    return frozenset(token.lemma for token in find_tokens(written))


def _read_clause(
    article: Article, clause: Sequence[Token], following: Sequence[Token]
) -> Iterator[tuple[Span, _Deed]]:
    """Yield what a clause says that its subject did not, or may have done, and its verb's place.

    `following`: the word after the clause.
    """
    span = Span(article.id, clause[0].start, clause[-1].end)
    for place, token in enumerate(clause):
        negated = token.key == "not" and place > 0 and clause[place - 1].key in AUXILIARIES
        if negated and _is_limited(clause, place, following):
            continue
        at = _find_verb(clause, place + 1) if negated else place
        if at is None or (not negated and not _may_be_done(clause, at)):
            continue
        subject = [t for t in clause[: place - negated] if _is_telling(t)]
        if subject and subject[-1].lemma not in word_classes.NEGATORS:
            actor = subject[-1].lemma
            names = frozenset(t.lemma for t in subject if t.capital) - ADDRESSES - {actor}
            act, words, turned = _read_act(clause, at)
            verb = Span(article.id, clause[at].start, clause[at].end)
            yield verb, _Deed(article, actor, names, act, negated == turned, words, span)


def _is_telling(token: Token) -> bool:
    """Whether a word may be a verb or name its subject: no adverb, number, day or month."""
    timed = token.number is not None or token.lemma in CALENDAR
    return token.content and not timed and not token.key.endswith("ly")


def _is_limited(clause: Sequence[Token], place: int, following: Sequence[Token]) -> bool:
    """Whether a "not" denies no deed outright: "if it did not", "not only", "not until May"."""
    return any(token.key in OPEN for token in clause[:place]) or any(
        token.key in LIMITED for token in (*clause[place:], *following)
    )


def _find_verb(clause: Sequence[Token], start: int) -> int | None:
    """Return the place of the verb behind a "not".

    None if the verb says nothing alone, "not say why", or only its manner is denied, "not fully".
    """
    for at in range(start, len(clause)):
        if clause[at].key not in PASSED:
            return at if _is_telling(clause[at]) else None
    return None


def _may_be_done(clause: Sequence[Token], at: int) -> bool:
    """Whether a word may be a verb that affirms: "paid", "has opened", "will investigate"."""
    keys = [token.key for token in clause[: at + 1]]
    if not clause[at].content or at == 0 or OPEN & set(keys) or clause[at].capital:
        return False
    if any(token.lemma in word_classes.NEGATORS for token in clause):
        return False
    return keys[-1] != clause[at].lemma or bool(AUXILIARIES & set(keys[-3:-1]))


def _read_act(clause: Sequence[Token], at: int) -> tuple[str, frozenset[str], bool]:
    """Return a verb's lemma, on what it acts, and whether the verb itself denies."""
    words = frozenset(t.lemma for t in clause[at + 1 : at + 1 + REACH] if t.content)
    act = clause[at].lemma
    if act in BEGUN and words & INQUIRY:
        return INVESTIGATE, words - INQUIRY, False
    if act == DENY:
        return ADMIT, words, True
    return (ADMIT if act in ADMITTED else act), words, False
