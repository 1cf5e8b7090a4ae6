"""Which sentences of an article can stand alone: whole, attributed, leaning on no other."""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from variorum.model import Annotated, Attribution, Block, Span
from variorum.text.words import find_words

SHORT = 4  # words; below is no sentence to stand alone

# A sentence that opens so leans on the one before it.
LEANS = re.compile(
    r"[\"“”‘’'(\[]*(?:he|she|it|they|we|i|you|this|that|these|those|his|her|its|their|such|here"
    r"|there|but|and|or|nor|so|yet|also|however|then|still|instead|meanwhile|moreover|besides"
    r"|again|nevertheless|nonetheless|asked|both|neither|either|another|others|some"
    r"|(?:in|on|at|for|after|before|with|of|by|from|under|during|since|to)"
    r"\s+(?:this|that|these|those|it|him|his|her|them|their|its|such))\b",
    re.IGNORECASE,
)
# "..., she said" names its speaker no better than an opening "She".
PRONOUNS = frozenset({"he", "she", "they", "it", "we", "i", "who", "you"})
OPENS = re.compile(r"[\"“‘«„'(\[¿¡]*[^\W_]")
ENDS = re.compile(r"(?<!\.\.)[.!?。！？؟։।][\"”’»'）)\]]*\s*$")
# From a mark that opens to one that closes, and none between: nobody is named as the speaker.
ALL_QUOTED = re.compile(r"[“\"„«‘'][^“”\"„«»]*[”\"“»’'][.!?]?")
RIGHTS = re.compile(r"©|\bcopyright (?:©|\(c\)|\d)|\ball rights reserved\b", re.IGNORECASE)
# Words too common to tell two sentences apart. Without its own list a language repeats a bit less.
_COMMON = (
    "a an the of in on at to for from by with as and or but that which who whom whose this "
    "these those is are was were be been being has have had do does did will would can could "
    "should may might must not no it its he she they his her their him them we our us i you "
    "your said says say told after before when while where also more than over about into out "
    "up down there had if so"
)
COMMON = frozenset(_COMMON.split())


@dataclass(frozen=True, slots=True)
class Wording:
    """A sentence that can stand in a brief; `leans` if only beside the one before it."""

    span: Span
    number: int  # among its article's sentences
    text: str
    keys: frozenset[str]  # content words
    words: int
    place: float  # 0: the first words of its article, 1: the last
    leans: bool
    standfirst: bool


class Page:
    """An article's sentences, looked up by place and judged once; `rank` is its place in time."""

    def __init__(self, annotated: Annotated, rank: int) -> None:
        self.rank = rank
        self.article = annotated.article
        self.sentences = annotated.sentences
        self._starts = [span.start for span in annotated.sentences]
        self._blocks = [block.start for block in self.article.blocks]
        telling = [block for block in self.article.blocks if is_told(block)]
        self._first = telling[0].start if telling else self.article.start
        self._length = max(1, telling[-1].end - self._first) if telling else 1
        self._titles = {_letters(self.article.title or "")} | {
            _letters(self.article.text[block.start : block.end])
            for block in self.article.blocks
            if block.kind == "headline"
        }
        self._said: dict[int, list[tuple[Span, Attribution]]] = defaultdict(list)
        for attribution in annotated.attributions:
            for content in attribution.content:
                for number in self._touched(content):
                    self._said[number].append((content, attribution))
        self._read: dict[int, Wording | None] = {}

    def find(self, span: Span) -> int | None:
        """Return the number of the sentence that shares most with `span`; None: none does."""
        return max(
            self._touched(span),
            key=lambda number: _shared(self.sentences[number], span),
            default=None,
        )

    def read(self, number: int) -> Wording | None:
        """Return the sentence if it is whole, attributed and no headline; else None."""
        if number not in self._read:
            self._read[number] = self._judge(number)
        return self._read[number]

    def _touched(self, span: Span) -> range:
        first = max(0, bisect_right(self._starts, span.start) - 1)
        if first < len(self.sentences) and self.sentences[first].end <= span.start:
            first += 1
        return range(first, max(first, bisect_right(self._starts, span.end - 1)))

    def _judge(self, number: int) -> Wording | None:
        span = self.sentences[number]
        text = self.article.text[span.start : span.end]
        block = self._block(span)
        if block is None or not is_told(block) or "\n\n" in text:
            return None
        words = find_words(text)
        if _open_bracket(text) or RIGHTS.search(text):
            return None
        opening = OPENS.match(text)
        if len(words) < SHORT or not opening or not ENDS.search(text):
            return None
        if opening[0][-1].islower():  # the rest of a sentence, or a label
            return None
        if _letters(text) in self._titles or self._only_quoted(number, block):
            return None
        return Wording(
            span=span,
            number=number,
            text=text,
            keys=frozenset(word.key for word in words) - COMMON,
            words=len(words),
            place=min(1.0, max(0, span.start - self._first) / self._length),
            leans=bool(LEANS.match(text)) or self._spoken_by_pronoun(number),
            standfirst=block.kind == "standfirst",
        )

    def _block(self, span: Span) -> Block | None:
        at = bisect_right(self._blocks, span.start) - 1
        if at < 0 or span.end > self.article.blocks[at].end:
            return None
        return self.article.blocks[at]

    def _only_quoted(self, number: int, block: Block) -> bool:
        """Whether it is a source's words without the source, or begins or ends inside a quote."""
        span = self.sentences[number]
        text = self.article.text
        if ALL_QUOTED.fullmatch(text[span.start : span.end].strip()):
            return True
        if _open_quote(text[block.start : span.start]) or _open_quote(text[span.start : span.end]):
            return True
        return any(
            _shared(content, span) >= 0.9 * (span.end - span.start)
            and not any(_shared(part, span) > 0 for part in (*one.source, *one.cue))
            for content, one in self._said[number]
        )

    def _spoken_by_pronoun(self, number: int) -> bool:
        span = self.sentences[number]
        for _, attribution in self._said[number]:
            sources = [
                self.article.text[part.start : part.end].casefold()
                for part in attribution.source
                if _shared(part, span) > 0
            ]
            if sources and PRONOUNS.issuperset(sources):
                return True
        return False


def is_told(block: Block) -> bool:
    """Whether the block is the report's own telling."""
    return block.kind in {"body", "standfirst"}


def overlap(left: frozenset[str], right: frozenset[str]) -> float:
    """Return the share of the smaller set's words that the other has too, 0..1."""
    return len(left & right) / max(1, min(len(left), len(right)))


def _shared(left: Span, right: Span) -> int:
    return min(left.end, right.end) - max(left.start, right.start)


def _letters(text: str) -> str:
    return " ".join(word.key for word in find_words(text))


def _open_bracket(text: str) -> bool:
    return any(text.count(left) != text.count(right) for left, right in ("()", "[]"))


def _open_quote(text: str) -> bool:
    """Whether more quotation marks open than close, or an odd number is straight."""
    return text.count("“") > text.count("”") or text.count('"') % 2 == 1


def outlets_of(pages: Iterable[Page]) -> int:
    """Return how many outlets the articles are of; one that names none counts as its own."""
    return len({page.article.outlet or page.article.id for page in pages})
