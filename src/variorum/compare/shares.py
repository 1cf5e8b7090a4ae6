"""What an article is made of: its own prose, prose from a parent, and words in quotation marks."""

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
import numpy.typing as npt

from variorum.annotate.quotes import find_quotes, split_paragraphs
from variorum.compare.ancestry import climb
from variorum.compare.roots import BELIEVED
from variorum.model import Annotated, Article, Descent, Passage, Share, Span

QUOTED_WORDS = 4  # a shorter run in quotation marks that nobody says is a title, or irony
OWN, SHARED, COPIED, QUOTED = range(4)
SPACE = 32  # the code point; what is not above it is no letter


def find_shares(
    articles: Sequence[Annotated], passages: Iterable[Passage], stemma: Iterable[Descent]
) -> list[Share]:
    """Return what each article's body is made of, in the order of the articles.

    Words in quotation marks are quoted, whoever else has them: a common speech is no copying of
    prose. Prose in common with a parent or an ancestor is copied, and so is what articles have in
    common that share a parent which is not among the files. Prose in common without such a tie is
    shared: somebody copied, and it is not known who.
    """
    paints = {one.article.id: _Paint(one.article) for one in articles}
    ties = _Ties(stemma)
    for passage in passages:
        for here, there in ((passage.a, passage.b), (passage.b, passage.a)):
            kind = ties.judge(here.article, there.article)
            paint = paints.get(here.article)
            if paint is not None and kind != OWN:
                paint.lay(here, kind)
    for one in articles:
        for span in _find_quoted(one):
            paints[one.article.id].lay(span, QUOTED)
    return [_measure(one, paints[one.article.id]) for one in articles]


class _Ties:
    """Who derives from whom, by edges that are rather believed than doubted."""

    def __init__(self, stemma: Iterable[Descent]) -> None:
        self.parents: dict[str, set[str]] = {}
        self.origins: dict[str, set[str]] = {}
        for descent in stemma:
            believed = [
                one
                for one in descent.parents
                if max(one.confidence, descent.derived or 0.0) >= BELIEVED
            ]
            self.parents[descent.article] = {one.article for one in believed if one.article}
            self.origins[descent.article] = {
                one.origin for one in believed if one.origin and not one.article
            }
        self.ancestors = {
            article: climb(article, lambda one: self.parents.get(one, set()))
            for article in self.parents
        }

    def judge(self, here: str, there: str) -> int:
        """Say what prose of `here` is that also stands in `there`."""
        if there in self.ancestors.get(here, ()):
            return COPIED
        if here in self.ancestors.get(there, ()):
            return OWN
        if self.origins.get(here, set()) & self.origins.get(there, set()):
            return COPIED
        return SHARED


RAISED = [bytes(max(old, kind) for old in range(256)) for kind in range(4)]


class _Paint:
    """What each character of one article is: of its own part of a file's text, no more."""

    def __init__(self, article: Article) -> None:
        self._start = article.start
        self._kinds = bytearray(article.end - article.start)

    def lay(self, span: Span, kind: int) -> None:
        """Paint a run; what is painted more strongly already stays."""
        run = self._slice(span.start, span.end)
        self._kinds[run] = self._kinds[run].translate(RAISED[kind])

    def read(self, start: int, end: int) -> npt.NDArray[np.uint8]:
        """Return the kinds of the characters between two places of the text."""
        return np.frombuffer(self._kinds[self._slice(start, end)], dtype=np.uint8)

    def _slice(self, start: int, end: int) -> slice:
        return slice(max(0, start - self._start), max(0, end - self._start))


def _find_quoted(one: Annotated) -> list[Span]:
    """Return the runs in quotation marks that somebody says, or that are long enough for it."""
    text, name = one.article.text, one.article.id
    said = sorted((s.start, s.end) for a in one.attributions for s in a.content)
    found = []
    for block in one.article.blocks:
        if block.kind != "body":
            continue
        for quote in find_quotes(text, split_paragraphs(text, block.start, block.end)):
            if quote.depth:
                continue
            spoken = any(start < quote.end and quote.start < end for start, end in said)
            if spoken or len(text[quote.start : quote.end].split()) >= QUOTED_WORDS:
                found.append(Span(name, quote.start, quote.end))
    return found


def _measure(one: Annotated, paint: _Paint) -> Share:
    counts = np.zeros(4, dtype=np.int64)
    for block in one.article.blocks:
        if block.kind == "body":
            letters = _find_letters(one.article.text[block.start : block.end])
            kinds = paint.read(block.start, block.end)
            counts += np.bincount(kinds[letters], minlength=4)
    whole = max(1, int(counts.sum()))
    shares: Mapping[int, float] = dict(enumerate((counts / whole).tolist()))
    return Share(
        one.article.id,
        own=shares[OWN],
        copied=shares[COPIED],
        quoted=shares[QUOTED],
        shared=shares[SHARED],
    )


def _find_letters(text: str) -> npt.NDArray[np.bool_]:
    """Say of each code point whether it is more than white space."""
    points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")
    return points > SPACE
