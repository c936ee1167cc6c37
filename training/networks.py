"""The two networks: a small one that ships, and a large one that teaches it.

Both are transformers (Vaswani et al. 2017) over the word pieces of a window. What the parse and the
rules say of a word is added to each of its pieces; the first piece of a word decides its label. The
small one has the weights of MiniLM (Wang et al. 2020), the large one those of MPNet (Song et al.
2020), which adds to each attention a weight for how far apart two pieces stand.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

from training import weights
from vedette.extract.encoder.inputs import OTHER, Alphabet
from vedette.extract.encoder.pieces import CLOSE, OPEN
from vedette.extract.encoder.tasks import Task
from vedette.extract.names.toponyms import TOWN_CLASSES

_DROPOUT = 0.1
_SPREAD = 0.02  # standard deviation of weights that start by chance
_HIDDEN = -30000.0  # added to the attention to padding; fits half precision


def feature_sizes(task: Task, alphabet: Alphabet) -> list[int]:
    """Return how many values each feature of a task has; `rule` without names has its labels."""
    sizes = {
        "shape": OTHER + 1,
        "opens": 2,
        "rule": len(task.scheme.labels),
        "town": TOWN_CLASSES,
    }
    sizes |= {name: len(numbers) + 1 for name, numbers in alphabet.items()}
    return [sizes[name] for name in task.features]


class Layer(nn.Module):
    """Let each piece look at the others, then think about it."""

    def __init__(self, width: int, inner: int, heads: int) -> None:
        super().__init__()
        self.heads = heads
        self.attend = nn.Linear(width, 3 * width)
        self.mix = nn.Linear(width, width)
        self.norm_mixed = nn.LayerNorm(width)
        self.up = nn.Linear(width, inner)
        self.down = nn.Linear(inner, width)
        self.norm = nn.LayerNorm(width)
        self.drop = nn.Dropout(_DROPOUT)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        """Return the pieces anew, shape (windows, pieces, width)."""
        count, length, width = x.shape
        size = width // self.heads
        parts = self.attend(x).view(count, length, 3, self.heads, size).permute(2, 0, 3, 1, 4)
        query, key, value = parts[0], parts[1], parts[2]
        seen = torch.matmul(query * size**-0.5, key.transpose(-1, -2)) + bias.to(query.dtype)
        y = (seen.softmax(-1).to(value.dtype) @ value).transpose(1, 2)
        x = self.norm_mixed(x + self.drop(self.mix(y.reshape(count, length, width))))
        return self.norm(x + self.drop(self.down(functional.gelu(self.up(x)))))


class Marker(nn.Module):
    """Score the labels of the words of windows.

    The inputs are those of `vedette.extract.encoder.inputs.arrays`; the scores have shape
    (windows, tokens, labels).
    """

    pieces, width, inner, heads, depth, length, epsilon = 30522, 384, 1536, 12, 6, 512, 1e-12
    first_place = 0

    def __init__(self, task: Task, alphabet: Alphabet) -> None:
        super().__init__()
        self.task = task
        self.word = nn.Embedding(self.pieces, self.width)
        self.place = nn.Embedding(self.length, self.width)
        self.features = nn.ModuleList(
            nn.Embedding(size, self.width) for size in feature_sizes(task, alphabet)
        )
        self.norm = nn.LayerNorm(self.width)
        self.layers = nn.ModuleList(
            Layer(self.width, self.inner, self.heads) for _ in range(self.depth)
        )
        self.drop = nn.Dropout(_DROPOUT)
        self.out = nn.Linear(self.width, len(task.scheme.labels))
        for embedding in self.features:
            nn.init.normal_(embedding.weight, std=_SPREAD)  # type: ignore[arg-type]
        for module in self.modules():
            if isinstance(module, nn.LayerNorm):
                module.eps = self.epsilon

    def forward(self, ids: Tensor, mask: Tensor, words: Tensor, *features: Tensor) -> Tensor:
        """Return the scores; `features` follow in the order of the task."""
        length = ids.shape[1]
        places = self.place.weight[self.first_place : self.first_place + length]
        x = self.word(self.numbers(ids, mask)) + places
        for embedding, values in zip(self.features, features, strict=True):
            x = x + embedding(values)
        x = self.drop(self.norm(x))
        bias = self.distances(length) + _HIDDEN * (mask == 0)[:, None, None, :].to(x.dtype)
        for layer in self.layers:
            x = layer(x, bias.to(x.dtype))
        first = torch.gather(x, 1, words[:, :, None].expand(-1, -1, x.shape[-1]))
        return self.out(self.drop(first))  # type: ignore[no-any-return]

    def numbers(self, ids: Tensor, mask: Tensor) -> Tensor:
        """Return the pieces by this network's numbers."""
        del mask
        return ids

    def distances(self, length: int) -> Tensor | float:
        """Return what is added to the attention between pieces for their distance."""
        del length
        return 0.0


