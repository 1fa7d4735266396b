"""Articles to choose one from."""

from collections.abc import Sequence

from rich.text import Text

from storage.model import Headline
from tui import wording
from tui.widgets.drawing import beside
from tui.widgets.rows import Row, Rows


class ArticleOffers(Rows):
    """A line each: the title, and when it came out."""

    def __init__(self, id: str) -> None:  # noqa: A002 - Textual's own name for it
        super().__init__(id=id)
        self._articles: Sequence[Headline] = ()

    def show(self, articles: Sequence[Headline]) -> None:
        """Offer other articles."""
        self._articles = articles
        self.rebuild()
        self.to_top()

    def build(self, width: int) -> Sequence[Row]:
        """Return a row for each article."""
        dim = self.get_component_rich_style("row--dim", partial=True)
        return [
            Row(
                (
                    beside(
                        Text(one.title or "Untitled", end=""),
                        Text(_about(one), style=dim),
                        width,
                    ),
                ),
                one,
            )
            for one in self._articles
        ]


def _about(one: Headline) -> str:
    return " · ".join(part for part in (one.source, wording.day(one.published)) if part)
