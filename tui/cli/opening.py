"""Opening the app from the command line."""

import gc
import os
import sys
from pathlib import Path

from storage import settings
from storage.errors import NewsdeskError
from tui.signals import TerminalOutput

_MAX_FPS = "120"  # with Textual's own 60, a key right after a repaint waits for 17 ms


def open_app(desk: Path | None, sample: bool) -> None:
    """Open the app on a desk file, else on the desk of the settings; with `sample` on the sample desk.

    A terminal that can only print lines gets the app line by line.
    """
    if os.environ.get("TERM") == "dumb":
        open_plain(desk, sample)
        return
    if not (sys.stdin and sys.stdin.isatty() and sys.stdout and sys.stdout.isatty()):
        raise NewsdeskError("The app needs a terminal; `newsdesk --help` shows the commands that do not.")
    os.environ.setdefault("TEXTUAL_FPS", _MAX_FPS)
    # Until the first picture nothing is garbage; the modules and classes never are.
    gc.disable()
    from storage.desk import sample_paths  # noqa: PLC0415 - the commands load it if they need it
    from tui.app import Newsdesk  # noqa: PLC0415 - Textual is slow to load

    gc.freeze()
    loaded = settings.load()
    path = desk or (settings.sample_desk() if sample else loaded.desk)
    if sys.__stderr__:  # where Textual writes
        sys.__stderr__ = TerminalOutput(sys.__stderr__)  # type: ignore[misc,assignment]
    app = Newsdesk(path, loaded, first_import=sample_paths() if sample else ())
    app.run()
    sys.exit(app.return_code or 0)


def open_plain(desk: Path | None, sample: bool) -> None:
    """Open newsdesk line by line, on the same desk as `open_app`."""
    from storage.desk import Desk, sample_paths  # noqa: PLC0415 - as `open_app`
    from tui.cli import printing  # noqa: PLC0415 - as `open_app`
    from tui.keymap import Keys  # noqa: PLC0415 - as `open_app`
    from tui.plain.session import PlainSession, run_command  # noqa: PLC0415 - as `open_app`

    loaded = settings.load()
    path = desk or (settings.sample_desk() if sample else loaded.desk)
    with Desk.open(path) as opened:
        if sample and not opened.lists.counts().articles:
            printing.line("Reading the sample desk …")
            for line in run_command(path, "import", *map(str, sample_paths())):
                printing.line(line)

        def say(line: str) -> None:
            printing.line(printing.wrapped(line))

        PlainSession(opened, path, Keys(loaded.keys), sys.stdin, say).run()
