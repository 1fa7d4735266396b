"""Values that the program keeps between runs, such as the theme last used."""

from storage.database.articles import read_state
from storage.database.connection import Connections


class Values:
    """A key-value store in the desk file."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def get(self, key: str) -> str | None:
        """Return the value of a key, `None` if it has none."""
        with self._connections.reading() as connection:
            return read_state.recall(connection, key)

    def set(self, key: str, value: str) -> None:
        """Store a value under a key, in place of an earlier one."""
        with self._connections.writing() as connection:
            read_state.remember(connection, key, value)
