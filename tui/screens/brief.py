"""The brief: what happened since the last one, in sentences of the articles."""

from functools import partial
from typing import ClassVar

from textual import getters, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.events import Resize

from tui import keys
from tui.layout import wording
from tui.messages import Failed, Go, Part, Say, Write
from tui.navigation.places import BriefPlace, StoryPlace
from tui.queries import brief_queries
from tui.queries.latest_query import LatestQuery
from tui.queries.results.stories import BriefLoaded
from tui.screens import hints
from tui.screens.base import LOW, PageScreen
from tui.shell import Shell
from tui.widgets.brief_list import BriefList
from tui.widgets.cursor_list import CursorList
from tui.widgets.frame import Header, HorizontalRule, RuleSegment
from tui.widgets.status import Status

_KEYS = (
    keys.on_page("brief", "mark_brief"),
    *(
        keys.on_page(name, action)
        for name, action in (
            ("toggle_read", "mark_brief"),
            ("all_read", "mark_brief"),
            ("next_unread", "step_story(1)"),
            ("previous_unread", "step_story(-1)"),
            ("read_on", "read_on"),
            ("group", "look_back"),
            ("story", "go_to_story"),
        )
    ),
)
_DAYS = (0, 1, 7, 30)
"""How many days the brief looks back, one after the other; 0 is to the last brief."""


class BriefScreen(PageScreen[BriefPlace]):
    """A brief; it stays the same while its articles are opened and read."""

    BINDINGS: ClassVar[list[BindingType]] = [*_KEYS, *keys.elsewhere(*_KEYS)]
    SHOWS = Part.NOTHING
    rows = getters.query_one(BriefList)

    def __init__(self, shell: Shell, place: BriefPlace) -> None:
        super().__init__(shell, place)
        self._briefs = LatestQuery(self, "brief")

    def compose(self) -> ComposeResult:
        """Put the brief on the screen."""
        yield Header()
        yield HorizontalRule("top")
        yield BriefList("brief")
        yield HorizontalRule("bottom")
        yield Status()

    def on_mount(self) -> None:
        """Load the brief."""
        self.header.show("Brief")
        self.status.show_keys(self.shell.keys.hints(hints.BRIEF))
        back = self.shell.keys.key_for("group")
        self.rows.empty = f"{back} looks further back: a day, a week, a month."
        self.show(self._place)

    def place(self) -> BriefPlace:
        """Return the brief that is shown and the article under the cursor."""
        target = self.rows.target if self.rows.brief else None
        return self._place._replace(article=target.article) if target else self._place

    def show(self, place: BriefPlace) -> None:
        """Show a brief."""
        self._place = place
        self.set_focus(self.rows)
        self.reload()

    def reload(self) -> None:
        """Load the brief again."""
        self._briefs.ask(partial(brief_queries.load_brief, self.desk, self._place))

    def on_brief_loaded(self, event: BriefLoaded) -> None:
        """Show the brief that was asked for, unless another is wanted by now."""
        if event.asked != self._place:
            return
        brief, first = event.brief, self._place.until is None
        self._place = self._place._replace(
            since=brief.since.timestamp(), until=brief.until.timestamp(), by_arrival=brief.by_arrival
        )
        self.rows.show(brief)
        if first:
            self.rows.to_top()
        if self._place.article is not None:
            self.rows.select_article(self._place.article)
        self.header.show(numbers=wording.count(brief.articles, "article"))

    def on_failed(self, event: Failed) -> None:
        """Read again later what could not be read; the app says why."""
        if event.work == "brief":
            self.reload_later()

    @on(CursorList.Chosen, "#brief")
    def _open_article(self) -> None:
        if target := self.rows.target:
            self.post_message(Go(self.shell.place_of(target.article)))

    def action_mark_brief(self) -> None:
        """Mark the brief as read, and show what has come since."""
        brief = self.rows.brief
        if brief is None:
            return
        self.post_message(Write(partial(brief_queries.mark_brief, self.desk, brief.until), reply_to=self))

    def on_written(self) -> None:
        """Show what has come since the brief that was marked as read."""
        self.show(BriefPlace())

    def action_step_story(self, step: int) -> None:
        """Go to the next story (1), or to the one before (-1)."""
        if not self.rows.step_story(step):
            self.post_message(Say("This is the last story." if step > 0 else "This is the first story."))

    def action_read_on(self) -> None:
        """Page down."""
        self.rows.action_page_down()

    def action_look_back(self) -> None:
        """Look back a day, a week, a month, or to the last brief again."""
        days = _DAYS[(_DAYS.index(self._place.days) + 1) % len(_DAYS)] if self._place.days in _DAYS else 0
        self.show(BriefPlace(days=days))
        self.post_message(Say(f"The last {wording.count(days, 'day')}" if days else "Since the last brief"))

    def action_go_to_story(self) -> None:
        """Go to the page of the story under the cursor."""
        target = self.rows.target
        if target is None or target.story is None:
            self.post_message(Say("No story is under the cursor."))
        else:
            self.post_message(Go(StoryPlace(target.story, target.article)))

    def on_resize(self, event: Resize) -> None:
        """Draw the rules as wide as the screen."""
        self.set_class(event.size.height < LOW, "-low")
        self.query_one("#top", HorizontalRule).show([RuleSegment(event.size.width, "Brief", focused=True)])
        self.query_one("#bottom", HorizontalRule).show([RuleSegment(event.size.width)])
