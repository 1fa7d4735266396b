"""Every setting with its kind, default and explanation. Reading, printing and the docs follow from this."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from storage.settings.kinds import KEYS, PATH, PATH_IF_ANY, PROGRAM, PROTOCOL, SWITCH, TEXT, setting
from storage.settings.locations import default_desk


class Problem(NamedTuple):
    """What is wrong in the settings file; `line` is 0 if the sentence is about the whole file."""

    line: int
    sentence: str

    def said_of(self, file: str) -> str:
        """Return the sentence with the file and the line."""
        return f"{file}, line {self.line}: {self.sentence}" if self.line else f"{file}: {self.sentence}"


class RuleEntry(NamedTuple):
    """A rule as the file holds it, and the line where it begins."""

    values: Mapping[str, object]
    line: int = 0


@dataclass(frozen=True, slots=True)
class Pages:
    """Pages of articles."""

    on_open: bool = setting(
        SWITCH, True, "Fetch the page of an article that is a teaser or cut short when you open the article."
    )


@dataclass(frozen=True, slots=True)
class Media:
    """Audio and video of articles."""

    player: tuple[str, ...] = setting(
        PROGRAM, (), 'The program that plays them, like ["mpv", "{url}"]; without one they are downloaded.'
    )
    folder: Path | None = setting(
        PATH_IF_ANY, None, 'The folder of downloads; "" is the downloads folder of your system.'
    )


@dataclass(frozen=True, slots=True)
class Save:
    """Articles saved as files."""

    folder: Path | None = setting(
        PATH_IF_ANY, None, 'The folder for saved articles; "" is "newsdesk" in your documents folder.'
    )


@dataclass(frozen=True, slots=True)
class Bookmark:
    """Bookmarks in another program."""

    run: tuple[str, ...] = setting(
        PROGRAM, (), 'The program that stores a bookmark, like ["buku", "--add", "{url}"].'
    )


@dataclass(frozen=True, slots=True)
class Stories:
    """Stories as a unit of reading."""

    read_together: bool = setting(
        SWITCH, False, "With one row per story, reading the best report marks the others as read."
    )


@dataclass(frozen=True, slots=True)
class Pictures:
    """Pictures in articles."""

    show: bool = setting(SWITCH, True, "Show pictures if the terminal can.")
    protocol: str = setting(
        PROTOCOL, "", 'How to draw them: "kitty" or "blocks"; "" is what suits the terminal.'
    )


@dataclass(frozen=True, slots=True)
class Settings:
    """The reader's settings. All have defaults, so no file is needed.

    `problems` says what is wrong in the file. `lines` has the line of each entry: `lines["pages.on_open"]`,
    `lines["rules.0.query"]`.
    """

    desk: Path = setting(PATH, default_desk, "The file that holds everything.")
    theme: str = setting(
        TEXT, "", '"dark", "light", or the name or path of a theme file; "" is the theme used last.'
    )
    brackets: bool = setting(
        SWITCH, False, "Put names in brackets, for terminals without colours and underlines."
    )
    refresh: bool = setting(SWITCH, True, "Fetch feeds when they are due while the app is open.")
    mark_changed_unread: bool = setting(SWITCH, False, "An article whose text changes is unread again.")
    pages: Pages = field(default_factory=Pages)
    media: Media = field(default_factory=Media)
    save: Save = field(default_factory=Save)
    bookmark: Bookmark = field(default_factory=Bookmark)
    stories: Stories = field(default_factory=Stories)
    pictures: Pictures = field(default_factory=Pictures)
    keys: Mapping[str, str] = setting(
        KEYS,
        dict,
        'set = "newsboat" gives the keys of newsboat; an action by its name gets keys of its own, like '
        'undo = "u,ctrl+z".',
    )
    rules: tuple[RuleEntry, ...] = ()
    problems: tuple[Problem, ...] = field(default=(), compare=False)
    lines: Mapping[str, int] = field(default_factory=dict, compare=False, repr=False)
