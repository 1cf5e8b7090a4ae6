"""Which sentences of an article can stand alone: whole, attributed, leaning on no other."""

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from variorum.annotate.sentences import ABBREVIATIONS, BEFORE_NAME, STARTERS
from variorum.model import Annotated, Article, Attribution, Block, Span
from variorum.read.datelines import find_dateline
from variorum.read.kinds import is_credited
from variorum.report.furniture import is_furniture, is_provisional, looks_like_caption
from variorum.report.leaning import find_presumed, leans, points_back, unquoted
from variorum.report.loaded import is_loaded
from variorum.text.inflection import find_tokens
from variorum.text.quoted import OPENING_MARK, QUOTED
from variorum.text.words import find_keys, find_words

LONG = 45  # words; a shorter wording of the same is preferred
ABBREVIATED = 5  # letters; a capitalised word below it may be an abbreviation
QUOTE_RUN = 3  # words in quotation marks that two sentences quote of one saying
WHOLE = 0.9  # of a sentence: as good as all of it
TOLD_ONCE = 3  # paragraphs, at least, of a page on which those that stand twice are teasers
CAPTION = 700  # characters that a caption of several sentences has at most
SHORT = 4  # words; below is no sentence to stand alone

# "TRENTON >>", "(CBS) —": a dateline that only the web writes so; "10:30", as a live blog begins;
# "A:", as an answer does.
MARKED = re.compile(
    r"(?:[A-Z][A-Z.,’' ]{2,40}\s?(?:>>|»)|\([A-Z][\w /.&-]{1,24}\)\s?(?:>>|»|—|–|--?)"
    r"|\d{1,2}[:.]\d\d(?:\s?[ap]\.?m\.?)?(?:\s(?:GMT|UTC|BST|CES?T|E[SD]?T))?:?\s+(?=[A-Z“\"‘])"
    r"|UPDATED?\b[^a-z\n]{0,24}?(?:[ap]\.?m\.?)?(?:,?\s[A-Z][a-z]{2,8}\.?(?:\s\d{1,2})?)?\s?(?:--|[—–|]|(?<=\s)-\s)"
    r"|(?:UPDATED?|BREAKING|DEVELOPING|NEW|LATEST|EXCLUSIVE)\b[^:\n]{0,40}(?::\d\d\b[^:\n]{0,30})?:(?!\d)"
    r"|[QA][:.](?=\s))\s*"
)
# Two sentences run into one by a lost line end: "his home.Police said".
GLUED = re.compile(r"[.!?](?:(?<=[a-z]{3}[.!?])|(?<=\b[ap]\.m[.!?]))[”\"’)]*[“\"]?[A-Z][a-z]+\s")
SHOUTED = re.compile(r"[A-Z](?<!\w[A-Z])[A-Z]+\b[\s,–-]+(?:\b[A-Z]{2,}\b[\s,–-]+){3}")
NICKNAME = re.compile(r"[“\"](?:[A-Z]\.)+[”\"]\s*$")  # cut after a nickname's initials: “J.R.”
# Somebody's words that lost their marks.
MINE = re.compile(r"\b(?:(?:I|Me)\b(?!\.)|(?:me|[Mm]y|[Mm]yself|[Yy]ou|[Yy]our|[Ww]e|[Oo]ur|us)\b)")
LAST_WORD = re.compile(r"([\w.’'-]*\w)\.$")
# "President Fry": who has an office before the name is introduced.
TITLED = re.compile(r"\b(?!M(?:r|rs|s|iss)\b)[A-Z][\w’'-]*\.?\s$")
# "..., she said" names its speaker no better than an opening "She".
PRONOUNS = frozenset({"he", "she", "they", "it", "we", "i", "who", "you"})
JOINED = re.compile(r"\b(?:and|but|that|which|because|as|when|while|if|although|though|who)\s+$")
SUBORDINATE = re.compile(r"(?:As|While|When|After|Before|Since|Although|Though|Because)\s")
OPENS = re.compile(r"[\"“‘«„'(\[¿¡]*[^\W_]")
# A question or a cry tells nothing by itself, unless it is somebody's in quotation marks.
ENDS = re.compile(r"(?<!\.\.)(?:[.。։।][\"”’»'）)\]]*|[!?！？؟][”\"’»'）)\]]+)\s*$")
# All of it in quotation marks, none between: nobody is named as the speaker.
ALL_QUOTED = re.compile(r"[“\"„«‘'][^“”\"„«»]*[”\"“»’'][.!?]?")
RIGHTS = re.compile(r"©|\bcopyright (?:©|\(c\)|\d)|\ball rights reserved\b")  # in lower case


