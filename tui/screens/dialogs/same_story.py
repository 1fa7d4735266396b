"""Asking which other article is of the same story as one."""

from collections.abc import Callable, Iterable
from functools import partial

from textual import on
from textual.widget import Widget
from textual.widgets import Input

from storage.model import Headline
from tui.queries.latest_query import LatestQuery
from tui.queries.results import ArticlesOffered
from tui.screens.dialogs.dialog import Dialog
from tui.widgets.choice_list import ChoiceList
from tui.widgets.fields import LabelledField, TextField
from tui.widgets.row_list import RowList


class SameStoryScreen(Dialog[Headline]):
    """A line to type words of the other article in, and those that match; returns the one that was chosen."""

    KEYS = "⏎ the same story   ↓ ↑ choose   Esc leave it as it is"
    AUTO_FOCUS = "#other-article"

    def __init__(self, title: str, find: Callable[[str], ArticlesOffered]) -> None:
        """FeedChoice for `title` what `find` finds; it gets what was typed, and runs in a thread."""
        super().__init__()
        self._find = find
        self.HEADING = f"“{title or 'Untitled'}” is the same story as"
        self._offers = LatestQuery(self, "offers")

    def fields(self) -> Iterable[Widget]:
        """Return the line and the list."""
        yield LabelledField("Article", TextField("other-article", "", "words of the other article"))
        yield ChoiceList("offers")

    def on_mount(self) -> None:
        """FeedChoice what is near."""
        super().on_mount()
        self._ask("")

    def _ask(self, query: str) -> None:
        self._offers.ask(partial(self._find, query))

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        self._ask(event.value)

    def on_articles_offered(self, event: ArticlesOffered) -> None:
        """Show what fits."""
        if event.query == self.query_one("#other-article", TextField).value:
            self.query_one(ChoiceList).show(event.articles)
            none = (
                "No other article has these words." if event.query.strip() else "Type words of the article."
            )
            self.say("" if event.articles else none)

    @on(Input.Submitted)
    def _take_marked(self) -> None:
        self._take(self.query_one(ChoiceList).current)

    @on(RowList.Chosen)
    def _take_chosen(self, event: RowList.Chosen) -> None:
        self._take(event.item)

    def _take(self, other: object) -> None:
        if isinstance(other, Headline):
            self.dismiss(other)
