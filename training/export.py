"""Writes a trained network as ONNX, in 32 and in 8 bits, with its tokenizer and digest."""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path

import onnx
import torch
from calibration import identity
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


def write_tokenizer(source: Path, target: Path) -> None:
    """Write the tokenizer without truncation and padding."""
    content = json.loads(source.read_text(encoding="utf-8"))
    content["truncation"] = content["padding"] = None
    target.write_text(json.dumps(content, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")


def write_network(network: Encoder, folder: Path) -> None:
    """Write a network in 8 bits to the folder, and in 32 bits to `full/` in it."""
    full = folder / "full"
    full.mkdir(exist_ok=True)
    torch.save(network.state_dict(), folder / "weights.pt")
    (full / "tokenizer.json").write_bytes((folder / "tokenizer.json").read_bytes())
    export(network, full / "names.onnx")
    set_metadata(full / "names.onnx", {"calibration": identity()})
    write_digest(full)
    unfinished = folder / "unfinished.onnx"
    quantise(full / "names.onnx", unfinished)
    set_metadata(unfinished, {"calibration": identity()})
    unfinished.replace(folder / "names.onnx")
    write_digest(folder)


def write_digest(folder: Path) -> None:
    """Write the SHA-256 digest of a network, by which newsdesk detects damage."""
    digest = hashlib.sha256((folder / "names.onnx").read_bytes()).hexdigest()
    (folder / "names.sha256").write_text(f"{digest}\n", encoding="utf-8")
