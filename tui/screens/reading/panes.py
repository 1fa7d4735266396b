"""The panes of the reading screen: which are in sight, which has the focus."""

from textual.app import ComposeResult
from textual.containers import Container, Horizontal, Vertical
from textual.events import Resize
from textual.geometry import Size
from textual.widget import Widget

from tui.layout.columns import columns
from tui.navigation.places import Pane
from tui.screens import hints
from tui.screens.base import LOW, DeskScreen
from tui.screens.reading import arrangement
from tui.widgets.article_pane import ArticlePane
from tui.widgets.frame import Header, HorizontalRule, RuleSegment, VerticalRule
from tui.widgets.headline_list import HeadlineList
from tui.widgets.link_list import LinkList
from tui.widgets.navigator import Navigator
from tui.widgets.status import Status

_TITLES = {Pane.NAVIGATOR: "Lists", Pane.LIST: "Articles", Pane.ARTICLE: "Article", Pane.LINKS: "Links"}


class Panes(DeskScreen):
    """Four panes, of which as many are in sight as the terminal has room for."""

    def __init__(self) -> None:
        super().__init__()
        self.pane = Pane.LIST
        self.alone = False

    def compose(self) -> ComposeResult:
        """Put the panes side by side."""
        yield Header()
        yield HorizontalRule("top", joint="┬")
        with Horizontal(id="body"):
            yield Navigator("navigator")
            yield VerticalRule("navigator-rule")
            with Vertical(id="left"):
                yield HeadlineList("list")
            yield VerticalRule("list-rule")
            with Container(id="right"):
                yield ArticlePane("article")
                yield HorizontalRule("links-rule")
                yield VerticalRule("links-upright")
                yield LinkList("links")
        yield HorizontalRule("bottom", joint="┴")
        yield Status()

    @property
    def headlines(self) -> HeadlineList:
        """The list."""
        return self.query_one("#list", HeadlineList)

    @property
    def article_pane(self) -> ArticlePane:
        """The article."""
        return self.query_one("#article", ArticlePane)

    @property
    def links(self) -> LinkList:
        """The links."""
        return self.query_one("#links", LinkList)

    @property
    def navigator(self) -> Navigator:
        """The standing lists."""
        return self.query_one("#navigator", Navigator)

    @property
    def searching(self) -> bool:
        """Whether a search is being typed."""
        return self.focused is not None and self.focused.id == "search"

    @property
    def one_pane(self) -> bool:
        """Whether the terminal has room for one pane only."""
        return columns(self.app.size.width).panes == 1

    def focus_pane(self, pane: Pane) -> None:
        """Give a pane the focus, and bring it into sight."""
        self.alone = self.alone and pane is Pane.ARTICLE
        self.pane = pane
        self.share_out()
        self.set_focus(self._widget(pane))

    def on_descendant_focus(self) -> None:
        """Follow the focus, however it came to a pane."""
        if self.focused and self.focused.id in set(Pane):
            self.pane = Pane(self.focused.id)
            self.pane_focused()
        self.share_out()

    def pane_focused(self) -> None:
        """Do what is due when `pane` has got the focus."""

    def on_resize(self, event: Resize) -> None:
        """Share the new width."""
        self.share_out(event.size)

    def share_out(self, size: Size | None = None) -> None:
        """Show the panes that there is room for, and the rules between them."""
        width, height = size or self.app.size
        in_sight = arrangement.panes_in_sight(width, self.pane, self.alone)
        several = len(in_sight) > 1
        beside, below = several and columns(width).panes == 4, several and columns(width).panes == 2
        body = height - (2 if height < LOW else 4)
        links_lines = arrangement.links_height(body)
        boxes = {pane: self._widget(pane) for pane in (Pane.NAVIGATOR, Pane.ARTICLE, Pane.LINKS)}
        arrangement.arrange({**boxes, Pane.LIST: self.query_one("#left")}, in_sight, width)
        for name, shown in (
            ("right", Pane.ARTICLE in in_sight or Pane.LINKS in in_sight),
            ("navigator-rule", beside),
            ("list-rule", several),
            ("links-upright", beside),
            ("links-rule", below),
        ):
            self.query_one(f"#{name}").display = shown
        self.set_class(beside, "-beside")
        self.set_class(height < LOW, "-low")
        self.links.styles.height = links_lines if below else "1fr"
        self.links.styles.width = columns(width).links if beside else "1fr"
        self.query_one("#list-rule", VerticalRule).join(body - links_lines - 1 if below else None)
        self._draw_rules(width, in_sight)

    def _draw_rules(self, width: int, in_sight: tuple[Pane, ...]) -> None:
        stretches = arrangement.top_stretches(width, self.pane, in_sight, _TITLES)
        below = RuleSegment(columns(width).article, _TITLES[Pane.LINKS], self.pane is Pane.LINKS)
        self.query_one("#top", HorizontalRule).show(stretches)
        self.query_one("#bottom", HorizontalRule).show([RuleSegment(stretch.width) for stretch in stretches])
        self.query_one("#links-rule", HorizontalRule).show([below])
        self.status.show_keys(self.newsdesk.hints(self.pane_hints()))

    def pane_hints(self) -> hints.Hints:
        """Return the keys that help where the reader is."""
        return hints.SEARCH if self.searching else hints.READING[self.pane]

    def _widget(self, pane: Pane) -> Widget:
        return self.query_one(f"#{pane.value}")

    def action_pane_left(self) -> None:
        """Go to the pane at the left."""
        self.enter_pane(arrangement.neighbour(self.app.size.width, self.pane, -1, around=False))

    def action_pane_right(self) -> None:
        """Go to the pane at the right."""
        self.enter_pane(arrangement.neighbour(self.app.size.width, self.pane, 1, around=False))

    def action_pane_next(self) -> None:
        """Go to the next pane, after the last to the first."""
        self.enter_pane(arrangement.neighbour(self.app.size.width, self.pane, 1, around=True))

    def action_pane_previous(self) -> None:
        """Go to the pane before, before the first to the last."""
        self.enter_pane(arrangement.neighbour(self.app.size.width, self.pane, -1, around=True))

    def enter_pane(self, pane: Pane) -> None:
        """Go to a pane because the reader asked for it."""
        self.focus_pane(pane)

    def action_alone(self) -> None:
        """Show the article alone, or with the other panes again."""
        self.alone = not self.alone
        self.enter_pane(Pane.ARTICLE)
