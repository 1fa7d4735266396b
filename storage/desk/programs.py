"""Programs of the reader, for the screen and the command line."""

from storage.processes.browsers import browser_for, is_web_address
from storage.processes.programs import (
    Outcome,
    fill,
    name_of,
    needs_terminal,
    run,
    run_in_terminal,
    split,
    start,
)

__all__ = [
    "Outcome",
    "browser_for",
    "fill",
    "is_web_address",
    "name_of",
    "needs_terminal",
    "run",
    "run_in_terminal",
    "split",
    "start",
]