@dataclass(frozen=True)
class Wording:
    """A sentence that can stand in a brief; `leans` if only beside the one before it.

    What only some briefs ask is read when it is asked.
    """

    span: Span
    number: int  # among its article's sentences
    depth: int  # the same, without the lines of a page that stand in its body before the first
    text: str
    keys: frozenset[str]  # content words, as they count when wordings are compared
    words: int
    place: float  # 0: the first words of its article, 1: the last
    leans: bool
    standfirst: bool
    bare: Span  # without a dateline
    caption: bool  # may be the words below a photograph
    quotes_on: bool  # is the rest of a quotation that the sentence before it attributes
    placed: bool  # its dateline names a place

    @property
    def told(self) -> str:
        """Its text without a dateline."""
        return self.text[self.bare.start - self.span.start :]

    @cached_property
    def presumed(self) -> frozenset[str]:
        """The lemmas of what it begins with as known: "The black device ..."."""
        return find_presumed(self.told)

    @cached_property
    def provisional(self) -> bool:
        """Whether it tells what was not known or not done yet."""
        return is_provisional(self.told)

    @cached_property
    def quoted(self) -> frozenset[tuple[str, ...]]:
        """The runs of QUOTE_RUN words in quotation marks."""
        return _quoted(self.told)

    @cached_property
    def loaded(self) -> bool:
        """Whether it takes sides in the report's own words."""
        return is_loaded(self.told)


