"""Labels: words of the reader's own on articles and feeds."""

from collections.abc import Iterable, Sequence

from storage.database import labels
from storage.database.connection import DeskFile
from storage.errors import DeskError
from storage.model import Label
from storage.text.label_names import label_name, label_names


class Labels:
    """The labels of a desk. Those of a feed are changed by `desk.feeds.edit`."""

    def __init__(self, desk_file: DeskFile) -> None:
        self._desk_file = desk_file

    def all(self) -> list[Label]:
        """Return all labels by name, each with its counts."""
        with self._desk_file.reading() as connection:
            return labels.all_of(connection)

    def names(self) -> list[str]:
        """Return the names of all labels in order."""
        with self._desk_file.reading() as connection:
            return labels.names(connection)

    def change(self, numbers: Sequence[int], add: Iterable[str] = (), remove: Iterable[str] = ()) -> int:
        """Add labels to articles and remove others, as one undoable action; return how many changed.

        A new label is created, one that nothing has any more is dropped.
        """
        with self._desk_file.writing() as connection:
            return labels.mark(connection, numbers, label_names(add), label_names(remove))

    def rename(self, name: str, new: str) -> str:
        """Rename a label and return a sentence that says so; it can be undone.

        If there is a label with the new name, both become one. Raises `NotFoundError` without such a label,
        and `DeskError` without a new name.
        """
        wanted = label_name(new)
        if not wanted:
            raise DeskError("A label needs a name.")
        with self._desk_file.writing() as connection:
            return labels.rename(connection, name, wanted)

    def delete(self, name: str) -> str:
        """Delete a label and return a sentence that says so; it can be undone. Raises `NotFoundError`."""
        with self._desk_file.writing() as connection:
            return labels.delete(connection, name)
