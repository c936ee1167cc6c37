"""How a network learns: recipes, steps and rates, whatever it is taught."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor, nn

from training.examples import Example, batches
from training.networks import Marker

_CLIP = 1.0  # longest step of all weights together
_REPORT = 50  # steps between two lines


@dataclass(frozen=True, slots=True)
class Recipe:
    """Hold how a network is trained in one pass.

    `rate` is the highest learning rate, `new_rate` that of features and labels, which start by
    chance. Both rise for a share of `warm` of all steps and then fall to nothing. `pieces` are
    those of a batch, padding included; `gold` is what a label weighs where a teacher spoke too.
    A pass ends after `steps` where that is less than its epochs; `taught` says that it goes over
    all examples and heeds the teacher, not over the labelled ones alone.
    """

    rate: float
    new_rate: float
    seed: int
    epochs: int = 1
    steps: int | None = None
    taught: bool = False
    pieces: int = 4096
    warm: float = 0.06
    decay: float = 0.01
    gold: float = 0.5


def learn(
    network: Marker,
    examples: Sequence[Example],
    recipe: Recipe,
    loss: Callable[[Sequence[int]], Tensor],
) -> None:
    """Train a network in place, one pass; `loss` is that of a batch, given by its examples."""
    chance = np.random.default_rng(recipe.seed)
    torch.manual_seed(recipe.seed)
    plan = [b for _ in range(recipe.epochs) for b in batches(examples, recipe.pieces, chance)]
    plan = plan[: recipe.steps]
    optimiser = _optimiser(network, recipe)
    highest = [group["lr"] for group in optimiser.param_groups]
    network.train()
    losses: list[float] = []
    begun = time.monotonic()
    for step, batch in enumerate(plan):
        for group, rate in zip(optimiser.param_groups, highest, strict=True):
            group["lr"] = rate * _share(step, len(plan), recipe.warm)
        missed = loss(batch)
        optimiser.zero_grad()
        missed.backward()
        nn.utils.clip_grad_norm_(_learning(network), _CLIP)
        optimiser.step()
        losses.append(missed.item())
        if (step + 1) % _REPORT == 0 or step + 1 == len(plan):
            recent = losses[-_REPORT:]
            mean, seconds = sum(recent) / len(recent), time.monotonic() - begun
            print(f"{step + 1} of {len(plan)} loss {mean:.4f} {seconds:.0f} s", flush=True)
    network.eval()


def _share(step: int, count: int, warm: float) -> float:
    rising = (step + 1) / max(1, math.ceil(warm * count))
    return min(1.0, rising) * (1 - step / count)


def _learning(network: Marker) -> list[nn.Parameter]:
    return [p for p in network.parameters() if p.requires_grad]


def _optimiser(network: Marker, recipe: Recipe) -> torch.optim.Optimizer:
    """Return AdamW (Loshchilov and Hutter 2019); norms and biases do not decay."""
    body: list[nn.Parameter] = []
    plain: list[nn.Parameter] = []
    new: list[nn.Parameter] = []
    for name, parameter in network.named_parameters():
        if parameter.requires_grad:
            is_new = name.startswith(("features.", "out."))
            (new if is_new else plain if parameter.ndim < 2 else body).append(parameter)
    groups = [
        {"params": body, "weight_decay": recipe.decay, "lr": recipe.rate},
        {"params": plain, "weight_decay": 0.0, "lr": recipe.rate},
        {"params": new, "weight_decay": 0.0, "lr": recipe.new_rate},
    ]
    return torch.optim.AdamW(groups, betas=(0.9, 0.98), fused=True)


def scores(network: Marker, inputs: dict[str, np.ndarray]) -> Tensor:
    """Return a network's scores in single precision; it computes in half where that will do."""
    names = ("ids", "mask", "words", *network.task.features)
    with torch.autocast("cpu", dtype=torch.bfloat16):
        found: Tensor = network(*(torch.from_numpy(inputs[name]) for name in names))
    return found.float()
