"""Misquotes: real quotations with one planted change each; is it found, and is its kind named?

    python benchmarks/misquotes.py [--bench ../shared/bench] [--half dev|locked|both] [--show N]

The quotations are the hand-marked ones of the `quotes` corpus. Nothing of it is stored: the cases
are made anew from SEED, with the edits of misquote_edits.py, up to EACH of a kind and half. Half of
the cases (by a hash of the article's id) are locked: rules were never tuned on them.

"Changes the meaning" is right if any variant says so, in cases of the kinds that change it, and
none in the others. Kinds are scored per case: the planted one must be named; another one that is
named is wrong, unless the edit must bring it along (a trimmed end takes its comma with it). BOTH of
the copies are altered in passing as well (commas, spelling, house style, brackets).
"""

import argparse
import hashlib
import json
import random
import re
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from corpora import parse_arguments, read_rows
from misquote_edits import MEANING_EDITS, STYLE_EDITS, Altered, Occasion
from variorum.annotate.sentences import split_sentences
from variorum.compare.variants import KINDS, compare_readings
from variorum.model import Annotated, Article, Attribution, Block, Reading, Span, Variant

SEED = 20_220_524
BOTH = 0.6  # of the cases get harmless edits as well
# Edits that any desk makes in passing.
PASSING = {
    kind: STYLE_EDITS[kind] for kind in ("punctuation", "spelling", "house style", "insertion")
}
EACH = 30  # cases of a kind and half
MARKS = '"“”'


@dataclass(frozen=True, slots=True)
class Case:
    """A real quotation, its altered copy, and what was done to it."""

    kind: str
    locked: bool
    base: tuple[Reading, Annotated]
    copy: tuple[Reading, Annotated]
    also: frozenset[str]


def make_cases(rows: list[dict[str, Any]]) -> Iterator[Case]:
    """Yield the cases, the same for the same corpus."""
    direct = [q for row in rows for q in find_quotations(row, direct=True)]
    indirect = [q for row in rows for q in find_quotations(row, direct=False)]
    names = find_names(rows)
    rng = random.Random(SEED)  # noqa: S311 - a benchmark, no secret
    rng.shuffle(direct)
    rng.shuffle(indirect)
    for kind, edit in {**MEANING_EDITS, **STYLE_EDITS}.items():
        made: Counter[bool] = Counter()
        for row, words in indirect if kind == "quotation marks" else direct:
            locked = bool(hashlib.sha256(row["id"].encode()).digest()[0] & 1)
            if made[locked] >= EACH:
                continue
            altered = edit(Occasion(words, names, rng))
            if altered is None or (altered.words == words and kind != "quotation marks"):
                continue
            made[locked] += 1
            if rng.random() < BOTH and altered.quoted and kind != "quotation marks":
                altered = add_style(kind, altered, rng, names)
            yield make_case(kind, words, altered, locked=locked)


def add_style(kind: str, altered: Altered, rng: random.Random, names: tuple[str, ...]) -> Altered:
    """Alter the copy by one or two harmless edits more, as every desk does."""
    words, also = altered.words, altered.also
    for passing in rng.sample(sorted(PASSING.keys() - {kind}), 2):
        more = PASSING[passing](Occasion(words, names, rng))
        if more is not None:
            words, also = more.words, also | {passing} | more.also
    return replace(altered, words=words, also=also)


def find_names(rows: list[dict[str, Any]]) -> tuple[str, ...]:
    """Return surnames and the like: second words of names, that the corpus never writes small."""
    text = " ".join(row["text"] for row in rows)
    seen = Counter(re.findall(r"(?<=[a-z] )[A-Z][a-z]{2,} ([A-Z][a-z]{4,})\b", text))
    small = set(re.findall(r"\b[a-z]{5,}\b", text))
    return tuple(sorted(n for n, c in seen.items() if c >= 3 and n.lower() not in small))


def find_quotations(row: dict[str, Any], *, direct: bool) -> Iterator[tuple[dict[str, Any], str]]:
    """Yield the words of whole quotations, or of paraphrases, of a readable length."""
    for attribution in row["attributions"]:
        if len(attribution["content"]) != 1:
            continue
        words = row["text"][slice(*attribution["content"][0])]
        inner = words.strip(MARKS)
        quoted = words[:1] in MARKS and words[-1:] in MARKS
        if not 8 <= len(inner.split()) <= 45 or "\n" in inner or any(m in inner for m in MARKS):
            continue
        if sum(w[:1].isupper() for w in inner.split()) * 2 > len(inner.split()):
            continue  # a title
        if direct and quoted and inner[0].isupper():
            yield row, inner
        if not direct and not any(m in words for m in MARKS):
            yield row, inner


def make_case(kind: str, words: str, altered: Altered, *, locked: bool) -> Case:
    """Set a quotation and its altered copy into articles of their own."""
    quoted = kind != "quotation marks"
    frame = "{}, the speaker said." if quoted else "The speaker said {}"
    return Case(
        kind,
        locked,
        make_reading("original", words, frame, quoted=quoted),
        make_reading("copy", altered.words, altered.frame, quoted=altered.quoted),
        altered.also,
    )


