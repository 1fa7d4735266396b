"""All keys of newsdesk. The id of a binding is its name in the settings."""

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import NamedTuple

from textual.binding import Binding
from textual.keys import KEY_NAME_REPLACEMENTS
from textual.keys import Keys as KnownKeys

_MOVE, _READ, _NAMES, _FEEDS, _DESK = "Move", "Read", "Names and links", "Feeds", "Desk"


def _key(name: str, keys: str, description: str, group: str, action: str = "") -> Binding:
    return Binding(keys, action or name, description, id=name, show=False, group=Binding.Group(group))


ROWS = (
    _key("down", "j,down", "Next row", _MOVE),
    _key("up", "k,up", "Previous row", _MOVE),
    _key("first", "g,home", "To the top", _MOVE),
    _key("last", "G,end", "To the end", _MOVE),
    _key("page_down", "pagedown,ctrl+f,ctrl+d", "Page down", _MOVE),
    _key("page_up", "pageup,ctrl+b", "Page up", _MOVE),
    _key("open", "enter", "Open the article, name or link", _MOVE),
)

PANES = (
    _key("pane_left", "h,left", "Pane to the left", _MOVE, "go_to_pane('left')"),
    _key("pane_right", "l,right", "Pane to the right", _MOVE, "go_to_pane('right')"),
    _key("pane_next", "tab", "Next pane", _MOVE, "go_to_pane('next')"),
    _key("pane_previous", "shift+tab", "Previous pane", _MOVE, "go_to_pane('previous')"),
)

BACK = (
    _key("leave", "escape", "One level back", _MOVE),
    _key("leave_or_quit", "q", "One level back; at the top, quit", _MOVE),
)

ALONE = _key("alone", "z", "Show the article alone or with the panes", _READ)

READING = (
    _key("read_on", "space", "Read on: page down; at the end, the next unread article", _READ),
    _key("next_unread", "n", "Next unread article", _READ, "find_unread(1)"),
    _key("previous_unread", "p", "Previous unread article", _READ, "find_unread(-1)"),
    _key("toggle_read", "m", "Mark read or unread", _READ, "act_on_article('toggle_read')"),
    _key("toggle_star", "s", "Star or unstar", _READ, "act_on_article('toggle_star')"),
    _key("group", "v", "One row per story or per article", _READ),
    _key("copies", "C", "Show the copies of this article", _READ, "act_on_article('copies')"),
    _key("all_read", "A", "Mark everything in this list read", _READ),
    ALONE,
    _key("browse", "o", "Open the article's address in the browser", _READ, "act_on_article('browse')"),
    _key(
        "copy_address",
        "y",
        "Copy the selected text, else the article's address",
        _READ,
        "act_on_article('copy_address')",
    ),
    _key("delete", "delete", "Delete this article", _READ, "act_on_article('delete')"),
    _key("switch_text", "x", "Feed text or page text", _READ, "act_on_article('switch_text')"),
    _key("story", "i", "Show the story of this article", _NAMES, "act_on_article('story')"),
    _key("evidence", "w", "Why these are linked: more or less evidence", _NAMES),
    _key("next_name", "right_square_bracket", "Next name in the text", _NAMES, "step_name(1)"),
    _key("previous_name", "left_square_bracket", "Previous name in the text", _NAMES, "step_name(-1)"),
    *(
        Binding(
            str(number),
            f"follow({number})",
            f"Follow link {number}" + (", and so on to 9" if number == 1 else ""),
            id=f"follow_{number}",
            show=False,
            group=Binding.Group(_NAMES),
        )
        for number in range(1, 10)
    ),
)

