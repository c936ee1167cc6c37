"""Train the two networks: `python -m training.attribution.learn teacher|student ...`.

`teacher` learns from the labelled examples alone; then it says of every example, labelled or not,
how likely each label is, in `WORK/soft.npz`. `student` learns from the labels, then also from what
the teacher says (Hinton, Vinyals and Dean 2015). Both end as `WORK/NAME.safetensors`.
"""

from __future__ import annotations

import math
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import torch
from safetensors.torch import load_file, save_file
from torch import Tensor, nn
from torch.nn import functional

from training.attribution.examples import UNLABELLED, Example, batches, read, stacked
from training.attribution.features import alphabet
from training.attribution.networks import Marker, Student, Teacher
from training.attribution.options import options
from vedette.extract.encoder.inputs import FEATURES
from vedette.extract.encoder.labels import LABELS

_CLIP = 1.0  # longest step of all weights together
_SEEN = 8192  # pieces in one pass without learning
_REPORT = 50  # steps between two lines


@dataclass(frozen=True, slots=True)
class Recipe:
    """Hold how a network is trained in one pass.

    `rate` is the highest learning rate, `new_rate` that of features and labels, which start by
    chance. Both rise for a share of `warm` of all steps and then fall to nothing. `pieces` are
    those of a batch, padding included; `gold` is what a label weighs where the teacher spoke too.
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


TEACHER = (
    Recipe(rate=8e-5, new_rate=5e-4, seed=1),
    Recipe(rate=6e-5, new_rate=5e-4, seed=5, steps=130),
)
STUDENT = (
    Recipe(rate=1.5e-4, new_rate=7.5e-4, seed=1),
    Recipe(rate=2e-4, new_rate=1e-3, seed=1, epochs=4, gold=0.4, taught=True),
)


@dataclass(frozen=True, slots=True)
class Lesson:
    """Hold an example and what the teacher says, log-probabilities of shape (tokens, labels)."""

    example: Example
    soft: np.ndarray | None = None


def main() -> None:
    """Train one of the two networks."""
    parser = options(__doc__)
    parser.add_argument("stage", choices=("teacher", "student"))
    parser.add_argument("--threads", type=int, default=2, help="The sums depend on it a little.")
    parser.add_argument("--steps", type=int, help="End each pass early, to see whether all runs.")
    chosen = parser.parse_args()
    torch.set_num_threads(chosen.threads)
    stage, recipes = (teacher, TEACHER) if chosen.stage == "teacher" else (student, STUDENT)
    short = chosen.steps
    stage(chosen.work, [replace(r, steps=short) for r in recipes] if short else recipes)


def teacher(work: Path, recipes: Sequence[Recipe]) -> None:
    """Train the teacher and write what it says of all examples."""
    labelled, others = read(work / "labelled.jsonl"), read(work / "unlabelled.jsonl")
    torch.manual_seed(recipes[0].seed)
    network = Teacher.start(alphabet(work), work / "start")
    for recipe in recipes:
        learn(network, [Lesson(one) for one in labelled], recipe)
    save_file(network.state_dict(), work / "teacher.safetensors")
    soft = [_said(network, some) for some in (labelled, others)]
    np.savez(work / "soft.npz", labelled=soft[0], unlabelled=soft[1])


def student(work: Path, recipes: Sequence[Recipe]) -> None:
    """Train the student on labels and on the teacher's words."""
    labelled, others = read(work / "labelled.jsonl"), read(work / "unlabelled.jsonl")
    soft = np.load(work / "soft.npz")
    taught = [*_lessons(labelled, soft["labelled"]), *_lessons(others, soft["unlabelled"])]
    alone = [Lesson(one) for one in labelled]
    torch.manual_seed(recipes[0].seed)
    network = Student.start(alphabet(work), work / "start")
    for recipe in recipes:
        learn(network, taught if recipe.taught else alone, recipe)
    save_file(network.state_dict(), work / "student.safetensors")


def trained_student(work: Path) -> Student:
    """Return the student as it was trained, ready for use."""
    network = Student(alphabet(work))
    network.load_state_dict(load_file(work / "student.safetensors"))
    network.eval()
    return network


def _lessons(examples: Sequence[Example], soft: np.ndarray) -> Iterator[Lesson]:
    at = 0
    for one in examples:
        yield Lesson(one, soft[at : at + one.size])
        at += one.size


def learn(network: Marker, lessons: Sequence[Lesson], recipe: Recipe) -> None:
    """Train a network in place, one pass."""
    examples = [lesson.example for lesson in lessons]
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
        loss = _loss(network, [lessons[n] for n in batch], recipe.gold)
        optimiser.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(_learning(network), _CLIP)
        optimiser.step()
        losses.append(loss.item())
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
    given = [torch.from_numpy(inputs[name]) for name in ("ids", "mask", "words", *FEATURES)]
    with torch.autocast("cpu", dtype=torch.bfloat16):
        found: Tensor = network(*given)
    return found.float()


def _loss(network: Marker, batch: Sequence[Lesson], gold: float) -> Tensor:
    """Return the loss per token: cross entropy with the label, divergence from the teacher."""
    inputs, labels = stacked([lesson.example for lesson in batch])
    spoken, heard = _spoken(batch, labels.shape)
    found = functional.log_softmax(scores(network, inputs), -1)
    known = torch.from_numpy(labels != UNLABELLED)
    size = sum(lesson.example.size for lesson in batch)
    wanted = torch.from_numpy(np.where(labels == UNLABELLED, 0, labels))
    missed = -torch.gather(found, 2, wanted[:, :, None])[:, :, 0]
    total = (missed * known * torch.where(heard, gold, 1.0)).sum()
    apart = (spoken.exp() * (spoken - found)).sum(-1)
    total = total + (apart * heard * torch.where(known, 1 - gold, 1.0)).sum()
    return total / size


def _spoken(batch: Sequence[Lesson], shape: tuple[int, ...]) -> tuple[Tensor, Tensor]:
    """Return what the teacher says, (examples, tokens, labels), and of which tokens."""
    spoken = np.zeros((*shape, len(LABELS)), np.float32)
    heard = np.zeros(shape, bool)
    for row, lesson in enumerate(batch):
        if lesson.soft is not None:
            spoken[row, : lesson.example.size] = lesson.soft
            heard[row, : lesson.example.size] = True
    return functional.log_softmax(torch.from_numpy(spoken), -1), torch.from_numpy(heard)


def _said(network: Marker, examples: Sequence[Example]) -> np.ndarray:
    """Return the log-probabilities of all tokens in order, shape (tokens, labels)."""
    found: list[np.ndarray] = [np.zeros(0)] * len(examples)
    with torch.no_grad():
        for batch in batches(examples, _SEEN):
            inputs, _ = stacked([examples[n] for n in batch])
            likely = functional.log_softmax(scores(network, inputs), -1).numpy()
            for row, n in enumerate(batch):
                found[n] = likely[row, : examples[n].size].astype(np.float16)
    return np.concatenate(found)


if __name__ == "__main__":
    main()
