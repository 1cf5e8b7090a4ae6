"""How words reached the reporter: by an interview, a letter, a post, a court, and with whom.

The sentence of an attribution tells it, outside the words that are quoted there. What one
attribution says of its channel holds for the next one only where the text carries it on: in the
same sentence, in one run of quotation, or by "he added" of the same speaker.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from variorum.annotate.channel_frames import find_frames
from variorum.annotate.channel_hearers import Frame
from variorum.annotate.channel_nouns import MEDIA
from variorum.model import Article, Attribution, Channel, Span

__all__ = ["MEDIA", "find_channels"]

QUOTED = re.compile(r"“[^”\n]*(?:”|$)|(?<!\w)\"[^\"”\n]*(?:[\"”]|$)", re.MULTILINE)
CARRIES_ON = re.compile(
    r"\b(?:added|adding|continued|continuing|went on|goes on|concluded|also said|also told)\b"
)
WRITTEN = frozenset({"letter", "e-mail", "post", "statement", "article", "text message"})
# Sources that are themselves the channel: "the letter read".
SELF_TOLD = (
    ("letter", re.compile(r"\bletters?\b")),
    ("e-mail", re.compile(r"\be-?mails?\b")),
    ("post", re.compile(r"\b(?:tweets?|posts?|blog)\b")),
    ("statement", re.compile(r"\b(?:statement|(?:(?:news|press|media) )?release|communiqu[eé])\b")),
    (
        "document",
        re.compile(
            r"\b(?:documents?|report|records|filings?|affidavit|complaint|indictment|lawsuit|memo"
            r"|memorandum|warrants?|transcript|(?:court|legal) papers|ruling|order)\b"
        ),
    ),
)
WHERE = re.compile(r",? (?:in|at|on|during) which (?:\S+ ){1,3}")  # before the cue
LONG_GAP = 50  # characters between the cue and the words that tell its channel
SENTENCE_REACH = 600  # a frame longer than that is no sentence but a failure to split


def find_channels(
    article: Article, sentences: Sequence[Span], attributions: Sequence[Attribution]
) -> list[Attribution]:
    """Return the same attributions, in the same order, with a channel where the text tells one.

    A channel already set is kept. `partner` is the outlet, the platform or the addressee in the
    article's words, None if it names none.
    """
    frames = _Frames(article, sentences)
    order = sorted(range(len(attributions)), key=lambda n: _begin(attributions[n]))
    ordered = [attributions[number] for number in order]
    starts = [_begin(one) for one in ordered]
    done: dict[int, Attribution] = {}
    previous: Attribution | None = None
    for number, start in zip(order, starts, strict=True):
        one = attributions[number]
        if one.channel is None:
            low = bisect_right(starts, start - SENTENCE_REACH)
            near = ordered[low : bisect_right(starts, start + SENTENCE_REACH)]
            channel = _own_channel(article, frames, one, near)
            if (
                channel is None
                and previous is not None
                and previous.channel is not None
                and _carries_on(article, frames.begins, previous, one)
            ):
                channel = previous.channel
            if channel is not None:
                one = replace(one, channel=channel)
        done[number] = one
        previous = one
    return [done[number] for number in range(len(attributions))]


class _Frames:
    """The words of each sentence that may tell a channel, looked for once a sentence."""

    def __init__(self, article: Article, sentences: Sequence[Span]) -> None:
        self.article = article
        self.begins = [span.start for span in sentences]
        self.ends = [span.end for span in sentences]
        self._found: dict[tuple[int, int], list[Frame]] = {}

    def find(self, start: int, end: int) -> list[Frame]:
        """Return the frames of `text[start:end]` that do not begin in quoted words."""
        key = (start, end)
        if key not in self._found:
            text = self.article.text
            line = text.rfind("\n", 0, start) + 1
            quoted = [
                quote.span()
                for quote in QUOTED.finditer(text, max(line, start - SENTENCE_REACH), end)
            ]
            self._found[key] = [
                frame
                for frame in find_frames(text, start, end)
                if not any(left <= frame.start < right for left, right in quoted)
            ]
        return self._found[key]


def _own_channel(
    article: Article, frames: _Frames, one: Attribution, near: Sequence[Attribution]
) -> Channel | None:
    """Return the channel that the attribution's own sentence tells, outside what is quoted."""
    anchors = one.cue or one.source
    if not anchors:
        return None
    start, end = _frame(frames.begins, frames.ends, anchors)
    hidden = [part for span in one.content if (part := _hidden(article, one, span))]
    itself = _self_told(article, one)
    if itself is not None or not APPOSED.search(article.cut(one.source[0]) if one.source else ""):
        # "charging documents filed in Ulm District Court", "the group in the town council"
        hidden += [(span.start, span.end) for span in one.source]
    fits = []
    for frame in frames.find(start, end):
        span = Span(article.id, frame.start, frame.end)
        if (
            (not _overlaps(hidden, frame.start, frame.start + 1) or _follows(article, one, frame))
            and _is_close(article, one, start, span)
            and _belongs(one, near, span, start)
            and (
                not frame.touching
                or _touches(article, one, frame)
                or not article.text[start : frame.start].strip()
            )
        ):
            fits.append(frame)
    if not fits:
        return itself
    anchor = anchors[0].start
    if any(frame.start == anchor for frame in fits):
        # "shortly after a statement, Roe told voters": what stands before the verb is another's
        fits = [
            frame
            for frame in fits
            if frame.start >= anchor or not article.text[start : frame.start].strip()
        ]
    best = min(
        fits, key=lambda frame: (frame.rank, _distance(frame, anchor), frame.start - frame.end)
    )
    partner = best.partner
    if partner is None and best.medium in {"phone call", "e-mail", "text message", "interview"}:
        told = (frame.partner for frame in fits if frame.medium == "interview" and frame.partner)
        partner = next(told, None)
    words = re.sub(
        r"(?: (?:on|with|to|by|for|the|The))*[ ,.]*$", "", article.text[best.start : best.end]
    )
    return Channel(best.medium, partner, Span(article.id, best.start, best.start + len(words)))


