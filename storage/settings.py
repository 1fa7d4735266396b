"""The settings, read from one TOML file."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any

from platformdirs import user_config_path, user_data_path

from storage.errors import SettingsError

THEMES = ("", "dark", "light")
_BOOLEANS = ("brackets", "refresh", "mark_changed_unread")
_KINDS = {str: "a text in quotation marks", bool: "true or false", dict: "a table, [keys]"}


def default_desk() -> Path:
    """Return the path of the reader's desk, which the settings and `--desk` can change."""
    return user_data_path("newsdesk") / "newsdesk.db"


def sample_desk() -> Path:
    """Return the path of the sample desk, which is a file of its own."""
    return user_data_path("newsdesk") / "sample.db"


def settings_file() -> Path:
    """Return the path of the settings file, which the variable `NEWSDESK_SETTINGS` can change."""
    named = os.environ.get("NEWSDESK_SETTINGS")
    return Path(named) if named else user_config_path("newsdesk") / "settings.toml"


@dataclass(frozen=True, slots=True)
class Settings:
    """The reader's settings; all have defaults, so no file is needed.

    `theme` is "dark", "light" or "" for the theme used last. With `brackets`, names are in brackets, for
    terminals without colours and underlines. With `refresh`, the app fetches feeds when they are due. With
    `mark_changed_unread`, an article whose text changes becomes unread again. `keys` maps the name of an
    action to its keys, separated by commas.
    """

    desk: Path = field(default_factory=default_desk)
    theme: str = ""
    brackets: bool = False
    refresh: bool = True
    mark_changed_unread: bool = False
    keys: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


def load(path: Path | None = None) -> Settings:
    """Return the settings in a file, by default `settings_file()`; without the file, the defaults.

    Raises `SettingsError`, which names the file and the setting, for an unknown setting or a wrong value.
    """
    file = path or settings_file()
    try:
        text = file.read_text("utf-8")
        import tomllib  # noqa: PLC0415 - most readers have no settings file

        content = tomllib.loads(text)
    except FileNotFoundError:
        return Settings()
    except (OSError, ValueError) as error:  # also what is not UTF-8 or not TOML
        raise SettingsError(f"The settings in {file} can't be read: {error}.") from error
    return _settings(file, content)


def _settings(file: Path, content: dict[str, Any]) -> Settings:
    types = {"desk": str, "theme": str, **dict.fromkeys(_BOOLEANS, bool), "keys": dict}
    for name, value in content.items():
        if name not in types:
            known = ", ".join(types)
            raise SettingsError(f"{file}: “{name}” is not a setting; the settings are {known}.")
        if not isinstance(value, types[name]):
            raise SettingsError(f"{file}: “{name}” must be {_KINDS[types[name]]}.")
    if content.get("theme", "") not in THEMES:
        raise SettingsError(f"{file}: “theme” must be “dark” or “light”.")
    keys = content.get("keys", {})
    if not all(isinstance(value, str) for value in keys.values()):
        raise SettingsError(f"{file}: in [keys], write each action with its keys in quotation marks.")
    return Settings(
        desk=Path(content["desk"]).expanduser() if "desk" in content else default_desk(),
        theme=content.get("theme", ""),
        keys=MappingProxyType(dict(keys)),
        **{name: content[name] for name in _BOOLEANS if name in content},
    )