class Page:
    """An article's sentences, looked up by place and judged once.

    `rank` is its place in time, `day` the number of its day among the story's days.
    """

    def __init__(self, annotated: Annotated, rank: int, day: int = 0) -> None:
        self.rank = rank
        self.day = day
        self.annotated = annotated
        self.article = annotated.article
        self.sentences = annotated.sentences
        self._starts = [span.start for span in annotated.sentences]
        self._blocks = [block.start for block in self.article.blocks]
        telling = [block for block in self.article.blocks if is_told(block)]
        self._first = telling[0].start if telling else self.article.start
        self._length = max(1, telling[-1].end - self._first) if telling else 1
        self._telling = {block.start for block in telling} - _find_teasers(self.article, telling)
        self._titles = {" ".join(find_keys(self.article.title or ""))} | {
            " ".join(find_keys(self.article.text[block.start : block.end]))
            for block in self.article.blocks
            if block.kind == "headline"
        }
        self._said: dict[int, list[tuple[Span, Attribution]]] = defaultdict(list)
        for attribution in annotated.attributions:
            for content in attribution.content:
                for number in self._touched(content):
                    self._said[number].append((content, attribution))
        self._read: dict[int, Wording | None] = {}
        self._keys: dict[int, frozenset[str]] = {}
        self._bare: dict[int, Span] = {}
        self._cut: dict[int, bool] = {}

    def find(self, span: Span) -> int | None:
        """Return the number of the sentence that shares most with `span`; None: none does."""
        numbers = self._touched(span)
        return max(numbers, key=lambda one: _shared(self.sentences[one], span), default=None)

    def read(self, number: int) -> Wording | None:
        """Return the sentence if it is whole, attributed and no headline; else None."""
        if number not in self._read:
            self._read[number] = self._judge(number)
        return self._read[number]

    def keys(self, number: int) -> frozenset[str]:
        """Return the content words of a sentence, without its dateline."""
        if number not in self._keys:
            bare = self._without_dateline(number)
            tokens = find_tokens(self.article.text, bare.start, bare.end)
            self._keys[number] = frozenset(token.lemma for token in tokens if token.content)
        return self._keys[number]

    def tellers(self, number: int) -> frozenset[str]:
        """Return the content words of those to whom a sentence attributes something."""
        span = self.sentences[number]
        return frozenset(
            token.lemma
            for _, attribution in self._said[number]
            for part in attribution.source
            if _shared(part, span) > 0
            for token in find_tokens(self.article.text, part.start, part.end)
        )

    def surnames(self, span: Span) -> tuple[frozenset[str], frozenset[str]]:
        """Return the last words of the persons' names at `span`: of full names, of lone words."""
        full: set[str] = set()
        bare: set[str] = set()
        for mention in self.annotated.mentions:
            if mention.kind == "person" and span.start <= mention.span.start < span.end:
                words = self.article.text[mention.span.start : mention.span.end].split()
                known = len(words) > 1 or TITLED.search(
                    self.article.text, max(span.start, mention.span.start - 40), mention.span.start
                )
                (full if known else bare).add(words[-1].strip(".,").casefold())
        return frozenset(full), frozenset(bare)

    def persons(self, span: Span) -> frozenset[str]:
        """Return the words, as they are compared, of the persons' names at `span`."""
        text = self.article.text
        return frozenset(
            token.lemma
            for mention in self.annotated.mentions
            if mention.kind == "person" and span.start <= mention.span.start < span.end
            for token in find_tokens(text, mention.span.start, mention.span.end)
        )

    def _touched(self, span: Span) -> range:
        first = max(0, bisect_right(self._starts, span.start) - 1)
        if first < len(self.sentences) and self.sentences[first].end <= span.start:
            first += 1
        return range(first, max(first, bisect_right(self._starts, span.end - 1)))

    def _judge(self, number: int) -> Wording | None:  # noqa: PLR0911 - one way out a flaw
        span = self.sentences[number]
        text = self.article.text[span.start : span.end]
        block = self._block(span)
        if block is None or block.start not in self._telling or "\n\n" in text:
            return None
        if _open_bracket(text) or RIGHTS.search(text.lower()):
            return None
        keys = find_keys(text)
        words = max(1, len(keys))
        bare = self._without_dateline(number)
        told = self.article.text[bare.start : bare.end]
        opening = OPENS.match(told)
        if words < SHORT or not opening or not ENDS.search(text):
            return None
        if opening[0][-1].islower():  # the rest of a sentence, or a label
            return None
        if _is_label(told) or NICKNAME.search(text) or MINE.search(unquoted(told)):
            return None
        if GLUED.search(text) or SHOUTED.search(text):
            return None
        if self._is_cut(number) or (number and self._is_cut(number - 1)):
            return None
        if self._is_title(" ".join(keys)) or self._only_quoted(number, block):
            return None
        if is_furniture(told) or self._stands_twice(block, text):
            return None
        quotes_on = self._goes_on_quoting(number)
        return Wording(
            span=span,
            number=number,
            depth=max(0, number - self._ahead),
            text=text,
            keys=self.keys(number),
            words=words,
            place=min(1.0, max(0, span.start - self._first) / self._length),
            leans=leans(told) or self._points_back(bare) or self._spoken_by(number) or quotes_on,
            standfirst=block.kind == "standfirst",
            bare=bare,
            caption=looks_like_caption(told) or self._is_credited(block),
            quotes_on=quotes_on,
            placed=text[: bare.start - span.start].lstrip()[:1].isupper(),
        )

    @cached_property
    def _ahead(self) -> int:
        """How many lines of the body stand before its first sentence, but one: the headline's."""
        text = self.article.text
        lines = 0
        for span in self.sentences:
            block = self._block(span)
            if block is None or block.kind != "body":
                continue
            said = text[span.start : span.end]
            told = block.start in self._telling and ENDS.search(said) is not None
            if told and len(find_keys(said)) >= SHORT and not is_furniture(said):
                return max(0, lines - 1)
            lines += 1
        return 0

    def _is_credited(self, block: Block) -> bool:
        """Whether a paragraph ends in a photographer's credit: it stands below the picture."""
        text = self.article.text[block.start : block.end]
        return len(text) <= CAPTION and is_credited(text)

    def _stands_twice(self, block: Block, text: str) -> bool:
        """Whether a paragraph says a sentence twice: the captions of a gallery do."""
        return self.article.text.count(text, block.start, block.end) > 1

    def _is_title(self, letters: str) -> bool:
        """Whether a line is a headline again, or has run into one."""
        return letters in self._titles or any(
            title.count(" ") >= SHORT and title in letters for title in self._titles
        )

    def _without_dateline(self, number: int) -> Span:
        if number not in self._bare:
            self._bare[number] = self._skip_dateline(self.sentences[number])
        return self._bare[number]

    def _skip_dateline(self, span: Span) -> Span:
        text = self.article.text
        block = self._block(span)
        opens = block is not None and span.start == block.start
        found = find_dateline(text, span.start, span.end) if opens else None
        end = found.end if found else span.start
        mark = MARKED.match(text, end, span.end)
        end = mark.end() if mark else end
        while end < span.end and text[end].isspace():
            end += 1
        return Span(span.article, end, span.end) if end < span.end else span

    def _is_cut(self, number: int) -> bool:
        """Whether a sentence ends at a full stop that is more likely an abbreviation's."""
        if number not in self._cut:
            self._cut[number] = self._ends_abbreviated(number)
        return self._cut[number]

    def _ends_abbreviated(self, number: int) -> bool:
        if number + 1 >= len(self.sentences):
            return False
        span, following = self.sentences[number : number + 2]
        text = self.article.text
        ending = text[max(span.start, span.end - 30) : span.end].rsplit(None, 1)
        last = LAST_WORD.search(ending[-1]) if ending else None
        if last is None or "\n" in text[span.end : following.start]:
            return False
        short, word = last[1], last[1].casefold()
        if text[following.start].isdigit() and short[:1].isupper() and len(short) < ABBREVIATED:
            return True  # "Pct. 1"
        if word in BEFORE_NAME or word not in ABBREVIATIONS:
            return word in BEFORE_NAME
        opening = find_words(text, following.start, min(following.end, following.start + 30))
        return bool(opening) and opening[0].key not in STARTERS

    def _block(self, span: Span) -> Block | None:
        at = bisect_right(self._blocks, span.start) - 1
        if at < 0 or span.end > self.article.blocks[at].end:
            return None
        return self.article.blocks[at]

    def _only_quoted(self, number: int, block: Block) -> bool:
        """Whether it is a source's words without the source, or begins or ends inside a quote."""
        span = self.sentences[number]
        text = self.article.text
        if _open_quote(text[block.start : span.start]) or _open_quote(text[span.start : span.end]):
            return True
        if self._goes_on_quoting(number):
            return False
        return bool(ALL_QUOTED.fullmatch(text[span.start : span.end].strip())) or any(
            not any(_shared(part, span) > 0 for part in (*one.source, *one.cue))
            for one in self._wholly_said(number)
        )

    def _goes_on_quoting(self, number: int) -> bool:
        """Whether it is the rest of a quotation whose source stands in the sentence before."""
        return number > 0 and any(
            _shared(part, self.sentences[number - 1]) > 0
            for one in self._wholly_said(number)
            for part in one.source
        )

    def _wholly_said(self, number: int) -> list[Attribution]:
        """Return the attributions whose content is all of a sentence."""
        span = self.sentences[number]
        least = WHOLE * (span.end - span.start)
        return [one for content, one in self._said[number] if _shared(content, span) >= least]

    def _points_back(self, span: Span) -> bool:
        """Whether "he" or "they" stands in a sentence before anybody is named."""
        named = [
            (mention.span.start - span.start, mention.kind)
            for mention in self.annotated.mentions
            if span.start <= mention.span.start < span.end
        ]
        told = self.article.text[span.start : span.end]
        return points_back(told, named)

    def _spoken_by(self, number: int) -> bool:
        """Whether somebody says it who is only "he", "she" or "they" there.

        "The family hired a lawyer, and they say he ..." names them; "The dam broke, he said." does
        not, whoever stands before.
        """
        span = self.sentences[number]
        text = self.article.text
        for _, attribution in self._said[number]:
            sources = [part for part in attribution.source if _shared(part, span) > 0]
            said = {text[part.start : part.end].casefold() for part in sources}
            if said and PRONOUNS.issuperset(said):
                told = unquoted(text[span.start : sources[0].start])
                if attribution.speaker and attribution.speaker.name.split()[-1] in told:
                    continue  # "Ms Roe, dependent on a party she has vowed to shun"
                joined = JOINED.search(told) is not None or SUBORDINATE.match(told) is not None
                if not joined or self._points_back(Span(span.article, span.start, sources[0].end)):
                    return True
        return False


