"""Finding words in the article on the page: a line to type them, and the hits one after another."""

from textual import getters, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input

from storage.model import Field
from tui.layout.text_positions import FoldedText, Hit
from tui.messages import Say
from tui.widgets.article_pane import ArticlePane
from tui.widgets.fields import SearchLine


class TextSearch(Vertical):
    """The line above the text in which the reader types what to find; in sight while a find is on."""

    line = getters.query_one(SearchLine)

    def __init__(self, text: ArticlePane) -> None:
        super().__init__()
        self._text = text
        self._texts: dict[Field, tuple[str, FoldedText]] = {}
        self._article: int | None = None
        self._from = 0

    def compose(self) -> ComposeResult:
        """Hold the line."""
        yield SearchLine("find", "Find in this article")

    @property
    def is_on(self) -> bool:
        """Whether a find is on: its hits are highlighted, and keys go through them."""
        return self.display

    @property
    def about_cursor(self) -> str:
        """What the status line says about the hit under the cursor, "" while nothing is typed."""
        words = self.line.value.strip() if self.display else ""
        if not words:
            return ""
        hits, hit = self._text.hits, self._text.hit
        found = "is not in this article" if hit is None else f"{hit + 1:,} of {len(hits):,}"
        return f"“{words}” {found}"

    def open(self) -> None:
        """Begin to find, or go on typing."""
        if not self.display:
            self._from = self._text.scroll_offset.y
            self._article = self._text.article.id if self._text.article else None
            self.display = True
        self.line.focus()

    def close(self) -> bool:
        """End the find; return False if none is on. Esc in the line also goes back to where it began."""
        if not self.display:
            return False
        if self.line.has_focus:
            if self._is_same_article:
                self._text.scroll_to(y=self._from, animate=False)
            self._text.focus()
        self.display = False
        self.line.set_text("")
        self._texts.clear()
        self._text.show_hits((), None)
        return True

    def step(self, step: int) -> None:
        """Go to the next hit (1) or the previous one (-1), from the last one to the first."""
        hits, hit = self._text.hits, self._text.hit
        if hit is None:
            self.post_message(Say(f"{self.about_cursor or 'Nothing to find is typed'}."))
            return
        if not 0 <= hit + step < len(hits):
            self.post_message(Say("From the top again." if step > 0 else "From the end again."))
        self._text.show_hits(hits, (hit + step) % len(hits))

    def follow_text(self) -> None:
        """Find the same words in the text that is on the page now; a find ends with its article."""
        if self.display and self._is_same_article:
            self._find(keep=True)
        else:
            self.close()

    @property
    def _is_same_article(self) -> bool:
        return self._text.article is not None and self._text.article.id == self._article

    @on(Input.Changed)
    def _find_typed(self, event: Input.Changed) -> None:
        event.stop()
        self._find(keep=False)

    @on(Input.Submitted)
    def _go_to_text(self, event: Input.Submitted) -> None:
        event.stop()
        self._text.focus()

    def _find(self, *, keep: bool) -> None:
        """Find what is typed; the cursor is on the first hit below where the find began, or stays."""
        page = self._text.page
        if page is None:
            self._text.show_hits((), None)
            return
        hits = [
            Hit(field, *place) for field in Field for place in self._folded_text(field).find(self.line.value)
        ]
        row = self._text.scroll_offset.y if keep else self._from
        below = (at for at, hit in enumerate(hits) if page.row_of(hit.field, hit.start) >= row)
        first = next(below, 0 if hits else None)
        self._text.show_hits(hits, first, scroll=not keep)

    def _folded_text(self, field: Field) -> FoldedText:
        text = self._text.page.text[field] if self._text.page else ""
        known = self._texts.get(field)
        if known is None or known[0] != text:
            known = self._texts[field] = text, FoldedText(text)
        return known[1]
