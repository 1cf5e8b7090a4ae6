# mypy: disable-error-code="import-not-found,import-untyped,misc,no-any-return"
"""The encoder's network in torch: all-MiniLM-L6-v2 with features of words, tags and pointers."""

import math
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional
from training.encoder_batches import TAGS

from variorum.annotate.encoder import NO_FEATURE

HIDDEN, HEADS, LAYERS, INNER = 384, 12, 6, 1536
EPSILON = 1e-12
LONGEST = 256  # pieces of a window
POINTER_SIZE = 64


class Layer(nn.Module):
    """One transformer layer, as BERT has it."""

    def __init__(self) -> None:
        super().__init__()
        self.inward = nn.Linear(HIDDEN, 3 * HIDDEN)  # query, key and value
        self.output = nn.Linear(HIDDEN, HIDDEN)
        self.norm = nn.LayerNorm(HIDDEN, eps=EPSILON)
        self.rise = nn.Linear(HIDDEN, INNER)
        self.fall = nn.Linear(INNER, HIDDEN)
        self.last_norm = nn.LayerNorm(HIDDEN, eps=EPSILON)

    def forward(self, states: Tensor, bias: Tensor) -> Tensor:
        """Attend, then transform; `bias` is very low where no piece is."""
        count, length = states.shape[:2]
        parts = self.inward(states).view(count, length, 3, HEADS, HIDDEN // HEADS)
        query, key, value = parts.permute(2, 0, 3, 1, 4)
        # Torch's fused attention is slower to train with on a CPU.
        weights = query @ key.transpose(2, 3) * (HIDDEN // HEADS) ** -0.5 + bias
        mixed = weights.softmax(-1).to(value.dtype) @ value
        mixed = mixed.transpose(1, 2).reshape(count, length, HIDDEN)
        states = self.norm(states + self.output(mixed))
        return self.last_norm(states + self.fall(functional.gelu(self.rise(states))))


class Network(nn.Module):
    """From pieces to tags' log chances and pointers' scores."""

    def __init__(self, vocabulary: int) -> None:
        super().__init__()
        self.words = nn.Embedding(vocabulary, HIDDEN)
        self.positions = nn.Embedding(LONGEST, HIDDEN)
        self.features = nn.Embedding(NO_FEATURE + 1, HIDDEN)
        self.norm = nn.LayerNorm(HIDDEN, eps=EPSILON)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        self.dropout = nn.Dropout(0.1)
        self.tags = nn.Linear(HIDDEN, len(TAGS))
        self.froms = nn.Linear(HIDDEN, 2 * POINTER_SIZE)
        self.tos = nn.Linear(HIDDEN, 2 * POINTER_SIZE)
        nn.init.zeros_(self.features.weight)

    def forward(self, pieces: Tensor, features: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        """Return windows × pieces × tags, and windows × 2 × pieces × pieces."""
        count, length = pieces.shape
        bias = ((1 - mask) * -1e4)[:, None, None, :].to(torch.bfloat16)
        states = self.words(pieces) + self.positions.weight[:length] + self.features(features)
        states = self.norm(states)
        for layer in self.layers:
            states = layer(states, bias)
        states = self.dropout(states)

        def split(x: Tensor) -> Tensor:
            return x.view(count, length, 2, POINTER_SIZE).transpose(1, 2)

        froms, tos = split(self.froms(states)), split(self.tos(states))
        links = froms @ tos.transpose(2, 3) / math.sqrt(POINTER_SIZE)
        return self.tags(states).float().log_softmax(-1), links.float()


NAMES = {
    "inward": "attention.self.{query,key,value}",
    "output": "attention.output.dense",
    "norm": "attention.output.LayerNorm",
    "rise": "intermediate.dense",
    "fall": "output.dense",
    "last_norm": "output.LayerNorm",
}


def load_network(folder: Path) -> Network:
    """Read the weights of all-MiniLM-L6-v2; heads start at random, features at zero."""
    given = load_file(str(folder / "model.safetensors"))
    given = {name.removeprefix("bert."): value.float() for name, value in given.items()}
    net = Network(len(given["embeddings.word_embeddings.weight"]))
    state = net.state_dict()
    state["words.weight"] = given["embeddings.word_embeddings.weight"]
    state["positions.weight"] = (
        given["embeddings.position_embeddings.weight"][:LONGEST]
        + given["embeddings.token_type_embeddings.weight"][0]
    )
    for kind in ("weight", "bias"):
        state[f"norm.{kind}"] = given[f"embeddings.LayerNorm.{kind}"]
        for layer in range(LAYERS):
            for mine, theirs in NAMES.items():
                before, _, rest = theirs.partition("{")
                parts = [before + part for part in rest.rstrip("}").split(",")]
                state[f"layers.{layer}.{mine}.{kind}"] = torch.cat(
                    [given[f"encoder.layer.{layer}.{part}.{kind}"] for part in parts]
                )
    net.load_state_dict(state)
    return net
