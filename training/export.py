"""Export of the network as ONNX, in 32 and in 8 bits."""

import json
from collections.abc import Mapping
from pathlib import Path

import onnx
import torch
from encoder import Encoder, WindowEncoder
from onnxruntime.quantization import QuantType, quantize_dynamic

_OPSET = 17
_IN_8_BITS = ["MatMul", "Gather"]  # the dense layers and the embeddings


def export(network: Encoder, path: Path) -> None:
    """Write the network in 32 bits to `path`."""
    window = torch.ones(8, dtype=torch.int64)
    torch.onnx.export(
        WindowEncoder(network).eval(),
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
    """Write the network in 8 bits to `target`.

    Weights use 7 of the 8 bits: processors without VNNI add two products of 8 bits in 16, which saturates
    with full-range weights.
    """
    quantize_dynamic(
        source,
        target,
        op_types_to_quantize=_IN_8_BITS,
        per_channel=True,
        reduce_range=True,
        weight_type=QuantType.QInt8,
    )


def set_metadata(path: Path, metadata: Mapping[str, object]) -> None:
    """Store metadata in a network file, each value as JSON."""
    model = onnx.load(path)
    onnx.helper.set_model_props(model, {key: json.dumps(value) for key, value in metadata.items()})
    onnx.save(model, path)
