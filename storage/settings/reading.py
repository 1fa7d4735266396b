"""The settings file, read: every entry that is right counts, and every other one is named by its line."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

from storage.settings.kinds import Kind
from storage.settings.locations import settings_file
from storage.settings.sections import Problem, RuleEntry, Settings

T = TypeVar("T")


def load(path: Path | None = None) -> Settings:
    """Return the settings in a file, by default `settings_file()`; without the file, the defaults.

    What is wrong in the file is in `problems`, and has its default.
    """
    file = path or settings_file()
    try:
        text = file.read_bytes().decode("utf-8-sig")
    except (FileNotFoundError, NotADirectoryError):
        return Settings()
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        return _defaults(line, "This is not UTF-8 text, so all settings have their defaults.")
    except OSError as error:
        return _defaults(
            0, f"The file can't be read ({error.strerror}), so all settings have their defaults."
        )
    return parsed(text)


def parsed(text: str) -> Settings:
    """Return the settings in the text of a settings file."""
    from storage.settings import toml_lines  # noqa: PLC0415 - most readers have no settings file

    entries = toml_lines.read(text)
    reading = _Reading(entries.lines)
    rules = reading.rules(entries.content.pop("rules", []))
    values = reading.values(Settings, entries.content, "")
    mistakes = [Problem(line, sentence) for line, sentence in entries.mistakes]
    problems = tuple(sorted([*mistakes, *reading.problems]))
    return Settings(**values, rules=rules, problems=problems, lines=MappingProxyType(entries.lines))


def _defaults(line: int, sentence: str) -> Settings:
    return Settings(problems=(Problem(line, sentence),))


class _Reading:
    """Values of settings, and what is wrong with the others."""

    def __init__(self, lines: Mapping[str, int]) -> None:
        self.problems: list[Problem] = []
        self._lines = lines

    def values(self, section: Any, content: dict[str, Any], path: str) -> dict[str, Any]:
        """Return the valid values of a section by their names."""
        known: dict[str, Any] = {
            item.name: item for item in fields(section) if item.metadata or is_dataclass(item.default_factory)
        }
        found: dict[str, Any] = {}
        for name, value in content.items():
            whole = path + name
            if name not in known:
                self._complain(whole, f"“{whole}” is not a setting.{_suggestion(name, known)}")
            elif kind := known[name].metadata.get("kind"):
                self._read(kind, whole, name, value, found)
            elif isinstance(value, dict):
                inner = known[name].default_factory
                found[name] = inner(**self.values(inner, value, f"{whole}."))
            else:
                self._complain(whole, f"“{whole}” is a section: write [{whole}], and its settings below.")
        return found

    def rules(self, content: object) -> tuple[RuleEntry, ...]:
        """Return the rules as they are in the file."""
        if not isinstance(content, list):
            content = [None]
        found = []
        for number, rule in enumerate(content):
            line = self._lines.get(f"rules.{number}", self._lines.get("rules", 0))
            if isinstance(rule, dict):
                found.append(RuleEntry(MappingProxyType(rule), line))
            else:
                self.problems.append(Problem(line, "Write each rule under a line [[rules]]."))
        return tuple(found)

    def _read(self, kind: Kind[T], path: str, name: str, value: object, found: dict[str, Any]) -> None:
        try:
            found[name] = kind.read(value)
        except ValueError:
            self._complain(path, f"“{path}” must be {kind.words}.")

    def _complain(self, path: str, sentence: str) -> None:
        self.problems.append(Problem(self._lines.get(path, 0), sentence))


def _suggestion(name: str, known: Mapping[str, object]) -> str:
    from difflib import get_close_matches  # noqa: PLC0415 - only for a mistake

    near = get_close_matches(name, known, 1)
    return f" Is it “{near[0]}”?" if near else ""
