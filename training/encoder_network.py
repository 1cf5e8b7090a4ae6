# mypy: disable-error-code="import-not-found,import-untyped,misc,no-any-return"
"""The encoder's network in torch: all-MiniLM-L6-v2 with features of words, tags and pointers."""

import math
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import numpy as np
import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional
from training.encoder_batches import IGNORED, TAGS, Batch

from variorum.annotate.encoder import NO_FEATURE

HIDDEN, HEADS, LAYERS, INNER = 384, 12, 6, 1536
POSITIONS = 512
POINTER_SIZE = 64
SEED = 7
RATE, HEAD_RATE = 2.5e-4, 1e-3
DECAY, CLIP = 0.01, 1.0
WARM = 80  # steps from a rate of 0 to the full one
REPORTED = 50  # steps
POINTER_LOSS = 0.3  # beside the tags' loss of 1


@dataclass(frozen=True)
class Plan:
    """How long to train: steps in all, the last ones with a rate that falls to 0."""

    steps: int
    decay: int
    threads: int


class Layer(nn.Module):
    """One transformer layer, as BERT has it."""

    def __init__(self) -> None:
        super().__init__()
        self.query = nn.Linear(HIDDEN, HIDDEN)
        self.key = nn.Linear(HIDDEN, HIDDEN)
        self.value = nn.Linear(HIDDEN, HIDDEN)
        self.output = nn.Linear(HIDDEN, HIDDEN)
        self.norm = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.rise = nn.Linear(HIDDEN, INNER)
        self.fall = nn.Linear(INNER, HIDDEN)
        self.last_norm = nn.LayerNorm(HIDDEN, eps=1e-12)

    def forward(self, states: Tensor, bias: Tensor) -> Tensor:
        """Attend, then transform; `bias` is very low where no piece is."""
        count, length = states.shape[0], states.shape[1]

        def split(x: Tensor) -> Tensor:
            return x.view(count, length, HEADS, HIDDEN // HEADS).transpose(1, 2)

        query, key = split(self.query(states)), split(self.key(states))
        value = split(self.value(states))
        weights = query @ key.transpose(2, 3) / math.sqrt(HIDDEN // HEADS) + bias
        mixed = weights.softmax(-1).to(value.dtype) @ value
        mixed = mixed.transpose(1, 2).reshape(count, length, HIDDEN)
        states = self.norm(states + self.output(mixed))
        return self.last_norm(states + self.fall(functional.gelu(self.rise(states))))


class Network(nn.Module):
    """From pieces to tags' log chances and pointers' scores."""

    def __init__(self, vocabulary: int) -> None:
        super().__init__()
        self.words = nn.Embedding(vocabulary, HIDDEN)
        self.positions = nn.Embedding(POSITIONS, HIDDEN)
        self.features = nn.Embedding(NO_FEATURE + 1, HIDDEN)
        self.norm = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        self.dropout = nn.Dropout(0.1)
        self.tags = nn.Linear(HIDDEN, len(TAGS))
        self.froms = nn.Linear(HIDDEN, 2 * POINTER_SIZE)
        self.tos = nn.Linear(HIDDEN, 2 * POINTER_SIZE)
        nn.init.zeros_(self.features.weight)

    def forward(self, pieces: Tensor, features: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        """Return windows × pieces × tags, and windows × 2 × pieces × pieces."""
        count, length = pieces.shape
        positions = self.positions.weight[:length]
        states = self.norm(self.words(pieces) + positions + self.features(features))
        bias = ((1 - mask) * -1e4)[:, None, None, :]
        for layer in self.layers:
            states = layer(states, bias)
        states = self.dropout(states)

        def split(x: Tensor) -> Tensor:
            return x.view(count, length, 2, POINTER_SIZE).transpose(1, 2)

        froms, tos = split(self.froms(states)), split(self.tos(states))
        links = froms @ tos.transpose(2, 3) / math.sqrt(POINTER_SIZE)
        return self.tags(states).float().log_softmax(-1), links.float()


def load_network(path: Path) -> Network:
    """Read the weights of all-MiniLM-L6-v2; heads start at random, features at zero."""
    given = load_file(str(path))
    given = {name.removeprefix("bert."): value.float() for name, value in given.items()}
    net = Network(len(given["embeddings.word_embeddings.weight"]))
    names = {
        "words.weight": "embeddings.word_embeddings.weight",
        "norm.weight": "embeddings.LayerNorm.weight",
        "norm.bias": "embeddings.LayerNorm.bias",
    }
    parts = {
        "query": "attention.self.query",
        "key": "attention.self.key",
        "value": "attention.self.value",
        "output": "attention.output.dense",
        "norm": "attention.output.LayerNorm",
        "rise": "intermediate.dense",
        "fall": "output.dense",
        "last_norm": "output.LayerNorm",
    }
    for layer in range(LAYERS):
        for mine, theirs in parts.items():
            for kind in ("weight", "bias"):
                names[f"layers.{layer}.{mine}.{kind}"] = f"encoder.layer.{layer}.{theirs}.{kind}"
    state = net.state_dict()
    for mine, theirs in names.items():
        state[mine] = given[theirs]
    state["positions.weight"] = (
        given["embeddings.position_embeddings.weight"]
        + given["embeddings.token_type_embeddings.weight"][0]
    )
    net.load_state_dict(state)
    return net


def find_losses(net: Network, batch: Batch) -> tuple[Tensor, Tensor, Tensor]:
    """Return the tags' loss, the pointers' loss, and the best tags."""
    with torch.autocast("cpu", dtype=torch.bfloat16):
        tags, links = net(
            torch.from_numpy(batch.pieces),
            torch.from_numpy(batch.features),
            torch.from_numpy(batch.mask),
        )
    wanted = torch.from_numpy(batch.tags)
    tag_loss = functional.nll_loss(tags.flatten(0, 1), wanted.flatten(), ignore_index=IGNORED)
    allowed = torch.from_numpy(batch.allowed)
    chances = links.masked_fill(~allowed[:, None], -1e4).log_softmax(-1).transpose(0, 1)
    rows, right = torch.from_numpy(batch.rows), torch.from_numpy(batch.links)
    hits = chances[rows].masked_fill(~right[rows], -1e4).logsumexp(-1)
    pointer_loss = -hits.mean() if len(hits) else tag_loss * 0
    return tag_loss, pointer_loss, tags.argmax(-1)


def train(batches: Iterable[Batch], checks: Sequence[Batch], path: Path, plan: Plan) -> Network:
    """Fine-tune the network at `path` on batches; print losses, and the right tags of `checks`."""
    torch.manual_seed(SEED)
    torch.set_num_threads(plan.threads)
    net = load_network(path)
    optimizer = make_optimizer(net)
    rates = [group["lr"] for group in optimizer.param_groups]
    started, sums = time.perf_counter(), np.zeros(2)
    net.train()
    for step, batch in enumerate(islice(batches, plan.steps)):
        factor = min((step + 1) / WARM, (plan.steps - step) / plan.decay, 1.0)
        for group, rate in zip(optimizer.param_groups, rates, strict=True):
            group["lr"] = rate * factor
        tag_loss, pointer_loss, _ = find_losses(net, batch)
        optimizer.zero_grad(set_to_none=True)
        (tag_loss + POINTER_LOSS * pointer_loss).backward()
        nn.utils.clip_grad_norm_(net.parameters(), CLIP)
        optimizer.step()
        sums += tag_loss.item(), pointer_loss.item()
        if (step + 1) % REPORTED == 0:
            seconds = time.perf_counter() - started
            print(f"step {step + 1}, {seconds:.0f} s, losses {sums / REPORTED}", flush=True)
            sums = np.zeros(2)
    print(check(net, checks), flush=True)
    return net.eval()


def make_optimizer(net: Network) -> torch.optim.Optimizer:
    """Return AdamW with a higher rate for heads and features, no decay of norms and biases."""
    heads = {"features", "tags", "froms", "tos"}
    groups: dict[tuple[bool, bool], list[nn.Parameter]] = {}
    for name, parameter in net.named_parameters():
        key = (name.split(".")[0] in heads, "norm" in name or name.endswith("bias"))
        groups.setdefault(key, []).append(parameter)
    return torch.optim.AdamW(
        [
            {"params": p, "lr": HEAD_RATE if head else RATE, "weight_decay": 0 if plain else DECAY}
            for (head, plain), p in groups.items()
        ],
        fused=True,
    )


def check(net: Network, batches: Sequence[Batch]) -> str:
    """Return losses and the share of right tags on held articles."""
    net.eval()
    right = words = 0
    sums = np.zeros(2)
    with torch.no_grad():
        for batch in batches:
            tag_loss, pointer_loss, best = find_losses(net, batch)
            counted = batch.tags != IGNORED
            right += int(((best.numpy() == batch.tags) & counted).sum())
            words += int(counted.sum())
            sums += tag_loss.item(), pointer_loss.item()
    return f"held: losses {sums / max(len(batches), 1)}, {100 * right / max(words, 1):.2f} % right"
