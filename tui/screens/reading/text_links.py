"""The numbered links below the text, while the reader chooses one of them."""

from textual import getters, on
from textual.app import ComposeResult
from textual.containers import Vertical

from tui.layout.text_links import TextLink
from tui.messages import Copy, Say
from tui.widgets.article_pane import ArticlePane
from tui.widgets.frame import HorizontalRule, RuleSegment
from tui.widgets.text_link_list import TextLinkList

NO_LINKS = "There are no links in this article."


class TextLinks(Vertical):
    """A list of the links, with their numbers in the text above it; in sight only when asked for."""

    table = getters.query_one(TextLinkList)

    def __init__(self, text: ArticlePane) -> None:
        super().__init__()
        self._text = text

    def compose(self) -> ComposeResult:
        """Put a rule above the list."""
        yield HorizontalRule("text-links-rule")
        yield TextLinkList("text-links")

    @property
    def about_cursor(self) -> str:
        """What the status line says about the link under the cursor, "" while the links are not in sight."""
        return self.table.about_cursor if self.display else ""

    def open(self) -> None:
        """Give the links on the page numbers, and their list the focus."""
        links = self._links
        if not links:
            self.post_message(Say(NO_LINKS))
            return
        self.display = True
        self._text.number_links(True)
        self.table.show(links)
        self.table.focus()

    def close(self) -> None:
        """Remove the numbers and the list."""
        if self.display:
            self.display = False
            self._text.number_links(False)

    def follow_text(self) -> None:
        """Show the links of the text that is on the page now; another article has no numbers yet."""
        if self.display and self._links != self.table.links:
            had_focus = self.table.has_focus
            self.close()
            if had_focus:
                self._text.focus()

    @property
    def _links(self) -> list[TextLink]:
        return self._text.page.text_links if self._text.page else []

    def on_resize(self) -> None:
        """Draw the rule for the new width."""
        rule = self.query_one(HorizontalRule)
        rule.show([RuleSegment(self.size.width, "Links in the text", focused=True)])

    @on(TextLinkList.Chosen)
    def _open_link(self, event: TextLinkList.Chosen) -> None:
        event.stop()
        if isinstance(event.item, TextLink):
            self.post_message(ArticlePane.AddressChosen(event.item.address))

    @on(TextLinkList.Copied)
    def _copy_link(self, event: TextLinkList.Copied) -> None:
        event.stop()
        self.post_message(Copy(event.link.address, event.link.address))

    @on(TextLinkList.Left)
    def _leave(self, event: TextLinkList.Left) -> None:
        event.stop()
        self._text.focus()
        self.close()

    def on_descendant_blur(self) -> None:
        """Close the list when the reader goes to another pane."""
        self.call_later(self._close_if_left)

    def _close_if_left(self) -> None:
        # A click on a number gives the text the focus first; the reader may also leave the whole terminal.
        within = self.screen.focused in (self.table, self._text)
        if self.app.app_focus and self.screen.is_current and not within:
            self.close()
