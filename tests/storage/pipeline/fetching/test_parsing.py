"""What the parser processes load: they parse feeds and pages, and need no database for it."""

import subprocess
import sys

from paths import ROOT

PROGRAM = """
import sys
import storage.pipeline.fetching.parsing
print(*(name for name in sys.modules if name.startswith(("storage.database", "storage.analysis", "sqlite"))))
"""


def test_parser_processes_load_neither_the_database_nor_the_analysis() -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == []
