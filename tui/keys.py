"""Every key of newsdesk, in one place. The id of a binding is the name that the settings know it by."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from textual.binding import Binding

_MOVE, _READ, _NAMES, _FEEDS, _DESK = "Move", "Read", "Names and links", "Feeds", "Desk"


def _key(action: str, keys: str, description: str, group: str, shown: str = "") -> Binding:
    return Binding(
        keys,
        action,
        description,
        id=action,
        key_display=shown or None,
        show=False,
        group=Binding.Group(group),
    )


ROWS = (
    _key("down", "j,down", "Next row", _MOVE),
    _key("up", "k,up", "Previous row", _MOVE),
    _key("first", "g,home", "To the top", _MOVE),
    _key("last", "G,end", "To the end", _MOVE),
    _key("page_down", "pagedown,ctrl+f,ctrl+d", "A page down", _MOVE),
    _key("page_up", "pageup,ctrl+b", "A page up", _MOVE),
    _key("open", "enter", "Open the article, name or link", _MOVE),
)

PANES = (
    _key("pane_left", "h,left", "Pane to the left", _MOVE),
    _key("pane_right", "l,right", "Pane to the right", _MOVE),
    _key("pane_next", "tab", "Next pane", _MOVE),
    _key("pane_previous", "shift+tab", "Previous pane", _MOVE),
)

BACK = (
    _key("leave", "escape", "One level back", _MOVE),
    _key("leave_or_quit", "q", "One level back, at the top quit", _MOVE),
)

READING = (
    _key("read_on", "space", "Read on: a page down, at the end the next unread article", _READ),
    _key("next_unread", "n", "Next unread article", _READ),
    _key("previous_unread", "p", "Previous unread article", _READ),
    _key("toggle_read", "m", "Mark read or unread", _READ),
    _key("toggle_star", "s", "Star, or take the star away", _READ),
    _key("group", "v", "A row for each story, or for each article", _READ),
    _key("copies", "C", "The copies of this article", _READ),
    _key("all_read", "A", "Mark all in this list read", _READ),
    _key("alone", "z", "The article alone, or with the panes", _READ),
    _key("browse", "o", "Open the article's address in the browser", _READ),
    _key("copy_address", "y", "Copy the selected text, else the article's address", _READ),
    _key("switch_text", "x", "Feed text or page text", _READ),
    _key("story", "i", "The story that this article is in", _NAMES),
    _key("evidence", "w", "Why these are linked: all the evidence, or less", _NAMES),
    _key("next_name", "right_square_bracket", "Next name in the text", _NAMES),
    _key("previous_name", "left_square_bracket", "Previous name in the text", _NAMES),
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
    _key("same_name", "equals_sign", "The marked name and another one are the same", _NAMES),
    _key("other_name", "minus", "The marked spelling is not this name", _NAMES),
    _key("name_kind", "K", "The marked name is of another kind", _NAMES),
    _key("forget_name", "X", "The marked name is no name", _NAMES),
    _key("always_name", "plus", "A text that is always a name", _NAMES),
    _key("rename_name", "L", "The name to show for the marked one", _NAMES),
    _key("follow_name", "F", "Follow the marked name, or no more", _NAMES),
    _key("mute_name", "M", "Mute the marked name, or no more", _NAMES),
)
"""What the reader says of a name, wherever names are shown."""

STORY = (
    _key("not_this_story", "N", "This article is not this story", _NAMES),
    _key("same_story", "J", "This article and another one are the same story", _NAMES),
)
"""What the reader says of a story, wherever its articles are shown."""

FEED = (
    _key("refresh_feed", "r", "Refresh this feed", _FEEDS),
    _key("edit_feed", "c", "Change this feed: address, name, folder, pages", _FEEDS),
    _key("unsubscribe", "d", "Unsubscribe from this feed", _FEEDS),
)
"""What is done to one feed, wherever feeds are listed."""

EVERYWHERE = (
    _key("history_back", "ctrl+o,alt+left", "Back through everything visited", _MOVE),
    _key("history_forward", "alt+right", "Forward again", _MOVE),
    _key("names", "e", "All names", _NAMES),
    _key("stories", "S", "All stories", _NAMES),
    _key("refresh_all", "R", "Refresh all feeds", _FEEDS),
    _key("add_feed", "a", "Add a feed", _FEEDS),
    _key("feeds_page", "exclamation_mark", "The feeds, and how they are", _FEEDS),
    # Before anything else, so that what is typed right after it lands in the line that it opens.
    replace(_key("search", "slash", "Search title and text", _DESK), priority=True),
    _key("undo", "u", "Undo", _DESK),
    _key("redo", "U", "Redo", _DESK),
    _key("toggle_theme", "t", "Light or dark theme", _DESK),
    _key("help", "question_mark", "These keys", _DESK),
    _key("command_palette", "colon,ctrl+p", "Every action by name", _DESK),
)

ALL = (*ROWS, *PANES, *BACK, *READING, *STORY, *CORRECTIONS, *FEED, *EVERYWHERE)
"""Every binding once."""

EXPLAINED = tuple(
    binding
    for group in (_MOVE, _READ, _NAMES, _FEEDS, _DESK)
    for binding in ALL
    if binding.group == Binding.Group(group) and binding.id not in {f"follow_{n}" for n in range(2, 10)}
)
"""What the help and the palette show, by group; of the nine links only the first, which speaks for all."""


def named(name: str) -> Binding:
    """Return the binding that the settings know by this name."""
    return next(binding for binding in ALL if binding.id == name)


_DRAWN = {
    "down": "↓", "up": "↑", "left": "←", "right": "→", "enter": "⏎", "space": "␣", "escape": "Esc",
    "tab": "Tab", "pageup": "PgUp", "pagedown": "PgDn", "home": "Home", "end": "End",
    "left_square_bracket": "[", "right_square_bracket": "]", "slash": "/", "question_mark": "?",
    "colon": ":", "equals_sign": "=", "minus": "-", "plus": "+", "exclamation_mark": "!",
    "backspace": "Backspace",
}  # fmt: skip
_MODIFIERS = {"ctrl": "Ctrl", "alt": "Alt", "shift": "Shift"}


def drawn(key: str) -> str:
    """Return how a key, by Textual's name for it, is written for the reader."""
    *modifiers, last = key.split("+") if len(key) > 1 else [key]
    name = _DRAWN.get(last, last.upper() if modifiers and len(last) == 1 else last)
    return "+".join([*(_MODIFIERS.get(modifier, modifier) for modifier in modifiers), name])


def clashes(changed: Mapping[str, str]) -> dict[str, list[str]]:
    """Return the keys that more than one action has once some are `changed`, with those actions."""
    found: dict[str, list[str]] = {}
    for binding in ALL:
        name = binding.id or binding.action
        for key in changed.get(name, binding.key).split(","):
            found.setdefault(key.strip(), []).append(name)
    return {key: actions for key, actions in found.items() if len(actions) > 1}


def unknown(names: Iterable[str]) -> list[str]:
    """Return the names that no action has."""
    known = {binding.id for binding in ALL}
    return [name for name in names if name not in known]
