"""A small feed for the commands, and the JSON that these print."""

import json
from typing import Any

from click.testing import Result

TEXT = "The council has decided, after a debate of nine hours, to keep the old bridge. " * 8


def rss(title: str = "The Daily", *texts: str) -> str:
    items = "".join(
        f"<item><title>Item {number}</title><guid>{number}</guid><link>http://127.0.0.1/{number}</link>"
        f"<description>{text}</description></item>"
        for number, text in enumerate(texts, start=1)
    )
    return f'<rss version="2.0"><channel><title>{title}</title>{items}</channel></rss>'


def last_json(result: Result) -> Any:
    """Return the JSON of the last line."""
    return json.loads(result.stdout.splitlines()[-1])
