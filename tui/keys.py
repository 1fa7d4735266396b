"""All keys of newsdesk. The id of a binding is its name in the settings."""

from dataclasses import replace

from textual.binding import Binding

_MOVE, _READ, _NAMES, _FEEDS, _DESK = "Move", "Read", "Names and links", "Feeds", "Desk"
_SEARCHES = "Searches"


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

LISTS = (
    _key("next_list", "right_curly_bracket", "Next list, feed or folder", _MOVE, "step_list(1)"),
    _key("previous_list", "left_curly_bracket", "Previous list, feed or folder", _MOVE, "step_list(-1)"),
)

BACK = (
    _key("leave", "escape", "One level back", _MOVE),
    _key("leave_or_quit", "q", "One level back; at the top, quit", _MOVE),
)

ALONE = _key("alone", "z", "Show the article alone or with the panes", _READ)

READING = (
    _key("read_on", "space", "Read on: page down; at the end, the next unread article", _READ),
    _key("next_unread", "n", "Next unread article; in a find, the next hit", _READ, "find_unread(1)"),
    _key("previous_hit", "N", "In a find, the previous hit", _READ),
    _key("previous_unread", "p", "Previous unread article", _READ, "find_unread(-1)"),
    _key("toggle_read", "m", "Mark read or unread", _READ, "act_on_article('toggle_read')"),
    _key("toggle_star", "s", "Star or unstar", _READ, "act_on_article('toggle_star')"),
    _key("labels", "T", "Labels of this article", _READ, "act_on_article('labels')"),
    _key("group", "v", "One row per story or per article", _READ),
    _key("copies", "C", "Show the copies of this article", _READ, "act_on_article('copies')"),
    _key("all_read", "A", "Mark everything in this list read", _READ),
    ALONE,
    _key("browse", "o", "Open the article's address in the browser", _READ, "act_on_article('browse')"),
    _key(
        "play",
        "O",
        "Play or download the first file that comes with the article",
        _READ,
        "act_on_article('play')",
    ),
    _key("pipe", "vertical_line", "Give the article to a program", _READ, "act_on_article('pipe')"),
    _key("save", "ctrl+s", "Save the article as a file", _READ, "act_on_article('save')"),
    _key("bookmark", "b", "Give the article to your bookmark command", _READ, "act_on_article('bookmark')"),
    _key(
        "copy_address",
        "y",
        "Copy the selected text, else the article's address",
        _READ,
        "act_on_article('copy_address')",
    ),
    _key("number_links", "semicolon", "Number the links in the text, to open or copy one", _READ),
    _key("delete", "delete", "Delete this article", _READ, "act_on_article('delete')"),
    _key("switch_text", "x", "Feed text or page text", _READ, "act_on_article('switch_text')"),
    _key("revisions", "D", "What changed in this article", _READ, "act_on_article('revisions')"),
    _key("story", "i", "Show the story of this article", _NAMES, "act_on_article('story')"),
    _key(
        "compare",
        "W",
        "Compare this article with another report of its story",
        _NAMES,
        "act_on_article('compare')",
    ),
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
    _key("name_kind", "Y", "Change the kind of the marked name", _NAMES, "correct_name('name_kind')"),
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
        "percent_sign",
        "This article does not belong to this story",
        _NAMES,
        "correct_story('not_this_story')",
    ),
    _key(
        "same_story",
        "ampersand",
        "This article is the same story as another",
        _NAMES,
        "correct_story('same_story')",
    ),
)
"""Corrections of stories, on every screen that shows their articles."""


FEED = (
    _key("refresh_feed", "r", "Refresh this feed", _FEEDS, "act_on_feed('refresh_feed')"),
    _key("edit_feed", "c", "Change this feed or saved search", _FEEDS, "act_on_feed('edit_feed')"),
    _key(
        "unsubscribe",
        "d",
        "Unsubscribe from this feed; delete this saved search",
        _FEEDS,
        "act_on_feed('unsubscribe')",
    ),
)
"""Commands for one feed, on every screen that lists feeds."""

SEARCHES = (
    _key("save_search", "f", "Save this search, or this list as a search", _SEARCHES),
    _key("search_up", "less_than_sign,alt+up", "Move this saved search up", _SEARCHES, "move_search(-1)"),
    _key(
        "search_down",
        "greater_than_sign,alt+down",
        "Move this saved search down",
        _SEARCHES,
        "move_search(1)",
    ),
    _key("sort_list", "comma", "Order of this list", _SEARCHES),
)
"""Commands for saved searches and for the order of a list, on the reading screen."""

