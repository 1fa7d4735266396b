"""The settings file: one TOML file into one frozen `Settings`."""

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any

from platformdirs import user_config_path, user_data_path

from storage.errors import SettingsError

THEMES = ("", "dark", "light")
_SWITCHES = ("brackets", "refresh", "mark_changed_unread")


def default_desk() -> Path:
    """Return where the reader's desk lies unless the settings or `--desk` name another file."""
    return user_data_path("newsdesk") / "newsdesk.db"


def sample_desk() -> Path:
    """Return where the sample desk is kept, apart from the reader's own."""
    return user_data_path("newsdesk") / "sample.db"


def settings_file() -> Path:
    """Return where the settings are read from; `NEWSDESK_SETTINGS` names another file."""
    named = os.environ.get("NEWSDESK_SETTINGS")
    return Path(named) if named else user_config_path("newsdesk") / "settings.toml"


@dataclass(frozen=True, slots=True)
class Settings:
    """What the reader can choose; every field has a default, so that no file is needed.

    `theme` is "dark", "light" or "" for the one last used. `brackets` marks names with brackets
    where the terminal shows neither colours nor underlines. `refresh` has the app fetch feeds by itself
    when they are due. `mark_changed_unread` makes articles unread again whose text has changed. `keys` maps
    the name of an action to the keys that call it, separated by commas.
    """

    desk: Path = field(default_factory=default_desk)
    theme: str = ""
    brackets: bool = False
    refresh: bool = True
    mark_changed_unread: bool = False
    keys: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


def load(path: Path | None = None) -> Settings:
    """Read the settings; a missing file gives the defaults.

    Raises `SettingsError`, naming the file and the setting, for anything it does not understand.
    """
    file = path or settings_file()
    try:
        content = tomllib.loads(file.read_text("utf-8"))
    except FileNotFoundError:
        return Settings()
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SettingsError(f"The settings in {file} can't be read: {error}.") from error
    return _settings(file, content)


def _settings(file: Path, content: dict[str, Any]) -> Settings:
    types = {"desk": str, "theme": str, **dict.fromkeys(_SWITCHES, bool), "keys": dict}
    for name, value in content.items():
        if name not in types:
            known = ", ".join(types)
            raise SettingsError(f"{file}: “{name}” is no setting; there are {known}.")
        if not isinstance(value, types[name]):
            raise SettingsError(f"{file}: “{name}” has the wrong type of value.")
    if content.get("theme", "") not in THEMES:
        raise SettingsError(f"{file}: “theme” must be dark or light.")
    keys = content.get("keys", {})
    if not all(isinstance(value, str) for value in keys.values()):
        raise SettingsError(f"{file}: “keys” maps the name of an action to its keys, as text.")
    return Settings(
        desk=Path(content["desk"]).expanduser() if "desk" in content else default_desk(),
        theme=content.get("theme", ""),
        keys=MappingProxyType(dict(keys)),
        **{name: content[name] for name in _SWITCHES if name in content},
    )
