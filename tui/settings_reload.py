"""The settings file, read again while the app is open."""

import asyncio

from textual.app import App

from storage.settings import Settings, load
from tui import settings_check
from tui.appearance import Appearance
from tui.messages import Complain, Say
from tui.router import Router
from tui.shell import Shell


class SettingsReload:
    """Reads the settings file again, and applies what it says."""

    def __init__(self, app: App[None], shell: Shell, router: Router, appearance: Appearance) -> None:
        self._app = app
        self._shell = shell
        self._router = router
        self._appearance = appearance

    def begin(self) -> None:
        """Read the file in a thread, then apply it; what is wrong in it is said."""
        self._app.run_worker(self._read(), group="settings", exclusive=True)

    async def _read(self) -> None:
        settings = await asyncio.to_thread(load)
        self._apply(settings)
        if problem := settings_check.summary(settings_check.problems_of(settings)):
            self._app.post_message(Complain(problem))
        else:
            self._app.post_message(Say("The settings are read again."))

    def _apply(self, settings: Settings) -> None:
        self._shell.settings = settings
        self._shell.keys.use(settings.keys)
        self._app.set_keymap(self._shell.keys.keymap)
        self._shell.refreshes.use(automatic=settings.refresh)
        self._appearance.use(settings)
        self._router.reading.panes.share_out()  # with the new keys in the status line
