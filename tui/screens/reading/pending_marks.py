"""The marks of articles that are on the screen but not stored yet."""

from dataclasses import dataclass, replace
from typing import TypeVar

from storage.model import Article, Headline

ArticleT = TypeVar("ArticleT", Article, Headline)


@dataclass(frozen=True, eq=False)
class PendingMark:
    """An article becomes `read` or `starred`, or no longer; `None` leaves that as it is."""

    article: int
    read: bool | None = None
    starred: bool | None = None


class PendingMarks:
    """The marks that wait for their writes, in the order of the reader's actions."""

    def __init__(self) -> None:
        self._marks: list[PendingMark] = []

    def add(self, mark: PendingMark) -> None:
        """Keep a mark until it is stored or has failed."""
        self._marks.append(mark)

    def remove(self, mark: PendingMark) -> None:
        """Forget a mark: it is stored, or it has failed."""
        self._marks.remove(mark)

    def applied(self, article: ArticleT) -> ArticleT:
        """Return an article from the desk with the marks that wait."""
        for mark in self._marks:
            if mark.article == article.id:
                article = replace(
                    article,
                    read=article.read if mark.read is None else mark.read,
                    starred=article.starred if mark.starred is None else mark.starred,
                )
        return article
