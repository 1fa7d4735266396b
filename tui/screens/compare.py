"""Two reports of a story side by side, with what only one of them says."""

from functools import partial
from typing import ClassVar

from textual import getters, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.events import Resize

from storage.errors import NotFoundError
from tui import keys
from tui.layout import wording
from tui.messages import Failed, Go, Part, Say
from tui.navigation.places import ComparePlace, NamePlace, StoryPlace
from tui.queries import compare_queries
from tui.queries.latest_query import LatestQuery
from tui.queries.results.stories import ComparePlaceFound, ComparisonLoaded, NothingToCompare
from tui.screens import hints
from tui.screens.base import LOW, PageScreen
from tui.shell import Shell
from tui.widgets.article_pane import ArticlePane
from tui.widgets.compared_report import ComparedPane
from tui.widgets.frame import Header, HorizontalRule, RuleSegment, VerticalRule
from tui.widgets.status import Status

_NAMES = ("Left report", "Right report")
_BESIDE = 100  # columns; a narrower terminal shows one report at a time
_KEYS = tuple(
    keys.on_page(name, action)
    for name, action in (
        ("next_unread", "step_report(1)"),
        ("previous_unread", "step_report(-1)"),
        ("switch_text", "swap"),
        ("group", "toggle_together"),
        ("story", "go_to_story"),
        ("next_name", "step_name(1)"),
        ("previous_name", "step_name(-1)"),
        ("read_on", "read_on"),
    )
)


