"""The keys in force: a set of keys with the changes from the settings, and how a key is written."""

import unicodedata
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from textual.binding import Binding
from textual.keys import KEY_NAME_REPLACEMENTS
from textual.keys import Keys as KnownKeys

from tui import keys
from tui.key_sets import SETS

_SET = "set"
_DRAWN = {
    "down": "↓", "up": "↑", "left": "←", "right": "→", "enter": "⏎", "space": "␣", "escape": "Esc",
    "tab": "Tab", "pageup": "PgUp", "pagedown": "PgDn", "home": "Home", "end": "End", "delete": "Del",
    "slash": "/", "minus": "-", "plus": "+", "at": "@", "backslash": "\\", "underscore": "_",
    "less_than_sign": "<", "greater_than_sign": ">", "backspace": "Backspace",
    **{f"f{number}": f"F{number}" for number in range(1, 25)},
}  # fmt: skip
_MODIFIERS = {"ctrl": "Ctrl", "alt": "Alt", "shift": "Shift"}
_KNOWN = {*_DRAWN, *(key.value for key in KnownKeys), *KEY_NAME_REPLACEMENTS.values()}


def drawn(key: str) -> str:
    """Return a key, given by Textual's name, as the screen and the docs write it."""
    *modifiers, last = key.split("+") if len(key) > 1 else [key]
    name = _DRAWN.get(last) or _character(last) or last
    if modifiers and len(name) == 1:
        name = name.upper()
    return "+".join([*(_MODIFIERS.get(modifier, modifier) for modifier in modifiers), name])


def _textual_name(key: str) -> str:
    """Return Textual's name for a key of the settings ("?", "question_mark"), "" if there is no such key."""
    *modifiers, last = key.split("+") if len(key) > 1 else [key]
    if not {*modifiers} <= _MODIFIERS.keys():
        return ""
    if len(last) == 1 and not last.isalnum():
        last = unicodedata.name(last, "").lower().replace("-", "_").replace(" ", "_")
        last = KEY_NAME_REPLACEMENTS.get(last, last)
    elif len(last) > 1 and last not in _KNOWN and not _character(last):
        last = ""
    return "+".join([*modifiers, last]) if last else ""


def _character(name: str) -> str:
    """Return the character with this Unicode name, in lower case with underscores; "" if there is none."""
    try:
        return unicodedata.lookup(name.replace("_", " ")) if name.islower() else ""
    except KeyError:
        return ""


class Hint(NamedTuple):
    """A key, a word or two on what it does, and the action that a click on it runs."""

    key: str
    words: str
    action: str


class Keys:
    """A set of keys, with the changes from the settings.

    An action without a valid key keeps the keys of the set.
    """

    def __init__(self, changed: Mapping[str, str]) -> None:
        self.use(changed)

    def use(self, changed: Mapping[str, str]) -> None:
        """Use the set named by `changed["set"]`; the rest maps actions to keys, separated by commas."""
        self._set = changed.get(_SET) or "newsdesk"
        self._changed = {name: _textual_names(given) for name, given in changed.items() if name != _SET}
        self.keymap: dict[str, str] = {}
        """What differs from the usual keys: names of actions with their keys, as Textual wants them."""
        of_set = {name: _textual_names(given) for name, given in SETS.get(self._set, {}).items()}
        for name, given in (*of_set.items(), *self._changed.items()):
            valid = dict.fromkeys(filter(None, given.values()))
            if name in keys.BY_NAME and valid:
                self.keymap[name] = ",".join(valid)

    def key_for(self, name: str) -> str:
        """Return the first key of an action, as the screen writes it."""
        return self.keys_for(name)[0]

    def keys_for(self, name: str) -> list[str]:
        """Return all keys of an action, as the screen writes them."""
        return [drawn(key) for key in self._of(keys.named(name))]

    def uses(self, key: str) -> bool:
        """Return whether a key, as the screen writes it, is that of an action."""
        return any(key in self.keys_for(name) for name in keys.BY_NAME)

    def hints(self, wanted: Iterable[tuple[str, str]]) -> list[Hint]:
        """Return hints from pairs of an action's name and what it does."""
        return [Hint(self.key_for(name), words, keys.named(name).action) for name, words in wanted]

    def problems(self) -> list[tuple[str, str]]:
        """Return each mistake in the settings: the name of the action, and a sentence.

        Mistakes are an unknown set, unknown actions, unknown keys, actions without a key, and a key of two
        actions.
        """
        found = []
        if self._set not in SETS:
            found.append((_SET, f"“{self._set}” is not a set of keys; the sets are {' and '.join(SETS)}."))
        for name in self._changed:
            found += (
                self._problems_of(name) if name in keys.BY_NAME else [(name, f"“{name}” is not an action.")]
            )
        for key, names in self.clashes().items():
            changed = next((name for name in names if name in self._changed), names[0])
            found.append((changed, f"The key {drawn(key)} is given to {' and '.join(names)}."))
        return found

    def _problems_of(self, name: str) -> list[tuple[str, str]]:
        given = self._changed[name]
        found = [(name, f"“{key}” is not a key.") for key, known in given.items() if key and not known]
        if name not in self.keymap:
            found.append((name, f"“{name}” has no key; it keeps {self.key_for(name)}."))
        return found

    def clashes(self) -> dict[str, list[str]]:
        """Return the keys of more than one action, with the names of those actions."""
        found: dict[str, list[str]] = {}
        for name, binding in keys.BY_NAME.items():
            for key in self._of(binding):
                found.setdefault(key, []).append(name)
        return {key: names for key, names in found.items() if len(names) > 1}

    def _of(self, binding: Binding) -> list[str]:
        name = binding.id or binding.action
        return self.keymap.get(name, binding.key).split(",")


def _textual_names(given: str) -> dict[str, str]:
    """Return keys of the settings with Textual's names for them, "" for what is not a key."""
    return {key.strip(): _textual_name(key.strip()) for key in given.split(",")}
