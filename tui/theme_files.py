"""Themes of the reader's own, each a TOML file: colours that replace those of the dark or the light theme."""

from dataclasses import fields, replace
from difflib import get_close_matches
from pathlib import Path
from typing import Any, NamedTuple

from textual.color import Color, ColorParseError
from textual.theme import Theme

from storage.settings import settings_file
from tui import themes

COLOURS = tuple(field.name for field in fields(themes.Palette))
_BASE = "base"


class OwnTheme(NamedTuple):
    """A theme of the reader's own, and a sentence for each mistake in its file.

    `theme` is `None` if the file can't be read.
    """

    theme: Theme | None
    problems: tuple[str, ...] = ()


def load(name: str) -> OwnTheme:
    """Return the theme that the setting `theme` names: a path, or a file in `themes` beside the settings.

    A wrong colour is that of the theme it is based on.
    """
    path = _path(name)
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        return OwnTheme(None, (f"The theme {path} is not UTF-8 text.",))
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "not a path"
        return OwnTheme(None, (f"The theme {path} can't be read: {reason}.",))
    return parsed(path.name, text)


def _path(name: str) -> Path:
    folder = settings_file().parent
    if name.endswith(".toml") or "/" in name:
        try:
            return folder / Path(name).expanduser()
        except RuntimeError:  # "~name" of somebody who does not exist
            return folder / name
    return folder / "themes" / f"{name}.toml"


def parsed(file: str, text: str) -> OwnTheme:
    """Return the theme in the text of a theme file; `file` is its name in the sentences."""
    from storage.settings import toml_lines  # noqa: PLC0415 - only for themes of the reader's own

    entries = toml_lines.read(text)
    base = entries.content.pop(_BASE, "dark")
    mistakes = list(entries.mistakes)
    if base not in ("dark", "light"):
        mistakes.append((entries.lines[_BASE], "“base” must be “dark” or “light”."))
        base = "dark"
    colours: dict[str, Any] = {}
    for name, value in entries.content.items():
        if mistake := _mistake(name, value):
            mistakes.append((entries.lines[name], mistake))
        else:
            colours[name] = Color.parse(value).rgb
    palette = themes.DARK_COLOURS if base == "dark" else themes.LIGHT_COLOURS
    palette = replace(palette, **{name: Color(*rgb).hex for name, rgb in colours.items()})
    problems = tuple(f"{file}, line {line}: {sentence}" for line, sentence in sorted(mistakes))
    return OwnTheme(themes.theme_of(themes.OWN, palette, dark=base == "dark"), problems)


def _mistake(name: str, value: object) -> str:
    """Return what is wrong with an entry, "" if nothing is."""
    if name not in COLOURS:
        near = get_close_matches(name, COLOURS, 1)
        return f"A theme has no colour “{name}”." + (f" Is it “{near[0]}”?" if near else "")
    try:
        colour = Color.parse(value) if isinstance(value, str) else None
    except ColorParseError:
        colour = None
    right = colour is not None and colour.a == 1 and colour.ansi is None
    return "" if right else f'“{name}” must be a colour, like "#e3a857" or "orange".'
