"""A draft's quotations: are these the words, and were they said by this speaker, this way?

Each run in quotation marks is looked up among what the sources attribute, then in their own prose,
and compared by the rules of the apparatus (`variorum.compare.variants`). The words and the
attribution are judged apart: right words may be given to the wrong man.
"""

import re
from collections.abc import Mapping, Sequence

from variorum.annotate.quotes import find_quotes, outer_quotes, split_paragraphs
from variorum.annotate.sentences import ANNOTATED_KINDS
from variorum.check.places import Place, Sources, cite, find_places
from variorum.check.speakers import Known, check_attribution
from variorum.check.turns import find_turn
from variorum.check.verdicts import Judged, give_reasons
from variorum.compare.readings import lay_out
from variorum.compare.variants import compare_wordings
from variorum.group.units import cut_sentences
from variorum.model import (
    Annotated,
    Attribution,
    CheckItem,
    CheckVerdict,
    Name,
    Reading,
    Span,
)
from variorum.text.inflection import find_tokens

FOUND = 0.5  # of the words' weight: this is the quotation, whatever was changed
SAID = 0.75  # of it: the same is said, in reported speech
AS_GOOD = 0.03  # of it, by which a place may fall short of the best and still be the one meant
WHOLE = 0.9  # of it: this is it, even where the source does not say who said it
NEAR = 0.35  # of it: perhaps
SURE_RUN = 3  # words in one run; below it a quotation of more words is only perhaps the same
PROSE = 5  # words up to which a run may be a term that a source uses without marks
LONG_RUN = 5  # words in one run that two readings of one utterance have
LOOKED_AT = 12  # places
CLOSE = 0.15  # of the weight, by which a place may fall short of the best and still have the words
SCARE = 3  # words up to which a run may be a title, a term or a scare quote
HARMLESS = frozenset({"punctuation", "trim", "house style"})  # a quotation is still exact
# "I do not think, after all this, that": what follows is not what was said.
DENIAL = re.compile(
    r"\b(?:not|never|n[’']t|hardly)\s+(?:\w+\s+)?(?:think|believe|say|said|saying|mean|suggest|claim|"
    r"suppose|expect|imagine|agree|accept|feel)\b(?:,[^,]*,)?(?:\s+that)?\s*$",
    re.IGNORECASE,
)
SENTENCE = re.compile(r"[.!?][”\"’')]*\s|\n")
FAR = 120  # characters back
WORST: tuple[CheckVerdict, ...] = (
    "contradicted",
    "changed-meaning",
    "not found",
    "unsure",
    "changed-harmless",
    "right",
)


def check_quotes(
    draft: Annotated, sources: Sources, names: Sequence[Name], speakers: Mapping[str, str]
) -> list[CheckItem]:
    """Return an item for each run in quotation marks, and one for each attribution of such runs.

    `names` and `speakers` are those of `group_names` over draft and sources together.
    """
    known = Known({name.id: name.name for name in names}, speakers, sources)
    items: list[CheckItem] = []
    places: dict[str, list[Place]] = {}
    for run in find_runs(draft):
        attribution = _find_attribution(draft, run)
        parts = cut_sentences(draft.article.text, (run,))
        maybe = [_judge(draft, part, attribution, sources) for part in parts]
        judged = [one for one in maybe if one is not None]
        if not judged:
            continue
        verdict, because, _ = min((one[0] for one in judged), key=lambda one: WORST.index(one[0]))
        cited = tuple(dict.fromkeys(span for one, _ in judged for span in one[2]))
        items.append(CheckItem(run, "quote", verdict, because, cited))
        if attribution is not None:
            found = [place for _, best in judged for place in best]
            places.setdefault(attribution.id, []).extend(found)
    for attribution in draft.attributions:
        where = places.get(attribution.id)
        if where is None:
            where = _find_said(draft, attribution, sources)
        item = check_attribution(draft, attribution, where, known)
        if item is not None:
            items.append(item)
    return items


def _find_said(draft: Annotated, attribution: Attribution, sources: Sources) -> list[Place] | None:
    """Return where sources attribute what the draft reports without quotation marks, or None."""
    text = draft.article.text
    tokens = [t for s in attribution.content for t in find_tokens(text, s.start, s.end)]
    if sum(token.content for token in tokens) < SURE_RUN:
        return None
    found = [
        place
        for place in find_places(tokens, sources, SAID, said=True)
        if place.attribution is not None
    ]
    return found or None