def make_reading(name: str, words: str, frame: str, *, quoted: bool) -> tuple[Reading, Annotated]:
    """Return a reading in an article made of its frame alone."""
    content = f"“{words}”" if quoted else words
    text = frame.replace("{}", content)
    start = frame.index("{}")
    span = Span(name, start, start + len(content))
    article = Article(name, name, text, 0, len(text), (Block("body", 0, len(text)),))
    kind = "direct" if quoted else "indirect"
    attribution = Attribution(f"{name}-1", name, kind, (), (), (span,))  # type: ignore[arg-type]
    sentences = tuple(Span(name, *pair) for pair in split_sentences(text))
    reading = Reading(attribution.id, name, (span,), content)
    return reading, Annotated(article, sentences, attributions=(attribution,))


def compare(case: Case) -> list[Variant]:
    """Compare the copy with the original."""
    (base, one), (copy, two) = case.base, case.copy
    return compare_readings(base, [copy], {one.article.id: one, two.article.id: two})


def f1(right: int, wrong: int, missed: int) -> float:
    """Return the balanced F-measure."""
    return 2 * right / (2 * right + wrong + missed) if right else 0.0


def score(cases: list[Case]) -> dict[str, Any]:
    """Score both tasks over some cases."""
    found = [(case, compare(case)) for case in cases]
    changed = Counter(
        (case.kind in MEANING_EDITS, any(v.changes_meaning for v in variants))
        for case, variants in found
    )
    right: Counter[str] = Counter()
    wrong: Counter[str] = Counter()
    missed: Counter[str] = Counter()
    for case, variants in found:
        kinds = {variant.kind for variant in variants}
        if case.kind not in KINDS:
            continue  # a hard case that has no kind of its own: only its verdict counts
        right[case.kind] += case.kind in kinds
        missed[case.kind] += case.kind not in kinds
        for kind in kinds - {case.kind} - case.also:
            wrong[kind] += 1
    total = Counter(case.kind for case in cases if case.kind in KINDS)
    return {
        "cases": len(cases),
        "meaning": {
            "precision": changed[True, True] / max(1, changed[True, True] + changed[False, True]),
            "recall": changed[True, True] / max(1, changed[True, True] + changed[True, False]),
            "f1": f1(changed[True, True], changed[False, True], changed[True, False]),
        },
        "kinds": {
            "micro_f1": f1(right.total(), wrong.total(), missed.total()),
            "macro_f1": sum(f1(right[k], wrong[k], missed[k]) for k in total) / max(1, len(total)),
        },
        "by_kind": {
            k: {
                "cases": total[k],
                "f1": f1(right[k], wrong[k], missed[k]),
                "missed": missed[k],
                "wrong": wrong[k],
            }
            for k in KINDS
            if total[k]
        },
    }


def show(cases: list[Case], count: int) -> None:
    """Print cases that went wrong."""
    for case in cases:
        variants = compare(case)
        kinds = {variant.kind for variant in variants}
        said = any(variant.changes_meaning for variant in variants)
        if case.kind not in KINDS and not said:
            continue
        if (
            case.kind in kinds
            and said == (case.kind in MEANING_EDITS)
            and not kinds - {case.kind} - case.also
        ):
            continue
        print(f"[{case.kind}] {case.base[0].text}\n   -> {case.copy[0].text}")
        for variant in variants:
            print(
                f"      {'!!' if variant.changes_meaning else '  '} {variant.kind}: "
                f"{variant.because}"
            )
        count -= 1
        if count <= 0:
            break


def print_scores(name: str, scores: dict[str, Any]) -> None:
    """Print a table."""
    meaning, kinds = scores["meaning"], scores["kinds"]
    print(f"{name}: {scores['cases']} cases")
    print(
        f"  changes the meaning: precision {meaning['precision']:.3f}, "
        f"recall {meaning['recall']:.3f}, "
        f"F1 {meaning['f1']:.3f}"
    )
    print(f"  kinds: micro F1 {kinds['micro_f1']:.3f}, macro F1 {kinds['macro_f1']:.3f}")
    for kind, row in scores["by_kind"].items():
        print(
            f"    {kind:16} {row['cases']:3} cases  F1 {row['f1']:.3f}  "
            f"missed {row['missed']:2}  wrong {row['wrong']:2}"
        )


def main() -> None:
    """Make the cases, compare, print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--half", choices=("dev", "locked", "both"), default="both")
    parser.add_argument(
        "--show", type=int, default=0, help="print so many wrong cases of the dev half"
    )
    options = parse_arguments(parser)
    rows = [
        row
        for part in ("train", "dev")
        for row in read_rows(options.bench / "quotes" / f"{part}.jsonl.gz")
    ]
    cases = list(make_cases(rows))
    halves = {"dev": [c for c in cases if not c.locked], "locked": [c for c in cases if c.locked]}
    if options.show:
        show(halves["dev"], options.show)
    start = time.perf_counter()
    scores = {name: score(some) for name, some in halves.items() if options.half in (name, "both")}
    if options.json:
        print(json.dumps(scores))
        return
    for name, result in scores.items():
        print_scores(name, result)
    spent = time.perf_counter() - start
    print(f"{1000 * spent / max(1, sum(s['cases'] for s in scores.values())):.1f} ms a comparison")


if __name__ == "__main__":
    main()
