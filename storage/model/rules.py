"""Rules: what newsdesk does by itself with the articles that a query finds."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from storage.model.articles import Headline


@dataclass(frozen=True, slots=True)
class Rule:
    """A query, and what is done with each article that it finds.

    `name` is what the reader calls it, or else the query; `line` is where it stands in the settings file.
    `mute` is until when articles are hidden: for so long after the rule has found them, or until a moment.
    `run` is a program with its arguments. With `analysed` it can only judge articles whose names, story and
    language are known.
    """

    name: str
    query: str
    read: bool = False
    star: bool = False
    labels: tuple[str, ...] = ()
    hide: bool = False
    mute: timedelta | datetime | None = None
    notify: bool = False
    run: tuple[str, ...] = ()
    analysed: bool = False
    line: int = 0

    @property
    def identity(self) -> str:
        """The rule without its place in the file: another query or action makes it another rule."""
        return repr((self.query, self.read, self.star, self.labels, self.hide, self.mute, self.run))

    @property
    def hides(self) -> bool:
        """Whether articles leave the lists, or are read, as soon as the rule has found them."""
        return self.hide or self.mute is not None or self.read

    def hidden_until(self, now: float) -> float | None:
        """Return until when it hides what it finds `now` (Unix seconds), `None` for good."""
        if isinstance(self.mute, timedelta):
            return now + self.mute.total_seconds()
        return self.mute.timestamp() if self.mute else None

    @property
    def actions(self) -> list[str]:
        """What it does, in words."""
        found = ["mark read"] if self.read else []
        found += ["star"] if self.star else []
        found += [f"label {', '.join(self.labels)}"] if self.labels else []
        found += ["hide"] if self.hide else []
        found += [f"mute {_mute(self.mute)}"] if self.mute is not None else []
        found += ["notify"] if self.notify else []
        return [*found, *([f"run {self.run[0]}"] if self.run else [])]


@dataclass(frozen=True, slots=True)
class RuleRecord:
    """How often a rule has matched, when last (Unix seconds), and a sentence on why its program failed."""

    matched: int = 0
    last: float | None = None
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class RuleTest:
    """What a rule would do: the number of articles that it finds, of those that it would be new to, and some.

    `done` is how many of `found` it was applied to already.
    """

    rule: Rule
    found: int
    done: int
    newest: Sequence[Headline]


@dataclass(frozen=True, slots=True)
class RuleNotice:
    """How many articles a rule with `notify` has found since the reader was told, and the newest title."""

    rule: str
    articles: int
    title: str


def _mute(mute: timedelta | datetime) -> str:
    if isinstance(mute, datetime):
        return (
            f"until {mute:%Y-%m-%d}" if (mute.hour, mute.minute) == (0, 0) else f"until {mute:%Y-%m-%d %H:%M}"
        )
    hours = round(mute.total_seconds() / 3600)
    number, unit = (hours // 24, "day") if hours % 24 == 0 else (hours, "hour")
    return f"for {number} {unit}{'s' if number > 1 else ''}"
