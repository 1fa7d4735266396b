"""The reader's browser: the one of `$BROWSER`, else a graphical one, else one for the terminal."""

import os
import shlex
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress

from storage.errors import ProgramError
from storage.processes import programs

_GRAPHICAL = (
    ("xdg-open",),
    ("gio", "open"),
    ("wslview",),
    ("x-www-browser",),
    ("firefox",),
    ("chromium",),
    ("google-chrome",),
)
_TERMINAL = (("w3m",), ("lynx",), ("links",), ("elinks",), ("links2",), ("www-browser",))
_DISPLAYS = ("DISPLAY", "WAYLAND_DISPLAY", "WSL_DISTRO_NAME")


def browser_for(
    address: str,
    environment: Mapping[str, str] = os.environ,
    find: Callable[[str], str | None] = programs.find,
    platform: str = sys.platform,
) -> list[str]:
    """Return the arguments that open an address of the web in the reader's browser.

    Raises `ProgramError` if the address is not one of the web, or no browser can be started here.
    """
    if not programs.is_web_address(address):
        raise ProgramError("Only addresses of the web are opened.")
    for command in _candidates(environment, platform):
        if find(command[0]):
            named = any("%s" in argument for argument in command[1:])
            filled = [argument.replace("%s", address) for argument in command[1:]]
            return [command[0], *filled, *(() if named else (address,))]
    if _has_display(environment, platform):
        raise ProgramError("No browser was found; name yours in the variable BROWSER.")
    raise ProgramError("No browser can be started: there is no display, and no browser for the terminal.")


def _candidates(environment: Mapping[str, str], platform: str) -> Iterator[Sequence[str]]:
    for entry in environment.get("BROWSER", "").split(os.pathsep):
        with suppress(ValueError):  # a quote that is not closed
            if command := shlex.split(entry.strip().removesuffix("&")):
                yield command
    if platform == "darwin":
        yield ("open",)
    elif platform == "win32":
        yield ("explorer",)
    elif _has_display(environment, platform):
        yield from _GRAPHICAL
    yield from _TERMINAL


def _has_display(environment: Mapping[str, str], platform: str) -> bool:
    return platform in ("darwin", "win32") or any(environment.get(name) for name in _DISPLAYS)
