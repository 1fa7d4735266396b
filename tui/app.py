"""The app: opening and closing the desk, writing, errands, looks."""

import os
import time
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import ClassVar

from textual.app import App, SystemCommand
from textual.binding import BindingType
from textual.message import Message
from textual.screen import ModalScreen, Screen

from storage.model import Filter
from storage.settings import Settings
from tui import keys, signals, themes
from tui.messages import (
    Changed,
    DeskOpened,
    DueLoaded,
    ErrandDone,
    ErrandProgress,
    Failed,
    FeedsLoaded,
    ListLoaded,
    PageWanted,
    TextSwitched,
    Written,
)
from tui.navigation.travel import Travel
from tui.queries import name_queries, reading_queries
from tui.queries.latest_query import LatestQuery, Writer
from tui.screens.reading.reading_screen import ReadingScreen
from tui.tasks.refresh_scheduler import Rounds
from tui.tasks.task_kinds import Task
from tui.tasks.task_queue import Intakes

_POLL_SECONDS = 1.0
_REST_SECONDS = 2.0  # between two looks at what an errand has brought
_UNASKED = {"version", "due"}  # what the app looks after by itself, again and again
_FEW_COLOURS = {None, "standard", "windows"}


class Newsdesk(Travel):
    """newsdesk on a terminal; `first_import` is imported at once, in the background."""

    TITLE = "newsdesk"
    CSS_PATH = "newsdesk.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*keys.EVERYWHERE]
    ENABLE_COMMAND_PALETTE = True

    def __init__(self, desk_path: Path, settings: Settings, first_import: Sequence[Path] = ()) -> None:
        super().__init__(settings)
        self._path = desk_path
        self._opened: DeskOpened | Failed | None = None
        self._screen_ready = self._quitting = False
        self._exit_code = 0
        self._first_import = first_import
        self.intakes = Intakes(self, desk_path)
        self.rounds = Rounds(self, off=not settings.refresh)
        self._writer = Writer()
        self._opening = LatestQuery(self, "open")
        self._versions = LatestQuery(self, "version")
        self._version: int | None = None
        self._seen = 0.0
        for theme in themes.THEMES:
            self.register_theme(theme)
        # Without a watcher that would have all styles read twice before the first picture.
        self.set_reactive(App.theme, themes.DARK)
        self.stylesheet.set_variables(self.get_css_variables())

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Return the colours of newsdesk for themes that do not have them."""
        return themes.DEFAULTS

    def get_default_screen(self) -> ReadingScreen:
        """Return the screen at the bottom."""
        return ReadingScreen()

    # Opening and closing

    @property
    def few_colours(self) -> bool:
        """Whether the terminal has 16 colours or fewer."""
        return self.console.color_system in _FEW_COLOURS or os.environ.get("TERM") in ("dumb", "linux")

    def on_load(self) -> None:
        """Open the desk while the screen is being made."""
        signals.on_end_signal(self._end)
        self._opening.ask(partial(reading_queries.open_desk, self._path, self.size.height))

    def on_mount(self) -> None:
        """Take the settings to heart."""
        self.theme = themes.theme_name(self.settings.theme == "light", self.few_colours)
        unknown = keys.unknown(self.settings.keys)
        if unknown:
            names = ", ".join(f"“{name}”" for name in unknown)
            self.complain(f"The settings give keys to {names}, which newsdesk does not know.")
        for key, actions in keys.clashes(self.settings.keys).items():
            self.complain(f"The settings give the key {keys.drawn(key)} to {' and '.join(actions)}.")

    def on_desk_opened(self, event: DeskOpened) -> None:
        """Show the first list, once the screen is there too."""
        self._opened = event
        self._begin()

    def screen_ready(self) -> None:
        """Begin as soon as the desk is open too: the reading screen is composed."""
        self._screen_ready = True
        self._begin()

    def _begin(self) -> None:
        event = self._opened
        if event is None or not self._screen_ready:
            return
        self._opened = None
        if isinstance(event, Failed):
            self.exit(return_code=1, message=f"newsdesk: {event.sentence}")
            return
        self._desk = event.desk
        light = (self.settings.theme or event.theme) == "light"
        self.theme = themes.theme_name(light, self.few_colours)
        brackets = event.brackets or str(self.settings.brackets or self.no_color or self.few_colours)
        self.reading.article_pane.set_brackets(brackets == "True")
        self.set_interval(_POLL_SECONDS, self._poll)
        self.reading.begin(event.first)
        self.intakes.analyse_pending(event.first.counts)
        if self._first_import:
            self.intakes.start(self._first_import, quiet=True)
        self.rounds.begin()

    def on_unmount(self) -> None:
        """Close the desk."""
        if self._desk:
            self._desk.close()

    async def action_quit(self) -> None:
        """Quit, once everything that the reader did and that has come is stored."""
        if not self._quitting:
            self._quitting = True
            if self.ready:
                self.reading.save_position()
            # Beside the handling of messages, so that the screen can say meanwhile what it waits for.
            self.run_worker(self._quit(), group="quit")

    def _end(self, code: int) -> None:
        """Quit because a signal asks for it, with the terminal as it was before."""
        self._exit_code = code
        self.run_worker(self.action_quit(), group="quit")

    async def _quit(self) -> None:
        await self.intakes.stop()
        await self.run_worker(self._writer.finish, thread=True, group="write").wait()
        self.exit(return_code=self._exit_code)

    # Writing, and what others write

    def write(self, call: Callable[[], Message]) -> None:
        """Store what the reader did, after all that came before."""
        self._writer.write(self, call)

    def on_written(self, event: Written) -> None:
        """Say what was done, and bring the screens up to date."""
        if event.sentence:
            self.remark(event.sentence)
        if event.seen:
            for screen in self.desk_screens():
                (screen.desk_changed if event.names else screen.reload)()

    def correct(self, call: Callable[[], str]) -> None:
        """Carry out what the reader says of a name."""
        self.remark("Correcting …")
        self.write(partial(name_queries.correct, call, self.key_for("undo")))

    def action_undo(self) -> None:
        """Take the last mark back."""
        self.write(partial(reading_queries.undo, self.desk))

    def action_redo(self) -> None:
        """Do again what was taken back."""
        self.write(partial(reading_queries.redo, self.desk))

    def _poll(self) -> None:
        self._versions.ask(partial(reading_queries.version, self.desk))

    def on_changed(self, event: Changed) -> None:
        """Show what somebody else has written; while much is being written, not all the time."""
        if self._version is None:
            self._version = event.version
        now = time.monotonic()
        rest = _REST_SECONDS if self.intakes.running else 0.0
        if event.version != self._version and now - self._seen >= rest:
            self._version, self._seen = event.version, now
            for screen in self.desk_screens():
                screen.desk_changed()

    # Errands

    def on_list_loaded(self, event: ListLoaded) -> None:
        """Have the articles analysed that wait for it."""
        self.intakes.analyse_pending(event.counts)

    def on_errand_progress(self, event: ErrandProgress) -> None:
        """Show how far the errand is."""
        self.intakes.progressed(event)

    def on_errand_done(self, event: ErrandDone) -> None:
        """Say what came of the errand."""
        if event.errand.task is Task.REFRESH:
            self.rounds.rest()
        self.intakes.ended(event)
        if event.errand.task is Task.ADD:
            from tui.screens.dialogs.add_feed import AddFeedScreen  # noqa: PLC0415 - what is asked for there

            for screen in self.screen_stack:
                if isinstance(screen, AddFeedScreen):
                    screen.errand_done(event)

    def on_due_loaded(self, event: DueLoaded) -> None:
        """Fetch the feeds that are due."""
        self.rounds.told(event)

    def on_feeds_loaded(self, event: FeedsLoaded) -> None:
        """Say when the feeds were fetched."""
        self.rounds.noted(event.feeds)

    def action_refresh_all(self) -> None:
        """Fetch all feeds, whether they are due or not."""
        self.intakes.refresh(everything=True)

    def show_page_text(self, article: int) -> None:
        """Show the text of a page that has just been fetched."""
        self.write(partial(reading_queries.show_page_text, self.desk, article))

    def on_page_wanted(self, event: PageWanted) -> None:
        """Fetch the page of an article, to show its text."""
        self.intakes.fetch_page(event.article)

    def on_text_switched(self, event: TextSwitched) -> None:
        """Show the other text, and have its names found at once."""
        self.reading.text_switched(event)
        if not event.analysed:
            self.intakes.analyse()

    def action_problems(self) -> None:
        """Show what the last import or refresh could not read."""
        from tui.screens.dialogs.problems import ProblemsScreen  # noqa: PLC0415 - only when asked for

        self.push_screen(ProblemsScreen(self.intakes.problems))

    def on_failed(self, event: Failed) -> None:
        """Say what went wrong; without a desk there is nothing to go on with."""
        if event.work == "open":
            self._opened = event
            self._begin()
        elif event.work not in _UNASKED:
            for screen in self.desk_screens():
                screen.drop_notice()
            self.complain(event.sentence)

    # Looks

    def action_toggle_theme(self) -> None:
        """Change between light and dark, and remember it."""
        light = self.current_theme.dark
        self.theme = themes.theme_name(light, self.few_colours)
        self.write(partial(reading_queries.remember, self.desk, "theme", "light" if light else "dark"))

    def action_toggle_brackets(self) -> None:
        """Draw brackets around names, or not, and remember it."""
        pane = self.reading.article_pane
        pane.set_brackets(not pane.brackets)
        self.write(partial(reading_queries.remember, self.desk, "brackets", str(pane.brackets)))

    # Keys and commands

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Allow nothing that needs the desk before it is open, and no search while something is typed."""
        if action == "search" and (isinstance(self.screen, ModalScreen) or self._typing):
            return False
        return self.ready or action not in {binding.action for binding in keys.EVERYWHERE}

    @property
    def _typing(self) -> bool:
        return self.focused is not None and self.focused.check_consume_key("slash", "/")

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:  # noqa: ARG002
        """Yield every action by name."""
        for binding in keys.EXPLAINED:
            help_text = "  ".join(self.keys_for(binding.id or ""))
            yield SystemCommand(binding.description, help_text, partial(self.perform, binding.action))
        for which, words in (
            (Filter.ALL, "All articles"),
            (Filter.UNREAD, "Unread articles"),
            (Filter.STARRED, "Starred articles"),
        ):
            yield SystemCommand(words, "Show this list", partial(self.reading.go_to_list, which))
        yield SystemCommand("Import files or the sample desk", "Bring articles in", self.action_welcome)
        yield SystemCommand("Problems of the last import", "What could not be read", self.action_problems)
        yield SystemCommand("Brackets around names", "Show or hide them", self.action_toggle_brackets)
        yield SystemCommand("Quit", "Leave newsdesk", self.action_quit)