def find_runs(draft: Annotated) -> list[Span]:
    """Return the outermost runs in quotation marks of the draft's sentences, marks included."""
    text = draft.article.text
    kept = [
        (block.start, block.end) for block in draft.article.blocks if block.kind in ANNOTATED_KINDS
    ]
    return [
        Span(draft.article.id, quote.start, quote.end)
        for start, end in kept
        for quote in outer_quotes(find_quotes(text, split_paragraphs(text, start, end)))
        if any(map(str.isalnum, text[quote.start : quote.end]))
    ]


def _find_attribution(draft: Annotated, run: Span) -> Attribution | None:
    """Return the attribution whose content holds the run, or most of it."""
    for attribution in draft.attributions:
        for span in attribution.content:
            shared = min(span.end, run.end) - max(span.start, run.start)
            if shared * 2 > run.end - run.start:
                return attribution
    return None


def _judge(
    draft: Annotated, part: tuple[Span, ...], attribution: Attribution | None, sources: Sources
) -> tuple[Judged, list[Place]] | None:
    """Return the verdict on one quoted sentence, and the places that have its words."""
    text = draft.article.text
    tokens = [token for span in part for token in find_tokens(text, span.start, span.end)]
    if not tokens:
        return None
    short = len(tokens) <= SCARE
    found = find_places(tokens, sources, 1.0 if short else NEAR, said=True)
    if not found:
        return ("not found", "no source has these words", ()), []
    best = found[0]
    turned = None if short else find_turn(tokens, best.tokens)
    if turned and best.share >= (FOUND if best.attribution else WHOLE):
        spans = cite(best)
        return ("changed-meaning", turned[1], spans), [best]
    if best.share < FOUND or best.run < min(SURE_RUN, len(tokens)):
        near = " ".join(_cut(sources, best).split())
        because = f"no source has these words; the nearest is “{near}”"
        return ("not found", because, ()), []
    reading = Reading(attribution.id if attribution else "", draft.article.id, part, "", None)
    every = [
        (_judge_place(draft, reading, place, sources), place)
        for place in found[:LOOKED_AT]
        if place.share >= FOUND
    ]
    judged = [one for one in every if one[1].share >= best.share - CLOSE]
    exact = [one for one, _ in judged if one[0] == "right"]
    light = [
        one
        for one, place in judged
        if one[0] == "changed-harmless" and place.share >= best.share - AS_GOOD
    ]
    verdict, because, _ = [*exact, *light, judged[0][0]][0]
    agree = [(one, place) for one, place in judged if one[0] == verdict]
    cited = tuple(dict.fromkeys(span for one, _ in agree for span in one[2]))
    have = {place.article for _, place in agree}
    against = [
        one
        for one, place in every
        if one[0] == "changed-meaning"
        and place.article not in have
        and place.run >= LONG_RUN
        and place.attribution is not None
    ]
    if verdict in {"right", "changed-harmless"} and against:
        verdict = "unsure"
        because = f"one source has these words, another has it otherwise: {against[0][1]}"
        cited = tuple(dict.fromkeys([*cited[:1], *against[0][2], *cited]))
    return (verdict, because, cited), [place for _, place in agree]


def _judge_place(  # noqa: PLR0911 - one way out a verdict
    draft: Annotated, reading: Reading, place: Place, sources: Sources
) -> Judged:
    """Return what became of a source's words in the draft's quotation marks."""
    source = sources.articles[place.article]
    there = Reading(
        place.attribution.id if place.attribution else "", place.article, place.spans, "", None
    )
    left, right = lay_out(there, source), lay_out(reading, draft)
    spans = cite(place)
    variants = compare_wordings(left, right)
    quoted = sum(left.quoted)
    grave = [one for one in variants if one.changes_meaning]
    if grave:
        return "changed-meaning", give_reasons(grave), spans
    denial = _find_denial(source.article.text, spans[0])
    if denial:
        return "changed-meaning", f"cut out of a denial: “{denial}”", spans
    if not quoted and place.attribution is None and len(right.tokens) > PROSE:
        return "changed-meaning", "the source has these words as its own, and quotes nobody", spans
    if not quoted and place.attribution is None:
        words = "a source has these words in its own prose, not in quotation marks"
        return "unsure", words, spans
    if not quoted:
        return "changed-meaning", "the source paraphrases here: these are no quoted words", spans
    light = [one for one in variants if one.kind not in HARMLESS]
    if light:
        return "changed-harmless", give_reasons(light), spans
    return "right", "the source has these words", spans


def _find_denial(text: str, span: Span) -> str | None:
    """Return the words before a place that deny all of it: "I do not think that"."""
    before = SENTENCE.split(text[max(0, span.start - FAR) : span.start])[-1]
    denial = DENIAL.search(before)
    return denial[0].strip() if denial else None


def _cut(sources: Sources, place: Place) -> str:
    article = sources.articles[place.article].article
    return " … ".join(article.cut(span) for span in place.spans)
