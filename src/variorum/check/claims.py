"""A draft's own sentences: whether the sources say the same."""

from collections.abc import Sequence

from variorum.check.places import Place, Sources, cite, find_places
from variorum.check.turns import find_turn
from variorum.check.verdicts import Judged, give_reasons
from variorum.compare.readings import lay_out
from variorum.compare.variants import compare_wordings
from variorum.compare.word_classes import MONTHS, WEEKDAYS
from variorum.model import Annotated, CheckItem, Reading, Span
from variorum.text.inflection import Token, find_tokens
from variorum.text.synonyms import are_synonyms

SHORTEST = 2  # words of content of a sentence that claims something
QUOTED = 0.6  # of a sentence's words in quotation marks: it is no claim of the draft's own
SAID = 0.75  # of the words' weight that a source has: it says the same
PARTLY = 0.45  # of it: it says a part of it
SAME = 0.9  # of the draft's words: nothing but their order differs
AS_GOOD = 0.05  # of it, by which a place may fall short of the best and still be heard
LOOKED_AT = 8  # places
CITED = 5
# What turns a claim round, and what makes it another one; numbers, names and times are checked by
# themselves.
AGAINST = frozenset({"negation", "subject"})
OTHERWISE = frozenset({"modality", "hedge", "quantifier", "degree"})
ELSEWHERE = frozenset({"number", "name", "time"})


def check_claims(draft: Annotated, quoted: Sequence[Span], sources: Sources) -> list[CheckItem]:
    """Return an item for each sentence of the draft that is not mainly quotation."""
    text = draft.article.text
    elsewhere = _find_furniture(draft)
    items = []
    for sentence in draft.sentences:
        tokens = find_tokens(text, sentence.start, sentence.end)
        own = [token for token in tokens if not any(s.start <= token.start < s.end for s in quoted)]
        if sum(token.content for token in own) < SHORTEST or len(own) < (1 - QUOTED) * len(tokens):
            continue
        if all(_is_furniture(token, elsewhere) for token in own):
            continue
        verdict, because, cited = _judge(draft, sentence, own, sources)
        items.append(CheckItem(sentence, "claim", verdict, because, cited[:CITED]))
    return items


def _find_furniture(draft: Annotated) -> list[Span]:
    """Return the words that date something, or say who says it: they are checked by themselves."""
    places = [one.when for one in draft.dates]
    places += [s for one in draft.attributions for s in (*one.source, *one.cue)]
    return places + [one.channel.span for one in draft.attributions if one.channel]


def _is_furniture(token: Token, places: Sequence[Span]) -> bool:
    """Whether a word is a number, a month, a weekday, or in one of the places."""
    dates = token.number is not None or token.lemma in MONTHS or token.lemma in WEEKDAYS
    return dates or any(s.start <= token.start < s.end for s in places)


def _judge(draft: Annotated, sentence: Span, tokens: Sequence[Token], sources: Sources) -> Judged:
    places = find_places(tokens, sources, PARTLY / 2)
    measured = [(_cover(tokens, place, sources), place) for place in places[:LOOKED_AT]]
    measured.sort(key=lambda one: -one[0])
    if not measured or measured[0][0] < PARTLY:
        return "not found", "no source says this", ()
    share, best = measured[0]
    spans = cite(best)
    if share < SAID:
        missing = " ".join(_missing(draft.article.text, tokens, best))
        return "unsure", f"the nearest source does not have: {missing}", spans
    best_share = max(SAID, share - AS_GOOD)
    judged = [_compare(draft, sentence, place, sources) for s, place in measured if s >= best_share]
    right = [one for one in judged if one[0] == "right"]
    if right:
        cited = tuple(dict.fromkeys(span for one in right for span in one[2]))
        return "right", right[0][1], cited
    return judged[0]


def _cover(tokens: Sequence[Token], place: Place, sources: Sources) -> float:
    """Return the share of the draft's words, by weight, that the place has, or words like them."""
    there = {token.lemma for token in place.tokens}
    whole = sum(map(sources.weight, tokens))
    have = sum(
        sources.weight(token)
        for token in tokens
        if token.lemma in there or any(are_synonyms(token.lemma, other) for other in there)
    )
    return have / whole if whole else 0.0


def _missing(text: str, tokens: Sequence[Token], place: Place) -> list[str]:
    there = {token.lemma for token in place.tokens}
    return [
        text[token.start : token.end]
        for token in tokens
        if token.content and token.lemma not in there
    ][:6]


def _compare(draft: Annotated, sentence: Span, place: Place, sources: Sources) -> Judged:
    """Return whether a place that has the claim's words says the claim."""
    left = lay_out(
        Reading("", place.article, place.spans, "", None), sources.articles[place.article]
    )
    right = lay_out(Reading("", draft.article.id, (sentence,), "", None), draft)
    tokens = find_tokens(draft.article.text, sentence.start, sentence.end)
    spans = cite(place)
    turn = find_turn(tokens, place.tokens, _find_cue(place, sources))
    if turn is not None:
        return *turn, spans
    variants = compare_wordings(left, right)
    grave = [one for one in variants if one.changes_meaning]
    turned = [one for one in grave if one.kind in AGAINST]
    if any(one.kind == "negation" for one in turned) or (turned and _same_words(tokens, place)):
        return "contradicted", give_reasons(turned), spans
    if turned:
        return "unsure", give_reasons(turned), spans
    other = [one for one in grave if one.kind in OTHERWISE]
    if other:
        return "changed-meaning", give_reasons(other), spans
    beside = [one for one in grave if one.kind in ELSEWHERE]
    if beside:
        return "unsure", f"but for the {beside[0].kind}, which is checked by itself", spans
    return "right", "a source says this", spans


def _find_cue(place: Place, sources: Sources) -> list[Token]:
    if place.attribution is None:
        return []
    text = sources.articles[place.article].article.text
    return [t for cue in place.attribution.cue for t in find_tokens(text, cue.start, cue.end)]


def _same_words(tokens: Sequence[Token], place: Place) -> bool:
    """Whether the place has the draft's words of content: then their order is what differs."""
    ours, theirs = (
        {token.lemma for token in side if token.content} for side in (tokens, place.tokens)
    )
    return len(ours & theirs) >= SAME * len(ours)
