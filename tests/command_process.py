"""Commands in processes of their own."""

import os
import subprocess
import sys
from collections.abc import Mapping

from paths import ROOT

from storage.desk import Desk


def run(
    desk: Desk, *words: str | bytes, stdout: int = subprocess.PIPE, env: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[bytes]:
    """Run a command in a process of its own on the test's desk."""
    return subprocess.run(
        [*newsdesk(desk), *words],
        cwd=ROOT,
        stdout=stdout,
        stderr=subprocess.PIPE,
        stdin=subprocess.DEVNULL,
        env={**os.environ, **(env or {})},
        check=False,
    )


def newsdesk(desk: Desk) -> list[str]:
    return [sys.executable, "-m", "tui", "--desk", str(desk.path)]
