"""Labels: words of the reader's own on articles and feeds."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Label:
    """A label and what has it: `articles`, their own or by a feed, how many are unread, and `feeds`.

    Hidden articles are not counted.
    """

    name: str
    articles: int
    unread: int
    feeds: int
