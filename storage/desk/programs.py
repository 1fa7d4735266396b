"""Programs of the reader, for the screen and the command line."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
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


def __getattr__(name: str) -> object:
    """Return what starts programs, loaded when it is first asked for: the app opens without it."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from storage.processes import browsers, programs

    return getattr(browsers if name == "browser_for" else programs, name)
