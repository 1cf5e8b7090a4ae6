"""Pairs of readings written by hand: is the change found, and is its kind named?

    python benchmarks/misquotes_by_hand.py [--set NAME] [--half first|second|both] [--show]

The pairs are invented and stand in benchmarks/misquotes/: they were written in newspaper English
before the program was run on them, so that their first run is an honest figure. Each pair lists the
kinds that must be named and, after "|", those that may be. The second half (every other pair) is
not read when something is mended. Scored as benchmarks/misquotes.py scores.
"""

import argparse
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from misquotes import f1
from variorum.annotate.language import annotate_language
from variorum.compare.variants import MEANING, compare_readings
from variorum.model import Annotated, Article, Attribution, Block, Reading, Span, Variant

FOLDER = Path(__file__).parent / "misquotes"


@dataclass(frozen=True, slots=True)
class Pair:
    """Two readings of one utterance, with the kinds of their differences."""

    number: int
    must: frozenset[str]
    may: frozenset[str]
    left: str  # with { } round what is compared
    right: str

    @property
    def grave(self) -> bool:
        """Whether the difference changes the meaning."""
        return bool(self.must & set(MEANING))


def read_pairs(path: Path) -> Iterator[Pair]:
    """Yield the pairs of a file, in order."""
    blocks = path.read_text(encoding="utf-8").split("\n\n")
    cases = [b for b in blocks if b.strip() and not b.lstrip().startswith("#")]
    for number, block in enumerate(cases):
        kinds, left, right = block.strip().split("\n")
        must, _, may = kinds.partition("|")
        yield Pair(number, read_kinds(must), read_kinds(may), left, right)


def read_kinds(words: str) -> frozenset[str]:
    """Return the kinds named in a line; those of two words are looked for first."""
    found = set()
    for kind in ("house style", "indirect speech", "quotation marks"):
        if kind in words:
            found.add(kind)
            words = words.replace(kind, "")
    return frozenset(found | set(words.split()))


def make_reading(name: str, sentence: str) -> tuple[Reading, Annotated]:
    """Return what stands in { } as a reading, in an article of that sentence alone."""
    start, end = sentence.index("{"), sentence.index("}") - 1
    text = sentence.replace("{", "").replace("}", "")
    article = Article(name, name, text, 0, len(text), (Block("body", 0, len(text)),))
    ((sentences, mentions),) = annotate_language([article], fast=False)
    span = Span(name, start, end)
    direct = text[start] in '“"' or text[start - 1 : start] == "“"
    attribution = Attribution(
        f"{name}-1", name, "direct" if direct else "indirect", (), (), (span,)
    )
    reading = Reading(attribution.id, name, (span,), text[start:end])
    return reading, Annotated(article, sentences, mentions, (attribution,))


def compare(pair: Pair) -> list[Variant]:
    """Compare the two readings."""
    (base, one), (other, two) = make_reading("a", pair.left), make_reading("b", pair.right)
    return compare_readings(base, [other], {"a": one, "b": two})


def score(found: list[tuple[Pair, list[Variant]]]) -> None:
    """Print precision, recall and F1 of both tasks."""
    changed = Counter((p.grave, any(v.changes_meaning for v in vs)) for p, vs in found)
    right, wrong, missed = 0, 0, 0
    for pair, variants in found:
        kinds = {variant.kind for variant in variants}
        right += len(pair.must & kinds)
        missed += len(pair.must - kinds)
        wrong += len(kinds - pair.must - pair.may)
    hits, false, lost = changed[True, True], changed[False, True], changed[True, False]
    print(
        f"{len(found)} pairs  changes the meaning: P {hits / max(1, hits + false):.3f} "
        f"R {hits / max(1, hits + lost):.3f} F1 {f1(hits, false, lost):.3f}  "
        f"kinds: P {right / max(1, right + wrong):.3f} R {right / max(1, right + missed):.3f} "
        f"micro F1 {f1(right, wrong, missed):.3f}"
    )


def show(pair: Pair, variants: list[Variant]) -> None:
    """Print a pair that went wrong."""
    kinds = {variant.kind for variant in variants}
    if pair.must <= kinds <= pair.must | pair.may and pair.grave == any(
        v.changes_meaning for v in variants
    ):
        return
    print(f"{pair.number} {', '.join(sorted(pair.must))}\n   {pair.left}\n   {pair.right}")
    for variant in variants:
        print(
            f"      {'!!' if variant.changes_meaning else '  '} {variant.kind}: {variant.because}"
        )


def main() -> None:
    """Compare, print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--set", default="by_hand", help="a file of benchmarks/misquotes")
    parser.add_argument("--half", choices=("first", "second", "both"), default="both")
    parser.add_argument("--show", action="store_true", help="print the pairs that went wrong")
    options = parser.parse_args()
    pairs = [
        pair
        for pair in read_pairs(FOLDER / f"{options.set}.txt")
        if options.half == "both" or (pair.number % 2 == 0) == (options.half == "first")
    ]
    found = [(pair, compare(pair)) for pair in pairs]
    score(found)
    if options.show:
        for pair, variants in found:
            show(pair, variants)


if __name__ == "__main__":
    main()