APPOSED = re.compile(r"[,(—–]|\bwho\b")  # "Roe, in an interview with AP": no part of a name


def _distance(frame: Frame, anchor: int) -> int:
    return min(abs(frame.start - anchor), abs(frame.end - anchor))


def _touches(article: Article, one: Attribution, frame: Frame) -> bool:
    """Whether a frame meets the cue, or the cue stands in its "in which he said"."""
    if any(cue.start <= frame.end + 2 and frame.start <= cue.end + 2 for cue in one.cue):
        return True
    return any(WHERE.fullmatch(article.text, frame.end, cue.start) for cue in one.cue)


LEAD = re.compile(
    r"(?:later |earlier |also )?(?:[Ii]n|[Oo]n|[Dd]uring|[Aa]t|[Ss]peaking|[Rr]eached)"
    r" [^,“”\"]{3,60}(?:, |$)"
    r"|(?:later |earlier |also )?(?:[Ii]n|[Oo]n|[Dd]uring) [^,“”\"]{3,60}? that "
)
TRAIL = re.compile(
    r"(?: (?:at|in) an? (?:\w+ )?(?:news|press) conference"
    r"| in an? (?:[\w.-]+ ){0,3}(?:interview|statement|e-?mail|tweet|letter|speech)"
    r"| in (?:his|her) remarks|,? (?:while )?speaking (?:to|with) (?:reporters|journalists)"
    r"| on (?:his |her |their |its )?(?:Twitter|Facebook|LinkedIn|Instagram|Telegram))"
    r"\b[^.,;“”\"]{0,70}[.,]?$"
)


def _hidden(article: Article, one: Attribution, span: Span) -> tuple[int, int] | None:
    """Return the part of a content whose words are the speaker's, not about the channel.

    An indirect content may have swallowed "in an interview with ..." at either end.
    """
    start, end = span.start, span.end
    if one.kind == "direct":
        return start, end
    words = article.cut(span)
    lead = LEAD.match(words)
    if lead:
        start += lead.end()
    trail = TRAIL.search(words)
    if trail and one.kind == "indirect" and trail.start() > 0:
        end = span.start + trail.start()
    return (start, end) if start < end else None


OBJECT = re.compile(  # "condemned [the attack,] while speaking to reporters": no clause
    r"(?!(?:that|he|she|it|they|we|I|you|there|this|these|those|if|whether|how|what|who|not)\b)"
    r"(?:(?!(?:he|she|it|they|of|is|was|were|are|be|has|had|have|will|would|could|to|and)\b|\w+ing\b)"
    r"[\w’'.-]+ ?){1,4},?(?: while| when)? ?"
)


