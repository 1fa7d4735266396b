"""How a terminal gets pictures: by kitty's protocol, or as half blocks.

Sixels are left out: Textual cuts lines by counting their characters, so it would cut off a sixel in a line.
"""

import re
import subprocess
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import TypeAlias

from tui.layout import half_blocks
from tui.layout.half_blocks import DrawnPicture

Draw: TypeAlias = Callable[[Path, str, int], DrawnPicture]
"""Draws the picture in a file, with its address, at most so many cells wide; raises `OSError`."""

_MULTIPLEXERS = ("TMUX", "STY", "ZELLIJ")  # they drop what they do not know
_FIRST_KITTY = (0, 28)  # the version in which kitty learned to place pictures by characters
_VERSION = re.compile(r"kitty (\d+)\.(\d+)")


def drawing(protocol: str, environment: Mapping[str, str]) -> Draw:
    """Return what draws pictures by a protocol: "kitty", "blocks", "" for what suits the terminal.

    May run a program for a moment to ask for its version.
    """
    if (protocol or suitable(environment)) == "kitty":
        from tui.layout import kitty_pictures  # noqa: PLC0415 - most terminals do not need it

        return kitty_pictures.draw
    return half_blocks.draw


def suitable(environment: Mapping[str, str]) -> str:
    """Return the protocol that a terminal is known to speak, "blocks" if none is."""
    if any(environment.get(name) for name in _MULTIPLEXERS):
        return "blocks"
    is_ghostty = environment.get("TERM") == "xterm-ghostty"
    if is_ghostty or (_is_kitty(environment) and kitty_version() >= _FIRST_KITTY):
        return "kitty"
    return "blocks"


def _is_kitty(environment: Mapping[str, str]) -> bool:
    return environment.get("TERM") == "xterm-kitty" or "KITTY_WINDOW_ID" in environment


@cache
def kitty_version() -> tuple[int, int]:
    """Return the version of the kitty on this machine, (0, 0) if there is none, as in a remote session."""
    try:
        said = subprocess.run(
            ["kitty", "--version"],  # noqa: S607 - of the reader's own path
            capture_output=True,
            check=False,
            text=True,
            timeout=3,
        ).stdout
    except (OSError, subprocess.SubprocessError):
        return 0, 0
    match = _VERSION.match(said)
    return (int(match[1]), int(match[2])) if match else (0, 0)
