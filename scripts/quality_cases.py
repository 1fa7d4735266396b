"""Cases: small desks, feeds and pages, with what a careful reader would say of them.

Both kinds come with a program that scores them, `desk-cases/run.py` and `cases/run.py` beside the labelled
data. The table of the desk cases has a line for each kind of check: checks passed, all checks, percent. The
cases run on their own desks, then each on a desk that has 40 articles of other cases.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

from quality_data import ROOT, Options

OTHERS = 40


def cases(options: Options) -> Iterator[str]:
    """Yield the tables of the desk cases, and how many of the feeds and pages pass."""
    desks = options.data.parent / "desk-cases"
    if desks.is_dir():
        folders = sorted((desks / "given").iterdir())
        chosen = [f"given/{folder.name}" for folder in islice(folders, options.limit)]
        yield from _paragraph(_printed(desks, *chosen), -2)[1:]
        yield f"on a desk with {OTHERS} other articles"
        yield from _paragraph(_printed(desks, "--among", str(OTHERS), *chosen), -2)[1:]
    others = options.data.parent / "cases"
    if others.is_dir():
        yield f"feeds and pages: {_paragraph(_printed(others), -1)[-1]}"


def _printed(folder: Path, *arguments: str) -> str:
    """Return what the program of the folder prints. It writes beside itself, so a copy runs."""
    environment = {
        **os.environ,
        "NEWSDESK": str(Path(sys.executable).with_name("newsdesk")),
        "NEWSDESK_PYTHON": sys.executable,
        "PYTHONPATH": str(ROOT),
    }
    with TemporaryDirectory() as copies:
        copy = Path(copies) / folder.name
        shutil.copytree(folder, copy, copy_function=shutil.copyfile)
        program = [sys.executable, "run.py", *arguments]
        run = subprocess.run(
            program, cwd=copy, env=environment, stdout=subprocess.PIPE, text=True, check=False
        )
    return run.stdout.strip()


def _paragraph(text: str, number: int) -> list[str]:
    """Return the lines of one paragraph."""
    return text.split("\n\n")[number].splitlines()