def number_days(articles: Iterable[Article]) -> list[int]:
    """Return the number of each article's day among all their days, from 0.

    An undated article is taken to be of the day that most are of.
    """
    days = [(one.published or one.updated or "")[:10] for one in articles]
    counts = Counter(day for day in days if day)
    known = sorted(counts)
    common = max(known, key=lambda day: counts[day], default="")
    return [known.index(day or common) if known else 0 for day in days]


def _find_teasers(article: Article, told: Sequence[Block]) -> frozenset[int]:
    """Return where the paragraphs start that stand twice in a row, as a page's teasers do.

    Unless nearly all do: then the page was copied so.
    """
    words = [article.text[block.start : block.end] for block in told]
    again = [at for at in range(1, len(told)) if words[at] == words[at - 1]]
    twice = {told[at].start for at in again} | {told[at - 1].start for at in again}
    return frozenset(twice) if len(told) - len(twice) >= TOLD_ONCE else frozenset()


def is_told(block: Block) -> bool:
    """Whether the block is the report's own telling."""
    return block.kind in {"body", "standfirst"}


def overlap(left: frozenset[str], right: frozenset[str]) -> float:
    """Return the share of the smaller set's words that the other has too, 0..1."""
    return len(left & right) / max(1, min(len(left), len(right)))


