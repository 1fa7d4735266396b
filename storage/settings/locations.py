"""Where the reader's files are."""

import os
from pathlib import Path

from platformdirs import user_cache_path, user_config_path, user_data_path


def default_desk() -> Path:
    """Return the path of the reader's desk, which the settings and `--desk` can change."""
    return user_data_path("newsdesk") / "newsdesk.db"


def sample_desk() -> Path:
    """Return the path of the sample desk, which is a file of its own."""
    return user_data_path("newsdesk") / "sample.db"


def pictures_folder() -> Path:
    """Return the folder that keeps copies of pictures, which may be emptied at any time."""
    return user_cache_path("newsdesk") / "pictures"


def settings_file() -> Path:
    """Return the path of the settings file, which the variable `NEWSDESK_SETTINGS` can change."""
    named = os.environ.get("NEWSDESK_SETTINGS")
    return Path(named).expanduser() if named else user_config_path("newsdesk") / "settings.toml"


def abbreviated(path: Path) -> str:
    """Return a path with `~` for the reader's home folder."""
    try:
        return str(Path("~") / path.relative_to(Path.home()))
    except (ValueError, RuntimeError):
        return str(path)
