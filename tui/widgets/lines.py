"""The lines of a row: drawn beforehand, or when they come into sight."""

from collections.abc import Callable, Sequence
from typing import Protocol

from rich.text import Text


class Lines(Protocol):
    """The lines of a row; a tuple will do."""

    def __len__(self) -> int: ...

    def __getitem__(self, at: int, /) -> Text: ...


class LazyLines:
    """As many lines as said, drawn when the first of them comes into sight: for lists of hundreds of rows."""

    def __init__(self, draw: Callable[[], Sequence[Text]], height: int = 1) -> None:
        self._draw = draw
        self._height = height
        self._drawn: Sequence[Text] = ()

    def __len__(self) -> int:
        return self._height

    def __getitem__(self, at: int) -> Text:
        self._drawn = self._drawn or self._draw()
        return self._drawn[at]
