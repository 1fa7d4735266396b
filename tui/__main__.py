"""`newsdesk` and `python -m tui`: opens the app, or runs a command."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from storage import settings
from storage.errors import NewsdeskError
from tui.cli import printing

_MAX_FPS = "120"  # with Textual's own 60, a key right after a repaint waits for 17 ms


def main() -> None:
    """Run newsdesk with the arguments of the process."""
    printing.prepare()
    if (options := _app_options(sys.argv[1:])) is not None:
        with printing.explained():
            open_app(*options)
    else:
        # Only here, so that the app opens without loading the command line.
        from tui.cli.main import main as run_command  # noqa: PLC0415

        run_command(prog_name="newsdesk")


def open_app(desk: Path | None, sample: bool) -> None:
    """Open the app on a desk file, else on the desk of the settings; with `sample` on the sample desk."""
    if not (sys.stdin and sys.stdin.isatty() and sys.stdout and sys.stdout.isatty()):
        raise NewsdeskError("The app needs a terminal; `newsdesk --help` shows the commands that do not.")
    os.environ.setdefault("TEXTUAL_FPS", _MAX_FPS)
    from storage.desk import sample_paths  # noqa: PLC0415 - the commands load it if they need it
    from tui.app import Newsdesk  # noqa: PLC0415 - Textual is slow to load

    loaded = settings.load()
    path = desk or (settings.sample_desk() if sample else loaded.desk)
    app = Newsdesk(path, loaded, first_import=sample_paths() if sample else ())
    app.run()
    sys.exit(app.return_code or 0)


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
