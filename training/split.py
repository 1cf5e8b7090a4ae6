"""Train the model of variorum.read.split on files joined from the corpora; print its scores.

    python -m training.split [--bench ../shared/bench] [--other] [--out FOLDER]

(with the project and its benchmarks/ on PYTHONPATH)

Files of two and three articles and single articles are made by benchmarks/splitting.py with other
seeds, from one half of all hosts; every gap between two paragraphs is an example. So is every gap
of the whole pages of these hosts as they show, and of pages cut down to the surroundings of their
article: there the article's own gaps are no joints, nor are those among links and comments, but
where a title with a byline or time stands outside the article nobody knows. Boosted trees
(scikit-learn, seed 0) learn them. For the thresholds, trees of two thirds of these hosts are scored
on files of the other third; `variorum.read.split` names those chosen. The shipped trees are of all
these hosts. The benchmarks score the other half, which nothing here sees; --other learns from that
half instead, for benchmarks/pages.py --cv.
"""

import argparse
import gzip
import hashlib
import json
import random
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier
from training.blocks import Sample, cut_down, find_host, label_lines, write_model

from corpora import parse_arguments
from splitting import Joined, Piece, is_learnt, load_pieces, make_joined, make_singles
from variorum.model import Block
from variorum.read import split
from variorum.read.blocks import classify_blocks
from variorum.read.datelines import find_dateline
from variorum.read.html import parse_html, render_page
from variorum.read.joint_signs import describe_gaps
from variorum.read.joints import HEAD, Gap, Line, describe_lines, find_gaps
from variorum.read.lines import find_lines
from variorum.read.trees import WEIGHTS, load_trees

FILES = 3000
SEED = 7
NEAR = 500  # characters around a border in which other gaps are no examples: their truth is moot
WEIGHT = {"joined": 1.0, "single": 2.0, "page": 5.0}  # of a gap inside an article
Example = tuple[str, list[Line], list[Gap], list[list[float]], Joined]
Weighed = tuple[list[float], int, float]  # signs, truth, weight


