"""Train the two networks: `python -m training.attribution.learn teacher|student ...`.

`teacher` learns from the labelled examples alone; then it says of every example, labelled or not,
how likely each label is, in `WORK/soft.npz`. `student` learns from the labels, then also from what
the teacher says (Hinton, Vinyals and Dean 2015). Both end as `WORK/NAME.safetensors`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import torch
from safetensors.torch import load_file, save_file
from torch import Tensor
from torch.nn import functional

from training.attribution.features import alphabet
from training.examples import UNLABELLED, Example, batches, read, stacked
from training.learning import Recipe, learn, scores
from training.networks import Marker, Student, Teacher
from training.options import options
from vedette.extract.encoder.tasks import SPEECH

_SEEN = 8192  # pieces in one pass without learning

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
    network = Teacher.start(SPEECH, alphabet(work), work / "start")
    for recipe in recipes:
        _learn(network, [Lesson(one) for one in labelled], recipe)
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
    network = Student.start(SPEECH, alphabet(work), work / "start")
    for recipe in recipes:
        _learn(network, taught if recipe.taught else alone, recipe)
    save_file(network.state_dict(), work / "student.safetensors")


def trained_student(work: Path) -> Student:
    """Return the student as it was trained, ready for use."""
    network = Student(SPEECH, alphabet(work))
    network.load_state_dict(load_file(work / "student.safetensors"))
    network.eval()
    return network


def _lessons(examples: Sequence[Example], soft: np.ndarray) -> Iterator[Lesson]:
    at = 0
    for one in examples:
        yield Lesson(one, soft[at : at + one.size])
        at += one.size


def _learn(network: Marker, lessons: Sequence[Lesson], recipe: Recipe) -> None:
    examples = [lesson.example for lesson in lessons]

    def loss(batch: Sequence[int]) -> Tensor:
        return _loss(network, [lessons[n] for n in batch], recipe.gold)

    learn(network, examples, recipe, loss)


def _loss(network: Marker, batch: Sequence[Lesson], gold: float) -> Tensor:
    """Return the loss per token: cross entropy with the label, divergence from the teacher."""
    inputs, labels = stacked([lesson.example for lesson in batch], SPEECH.features)
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
    spoken = np.zeros((*shape, len(SPEECH.scheme.labels)), np.float32)
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
            inputs, _ = stacked([examples[n] for n in batch], SPEECH.features)
            likely = functional.log_softmax(scores(network, inputs), -1).numpy()
            for row, n in enumerate(batch):
                found[n] = likely[row, : examples[n].size].astype(np.float16)
    return np.concatenate(found)


if __name__ == "__main__":
    main()
