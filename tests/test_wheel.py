"""The wheel holds the whole program and its sample desk, and works away from the repository."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from paths import ROOT

pytestmark = pytest.mark.xdist_group("wheel")  # it is built once


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from the working tree."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation"]
    subprocess.run([*command, "--wheel-dir", folder, ROOT], check=True, capture_output=True)
    (built,) = folder.glob("newsdesk-*.whl")
    return built


def test_what_is_in_it(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    seeds = {f"storage/{seed.relative_to(ROOT)}" for seed in (ROOT / "seeds").rglob("*.txt")}
    assert len(seeds) >= 15
    files = ("names.onnx", "names.sha256", "tokenizer.json")
    network = {f"storage/analysis/recognition/network/{name}" for name in files}
    assert names >= seeds | network | {"tui/newsdesk.tcss", "storage/analysis/lexicon/countries.tsv"}
    tops = {name.split("/")[0] for name in names}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"storage", "tui"}
    assert [name for name in names if "tests" in name or name.endswith(".pyc")] == []


def test_the_model_is_small_and_needs_no_other(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        size = sum(one.file_size for one in archive.infolist() if "/network/" in one.filename)
        (about,) = [name for name in archive.namelist() if name.endswith("METADATA")]
        needed = [line for line in archive.read(about).decode().splitlines() if "Requires-Dist" in line]
    assert size < 30e6
    assert any("onnxruntime" in line for line in needed)
    assert [line for line in needed if "spacy" in line or "torch" in line] == []


def test_it_works_on_its_own(wheel: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    zipfile.ZipFile(wheel).extractall(site)
    environment = {**os.environ, "PYTHONPATH": str(site)}

    def run(*words: str) -> str:
        command = [sys.executable, "-m", "tui", "--desk", str(tmp_path / "desk.db"), *words]
        done = subprocess.run(
            command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    where = "from storage.desk import sample_paths; print(*sample_paths())"
    done = subprocess.run(
        [sys.executable, "-c", where],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == str(site / "storage" / "seeds")
    assert "20 new articles" in run("import", "--defer", done.stdout.strip())
    assert "Foreign combat troops have left Iraq" in run("list")
