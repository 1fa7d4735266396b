"""Which way imports run, and what must not be imported to open the app."""

import subprocess
import sys
from pathlib import Path

from paths import ROOT


def test_imports_run_one_way() -> None:
    lint = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([lint, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
    assert "0 broken" in done.stdout


def test_opening_the_app_imports_neither_model_nor_parsers() -> None:
    heavy = (
        "onnxruntime",
        "tokenizers",
        "numpy",
        "feedparser",
        "trafilatura",
        "sqlite_utils",
        "rapidfuzz",
        "anyascii",
    )
    program = (
        "import sys, tui.app, tui.cli.main, storage.desk\n"
        f"print([name for name in {heavy!r} if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"
