"""How well is the body of an article taken out of a web page, and out of its bare text?

    python benchmarks/pages.py [--bench ../shared/bench] [--json] [--worst 10] [--cv FOLDER]

Reads each page of `bench/html` with `read_paths`, (a) as HTML, (b) as the plain text that the page
shows, written to a file without any tag. Measure: word-shingle F1 as in bench/html/README.md. Body
is the body (and dateline) blocks of the longest article found; "all articles" joins those of every
article, and so shows what splitting loses. The shipped models have learned from these very
pages. --cv FOLDER scores the whole chain on pages unseen, as "cv html" and "cv text": each page is
read by a classifier that has learned from no page of its host (five folds) and by joints learned
from the other half of the hosts. The models are made in FOLDER if they are not there
(training/blocks.py --folds and training/split.py, some minutes).
"""

import argparse
import json
import os
import random
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from corpora import parse_arguments
from splitting import is_learnt
from variorum.model import Article
from variorum.read import blocks, split
from variorum.read.files import read_paths
from variorum.read.readings import Reading
from variorum.text.trees import Trees, read_trees

WORD = re.compile(r"\w+")
RUN = 4
SAMPLES = 1_000
BODY = frozenset({"body", "dateline"})
FOLDS = 5


@dataclass(frozen=True)
class PageScore:
    """Counts of one page's runs of words: found and true, found only, true only."""

    id: str
    hits: int
    wrong: int
    missed: int
    equal: bool

    @property
    def precision(self) -> float | None:
        """None: nothing was found."""
        if self.wrong == self.missed == 0:
            return 1.0
        return self.hits / (self.hits + self.wrong) if self.hits + self.wrong else None

    @property
    def recall(self) -> float | None:
        """None: there is nothing to find."""
        if self.wrong == self.missed == 0:
            return 1.0
        return self.hits / (self.hits + self.missed) if self.hits + self.missed else None


def shingles(text: str) -> Counter[tuple[str, ...]]:
    """Return a text's runs of four words (of all, if it has fewer), counted."""
    words = WORD.findall(text)
    if len(words) < RUN:
        return Counter([tuple(words)] if words else [])
    return Counter(zip(*(words[shift:] for shift in range(RUN)), strict=False))


def score_page(name: str, truth: str, found: str) -> PageScore:
    """Compare one page's extracted text with the truth."""
    gold, got = shingles(truth), shingles(found)
    return PageScore(
        name,
        (gold & got).total(),
        (got - gold).total(),
        (gold - got).total(),
        WORD.findall(truth) == WORD.findall(found),
    )


def score_set(scores: list[PageScore]) -> dict[str, float]:
    """Return precision, recall and F1 of the set, with the uncertainty of F1, and accuracy."""
    precision, recall, f1 = means(scores)
    chance = random.Random(1)  # noqa: S311 - no secret
    draws = [means(chance.choices(scores, k=len(scores)))[2] for _ in range(SAMPLES)]
    middle = sum(draws) / len(draws)
    spread = (sum((draw - middle) ** 2 for draw in draws) / len(draws)) ** 0.5
    accuracy = sum(score.equal for score in scores) / len(scores)
    return {
        "precision": precision,
        "recall": recall,
        "f1": f1,
        "f1_sd": spread,
        "accuracy": accuracy,
    }


def means(scores: Iterable[PageScore]) -> tuple[float, float, float]:
    """Return the mean precision and recall over pages that have one, and their F1."""
    chosen = list(scores)
    precisions = [score.precision for score in chosen if score.precision is not None]
    recalls = [score.recall for score in chosen if score.recall is not None]
    precision = sum(precisions) / max(1, len(precisions))
    recall = sum(recalls) / max(1, len(recalls))
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


def body_of(article: Article) -> str:
    """Return an article's body."""
    return "\n\n".join(
        article.text[block.start : block.end] for block in article.blocks if block.kind in BODY
    )


def read_bodies(path: Path) -> tuple[str, str, str]:
    """Return of one file: the longest article's body, those of all articles, the whole text."""
    for reading in read_paths([path]):
        if isinstance(reading, Reading):
            bodies = [body_of(article) for article in reading.articles]
            return max(bodies, key=len, default=""), "\n\n".join(bodies), reading.document.text
    return "", "", ""