class Student(Marker):
    """The network that ships for attribution: six layers of 384, 22.6 million weights."""

    @classmethod
    def start(cls, task: Task, alphabet: Alphabet, folder: Path) -> Student:
        """Return the network with its start weights."""
        network = cls(task, alphabet)
        found = load_file(folder / weights.STUDENT)
        # BERT tells a first text from a second; here all is the first, known at each place.
        kind = found["embeddings.token_type_embeddings.weight"][0]
        network.place.weight.data = found["embeddings.position_embeddings.weight"] + kind
        _load(
            network,
            found,
            attend=[f"attention.self.{name}" for name in ("query", "key", "value")],
            mix="attention.output.dense",
            norm="attention.output.LayerNorm",
        )
        return network


class Short(Student):
    """The network that ships for toponyms: the lower three layers, 17 million weights."""

    depth = 3


class Teacher(Marker):
    """The network that teaches: twelve layers of 768, 109 million weights."""

    pieces, width, inner, heads, depth, length, epsilon = 30527, 768, 3072, 12, 12, 514, 1e-5
    first_place = 2
    _near, _far, _classes = 8, 128, 16  # distances by themselves, the farthest, classes a side

    def __init__(self, task: Task, alphabet: Alphabet) -> None:
        super().__init__(task, alphabet)
        self.relative = nn.Embedding(2 * self._classes, self.heads)

    @classmethod
    def start(cls, task: Task, alphabet: Alphabet, folder: Path) -> Teacher:
        """Return the network with its start weights. The embeddings of pieces stay as they are."""
        network = cls(task, alphabet)
        found = load_file(folder / weights.TEACHER)
        network.place.weight.data = found["embeddings.position_embeddings.weight"]
        network.relative.weight.data = found["encoder.relative_attention_bias.weight"]
        _load(
            network,
            found,
            attend=[f"attention.attn.{name}" for name in "qkv"],
            mix="attention.attn.o",
            norm="attention.LayerNorm",
        )
        network.word.weight.requires_grad_(requires_grad=False)
        network.place.weight.requires_grad_(requires_grad=False)
        return network

    def numbers(self, ids: Tensor, mask: Tensor) -> Tensor:
        """Return BERT's numbers as MPNet's: four marks of its own stand before them."""
        marks = torch.where(ids == OPEN, 0, torch.where(ids == CLOSE, 2, ids + 4))
        return torch.where(mask == 0, 1, marks)

    def distances(self, length: int) -> Tensor:
        """Return a weight for each distance and head, shape (1, heads, pieces, pieces)."""
        order = torch.arange(length)
        ahead = order[None, :] - order[:, None]
        far = ahead.abs().clamp(min=1).float() / self._near
        scale = (self._classes - self._near) / math.log(self._far / self._near)
        wide = (self._near + (torch.log(far) * scale).long()).clamp(max=self._classes - 1)
        classes = torch.where(ahead.abs() < self._near, ahead.abs(), wide)
        classes = classes + self._classes * (ahead > 0).long()
        return self.relative(classes).permute(2, 0, 1)[None]  # type: ignore[no-any-return]


def _load(
    network: Marker, found: Mapping[str, Tensor], *, attend: list[str], mix: str, norm: str
) -> None:
    """Copy what both files name alike; the three parts of an attention become one."""
    network.word.weight.data = found["embeddings.word_embeddings.weight"]
    _copy(network.norm, found, "embeddings.LayerNorm")
    for number, layer in enumerate(network.layers):
        own: Any = layer
        before = f"encoder.layer.{number}."
        for part in ("weight", "bias"):
            joined = torch.cat([found[f"{before}{name}.{part}"] for name in attend])
            getattr(own.attend, part).data = joined
        _copy(own.mix, found, before + mix)
        _copy(own.norm_mixed, found, before + norm)
        _copy(own.up, found, f"{before}intermediate.dense")
        _copy(own.down, found, f"{before}output.dense")
        _copy(own.norm, found, f"{before}output.LayerNorm")


def _copy(module: nn.Module, found: Mapping[str, Tensor], name: str) -> None:
    for part in ("weight", "bias"):
        getattr(module, part).data = found[f"{name}.{part}"].clone()
