"""The command palette: every action by name."""

from collections.abc import Callable, Iterable

from textual.app import SystemCommand

from storage.model import Filter
from tui import keys
from tui.keys import Keys

_LISTS = {
    Filter.ALL: "All articles",
    Filter.UNREAD: "Unread articles",
    Filter.STARRED: "Starred articles",
}
_MORE = (
    ("Import files or the sample desk", "Bring articles in", "show_dialog('welcome')"),
    ("Problems of the last import", "What could not be read", "show_dialog('problems')"),
    ("Brackets around names", "Show or hide them", "toggle_brackets"),
    ("Quit", "Leave newsdesk", "quit"),
)


def palette(
    own_keys: Keys, perform: Callable[[str], object], go_to_list: Callable[[Filter], None]
) -> Iterable[SystemCommand]:
    """Yield a command for every action that has a key, for the standing lists, and for what has no key."""
    for binding in keys.EXPLAINED:
        help_text = "  ".join(own_keys.keys_for(binding.id or ""))
        yield SystemCommand(binding.description, help_text, _call(perform, binding.action))
    for which, title in _LISTS.items():
        yield SystemCommand(title, "Show this list", _call(go_to_list, which))
    for title, help_text, action in _MORE:
        yield SystemCommand(title, help_text, _call(perform, action))


def _call(function: Callable[..., object], argument: object) -> Callable[[], object]:
    return lambda: function(argument)
