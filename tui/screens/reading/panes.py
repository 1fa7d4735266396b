"""The four panes of the reading screen: which are in sight, how wide, and which has the focus."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from textual import getters
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container, Horizontal, Vertical
from textual.message import Message
from textual.widget import Widget

from tui import keys
from tui.layout.columns import columns
from tui.messages import Say
from tui.navigation.places import Pane
from tui.screens.base import LOW
from tui.screens.reading import arrangement
from tui.screens.reading.links_pane import LinksPane, OpenArticle
from tui.screens.reading.list_pane import ListPane
from tui.screens.reading.navigator_pane import NavigatorPane
from tui.screens.reading.reader_pane import ReaderPane
from tui.shell import Shell
from tui.widgets.frame import HorizontalRule, RuleSegment, VerticalRule
from tui.widgets.link_list import NOT_ANALYSED

_TITLES = {Pane.NAVIGATOR: "Lists", Pane.LIST: "Articles", Pane.ARTICLE: "Article", Pane.LINKS: "Links"}


class Panes(Vertical):
    """The panes with the rules between them; as many are in sight as the terminal has room for."""

    BINDINGS: ClassVar[list[BindingType]] = [*keys.PANES, *keys.WITHIN_ARTICLE]

    navigator = getters.query_one(NavigatorPane)
    list_pane = getters.query_one(ListPane)
    reader = getters.query_one(ReaderPane)
    links = getters.query_one(LinksPane)

    @dataclass(eq=False, repr=False)
    class Entered(Message):
        """The reader wants to go to a pane."""

        pane: Pane

    class Arranged(Message):
        """Another pane has the focus, or other panes are in sight."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(id="panes")
        self._shell = shell
        self.current = Pane.LIST
        """The pane that has the focus."""
        self.alone = False
        """Whether the article alone is in sight."""

    def compose(self) -> ComposeResult:
        """Put the panes side by side, the links also below the article."""
        yield HorizontalRule("top", joint="┬")
        with Horizontal(id="body"):
            yield NavigatorPane(self._shell)
            yield VerticalRule("navigator-rule")
            yield ListPane(self._shell)
            yield VerticalRule("list-rule")
            with Container(id="right"):
                yield ReaderPane(self._shell)
                yield HorizontalRule("links-rule")
                yield VerticalRule("links-upright")
                yield LinksPane()
        yield HorizontalRule("bottom", joint="┴")

    # Which pane has the focus

    @property
    def one_pane(self) -> bool:
        """Whether the terminal has room for one pane only."""
        return columns(self.app.size.width).panes == 1

    def focus_pane(self, pane: Pane) -> None:
        """Give a pane the focus, and bring it into sight."""
        self.alone = self.alone and pane is Pane.ARTICLE
        self.current = pane
        self.share_out()
        self.screen.set_focus(self.query_one(f"#{pane.value}"))

    def leave_alone(self) -> None:
        """Show the other panes again, with the article in focus."""
        self.alone = False
        self.focus_pane(Pane.ARTICLE)

    def on_descendant_focus(self) -> None:
        """Follow the focus, however it came to a pane."""
        focused = self.screen.focused
        if focused and focused.id in set(Pane):
            self.current = Pane(focused.id)
        self.share_out()

    def action_go_to_pane(self, direction: str) -> None:
        """Go to another pane; on the lists, fold or unfold a folder instead where there is one."""
        if self.current is Pane.NAVIGATOR and self.navigator.fold_towards(direction):
            return
        step = -1 if direction in ("left", "previous") else 1
        around = direction in ("next", "previous")
        pane = arrangement.neighbour(self.app.size.width, self.current, step, around=around)
        self.post_message(self.Entered(pane))

    def action_alone(self) -> None:
        """Show the article alone, or with the other panes again."""
        self.alone = not self.alone
        self.post_message(self.Entered(Pane.ARTICLE))

    # What is in sight

    def on_resize(self) -> None:
        """Share the new width."""
        self.share_out()

    def share_out(self) -> None:
        """Show the panes that there is room for, and the rules between them."""
        width, height = self.app.size
        in_sight = arrangement.panes_in_sight(width, self.current, self.alone)
        several = len(in_sight) > 1
        beside, below = several and columns(width).panes == 4, several and columns(width).panes == 2
        body = height - (2 if height < LOW else 4)
        links_lines = arrangement.links_height(body)
        arrangement.arrange(self._boxes, in_sight, width)
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
        self.post_message(self.Arranged())

    @property
    def _boxes(self) -> Mapping[Pane, Widget]:
        return {
            Pane.NAVIGATOR: self.navigator,
            Pane.LIST: self.list_pane,
            Pane.ARTICLE: self.reader,
            Pane.LINKS: self.links,
        }

    def _draw_rules(self, width: int, in_sight: tuple[Pane, ...]) -> None:
        stretches = arrangement.top_stretches(width, self.current, in_sight, _TITLES)
        below = RuleSegment(columns(width).article, _TITLES[Pane.LINKS], self.current is Pane.LINKS)
        self.query_one("#top", HorizontalRule).show(stretches)
        self.query_one("#bottom", HorizontalRule).show([RuleSegment(stretch.width) for stretch in stretches])
        self.query_one("#links-rule", HorizontalRule).show([below])

    # Names and links of the article, from any pane

    @property
    def on_article(self) -> bool:
        """Whether the article on the page is the one that keys in the current pane act on."""
        reader, row = self.reader, self.list_pane.row
        if not reader.is_loaded or reader.article is None:
            return False
        in_front = self.current in (Pane.ARTICLE, Pane.LINKS)
        return reader.opened or in_front or row is None or row.id == reader.article

    def action_step_name(self, step: int) -> None:
        """Go to the next name in the text (1) or to the one before (-1)."""
        if self.current is not Pane.ARTICLE:
            self.post_message(self.Entered(Pane.ARTICLE))
        if not self.on_article:
            return
        if not self.reader.text.marks:
            waits = not self.links.analysed
            self.post_message(Say(NOT_ANALYSED if waits else "No names were found in this article."))
        self.reader.text.step(step)

    def action_evidence(self) -> None:
        """Show all the evidence of the link under the cursor, or less."""
        if self.current is not Pane.LINKS:
            self.post_message(self.Entered(Pane.LINKS))
        if not self.links.explain():
            self.post_message(Say("Choose a link to see why it is one."))

    def action_follow(self, number: int) -> None:
        """Follow the link with this digit."""
        link = self.links.numbered(number) if self.on_article else None
        if link:
            self.post_message(OpenArticle(link.other.id))
        elif self.on_article:
            self.post_message(Say(f"There is no link {number} here."))
        else:
            self.post_message(Say("Open the article first: its links are numbered there."))
