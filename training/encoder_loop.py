# mypy: disable-error-code="import-not-found,import-untyped,misc,no-any-return"
"""Train a network on batches: by the annotators' tags and links, and by a teacher's.

Several processes of one thread each can train one network: each takes its share of the batches,
and now and then all go on from the mean of their weights.
"""

import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, distributed, nn
from torch.nn import functional
from training.encoder_batches import IGNORED, Batch

SEED = 7
DECAY, CLIP = 0.01, 1.0
REPORTED = 50  # steps
SAVED = 400  # steps
SHARED = 12  # steps between two means of the processes' weights
POINTER_LOSS = 0.3  # beside the tags' loss of 1
NAME_LOSS = 1.0


@dataclass(frozen=True)
class Crew:
    """The processes that train one network: how many, and which one this is."""

    size: int = 1
    number: int = 0

    @classmethod
    def join(cls, size: int, number: int, meeting: Path) -> "Crew":
        """Wait for the others at a file that does not exist yet."""
        torch.manual_seed(SEED + number)
        torch.set_num_threads(1)
        if size > 1:
            distributed.init_process_group(
                "gloo", init_method=f"file://{meeting.absolute()}", rank=number, world_size=size
            )
        return cls(size, number)

    def share(self, net: nn.Module) -> None:
        """Give all processes the mean of their weights."""
        if self.size > 1:
            for parameter in net.parameters():
                if parameter.requires_grad:
                    distributed.all_reduce(parameter.data)
                    parameter.data /= self.size

    def agree(self, value: float) -> float:
        """Return the first process's value."""
        if self.size == 1:
            return value
        told = torch.tensor([value], dtype=torch.float64)
        distributed.broadcast(told, 0)
        return float(told)


@dataclass(frozen=True)
class Plan:
    """How to train: steps of each process, the last ones with a rate that falls to 0.

    gold: how much the annotators' say counts, of 1, where a teacher's is known, too.
    `until`: if this second of the clock comes near, the fall begins earlier; what was done is
    printed, so that it can be repeated by its numbers. saved: where weights go now and then.
    """

    steps: int
    warm: int
    decay: int
    rate: float
    head_rate: float
    gold: float = 1.0
    until: float | None = None
    saved: Path | None = None


def run_network(net: nn.Module, batch: Batch) -> tuple[Tensor, Tensor, Tensor | None]:
    """Return log chances: tags', pointers' (2 × windows × pieces × pieces), and names'."""
    with torch.autocast("cpu", dtype=torch.bfloat16):
        tags, links, names = net(
            torch.from_numpy(batch.pieces),
            torch.from_numpy(batch.features),
            torch.from_numpy(batch.mask),
        )
    allowed = torch.from_numpy(batch.allowed)
    links = links.masked_fill(~allowed[:, None], -1e4).log_softmax(-1).transpose(0, 1)
    return tags, links, names


def find_gold_loss(tags: Tensor, links: Tensor, batch: Batch) -> tuple[Tensor, Tensor]:
    """Return how far tags and pointers are from what the annotators say."""
    wanted = torch.from_numpy(batch.tags)
    tag_loss = functional.nll_loss(tags.flatten(0, 1), wanted.flatten(), reduction="sum")
    rows, right = torch.from_numpy(batch.rows), torch.from_numpy(batch.links)
    hits = links[rows].masked_fill(~right[rows], -1e4).logsumexp(-1)
    return tag_loss / (wanted != IGNORED).sum().clamp(min=1), -hits.sum() / max(len(hits), 1)


def find_losses(
    net: nn.Module, batch: Batch, gold: float = 1.0
) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """Return the losses of tags, pointers and names, and the best tags."""
    tags, links, names = run_network(net, batch)
    tag_loss, link_loss = find_gold_loss(tags, links, batch)
    if batch.told.any():
        told_tags, told_links = find_told_loss(tags, links, batch)
        tag_loss = gold * tag_loss + (1 - gold) * told_tags
        link_loss = gold * link_loss + (1 - gold) * told_links
    wanted = torch.from_numpy(batch.names)
    name_loss = torch.zeros(())
    if names is not None:
        name_loss = -(wanted * names).sum() / wanted.sum().clamp(min=1)
    return tag_loss, link_loss, name_loss, tags.argmax(-1)


