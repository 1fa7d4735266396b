"""What is wrong in the settings: in the file, in its rules, and in what the screen knows: keys and themes."""

from collections.abc import Sequence

from storage.settings import Problem, Settings, settings_file
from tui.keymap import Keys
from tui.themes import BUILT_IN


def problems_of(settings: Settings) -> list[Problem]:
    """Return everything that is wrong, by line."""
    keys = [
        Problem(settings.lines.get(f"keys.{name}", 0), sentence)
        for name, sentence in Keys(settings.keys).problems()
    ]
    return sorted([*settings.problems, *keys, *_problems_of_rules(settings), *_problems_of_theme(settings)])


def _problems_of_rules(settings: Settings) -> Sequence[Problem]:
    if not settings.rules:
        return ()
    from storage.rules.reading import read_rules  # noqa: PLC0415 - most readers have no rules

    return read_rules(settings).problems


def _problems_of_theme(settings: Settings) -> list[Problem]:
    if settings.theme in BUILT_IN:
        return []
    from tui.theme_files import load  # noqa: PLC0415 - most readers have no theme of their own

    line = settings.lines.get("theme", 0)
    return [Problem(line, sentence) for sentence in load(settings.theme).problems]


def summary(problems: list[Problem]) -> str:
    """Return one sentence about the problems, "" if there are none."""
    if not problems:
        return ""
    first = problems[0].said_of(settings_file().name)
    more = len(problems) - 1
    return f"{first} {more} more: `newsdesk settings check` lists them." if more else first
