"""What every screen asks of the app: words to the reader, keys by their names, what a hint does."""

from collections.abc import Iterable

from textual.app import App
from textual.events import Event, Key

from storage.settings import Settings
from tui import keys
from tui.screens.base import DeskScreen
from tui.widgets.status import Hint, Status


class Commands(App[None]):
    """An app that knows the reader's keys."""

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self.settings = settings
        self.set_keymap(settings.keys)

    # Words to the reader

    def desk_screens(self) -> list[DeskScreen]:
        """Return the screens that show the desk, the one on top last."""
        return [screen for screen in self.screen_stack if isinstance(screen, DeskScreen)]

    def remark(self, sentence: str) -> None:
        """Say something in the status line, for a while."""
        self.desk_screens()[-1].status.show_notice(sentence)

    def complain(self, sentence: str) -> None:
        """Say what went wrong."""
        self.notify(sentence, severity="error", timeout=8, markup=False)

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

    def action_help_quit(self) -> None:
        """Say which key quits, to a reader who tries Ctrl+C."""
        self.remark(f"{self.key_for('leave_or_quit')} quits")

    async def on_event(self, event: Event) -> None:
        """Drop a notice with the next key, before the key does anything."""
        if isinstance(event, Key) and not event.is_forwarded:
            for screen in self.desk_screens():
                screen.drop_notice()
        await super().on_event(event)

    # Keys

    def key_for(self, action: str) -> str:
        """Return the first key of an action, as it is drawn."""
        return self.keys_for(action)[0]

    def keys_for(self, action: str) -> list[str]:
        """Return all keys of an action, as they are drawn."""
        binding = keys.named(action)
        names = self.settings.keys.get(action, binding.key).split(",")
        return [keys.drawn(name.strip()) for name in names]

    def hints(self, wanted: Iterable[tuple[str, str]]) -> list[Hint]:
        """Return keys with what they do, from the names of actions."""
        return [Hint(self.key_for(name), words, keys.named(name).action) for name, words in wanted]

    async def perform(self, action: str) -> None:
        """Do what a key would do, where the focus is."""
        method = f"action_{action.partition('(')[0]}"
        start = self.focused or self.screen
        for node in (*start.ancestors_with_self, self):
            if hasattr(node, method):
                await self.run_action(action, default_namespace=node)
                return

    async def on_status_clicked(self, event: Status.Clicked) -> None:
        """Do what the hint under the mouse says."""
        await self.perform(event.action)
