"""A damaged model file: articles are still stored, and analysed after the repair."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from paths import ROOT

TEXT = "Angela Merkel met Emmanuel Macron in Paris. They spoke about Iraq."


class Installation:
    """A copy of newsdesk with a desk of its own, whose model a test can damage."""

    def __init__(self, folder: Path) -> None:
        for package in ("storage", "tui"):
            shutil.copytree(ROOT / package, folder / package, ignore=shutil.ignore_patterns("__pycache__"))
        self.model = folder / "storage" / "analysis" / "recognition" / "network" / "names.onnx"
        self.folder = folder

    def run(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Run a command of this copy."""
        command = [sys.executable, "-m", "tui", "--desk", str(self.folder / "desk.db"), *words]
        environment = {**os.environ, "PYTHONPATH": str(self.folder)}
        return subprocess.run(
            command, cwd=self.folder, env=environment, capture_output=True, text=True, check=False
        )


@pytest.fixture
def installation(tmp_path: Path) -> Installation:
    return Installation(tmp_path)


def truncated(model: bytes) -> bytes:
    return model[:100_000]


def overwritten(model: bytes) -> bytes:
    """Return a model that runs, but with wrong weights."""
    middle = len(model) // 2
    return model[:middle] + bytes(4_000_000) + model[middle + 4_000_000 :]


@pytest.mark.parametrize("damaged", [truncated, overwritten])
def test_the_article_is_stored_and_one_sentence_explains_the_error(
    installation: Installation, damaged: Callable[[bytes], bytes]
) -> None:
    whole = installation.model.read_bytes()
    installation.model.write_bytes(damaged(whole))
    article = installation.folder / "article.txt"
    article.write_text(f"A meeting in Paris\n\n{TEXT}\n", encoding="utf-8")

    done = installation.run("import", str(article))
    assert done.returncode != 0
    assert "can't be loaded" in done.stderr
    assert "Please reinstall newsdesk" in done.stderr
    assert "Traceback" not in done.stderr
    shown = installation.run("show", "1")
    assert TEXT in shown.stdout
    assert "Names" not in shown.stdout

    installation.model.write_bytes(whole)
    assert installation.run("import", str(article)).returncode == 0
    assert "Angela Merkel (person" in installation.run("show", "1").stdout
