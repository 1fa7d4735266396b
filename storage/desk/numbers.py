"""The numbers with which callers name articles, feeds, entities and stories."""

from storage.errors import NotFoundError

_POSSIBLE = range(-(2**63), 2**63)  # what an SQLite integer holds


def check_numbers(*numbers: int | None) -> None:
    """Raise `NotFoundError` for a number that nothing in a desk can have; `None` stands for no number."""
    for number in numbers:
        if number is not None and number not in _POSSIBLE:
            raise NotFoundError(f"Nothing in this desk has the number {number}.")
