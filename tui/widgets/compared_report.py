"""One of two reports: its text, with a bar beside what only it says, and the names that only it has."""

from dataclasses import dataclass
from typing import ClassVar

from rich.text import Text
from textual import getters
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Static

from storage.model import ComparedReport
from tui.layout import wording
from tui.layout.article_page import Page
from tui.widgets.article_pane import ArticlePane
from tui.widgets.strips import KIND_CLASSES, kind_style

_MOST_NAMES = 12


class ReportText(ArticlePane):
    """The text of a report. Enter without a name under the cursor opens the report itself."""

    def action_open(self) -> None:
        """Open the name under the cursor, else the article."""
        if self.entity is None and self.article is not None:
            self.post_message(ComparedPane.Opened(self.article.id))
        else:
            super().action_open()


class ComparedPane(Vertical):
    """A report with a line on what only it has."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {*KIND_CLASSES.values(), "row--dim"}
    text = getters.query_one(ReportText)

    @dataclass(eq=False, repr=False)
    class Opened(Message):
        """The reader opens the report."""

        article: int

    def __init__(self, side: str) -> None:
        super().__init__(id=f"{side}-report")
        self._side = side
        self.article: int | None = None
        """The article on the page."""

    def compose(self) -> ComposeResult:
        """Put the names below the text."""
        yield ReportText(f"{self._side}-text")
        yield Static("", classes="only-names")

    def show(self, report: ComparedReport, page: Page, *, analysed: bool) -> None:
        """Show a report; one that is on show stays where it was scrolled."""
        same = self.article == report.article.id
        self.article = report.article.id
        self.text.show(page, report.names, self.text.position if same else 0)
        self.query_one(".only-names", Static).update(self._about(report, analysed=analysed))

    def scroll_as_far_as(self, other: "ComparedPane") -> None:
        """Scroll to the same share of the text as another report."""
        here, there = self.text, other.text
        share = there.scroll_offset.y / there.max_scroll_y if there.max_scroll_y else 0
        here.scroll_to(y=round(share * here.max_scroll_y), animate=False)

    def _about(self, report: ComparedReport, *, analysed: bool) -> Text:
        dim = self.get_component_rich_style("row--dim", partial=True)
        said = wording.count(len(report.only), "sentence") if report.only else "no sentence"
        if not analysed:
            said = "not analysed yet"
        line = Text(f"Only here: {said}", style=dim, end="")
        for number, name in enumerate(report.only_names[:_MOST_NAMES]):
            line.append(", " if number else " · ", dim)
            line.append(name.entity.name, kind_style(self, name.entity.kind))
        more = len(report.only_names) - _MOST_NAMES
        if more > 0:
            line.append(f" and {more:,} more", dim)
        return line
