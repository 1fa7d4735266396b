"""The command that makes a rule of the list on the screen."""

import asyncio
from functools import partial

from textual.app import App

from storage.errors import NewsdeskError
from storage.model import View
from storage.settings import Settings, load
from tui.messages import Complain, Say, Write
from tui.queries import rule_queries, search_queries
from tui.shell import Shell


class RuleCommands:
    """Asks for the actions of a new rule, and stores it in the settings file."""

    def __init__(self, app: App[None], shell: Shell) -> None:
        self._app = app
        self._shell = shell

    def make(self, view: View) -> None:
        """Make a rule of what a list is searched for."""
        self._app.run_worker(self._make(view), group="rule", exclusive=True)

    async def _make(self, view: View) -> None:
        try:
            proposed = await asyncio.to_thread(search_queries.propose, self._shell.desk, view)
            settings = await asyncio.to_thread(load)
        except NewsdeskError as error:
            self._app.post_message(Complain(str(error)))
            return
        if not proposed.draft.query:
            key = self._shell.keys.key_for("search")
            self._app.post_message(Say(f"A rule needs a search: type one first ({key})."))
        else:
            self._ask(proposed.draft.query, settings)

    def _ask(self, query: str, settings: Settings) -> None:
        from tui.screens.dialogs.rule_editor import NewRule, RuleEditor  # noqa: PLC0415 - only when asked for

        def store(made: NewRule | None) -> None:
            if made:
                save = partial(rule_queries.save_rule, self._shell.desk, made.values, made.rule)
                self._app.post_message(Write(partial(save, here=made.here)))

        self._app.push_screen(RuleEditor(query, settings), store)
