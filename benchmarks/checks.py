"""Drafts with planted faults: does `variorum check` find them, and does it leave the rest alone?

    python benchmarks/checks.py [--bench ../shared/bench] [--half dev|locked|both] [--stories N]
        [--fast] [--show TYPE [--count N]]

Drafts are made of the reports of the `stories` corpora (BASIL and incidents; stories of two reports
and more), anew from SEED; nothing of them is stored. A draft is some paragraphs of one report, and
is checked against all reports of the story: once as they are ("untouched": no objection is right),
once reordered and written as another desk would ("edited": the same), and once with one planted
fault a paragraph (check_faults.py). A fault is found if an item of its type that touches the place
says contradicted, changed-meaning or not found; for a misspelt name "spelt otherwise" will do.
Stories are parted by a hash of their ids: one half is locked, rules were never tuned on it.
"""

import argparse
import hashlib
import json
import random
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from check_faults import FAULTS, Planted, Setting, edit_harmlessly, find_speakers
from corpora import make_article, parse_arguments, read_rows
from variorum import pipeline
from variorum.check.draft import check_draft
from variorum.model import Annotated, Article, CheckItem
from variorum.report.checked import WRONG

SEED = 20_240_312
PARAGRAPHS = 8  # of a draft
SIZE = range(60, 900)  # characters of a paragraph that is taken
TYPES = ("quote", "attribution", "number", "name", "date", "claim")
NO_FAULT = "quote restyled"
LONGEST = 20_000  # characters of a report

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Fault:
    """A planted fault: its kind and its place in the draft."""

    kind: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft made of a report; `faults` are in text order."""

    kind: str  # untouched, edited, planted
    story: str
    article: Article
    faults: tuple[Fault, ...] = ()


def choose_stories(rows: list[Row], half: str, count: int) -> dict[str, list[Row]]:
    """Return `count` stories of a half with two reports and more, by a hash of their ids."""
    stories: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        if len(row["text"]) <= LONGEST:
            stories[row["story"]].append(row)
    kept = {key: sorted(found, key=lambda r: r["id"]) for key, found in stories.items()}
    order = sorted(kept, key=lambda key: hashlib.sha256(key.encode()).hexdigest())
    locked = half == "locked"
    fit = [k for k in order if len(kept[k]) >= 2 and _is_locked(k) == locked]
    return {key: kept[key] for key in fit[:count]}


def _is_locked(story: str) -> bool:
    return bool(hashlib.sha256(b"check" + story.encode()).digest()[0] & 1)


def make_drafts(stories: dict[str, list[Row]]) -> Iterator[Draft]:
    """Yield three drafts a story, the same for the same corpus."""
    keys = list(stories)
    used: Counter[str] = Counter()
    for number, key in enumerate(keys):
        rng = random.Random(f"{SEED} {key}")  # noqa: S311 - a benchmark, no secret
        rows = stories[key]
        other = stories[keys[(number + len(keys) // 2) % len(keys)]]
        row = rng.choice(rows)
        whole = [p.strip() for p in row["text"].split("\n\n")]
        fit = [number for number, p in enumerate(whole) if len(p) in SIZE and "\n" not in p]
        taken = [whole[at] for at in sorted(rng.sample(fit, min(PARAGRAPHS, len(fit))))]
        if not taken:
            continue
        yield _draft("untouched", key, row, taken)
        edited = [edit_harmlessly(p, rng) for p in taken]
        rng.shuffle(edited)
        yield _draft("edited", key, row, edited)
        text = "\n".join(one["text"] for one in rows)
        setting = Setting(
            text=text,
            strange=tuple(p for one in other for p in one["text"].split("\n\n")),
            speakers=tuple(dict.fromkeys(find_speakers(text))),
            rng=rng,
        )
        planted: list[tuple[str, Planted | None]] = []
        for paragraph in taken:
            rare_first = sorted(FAULTS, key=lambda kind: (used[kind], rng.random()))
            done = None
            for kind in rare_first:
                done = FAULTS[kind][0](paragraph, setting)
                if done is not None:
                    used[kind] += 1
                    planted.append((kind, done))
                    break
            if done is None:
                planted.append(("", Planted(paragraph, 0, 0)))
        faults, at = [], 0
        for kind, one in planted:
            if kind and one:
                faults.append(Fault(kind, at + one.start, at + one.end))
            at += len(one.text) + 2 if one else 0
        texts = [one.text for _, one in planted if one]
        yield replace(_draft("planted", key, row, texts), faults=tuple(faults))


def _draft(kind: str, story: str, row: Row, paragraphs: list[str]) -> Draft:
    text = "\n\n".join(paragraphs)
    return Draft(kind, story, make_article({**row, "id": "draft", "title": None, "text": text}))


@dataclass(frozen=True, slots=True)
class Tally:
    """What came of all drafts of a half."""

    verdicts: Counter[tuple[str, str, str]]  # (kind of draft, type, verdict) of items off faults
    found: Counter[tuple[str, str]]  # (fault, "found" | "told" | "doubt" | "missed" | "no item")
    beside: Counter[str]  # type: objections in planted drafts that touch no fault
    right: Counter[str]  # type: objections that touch a fault
    seconds: float


def run(half: str, options: argparse.Namespace) -> Tally:
    """Make, annotate and check all drafts of a half."""
    verdicts: Counter[tuple[str, str, str]] = Counter()
    found: Counter[tuple[str, str]] = Counter()
    beside: Counter[str] = Counter()
    right: Counter[str] = Counter()
    spent = 0.0
    for name in ("basil", "incidents"):
        rows = read_rows(options.bench / "stories" / f"{name}.jsonl.gz")
        stories = choose_stories(rows, half, options.stories)
        reports = [
            replace(make_article(r), title=r["title"] or None) for s in stories.values() for r in s
        ]
        annotated = {one.article.id: one for one in pipeline.annotate(reports, fast=options.fast)}
        drafts = list(make_drafts(stories))
        read = pipeline.annotate([draft.article for draft in drafts], fast=options.fast)
        started = time.process_time()
        for draft, mine in zip(drafts, read, strict=True):
            sources = [annotated[row["id"]] for row in stories[draft.story]]
            items = check_draft(mine, sources)
            count_items(draft, items, verdicts, beside, right)
            for fault in draft.faults:
                found[fault.kind, judge_fault(fault, items)] += 1
            if options.show:
                show(draft, mine, items, annotated, options)
        spent += time.process_time() - started
    return Tally(verdicts, found, beside, right, spent)


def count_items(
    draft: Draft,
    items: list[CheckItem],
    verdicts: Counter[tuple[str, str, str]],
    beside: Counter[str],
    right: Counter[str],
) -> None:
    """Count the verdicts of items, those on faults apart."""
    real = [fault for fault in draft.faults if fault.kind != NO_FAULT]
    for item in items:
        start, end = item.span.start, item.span.end
        if item.type == "attribution":  # it fails with the words that it gives to somebody
            text = draft.article.text
            start, end = text.rfind("\n\n", 0, start) + 1, (text + "\n\n").find("\n\n", end)
        touched = any(f.start < end and start < f.end for f in real)
        if not touched:
            verdicts[draft.kind, item.type, item.verdict] += 1
        if draft.kind == "planted" and item.verdict in WRONG:
            (right if touched else beside)[item.type] += 1


def judge_fault(fault: Fault, items: list[CheckItem]) -> str:
    """Return whether an item of the fault's type says so."""
    here = [
        item
        for item in items
        if item.type in FAULTS[fault.kind][1]
        and item.span.start < fault.end
        and fault.start < item.span.end
    ]
    verdicts = {item.verdict for item in here}
    if verdicts & WRONG:
        return "found"
    if "changed-harmless" in verdicts:
        return "told"
    if "unsure" in verdicts:
        return "doubt"
    return "missed" if verdicts else "no item"


