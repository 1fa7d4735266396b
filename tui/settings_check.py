"""What is wrong in the settings: in the file itself, and in what only the screen knows, the keys."""

from storage.settings import Problem, Settings, settings_file
from tui.keymap import Keys


def problems_of(settings: Settings) -> list[Problem]:
    """Return everything that is wrong, by line."""
    keys = [
        Problem(settings.lines.get(f"keys.{name}", 0), sentence)
        for name, sentence in Keys(settings.keys).problems()
    ]
    return sorted([*settings.problems, *keys])


def summary(problems: list[Problem]) -> str:
    """Return one sentence about the problems, "" if there are none."""
    if not problems:
        return ""
    first = problems[0].said_of(settings_file().name)
    more = len(problems) - 1
    return f"{first} {more} more: `newsdesk settings check` lists them." if more else first
