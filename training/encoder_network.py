# mypy: disable-error-code="import-not-found,import-untyped,misc,no-any-return"
"""The encoder's network in torch: all-MiniLM-L6-v2 with features of words, tags and pointers."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional
from training.encoder_batches import TAGS

from variorum.annotate.encoder import NO_FEATURE
from variorum.annotate.name_tags import NAME_TAGS

LONGEST = 256  # pieces of a window
POINTER_SIZE = 64
MIDDLE = 3  # names are read from the states after so many layers, and from the last ones


@dataclass(frozen=True)
class Size:
    """How large a network is: by default as all-MiniLM-L6-v2.

    hidden: numbers of a piece; head: numbers of one head; inner: neurons inside a layer.
    """

    layers: int = 6
    heads: int = 12
    inner: int = 1536
    hidden: int = 384
    head: int = 32
    epsilon: float = 1e-12


class Layer(nn.Module):
    """One transformer layer, as BERT has it."""

    def __init__(self, size: Size) -> None:
        super().__init__()
        self.size = size
        width = size.heads * size.head
        self.inward = nn.Linear(size.hidden, 3 * width)  # query, key and value
        self.output = nn.Linear(width, size.hidden)
        self.norm = nn.LayerNorm(size.hidden, eps=size.epsilon)
        self.rise = nn.Linear(size.hidden, size.inner)
        self.fall = nn.Linear(size.inner, size.hidden)
        self.last_norm = nn.LayerNorm(size.hidden, eps=size.epsilon)

    def forward(self, states: Tensor, bias: Tensor) -> Tensor:
        """Attend, then transform; `bias` is very low where no piece is."""
        count, length = states.shape[:2]
        heads, head = self.size.heads, self.size.head
        parts = self.inward(states).view(count, length, 3, heads, head)
        query, key, value = parts.permute(2, 0, 3, 1, 4)
        # Torch's fused attention is slower to train with on a CPU.
        weights = query @ key.transpose(2, 3) * head**-0.5 + bias
        mixed = weights.softmax(-1).to(value.dtype) @ value
        mixed = mixed.transpose(1, 2).reshape(count, length, heads * head)
        states = self.norm(states + self.output(mixed))
        return self.last_norm(states + self.fall(functional.gelu(self.rise(states))))


class Network(nn.Module):
    """From pieces to tags' log chances, pointers' scores and, if wanted, names' log chances."""

    def __init__(self, vocabulary: int, size: Size, *, has_names: bool = False) -> None:
        super().__init__()
        self.words = nn.Embedding(vocabulary, size.hidden)
        self.positions = nn.Embedding(LONGEST, size.hidden)
        self.features = nn.Embedding(NO_FEATURE + 1, size.hidden)
        self.norm = nn.LayerNorm(size.hidden, eps=size.epsilon)
        self.layers = nn.ModuleList(Layer(size) for _ in range(size.layers))
        self.dropout = nn.Dropout(0.1)
        self.tags = nn.Linear(size.hidden, len(TAGS))
        self.froms = nn.Linear(size.hidden, 2 * POINTER_SIZE)
        self.tos = nn.Linear(size.hidden, 2 * POINTER_SIZE)
        self.names = nn.Linear(2 * size.hidden, len(NAME_TAGS)) if has_names else None
        nn.init.zeros_(self.features.weight)

    def make_bias(self, mask: Tensor) -> Tensor:
        """Return what is added to the weights of attention: windows × heads × pieces × pieces.

        mask: windows × pieces, 1 where a piece is.
        """
        return ((1 - mask) * -1e4)[:, None, None, :].to(torch.bfloat16)

    def forward(
        self, pieces: Tensor, features: Tensor, mask: Tensor
    ) -> tuple[Tensor, Tensor, Tensor | None]:
        """Return windows × pieces × tags, windows × 2 × pieces × pieces, and names as tags."""
        count, length = pieces.shape
        bias = self.make_bias(mask)
        states = self.words(pieces) + self.positions.weight[:length] + self.features(features)
        states = self.norm(states)
        middle = states
        for number, layer in enumerate(self.layers, start=1):
            states = layer(states, bias)
            middle = states if number == MIDDLE else middle
        states = self.dropout(states)

        def split(x: Tensor) -> Tensor:
            return x.view(count, length, 2, POINTER_SIZE).transpose(1, 2)

        froms, tos = split(self.froms(states)), split(self.tos(states))
        links = froms @ tos.transpose(2, 3) / math.sqrt(POINTER_SIZE)
        names = None
        if self.names:
            names = self.names(torch.cat([middle, states], -1)).float().log_softmax(-1)
        return self.tags(states).float().log_softmax(-1), links.float(), names


NAMES = {
    "inward": "attention.self.{query,key,value}",
    "output": "attention.output.dense",
    "norm": "attention.output.LayerNorm",
    "rise": "intermediate.dense",
    "fall": "output.dense",
    "last_norm": "output.LayerNorm",
}


def restore_network(state: dict[str, Tensor]) -> Network:
    """Return a trained network, of the size that its weights have."""
    layers = {name.split(".")[1] for name in state if name.startswith("layers.")}
    width, inner = state["layers.0.output.weight"].shape[1], len(state["layers.0.rise.weight"])
    size = Size(len(layers), width // Size.head, inner)
    net = Network(len(state["words.weight"]), size, has_names="names.weight" in state)
    net.load_state_dict(state)
    return net


def add_names(net: Network) -> Network:
    """Give a network the head for names; it begins with no opinion."""
    net.names = nn.Linear(2 * net.words.embedding_dim, len(NAME_TAGS))
    nn.init.zeros_(net.names.weight)
    nn.init.zeros_(net.names.bias)
    return net


def load_network(folder: Path) -> Network:
    """Read the weights of all-MiniLM-L6-v2; heads start at random, features at zero."""
    given = load_file(str(folder / "model.safetensors"))
    given = {name.removeprefix("bert."): value.float() for name, value in given.items()}
    size = Size()
    net = Network(len(given["embeddings.word_embeddings.weight"]), size)
    state = net.state_dict()
    state["words.weight"] = given["embeddings.word_embeddings.weight"]
    state["positions.weight"] = (
        given["embeddings.position_embeddings.weight"][:LONGEST]
        + given["embeddings.token_type_embeddings.weight"][0]
    )
    state |= rename_layers(given, NAMES, size.layers)
    net.load_state_dict(state)
    return net


def rename_layers(
    given: Mapping[str, Tensor], names: Mapping[str, str], layers: int
) -> dict[str, Tensor]:
    """Return the weights of norms and layers by our names; `names`: ours, and theirs in a layer."""
    found = {}
    for kind in ("weight", "bias"):
        found[f"norm.{kind}"] = given[f"embeddings.LayerNorm.{kind}"]
        for layer in range(layers):
            for mine, theirs in names.items():
                before, _, rest = theirs.partition("{")
                parts = [before + part for part in rest.rstrip("}").split(",")]
                found[f"layers.{layer}.{mine}.{kind}"] = torch.cat(
                    [given[f"encoder.layer.{layer}.{part}.{kind}"] for part in parts]
                )
    return found
