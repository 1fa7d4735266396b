"""Paths of folders: from the names of nested folders to one path, and back.

A path joins names by "/". A slash in a name becomes "∕" (U+2215), which looks the same on the screen. A
backslash stands before a "∕" that is part of a name.
"""

import re
from collections.abc import Iterable

_SLASH = "∕"
# A run of backslashes is looked at once, from its start.
_TO_PATH = re.compile(rf"(?<!\\)(\\*+)([/{_SLASH}])")
_FROM_PATH = re.compile(rf"(?<!\\)(\\*+){_SLASH}")


def folder_path(names: Iterable[str]) -> str:
    """Return the path of the folder with these `names`, the outermost first. Skips empty names."""
    return "/".join(_TO_PATH.sub(_escaped, name) for name in names if name)


def folder_names(path: str) -> tuple[str, ...]:
    """Return the names of the folders in a path, the outermost first: the inverse of `folder_path`."""
    return tuple(_FROM_PATH.sub(_unescaped, name) for name in path.split("/") if name)


def _escaped(match: re.Match[str]) -> str:
    return "\\" * (2 * len(match[1]) + (match[2] == _SLASH)) + _SLASH


def _unescaped(match: re.Match[str]) -> str:
    count = len(match[1])
    return "\\" * (count // 2) + (_SLASH if count % 2 else "/")
