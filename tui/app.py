"""The app: the desk, the way back and forward, and what every screen shares."""

import os
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import ClassVar

from textual.app import App, SystemCommand
from textual.binding import BindingType
from textual.message import Message
from textual.screen import ModalScreen, Screen

from storage.desk import Desk
from storage.model import Filter
from storage.settings import Settings
from tui import keys, loading, themes
from tui.history import History
from tui.importing import Import
from tui.messages import Changed, DeskOpened, Failed, ImportDone, ImportProgress, Written
from tui.places import NamePlace, NamesPlace, Place, ReadingPlace
from tui.screens.base import DeskScreen
from tui.screens.reading import ReadingScreen
from tui.work import Latest, Writer

_POLL_SECONDS = 1.0
_FEW_COLOURS = {None, "standard", "windows"}


class Newsdesk(App[None]):
    """newsdesk on a terminal; `first_import` is imported at once, in the background."""

    TITLE = "newsdesk"
    CSS_PATH = "newsdesk.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*keys.EVERYWHERE]
    ENABLE_COMMAND_PALETTE = True

    def __init__(self, desk_path: Path, settings: Settings, first_import: Sequence[Path] = ()) -> None:
        super().__init__()
        self.settings = settings
        self.history: History[Place] = History(ReadingPlace())
        self._path = desk_path
        self._desk: Desk | None = None
        self._opened: DeskOpened | Failed | None = None
        self._screen_ready = False
        self._first_import = first_import
        self._import: Import | None = None
        self._writer = Writer()
        self._opening = Latest(self, "open")
        self._versions = Latest(self, "version")
        self._version: int | None = None
        for theme in themes.THEMES:
            self.register_theme(theme)
        # Without a watcher that would have all styles read twice before the first picture.
        self.set_reactive(App.theme, themes.DARK)
        self.stylesheet.set_variables(self.get_css_variables())
        self.set_keymap(settings.keys)

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Return the colours of newsdesk for themes that do not have them."""
        return themes.DEFAULTS

    def get_default_screen(self) -> ReadingScreen:
        """Return the screen at the bottom."""
        return ReadingScreen()

    # Opening and closing

    @property
    def desk(self) -> Desk:
        """The open desk; only to be asked for once `ready`."""
        if self._desk is None:
            raise RuntimeError("the desk is not open yet")
        return self._desk

    @property
    def ready(self) -> bool:
        """Whether the desk is open."""
        return self._desk is not None

    @property
    def few_colours(self) -> bool:
        """Whether the terminal has 16 colours or fewer."""
        return self.console.color_system in _FEW_COLOURS or os.environ.get("TERM") in ("dumb", "linux")

    @property
    def reading(self) -> ReadingScreen:
        """The reading screen."""
        screen = self.screen_stack[0]
        if not isinstance(screen, ReadingScreen):
            raise TypeError("the reading screen is always the first")
        return screen

    def on_load(self) -> None:
        """Open the desk while the screen is being made."""
        self._opening.ask(partial(loading.open_desk, self._path, self.size.height))

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
        """Show the first list, and in an empty desk the welcome, once the screen is there too."""
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
        if self._first_import:
            self.start_import(self._first_import)
        self.reading.begin(event.first)
        if not event.first.count and not self.importing:
            self.action_welcome()

    def on_unmount(self) -> None:
        """Close the desk."""
        if self._desk:
            self._desk.close()

    async def action_quit(self) -> None:
        """Quit, once everything that the reader did is stored."""
        if self.ready:
            self.reading.save_position()
        if self._import:
            await self._import.stop()
        await self.run_worker(self._writer.finish, thread=True, group="quit").wait()
        self.exit()

    # Going to places

    def _desk_screens(self) -> list[DeskScreen]:
        return [screen for screen in self.screen_stack if isinstance(screen, DeskScreen)]

    def settle(self) -> None:
        """Keep where the reader is, before something moves."""
        self.history.settle(self._desk_screens()[-1].place())

    def go(self, place: Place) -> None:
        """Go to a place, and remember the way back."""
        if self.ready:
            self.settle()
            self.history.visit(place)
            self._show(place)

    def return_to(self, place: Place) -> None:
        """Go back to a place that was left a moment ago."""
        if self.history.previous == place:
            self.history.back()
            self._show(place)
        else:
            self.go(place)

    def action_history_back(self) -> None:
        """Go back to the place before."""
        self.settle()
        place = self.history.back()
        if place:
            self._show(place)
        else:
            self.remark("This is where you came in.")

    def action_history_forward(self) -> None:
        """Go forward again."""
        self.settle()
        if place := self.history.forward():
            self._show(place)

    def _show(self, place: Place) -> None:
        from tui.screens.name import NameScreen  # noqa: PLC0415 - not needed for the first picture
        from tui.screens.names import NamesScreen  # noqa: PLC0415 - as above

        top = self.screen
        match place:
            case ReadingPlace():
                while len(self.screen_stack) > 1:
                    self.pop_screen()
                self.reading.show(place)
            case NamePlace() if isinstance(top, NameScreen):
                top.show(place)
            case NamePlace():
                self._put_on_top(NameScreen(place))
            case NamesPlace() if isinstance(top, NamesScreen):
                top.show(place)
            case NamesPlace():
                self._put_on_top(NamesScreen(place))

    def _put_on_top(self, screen: DeskScreen) -> None:
        if len(self.screen_stack) > 1:
            self.switch_screen(screen)
        else:
            self.push_screen(screen)

    def action_names(self) -> None:
        """Go to the list of all names."""
        if not isinstance(self.history.here, NamesPlace):
            self.go(NamesPlace())

    async def action_search(self) -> None:
        """Search titles and texts, on a screen with a search of its own what that one is for."""
        top = self.screen
        if not (isinstance(top, DeskScreen) and await top.start_search()):
            self.go(ReadingPlace())
            await self.reading.start_search()

    def action_welcome(self) -> None:
        """Offer what an empty desk can be filled with."""
        from tui.screens.welcome import WelcomeScreen  # noqa: PLC0415 - only for an empty desk

        self.push_screen(WelcomeScreen())

    def action_help(self) -> None:
        """Show all keys."""
        from tui.screens.help import HelpScreen  # noqa: PLC0415 - only when asked for

        self.push_screen(HelpScreen())

    # Writing, and what others write

    def write(self, call: Callable[[], Message]) -> None:
        """Store what the reader did, after all that came before."""
        self._writer.write(self, call)

    def on_written(self, event: Written) -> None:
        """Say what was done, and bring the screens up to date."""
        if event.sentence:
            self.remark(event.sentence)
        if event.seen:
            for screen in self._desk_screens():
                screen.reload()

    def action_undo(self) -> None:
        """Take the last mark back."""
        self.write(partial(loading.undo, self.desk))

    def action_redo(self) -> None:
        """Do again what was taken back."""
        self.write(partial(loading.redo, self.desk))

    def _poll(self) -> None:
        self._versions.ask(partial(loading.version, self.desk))

    def on_changed(self, event: Changed) -> None:
        """Show what somebody else has written."""
        if self._version is not None and event.version != self._version:
            for screen in self._desk_screens():
                screen.desk_changed()
        self._version = event.version

    # Importing

    @property
    def importing(self) -> bool:
        """Whether an import is going on."""
        return self._import is not None

    def start_import(self, paths: Sequence[Path]) -> None:
        """Import files and folders in the background, one import at a time."""
        if self._import:
            self.remark("One import at a time: the one before is still going on.")
            return
        self._import = Import(self._path, paths)
        self._tell_progress(ImportProgress("reading", 0, 0, ""))
        self.run_worker(self._import.run(self), group="import")
        self.reading.reload()

    def on_import_progress(self, event: ImportProgress) -> None:
        """Show how far the import is."""
        self._tell_progress(event)

    def on_import_done(self, event: ImportDone) -> None:
        """Say what came of the import."""
        self._import = None
        self._tell_progress(None)
        first, *others = event.sentences
        if event.troubled:
            self.complain("\n".join((first, *others)))
        else:
            self.remark(first)
        for screen in self._desk_screens():
            screen.desk_changed()

    def _tell_progress(self, progress: ImportProgress | None) -> None:
        for screen in self._desk_screens():
            screen.show_progress(progress)

    # Words to the reader

    def remark(self, sentence: str) -> None:
        """Say something in the status line, for a while."""
        self._desk_screens()[-1].status.show_notice(sentence)

    def complain(self, sentence: str) -> None:
        """Say what went wrong."""
        self.notify(sentence, severity="error", timeout=8, markup=False)

    def on_failed(self, event: Failed) -> None:
        """Say what went wrong; without a desk there is nothing to go on with."""
        if event.work == "open":
            self._opened = event
            self._begin()
        elif event.work != "version":
            self.complain(event.sentence)

    def browse(self, address: str) -> None:
        """Open an address in the browser, if it is one of the web."""
        if address.startswith(("http://", "https://")):
            self.open_url(address)
            self.remark(f"Opened {address}")
        else:
            self.remark("Only addresses of the web are opened.")

    def copy(self, text: str, what: str) -> None:
        """Put text on the clipboard of the terminal."""
        self.copy_to_clipboard(text)
        self.remark(f"Copied {what}")

    # Looks

    def action_toggle_theme(self) -> None:
        """Change between light and dark, and remember it."""
        light = self.current_theme.dark
        self.theme = themes.theme_name(light, self.few_colours)
        self.write(partial(loading.remember, self.desk, "theme", "light" if light else "dark"))

    def action_toggle_brackets(self) -> None:
        """Draw brackets around names, or not, and remember it."""
        pane = self.reading.article_pane
        pane.set_brackets(not pane.brackets)
        self.write(partial(loading.remember, self.desk, "brackets", str(pane.brackets)))

    # Keys and commands

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Allow nothing that needs the desk before it is open, and no search while something is typed."""
        if action == "search" and (isinstance(self.screen, ModalScreen) or self._typing):
            return False
        return self.ready or action not in {binding.action for binding in keys.EVERYWHERE}

    @property
    def _typing(self) -> bool:
        return self.focused is not None and self.focused.check_consume_key("slash", "/")

    def key_for(self, action: str) -> str:
        """Return the first key of an action, as it is drawn."""
        return self.keys_for(action)[0]

    def keys_for(self, action: str) -> list[str]:
        """Return all keys of an action, as they are drawn."""
        binding = next(binding for binding in keys.ALL if binding.id == action)
        names = self.settings.keys.get(action, binding.key).split(",")
        return [keys.drawn(name.strip()) for name in names]

    def hints(self, wanted: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
        """Return keys with what they do, from the names of actions."""
        return [(self.key_for(action), words) for action, words in wanted]

    async def perform(self, action: str) -> None:
        """Do what a key would do, where the focus is."""
        method = f"action_{action.partition('(')[0]}"
        start = self.focused or self.screen
        for node in (*start.ancestors_with_self, self):
            if hasattr(node, method):
                await self.run_action(action, default_namespace=node)
                return

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:  # noqa: ARG002
        """Yield every action by name."""
        for binding in keys.EXPLAINED:
            help_text = "  ".join(self.keys_for(binding.id or ""))
            yield SystemCommand(binding.description, help_text, partial(self.perform, binding.action))
        for which, words in (
            (Filter.ALL, "All articles"),
            (Filter.UNREAD, "Unread"),
            (Filter.STARRED, "Starred"),
        ):
            yield SystemCommand(words, "Show this list", partial(self.reading.go_to_list, which))
        yield SystemCommand("Import files or the sample desk", "Bring articles in", self.action_welcome)
        yield SystemCommand("Brackets around names", "Show or hide them", self.action_toggle_brackets)
        yield SystemCommand("Quit", "Leave newsdesk", self.action_quit)
