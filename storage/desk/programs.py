"""Programs of the reader, for the screen and the command line."""

from storage.processes.browsers import browser_for
from storage.processes.programs import (
    Outcome,
    fill,
    name_of,
    needs_terminal,
    run,
    run_in_terminal,
    split,
    start,
    with_address,
)

__all__ = [
    "Outcome",
    "browser_for",
    "fill",
    "name_of",
    "needs_terminal",
    "run",
    "run_in_terminal",
    "split",
    "start",
    "with_address",
]
