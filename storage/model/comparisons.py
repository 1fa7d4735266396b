"""Two reports side by side."""

from dataclasses import dataclass

from storage.model.articles import Article
from storage.model.names import Name


@dataclass(frozen=True, slots=True)
class ComparedReport:
    """A report with what the other one lacks.

    `only` has start and end of the sentences of its text that only this report says, `only_names` those of
    its `names` that the other does not name.
    """

    article: Article
    names: tuple[Name, ...]
    only: tuple[tuple[int, int], ...]
    only_names: tuple[Name, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two reports. Before both are `analysed`, nothing is known of what only one of them says."""

    left: ComparedReport
    right: ComparedReport
    analysed: bool
