"""Reading a brief through, from its first sentence to its last: what nobody told yet is not known.

A sentence that is whole in its article may lean on what stands before it there: a surname without
the person, "the visit" without a visit. In a brief it stands only after a sentence that tells it.
"""

from collections.abc import Mapping, Sequence

from variorum.group.retelling import find_concepts
from variorum.model import Span
from variorum.report.candidates import Candidate
from variorum.report.leaning import find_together
from variorum.report.wordings import Page, Wording
from variorum.report.worth import Judge
from variorum.text.inflection import lemmatise, read_words
from variorum.text.words import find_words

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
        titled |= {word.key for word in find_words(page.article.title or "")}
    return frozenset((bare - full) | (bare & titled))


def find_hanging(ordered: Sequence[Candidate], judge: Judge) -> list[Candidate]:
    """Return the sentences that speak of somebody or something as told that nobody told before."""
    names = set(judge.known)
    told, words = set(KNOWN), set[str]()
    hanging = []
    before = None
    for one in ordered:
        wording, sense = one.wording, judge.read(one.wording)
        mates = find_together(wording.text)
        hangs = (
            not names.issuperset(sense.bare)
            or (sense.presumed and told.isdisjoint(sense.presumed))
            or (mates and mates.isdisjoint(words))
        )
        if before and (hangs or (wording.leans and not _follows(wording, before))):
            hanging.append(one)
            continue
        names |= sense.named | sense.bare
        told |= sense.concepts.keys()
        words |= wording.keys
        before = wording
    return hanging


def _follows(one: Wording, other: Wording) -> bool:
    """Whether a sentence stands next after another in its article."""
    return one.span.article == other.span.article and one.number == other.number + 1
