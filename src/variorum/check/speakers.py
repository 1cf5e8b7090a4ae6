"""Whether the sources give the words of a draft's attribution to the same speaker, the same way."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from variorum.annotate.people import name_parts, same_first
from variorum.check.places import Place, Sources
from variorum.model import Annotated, Attribution, CheckItem, CheckVerdict, Span
from variorum.text.inflection import find_tokens

BEST_FIRST: tuple[CheckVerdict, ...] = ("right", "unsure", "contradicted")
ARTICLES = frozenset({"the", "a", "an"})
NAMED = re.compile(r"[A-Z]\w*[a-z]")


@dataclass(frozen=True, slots=True)
class Known:
    """Who is who: full names by their ids, name ids by attribution ids, and the sources."""

    full: Mapping[str, str]
    speakers: Mapping[str, str]
    sources: Sources


def check_attribution(
    draft: Annotated, attribution: Attribution, places: Sequence[Place] | None, known: Known
) -> CheckItem | None:
    """Return whether the sources give the words to the same speaker, by the same channel.

    `places`: where the sources have the words. None if the draft names no source there, or the
    attribution holds no quotation.
    """
    if places is None or not (attribution.source or attribution.channel):
        return None
    where = _hull(draft, attribution)
    said = [(place, place.attribution) for place in places if place.attribution is not None]
    if not places:
        return CheckItem(where, "attribution", "not found", "the words were not found")
    if not said:
        because = "the sources have the words, but nobody says them there"
        return CheckItem(where, "attribution", "unsure", because)
    judged = [
        max(
            _judge_speaker(draft, attribution, theirs, known),
            _judge_channel(attribution, theirs),
            key=lambda one: BEST_FIRST.index(one[0]),
        )
        for _, theirs in said
    ]
    verdict, because = min(judged, key=lambda one: BEST_FIRST.index(one[0]))
    spans = tuple(
        dict.fromkeys(
            span
            for (_, theirs), one in zip(said, judged, strict=True)
            if one[0] == verdict
            for span in theirs.source or theirs.cue or theirs.content
        )
    )
    return CheckItem(where, "attribution", verdict, because, spans)


def _judge_speaker(  # noqa: PLR0911 - one way out a reason
    draft: Annotated, ours: Attribution, theirs: Attribution, known: Known
) -> tuple[CheckVerdict, str]:
    if not ours.source:
        return "right", "the draft names nobody here"
    if not theirs.source:
        return "unsure", "the source names nobody there"
    mine, other = known.speakers.get(ours.id), known.speakers.get(theirs.id)
    source = known.sources.articles[theirs.article]
    words = " ".join(draft.article.cut(span) for span in ours.source)
    there = " ".join(source.article.cut(span) for span in theirs.source)
    name = known.full[other] if other else theirs.speaker.name if theirs.speaker else there
    if mine is not None and mine == other:
        return "right", f"{known.full[mine]} says so in the source too"
    if _may_be_one(words, name) or _may_be_one(words, there):
        return "right", f"{name} in the source too"
    named = NAMED.search(words) is not None
    if not named and _is_described(words, name, source):
        return "right", f"the source has {name}, and calls {name} so"
    if mine is None or other is None:
        return "unsure", f"the source gives the words to {name}; it may be the same speaker"
    if not named:
        because = f"the source gives the words to {name}; whom “{words}” means here is not sure"
        return "unsure", because
    return "contradicted", f"the source gives the words to {name}, not to {known.full[mine]}"


def _may_be_one(ours: str, theirs: str) -> bool:
    """Whether two names in a text are one person's: the same last name, no other first name."""
    if ours.casefold() == theirs.casefold():
        return True
    one, other = name_parts(_cut_name(ours)), name_parts(_cut_name(theirs))
    if not one or not other or one[-1] != other[-1]:
        return False
    return min(len(one), len(other)) == 1 or same_first(one[0], other[0])


def _cut_name(words: str) -> str:
    """Return the capitalised words of a source span before its first comma."""
    return " ".join(re.findall(r"[A-Z][\w.’'-]*", words.partition(",")[0]))


def _is_described(words: str, name: str, source: Annotated) -> bool:
    """Whether a sentence of the source that names the speaker has all words of a description."""
    head = words.partition(",")[0]
    lemmas = {token.lemma for token in find_tokens(head)} - ARTICLES
    last = name.rsplit(maxsplit=1)[-1] if name.split() else ""
    if not lemmas or not last:
        return False
    for sentence in source.sentences:
        text = source.article.cut(sentence)
        if last in text and lemmas <= {token.lemma for token in find_tokens(text)}:
            return True
    return False


def _judge_channel(ours: Attribution, theirs: Attribution) -> tuple[CheckVerdict, str]:
    """Return whether the source has the words by the draft's channel; right if it gives none."""
    mine, other = ours.channel, theirs.channel
    if mine is None:
        return "right", "no channel is given"
    if other is None:
        return "unsure", f"no source says that it was by {mine.medium}"
    partners = [(one.partner or "").casefold().removeprefix("the ") for one in (mine, other)]
    if all(partners) and partners[0] not in partners[1] and partners[1] not in partners[0]:
        return "contradicted", f"the source has it told to {other.partner}, not to {mine.partner}"
    if mine.medium != other.medium and not all(partners):
        return "contradicted", f"the source has it by {other.medium}, not by {mine.medium}"
    return "right", "the source has the same channel"


def _hull(draft: Annotated, attribution: Attribution) -> Span:
    """Return the words that attribute: source, cue and channel where they stand together."""
    spans = [*attribution.source, *attribution.cue]
    if attribution.channel:
        spans.append(attribution.channel.span)
    spans = sorted(spans or attribution.content)
    start, end = spans[0].start, spans[0].end
    for span in spans[1:]:
        if any(start <= content.start < span.start for content in attribution.content):
            break
        end = max(end, span.end)
    return Span(draft.article.id, start, end)
