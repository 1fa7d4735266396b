"""Where the tests find the repository and the labelled data."""

import os
from pathlib import Path

ROOT = Path(__file__).parents[1]
DATA = Path(os.environ.get("NEWSDESK_DATA", ROOT.parent / "shared" / "data"))
