"""What the reader does to one article by a key, from the list or from its page."""

from functools import partial
from typing import NamedTuple

from storage.model import View
from tui.layout import wording
from tui.messages import Copy, Go, OpenDialog, Say, Write
from tui.navigation.places import ComparePlace, ReadingPlace, StoryPlace
from tui.queries import article_queries, label_queries
from tui.queries.latest_query import LatestQuery
from tui.queries.results.articles import AddressFound, ReplacementsLoaded
from tui.screens.reading.panes import Panes
from tui.screens.reading.pending_marks import PendingMark
from tui.screens.reading.program_commands import ProgramCommands
from tui.shell import Shell


class ArticleState(NamedTuple):
    """The article that keys act on, and its marks as they are on the screen."""

    article: int
    title: str
    read: bool
    starred: bool


class ArticleCommands:
    """Marks, deletes, opens and copies one article, and goes to its copies and its story."""

    def __init__(self, shell: Shell, panes: Panes, programs: ProgramCommands) -> None:
        self._shell = shell
        self._panes = panes
        self._programs = programs
        self._addresses = LatestQuery(panes, "address")
        self._replacements = LatestQuery(panes, "revisions")

    def perform(self, action: str, on: ArticleState | None, selected: str = "") -> None:
        """Carry out an action of `keys.READING`, by its name; copying prefers the `selected` text."""
        if action == "copy_address" and selected:
            self._shell.post(Copy(selected, wording.count(len(selected), "character")))
        elif on is None:
            self._say("Choose an article first.")
        elif action in ProgramCommands.ACTIONS:
            self._programs.perform(action, on.article)
        else:
            self._act_on(on, action)

    def _act_on(self, on: ArticleState, action: str) -> None:
        match action:
            case "toggle_read":
                self._mark_read(on)
            case "toggle_star":
                self._star(on)
            case "labels":
                self._labels(on)
            case "delete":
                self._delete(on)
            case "switch_text":
                self._panes.reader.texts.show_other(on.article)
            case "revisions":
                query = article_queries.load_replacements
                self._replacements.ask(partial(query, self._shell.desk, on.article))
            case "copies":
                self._go_to_copies(on.article)
            case "compare" | "story":
                self._go_to_story(on.article, compare=action == "compare")
            case "copy_address":
                self._addresses.ask(partial(article_queries.find_address, self._shell.desk, on.article))

    def use_address(self, event: AddressFound) -> None:
        """Copy the address that was found."""
        if event.address:
            self._shell.post(Copy(event.address, event.address))
        else:
            self._say("This article has no address.")

    def show_replacements(self, event: ReplacementsLoaded) -> None:
        """Show what changed in an article."""
        if not event.replacements:
            self._say("The text of this article has not changed since it arrived.")
            return
        from tui.screens.dialogs.revisions import RevisionsScreen  # noqa: PLC0415 - only when asked for

        screen = RevisionsScreen(event.title, event.replacements, self._shell.keys)
        self._shell.post(OpenDialog(screen, lambda _: None))

    def _mark_read(self, on: ArticleState) -> None:
        call = partial(article_queries.mark_read, self._shell.desk, on.article, not on.read)
        self._panes.marking.mark(PendingMark(on.article, read=not on.read), call)

    def _star(self, on: ArticleState) -> None:
        call = partial(article_queries.star, self._shell.desk, on.article, not on.starred)
        self._panes.marking.mark(PendingMark(on.article, starred=not on.starred), call)

    def _labels(self, on: ArticleState) -> None:
        from tui.screens.dialogs.labels import LabelChange, LabelsScreen  # noqa: PLC0415 - only when asked for

        desk = self._shell.desk

        def store(change: LabelChange | None) -> None:
            if change:
                call = partial(label_queries.change_labels, desk, on.article, *change)
                self._shell.post(Write(call))

        find = partial(label_queries.find_labels, desk, on.article)
        self._shell.post(OpenDialog(LabelsScreen(on.title, find), store))

    def _delete(self, on: ArticleState) -> None:
        call = partial(article_queries.delete, self._shell.desk, on.article)
        self._panes.clear_article(on.article)
        self._shell.post(Write(call, self._panes.show_row))

    def _go_to_copies(self, article: int) -> None:
        listed = self._panes.list_pane.cursor.listed(article)
        if listed is None or not (listed.headline.copies or listed.headline.copy_of):
            self._say("There are no copies of this article.")
        elif self._panes.view.copies is not None:
            self._say("This is the list of its copies.")
        else:
            self._shell.post(Go(ReadingPlace(View(copies=listed.headline.copy_of or article))))

    def _go_to_story(self, article: int, *, compare: bool) -> None:
        """Go to the page of the story, or compare the article with another report of it."""
        story = self._story_of(article)
        if story is None:
            self._say("No other article in this desk reports this.")
        else:
            self._shell.post(Go(ComparePlace(article) if compare else StoryPlace(story, article)))

    def _story_of(self, article: int) -> int | None:
        listed = self._panes.list_pane.cursor.listed(article)
        story = listed.headline.story if listed else None
        return self._panes.links.story_of(article) if story is None else story

    def _say(self, sentence: str) -> None:
        self._shell.post(Say(sentence))