def _follows(article: Article, one: Attribution, frame: Frame) -> bool:
    """Whether nothing but the object of the cue stands before the frame in an indirect content."""
    first = one.content[0]
    led = bool(one.cue) and one.cue[0].end <= first.start
    return (
        led
        and one.kind == "indirect"
        and bool(OBJECT.fullmatch(article.text, first.start, frame.start))
    )


def _self_told(article: Article, one: Attribution) -> Channel | None:
    """Return the channel that the source itself is, by its head noun: "court documents"."""
    if not one.source or (one.speaker is not None and one.speaker.kind != "document"):
        return None
    words = article.cut(one.source[0])
    head = re.split(r"[,(]|\b(?:of|from|to|by|that|which|filed|released|sent)\b", words)[0]
    for medium, noun in SELF_TOLD:
        match = noun.search(head)
        if match and not head[match.end() :].strip():
            return Channel(medium, None, one.source[0])
    return None


def _is_close(article: Article, one: Attribution, start: int, span: Span) -> bool:
    """Whether the words stand at the sentence's beginning, or by the cue, content left out."""
    text = article.text
    if not re.search(r"\w", text[start : span.start].replace("(", "")):
        return True
    own = [(piece.start, piece.end) for piece in (*one.cue, *one.source, *one.content)]
    gap = LONG_GAP
    for left, right in own:
        if left < span.end and span.start < right:
            return True
        low, high = (right, span.start) if right <= span.start else (span.end, left)
        gap = min(gap, high - low)
    return gap < LONG_GAP


def _frame(begins: Sequence[int], ends: Sequence[int], anchors: Sequence[Span]) -> tuple[int, int]:
    """Return the sentence around the cue; a splitter's slip after a quotation is healed."""
    number = max(bisect_right(begins, anchors[0].start) - 1, 0)
    if not begins:
        return anchors[0].start, anchors[-1].end
    start = begins[number]
    end = max(ends[number], anchors[-1].end)
    return max(start, anchors[0].start - SENTENCE_REACH), min(end, anchors[-1].end + SENTENCE_REACH)


def _belongs(one: Attribution, near: Sequence[Attribution], span: Span, start: int) -> bool:
    """Whether no other attribution's cue stands between the words and this one's cue."""
    anchor = (one.cue or one.source)[0].start
    low, high = sorted((span.start, anchor))
    for other in near:
        if other is one:
            continue
        if any(cue.start <= span.start < cue.end for cue in other.cue):
            return any(cue.start < span.end and span.start < cue.end for cue in one.cue)
        if other.source == one.source:
            continue
        for cue in other.cue:
            if low < cue.start < high and span.start - start > 2:
                return False
        asked = other.kind == "indirect" and not other.source  # "Asked about the meeting, he"
        if (other.kind == "direct" or asked) and any(
            left.start <= span.start < left.end for left in other.content
        ):
            return False
    return True


def _carries_on(  # noqa: PLR0911 - one return a rule
    article: Article, begins: Sequence[int], previous: Attribution, one: Attribution
) -> bool:
    if not _same_speaker(previous, one):
        return False
    last, first = _end(previous), _begin(one)
    here = bisect_right(begins, max(last - 1, 0)) - 1
    there = bisect_right(begins, first) - 1
    if here == there:
        return True
    if there - here > 2:
        return False
    cue = " ".join(article.cut(span) for span in one.cue)
    if CARRIES_ON.search(cue):
        return True
    written = previous.channel is not None and previous.channel.medium in WRITTEN
    if written and re.search(r"\bwr(?:ote|ites|iting)\b", cue):
        return True
    if "\n" in article.text[last:first]:
        line = article.text.rfind("\n", 0, first) + 1
        apart = re.search(r"\w", article.text[line:first])  # "An email from Ulm: “Never.”"
        return not one.source and one.kind == "direct" and not apart
    between = article.text[last:first].strip(" .,;:”\"’'")
    return one.kind == "direct" and not between


def _same_speaker(previous: Attribution, one: Attribution) -> bool:
    if previous.speaker and one.speaker:
        return (previous.speaker.name, previous.speaker.span) == (
            one.speaker.name,
            one.speaker.span,
        ) or previous.speaker.name == one.speaker.name
    return not one.source


def _overlaps(spans: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    return any(left < end and start < right for left, right in spans)


def _begin(one: Attribution) -> int:
    return min((span.start for span in (*one.source, *one.cue, *one.content)), default=0)


def _end(one: Attribution) -> int:
    return max((span.end for span in (*one.source, *one.cue, *one.content)), default=0)
