"""Contrast, by the formula of the WCAG."""

import pytest
from textual.color import Color
from textual.theme import Theme

from tui import themes

FULL = [theme for theme in themes.THEMES if not theme.ansi]


def luminance(colour: str) -> float:
    parts = [part / 255 for part in Color.parse(colour).rgb]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", FULL, ids=lambda theme: theme.name)
@pytest.mark.parametrize("name", ["dim", "person", "organisation", "place", "other"])
@pytest.mark.parametrize("ground", ["background", "cursor"])
def test_all_words_are_readable(theme: Theme, name: str, ground: str) -> None:
    below = theme.background if ground == "background" else theme.variables[ground]
    assert below
    assert contrast(theme.variables[name], below) >= 4.5


@pytest.mark.parametrize("theme", FULL, ids=lambda theme: theme.name)
def test_text_accent_and_warning_are_readable(theme: Theme) -> None:
    assert theme.background
    assert contrast(theme.foreground or "", theme.background) >= 10
    assert contrast(theme.accent or "", theme.background) >= 4.5
    assert contrast(theme.warning or "", theme.background) >= 4.5
    assert contrast(theme.foreground or "", theme.variables["match"]) >= 4.5


def test_all_themes_have_the_same_colours() -> None:
    for theme in themes.THEMES:
        assert set(themes.DEFAULTS) <= set(theme.variables)