CORRECTIONS = (
    _key(
        "same_name",
        "equals_sign",
        "The marked name is the same as another",
        _NAMES,
        "correct_name('same_name')",
    ),
    _key("other_name", "minus", "The marked spelling is not this name", _NAMES, "correct_name('other_name')"),
    _key("name_kind", "K", "Change the kind of the marked name", _NAMES, "correct_name('name_kind')"),
    _key("forget_name", "X", "The marked text is not a name", _NAMES, "correct_name('forget_name')"),
    _key("always_name", "plus", "Mark a text as always a name", _NAMES, "correct_name('always_name')"),
    _key("rename_name", "L", "Show the marked name as something else", _NAMES, "correct_name('rename_name')"),
    _key("follow_name", "F", "Follow or unfollow the marked name", _NAMES, "correct_name('follow_name')"),
    _key("mute_name", "M", "Mute or unmute the marked name", _NAMES, "correct_name('mute_name')"),
)
"""Corrections of names, on every screen that shows names."""

STORY = (
    _key(
        "not_this_story",
        "N",
        "This article does not belong to this story",
        _NAMES,
        "correct_story('not_this_story')",
    ),
    _key(
        "same_story",
        "J",
        "This article is the same story as another",
        _NAMES,
        "correct_story('same_story')",
    ),
)
"""Corrections of stories, on every screen that shows their articles."""

FEED = (
    _key("refresh_feed", "r", "Refresh this feed", _FEEDS, "act_on_feed('refresh_feed')"),
    _key(
        "edit_feed", "c", "Change this feed: address, name, folder, pages", _FEEDS, "act_on_feed('edit_feed')"
    ),
    _key("unsubscribe", "d", "Unsubscribe from this feed", _FEEDS, "act_on_feed('unsubscribe')"),
)
"""Commands for one feed, on every screen that lists feeds."""

EVERYWHERE = (
    _key("history_back", "ctrl+o,alt+left", "Back through the places visited", _MOVE, "step_history(-1)"),
    _key("history_forward", "alt+right", "Forward again", _MOVE, "step_history(1)"),
    _key("names", "e", "All names", _NAMES, "go_to_page('names')"),
    _key("stories", "S", "All stories", _NAMES, "go_to_page('stories')"),
    _key("refresh_all", "R", "Refresh all feeds", _FEEDS),
    _key("add_feed", "a", "Add a feed", _FEEDS, "show_dialog('add_feed')"),
    _key("feeds_page", "exclamation_mark", "All feeds and their state", _FEEDS, "go_to_page('feeds')"),
    # With priority, so that text typed right after the key goes to the search line.
    replace(_key("search", "slash", "Search title and text", _DESK), priority=True),
    _key("undo", "u", "Undo", _DESK),
    _key("redo", "U", "Redo", _DESK),
    _key("toggle_theme", "t", "Light or dark theme", _DESK, "toggle_look('theme')"),
    _key("help", "question_mark", "Show all keys", _DESK, "show_dialog('help')"),
    _key("command_palette", "colon,ctrl+p", "Run any action by name", _DESK),
)

ACTIONS_EVERYWHERE = frozenset(binding.action.partition("(")[0] for binding in EVERYWHERE)

ALL = (*ROWS, *PANES, *BACK, *READING, *STORY, *CORRECTIONS, *FEED, *EVERYWHERE)
"""Every binding once."""

EXPLAINED = tuple(
    binding
    for group in (_MOVE, _READ, _NAMES, _FEEDS, _DESK)
    for binding in ALL
    if binding.group == Binding.Group(group) and binding.id not in {f"follow_{n}" for n in range(2, 10)}
)
"""The bindings in the help and the palette, by group. The first link stands for all nine."""


_BY_NAME = {binding.id or binding.action: binding for binding in ALL}
_FIXED = {
    "submit": _key("submit", "enter", "Submit the line", _MOVE),
    "close": _key("close", "escape", "Close", _MOVE, "leave"),
}
"""Keys of lines and dialogs for hints. The settings cannot change them."""


def named(name: str) -> Binding:
    """Return the binding with this name."""
    return _FIXED.get(name) or _BY_NAME[name]


