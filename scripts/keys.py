"""Print docs/keys.md, made from the key bindings: `python scripts/keys.py > docs/keys.md`."""

from itertools import groupby

from tui import keys

HEAD = """# Keys

All keys by subject. In newsdesk, `?` shows them and `:` runs any action by name. The
[settings file](desk.md#settings) can give an action other keys, under its name in the last column:

    [keys]
    next_unread = "n,ctrl+n"
"""


def page() -> str:
    """Return the page as Markdown."""
    parts = [HEAD]
    explained = sorted(keys.EXPLAINED, key=lambda binding: str(binding.group))
    for group, bindings in groupby(explained, key=lambda binding: binding.group):
        parts.append(f"\n## {group.description if group else ''}\n\n| keys | do | action |\n|---|---|---|\n")
        for binding in bindings:
            shown = " ".join(f"`{keys.drawn(key)}`" for key in binding.key.split(","))
            parts.append(f"| {shown} | {binding.description} | `{binding.id}` |\n")
    return "".join(parts)


if __name__ == "__main__":
    print(page(), end="")
