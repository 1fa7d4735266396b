"""Programs of the reader, such as a player or a bookmark command: argument vectors, never run by a shell.

What a feed sends reaches a program only inside one argument or on its standard input.
"""

import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Thread
from typing import IO

from storage.errors import ProgramError
from storage.text.plain_text import clean_line, clean_output, truncate_line

SECONDS = 30.0
OUTPUT = 1_000_000  # bytes

_FIRST_SECONDS = 0.7  # a program that fails at once has failed by then
_LAST_SECONDS = 0.3  # for output that is still in the pipe when a program has ended
_CHECK_SECONDS = 0.05
_READ_SIZE = 1 << 16
_IN_TERMINAL = frozenset((
    "w3m", "lynx", "links", "links2", "elinks", "browsh", "carbonyl", "cha", "www-browser",
    "less", "more", "most", "bat", "vi", "vim", "nvim", "view", "nano", "micro", "hx", "helix", "kak",
    "fzf", "sk", "mpv", "mplayer", "cvlc", "mpg123", "mutt", "neomutt",
))  # fmt: skip
_OF_SHELLS = frozenset(("|", "||", "&&", "&", ";", ">", ">>", "<", "<<", "2>", "2>&1"))
_NO_TERMINAL = frozenset(("--no-terminal", "--terminal=no", "--player-operation-mode=pseudo-gui"))
_PLACE = re.compile(r"\{([a-z_]+)\}")
_MAX_REASON = 200  # characters


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a program ended. `output` and `errors` are clean text; with `cut`, only their beginnings."""

    program: str
    code: int
    output: str
    errors: str
    cut: bool = False

    @property
    def trouble(self) -> str:
        """A sentence if the program failed, else ""."""
        if not self.code:
            return ""
        lines = (self.errors or self.output).strip().splitlines()
        reason = truncate_line(clean_line(lines[-1]), _MAX_REASON) if lines else ""
        return (
            f"{_ended(self.program, self.code)}: {reason}"
            if reason
            else f"{_ended(self.program, self.code)}."
        )


def split(command: str) -> list[str]:
    """Return a typed command as arguments, with quotes as a shell has them, but without a shell.

    Raises `ProgramError` if it is empty, has an open quotation mark, or seems to be meant for a shell.
    """
    try:
        arguments = shlex.split(command)
    except ValueError as error:
        raise ProgramError("A quotation mark is not closed.") from error
    if not arguments or not arguments[0]:
        raise ProgramError("No program is named.")
    if meant := next((one for one in arguments if one in _OF_SHELLS), ""):
        raise ProgramError(f"No shell runs this, so “{meant}” does nothing; write sh -c '…' for a shell.")
    return arguments


def fill(template: Sequence[str], values: Mapping[str, str]) -> list[str]:
    """Return an argument vector with `values` in place of {name}; other braces stay.

    A value at the start of an argument never begins with a minus, so that it can't be an option.
    Raises `ProgramError` if the template is empty.
    """
    if not template or not template[0].strip():
        raise ProgramError("No program is named.")
    return [template[0], *(_fill(argument, values) for argument in template[1:])]


def with_address(template: Sequence[str], address: str) -> list[str]:
    """Return an argument vector with an address in place of {url}, or at its end.

    Raises `ProgramError` if the template is empty, or the address is not one of the web.
    """
    if not is_web_address(address):
        raise ProgramError("Only addresses of the web are opened.")
    filled = fill(template, {"url": address})
    return filled if any("{url}" in argument for argument in template[1:]) else [*filled, address]


def is_web_address(address: str) -> bool:
    """Return whether an address is one of the web, the only kind that a browser or player gets."""
    return address.startswith(("http://", "https://")) and not any(
        char.isspace() or ord(char) < 0x20 for char in address
    )


def _fill(argument: str, values: Mapping[str, str]) -> str:
    filled = _PLACE.sub(lambda place: values.get(place[1], place[0]).replace("\0", ""), argument)
    return f" {filled}" if filled.startswith("-") and not argument.startswith("-") else filled


def run(
    arguments: Sequence[str],
    given: bytes = b"",
    *,
    seconds: float = SECONDS,
    output: int = OUTPUT,
    is_cancelled: Callable[[], bool] = lambda: False,
) -> Outcome:
    """Run a program with `given` on its standard input and return what it printed, at most `output` bytes.

    What it prints beyond is thrown away. A program that runs longer than `seconds`, or is cancelled, is
    killed with all that it has started. Raises `ProgramError` then, and if it can't be started.
    """
    pipe = subprocess.PIPE
    process = _start(arguments, stdin=pipe, stdout=pipe, stderr=pipe, start_new_session=True)
    printed, errors = _Reader(process.stdout, output), _Reader(process.stderr, output)
    Thread(target=_write, args=(process.stdin, given), daemon=True).start()
    try:
        _wait(process, name_of(arguments), seconds, is_cancelled)
    except BaseException:
        _kill(process)
        raise
    # A program may leave another in the background that holds the pipe, as those for the clipboard do.
    until = time.monotonic() + _LAST_SECONDS
    for reader in (printed, errors):
        reader.thread.join(max(0.0, until - time.monotonic()))
    return Outcome(
        name_of(arguments), process.returncode, printed.text, errors.text, cut=printed.cut or errors.cut
    )


def start(arguments: Sequence[str], *, seconds: float = _FIRST_SECONDS) -> None:
    """Start a program with windows of its own, which runs on after newsdesk has ended.

    Raises `ProgramError` if it can't be started, or fails within the first `seconds`.
    """
    nothing = subprocess.DEVNULL
    process = _start(arguments, stdin=nothing, stdout=nothing, stderr=nothing, start_new_session=True)
    with suppress(subprocess.TimeoutExpired):
        if code := process.wait(seconds):
            raise ProgramError(f"{_ended(name_of(arguments), code)}.")
        return
    Thread(target=process.wait, daemon=True).start()  # so that the system can forget it when it has ended


def run_in_terminal(arguments: Sequence[str], given: bytes | None = None) -> Outcome:
    """Run a program that has the terminal until it ends, and return how it ended, without its output.

    Without `given` it reads the terminal. Ctrl+C ends the program, not newsdesk. Raises `ProgramError` if it
    can't be started. The main thread alone may call it.
    """
    with _ctrl_c_ignored():
        process = _start(arguments, stdin=None if given is None else subprocess.PIPE)
        if given is not None:
            Thread(target=_write, args=(process.stdin, given), daemon=True).start()
        return Outcome(name_of(arguments), process.wait(), "", "")


def needs_terminal(arguments: Sequence[str]) -> bool:
    """Return whether a program is known to need the terminal, unless an argument tells it to do without."""
    known = bool(arguments) and Path(arguments[0]).name in _IN_TERMINAL
    return known and _NO_TERMINAL.isdisjoint(arguments)


def find(program: str) -> str | None:
    """Return the path of a program that can be started, `None` if there is none."""
    return shutil.which(str(Path(program).expanduser()))


def _start(arguments: Sequence[str], **how: object) -> subprocess.Popen[bytes]:
    name = name_of(arguments)
    path = find(arguments[0])
    if path is None:
        raise ProgramError(f"There is no program “{name}”.")
    try:
        return subprocess.Popen([path, *arguments[1:]], **how)  # type: ignore[call-overload, no-any-return]  # noqa: S603
    except (OSError, ValueError) as error:
        reason = (error.strerror if isinstance(error, OSError) else None) or str(error)
        raise ProgramError(f"“{name}” can't be started: {reason}.") from error


def _wait(
    process: subprocess.Popen[bytes], name: str, seconds: float, is_cancelled: Callable[[], bool]
) -> None:
    until = time.monotonic() + seconds
    while process.poll() is None:
        with suppress(subprocess.TimeoutExpired):
            process.wait(_CHECK_SECONDS)
        if is_cancelled():
            raise ProgramError(f"“{name}” was stopped.")
        if process.returncode is None and time.monotonic() > until:
            raise ProgramError(f"“{name}” was stopped: it took longer than {seconds:g} seconds.")


def _kill(process: subprocess.Popen[bytes]) -> None:
    """Kill a program that leads a process group, with all of the group."""
    if sys.platform == "win32":
        process.kill()
    else:
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()


class _Reader:
    """Reads a pipe to its end in a thread, and keeps the first `size` bytes."""

    def __init__(self, pipe: IO[bytes] | None, size: int) -> None:
        self._kept = bytearray()
        self._size = size
        self.cut = False
        self.thread = Thread(target=self._read, args=(pipe,), daemon=True)
        self.thread.start()

    @property
    def text(self) -> str:
        """What was read so far, as clean text."""
        return clean_output(bytes(self._kept).decode("utf-8", "replace"))

    def _read(self, pipe: IO[bytes]) -> None:
        with pipe:
            for part in iter(lambda: os.read(pipe.fileno(), _READ_SIZE), b""):
                room = self._size - len(self._kept)
                self._kept += part[:room]
                self.cut = self.cut or len(part) > room


def _write(pipe: IO[bytes], given: bytes) -> None:
    with suppress(OSError), pipe:  # the program may end before it has read everything
        pipe.write(given)


@contextmanager
def _ctrl_c_ignored() -> Iterator[None]:
    # By a handler: a program inherits what is ignored, but no handler.
    before = signal.signal(signal.SIGINT, lambda *_: None)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def name_of(arguments: Sequence[str]) -> str:
    """Return the name of a program, without its folder."""
    return clean_line(Path(arguments[0]).name)


def _ended(name: str, code: int) -> str:
    if code < 0:
        with suppress(ValueError):
            return f"“{name}” was ended by {signal.Signals(-code).name}"
    return f"“{name}” failed with code {code}"
