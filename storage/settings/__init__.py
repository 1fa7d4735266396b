"""The settings: one TOML file becomes one frozen `Settings`; what is wrong in the file stops nothing."""

from storage.settings.locations import default_desk, pictures_folder, sample_desk, settings_file
from storage.settings.reading import load
from storage.settings.sections import (
    Bookmark,
    Media,
    Pages,
    Pictures,
    Problem,
    RuleEntry,
    Save,
    Settings,
    Stories,
)

__all__ = [
    "Bookmark",
    "Media",
    "Pages",
    "Pictures",
    "Problem",
    "RuleEntry",
    "Save",
    "Settings",
    "Stories",
    "default_desk",
    "load",
    "pictures_folder",
    "sample_desk",
    "settings_file",
]