class CompareScreen(PageScreen[ComparePlace]):
    """Two reports, which scroll together until the reader wants otherwise."""

    BINDINGS: ClassVar[list[BindingType]] = [*_KEYS, *keys.elsewhere(*_KEYS)]
    SHOWS = Part.NAMES
    left = getters.query_one("#left-report", ComparedPane)
    right = getters.query_one("#right-report", ComparedPane)

    def __init__(self, shell: Shell, place: ComparePlace) -> None:
        super().__init__(shell, place)
        self._together = True
        self._on_right = False
        self._stories: tuple[int | None, int | None] = (None, None)
        self._pages = LatestQuery(self, "comparison")
        self._finds = LatestQuery(self, "report")

    def compose(self) -> ComposeResult:
        """Put the two reports beside each other."""
        yield Header()
        yield HorizontalRule("top", joint="┬")
        with Horizontal(id="compare-body"):
            yield ComparedPane("left")
            yield VerticalRule("compare-rule")
            yield ComparedPane("right")
        yield HorizontalRule("bottom", joint="┴")
        yield Status()

    def on_mount(self) -> None:
        """Load the reports."""
        self.header.show("Compare")
        self.status.show_keys(self.shell.keys.hints(hints.COMPARE))
        self.show(self._place)

    # Places

    def place(self) -> ComparePlace:
        """Return the two reports."""
        return self._place

    def show(self, place: ComparePlace) -> None:
        """Show two other reports."""
        self._place = place
        self._focus_side(self._on_right)
        self.reload()

    def reload(self) -> None:
        """Load the reports again."""
        load = compare_queries.load_comparison
        self._pages.ask(partial(load, self.desk, self._place, self.left.text.shape))

    def on_comparison_loaded(self, event: ComparisonLoaded) -> None:
        """Show the reports that were asked for, unless others are wanted by now."""
        if event.asked != self._place:
            return
        self.keep()
        found = event.comparison
        self._place = ComparePlace(found.left.article.id, found.right.article.id)
        self._stories = event.stories
        for pane, report, page in zip(
            (self.left, self.right), (found.left, found.right), event.pages, strict=True
        ):
            pane.show(report, page, analysed=found.analysed)
        self.header.show(numbers=wording.count(event.reports, "report"))
        self._show_state()

    def on_nothing_to_compare(self, event: NothingToCompare) -> None:
        """Go back, because there is no second report, or say that there is no third."""
        if self._place.right is None:
            self.leave_because(event.sentence)
        else:
            self.post_message(Say(event.sentence))

    def on_failed(self, event: Failed) -> None:
        """Go back from an article that no longer exists."""
        if isinstance(event.error, NotFoundError):
            event.stop()
            self.leave_because("One of these articles is no longer in this desk.")
        else:
            self.reload_later()

    # What the keys do

    @property
    def _side(self) -> ComparedPane:
        return self.right if self._on_right else self.left

    def action_step_report(self, step: int) -> None:
        """Put the next report of the story (1), or the one before (-1), in place of the one in focus."""
        find = compare_queries.next_report
        self._finds.ask(partial(find, self.desk, self._place, self._on_right, step))

    def on_compare_place_found(self, event: ComparePlaceFound) -> None:
        """Show the two reports that were found."""
        self.show(event.place)

    def action_swap(self) -> None:
        """Swap the sides; the report in focus keeps the focus."""
        if self._place.right is not None:
            self._on_right = not self._on_right
            self.show(ComparePlace(self._place.right, self._place.left))

    def action_toggle_together(self) -> None:
        """Scroll both reports together, or each by itself."""
        self._together = not self._together
        self.post_message(Say("Both scroll together." if self._together else "Each scrolls by itself."))
        self._show_state()

    def action_go_to_story(self) -> None:
        """Go to the page of the story."""
        story = self._stories[self._on_right]
        if story is None:
            self.post_message(Say("This article is in no story with others."))
        else:
            self.post_message(Go(StoryPlace(story, self._side.article)))

    def action_step_name(self, step: int) -> None:
        """Go to the next name of the report in focus (1), or to the one before (-1)."""
        text = self._side.text
        if not text.marks:
            self.post_message(Say("No names were found in this article."))
        elif not text.step(step):
            self.post_message(Say(wording.end_of_names(step)))

    def action_read_on(self) -> None:
        """Page down."""
        self._side.text.action_page_down()

    def action_go_to_pane(self, direction: str) -> None:
        """Go to the other report."""
        wanted = {"left": False, "right": True}.get(direction, not self._on_right)
        if wanted is self._on_right:
            self.post_message(Say("There is no other pane on this side."))
        else:
            self._focus_side(wanted)

    def _focus_side(self, right: bool) -> None:
        self._on_right = right
        self._share_out()
        self.set_focus(self._side.text)

    def on_descendant_focus(self) -> None:
        """Follow the focus, however it came to a report."""
        self._on_right = self.focused is self.right.text
        self._share_out()

    @on(ArticlePane.NameChosen)
    def _open_name(self, event: ArticlePane.NameChosen) -> None:
        self.post_message(Go(NamePlace(event.entity.id)))

    @on(ComparedPane.Opened)
    def _open_article(self, event: ComparedPane.Opened) -> None:
        self.post_message(Go(self.shell.place_of(event.article)))

    @on(ArticlePane.Scrolled)
    def _scroll_along(self) -> None:
        """Scroll the report without the focus as far as the other one."""
        if self._together and self.focused is self._side.text:
            other = self.left if self._on_right else self.right
            other.scroll_as_far_as(self._side)
        self._show_state()

    @on(ArticlePane.NameMoved)
    def _show_state(self) -> None:
        entity = self._side.text.entity
        if entity:
            self.status.show_under(f"{entity.name} · {wording.describe_name(entity)}")
        else:
            self.status.show_under("both scroll" if self._together else "each scrolls by itself")

    # Layout

    def on_resize(self, event: Resize) -> None:
        """Show both reports if there is room for both."""
        self.set_class(event.size.height < LOW, "-low")
        self._share_out()

    def _share_out(self) -> None:
        width = self.app.size.width
        beside = width >= _BESIDE
        self.left.display = beside or not self._on_right
        self.right.display = beside or self._on_right
        self.query_one("#compare-rule").display = beside
        left = (width - 1) // 2
        self.left.styles.width = left if beside else "1fr"
        titles = [(_NAMES[0], not self._on_right), (_NAMES[1], self._on_right)]
        widths = [left, width - 1 - left] if beside else [width]
        shown = titles if beside else [titles[self._on_right]]
        segments = [RuleSegment(share, *titled) for share, titled in zip(widths, shown, strict=True)]
        self.query_one("#top", HorizontalRule).show(segments)
        self.query_one("#bottom", HorizontalRule).show([RuleSegment(one.width) for one in segments])
