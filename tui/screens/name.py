"""The page of a name: who or what it is, and every article that speaks of it."""

from functools import partial
from typing import ClassVar

from textual import getters, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container
from textual.events import Resize

from storage.errors import NotFoundError
from storage.model import Entity, NameGuess, Spelling, View
from tui import keys
from tui.layout import wording
from tui.layout.columns import TWO_PANES
from tui.messages import Failed, Go, Part, Say
from tui.navigation.places import NamePlace
from tui.queries import name_queries
from tui.queries.latest_query import LatestQuery
from tui.queries.results.names import NameLoaded, OccurrencesLoaded
from tui.screens import hints
from tui.screens.base import LOW, PageScreen
from tui.screens.corrections import MarkedName, NameCorrections
from tui.shell import Shell
from tui.widgets.frame import Header, HorizontalRule, RuleSegment, VerticalRule
from tui.widgets.mention_list import MentionList
from tui.widgets.name_summary import NameSummary
from tui.widgets.row_list import RowList
from tui.widgets.status import Status
from tui.widgets.virtual_list import VirtualList

_ABOUT_WIDTH = 42


class NameScreen(PageScreen[NamePlace]):
    """The name at the left, its articles at the right; below one another where it is narrow."""

    BINDINGS: ClassVar[list[BindingType]] = [*keys.CORRECTIONS, *keys.elsewhere(*keys.CORRECTIONS)]
    SHOWS = Part.LIST | Part.NAMES
    about = getters.query_one(NameSummary)
    mentions = getters.query_one(MentionList)

    def __init__(self, shell: Shell, place: NamePlace) -> None:
        super().__init__(shell, place)
        self._corrections = NameCorrections(shell)
        self._entity = place.entity
        self._awaited = True
        """Whether the articles of the place are still on their way."""
        self._shown: int | None = None
        self._names = LatestQuery(self, "name")
        self._windows = LatestQuery(self, "mentions")

    def compose(self) -> ComposeResult:
        """Put the two panes beside or below one another."""
        yield Header()
        yield HorizontalRule("top", joint="┬")
        with Container(id="name-body"):
            yield NameSummary("about")
            yield VerticalRule("about-upright")
            yield HorizontalRule("about-rule")
            yield MentionList("mentions")
        yield HorizontalRule("bottom", joint="┴")
        yield Status()

    @property
    def searched_list(self) -> tuple[View, str]:
        """The articles of the name."""
        known = self.about.known
        return (View(entity=known.entity.id), known.entity.name) if known else super().searched_list

    @property
    def marked_name(self) -> MarkedName | None:
        """The name that the page is about, with the spelling under the cursor."""
        known = self.about.known
        if known is None or self._shown is None:
            return None
        key = self.about.current if self.focused is self.about else None
        if isinstance(key, Entity):
            return MarkedName(key)
        return MarkedName(known.entity, key.text if isinstance(key, Spelling) else "")

    def on_mount(self) -> None:
        """Load the name."""
        self.status.show_keys(self.shell.keys.hints(hints.NAME))
        self.share_out()
        self.set_focus(self.mentions)
        self.show(self._place)

    def place(self) -> NamePlace:
        """Return the name and the article under the cursor."""
        if self._awaited:
            return self._place
        current = self.mentions.current
        return NamePlace(self._entity, self.mentions.cursor, current.headline.id if current else None)

    def show(self, place: NamePlace) -> None:
        """Show another name, or another row."""
        self._place, self._entity, self._awaited = place, place.entity, True
        self._load()
        self.set_focus(self.mentions)

    def reload(self) -> None:
        """Load the name again; the cursor stays on its article."""
        self._load()

    def _load(self) -> None:
        self._names.ask(partial(name_queries.load_name, self.desk, self.place(), self.app.size.height))

    def on_name_loaded(self, event: NameLoaded) -> None:
        """Show the name that was asked for, unless another is on screen by now."""
        entity = event.entity
        # A name that has become another one comes as that.
        if event.place.entity != self._entity:
            return
        # The answer may be late: meanwhile the cursor has moved.
        moved = 0 if self._awaited else self.mentions.cursor - event.place.row
        line = None if self._awaited else self.mentions.line
        self._entity = self._shown = entity.id
        self._awaited = False
        self.keep()
        self.about.show(event)
        self.mentions.kind = entity.kind
        self.mentions.set_rows(entity.articles, event.row + moved, event.offset, event.occurrences, line=line)
        self.header.show(entity.name, wording.count(entity.articles, "article"))
        self._show_under()

    @on(VirtualList.WindowNeeded, "#mentions")
    def _load_mentions(self, event: VirtualList.WindowNeeded) -> None:
        self._windows.ask(
            partial(name_queries.load_occurrences, self.desk, self._entity, event.offset, event.limit)
        )

    def on_occurrences_loaded(self, event: OccurrencesLoaded) -> None:
        """Show more articles."""
        if event.entity == self._shown:
            self.mentions.add_rows(event.offset, event.occurrences)

    def on_failed(self, event: Failed) -> None:
        """Go back from a name that no longer exists; read again later what could not be read."""
        if event.work == "mentions":
            self.mentions.window_failed()
        elif isinstance(event.error, NotFoundError):
            event.stop()
            self.leave_because("This name no longer exists.")
        else:
            self.reload_later()

    @on(VirtualList.Chosen, "#mentions")
    def _open_article(self) -> None:
        if occurrence := self.mentions.current:
            self.post_message(Go(self.shell.place_of(occurrence.headline.id)))

    @on(RowList.Chosen, "#about")
    def _open_name(self, event: RowList.Chosen) -> None:
        if isinstance(event.item, NameGuess):
            self.post_message(Go(NamePlace(event.item.entity.id)))
        elif isinstance(event.item, Entity):
            self.post_message(Go(NamePlace(event.item.id)))
        elif isinstance(event.item, Spelling):
            key = self.shell.keys.key_for("other_name")
            self.post_message(Say(f"{key} says that “{event.item.text}” is not this name."))
        else:
            self.about.show_all()

    @on(VirtualList.Moved, "#mentions")
    def _moved(self) -> None:
        self._show_under()

    def _show_under(self) -> None:
        count = self.mentions.count
        self.status.show_under(f"{self.mentions.cursor + 1:,} of {count:,}" if count else "")

    def action_correct_name(self, action: str) -> None:
        """Correct the marked name, by the name of the key. On a guess, the key for the same accepts it."""
        guess = self.about.current if self.focused is self.about else None
        if action == "same_name" and isinstance(guess, NameGuess) and self._shown is not None:
            self._corrections.accept(self._shown, guess)
        else:
            self._corrections.perform(action, self.marked_name)

    # The panes

    def on_descendant_focus(self) -> None:
        """Show which pane has the focus."""
        self.share_out()

    def on_resize(self, event: Resize) -> None:
        """Share the new width."""
        self.share_out(event.size.width, event.size.height)

    def share_out(self, width: int = 0, height: int = 0) -> None:
        """Put the panes beside one another where there is room."""
        width, height = width or self.app.size.width, height or self.app.size.height
        beside = width >= TWO_PANES
        body = height - (2 if height < LOW else 4)
        self.set_class(beside, "-beside")
        self.set_class(height < LOW, "-low")
        self.query_one("#about-upright").display = beside
        self.query_one("#about-rule").display = not beside
        self.about.styles.width = _ABOUT_WIDTH if beside else "1fr"
        self.about.styles.height = "1fr" if beside else max(2, min(9, body * 40 // 100))
        on_about = self.focused is self.about
        name, articles = RuleSegment(_ABOUT_WIDTH, "Name", on_about), "Articles"
        if beside:
            stretches = [name, RuleSegment(width - _ABOUT_WIDTH - 1, articles, not on_about)]
        else:
            stretches = [RuleSegment(width, "Name", on_about)]
        self.query_one("#top", HorizontalRule).show(stretches)
        self.query_one("#about-rule", HorizontalRule).show([RuleSegment(width, articles, not on_about)])
        self.query_one("#bottom", HorizontalRule).show([RuleSegment(stretch.width) for stretch in stretches])

    def action_go_to_pane(self, direction: str) -> None:
        """Go to what is known of the name (left), to the articles (right), or to the other pane."""
        on_about = self.focused is self.about
        to_about = direction == "left" or (direction != "right" and not on_about)
        self.set_focus(self.about if to_about else self.mentions)
