"""The app: opens and closes the desk, and carries out what screens and widgets post."""

import gc
import os
from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import Any, ClassVar

from textual import on
from textual.app import App, SystemCommand
from textual.binding import BindingType
from textual.events import Event, Key
from textual.screen import ModalScreen, Screen

from storage.settings import Settings
from tui import keys, settings_check, signals, themes
from tui.appearance import Appearance
from tui.commands import Commands
from tui.desk_watch import DeskWatch
from tui.history_saving import HistorySaving
from tui.messages import (
    Back,
    Complain,
    Copy,
    Failed,
    Flush,
    Go,
    Gone,
    Leave,
    OpenAddress,
    OpenDialog,
    Part,
    Perform,
    Quit,
    Say,
    Write,
    Written,
)
from tui.notices import Notices
from tui.opening import Opening
from tui.queries import desk_queries, program_queries
from tui.queries.latest_query import ask
from tui.queries.results.desk import Changed, DeskOpened, DueLoaded, RulesMatched
from tui.queries.results.programs import RunInTerminal
from tui.queries.writer import Writer
from tui.quitting import Quitting
from tui.router import Router
from tui.screens.base import LOW
from tui.screens.reading.reading_screen import ReadingScreen
from tui.settings_reload import SettingsReload
from tui.shell import connected_shell
from tui.task_reports import Report, TaskReports
from tui.tasks.downloads import DownloadProgress
from tui.tasks.page_fetching import PageFetched, PageMissed
from tui.tasks.picture_fetching import PicturesFetched
from tui.tasks.task import TaskDone
from tui.tasks.task_queue import ProgressChanged
from tui.terminal import run_in_terminal
from tui.widgets.status import Status


