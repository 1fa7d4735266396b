"""Shipping: checks, calibrates and installs the network that is trained on all texts."""

import gzip
import json
import sys
from collections.abc import Iterator
from math import exp, log
from pathlib import Path

from calibration import fit_calibration
from export import set_metadata, write_digest
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

from storage.analysis.recognition import name_boundaries, recogniser
from storage.analysis.recognition.recogniser import Calibration, TaggedName

HELD_OUT = Path(__file__).with_name("held-out.jsonl.gz")
MOST_F1_LOST = 0.5  # points of F1 that 8 bits may cost

HeldOut = dict[int, list[tuple[str, Row]]]  # by fold: the rows held out, each with its source
Found = dict[int, list[list[TaggedName]]]  # by fold: the names found in each of these rows


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
