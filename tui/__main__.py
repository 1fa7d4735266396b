"""`newsdesk` and `python -m tui`: opens the app, or runs a command."""

import sys
from collections.abc import Sequence
from pathlib import Path

from tui.cli import opening, printing


def main() -> None:
    """Run newsdesk with the arguments of the process."""
    printing.prepare()
    if (options := _app_options(sys.argv[1:])) is not None:
        with printing.explained():
            opening.open_app(*options)
    else:
        # Only here, so that the app opens without loading the command line.
        from tui.cli.main import main as run_command  # noqa: PLC0415

        run_command(prog_name="newsdesk")


def _app_options(words: Sequence[str]) -> tuple[Path | None, bool] | None:
    """Return the desk file and whether the sample is wanted; `None` for what the command line parses."""
    desk, sample, left = None, False, list(words)
    while left:
        word = left.pop(0)
        if word == "--sample":
            sample = True
        elif word.startswith("--desk="):
            desk = Path(word.removeprefix("--desk="))
        elif word == "--desk" and left:
            desk = Path(left.pop(0))
        else:
            return None
    return desk, sample


if __name__ == "__main__":
    main()