_DRAWN = {
    "down": "↓", "up": "↑", "left": "←", "right": "→", "enter": "⏎", "space": "␣", "escape": "Esc",
    "tab": "Tab", "pageup": "PgUp", "pagedown": "PgDn", "home": "Home", "end": "End", "delete": "Del",
    "left_square_bracket": "[", "right_square_bracket": "]", "slash": "/", "question_mark": "?",
    "colon": ":", "equals_sign": "=", "minus": "-", "plus": "+", "exclamation_mark": "!",
    "backspace": "Backspace", **{f"f{number}": f"F{number}" for number in range(1, 25)},
}  # fmt: skip
_MODIFIERS = {"ctrl": "Ctrl", "alt": "Alt", "shift": "Shift"}
_KNOWN = {*(key.value for key in KnownKeys), *KEY_NAME_REPLACEMENTS.values()}


def drawn(key: str) -> str:
    """Return a key, given by Textual's name, as the screen and the docs write it."""
    *modifiers, last = key.split("+") if len(key) > 1 else [key]
    name = _DRAWN.get(last, last.upper() if modifiers and len(last) == 1 else last)
    return "+".join([*(_MODIFIERS.get(modifier, modifier) for modifier in modifiers), name])


def _textual_name(key: str) -> str:
    """Return Textual's name for a key of the settings ("?", "question_mark"), "" if there is no such key."""
    *modifiers, last = key.split("+") if len(key) > 1 else [key]
    if not {*modifiers} <= _MODIFIERS.keys():
        return ""
    if len(last) == 1 and not last.isalnum():
        last = unicodedata.name(last, "").lower().replace("-", "_").replace(" ", "_")
        last = KEY_NAME_REPLACEMENTS.get(last, last)
    elif len(last) > 1 and last not in _KNOWN and not _is_character(last):
        last = ""
    return "+".join([*modifiers, last]) if last else ""


def _is_character(name: str) -> bool:
    """Return whether this is the Unicode name of a character, in lower case with underscores."""
    try:
        unicodedata.lookup(name.replace("_", " "))
    except KeyError:
        return False
    return name.islower()


class Hint(NamedTuple):
    """A key, a word or two on what it does, and the action that a click on it runs."""

    key: str
    words: str
    action: str


class Keys:
    """The keys with the changes from the settings. An action without a valid key keeps its usual keys."""

    def __init__(self, changed: Mapping[str, str]) -> None:
        """Use `changed`, which maps names of actions to keys, separated by commas."""
        self._changed = {
            name: {key.strip(): _textual_name(key.strip()) for key in given.split(",")}
            for name, given in changed.items()
        }
        self.keymap: dict[str, str] = {}
        """The valid changes: names of actions with their keys, as Textual wants them."""
        for name, given in self._changed.items():
            valid = dict.fromkeys(filter(None, given.values()))
            if name in _BY_NAME and valid:
                self.keymap[name] = ",".join(valid)

    def key_for(self, name: str) -> str:
        """Return the first key of an action, as the screen writes it."""
        return self.keys_for(name)[0]

    def keys_for(self, name: str) -> list[str]:
        """Return all keys of an action, as the screen writes them."""
        return [drawn(key) for key in self._of(named(name))]

    def hints(self, wanted: Iterable[tuple[str, str]]) -> list[Hint]:
        """Return hints from pairs of an action's name and what it does."""
        return [Hint(self.key_for(name), words, named(name).action) for name, words in wanted]

    def problems(self) -> list[tuple[str, str]]:
        """Return each mistake in the settings: the name of the action, and a sentence.

        Mistakes are unknown actions, unknown keys, actions without a key, and a key of two actions.
        """
        found = []
        for name in self._changed:
            found += self._problems_of(name) if name in _BY_NAME else [(name, f"“{name}” is not an action.")]
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
        for name, binding in _BY_NAME.items():
            for key in self._of(binding):
                found.setdefault(key, []).append(name)
        return {key: names for key, names in found.items() if len(names) > 1}

    def _of(self, binding: Binding) -> list[str]:
        name = binding.id or binding.action
        return self.keymap.get(name, binding.key).split(",")