def _shared(left: Span, right: Span) -> int:
    return min(left.end, right.end) - max(left.start, right.start)


def _is_label(told: str) -> bool:
    """Whether no word but names, numbers and "p.m." stands there."""
    return not any(
        word.isalpha() and len(word) > 2 and word == word.lower() for word in told.split()
    )


def _quoted(told: str) -> frozenset[tuple[str, ...]]:
    """Return the runs of QUOTE_RUN words in quotation marks; of fewer, all that are there."""
    if OPENING_MARK.search(told) is None:
        return frozenset()
    quotes = (find_keys(match[0]) for match in QUOTED.finditer(told))
    return frozenset(
        tuple(words[at : at + QUOTE_RUN])
        for words in quotes
        for at in range(max(1, len(words) - QUOTE_RUN + 1))
    )


def _open_bracket(text: str) -> bool:
    return text.count("(") != text.count(")") or text.count("[") != text.count("]")


def _open_quote(text: str) -> bool:
    """Whether more quotation marks open than close, or an odd number is straight."""
    return text.count("“") > text.count("”") or text.count('"') % 2 == 1


def outlets_of(pages: Iterable[Page]) -> int:
    """Return of how many outlets the articles are; one that names none counts as its own."""
    return len({page.article.outlet or page.article.id for page in pages})
