"""Draw the picture in the README, the app with the sample desk: `python scripts/screenshot.py FILE.svg`."""

import asyncio
import os
import sys
import tempfile
from pathlib import Path

from storage.desk import Desk, sample_paths
from storage.model import View
from storage.settings import Settings
from tui.app import Newsdesk

SIZE = (120, 36)
OPEN_ARTICLE = "Anti-IS mission ended"


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
    """Import the sample articles into a temporary desk and draw the app."""
    if len(sys.argv) != 2:
        sys.exit("Usage: python scripts/screenshot.py FILE.svg")
    os.environ.update(TERM="xterm-256color", COLORTERM="truecolor")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "sample.db"
        with Desk.open(path) as desk:
            desk.work.import_files(sample_paths())
            rows = desk.lists.headlines(View(), 0, desk.lists.counts().articles)
        (row,) = [number for number, headline in enumerate(rows) if headline.title.startswith(OPEN_ARTICLE)]
        keys = ["j"] * row + ["enter", "right_square_bracket", "right_square_bracket"]
        Path(sys.argv[1]).write_text(asyncio.run(draw(path, keys)), "utf-8")


if __name__ == "__main__":
    main()
