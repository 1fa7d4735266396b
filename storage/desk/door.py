"""The desk file itself."""

from pathlib import Path
from typing import Self

from storage.database.connection import Connections
from storage.errors import DeskError


class Door:
    """One desk file, open or closed."""

    def __init__(self, path: Path) -> None:
        """Open the file at `path`; it is made if it does not exist, and migrated if it is old."""
        self.path = path
        self._connections = Connections(path)

    @classmethod
    def open(cls, path: Path, *, make: bool = True) -> Self:
        """Open the desk at `path`, migrated if it is old; without `make` it must be there already."""
        if not make and not path.exists():
            raise DeskError(f"There is no desk {path}; `newsdesk add` or `newsdesk import` makes one.")
        return cls(path)

    def close(self) -> None:
        """Close the file."""
        self._connections.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
