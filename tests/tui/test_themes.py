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
@pytest.mark.parametrize(
    "name", ["foreground", "accent", "warning", "dim", "person", "organisation", "place", "other"]
)
@pytest.mark.parametrize("ground", ["background", "cursor", "panel"])
def test_all_words_are_readable(theme: Theme, name: str, ground: str) -> None:
    words, below = (theme.variables.get(one) or getattr(theme, one) for one in (name, ground))
    assert contrast(words, below) >= 4.5


@pytest.mark.parametrize("theme", FULL, ids=lambda theme: theme.name)
def test_text_is_easy_to_read_and_on_a_match_too(theme: Theme) -> None:
    assert contrast(theme.foreground or "", theme.background or "") >= 10
    assert contrast(theme.foreground or "", theme.variables["match"]) >= 4.5


def test_all_themes_have_the_same_colours() -> None:
    for theme in themes.THEMES:
        assert set(themes.DEFAULTS) <= set(theme.variables)
