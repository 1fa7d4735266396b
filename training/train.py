"""Train newsdesk's recogniser from the labelled data, measure it on what it did not see, and ship it.

    python training/train.py [--data FOLDER] [--work FOLDER] [--only STEP]

Steps: fold0, fold1, fold2 (each without a third of the outlets), all (everything: what is shipped), ship.
A step whose result lies in the work folder is not done again.
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
from calibration import calibrated, identity
from corpora import documents
from encoder import Encoder
from export import annotate, export, quantise
from fit import Plan, fit
from labelled_names import (
    FOLDS,
    SCORED,
    SOURCES,
    Row,
    Tally,
    calibration_error,
    folds,
    is_left_out,
    names,
    rows,
)
from tokenizers import Tokenizer

from storage.analysis.recognition import name_boundaries, recogniser
from storage.analysis.recognition.recogniser import Calibration, TaggedName

WEIGHTS = "all_minilm_l6_v2"  # the package that carries them
Rows = dict[int, list[tuple[str, Row]]]  # what each fold left out, with its source
Finds = dict[int, list[list[TaggedName]]]  # what was found in it

LEFT_OUT = ROOT / "training/left-out.jsonl.gz"
MOST_LOST = 0.5  # F1 points that 8 bits may cost


def main() -> None:
    """Run the steps that are not done."""
    parser = argparse.ArgumentParser(description="Train and ship the recogniser.")
    parser.add_argument(
        "--data", type=Path, default=os.environ.get("NEWSDESK_DATA", ROOT.parent / "shared/data")
    )
    parser.add_argument("--work", type=Path, default=ROOT / "build/training")
    steps = [*(f"fold{fold}" for fold in range(FOLDS)), "all", "ship"]
    parser.add_argument("--only", choices=steps, nargs="*", default=steps)
    options = parser.parse_args()
    options.work.mkdir(parents=True, exist_ok=True)
    base = unpacked(options.work)
    for step in options.only:
        if step == "ship":
            ship(options.data, options.work)
        else:
            train(options.data, options.work, base, step)


def unpacked(work: Path) -> Path:
    """Return the folder of the pretrained weights and their tokenizer, from the installed package."""
    folder = work / "pretrained"
    if not folder.is_dir():
        spec = find_spec(WEIGHTS)
        if spec is None or spec.origin is None:
            sys.exit(f"The package {WEIGHTS} is missing: see training/README.md.")
        with zipfile.ZipFile(Path(spec.origin).with_name("model.zip")) as archive:
            archive.extractall(folder)
    return folder


def train(data: Path, work: Path, base: Path, step: str) -> None:
    """Train one network and write it in 32 and in 8 bits."""
    folder = work / step
    if (folder / "names.onnx").is_file():
        return
    folder.mkdir(exist_ok=True)
    write_tokenizer(base / "tokenizer.json", folder / "tokenizer.json")
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    fold = None if step == "all" else int(step[-1])
    plan = Plan()
    print(f"== {step}: {asdict(plan)}", flush=True)
    network = fit(documents(data, tokenizer, fold), base / "model.safetensors", plan)
    write_network(network, folder)


def write_tokenizer(source: Path, target: Path) -> None:
    """Write a tokenizer that neither cuts nor pads what it reads."""
    content = json.loads(source.read_text(encoding="utf-8"))
    content["truncation"] = content["padding"] = None
    target.write_text(json.dumps(content, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")


def write_network(network: Encoder, folder: Path) -> None:
    """Write a network in 32 bits to full/ and in 8 bits beside it."""
    full = folder / "full"
    full.mkdir(exist_ok=True)
    torch.save(network.state_dict(), folder / "weights.pt")
    (full / "tokenizer.json").write_bytes((folder / "tokenizer.json").read_bytes())
    export(network, full / "names.onnx")
    annotate(full / "names.onnx", {"calibration": identity()})
    sign(full)
    unfinished = folder / "unfinished.onnx"
    quantise(full / "names.onnx", unfinished)
    annotate(unfinished, {"calibration": identity()})
    unfinished.replace(folder / "names.onnx")
    sign(folder)


def sign(folder: Path) -> None:
    """Write the digest of a network beside it, by which the program knows that it is whole."""
    digest = hashlib.sha256((folder / "names.onnx").read_bytes()).hexdigest()
    (folder / "names.sha256").write_text(f"{digest}\n", encoding="utf-8")


def ship(data: Path, work: Path) -> None:
    """Calibrate on the folds and put the network trained on everything where newsdesk looks for it."""
    left_out = {fold: list(unseen(data, fold)) for fold in range(FOLDS)}
    found = {fold: finds(work / f"fold{fold}", left_out[fold]) for fold in left_out}
    check(work, left_out, found)
    calibration = calibrated(judged(left_out, found))
    write_left_out(left_out, found, calibration)
    recogniser.FOLDER.mkdir(exist_ok=True)
    for name in ("names.onnx", "tokenizer.json"):
        (recogniser.FOLDER / name).write_bytes((work / "all" / name).read_bytes())
    annotate(recogniser.FOLDER / "names.onnx", {"calibration": calibration})
    sign(recogniser.FOLDER)
    recogniser.load()  # whatever was written can be read
    print(f"shipped, calibrated to {calibration}")


def unseen(data: Path, fold: int) -> Iterator[tuple[str, Row]]:
    """Yield the rows that a fold was not trained on, each with its source."""
    by_outlet = folds(data)
    for source in SOURCES:
        for row in rows(data, source):
            if is_left_out(row, source, fold, by_outlet):
                yield source, row


def finds(folder: Path, left_out: list[tuple[str, Row]]) -> list[list[TaggedName]]:
    """Return the names that a network finds in rows."""
    return recogniser.load_tagger(folder).find([row["text"] for _, row in left_out])


def check(work: Path, left_out: Rows, found: Finds) -> None:
    """Print what 8 bits cost in each fold; end the program where it is too much."""
    for fold, labelled in left_out.items():
        full = finds(work / f"fold{fold}" / "full", labelled)
        before, after = f1(labelled, full), f1(labelled, found[fold])
        print(f"fold {fold}: F1 {before:.2f} in 32 bits, {after:.2f} in 8", flush=True)
        if before - after > MOST_LOST:
            sys.exit(f"8 bits cost more than {MOST_LOST} F1 in fold {fold}.")


def f1(labelled: list[tuple[str, Row]], found: list[list[TaggedName]]) -> float:
    """Return the F1 over person, place and organisation, in points."""
    tally = Tally()
    for (_, row), own in zip(labelled, found, strict=True):
        tally.add(row, [find[:3] for find in own])
    return 100 * tally.score(*SCORED).f1


def judged(left_out: Rows, found: Finds) -> Iterator[tuple[str, float, bool]]:
    """Yield each name found in the worldwide news with its kind, its probability and whether it is right."""
    for fold, labelled in left_out.items():
        for (source, row), own in zip(labelled, found[fold], strict=True):
            if source == "worldwide":
                gold = {(start, end, kind) for start, end, kinds in names(row) for kind in kinds}
                for start, end, kind, confidence in own:
                    span = name_boundaries.without_article(row["text"], start, end)
                    yield kind, confidence, (*span, kind) in gold


def write_left_out(left_out: Rows, found: Finds, calibration: Calibration) -> None:
    """Store what each fold's network found in what it was not trained on: no text, only places in it."""
    lines = []
    for fold, labelled in left_out.items():
        for (_, row), own in zip(labelled, found[fold], strict=True):
            names_ = [(*find[:3], round(confident(find, calibration), 3)) for find in own]
            lines.append(json.dumps({"id": row["id"], "names": names_}, separators=(",", ":")))
    with LEFT_OUT.open("wb") as file, gzip.GzipFile("", "wb", fileobj=file, mtime=0) as packed:
        packed.write("\n".join(sorted(lines)).encode())
    said = [
        (confident(TaggedName(0, 0, kind, own), calibration), right)
        for kind, own, right in judged(left_out, found)
    ]
    print(f"expected calibration error: {calibration_error(said):.3f}")


def confident(find: TaggedName, calibration: Calibration) -> float:
    """Return the calibrated probability of a name found with its own."""
    slope, intercept = calibration[find.kind]
    return 1 / (1 + exp(-slope * log(find.confidence / (1 - find.confidence)) - intercept))


if __name__ == "__main__":
    main()