class Newsdesk(App[None]):
    """newsdesk on a terminal; the paths of `first_import` are imported at once, in the background."""

    TITLE = "newsdesk"
    CSS_PATH = "newsdesk.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*keys.EVERYWHERE, keys.QUIT]
    ENABLE_COMMAND_PALETTE = True
    VERTICAL_BREAKPOINTS = [(0, "-squat"), (LOW, "-high")]  # noqa: RUF012 - as Textual declares it

    def __init__(self, desk_path: Path, settings: Settings, first_import: Sequence[Path] = ()) -> None:
        # Without colours Textual draws in shades of grey, unless the colours are the terminal's own.
        super().__init__(ansi_color=True if "NO_COLOR" in os.environ else None)
        self._first_import = first_import
        self.shell = connected_shell(self, desk_path, settings, self._show_times)
        self.set_keymap(self.shell.keys.keymap)
        self.router = Router(self, self.shell)
        self.commands = Commands(self, self.shell, self.router)
        self.desk_watch = DeskWatch(self, self.shell, self._reload)
        self._opening = Opening(self, self.shell, self.router, desk_path)
        self._appearance = Appearance(self, settings, self.shell, self.router)
        self._settings_reload = SettingsReload(self, self.shell, self.router, self._appearance)
        self._notices = Notices(self, self.shell, self.router)
        self._task_reports = TaskReports(self, self.shell, self.router, self.desk_watch)
        self._writer = Writer(self.post_message, partial(self.run_worker, group="write"))
        self._history_saving = HistorySaving(self, self.shell, self.router)
        self._quitting = Quitting(self, self.shell, self._writer, self._last_writes)
        self._appearance.prepare()

    def _show_times(self) -> None:
        self._task_reports.show_times()

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Return the colours of newsdesk, for themes that do not have them."""
        return themes.DEFAULTS

    def get_default_screen(self) -> ReadingScreen:
        """Return the screen at the bottom, with the first list if the desk is open by now."""
        return ReadingScreen(self.shell, self._opening.first)

    # Opening and closing

    async def on_load(self) -> None:
        """Open the desk, usually before the screen is made; what takes longer goes on beside that."""
        signals.on_end_signal(self._quitting.begin)
        await self._opening.begin()

    def on_mount(self) -> None:
        """Choose the theme, and report mistakes in the settings."""
        self._appearance.choose_theme(self._opening.opened)
        if problem := settings_check.summary(settings_check.problems_of(self.shell.settings)):
            self.post_message(Complain(problem))

    def on_desk_opened(self, event: DeskOpened) -> None:
        """Begin, as soon as the screen is there too."""
        self.router.reading.call_later(self._begin, event)

    def _begin(self, event: DeskOpened) -> None:
        self._appearance.choose_theme(self._opening.opened)
        self._appearance.choose_brackets(event)
        self.router.reading.begin(event.first)
        self.router.restore()
        self.call_after_refresh(self._history_saving.begin)
        self.call_after_refresh(gc.enable)  # `open_app` has disabled it
        if self._first_import:
            self.shell.tasks.start(self._first_import, quiet=True)
        self.desk_watch.begin(event.version)

    def _last_writes(self) -> list[Write]:
        writes = (self.router.reading.position_to_save(), self._history_saving.write_at_the_end())
        return [write for write in writes if write]

    def on_unmount(self) -> None:
        """Close the desk."""
        self._writer.close()
        self.shell.close()

    @on(Quit)
    async def action_quit(self) -> None:
        """Quit, once everything that the reader did and that has come in is stored."""
        self._quitting.begin(0)

    def on_flush(self, event: Flush) -> None:
        """Say that the messages before this one have arrived."""
        event.arrived.set()

    # What screens and widgets ask for

    @on(Go)
    @on(Back)
    def _travel(self, message: Go | Back) -> None:
        self.router.travel(message)

    def on_leave(self, event: Leave) -> None:
        """Go one level back."""
        self._history_saving.leaving()
        self.router.leave(event)

    def on_gone(self, event: Gone) -> None:
        """Leave out a place that no longer exists."""
        self.router.leave_out(event)

    @on(Say)
    @on(Complain)
    def _tell(self, message: Say | Complain) -> None:
        self._notices.show(message)

    def on_rules_matched(self, event: RulesMatched) -> None:
        """Tell the reader what rules have found."""
        if event.sentence:
            self._notices.announce(event.sentence)

    def on_open_dialog(self, event: OpenDialog[Any]) -> None:
        """Open a dialog."""
        self.push_screen(event.dialog, event.use)

    def on_open_address(self, event: OpenAddress) -> None:
        """Open an address in the browser."""
        ask(self, "program", partial(program_queries.open_address, event.address))

    def on_copy(self, event: Copy) -> None:
        """Copy a text to the clipboard."""
        self.copy_to_clipboard(event.text)
        self.post_message(Say(f"Copied {event.what}"))

    def on_run_in_terminal(self, event: RunInTerminal) -> None:
        """Give the terminal to a program, and come back when it has ended."""
        run_in_terminal(self, event)

    @on(Perform)
    @on(Status.Clicked)
    async def _perform(self, message: Perform | Status.Clicked) -> None:
        await self.commands.perform(message.action)

    # Reading and writing

    def on_write(self, event: Write) -> None:
        """Store what the reader did, after all that came before."""
        self._writer.write(event)

    def on_written(self, event: Written) -> None:
        """Say what was done, and show it."""
        self._notices.written(event)
        self._reload(event.changed)

    def on_failed(self, event: Failed) -> None:
        """Say what went wrong; without a desk, end."""
        if event.work == "open":
            self._opening.failed(event)
        else:
            self._notices.failed(event)

    def on_changed(self, event: Changed) -> None:
        """Show what another program has written."""
        self.desk_watch.changed(event)

    def _reload(self, parts: Part = Part.ALL) -> None:
        for screen in self.router.screens:
            screen.desk_changed(parts)

    # Tasks of other processes

    @on(DueLoaded)
    @on(ProgressChanged)
    @on(DownloadProgress)
    @on(PageFetched)
    @on(PageMissed)
    @on(PicturesFetched)
    @on(TaskDone)
    def _report(self, message: Report) -> None:
        self._task_reports.show(message)

    # Actions

    def action_step_history(self, step: int) -> None:
        """Go back (-1) or forward (1) through the places visited."""
        self.router.step(step)

    def action_go_to_page(self, name: str) -> None:
        """Go to the page of all names, stories or feeds."""
        self.router.go_to_page(name)

    async def action_search(self) -> None:
        """Search with the search of the top screen; if it has none, search titles and texts."""
        await self.router.search()

    def action_show_dialog(self, name: str) -> None:
        """Open a dialog."""
        self.commands.show_dialog(name)

    def action_undo(self) -> None:
        """Undo the reader's last action."""
        self.post_message(Write(partial(desk_queries.undo, self.shell.desk)))

    def action_redo(self) -> None:
        """Redo what was undone."""
        self.post_message(Write(partial(desk_queries.redo, self.shell.desk)))

    def action_refresh_all(self) -> None:
        """Fetch all feeds, whether they are due or not."""
        self.shell.tasks.refresh(everything=True)

    def action_toggle_look(self, what: str) -> None:
        """Change the `theme` or the `brackets`, and remember it."""
        self._appearance.toggle(what)

    def action_reload_settings(self) -> None:
        """Read the settings file again."""
        self._settings_reload.begin()

    def action_help_quit(self) -> None:
        """Say which key quits, to a reader who tries Ctrl+C."""
        self.post_message(Say(f"{self.shell.keys.key_for('leave_or_quit')} quits"))

    # Keys and commands

    async def on_event(self, event: Event) -> None:
        """Drop a notice with the next key, before the key does anything."""
        if isinstance(event, Key) and not event.is_forwarded:
            self._notices.drop()
        await super().on_event(event)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Allow nothing that needs the desk before it is on screen, and no search while the reader types."""
        if action == "search" and (isinstance(self.screen, ModalScreen) or self._typing):
            return False
        if action not in keys.ACTIONS_EVERYWHERE:
            return True
        return self.shell.ready and self.router.reading.is_mounted

    @property
    def _typing(self) -> bool:
        return self.focused is not None and self.focused.check_consume_key("slash", "/")

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:  # noqa: ARG002
        """Yield every action by name."""
        return self.commands.palette()
