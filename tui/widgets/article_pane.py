"""The article pane: a page with a cursor that goes from name to name."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.message import Message

from storage.model import Entity, Field, Name
from tui import keys
from tui.layout.article_page import Mark, Page
from tui.layout.text_positions import Hit
from tui.widgets.text_view import TextView


class ArticlePane(TextView, inherit_bindings=False, can_focus=True):
    """One article. Keys and the mouse scroll it, go through its names, and open names and links."""

    BINDINGS: ClassVar[list[BindingType]] = [*keys.ROWS]

    @dataclass(eq=False, repr=False)
    class NameMoved(Message):
        """The cursor moved to another name, or to none."""

        entity: Entity | None

    class HitMoved(Message):
        """Other hits of a find are on the page, or the cursor moved to another one."""

    @dataclass(eq=False, repr=False)
    class NameChosen(Message):
        """The reader opens a name."""

        entity: Entity

    @dataclass(eq=False, repr=False)
    class AddressChosen(Message):
        """The reader opens a link in the text."""

        address: str

    @dataclass(eq=False, repr=False)
    class Scrolled(Message):
        """The article was scrolled."""

    @property
    def marked(self) -> Mark | None:
        """The name under the cursor, with its place on the page."""
        return self.page.marks[self.mark] if self.page and self.mark is not None else None

    @property
    def entity(self) -> Entity | None:
        """The entity of the name under the cursor."""
        return self.marked.entity if self.marked else None

    def written(self, mark: Mark) -> str:
        """Return how a name on the page is written."""
        article = self.article
        if article is None:
            return ""
        return (article.title if mark.field is Field.TITLE else article.text)[mark.start : mark.end]

    @property
    def marks(self) -> list[Mark]:
        """The names on the page, in reading order."""
        return self.page.marks if self.page else []

    def show(self, page: Page, names: Sequence[Name], position: int, mark: int | None = None) -> None:
        """Show a page from `position` on, with the cursor on name number `mark`."""
        self.names = names
        if self.page is None or page.text != self.page.text:
            self.matches = ()
        self.mark = mark if mark is not None and mark < len(page.marks) else None
        self._show_page(page)
        self._scroll_to_position(position)
        if page.shape != self.shape:
            self._lay_out_again()

    def show_marks(self, *, read: bool, starred: bool) -> None:
        """Keep whether the article on the page is read and starred, which the page itself does not show."""
        if self.page:
            self.page.article = replace(self.page.article, read=read, starred=starred)

    def rename(self, names: Sequence[Name]) -> None:
        """Highlight other names in the same article; the cursor stays if its place is still a name."""
        before = self.marked
        self.names, self.mark = names, None
        self._lay_out_again()
        places = [mark[:3] for mark in self.marks]
        if before and before[:3] in places:
            self.mark = places.index(before[:3])

    def step(self, step: int) -> bool:
        """Go to the next name (1) or the previous one (-1); return False if there is none.

        The first step starts from the screen.
        """
        page = self.page
        if page is None or not page.marks:
            return False
        if self.mark is None:
            found = page.mark_from(self.scroll_offset.y)
            last = len(page.marks) - 1
            number = (
                (last if found is None else found) if step > 0 else (last if found is None else found - 1)
            )
        else:
            number = self.mark + step
        before = self.mark
        self.select_mark(max(0, min(number, len(page.marks) - 1)))
        return self.mark != before

    def select_mark(self, number: int | None) -> None:
        """Put the cursor on a name, and scroll to it."""
        self.mark = number
        if self.page and number is not None:
            mark = self.page.marks[number]
            self._bring_into_sight(mark.field, mark.start, mark.end)
        self.refresh()
        self.post_message(self.NameMoved(self.entity))

    def show_matches(self, matches: Sequence[Hit]) -> None:
        """Highlight what the list was searched for, while nothing is found by `show_hits`."""
        if matches != self.matches:
            self.matches = matches
            self.refresh()

    def show_hits(self, hits: Sequence[Hit], hit: int | None, *, scroll: bool = True) -> None:
        """Highlight what was found, with the cursor on hit number `hit`; `scroll` brings it into sight."""
        self.hits, self.hit = hits, hit
        if self.page and hit is not None and scroll:
            self._bring_into_sight(hits[hit].field, hits[hit].start, hits[hit].end)
        self.refresh()
        self.post_message(self.HitMoved())

    def _bring_into_sight(self, field: Field, start: int, end: int) -> None:
        if self.page is None:
            return
        first, last = self.page.row_of(field, start), self.page.row_of(field, end - 1)
        height = self.size.height
        if first < self.scroll_offset.y or last >= self.scroll_offset.y + height:
            self.scroll_to(y=max(0, first - height // 3), animate=False)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Post that the position changed."""
        super().watch_scroll_y(old_value, new_value)
        if round(old_value) != round(new_value):
            self.post_message(self.Scrolled())

    def on_click(self, event: events.Click) -> None:
        """Open the name or link under the mouse."""
        meta = event.style.meta
        if self.page is None or self.screen.get_selected_text():
            return
        if "mark" in meta:
            self.select_mark(meta["mark"])
            self.post_message(self.NameChosen(self.page.marks[meta["mark"]].entity))
        elif "address" in meta:
            self.post_message(self.AddressChosen(meta["address"]))

    def action_down(self) -> None:
        """Scroll a line down."""
        self.scroll_relative(y=1, animate=False)

    def action_up(self) -> None:
        """Scroll a line up."""
        self.scroll_relative(y=-1, animate=False)

    def action_first(self) -> None:
        """Go to the title."""
        self.scroll_to(y=0, animate=False)

    def action_last(self) -> None:
        """Go to the end."""
        self.scroll_to(y=self.max_scroll_y, animate=False)

    def action_page_down(self) -> None:
        """Go a screenful down, less one line."""
        self.scroll_relative(y=max(1, self.size.height - 1), animate=False)

    def action_page_up(self) -> None:
        """Go a screenful up, less one line."""
        self.scroll_relative(y=-max(1, self.size.height - 1), animate=False)

    def action_open(self) -> None:
        """Open the name under the cursor."""
        if self.entity:
            self.post_message(self.NameChosen(self.entity))
