"""The themes: dark and light, each also for terminals with 16 colours."""

import os

from rich.console import Console
from textual.theme import Theme

DARK, LIGHT = "newsdesk dark", "newsdesk light"
DARK_16, LIGHT_16 = "newsdesk dark 16", "newsdesk light 16"

_FEW_COLOURS = {None, "standard", "windows"}

# Colours of the style sheet beside those of Textual. Each has one meaning on every screen.
_DARK_COLOURS = {
    "dim": "#98948a",
    "rule": "#3d4047",
    "cursor": "#26292f",
    "match": "#5a4a1c",
    "person": "#8cb8ff",
    "organisation": "#cf9bff",
    "place": "#86d19b",
    "other": "#f0a9b8",
    "scrollbar": "#3d4047",
    "scrollbar-hover": "#5a5e67",
    "scrollbar-active": "#e3a857",
    "scrollbar-background": "#17191d",
    "scrollbar-background-hover": "#17191d",
    "scrollbar-background-active": "#17191d",
    "screen-selection-background": "#3b4a66",
    "input-selection-background": "#3b4a66",
    "input-cursor-background": "#e3a857",
    "input-cursor-foreground": "#17191d",
    "block-cursor-background": "#26292f",
    "block-cursor-foreground": "#e6e2d8",
}
_LIGHT_COLOURS = {
    "dim": "#66635b",
    "rule": "#cfc9bb",
    "cursor": "#efe9db",
    "match": "#f7dc8a",
    "person": "#174ea6",
    "organisation": "#7627a8",
    "place": "#14632f",
    "other": "#932149",
    "scrollbar": "#cfc9bb",
    "scrollbar-hover": "#a8a294",
    "scrollbar-active": "#9a4600",
    "scrollbar-background": "#fbf9f4",
    "scrollbar-background-hover": "#fbf9f4",
    "scrollbar-background-active": "#fbf9f4",
    "screen-selection-background": "#c9dbf7",
    "input-selection-background": "#c9dbf7",
    "input-cursor-background": "#9a4600",
    "input-cursor-foreground": "#fbf9f4",
    "block-cursor-background": "#efe9db",
    "block-cursor-foreground": "#211f1b",
}


def _theme_of_16_colours(dark: bool) -> Theme:
    bright = "bright_" if dark else ""
    ink, paper = ("white", "black") if dark else ("black", "white")
    return Theme(
        name=DARK_16 if dark else LIGHT_16,
        ansi=True,
        dark=dark,
        primary="ansi_yellow" if dark else "ansi_red",
        accent="ansi_bright_yellow" if dark else "ansi_red",
        secondary="ansi_cyan",
        warning="ansi_bright_red" if dark else "ansi_red",
        error="ansi_bright_red" if dark else "ansi_red",
        success="ansi_green",
        foreground="ansi_default",
        background="ansi_default",
        surface="ansi_default",
        panel="ansi_default",
        boost="ansi_default",
        variables={
            **dict.fromkeys(_DARK_COLOURS, "ansi_default"),
            "dim": "ansi_default",
            "rule": "ansi_bright_black",
            "match": "ansi_yellow" if dark else "ansi_bright_yellow",
            "person": f"ansi_{bright}blue",
            "organisation": f"ansi_{bright}magenta",
            "place": f"ansi_{bright}green",
            "other": f"ansi_{bright}cyan" if dark else "ansi_red",
            "ansi-background": f"ansi_{paper}",
            "ansi-foreground": f"ansi_{ink}",
            "scrollbar": "ansi_bright_black",
            "scrollbar-hover": "ansi_bright_black",
            "scrollbar-active": "ansi_yellow",
            "screen-selection-background": "ansi_cyan",
            "input-selection-background": "ansi_cyan",
            "input-cursor-background": f"ansi_{ink}",
            "input-cursor-foreground": f"ansi_{paper}",
        },
    )


THEMES = (
    Theme(
        name=DARK,
        dark=True,
        primary="#e3a857",
        secondary="#8cb8ff",
        accent="#e3a857",
        warning="#ff8f7d",
        error="#ff8f7d",
        success="#86d19b",
        foreground="#e6e2d8",
        background="#17191d",
        surface="#17191d",
        panel="#1e2126",
        boost="#26292f",
        variables=_DARK_COLOURS,
    ),
    Theme(
        name=LIGHT,
        dark=False,
        primary="#9a4600",
        secondary="#174ea6",
        accent="#9a4600",
        warning="#b3261e",
        error="#b3261e",
        success="#14632f",
        foreground="#211f1b",
        background="#fbf9f4",
        surface="#fbf9f4",
        panel="#f3efe5",
        boost="#efe9db",
        variables=_LIGHT_COLOURS,
    ),
    _theme_of_16_colours(dark=True),
    _theme_of_16_colours(dark=False),
)

DEFAULTS = _DARK_COLOURS


def theme_name(light: bool, few_colours: bool) -> str:
    """Return the name of the theme for a light or dark screen with many or few colours."""
    if few_colours:
        return LIGHT_16 if light else DARK_16
    return LIGHT if light else DARK


def few_colours(console: Console) -> bool:
    """Return whether the terminal has 16 colours or fewer."""
    return console.color_system in _FEW_COLOURS or os.environ.get("TERM") in ("dumb", "linux")
