"""Print docs/settings.md, made from the settings: `python scripts/settings.py > docs/settings.md`."""

from pathlib import Path
from textwrap import indent

from storage.settings import Settings
from storage.settings.printing import printed

PAGE = """# Settings

One TOML file, read when newsdesk starts. All settings have defaults, so no file is needed.

    newsdesk settings              # all settings in force, with comments
    newsdesk settings --json
    newsdesk settings edit         # in your editor; without a file, one with all defaults is made first
    newsdesk settings check        # what is wrong, by line; exit 1 if anything is
    newsdesk settings path

The file is `~/.config/newsdesk/settings.toml` on Linux; [the desk file](desk.md) lists the other systems,
and `NEWSDESK_SETTINGS` names another file. A newsdesk that is open reads the file again by `:` and “Read
the settings again”; only another desk and `brackets` have to wait for its next start.

What `newsdesk settings` prints is a settings file. Write it to another file first, because the shell
empties the settings file before newsdesk reads it:

    newsdesk settings > new.toml && mv new.toml "$(newsdesk settings path)"

## Mistakes

A wrong entry has its default, and everything else in the file counts. newsdesk names the first one with its
line when it starts, `newsdesk settings check` names all. Text that is not TOML, for example without its
second quotation mark, costs its own entry. A file that is not UTF-8 can't be read at all: all settings have
their defaults.

## All settings, with their defaults

{settings}
[Keys](keys.md) lists the names of the actions, [themes](themes.md) shows how to make a theme.
"""


def page() -> str:
    """Return the page as Markdown."""
    desk = Path.home() / ".local/share/newsdesk/newsdesk.db"
    return PAGE.format(settings=indent(printed(Settings(desk=desk)), "    "))


if __name__ == "__main__":
    print(page(), end="")