def show(
    draft: Draft,
    mine: Annotated,
    items: list[CheckItem],
    sources: dict[str, Annotated],
    options: argparse.Namespace,
) -> None:
    """Print false alarms of a type, or faults of a kind that were not found."""
    if options.count <= 0:
        return
    text = mine.article.text
    wrong = [i for i in items if i.type == options.show and i.verdict in WRONG]
    if draft.kind != "planted":
        for item in wrong:
            options.count -= 1
            sentence = next(
                (s for s in mine.sentences if s.start <= item.span.start < s.end), item.span
            )
            print(f"[{draft.kind}] {item.type} {item.verdict}: {mine.article.cut(item.span)!r}")
            print(f"    in {text[sentence.start : sentence.end]!r}\n    {item.because}")
            for span in item.sources[:2]:
                print(f"    source {sources[span.article].article.cut(span)!r}")
    for fault in draft.faults:
        done = judge_fault(fault, items)
        if fault.kind == options.show and (done != "found") != (fault.kind == NO_FAULT):
            options.count -= 1
            holds = [s for s in mine.sentences if s.start <= fault.start < s.end]
            words = " ".join(mine.article.cut(s) for s in holds)
            print(f"[{fault.kind}: {done}] {text[fault.start : fault.end]!r}\n    in {words!r}")
            for item in items:
                if item.span.start < fault.end and fault.start < item.span.end:
                    print(f"    {item.type} {item.verdict}: {item.because}")
                    for span in item.sources[:2]:
                        print(f"        source {sources[span.article].article.cut(span)!r}")