EVERYWHERE = (
    _key("history_back", "ctrl+o,alt+left", "Back through the places visited", _MOVE, "step_history(-1)"),
    _key("history_forward", "alt+right", "Forward again", _MOVE, "step_history(1)"),
    _key("names", "e", "All names", _NAMES, "go_to_page('names')"),
    _key("stories", "S", "All stories", _NAMES, "go_to_page('stories')"),
    _key("brief", "B", "Brief: what happened since the last one", _NAMES, "go_to_page('brief')"),
    _key("refresh_all", "R", "Refresh all feeds", _FEEDS),
    _key("add_feed", "a", "Add a feed", _FEEDS, "show_dialog('add_feed')"),
    _key("feeds_page", "exclamation_mark", "Feeds and their status", _FEEDS, "go_to_page('feeds')"),
    # With priority, so that text typed right after the key goes to the search line.
    replace(_key("search", "slash", "Search title and text; in the article, find", _DESK), priority=True),
    _key("undo", "u", "Undo", _DESK),
    _key("redo", "U", "Redo", _DESK),
    _key("toggle_theme", "t", "Light or dark theme", _DESK, "toggle_look('theme')"),
    _key("help", "question_mark", "Show all keys", _DESK, "show_dialog('help')"),
    _key("command_palette", "colon,ctrl+p", "Run any action by name", _DESK),
)

QUIT = replace(_key("quit", "ctrl+q", "Quit", _DESK), priority=True)

ACTIONS_EVERYWHERE = frozenset(binding.action.partition("(")[0] for binding in EVERYWHERE)

ALL = (
    *ROWS,
    *PANES,
    *LISTS,
    *BACK,
    *READING,
    *STORY,
    *CORRECTIONS,
    *FEED,
    *SEARCHES,
    *EVERYWHERE,
    QUIT,
)
"""Every binding once."""

EXPLAINED = tuple(
    binding
    for group in (_MOVE, _READ, _NAMES, _SEARCHES, _FEEDS, _DESK)
    for binding in ALL
    if binding.group == Binding.Group(group) and binding.id not in {f"follow_{n}" for n in range(2, 10)}
)
"""The bindings in the help and the palette, by group. The first link stands for all nine."""


BY_NAME = {binding.id or binding.action: binding for binding in ALL}
"""The bindings by the names of their actions."""

_FIXED = {
    "submit": _key("submit", "enter", "Submit the line", _MOVE),
    "close": _key("close", "escape", "Close", _MOVE, "leave"),
    "complete": _key("complete", "tab", "Take the suggestion", _DESK),
    "recall": _key("recall", "up", "Earlier searches", _DESK, "recall(1)"),
    "explain": _key("explain", "f1", "Show the fields", _DESK),
}
"""Keys of lines and dialogs for hints. The settings cannot change them."""


def named(name: str) -> Binding:
    """Return the binding with this name."""
    return _FIXED.get(name) or BY_NAME[name]


def on_page(name: str, action: str) -> Binding:
    """Return the binding of an article's key with what it does on a page of its own."""
    return replace(named(name), action=action)


STORY_READING = tuple(
    on_page(name, action)
    for name, action in (
        ("next_unread", "find_unread_story(1)"),
        ("previous_unread", "find_unread_story(-1)"),
        ("toggle_read", "act_on_story('toggle_read')"),
        ("all_read", "act_on_story('mark_read')"),
        ("toggle_star", "act_on_story('toggle_star')"),
        ("mute_name", "act_on_story('mute')"),
    )
)
"""The keys of articles that act on a whole story, on the screens of stories."""


def elsewhere(*own: Binding) -> tuple[Binding, ...]:
    """Return bindings by which a page says of the keys of articles, names, feeds and lists where they work.

    `own` are the bindings of the page itself.
    """
    taken = {key for binding in (*ROWS, *PANES, *BACK, *own) for key in binding.key.split(",")}
    return tuple(
        replace(binding, action=f"say_where('{binding.id}')")
        for binding in (*LISTS, *READING, *STORY, *CORRECTIONS, *FEED, *SEARCHES)
        if not taken & {*binding.key.split(",")}
    )
