"""Draw the pictures of README and docs with the sample desk: `python scripts/screenshot.py FOLDER`."""

import asyncio
import os
import shutil
import sys
import tempfile
from pathlib import Path

from storage.desk import Desk, sample_paths
from storage.settings import Settings
from tui.app import Newsdesk

SIZE = (120, 36)
FIND = ["slash", *"combat", "space", *"troops", "enter"]
SEARCH = ["slash", *"is", "colon", *"unread", "space", *"place", "colon", *"bag"]
PICTURES = {
    "screen": ["enter", "right_square_bracket", "right_square_bracket"],
    "search": SEARCH,
    "compare": [*FIND, "enter", "W"],
    "brief": ["B"],
}


async def draw(desk: Path, keys: list[str]) -> str:
    """Return an SVG of the app after these keys are pressed."""
    app = Newsdesk(desk, Settings(theme="dark"))
    async with app.run_test(size=SIZE) as pilot:
        for key in ["", *keys]:
            if key:
                await pilot.press(key)
            for _ in range(4):
                await app.workers.wait_for_complete()
                await pilot.pause()
        return app.export_screenshot(title="newsdesk")


def main() -> None:
    """Import the sample articles into a temporary desk, and draw each picture on a copy of it."""
    if len(sys.argv) != 2:
        sys.exit("Usage: python scripts/screenshot.py FOLDER")
    os.environ.update(TERM="xterm-256color", COLORTERM="truecolor")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "sample.db"
        with Desk.open(path) as desk:
            desk.work.import_files(sample_paths())
        for name, keys in PICTURES.items():
            copy = Path(shutil.copy(path, path.with_name(f"{name}.db")))
            Path(sys.argv[1], f"{name}.svg").write_text(asyncio.run(draw(copy, keys)), "utf-8")


if __name__ == "__main__":
    main()
