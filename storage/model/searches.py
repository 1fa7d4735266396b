"""Saved searches."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A query with a name. `folder` is the path of its folder in the navigator, "" for none.

    `articles` and `unread` count the articles that it finds, as they were when `problem` was last "".
    `problem` is a sentence on what is wrong with the query, "" for a query that can be used.
    """

    id: int
    name: str
    query: str
    folder: str = ""
    articles: int = 0
    unread: int = 0
    problem: str = ""


@dataclass(frozen=True, slots=True)
class SearchDraft:
    """A saved search before it is stored, as a list of searches has it; `line` is where, 0 if unknown."""

    name: str
    query: str
    folder: str = ""
    line: int = field(default=0, compare=False)

    @property
    def title(self) -> str:
        """The name, under the name that all that can be imported has."""
        return self.name
