"""Values that the program keeps between runs, such as the theme used last."""

from storage.database import key_values
from storage.database.connection import DeskFile


class Values:
    """A key-value store in the desk file."""

    def __init__(self, desk_file: DeskFile) -> None:
        self._desk_file = desk_file

    def get(self, key: str) -> str | None:
        """Return the value of a key, `None` if it has none."""
        with self._desk_file.reading() as connection:
            return key_values.get_value(connection, key)

    def set(self, key: str, value: str) -> None:
        """Store a value under a key, in place of an earlier one."""
        with self._desk_file.writing() as connection:
            key_values.set_value(connection, key, value)
