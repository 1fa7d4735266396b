"""Texts that may be queries, and what is wrong with those that are none."""

from hypothesis import strategies as st

from storage.errors import QueryError
from storage.query.parser import parse

_PIECES = [
    "iraq",
    "or",
    "OR",
    "-",
    "(",
    ")",
    '"',
    "“",
    "”",
    "*",
    ":",
    " ",
    "is:",
    "is:unread",
    "title:",
    "label:",
]
_PIECES += [
    "sort:date",
    "after:2021",
    "newer:3d",
    "é",
    "\u0301",
    "\0",
    "\ud800",
    "伊拉克",
    "ไทย",
    "https://x",
    "_",
]
ANY_TEXT = st.one_of(st.text(max_size=40), st.lists(st.sampled_from(_PIECES), max_size=25).map("".join))


def mistake_in(text: str) -> QueryError | None:
    """Return the error of a text that is no query."""
    try:
        parse(text)
    except QueryError as error:
        return error
    return None
