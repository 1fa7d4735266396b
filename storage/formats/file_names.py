"""Names of files made of words, safe on every system and in Obsidian."""

import re
from collections.abc import Iterator

_UNSAFE = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*#^\[\]%]+')
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)", re.IGNORECASE)
_MAX_CHARACTERS, _MAX_BYTES = 100, 180  # a name may have 255 bytes, with what is put before and after it


def file_name(words: str, instead: str = "Untitled") -> str:
    """Return words as the name of a file, without its ending; `instead` if nothing of them is left."""
    name = " ".join(_UNSAFE.sub(" ", words).split())
    name = _cut(name).strip(" .")
    if not name:
        return instead
    return f"_{name}" if _RESERVED.match(name) else name


def _cut(name: str) -> str:
    """Return a name that is short enough, cut after a word if the last one is not too long."""
    short = name[:_MAX_CHARACTERS].encode()[:_MAX_BYTES].decode("utf-8", "ignore")
    if len(short) == len(name) or name[len(short)] == " ":
        return short
    words, _, last = short.rpartition(" ")
    return words.rstrip(" ,;–—-") if words and len(last) < len(short) // 2 else short


def alternatives(name: str) -> Iterator[str]:
    """Yield a name, then the names to use in its stead if that one is taken."""
    yield name
    number = 2
    while True:
        yield f"{name} ({number})"
        number += 1
