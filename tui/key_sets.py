"""Sets of keys: what a set changes about the usual keys (tui/keys.py), by the names of the actions."""

from collections.abc import Mapping

NEWSBOAT: Mapping[str, str] = {
    "toggle_read": "N,m",
    "next_list": "J,}",
    "previous_list": "K,{",
    "previous_hit": "alt+n",
    "delete": "D,delete",
    "revisions": "alt+d",
    "save": "s,ctrl+s",
    "toggle_star": "*",
    "number_links": "u,;,#",
    "labels": "T,ctrl+e",
    "sort_list": "g,comma",
    "first": "home",
    "browse": "o,O",
    "play": "e",
    "bookmark": "ctrl+b",
    "switch_text": "x,ctrl+u",
    "page_up": "pageup,b",
    "undo": "U,ctrl+z",
    "redo": "ctrl+r",
    "names": "I",
    "edit_feed": "E,c",
    "quit": "Q,ctrl+q",
}
"""What readers who come from newsboat have in their fingers, and other keys for what that displaces."""

SETS: Mapping[str, Mapping[str, str]] = {"newsdesk": {}, "newsboat": NEWSBOAT}
