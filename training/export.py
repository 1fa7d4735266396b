"""From trained weights to the file that newsdesk ships: ONNX, in 8 bits, with what belongs to it."""

import json
from collections.abc import Mapping
from pathlib import Path

import onnx
import torch
from encoder import Encoder, Reader
from onnxruntime.quantization import QuantType, quantize_dynamic

_OPSET = 17
_IN_8_BITS = ["MatMul", "Gather"]  # the dense layers and the embeddings


def export(network: Encoder, path: Path) -> None:
    """Write the network in 32 bits."""
    window = torch.ones(8, dtype=torch.int64)
    torch.onnx.export(
        Reader(network).eval(),
        (window, window),
        str(path),
        input_names=["pieces", "forms"],
        output_names=["scores"],
        dynamic_axes={
            "pieces": {0: "pieces"},
            "forms": {0: "pieces"},
            "scores": {0: "pieces"},
        },
        opset_version=_OPSET,
        dynamo=False,
    )


def quantise(source: Path, target: Path) -> None:
    """Write the network in 8 bits.

    Weights use 7 of them: processors without VNNI add two products of 8 bits in 16 and would cut off
    what does not fit.
    """
    quantize_dynamic(
        source,
        target,
        op_types_to_quantize=_IN_8_BITS,
        per_channel=True,
        reduce_range=True,
        weight_type=QuantType.QInt8,
    )


def annotate(path: Path, notes: Mapping[str, object]) -> None:
    """Store notes in a network's file, each as JSON."""
    model = onnx.load(path)
    onnx.helper.set_model_props(model, {key: json.dumps(value) for key, value in notes.items()})
    onnx.save(model, path)
