# mypy: disable-error-code="import-not-found,import-untyped,misc"
"""Make a trained network smaller: leave out layers, and the inner neurons and heads that say least.

What a dropped neuron or head added is foretold from those that stay, by least squares on
activations; their outgoing weights take that over. The network is trained on afterwards.
"""

from collections.abc import Sequence

import torch
from torch import Tensor, nn
from training.encoder_batches import Batch
from training.encoder_loop import run_network
from training.encoder_network import Network, Size, restore_network

RIDGE = 0.01  # of the mean square of the activations


def prune(net: Network, layers: Sequence[int], size: Size, batches: Sequence[Batch]) -> Network:
    """Return a network of some of the layers, with so many inner neurons and heads in each.

    batches: what the activations are taken of.
    """
    net.layers = nn.ModuleList(net.layers[number] for number in layers)
    state = {name: values.clone() for name, values in net.state_dict().items()}
    for number, (fallen, mixed) in enumerate(_find_activations(net, batches)):
        name = f"layers.{number}"
        kept = _take_over(state, f"{name}.fall", fallen, size.inner, 1)
        for kind in ("weight", "bias"):
            state[f"{name}.rise.{kind}"] = state[f"{name}.rise.{kind}"][kept]
        kept = _take_over(state, f"{name}.output", mixed, size.heads * size.head, size.head)
        three = torch.cat([kept + part * mixed.shape[1] for part in range(3)])
        for kind in ("weight", "bias"):
            state[f"{name}.inward.{kind}"] = state[f"{name}.inward.{kind}"][three]
    return restore_network(state)


def _find_activations(net: Network, batches: Sequence[Batch]) -> list[tuple[Tensor, Tensor]]:
    """Return, of each layer, what enters `fall` and `output`: pieces × numbers."""
    found: list[tuple[list[Tensor], list[Tensor]]] = [([], []) for _ in net.layers]
    hooks = []
    for layer, lists in zip(net.layers, found, strict=True):
        for part, kept in zip((layer.fall, layer.output), lists, strict=True):

            def keep(_: nn.Module, inputs: tuple[Tensor], kept: list[Tensor] = kept) -> None:
                kept.append(inputs[0])

            hooks.append(part.register_forward_pre_hook(keep))
    net.eval()
    with torch.no_grad():
        for batch in batches:
            run_network(net, batch)
    for hook in hooks:
        hook.remove()
    masks = [torch.from_numpy(batch.mask).flatten() > 0 for batch in batches]

    def join(parts: list[Tensor]) -> Tensor:
        return torch.cat([x.flatten(0, 1)[mask] for x, mask in zip(parts, masks, strict=True)])

    return [(join(fallen), join(mixed)) for fallen, mixed in found]


def _take_over(state: dict[str, Tensor], name: str, inputs: Tensor, keep: int, size: int) -> Tensor:
    """Drop inputs of a product, in blocks of `size`, until `keep` are left; return those."""
    weight, inputs = state[f"{name}.weight"], inputs.float()
    mean = inputs.mean(0)
    inputs = inputs - mean
    worth = inputs.var(0) * weight.square().sum(0)
    blocks = worth.view(-1, size).sum(1).argsort(descending=True)[: keep // size].sort().values
    kept = (blocks[:, None] * size + torch.arange(size)).flatten()
    is_kept = torch.zeros(len(mean), dtype=torch.bool)
    is_kept[kept] = True
    stays, goes = inputs[:, is_kept], inputs[:, ~is_kept]
    squares = stays.T @ stays
    squares += RIDGE * squares.diagonal().mean() * torch.eye(len(squares))
    lost = stays.T @ (goes @ weight[:, ~is_kept].T)
    state[f"{name}.weight"] = weight[:, is_kept] + torch.linalg.solve(squares, lost).T
    moved = weight[:, ~is_kept] @ mean[~is_kept]
    moved -= (state[f"{name}.weight"] - weight[:, is_kept]) @ mean[is_kept]
    state[f"{name}.bias"] = state[f"{name}.bias"] + moved
    return kept