def print_tally(name: str, tally: Tally) -> None:
    """Print the tables of a half."""
    print(f"\n{name}: false alarms on what is not at fault")
    print("| type | untouched | alarms | edited | alarms | unsure |")
    print("|---|---|---|---|---|---|")
    for kind in TYPES:
        cells = []
        for draft in ("untouched", "edited"):
            some = {v: n for (d, t, v), n in tally.verdicts.items() if (d, t) == (draft, kind)}
            total, wrong = sum(some.values()), sum(n for v, n in some.items() if v in WRONG)
            unsure = some.get("unsure", 0)
            cells += [str(total), f"{100 * wrong / max(1, total):.1f} %"]
        print(f"| {kind} | {' | '.join(cells)} | {100 * unsure / max(1, total):.1f} % |")
    print("\n| fault | planted | found | told as harmless | doubt | missed | no item |")
    print("|---|---|---|---|---|---|---|")
    for fault in FAULTS:
        some = {how: n for (kind, how), n in tally.found.items() if kind == fault}
        total = sum(some.values())
        shares = [
            f"{some.get(how, 0) / max(1, total):.2f}"
            for how in ("found", "told", "doubt", "missed", "no item")
        ]
        print(f"| {fault} | {total} | {' | '.join(shares)} |")
    print("\nobjections in drafts with faults: share that touches a fault")
    for kind in TYPES:
        every = tally.right[kind] + tally.beside[kind]
        share = tally.right[kind] / max(1, every)
        print(f"  {kind:12} {tally.right[kind]:4} of {every:4}  {share:.3f}")
    print(f"{tally.seconds:.1f} CPU seconds for checking")


def main() -> None:
    """Make the drafts, check, print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--half", choices=("dev", "locked", "both"), default="both")
    parser.add_argument("--stories", type=int, default=40, help="of each corpus and half")
    parser.add_argument("--fast", action="store_true", help="the quick models")
    parser.add_argument(
        "--show", choices=(*TYPES, *FAULTS), help="print what went wrong (dev half)"
    )
    parser.add_argument("--count", type=int, default=20, help="how many of them")
    options = parse_arguments(parser)
    if options.show:
        options.half = "dev"
    halves = ("dev", "locked") if options.half == "both" else (options.half,)
    tallies = {half: run(half, options) for half in halves}
    if options.json:
        print(
            json.dumps(
                {
                    half: {
                        "verdicts": {" / ".join(key): n for key, n in tally.verdicts.items()},
                        "faults": {" / ".join(key): n for key, n in tally.found.items()},
                    }
                    for half, tally in tallies.items()
                }
            )
        )
        return
    for half, tally in tallies.items():
        print_tally(half, tally)


if __name__ == "__main__":
    main()
