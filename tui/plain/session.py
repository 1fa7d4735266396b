"""The line-by-line mode: a key, then Enter; the answer is printed as lines."""

import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TextIO

from storage.desk import Desk
from storage.errors import NewsdeskError
from storage.model import View
from tui import keys
from tui.keymap import Keys
from tui.plain.desk_pages import DeskPages
from tui.plain.pages import Lines, NumberedList, Page, Reply

_PROMPT = "> "
_SPACE, _ENTER, _ESCAPE = "␣", "⏎", "Esc"


class PlainSession:
    """Reads keys from a stream, a line each, and prints what they lead to."""

    def __init__(
        self, desk: Desk, path: Path, keys_in_force: Keys, given: TextIO, say: Callable[[str], None]
    ) -> None:
        """Read from `given`; `say` prints one line. `path` is the desk file, for other processes."""
        self._desk = desk
        self._path = path
        self._keys = keys_in_force
        self._given = given
        self._say = say
        self._pages = DeskPages(desk, keys_in_force.key_for("undo"))
        self._stack: list[Page] = [self._pages.articles(View())]
        self._ended = False
        self._names = {_typed(key): name for name in keys.BY_NAME for key in keys_in_force.keys_for(name)}
        self._everywhere: Mapping[str, Callable[[], Reply]] = {
            "leave": self._back,
            "leave_or_quit": self._back,
            "pane_left": self._pages.lists,
            "history_back": self._back,
            "names": self._pages.names,
            "stories": self._pages.stories,
            "feeds_page": self._pages.feeds,
            "search": lambda: self._search(self._ask("Search: ")),
            "next_unread": lambda: self._read_next("next_unread"),
            "previous_unread": lambda: self._read_next("previous_unread"),
            "refresh_all": self._refresh,
            "undo": lambda: [self._desk.undo() or "There is nothing to undo."],
            "redo": lambda: [self._desk.redo() or "There is nothing to redo."],
            "help": self._help,
        }

    def run(self) -> None:
        """Say the first list, then answer key after key until the reader leaves or the input ends."""
        self._tell([*self._page.opening(), f"{self._keys.key_for('help')} and Enter lists the keys."])
        while not self._ended and (line := self._read(_PROMPT)) is not None:
            try:
                self._answer(line)
            except NewsdeskError as error:
                self._say(str(error))

    @property
    def _page(self) -> Page:
        return self._stack[-1]

    def _answer(self, line: str) -> None:
        reply = self._reply(line)
        if isinstance(reply, list):
            self._tell(reply)
        else:
            opened = reply.opening()  # before it is kept: what it shows may be gone
            self._stack.append(reply)
            self._tell(opened)

    def _reply(self, line: str) -> Reply:
        typed = line.strip() or (_SPACE if line else _ENTER)
        if typed.isdecimal():
            return self._page.choose(int(typed[:9]))
        if typed[0] == self._keys.key_for("search") and len(typed) > 1:
            return self._search(typed[1:])
        name = self._names.get(_typed(typed))
        if name is None:
            return [f"“{typed}” is not a key. {self._keys.key_for('help')} and Enter lists the keys."]
        act = self._page.actions.get(name) or self._everywhere.get(name)
        if act is None:
            return [f"{keys.named(name).description}: not here, or only on the full screen."]
        return act()

    def _back(self) -> Lines:
        if len(self._stack) == 1:
            self._ended = True
            return ["Goodbye."]
        self._stack.pop()
        return self._page.opening()

    def _read_next(self, action: str) -> Reply:
        """Leave the article, and open the next or previous unread one of the list that it was opened from."""
        below = self._stack[-2] if len(self._stack) > 1 else None
        if not isinstance(below, NumberedList) or action not in below.actions:
            return ["This article was not opened from a list."]
        before = below.cursor
        found = below.actions[action]()
        if below.cursor == before:
            return found
        self._stack.pop()
        return below.actions["open"]()

    def _search(self, query: str) -> Reply:
        return (
            self._pages.articles(View(query=query), f"Search: {query}") if query.strip() else ["No search."]
        )

    def _refresh(self) -> Lines:
        self._say("Fetching the feeds …")
        return run_command(self._path, "refresh")

    def _help(self) -> Lines:
        usable = {*self._everywhere, *self._page.actions}
        told = [
            f"{', '.join(self._keys.keys_for(binding.id or ''))}: {binding.description}"
            for binding in keys.EXPLAINED
            if binding.id in usable
        ]
        words = "A number opens that row or follows that link. Type / and words to search."
        return [*told, words, "Enter alone opens, or reads on; a space and Enter reads on."]

    def _ask(self, question: str) -> str:
        return (self._read(question) or "").strip()

    def _read(self, prompt: str) -> str | None:
        """Return the next line without its end, `None` at the end of the input."""
        sys.stdout.write(prompt)
        sys.stdout.flush()
        line = self._given.readline()
        return line.rstrip("\r\n") if line else None

    def _tell(self, lines: Lines) -> None:
        for line in lines:
            self._say(line)


def _typed(key: str) -> str:
    """Return how a key is looked up: letter by letter as it is, a name such as “Del” in any case."""
    return key if len(key) == 1 else key.lower()


def run_command(desk: Path, *command: str) -> Lines:
    """Run a command of newsdesk on a desk file in a process of its own, and return what it says."""
    done = subprocess.run(  # noqa: S603 - newsdesk itself
        [sys.executable, "-P", "-m", "tui", "--desk", str(desk), *command],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    return [line for line in (done.stdout + done.stderr).splitlines() if line.strip()]
