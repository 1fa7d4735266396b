"""Notifications by the terminal, which shows them on the desktop where it can.

Its variables tell which sequence it knows: kitty has one of its own (OSC 99), those of the VTE family, foot
and urxvt take urxvt's (OSC 777), and the others iTerm2's (OSC 9), which unknown terminals ignore.
"""

import os
from collections.abc import Mapping

from textual.driver import Driver

_TITLE = "newsdesk"
_LONGEST = 200  # characters
_WITHOUT = ("dumb", "linux", "unknown", "")  # values of TERM whose terminals would print the sequence


def send(sentence: str, driver: Driver | None) -> None:
    """Show a sentence by the terminal, if there is one that may know how."""
    text = sequence(sentence, os.environ)
    if driver is not None and not driver.is_headless and text:
        driver.write(text)
        driver.flush()


def sequence(sentence: str, variables: Mapping[str, str]) -> str:
    """Return the sequence that shows a sentence in the terminal of these variables, "" if there is none."""
    term = variables.get("TERM", "")
    if term in _WITHOUT:
        return ""
    from storage.text.plain_text import clean_line  # noqa: PLC0415 - not needed for the first picture

    text = clean_line(sentence)[:_LONGEST].replace(";", ",")
    if "kitty" in term or "KITTY_WINDOW_ID" in variables:
        shown = f"\x1b]99;;{_TITLE}: {text}\x1b\\"
    elif "VTE_VERSION" in variables or term.startswith(("foot", "rxvt")):
        shown = f"\x1b]777;notify;{_TITLE};{text}\x1b\\"
    else:
        shown = f"\x1b]9;{_TITLE}: {text}\x1b\\"
    if "TMUX" in variables:
        escaped = shown.replace("\x1b", "\x1b\x1b")
        return f"\x1bPtmux;{escaped}\x1b\\"
    return shown
