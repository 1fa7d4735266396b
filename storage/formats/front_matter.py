"""The front matter of a note: YAML between two lines of dashes."""

import json
import re
from collections.abc import Mapping, Sequence
from datetime import date

Value = str | int | bool | date | Sequence[str]
_UNPRINTABLE = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_NOT_IN_TAG = re.compile(r"[^\w/-]+")


def front_matter(fields: Mapping[str, Value]) -> str:
    """Return the fields that have a value as front matter, ended by a line break."""
    lines = [line for name, value in fields.items() for line in _lines(name, value)]
    return "".join(f"{line}\n" for line in ("---", *lines, "---"))


def tag(words: str) -> str:
    """Return words as a tag, which has letters, digits, hyphens, underscores and slashes alone."""
    name = _NOT_IN_TAG.sub("-", words).strip("-/")
    return f"{name}-" if name.isdecimal() else name  # a tag needs a character that is no digit


def _lines(name: str, value: Value) -> list[str]:
    match value:
        case bool():
            return [f"{name}: true"] if value else []
        case int():
            return [f"{name}: {value}"]
        case date():
            return [f"{name}: {value.isoformat()}"]
        case str():
            return [f"{name}: {_quoted(value)}"] if value else []
        case _:
            return [f"{name}:", *(f"  - {_quoted(item)}" for item in value)] if value else []


def _quoted(text: str) -> str:
    """Return a text in double quotes; what JSON escapes, YAML reads the same."""
    return _UNPRINTABLE.sub(lambda found: f"\\u{ord(found[0]):04x}", json.dumps(text, ensure_ascii=False))
