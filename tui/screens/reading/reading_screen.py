"""The reading screen: what its keys do."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import ClassVar

from textual import on
from textual.binding import BindingType

from storage.desk import Desk
from storage.model import Entity, Link, Story, View
from tui import keys
from tui.layout import wording
from tui.messages import AddressFound, TextSwitched, UnreadFound, Written
from tui.navigation.places import NamePlace, Pane, ReadingPlace, StoryPlace
from tui.queries import reading_queries
from tui.queries.latest_query import LatestQuery
from tui.screens.corrections import Corrections, Meant
from tui.screens.reading.articles import Articles
from tui.screens.story_corrections import StoryCorrections
from tui.widgets.article_pane import ArticlePane
from tui.widgets.link_list import NOT_ANALYSED
from tui.widgets.row_list import RowList


class ReadingScreen(Articles, Corrections, StoryCorrections):
    """Lists, headlines, an article and what it is tied to."""

    BINDINGS: ClassVar[list[BindingType]] = [*keys.READING, *keys.STORY, *keys.FEED]

    def __init__(self) -> None:
        super().__init__()
        self._unread = LatestQuery(self, "unread")
        self._addresses = LatestQuery(self, "address")

    # Reading on

    def action_read_on(self) -> None:
        """Page down; at the end of the article go to the next unread one; in the list open the row."""
        if self.pane in (Pane.LIST, Pane.NAVIGATOR) or self.article_pane.article is None:
            if self.row:
                self.open(self.row.id)
        elif self.article_pane.at_end:
            self.action_next_unread()
        else:
            self.article_pane.action_page_down()

    def action_next_unread(self) -> None:
        """Open the next unread article of the list."""
        self._find_unread(1)

    def action_previous_unread(self) -> None:
        """Open the unread article before."""
        self._find_unread(-1)

    def _find_unread(self, step: int) -> None:
        row = self.headlines.cursor
        self._unread.ask(partial(reading_queries.find_unread, self.desk, self.view, row, step))

    def on_unread_found(self, event: UnreadFound) -> None:
        """Open what was found."""
        if event.view != self.view:
            return
        if event.row is None or event.headline is None:
            self.newsdesk.remark("Nothing unread is left in this list.")
            return
        self.newsdesk.settle()
        self.headlines.move_to(event.row, notify=False)
        self.open(event.headline.id)

    # Marks

    def action_toggle_read(self) -> None:
        """Mark the article read, or unread."""
        if subject := self._subject():
            article, read, _ = subject
            self.show_mark(article, read=not read)
            self.newsdesk.write(partial(_mark_read, self.desk, article, not read))

    def action_toggle_star(self) -> None:
        """Give the article a star, or take it away."""
        if subject := self._subject():
            article, _, starred = subject
            self.show_mark(article, starred=not starred)
            self.newsdesk.write(partial(_star, self.desk, article, not starred))

    def action_all_read(self) -> None:
        """Mark all articles of the list read."""
        self.newsdesk.write(partial(_mark_all_read, self.desk, self.view, self.newsdesk.key_for("undo")))

    def _subject(self) -> tuple[int, bool, bool] | None:
        """Return the article that marks and addresses are for, and whether it is read and starred."""
        article = self.article_pane.article
        if self.pane in (Pane.ARTICLE, Pane.LINKS) and article:
            held = next((row for _, row in self.headlines.loaded() if row.id == article.id), article)
            return article.id, held.read, held.starred
        return (self.row.id, self.row.read, self.row.starred) if self.row else None

    # Texts and feeds

    def action_switch_text(self) -> None:
        """Show the text of the article's feed in place of that of its page, or the other way round."""
        if subject := self._subject():
            article = self.article_pane.article
            shown = article.provenance if article and article.id == subject[0] else None
            self.newsdesk.write(partial(reading_queries.switch_text, self.desk, subject[0], shown))

    def text_switched(self, event: TextSwitched) -> None:
        """Show the other text, if the article is still on the page."""
        self.newsdesk.remark(f"The text is {wording.provenance(event.provenance)} now.")
        if event.article == self._article:
            self.look_again()

    def action_refresh_feed(self) -> None:
        """Fetch the feed or folder that is meant, whether it is due or not; else what is due."""
        folder = self.view_meant.folder
        if feed := self.feed_meant:
            self.newsdesk.intakes.refresh([feed.id])
        elif folder:
            inside = [feed.id for feed in self.feeds.values() if f"{feed.folder}/".startswith(f"{folder}/")]
            self.newsdesk.intakes.refresh(inside)
        elif self.feeds:
            self.newsdesk.intakes.refresh()
        else:
            self.newsdesk.remark(f"There are no feeds yet: {self.newsdesk.key_for('add_feed')} adds one.")

    # Names

    @property
    def meant(self) -> Meant | None:
        """The name under the cursor of the article, or of what stands beside it."""
        if self.pane is Pane.LINKS:
            return Meant(self.links.current) if isinstance(self.links.current, Entity) else None
        marked = self.article_pane.marked if self.pane is Pane.ARTICLE else None
        return Meant(marked.entity, self.article_pane.written(marked)) if marked else None

    def action_next_name(self) -> None:
        """Go to the next name in the text."""
        self._step(1)

    def action_previous_name(self) -> None:
        """Go to the name before."""
        self._step(-1)

    def _step(self, step: int) -> None:
        if self.pane is not Pane.ARTICLE:
            self.enter_pane(Pane.ARTICLE)
        if not self.article_here:
            return
        if self.article_pane.article and not self.article_pane.marks:
            waits = self.links.article_links is not None and not self.links.article_links.analysed
            self.newsdesk.remark(NOT_ANALYSED if waits else "No names were found in this article.")
        self.article_pane.step(step)

    def on_article_pane_name_moved(self) -> None:
        """Say whose name is under the cursor."""
        self.show_under()

    def on_article_pane_name_chosen(self, event: ArticlePane.NameChosen) -> None:
        """Go to the page of a name."""
        self.newsdesk.go(NamePlace(event.entity.id))

    def show_under(self) -> None:
        """Say in the status line what is under the cursor."""
        marked = self.article_pane.marked if self.pane is Pane.ARTICLE else None
        entity = marked.entity if marked else None
        if self.pane is Pane.LINKS:
            key = self.links.current
            entity = key if isinstance(key, Entity) else None
            if isinstance(key, Link):
                self.status.show_under(key.label.capitalize())
                return
        if entity:
            guess = wording.guess(marked.route) if marked else ""
            said = (entity.name, wording.describe_name(entity), f"{guess}?" if guess else "")
            self.status.show_under(" · ".join(filter(None, said)))
        else:
            self.status.show_under(self._where())

    def _where(self) -> str:
        if self.pane is Pane.NAVIGATOR:
            return self.under_navigator()
        if self.pane is Pane.ARTICLE and self.article_pane.article:
            return f"{self.article_pane.percent} % · {wording.count(len(self.article_pane.marks), 'name')}"
        count = self.headlines.count
        return f"{self.headlines.cursor + 1:,} of {count:,}" if count else ""

    # Stories

    @property
    def article_meant(self) -> tuple[int, str] | None:
        """The article that keys mean, with its title."""
        subject, shown = self._subject(), self.article_pane.article
        if subject is None:
            return None
        if shown and shown.id == subject[0]:
            return shown.id, shown.title
        return subject[0], self.row.title if self.row else ""

    def action_group(self) -> None:
        """Show a row for each story, or for each article again."""
        view = self.view
        if view != View(view.filter, since=view.since, stories=view.stories):
            self.newsdesk.remark("Only the lists of all, unread and starred articles are grouped by story.")
            return
        self.newsdesk.go(ReadingPlace(replace(view, stories=not view.stories)))

    def action_copies(self) -> None:
        """Show the copies of an article as a list."""
        row = self.row
        if row is None or not (row.copies or row.copy_of):
            self.newsdesk.remark("There are no copies of this article.")
        elif self.view.copies is None:
            self.newsdesk.go(ReadingPlace(View(copies=row.copy_of or row.id)))

    def action_story(self) -> None:
        """Go to the story of the article."""
        meant, ties = self.article_meant[0] if self.article_meant else None, self.links.article_links
        story = next((row.story for _, row in self.headlines.loaded() if row.id == meant), None)
        if story is None and meant == self._article and ties and ties.story:
            story = ties.story.id
        if story is None:
            self.newsdesk.remark("No other article in the desk reports this.")
        else:
            self.newsdesk.go(StoryPlace(story, meant))

    # Links

    def action_evidence(self) -> None:
        """Show all the evidence of the link under the cursor, or less."""
        if self.pane is not Pane.LINKS:
            self.enter_pane(Pane.LINKS)
        if not self.links.explain():
            self.newsdesk.remark("Choose a link to see why it is one.")

    @on(RowList.Moved, "#links")
    def _link_moved(self) -> None:
        self.show_under()

    @on(RowList.Chosen, "#links")
    def _link_chosen(self, event: RowList.Chosen) -> None:
        if isinstance(event.item, Link):
            self.open(event.item.other.id, followed=True)
        elif isinstance(event.item, Story):
            self.newsdesk.go(StoryPlace(event.item.id, self._article))
        elif isinstance(event.item, Entity):
            self.newsdesk.go(NamePlace(event.item.id))

    def action_follow(self, number: int) -> None:
        """Follow the link with this digit."""
        link = self.links.numbered(number) if self.article_here else None
        if not self.article_here:
            self.newsdesk.remark("Open the article first: its links are numbered there.")
        elif link:
            self.open(link.other.id, followed=True)
        else:
            self.newsdesk.remark(f"There is no link {number} here.")

    # Addresses

    def action_browse(self) -> None:
        """Open the article's address in the browser."""
        self._with_address(self.newsdesk.browse)

    def action_copy_address(self) -> None:
        """Copy the selected text, else the article's address."""
        selected = self.get_selected_text()
        if selected:
            self.newsdesk.copy(selected, wording.count(len(selected), "character"))
        else:
            self._with_address(lambda address: self.newsdesk.copy(address, address))

    def on_article_pane_address_chosen(self, event: ArticlePane.AddressChosen) -> None:
        """Open a link in the text in the browser."""
        self.newsdesk.browse(event.address)

    def _with_address(self, use: Callable[[str], None]) -> None:
        if subject := self._subject():
            self._addresses.ask(partial(reading_queries.find_address, self.desk, subject[0], use))

    def on_address_found(self, event: AddressFound) -> None:
        """Do with the address what the reader asked for."""
        if event.address:
            event.use(event.address)
        else:
            self.newsdesk.remark("This article has no address.")

    # Back

    def action_leave(self) -> None:
        """Go one level back; in the list of all articles nothing."""
        self._leave()

    async def action_leave_or_quit(self) -> None:
        """Go one level back; in the list of all articles quit."""
        if not self._leave():
            await self.newsdesk.action_quit()

    def _leave(self) -> bool:
        if self.get_selected_text():
            self.clear_selection()
        elif self.alone:
            self.focus_pane_beside()
        elif self.searching or (self.view.query and self.pane is Pane.LIST):
            self.end_search()
        elif self.pane is Pane.LINKS:
            self.focus_pane(Pane.ARTICLE)
        elif self.pane is Pane.ARTICLE and self.followed and self.newsdesk.history.previous:
            self.newsdesk.action_history_back()
        elif self.pane in (Pane.ARTICLE, Pane.NAVIGATOR):
            self.focus_pane(Pane.LIST)
        elif self.view != View():
            self.leave_list()
        else:
            return False
        return True

    def focus_pane_beside(self) -> None:
        """Show the other panes again, with the article in focus."""
        self.alone = False
        self.focus_pane(Pane.ARTICLE)


def _mark_read(desk: Desk, article: int, read: bool) -> Written:
    desk.articles.mark_read([article], read)
    return Written()


def _star(desk: Desk, article: int, starred: bool) -> Written:
    desk.articles.star(article, starred)
    return Written()


def _mark_all_read(desk: Desk, view: View, undo: str) -> Written:
    changed = desk.articles.mark_all_read(view)
    if not changed:
        return Written("All of these are read already.")
    return Written(f"{wording.count(changed, 'article')} marked read; {undo} takes it back.")
