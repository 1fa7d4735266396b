"""The themes: dark and light, each also for terminals with 16 colours, and what a theme is made of."""

import os
from dataclasses import asdict, dataclass

from rich.console import Console
from textual.color import Color
from textual.theme import Theme

DARK, LIGHT, OWN = "newsdesk dark", "newsdesk light", "newsdesk own"
DARK_16, LIGHT_16 = "newsdesk dark 16", "newsdesk light 16"

BUILT_IN = {"", "dark", "light"}
"""What the setting `theme` can be without a theme file; "" is the theme used last."""

_OF_TEXTUAL = {"text", "background", "panel", "accent", "warning"}  # every theme of Textual has these
_FEW_COLOURS = {None, "standard", "windows"}


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of a theme. Each has one meaning on every screen."""

    text: str
    background: str
    panel: str
    """Behind dialogs and notes."""
    accent: str
    """The pane in focus, what is unread, keys."""
    warning: str
    dim: str
    """What has been read, and what is less important."""
    rule: str
    """Lines between panes, and scroll bars."""
    cursor: str
    """Behind the row under the cursor."""
    match: str
    """Behind the words that a search has found."""
    selection: str
    """Behind text that is selected."""
    person: str
    organisation: str
    place: str
    other: str


DARK_COLOURS = Palette(
    text="#e6e2d8",
    background="#17191d",
    panel="#1e2126",
    accent="#e3a857",
    warning="#ff8f7d",
    dim="#98948a",
    rule="#3d4047",
    cursor="#26292f",
    match="#5a4a1c",
    selection="#3b4a66",
    person="#8cb8ff",
    organisation="#cf9bff",
    place="#86d19b",
    other="#f0a9b8",
)
LIGHT_COLOURS = Palette(
    text="#211f1b",
    background="#fbf9f4",
    panel="#f3efe5",
    accent="#9a4600",
    warning="#b3261e",
    dim="#66635b",
    rule="#cfc9bb",
    cursor="#efe9db",
    match="#f7dc8a",
    selection="#c9dbf7",
    person="#174ea6",
    organisation="#7627a8",
    place="#14632f",
    other="#932149",
)


def theme_of(name: str, palette: Palette, *, dark: bool) -> Theme:
    """Return a theme with the colours of a palette."""
    return Theme(
        name=name,
        dark=dark,
        primary=palette.accent,
        secondary=palette.person,
        accent=palette.accent,
        warning=palette.warning,
        error=palette.warning,
        success=palette.place,
        foreground=palette.text,
        background=palette.background,
        surface=palette.background,
        panel=palette.panel,
        boost=palette.cursor,
        variables=_variables(palette),
    )


def _variables(palette: Palette) -> dict[str, str]:
    """Return the colours of the style sheet beside those that every theme of Textual has."""
    hover = Color.parse(palette.rule).blend(Color.parse(palette.dim), 0.4).hex
    own = {name: colour for name, colour in asdict(palette).items() if name not in _OF_TEXTUAL}
    return {
        **own,
        "scrollbar": palette.rule,
        "scrollbar-hover": hover,
        "scrollbar-active": palette.accent,
        "scrollbar-background": palette.background,
        "scrollbar-background-hover": palette.background,
        "scrollbar-background-active": palette.background,
        "screen-selection-background": palette.selection,
        "input-selection-background": palette.selection,
        "input-cursor-background": palette.accent,
        "input-cursor-foreground": palette.background,
        "block-cursor-background": palette.cursor,
        "block-cursor-foreground": palette.text,
    }


DEFAULTS = _variables(DARK_COLOURS)


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
            **dict.fromkeys(DEFAULTS, "ansi_default"),
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
    theme_of(DARK, DARK_COLOURS, dark=True),
    theme_of(LIGHT, LIGHT_COLOURS, dark=False),
    _theme_of_16_colours(dark=True),
    _theme_of_16_colours(dark=False),
)


def theme_name(light: bool, few_colours: bool) -> str:
    """Return the name of the theme for a light or dark screen with many or few colours."""
    if few_colours:
        return LIGHT_16 if light else DARK_16
    return LIGHT if light else DARK


def few_colours(console: Console) -> bool:
    """Return whether the terminal has 16 colours or fewer."""
    return console.color_system in _FEW_COLOURS or os.environ.get("TERM") in ("dumb", "linux")
