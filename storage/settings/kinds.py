"""Kinds of settings: how a value in the file becomes a value of the program, and back."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any, Generic, TypeVar

from storage.settings.locations import abbreviated

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Kind(Generic[T]):
    """What a setting may be.

    `words` continue "must be". `read` returns the value, or raises `ValueError`; `write` returns what the
    file holds.
    """

    words: str
    read: Callable[[object], T]
    write: Callable[[T], object]


def setting(kind: Kind[T], default: T | Callable[[], T], comment: str) -> T:
    """Return the field of a setting: its kind, its default or what makes the default, and what it does."""
    about = {"kind": kind, "comment": comment}
    found: Any = (
        field(default_factory=default, metadata=about)
        if callable(default)
        else field(default=default, metadata=about)
    )
    checked: T = found  # as `dataclasses.field` does, so that the fields have the types of their values
    return checked


def _as_it_is(value: T) -> T:
    return value


def _switch(value: object) -> bool:
    if not isinstance(value, bool):
        raise ValueError
    return value


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError
    return value


def _path(value: object) -> Path:
    if not (text := _text(value)) or "\0" in text:
        raise ValueError
    try:
        return Path(text).expanduser()
    except RuntimeError as error:  # "~name" of somebody who does not exist
        raise ValueError from error


def _path_if_any(value: object) -> Path | None:
    return None if value == "" else _path(value)


def _program(value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or (value and not value[0]):
        raise ValueError
    return tuple(_text(word) for word in value)


def _keys(value: object) -> Mapping[str, str]:
    if isinstance(value, str):
        return MappingProxyType({"set": value})
    if not isinstance(value, dict):
        raise ValueError
    return MappingProxyType({name: _text(keys) for name, keys in value.items()})


def _protocol(value: object) -> str:
    if value not in ("", "kitty", "blocks"):
        raise ValueError
    return str(value)


SWITCH = Kind("true or false", _switch, _as_it_is)
TEXT = Kind("text in quotation marks", _text, _as_it_is)
PROTOCOL = Kind('"kitty", "blocks" or ""', _protocol, _as_it_is)
PATH = Kind('a path in quotation marks, like "~/news"', _path, abbreviated)
PATH_IF_ANY = Kind(PATH.words, _path_if_any, lambda path: abbreviated(path) if path else "")
PROGRAM = Kind('a list of words, like ["program", "{url}"]', _program, list)
KEYS = Kind('the name of a set, or actions with their keys, like undo = "u"', _keys, dict)