def run(
    bench: Path, prepare: Callable[[Mapping[str, str]], None] = lambda _: None
) -> tuple[dict[str, dict[str, float]], dict[str, list[PageScore]]]:
    """Read and score all pages, both ways; `prepare` is called with the truth of each before."""
    truths = [json.loads(row) for row in (bench / "truth.jsonl").read_text("utf-8").splitlines()]
    scores: dict[str, list[PageScore]] = {
        name: [] for name in ("html", "html, all articles", "text", "text, all articles")
    }
    seconds = {"html": 0.0, "text": 0.0}
    prepare(truths[0])
    read_bodies(bench / "pages" / f"{truths[0]['id']}.html.gz")  # loads the models
    with tempfile.TemporaryDirectory() as folder:
        for truth in truths:
            name, shown = truth["id"], Path(folder) / f"{truth['id']}.txt"
            page = bench / "pages" / f"{name}.html.gz"
            prepare(truth)
            for way, path in (("html", page), ("text", shown)):
                begin = time.perf_counter()
                main_body, all_bodies, text = read_bodies(path)
                seconds[way] += time.perf_counter() - begin
                scores[way].append(score_page(name, truth["body"], main_body))
                scores[f"{way}, all articles"].append(score_page(name, truth["body"], all_bodies))
                if way == "html":
                    shown.write_text(text, "utf-8", newline="")
    result = {name: score_set(found) for name, found in scores.items()}
    for way, spent in seconds.items():
        result[way]["pages_a_second"] = len(truths) / spent
    return result, scores


def make_models(folder: Path, bench: Path) -> None:
    """Train the models of cross-validation that are not in `folder` yet."""
    for half, more in (("A", []), ("B", ["--other"])):
        if not (folder / half / "split.npz").exists():
            (folder / half).mkdir(parents=True, exist_ok=True)
            _train("training.split", bench, [*more, "--out", str(folder / half)])
    if not (folder / f"blocks-text-{FOLDS - 1}.npz").exists():
        _train("training.blocks", bench, ["--folds", str(folder)])


def _train(module: str, bench: Path, more: list[str]) -> None:
    root = Path(__file__).parent.parent
    subprocess.run(
        [sys.executable, "-m", module, "--bench", str(bench), *more],
        check=True,
        stdout=sys.stderr,
        env={**os.environ, "PYTHONPATH": f"{root}{os.pathsep}{root / 'benchmarks'}"},
    )


def take_models(folder: Path) -> Callable[[Mapping[str, str]], None]:
    """Return what lets a page be read by models that have not seen it."""
    fold = {
        name: number
        for number in range(FOLDS)
        for name in (folder / f"held-{number}.txt").read_text("utf-8").split()
    }
    now: dict[str, Trees] = {}

    def prepare(truth: Mapping[str, str]) -> None:
        number = fold.get(truth["id"], 0)
        host = (urlsplit(truth["url"]).hostname or "").removeprefix("www.")
        for name in ("blocks-html", "blocks-text"):
            now[name] = read_trees(folder / f"{name}-{number}.npz")
        now["split"] = read_trees(folder / ("B" if is_learnt(host) else "A") / "split.npz")

    blocks.load_trees = split.load_trees = now.__getitem__  # type: ignore[attr-defined,assignment]
    return prepare


def main() -> None:
    """Print the table, or JSON."""
    parser = argparse.ArgumentParser(description="Score the extraction of article bodies.")
    parser.add_argument("--worst", type=int, default=0, metavar="N", help="list the N worst pages")
    parser.add_argument("--cv", type=Path, metavar="FOLDER", help="cross-validate; keep models")
    options = parse_arguments(parser)
    bench = options.bench / "html"
    result, scores = run(bench)
    if options.cv:
        make_models(options.cv, options.bench)
        unseen, scores = run(bench, take_models(options.cv))
        result |= {f"cv {name}": row for name, row in unseen.items()}
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    if options.json:
        print(json.dumps({**result, "peak_mb": round(peak, 1)}))
    else:
        for name, row in result.items():
            speed = f"  {row['pages_a_second']:.0f} pages/s" if "pages_a_second" in row else ""
            print(
                f"{name:22} P {row['precision']:.4f}  R {row['recall']:.4f}  "
                f"F1 {row['f1']:.4f} ± {row['f1_sd']:.4f}  equal {row['accuracy']:.3f}{speed}"
            )
        print(f"peak memory {peak:.0f} MB")
    for way in ("html", "text"):
        worst = sorted(scores[way], key=lambda score: (score.precision or 0) + (score.recall or 0))
        for score in worst[: options.worst]:
            print(f"{way} {score.id[:12]} P {score.precision} R {score.recall}", file=sys.stderr)


if __name__ == "__main__":
    main()
