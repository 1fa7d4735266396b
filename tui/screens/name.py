"""The page of a name: who or what it is, and every article that speaks of it."""

from functools import partial

from textual import on
from textual.app import ComposeResult
from textual.containers import Container
from textual.events import Resize

from storage.model import Entity, Spelling
from tui.layout import wording
from tui.layout.columns import TWO_PANES
from tui.messages import NameLoaded, SightingsLoaded
from tui.navigation.places import NamePlace, Pane, ReadingPlace
from tui.queries import reading_queries
from tui.queries.latest_query import LatestQuery
from tui.screens import hints
from tui.screens.base import LOW
from tui.screens.corrections import Corrections, Meant
from tui.widgets.frame import Header, HorizontalRule, RuleSegment, VerticalRule
from tui.widgets.mention_list import MentionList
from tui.widgets.name_summary import NameSummary
from tui.widgets.row_list import RowList
from tui.widgets.status import Status
from tui.widgets.virtual_list import VirtualList

_ABOUT_WIDTH = 42


class NameScreen(Corrections):
    """The name at the left, its articles at the right; below one another where it is narrow."""

    def __init__(self, place: NamePlace) -> None:
        super().__init__()
        self._place = place
        self._entity = place.entity
        self._shown: int | None = None
        self._names = LatestQuery(self, "name")
        self._windows = LatestQuery(self, "sightings")

    def compose(self) -> ComposeResult:
        """Put the two panes beside or below one another."""
        yield Header()
        yield HorizontalRule("top", joint="┬")
        with Container(id="name-body"):
            yield NameSummary("about")
            yield VerticalRule("about-upright")
            yield HorizontalRule("about-rule")
            yield MentionList("sightings")
        yield HorizontalRule("bottom", joint="┴")
        yield Status()

    @property
    def about(self) -> NameSummary:
        """What is known of the name."""
        return self.query_one(NameSummary)

    @property
    def sightings(self) -> MentionList:
        """Its articles."""
        return self.query_one(MentionList)

    @property
    def meant(self) -> Meant | None:
        """The name that the page is about, with the spelling under the cursor."""
        known = self.about.known
        if known is None or self._shown is None:
            return None
        key = self.about.current if self.focused is self.about else None
        if isinstance(key, Entity):
            return Meant(key)
        return Meant(known.entity, key.text if isinstance(key, Spelling) else "")

    def on_mount(self) -> None:
        """Load the name."""
        self.status.show_keys(self.newsdesk.hints(hints.NAME))
        self.share_out()
        self.set_focus(self.sightings)
        self.show(self._place)

    def place(self) -> NamePlace:
        """Return the name and the row under the cursor."""
        return NamePlace(self._entity, self.sightings.cursor if self._shown == self._entity else 0)

    def show(self, place: NamePlace) -> None:
        """Show another name, or another row."""
        self._place, self._entity = place, place.entity
        if self._shown == place.entity:
            self.sightings.move_to(place.row)
        else:
            self._load(place.row)
        self.set_focus(self.sightings)

    def reload(self) -> None:
        """Load the name again."""
        self._load(self.sightings.cursor if self._shown == self._entity else self._place.row)

    def _load(self, row: int) -> None:
        self._names.ask(
            partial(reading_queries.load_name, self.desk, self._entity, row, self.app.size.height)
        )

    def on_name_loaded(self, event: NameLoaded) -> None:
        """Show the name that was asked for, unless another is on screen by now."""
        entity = event.entity
        # A name that has become another one comes as that.
        if event.asked != self._entity:
            return
        self._entity = entity.id
        same = self._shown == entity.id
        row = self.sightings.cursor if same else self._place.row
        self._shown = entity.id
        self.about.show(event)
        self.sightings.kind = entity.kind
        self.sightings.set_rows(entity.articles, row, event.offset, event.sightings, keep=same)
        self.header.show(entity.name, wording.count(entity.articles, "article"))
        self._show_under()

    @on(VirtualList.WindowNeeded, "#sightings")
    def _load_sightings(self, event: VirtualList.WindowNeeded) -> None:
        self._windows.ask(
            partial(reading_queries.load_sightings, self.desk, self._entity, event.offset, event.limit)
        )

    def on_sightings_loaded(self, event: SightingsLoaded) -> None:
        """Show more articles."""
        if event.entity == self._shown:
            self.sightings.add_rows(event.offset, event.sightings)

    @on(VirtualList.Chosen, "#sightings")
    def _open_article(self) -> None:
        if sighting := self.sightings.current:
            view, row = self.newsdesk.reading.view, self.newsdesk.reading.headlines.cursor
            article = sighting.headline.id
            self.newsdesk.go(ReadingPlace(view, row, article, pane=Pane.ARTICLE, followed=True))

    @on(RowList.Chosen, "#about")
    def _open_name(self, event: RowList.Chosen) -> None:
        if isinstance(event.item, Entity):
            self.newsdesk.go(NamePlace(event.item.id))
        elif isinstance(event.item, Spelling):
            key = self.newsdesk.key_for("other_name")
            self.newsdesk.remark(f"{key} says that “{event.item.text}” is not this name.")
        else:
            self.about.show_all()

    @on(VirtualList.Moved, "#sightings")
    def _moved(self) -> None:
        self._show_under()

    def _show_under(self) -> None:
        count = self.sightings.count
        self.status.show_under(f"{self.sightings.cursor + 1:,} of {count:,}" if count else "")

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

    def action_pane_left(self) -> None:
        """Go to what is known of the name."""
        self.set_focus(self.about)

    def action_pane_right(self) -> None:
        """Go to the articles."""
        self.set_focus(self.sightings)

    def action_pane_next(self) -> None:
        """Go to the other pane."""
        self.set_focus(self.sightings if self.focused is self.about else self.about)

    def action_pane_previous(self) -> None:
        """Go to the other pane."""
        self.action_pane_next()
