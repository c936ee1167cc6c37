"""Write a trained network as the one file that ships: `WORK/speech.onnx` or `WORK/toponyms.onnx`.

The attention of a layer is one operator of ONNX Runtime, and weights are whole numbers of eight
bits (dynamic quantisation): both make the network faster on a CPU. The file's metadata holds what
it was trained with, word pieces and the numbers of tags and labels, and a version that is the
digest of all.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import onnx
import onnxruntime
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn
from torch.nn import functional

from training import weights
from training.attribution import features as speech_features
from training.attribution import learn as speech
from training.networks import Student
from training.options import options
from training.toponyms import features as toponyms_features
from training.toponyms import learn as toponyms
from vedette.extract.encoder.inputs import Alphabet

_OPERATORS = 17  # version of the ONNX operators
_RUNTIMES_OWN = "com.microsoft"
_DIGITS = 12  # of the digest


def main() -> None:
    """Export, quantise, and add the metadata."""
    parser = options(__doc__)
    parser.add_argument("network", choices=("speech", "toponyms"))
    chosen = parser.parse_args()
    network, numbers = _trained(chosen.network, chosen.work)
    names = (f"{chosen.network}-whole", f"{chosen.network}-folded", chosen.network)
    whole, folded, small = (chosen.work / f"{name}.onnx" for name in names)
    export(network, whole)
    fold(whole, folded)
    quantize_dynamic(folded, small, weight_type=QuantType.QInt8, per_channel=True)
    version = describe(small, weights.vocabulary(chosen.work), numbers)
    print(f"{small} version {version}, {small.stat().st_size / 1e6:.1f} MB")


def _trained(name: str, work: Path) -> tuple[Student, Alphabet]:
    if name == "toponyms":
        return toponyms.trained(work), toponyms_features.alphabet(work)
    return speech.trained_student(work), speech_features.alphabet(work)


class Attention(torch.autograd.Function):
    """Attend as one operator of ONNX Runtime; here, only shapes matter."""

    @staticmethod
    def forward(  # type: ignore[override]
        ctx: Any, query: Tensor, key: Tensor, value: Tensor, bias: Tensor, mask: Tensor, heads: int
    ) -> Tensor:
        """Return a tensor of the right shape."""
        del ctx, key, value, bias, mask, heads
        return query.clone()

    @staticmethod
    def symbolic(
        graph: Any, query: Any, key: Any, value: Any, bias: Any, mask: Any, heads: int
    ) -> Any:
        """Return the operator."""
        name = f"{_RUNTIMES_OWN}::MultiHeadAttention"
        found = graph.op(name, query, key, value, bias, mask, num_heads_i=heads)
        found.setType(query.type())
        return found


class Shipped(nn.Module):
    """Compute what a student computes, without what only training needs."""

    def __init__(self, student: Student) -> None:
        super().__init__()
        self.student = student

    def forward(self, ids: Tensor, mask: Tensor, words: Tensor, *features: Tensor) -> Tensor:
        """Return the scores of each word's first piece."""
        own = self.student
        x = own.word(ids) + own.place.weight[: ids.shape[1]]
        for embedding, values in zip(own.features, features, strict=True):
            x = x + embedding(values)
        x = own.norm(x)
        seen = mask.to(torch.int32)
        for layer in own.layers:
            x = _layer(layer, x, seen)
        count = len(own.task.scheme.labels)
        return torch.gather(own.out(x), 1, words[:, :, None].expand(-1, -1, count))


def _layer(layer: Any, x: Tensor, mask: Tensor) -> Tensor:
    parts = (functional.linear(x, part) for part in layer.attend.weight.chunk(3))
    y = Attention.apply(*parts, layer.attend.bias, mask, layer.heads)  # type: ignore[no-untyped-call]
    x = layer.norm_mixed(x + layer.mix(y))
    found: Tensor = layer.norm(x + layer.down(functional.gelu(layer.up(x))))
    return found


def export(network: Student, path: Path) -> None:
    """Write a network as ONNX; windows, pieces and tokens may be any number."""
    windows, pieces, tokens = 2, 16, 7
    inputs = ("ids", "mask", "words", *network.task.features)
    shapes = {name: (windows, tokens if name == "words" else pieces) for name in inputs}
    axes = {
        name: {0: "windows", 1: "tokens" if name in {"words", "labels"} else "pieces"}
        for name in (*inputs, "labels")
    }
    torch.onnx.export(
        Shipped(network).eval(),
        tuple(torch.ones(shape, dtype=torch.long) for shape in shapes.values()),
        path,
        input_names=list(inputs),
        output_names=["labels"],
        dynamic_axes=axes,
        opset_version=_OPERATORS,
        custom_opsets={_RUNTIMES_OWN: 1},
        dynamo=False,
    )


def fold(path: Path, into: Path) -> None:
    """Compute what is constant: the quantiser finds weights only where they stand by themselves."""
    chosen = onnxruntime.SessionOptions()
    chosen.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_BASIC
    chosen.optimized_model_filepath = str(into)
    onnxruntime.InferenceSession(path, chosen, providers=["CPUExecutionProvider"])


def describe(path: Path, vocabulary: Sequence[str], numbers: Alphabet) -> str:
    """Add the metadata to an ONNX file; return the version."""
    about = {"vocabulary": "\n".join(vocabulary)}
    about |= {f"{name}s": json.dumps(values) for name, values in numbers.items()}
    model = onnx.load(path)
    digest = hashlib.sha256(model.SerializeToString(deterministic=True))
    digest.update("".join(about.values()).encode())
    version = digest.hexdigest()[:_DIGITS]
    onnx.helper.set_model_props(model, {"version": version, **about})
    onnx.save(model, path)
    return version


if __name__ == "__main__":
    main()
