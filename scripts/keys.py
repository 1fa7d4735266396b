"""Print docs/keys.md, made from the key bindings: `python scripts/keys.py > docs/keys.md`."""

from itertools import groupby

from tui import keys

HEAD = """# Keys

All keys, by what they are for; in newsdesk, `?` shows them and `:` runs any action by its name. The
settings file gives actions other keys, by the names in the last column ([where it is](desk.md#settings)):

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
