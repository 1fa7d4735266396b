"""What the screens ask the desk about labels: functions that run in a thread and return one message."""

from collections.abc import Collection

from storage.desk import Desk
from tui.messages import Part, Written
from tui.queries.results.articles import LabelsFound


def find_labels(desk: Desk, article: int) -> LabelsFound:
    """Find the labels of an article, and all that there are."""
    with desk.snapshot():
        return LabelsFound(desk.articles.get(article).labels, tuple(desk.labels.all()))


def change_labels(desk: Desk, article: int, add: Collection[str], remove: Collection[str]) -> Written:
    """Add labels to an article and remove others."""
    if not desk.labels.change([article], add, remove):
        return Written("The article has these labels already.")
    now = desk.articles.get(article).labels
    said = f"Labels: {', '.join(now)}" if now else "The article has no labels now"
    return Written(said, Part.ALL, undo_steps=1)


def rename_label(desk: Desk, name: str, new: str) -> Written:
    """Rename a label."""
    said = desk.labels.rename(name, new)
    return Written(f"{said[0].upper()}{said[1:]}", Part.ALL, undo_steps=1)


def delete_label(desk: Desk, name: str) -> Written:
    """Delete a label."""
    said = desk.labels.delete(name)
    return Written(f"{said[0].upper()}{said[1:]}", Part.ALL, undo_steps=1)
