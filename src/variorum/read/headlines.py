"""Which line above an article's body is its headline.

Every line that may be one gets a score from signs of its place and words; the weights were learned
by training/headlines.py from pages that state their title (docs/accuracy.md), and are few enough
to be read. Where no line scores well, none is the headline: a menu item shown as a title misleads.
"""

from collections import Counter
from collections.abc import Sequence
from math import log
from operator import mul

from variorum.model import BlockKind
from variorum.read.bylines import read_byline
from variorum.read.features import FUNCTION, WORD
from variorum.read.telling import TELLING

PATTERN = dict(TELLING)
ABOVE = 80  # lines above the body that are looked at
LEDE = 3  # paragraphs
LABEL = 2  # words
MENU = 12  # lines: more above the body are a page's menu, and its first line the site's name
# Sign and weight, as training/headlines.py prints them; log-odds, with the constant last.
SIGNS = {
    "share of its words in the body": 2.42,
    "words that the body has, of 6": 0.79,
    "share of its words in the first paragraphs": 2.45,
    "log of the lines to the body": -0.40,
    "first line, far from the body": -0.64,
    "last line before the body": -0.90,
    "stands twice above the body": 0.97,
    "byline or time right below": 1.05,
    "byline or time right above": -0.22,
    "under 5 words": -2.39,
    "5 to 7 words": 0.17,
    "over 16 words": -1.63,
    "ends in a full stop": 0.13,
    "below a shorter line on the subject": 0.30,
    "above a longer line on the subject": 0.07,
    "among lines of its length": -0.65,
    "words with a capital": -1.24,
    "not taken for a teaser": 3.88,
}
CONSTANT = -5.25
THRESHOLD = -0.5  # on unknown hosts 136 of the 158 chosen are the title stated; from 0, 130 of 150
SHORT_HEAD = (
    4  # lines above the body: the first of so few is the headline of a text cut from a page
)


def choose_headline(
    raws: Sequence[str], kinds: Sequence[BlockKind], numbers: Sequence[int], first: int
) -> int | None:
    """Return which of the lines `numbers` is the headline; None if none scores well.

    first: the number of the first paragraph of the body.
    """
    scores = [
        CONSTANT + sum(map(mul, SIGNS.values(), signs))
        for signs in describe_headlines(raws, kinds, numbers, first)
    ]
    if scores and max(scores) >= THRESHOLD:
        best = scores.index(max(scores))
        while best and _is_standfirst(raws, numbers[best - 1], numbers[best], scores[best - 1]):
            best -= 1
        return numbers[best]
    if numbers and first <= SHORT_HEAD and all(map(_is_label, raws[: numbers[0]])):
        return numbers[0]
    return None


def _is_label(raw: str) -> bool:
    """Whether a line names a section of a paper ("OPINION"), or where the page was copied from."""
    return "://" in raw or (len(raw.split()) <= LABEL and raw[-1] not in ".!?…")


def _is_standfirst(raws: Sequence[str], above: int, below: int, score: float) -> bool:
    """Whether a line says more of the subject right below what may well be the headline."""
    sizes = [len(WORD.findall(raws[number])) for number in (above, below)]
    return score >= THRESHOLD and below - above == 1 and sizes[1] >= sizes[0]


def describe_headlines(
    raws: Sequence[str], kinds: Sequence[BlockKind], numbers: Sequence[int], first: int
) -> list[tuple[float, ...]]:
    """Return the signs of each of the lines `numbers`, which may be headlines, in their order.

    first: the number of the first paragraph of the body.
    """
    body = [n for n in range(first, len(raws)) if kinds[n] == "body"]
    subject = _content_of(raws, body)
    lede = _content_of(raws, body[:LEDE])
    repeated = Counter(raw.casefold() for raw in raws[:first])
    shares = {n: _share(raws[n], subject) for n in numbers}
    sizes = {n: len(WORD.findall(raws[n][:400])) for n in numbers}
    signed = {n for n in range(max(0, first - ABOVE - 4), first) if _is_signed(raws[n], kinds[n])}
    rows: list[tuple[float, ...]] = []
    for n in numbers:
        words = WORD.findall(raws[n][:400])
        share, hits = shares[n]
        above = [m for m in (n - 1, n - 2, n - 3) if m in shares and shares[m][0] >= 0.5]
        below = [m for m in (n + 1, n + 2, n + 3) if m in shares and shares[m][0] >= 0.4]
        around = [m for m in (n - 2, n - 1, n + 1, n + 2) if m in shares]
        listed = sum(abs(sizes[m] - sizes[n]) <= 5 for m in around)
        rows.append((
            share,
            min(hits, 6) / 6,
            _share(raws[n], lede)[0],
            log(1 + first - n),
            float(n == 0 and first > MENU),
            float(n == first - 1),
            float(repeated[raws[n].casefold()] > 1),
            float(any(m in signed for m in range(n + 1, n + 4))),
            float(any(m in signed for m in range(n - 2, n))),
            float(len(words) < 5),
            float(5 <= len(words) <= 7),
            float(len(words) > 16),
            float(raws[n][-1] in ".…"),
            float(any(sizes[m] < sizes[n] for m in above)),
            float(any(sizes[m] >= sizes[n] for m in below)),
            listed / 4,
            sum(word[0].isupper() for word in words) / max(1, len(words)),
            float(kinds[n] == "navigation"),
        ))  # fmt: skip
    return rows


def _content_of(raws: Sequence[str], numbers: Sequence[int]) -> Counter[str]:
    subject: Counter[str] = Counter()
    for number in numbers:
        subject.update({word.lower() for word in WORD.findall(raws[number][:2000])})
    return subject


def _share(raw: str, subject: Counter[str]) -> tuple[float, int]:
    content = {word.lower() for word in WORD.findall(raw[:400]) if len(word) > 2} - FUNCTION
    hits = sum(subject[word] > 0 for word in content)
    return hits / max(1, len(content)), hits


def _is_signed(raw: str, kind: BlockKind) -> bool:
    """Whether a line is a byline or a time, as they stand below a headline."""
    if len(raw) > 160:
        return False
    return (
        kind == "byline"
        or PATTERN["stamp"].search(raw) is not None
        or (PATTERN["date"].search(raw) is not None and len(WORD.findall(raw)) <= 12)
        or read_byline(raw) is not None
    )