def main() -> None:
    """Learn, show thresholds, write the weights."""
    parser = argparse.ArgumentParser(description="Train the model of joints.")
    parser.add_argument("--other", action="store_true", help="learn from the benchmark's hosts")
    parser.add_argument("--out", type=Path, default=WEIGHTS, help="folder of the weights")
    options = parse_arguments(parser)
    pieces = [p for p in load_pieces(options.bench) if is_learnt(p.source) != options.other]
    clear = [piece for piece in pieces if piece.corpus != "html"]
    held = [piece for piece in pieces if is_tuned(piece.source)]
    tuned = describe_files(held, FILES // 4, SEED + 1)
    learnt = weigh_files([p for p in clear if not is_tuned(p.source)], pieces, SEED)
    pages = [page for page in weigh_pages(options.bench) if is_learnt(page[0]) != options.other]
    first = [row for host, rows in pages if not is_tuned(host) for row in rows]
    write_model(train([*learnt, *first]), options.out / "split.npz")
    if not options.other:
        show_thresholds(tuned)
    more = [row for _, rows in pages for row in rows]
    learnt += [row for example in tuned for row in weigh(example)]
    write_model(train([*learnt, *more]), options.out / "split.npz")


def is_tuned(host: str) -> bool:
    """Whether a host's articles set the threshold instead of being learnt."""
    return hashlib.sha256(host.encode()).digest()[1] % 3 == 0


def weigh_files(clear: Sequence[Piece], pieces: Sequence[Piece], seed: int) -> list[Weighed]:
    """Return the gaps of joined and single files; pages are joined, but are no single files."""
    usable = [piece for piece in pieces if not is_tuned(piece.source)]
    files = [
        *make_joined(usable, FILES, seed),
        *(Joined(text, (), (), ()) for _, text in make_singles(clear, seed)),
    ]
    return [row for file in files for row in weigh(describe_file(file))]


def weigh(example: Example) -> list[Weighed]:
    """Return one file's gaps with their truths, but those too close to a border."""
    weight = WEIGHT["joined" if example[4].borders else "single"]
    return [
        (signs, truth, weight)
        for gap, signs in zip(example[2], example[3], strict=True)
        if (truth := label(example, gap)) is not None
    ]


def weigh_pages(bench: Path) -> list[tuple[str, list[Weighed]]]:
    """Return for each page its host and the gaps of its text, whole and cut down: no joints."""
    chance = random.Random(SEED)  # noqa: S311 - no secret
    pages = []
    for row in (bench / "html" / "truth.jsonl").read_text("utf-8").splitlines():
        truth = json.loads(row)
        source = gzip.decompress((bench / "html" / "pages" / f"{truth['id']}.html.gz").read_bytes())
        tree = parse_html(source.decode("utf-8", "replace"))
        if tree is None:
            continue
        text = render_page(tree).text
        lines = find_lines(text)
        labels = label_lines(text, lines, truth["body"])
        inside = [line for line, is_body in zip(lines, labels, strict=True) if is_body]
        if not inside:
            continue
        host = find_host(truth["url"])
        sample = Sample(truth["id"], host, text, lines, truth["body"], labels)
        cut = lines[cut_down(sample, chance)]
        rows = []
        for start, end in ((0, len(text)), (cut[0].start, cut[-1].end)):
            body = inside[0].start - start, inside[-1].end - start
            rows += _weigh_page(text[start:end], *body)
        pages.append((host, rows))
    return pages


def _weigh_page(text: str, first: int, last: int) -> list[Weighed]:
    _, lines, gaps, rows, _ = describe_file(Joined(text, (), (), ()))
    weighed = []
    for gap, signs in zip(gaps, rows, strict=True):
        inside = lines[gap.left].start >= first and lines[gap.right].end <= last
        kinds = {lines[at].kind for at in range(gap.border, gap.right)}
        if inside or "title" not in kinds or not kinds & HEAD:
            weighed.append((signs, 0, WEIGHT["page"] if inside else 1.0))
    return weighed


def describe_files(pieces: Sequence[Piece], count: int, seed: int) -> list[Example]:
    """Return joined and single files with their lines, gaps and signs."""
    files = [
        *make_joined(pieces, count, seed),
        *(
            Joined(text, (), (), ())
            for _, text in make_singles([piece for piece in pieces if piece.is_clear], seed)
        ),
    ]
    return [describe_file(file) for file in files]


def describe_file(file: Joined) -> Example:
    """Return one file's lines, gaps and signs; its blocks are its lines, with datelines apart."""
    lines = describe_lines(file.text, make_blocks(file.text))
    gaps = find_gaps(file.text, lines)
    return file.text, lines, gaps, describe_gaps(file.text, lines, gaps), file


def make_blocks(text: str) -> list[Block]:
    """Return blocks as classify_blocks does, but all of kind body: the signs do not ask."""
    blocks = []
    for line in find_lines(text):
        start = line.start
        dateline = find_dateline(text, line.start, line.end)
        if dateline and dateline.start == start:
            blocks.append(Block("dateline", dateline.start, dateline.end))
            start = dateline.end + (text[dateline.end : dateline.end + 1].isspace())
        if start < line.end:
            blocks.append(Block("body", start, line.end))
    return blocks


def label(example: Example, gap: Gap) -> int | None:
    """Return 1 if a gap's border is a right place, 0 if it is none, None if it is too close."""
    _, lines, _, _, file = example
    place = lines[gap.border].start
    if any(low <= place <= high for low, high in file.borders):
        return 1
    near = any(
        lines[gap.right].start > low - NEAR and lines[gap.left].end < high + NEAR
        for low, high in file.borders
    )
    return None if near else 0


def train(rows: Sequence[Weighed]) -> HistGradientBoostingClassifier:
    """Return trees that tell joints from other gaps."""
    signs, truths, weights = (np.array(column) for column in zip(*rows, strict=True))
    print(f"{len(truths)} gaps, {truths.sum()} of them joints", flush=True)
    model = HistGradientBoostingClassifier(
        max_iter=180, learning_rate=0.09, max_leaf_nodes=12, min_samples_leaf=25,
        l2_regularization=1.0, random_state=0,
    )  # fmt: skip
    return model.fit(signs, truths, sample_weight=weights)


def show_thresholds(examples: Sequence[Example]) -> None:
    """Print what each threshold gives on files of the hosts held back."""
    load_trees.cache_clear()
    read = [(example, find_body_lines(example[0], example[1])) for example in examples]
    for headless in (0.9, 0.95, 0.98):
        for threshold in (0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9):
            split.HEADLESS = headless
            precision, recall, whole = measure(read, threshold)
            print(f"{threshold} {headless}: P {precision:.3f} R {recall:.3f} whole {whole:.4f}")
    load_trees.cache_clear()


def measure(
    examples: Sequence[tuple[Example, frozenset[Line]]], threshold: float
) -> tuple[float, float, float]:
    """Return precision and recall of borders, and the share of single articles left whole."""
    given = right = every = whole = single = 0
    for (_, lines, gaps, rows, file), body in examples:
        scores = split.score_gaps(rows) if gaps else []
        borders = split.choose_borders(lines, gaps, scores, threshold, body)
        cuts = [lines[at].start for at in borders]
        if not file.borders:
            single += 1
            whole += not cuts
            continue
        given += len(cuts)
        every += len(file.borders)
        right += sum(any(low <= cut <= high for cut in cuts) for low, high in file.borders)
    return right / max(given, 1), right / max(every, 1), whole / max(single, 1)


def find_body_lines(text: str, lines: Sequence[Line]) -> frozenset[Line]:
    """Return the lines that are body when the file is read in earnest."""
    ends = {block.end for block in classify_blocks(text) if block.kind == "body"}
    return frozenset(line for line in lines if line.end in ends)


if __name__ == "__main__":
    main()