def find_told_loss(tags: Tensor, links: Tensor, batch: Batch) -> tuple[Tensor, Tensor]:
    """Return how far tags and pointers are from what the teacher says of them."""
    told = torch.from_numpy(batch.told)
    tag_loss = -(torch.from_numpy(batch.told_tags) * tags).sum(-1)
    rows = torch.from_numpy(batch.told_rows)
    link_loss = -(torch.from_numpy(batch.told_links) * links.clamp(min=-30)).sum(-1)
    return (
        (tag_loss * told).sum() / told.sum().clamp(min=1),
        (link_loss * rows).sum() / rows.sum().clamp(min=1),
    )


def train(
    net: nn.Module,
    batches: Iterable[Batch],
    checks: Sequence[Batch],
    plan: Plan,
    crew: Crew,
) -> nn.Module:
    """Train a network; print losses, and the right tags of `checks`; now and then, save it."""
    optimizer = make_optimizer(net, plan)
    rates = [group["lr"] for group in optimizer.param_groups]
    started, begun, sums = time.perf_counter(), time.process_time(), np.zeros(3)
    steps = plan.steps
    crew.share(net)
    net.train()
    for step, batch in enumerate(islice(batches, crew.number, None, crew.size)):
        if step and step % SHARED == 0:
            crew.share(net)
            steps = round(crew.agree(shorten(plan, steps, step, started)))
        if step >= steps:
            break
        factor = min((step + 1) / plan.warm, (steps - step) / plan.decay, 1.0)
        for group, rate in zip(optimizer.param_groups, rates, strict=True):
            group["lr"] = rate * factor
        *losses, _ = find_losses(net, batch, plan.gold)
        optimizer.zero_grad(set_to_none=True)
        (losses[0] + POINTER_LOSS * losses[1] + NAME_LOSS * losses[2]).backward()
        nn.utils.clip_grad_norm_(net.parameters(), CLIP)
        optimizer.step()
        sums += [loss.item() for loss in losses]
        if (step + 1) % REPORTED == 0:
            spent = time.process_time() - begun, time.perf_counter() - started
            print(f"step {step + 1}, {spent[0]:.0f} CPU s of {spent[1]:.0f} s, {sums / REPORTED}")
            print(end="", flush=True)
            sums = np.zeros(3)
        if plan.saved and (step + 1) % SAVED == 0 and not crew.number:
            torch.save(net.state_dict(), plan.saved)
    crew.share(net)
    print(check(net, checks), flush=True)
    return net.eval()


def shorten(plan: Plan, steps: int, step: int, started: float) -> int:
    """Return in how many steps training should end, given the clock."""
    if not plan.until or step < plan.warm or steps - step <= plan.decay:
        return steps
    pace = (time.perf_counter() - started) / step
    if time.time() + pace * plan.decay < plan.until:
        return steps
    print(f"the rate falls from step {step} to {step + plan.decay}", flush=True)
    return min(step + plan.decay, steps)


def make_optimizer(net: nn.Module, plan: Plan) -> torch.optim.Optimizer:
    """Return AdamW with a higher rate for heads and features, no decay of norms and biases."""
    heads = {"features", "tags", "froms", "tos", "names"}
    groups: dict[tuple[bool, bool], list[nn.Parameter]] = {}
    for name, parameter in net.named_parameters():
        if parameter.requires_grad:
            key = (name.split(".")[0] in heads, "norm" in name or name.endswith("bias"))
            groups.setdefault(key, []).append(parameter)
    return torch.optim.AdamW(
        [
            {
                "params": parameters,
                "lr": plan.head_rate if head else plan.rate,
                "weight_decay": 0 if is_plain else DECAY,
            }
            for (head, is_plain), parameters in groups.items()
        ],
        fused=True,
    )


def check(net: nn.Module, batches: Sequence[Batch]) -> str:
    """Return losses and the share of right tags on held articles."""
    net.eval()
    right = words = 0
    sums = np.zeros(3)
    with torch.no_grad():
        for batch in batches:
            *losses, best = find_losses(net, batch)
            counted = batch.tags != IGNORED
            right += int(((best.numpy() == batch.tags) & counted).sum())
            words += int(counted.sum())
            sums += [loss.item() for loss in losses]
    return f"held: losses {sums / max(len(batches), 1)}, {100 * right / max(words, 1):.2f} % right"
