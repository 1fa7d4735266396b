"""Lists of texts that the screen keeps among the values of the desk."""

import json
from collections.abc import Iterable

from storage.desk import Desk


def load(desk: Desk, key: str) -> list[str]:
    """Return the texts with a key; none if they are damaged, or of a newsdesk that keeps them otherwise."""
    try:
        stored = json.loads(desk.values.get(key) or "[]")
    except (ValueError, RecursionError):
        return []
    return [one for one in stored if isinstance(one, str)] if isinstance(stored, list) else []


def save(desk: Desk, key: str, texts: Iterable[str]) -> None:
    """Keep texts with a key."""
    desk.values.set(key, json.dumps(list(texts), ensure_ascii=False))
