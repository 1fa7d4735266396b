"""The orders of lists."""

from itertools import groupby
from typing import NamedTuple


class Order(NamedTuple):
    """Sort keys, most important first: SQL expressions, each with whether it descends.

    None is ever null, and together they differ for any two articles. A `ranked` order is one by how well
    articles match, which no condition can compare. To read a `scattered` one by its index means to look each
    article up elsewhere.
    """

    keys: tuple[tuple[str, bool], ...]
    ranked: bool = False
    scattered: bool = False

    def sorting(self) -> "Order":
        """Return the same order for SQL that sorts what it finds, rather than reading an index in order."""
        # A unary plus keeps SQLite from using the index.
        return Order(tuple((f"+{key}", down) for key, down in self.keys))

    def sql(self, step: int = 1) -> str:
        """Return the order by which SQL reads the list forwards (`step` 1) or backwards (-1)."""
        return ", ".join(f"{key} {'desc' if down == (step > 0) else 'asc'}" for key, down in self.keys)

    @property
    def columns(self) -> str:
        """What to select for the place of a row."""
        return ", ".join(key for key, _ in self.keys)

    def beyond(self, step: int) -> str:
        """Return the condition for the rows after (`step` 1) or before (-1) a place, given as parameters.

        `place` has the parameters of a row with `columns`.
        """
        named = [(key, down, f":place{number}") for number, (key, down) in enumerate(self.keys)]
        groups = [(down, list(group)) for down, group in groupby(named, key=lambda one: one[1])]
        condition = ""
        for down, group in reversed(groups):
            keys, places = ", ".join(one[0] for one in group), ", ".join(one[2] for one in group)
            further = f"({keys}) {'<' if down == (step > 0) else '>'} ({places})"
            condition = f"({further} or ({keys}) = ({places}) and {condition})" if condition else further
        return condition


def place(row: tuple[str | float, ...]) -> dict[str, str | float]:
    """Return the parameters of a place, from a row with the columns of an order."""
    return {f"place{number}": value for number, value in enumerate(row)}
