"""Opening the app from the command line."""

import gc
import os
import sys
from pathlib import Path

from storage import settings
from storage.errors import NewsdeskError

_MAX_FPS = "120"  # with Textual's own 60, a key right after a repaint waits for 17 ms


def open_app(desk: Path | None, sample: bool) -> None:
    """Open the app on a desk file, else on the desk of the settings; with `sample` on the sample desk."""
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
    app = Newsdesk(path, loaded, first_import=sample_paths() if sample else ())
    app.run()
    sys.exit(app.return_code or 0)
