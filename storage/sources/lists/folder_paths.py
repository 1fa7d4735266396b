"""Folders of feeds: from the names of nested folders to one path, and back.

A path joins names by "/". A slash within a name becomes "∕" (U+2215), which looks the same wherever the path
is shown; where a name holds that character itself, a backslash comes before it.
"""

import re
from collections.abc import Iterable

_SHOWN = "∕"
_TO_PATH = re.compile(rf"(\\*)([/{_SHOWN}])")
_FROM_PATH = re.compile(rf"(\\*){_SHOWN}")


def folder_path(names: Iterable[str]) -> str:
    """Return the path of the folder reached through `names`, outermost first; empty names are skipped."""
    return "/".join(_TO_PATH.sub(_escaped, name) for name in names if name)


def folder_names(path: str) -> tuple[str, ...]:
    """Return the names of the folders along a path, outermost first: the reverse of `folder_path`."""
    return tuple(_FROM_PATH.sub(_unescaped, name) for name in path.split("/") if name)


def _escaped(match: re.Match[str]) -> str:
    return "\\" * (2 * len(match[1]) + (match[2] == _SHOWN)) + _SHOWN


def _unescaped(match: re.Match[str]) -> str:
    count = len(match[1])
    return "\\" * (count // 2) + (_SHOWN if count % 2 else "/")
