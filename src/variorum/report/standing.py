"""Reading a brief through, from its first sentence to its last: what nobody told yet is not known.

A sentence that is whole in its article may lean on what stands before it there: a surname without
the person, "the visit" without a visit. In a brief it stands only after a sentence that tells it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from variorum.group.retelling import find_concepts
from variorum.model import Span
from variorum.report.candidates import Candidate
from variorum.report.leaning import find_together
from variorum.report.wordings import Page, Wording
from variorum.report.worth import Judge
from variorum.text.inflection import lemmatise, read_words
from variorum.text.words import find_keys

# "The president", "the scene": readers know which, whatever was told.
KNOWN = frozenset(
    find_concepts(
        map(
            lemmatise,
            read_words(
                "president government police court supreme city state country county town village "
                "mayor governor prime minister king queen pope senate house congress parliament "
                "army military public law internet economy weather world sun incident scene news "
                "event events federal national first last latest most number man woman men women "
                "people victim suspect white u.s american two three four five"
            ),
        )
    )
)


def find_known(pages: Mapping[str, Page]) -> frozenset[str]:
    """Return the surnames that need no first name: headlines give them bare, or no report has one.

    "Roe Quits": whoever writes so takes Roe to be known.
    """
    full: set[str] = set()
    bare: set[str] = set()
    titled: set[str] = set()
    for page in pages.values():
        whole = Span(page.article.id, page.article.start, page.article.end)
        named, alone = page.surnames(whole)
        full |= named
        bare |= alone
        titled |= set(find_keys(page.article.title or ""))
    return frozenset((bare - full) | (bare & titled))


@dataclass(frozen=True, slots=True)
class Reader:
    """What somebody knows who has read a brief so far."""

    judge: Judge
    names: frozenset[str]  # surnames
    told: frozenset[str]  # concepts
    words: frozenset[str]
    last: Wording | None = None

    @classmethod
    def begin(cls, judge: Judge) -> "Reader":
        """Return one who has read nothing."""
        return cls(judge, judge.known, KNOWN, frozenset())

    def read(self, one: Candidate) -> "Reader":
        """Return one who has read a further sentence."""
        wording, sense = one.wording, self.judge.read(one.wording)
        names, told = sense.named | sense.bare, sense.concepts.keys()
        words = wording.keys
        return Reader(self.judge, self.names | names, self.told | told, self.words | words, wording)

    def understands(self, one: Candidate) -> bool:
        """Whether a sentence speaks of nobody and nothing as told that was not told."""
        if self.last is None:
            return True
        wording, sense = one.wording, self.judge.read(one.wording)
        mates = find_together(wording.text)
        return (
            self.names.issuperset(sense.bare)
            and not (sense.presumed and self.told.isdisjoint(sense.presumed))
            and not (mates and mates.isdisjoint(self.words))
            and (self.goes_on(one) or not wording.leans)
        )

    def goes_on(self, one: Candidate) -> bool:
        """Whether a sentence stands next in its article after the last one read."""
        span, number = one.wording.span, one.wording.number
        last = self.last
        return last is not None and (span.article, number) == (last.span.article, last.number + 1)


def arrange(ordered: Sequence[Candidate], judge: Judge) -> list[Candidate]:
    """Return the sentences in their order, but each after those that it leans on."""
    left, told = list(ordered), list[Candidate]()
    reader = Reader.begin(judge)
    while left:
        one = left.pop(_find_next(left, reader))
        told.append(one)
        reader = reader.read(one)
    return told


def _find_next(left: Sequence[Candidate], reader: Reader) -> int:
    """Return which sentence to read next: one that leans on the last, or the first.

    If that is not understood yet, the one that makes it so; if none does, one that is understood.
    """
    leaning = (at for at, one in enumerate(left) if one.wording.leans and reader.goes_on(one))
    at = next(leaning, 0)
    if reader.understands(left[at]):
        return at
    clear = [at for at, one in enumerate(left) if reader.understands(one)]
    ground = (at for at in clear if reader.read(left[at]).understands(left[0]))
    return next(ground, clear[0] if clear else 0)


def find_hanging(ordered: Sequence[Candidate], judge: Judge) -> list[Candidate]:
    """Return the sentences that speak of somebody or something as told that nobody told before."""
    reader = Reader.begin(judge)
    hanging = []
    for one in ordered:
        if reader.understands(one):
            reader = reader.read(one)
        else:
            hanging.append(one)
    return hanging
