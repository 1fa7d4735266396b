"""Sentences of the status line, cut so that the key that undoes an action stays in sight."""

import re

from rich.cells import cell_len

from tui.layout.titles import shortened

_UNDOABLE = re.compile(r"(?P<done>.*\S)(?P<end>[;.]) (?P<undo>\S+ takes it back\.)", re.DOTALL)


def with_undo(sentence: str, keys: str) -> str:
    """Return a sentence on what was done with the keys that take it back; "" for none."""
    if not keys:
        return sentence
    joint = "" if sentence.endswith(".") else ";"
    return f"{sentence}{joint} {keys} {'takes both back' if ' ' in keys else 'takes it back'}."


def fitted(sentence: str, width: int) -> str:
    """Return a sentence in at most `width` cells; one about an action keeps its end, how to undo it."""
    found = _UNDOABLE.fullmatch(sentence)
    if cell_len(sentence) <= width or not found:
        return shortened(sentence, width)
    undo = f"; {found['undo']}"
    room = width - cell_len(undo)
    return shortened(found["done"], room) + undo if room >= 1 else shortened(found["undo"], width)
