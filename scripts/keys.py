"""Print docs/keys.md, made from the key bindings: `python scripts/keys.py > docs/keys.md`."""

from itertools import groupby

from tui import keys
from tui.key_sets import NEWSBOAT
from tui.keymap import Keys

HEAD = """# Keys

All keys by subject. In newsdesk, `?` shows them and `:` runs any action by name. The
[settings file](settings.md) can give an action other keys, under its name in the last column:

    [keys]
    next_unread = "n,ctrl+n"

`keys = "newsboat"`, or `set = "newsboat"` below `[keys]`, gives newsboat's keys to what newsdesk has of it:
the [last table](#the-set-for-those-who-come-from-newsboat) shows what that changes.
"""

NEWSBOAT_HEAD = """
## The set for those who come from newsboat

What `keys = "newsboat"` changes. All other keys are the same in both sets.

| does | usual keys | keys of this set | action |
|---|---|---|---|
"""


def page() -> str:
    """Return the page as Markdown."""
    parts = [HEAD]
    usual, newsboat = Keys({}), Keys({"set": "newsboat"})
    explained = sorted(keys.EXPLAINED, key=lambda binding: str(binding.group))
    for group, bindings in groupby(explained, key=lambda binding: binding.group):
        parts.append(f"\n## {group.description if group else ''}\n\n| keys | do | action |\n|---|---|---|\n")
        parts += [f"| {_shown(usual, one.id)} | {one.description} | `{one.id}` |\n" for one in bindings]
    parts.append(NEWSBOAT_HEAD)
    parts += [
        f"| {one.description} | {_shown(usual, one.id)} | {_shown(newsboat, one.id)} | `{one.id}` |\n"
        for one in keys.EXPLAINED
        if one.id in NEWSBOAT
    ]
    return "".join(parts)


def _shown(of: Keys, action: str | None) -> str:
    return " ".join(f"`{key}`".replace("|", "\\|") for key in of.keys_for(action or ""))


if __name__ == "__main__":
    print(page(), end="")
