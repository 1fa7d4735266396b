"""The keys of the reading screen that act on an article, a name, a link, a feed or the list."""

from functools import partial
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical

from storage.model import Article, Entity, Headline, SavedSearch, View
from tui import keys
from tui.layout import search_outline, wording
from tui.messages import Say, Write
from tui.navigation.places import Pane
from tui.queries import list_queries
from tui.queries.results.articles import AddressFound, ReplacementsLoaded
from tui.queries.results.feeds import SearchProposed
from tui.queries.results.programs import DownloadWanted, FolderWanted, PipeWanted, ProgramEnded
from tui.screens.corrections import MarkedArticle, MarkedName, NameCorrections, StoryCorrections
from tui.screens.feed_commands import FeedCommands
from tui.screens.label_commands import LabelCommands
from tui.screens.reading.article_commands import ArticleCommands, ArticleState
from tui.screens.reading.links_pane import OpenArticle
from tui.screens.reading.panes import Panes
from tui.screens.reading.program_commands import ProgramCommands
from tui.screens.search_commands import SearchCommands
from tui.screens.story_commands import MarkedStory, StoryCommands
from tui.shell import Shell
from tui.widgets.article_pane import ArticlePane
from tui.widgets.link_list import NOT_ANALYSED


class ReadingKeys(Vertical):
    """The panes, with keys that act on what is under the cursor of the one in focus."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *keys.LISTS,
        *keys.READING,
        *keys.STORY,
        *keys.CORRECTIONS,
        *keys.FEED,
        *keys.SEARCHES,
    ]

    def __init__(self, shell: Shell, panes: Panes) -> None:
        super().__init__()
        self._shell = shell
        self._panes = panes
        self._programs = ProgramCommands(shell, panes)
        self._article_commands = ArticleCommands(shell, panes, self._programs)
        self._feed_commands = FeedCommands(shell)
        self._search_commands = SearchCommands(shell, panes)
        self._label_commands = LabelCommands(shell)
        self._name_corrections = NameCorrections(shell)
        self._story_corrections = StoryCorrections(shell)
        self._story_commands = StoryCommands(shell)

    def compose(self) -> ComposeResult:
        """Hold the panes."""
        yield self._panes

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Allow nothing before the desk is open."""
        return self._shell.ready

    # What the keys act on

    @property
    def _article(self) -> ArticleState | None:
        """The article that is wanted on the page, or the one under the cursor of the list."""
        article: Headline | Article | None = None
        if self._panes.current is Pane.LIST:
            article = self._panes.list_pane.row
        elif self._panes.current in (Pane.ARTICLE, Pane.LINKS):
            article = self._panes.article
        return ArticleState(article.id, article.title, article.read, article.starred) if article else None

    @property
    def _marked_name(self) -> MarkedName | None:
        """The name under the cursor of the article or of the links."""
        if self._panes.current is Pane.LINKS:
            item = self._panes.links.under_cursor
            return MarkedName(item) if isinstance(item, Entity) else None
        return self._panes.reader.marked_name if self._panes.current is Pane.ARTICLE else None

    @property
    def _selected_text(self) -> str:
        """The text that is selected by the mouse."""
        return self.screen.get_selected_text() or ""

    @property
    def _on_article(self) -> bool:
        """Whether the article on the page is the one that keys in the current pane act on."""
        reader, row = self._panes.reader, self._panes.list_pane.row
        if not reader.is_loaded:
            return False
        in_front = self._panes.current in (Pane.ARTICLE, Pane.LINKS)
        return reader.opened or in_front or row is None or row.id == reader.article

    @property
    def _story(self) -> MarkedStory | None:
        """The story whose row is under the cursor of a list with a row for each story."""
        row = self._panes.list_pane.row
        if self._panes.current is not Pane.LIST or not self._panes.view.stories or row is None:
            return None
        several = row.story_size - row.copies > 1
        return MarkedStory(row.story, row.title) if row.story is not None and several else None

    # Lists

    def action_read_on(self) -> None:
        """Page down; at the end of the article go to the next unread one; in the list open the row."""
        reader, text = self._panes.reader, self._panes.reader.text
        if self._panes.current in (Pane.LIST, Pane.NAVIGATOR) or reader.article is None:
            self._panes.open_row()
        elif not reader.is_loaded:
            return  # the text on the page is still that of another article
        elif text.at_end:
            self.action_find_unread(1)
        else:
            text.action_page_down()

    def action_find_unread(self, step: int) -> None:
        """Open the next unread article of the list (1), or the one before (-1); in a find, go to a hit."""
        if self._panes.current is Pane.ARTICLE and (finding := self._panes.reader.finding):
            finding.step(step)
            return
        self._panes.list_pane.find_unread(step)

    def action_previous_hit(self) -> None:
        """Go to the hit before, while a find is on."""
        if self._panes.current is Pane.ARTICLE and (finding := self._panes.reader.finding):
            finding.step(-1)
        else:
            find = self._shell.keys.key_for("search")
            self.post_message(Say(f"There is no find to go on with: {find} in the article begins one."))

    def action_all_read(self) -> None:
        """Mark all articles of the list read; on the row of a story, those of the story."""
        if self._story:
            self._story_commands.perform("mark_read", self._story)
            return
        mark = partial(list_queries.mark_all_read, self._shell.desk, self._panes.view)
        self.post_message(Write(mark))

    def action_group(self) -> None:
        """Show a row for each story, or for each article again."""
        self._panes.list_pane.group_by_story()

    def action_step_list(self, step: int) -> None:
        """Go to the next list of the navigator (1), or to the one before (-1)."""
        self._panes.navigator.step_list(self._panes.view, step)

    def action_act_on_feed(self, action: str) -> None:
        """Do something to the feed or folder under the cursor of the navigator, else to the list's."""
        navigator, shown = self._panes.navigator, self._panes.view
        if self._panes.current is Pane.NAVIGATOR and navigator.outline.on_search_folder:
            self.post_message(Say("Choose a saved search in the folder to change or delete it."))
            return
        if search := self._search:
            self._search_commands.perform(action, search, navigator.outline.searches)
            return
        if self._panes.current is Pane.NAVIGATOR and (label := navigator.outline.label):
            self._label_commands.perform(action, label.name)
            return
        meant: View = (navigator.view if self._panes.current is Pane.NAVIGATOR else None) or shown
        navigator.act_on_feed(action, self._feed_commands, meant)

    # Saved searches

    @property
    def _search(self) -> SavedSearch | None:
        """The saved search under the cursor of the navigator, else that of the list, `None` for none."""
        outline = self._panes.navigator.outline
        if self._panes.current is Pane.NAVIGATOR:
            return outline.search
        return search_outline.search_of(outline.searches, self._panes.view)

    def action_save_search(self) -> None:
        """Ask for the name of a new saved search: that of the list."""
        self._search_commands.propose(self._panes.view)

    def on_search_proposed(self, event: SearchProposed) -> None:
        """Ask for the name of a new saved search."""
        self._search_commands.save(event.draft, self._panes.navigator.outline.searches)

    def action_sort_list(self) -> None:
        """Ask for the order of the list."""
        self._search_commands.ask_order(self._panes.view)

    def action_move_search(self, step: int) -> None:
        """Move a saved search up (-1) or down (1) among those of its folder."""
        self._search_commands.move(self._search, step)

    # The article

    def action_act_on_article(self, action: str) -> None:
        """Do something to the article, or to the story whose row it is in, by the name of its key."""
        if self._story and action in ("toggle_read", "toggle_star"):
            self._story_commands.perform(action, self._story)
            return
        self._article_commands.perform(action, self._article, self._selected_text)

    def on_address_found(self, event: AddressFound) -> None:
        """Copy the address of an article."""
        self._article_commands.use_address(event)

    def on_replacements_loaded(self, event: ReplacementsLoaded) -> None:
        """Show what changed in an article."""
        self._article_commands.show_replacements(event)

    @on(ArticlePane.AddressChosen)
    def _open_address(self, event: ArticlePane.AddressChosen) -> None:
        self._programs.open(event.address)

    def on_pipe_wanted(self, event: PipeWanted) -> None:
        """Ask for the command that an article goes to."""
        self._programs.ask_for_command(event)

    def on_program_ended(self, event: ProgramEnded) -> None:
        """Show what a program printed."""
        self._programs.show_output(event)

    def on_download_wanted(self, event: DownloadWanted) -> None:
        """Download a file that comes with an article."""
        self._programs.download(event)

    def on_folder_wanted(self, event: FolderWanted) -> None:
        """Ask for the folder of saved articles."""
        self._programs.ask_for_folder(event)

    def action_number_links(self) -> None:
        """Give the links in the text numbers, and go to their list."""
        if self._panes.current is not Pane.ARTICLE:
            self._panes.enter(Pane.ARTICLE)
        if self._on_article:
            self._panes.reader.text_links.open()
        else:
            self.post_message(Say("Open the article first: its links are numbered there."))

    def action_correct_story(self, action: str) -> None:
        """Correct the story of the article, by the name of the key."""
        article = self._article
        marked = MarkedArticle(article.article, article.title) if article else None
        self._story_corrections.perform(action, marked)

    # Its names and links

    def action_correct_name(self, action: str) -> None:
        """Correct the marked name, by the name of the key; on the row of a story, mute that."""
        if self._story and action == "mute_name":
            self._story_commands.perform("mute", self._story)
            return
        self._name_corrections.perform(action, self._marked_name, self._selected_text)
        if action == "always_name":
            self.screen.clear_selection()

    def action_step_name(self, step: int) -> None:
        """Go to the next name in the text (1) or to the one before (-1)."""
        if self._panes.current is not Pane.ARTICLE:
            self._panes.enter(Pane.ARTICLE)
        if not self._on_article:
            return
        text = self._panes.reader.text
        if not text.marks:
            waits = not self._panes.links.analysed
            self.post_message(Say(NOT_ANALYSED if waits else "No names were found in this article."))
        elif not text.step(step):
            self.post_message(Say(wording.end_of_names(step)))

    def action_evidence(self) -> None:
        """Show all the evidence of the link under the cursor, or less."""
        if self._panes.current is not Pane.LINKS:
            self._panes.enter(Pane.LINKS)
        if not self._panes.links.explain():
            self.post_message(Say("Choose a link to see why it is one."))

    def action_follow(self, number: int) -> None:
        """Follow the link with this digit."""
        link = self._panes.links.numbered(number) if self._on_article else None
        if link:
            self._panes.post_message(OpenArticle(link.other.id))
        elif self._on_article:
            self.post_message(Say(f"There is no link {number} here."))
        else:
            self.post_message(Say("Open the article first: its links are numbered there."))
