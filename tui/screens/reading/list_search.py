"""The search above the list: what it searches, what is typed, and what the desk knows about that."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial

from textual import on
from textual.app import ComposeResult
from textual.containers import Container
from textual.message import Message
from textual.widgets import Input

from storage.errors import QueryError
from storage.model import View
from storage.query.parser import parse
from storage.query.unfinished import as_typed
from tui.layout.query_help import HELP
from tui.messages import Go, Write
from tui.navigation.places import Place, ReadingPlace
from tui.queries import search_queries
from tui.queries.latest_query import LatestQuery
from tui.queries.results.feeds import PastSearchesLoaded, SuggestionsFound
from tui.queries.suggestions import suggest
from tui.shell import Shell
from tui.widgets.query_line import QueryLine
from tui.widgets.search_bar import SearchBar

_WHOLE_DESK = View()


class ListSearch(Container):
    """A search within one list, or within the whole desk when the reader widens it.

    What is typed is searched for at once; what is wrong in it is said, and the list stays as it was.
    """

    @dataclass(eq=False, repr=False)
    class Searched(Message):
        """The reader searches for something else, which is at this place."""

        place: ReadingPlace

    class Left(Message):
        """The reader goes from the line to the list."""

    def __init__(self, shell: Shell, name_of: Callable[[View], str]) -> None:
        """Search by the desk of `shell`; `name_of` returns the title of a list."""
        super().__init__()
        self._shell = shell
        self._name_of = name_of
        self._bar = SearchBar(HELP)
        self._before = ReadingPlace()
        self._page: Place | None = None
        self._scope = _WHOLE_DESK
        self._wide = False
        self._past: Sequence[str] = ()
        self._recalled = -1
        self._draft = ""
        self._suggestions = LatestQuery(self, "suggestions")
        self._past_queries = LatestQuery(self, "past searches")

    def compose(self) -> ComposeResult:
        """Hold the search bar."""
        yield self._bar

    @property
    def line(self) -> QueryLine:
        """The line to type in."""
        return self._bar.line

    # Beginning and ending

    def begin(self, before: ReadingPlace, page: Place | None, *, goes_on: bool) -> None:
        """Search within the list of `before`; a search that `goes_on` keeps its text, which is selected.

        With a `page`, the search began there, and ends there.
        """
        if goes_on:
            self._show_query(before.view)
        else:
            self._before, self._scope, self._wide = before, before.view, False
            self._page = page
            self.line.set_text("")
        self._recalled = -1
        self._bar.show_suggestions(())
        self._show_where()
        self._past_queries.ask(partial(search_queries.load_past, self._shell.desk))
        self.display = True
        self.screen.set_focus(self.line)

    def show(self, view: View, *, saved: bool) -> None:
        """Show the query of a list, unless the reader types it, or has `saved` it under a name."""
        if self.screen.focused is self.line:
            return
        self.display = bool(view.query) and not saved
        if self.display:
            self._show_query(view)
        self._bar.show_error("", None)

    def _show_query(self, view: View) -> None:
        """Show a whole query within the list that it searches, unless that is on show."""
        if self._view_of(as_typed(self.line.value)) == replace(view, sort=None):
            return
        self._scope, self._wide = replace(view, query="", sort=None), False
        self._page, previous = None, self._shell.history.previous
        self._before = ReadingPlace(self._scope)
        if isinstance(previous, ReadingPlace) and previous.view == self._scope:
            self._before = previous
        self.line.set_text(view.query)

    @on(Input.Submitted)
    def _enter(self, event: Input.Submitted) -> None:
        """Go to the results; what is not finished in the text is finished."""
        event.stop()
        query = as_typed(event.value)
        if self._problem(query):
            return
        if query:
            self.line.set_text(query)
            text = event.value.strip()
            self._shell.post(Write(partial(search_queries.remember, self._shell.desk, text)))
            self.post_message(self.Left())
        else:
            self.post_message(self.Left())
            self._shell.post(self.way_out())

    def way_out(self) -> Go:
        """End the search; return the way to the place where it began."""
        self._bar.show_error("", None)
        return Go(self._page or self._before, returning=True)

    # Typing

    @on(Input.Changed)
    def _search(self, event: Input.Changed) -> None:
        """Search for what is typed, if that means something."""
        event.stop()
        if event.value != self.line.value:
            return  # more is typed by now
        self._suggest()
        query = as_typed(event.value)
        if not self._problem(query):
            self._search_for(query)

    def _search_for(self, query: str) -> None:
        if not query:
            self.post_message(self.Searched(self._before._replace(article=None)))
            return
        place = ReadingPlace(self._view_of(query))
        self._remember(place)
        self.post_message(self.Searched(place))

    def _remember(self, place: ReadingPlace) -> None:
        """Keep a search in the history as one place, however many letters it gets."""
        history = self._shell.history
        if self._page is not None and history.previous == self._page:
            history.replace(place)
        elif history.current == self._before or history.previous != self._before:
            history.replace(self._before)
            history.visit(place)
        else:
            history.replace(place)

    def _view_of(self, query: str) -> View:
        """Return the list of what is searched for."""
        if not query:
            return _WHOLE_DESK if self._wide else self._scope
        if self._wide:
            return View(query=query)
        whole = " ".join(filter(None, (self._scope.query, query)))
        return replace(self._scope, query=whole, stories=False, sort=None)

    def _problem(self, query: str) -> bool:
        """Show what is wrong with a query, and return whether something is."""
        try:
            parse(query)
        except QueryError as error:
            self._bar.show_error(str(error), error.position)
            return True
        self._bar.show_error("", None)
        return False

    # Suggestions

    def _suggest(self) -> None:
        line = self.line
        query = partial(suggest, self._shell.desk, line.value, line.cursor_position)
        self._suggestions.ask(query)

    def on_suggestions_found(self, event: SuggestionsFound) -> None:
        """Show what can follow, unless something else is typed by now."""
        event.stop()
        if (event.text, event.cursor) == (self.line.value, self.line.cursor_position):
            self._bar.show_suggestions(event.suggestions)

    # Where it searches

    @on(QueryLine.Widened)
    def _widen(self, event: QueryLine.Widened) -> None:
        event.stop()
        if self._scope != _WHOLE_DESK:
            self._wide = not self._wide
            self._show_where()
            query = as_typed(self.line.value)
            if query and not self._problem(query):
                self._search_for(query)

    def _show_where(self) -> None:
        if self._scope == _WHOLE_DESK:
            self._bar.show_where("")
            return
        here = self._name_of(self._scope)
        searched, other = ("the whole desk", f"only {here}") if self._wide else (here, "the whole desk")
        self._bar.show_where(f"in {searched} · ⇧Tab {other}")

    # Searches of before

    def on_past_searches_loaded(self, event: PastSearchesLoaded) -> None:
        """Keep the searches of before, for the arrow keys."""
        event.stop()
        self._past = event.queries

    @on(QueryLine.Recalled)
    def _recall(self, event: QueryLine.Recalled) -> None:
        """Show an earlier search, or a later one; after the last one go to the results."""
        event.stop()
        at = self._recalled + event.step
        if at < -1:
            self.line.post_message(Input.Submitted(self.line, self.line.value))
        elif at < len(self._past):
            if self._recalled == -1:
                self._draft = self.line.value
            self._recalled = at
            self.line.value = self._past[at] if at >= 0 else self._draft
            self.line.action_end()
