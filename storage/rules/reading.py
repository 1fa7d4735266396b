"""From the tables [[rules]] of the settings file to rules; what is wrong is named by its line."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from storage.errors import QueryError
from storage.model import Rule
from storage.query.dates import canonical_age, seconds
from storage.query.parser import parse
from storage.query.printer import printed
from storage.rules.judging import needs_analysis
from storage.settings import Problem, RuleEntry, Settings
from storage.text.label_names import label_names

ACTIONS = ("read", "star", "label", "hide", "mute_until", "notify", "run")
"""What a rule can do, by the names in the settings file."""
_KNOWN = ("name", "query", *ACTIONS)


class Rules(NamedTuple):
    """The rules that are right, in their order, and what is wrong with the others."""

    rules: tuple[Rule, ...]
    problems: tuple[Problem, ...]


def read_rules(settings: Settings) -> Rules:
    """Return the rules in the settings. A rule with a mistake is left out, and the others work."""
    found: list[Rule] = []
    problems: list[Problem] = []
    for number, entry in enumerate(settings.rules):
        reading = _Reading(entry, settings.lines, number)
        rule = reading.rule()
        problems += reading.problems
        if rule is None:
            continue
        if rule.name in {one.name for one in found}:
            reading.complain("name", f"Another rule is called “{rule.name}” too.")
            problems += reading.problems
        else:
            found.append(rule)
    return Rules(tuple(found), tuple(problems))


class _Reading:
    """One rule, and what is wrong with it."""

    def __init__(self, entry: RuleEntry, lines: Mapping[str, int], number: int) -> None:
        self.problems: list[Problem] = []
        self._values = entry.values
        self._line = entry.line
        self._lines = lines
        self._path = f"rules.{number}"

    def complain(self, name: str, sentence: str) -> None:
        """Note a mistake in the value of this name."""
        line = self._lines.get(f"{self._path}.{name}", self._line)
        self.problems.append(Problem(line, f"{sentence} This rule is left out."))

    def rule(self) -> Rule | None:
        """Return the rule, `None` if anything is wrong with it."""
        for name in self._values:
            if name not in _KNOWN:
                self.complain(name, f"A rule has no “{name}”, only name, query, {_listed(ACTIONS)}.")
        query = self._read("query", _text, 'text in quotation marks, like "source:bbc sport"', "")
        name = " ".join(self._read("name", _text, "text in quotation marks", "").split())
        parsed = self._parsed(query)
        rule = Rule(
            name=name or query,
            query=query,
            read=self._read("read", _switch, "true or false", False),
            star=self._read("star", _switch, "true or false", False),
            labels=self._read("label", _labels, 'a text, or a list of texts, like ["a", "b"]', ()),
            hide=self._read("hide", _switch, "true or false", False),
            mute=self._read("mute_until", _mute, 'a day like "2027-01-31" or a time like "3d"', None),
            notify=self._read("notify", _switch, "true or false", False),
            run=self._read("run", _program, 'a list of words, like ["program", "{url}"]', ()),
            analysed=parsed is not None and parsed,
            line=self._line,
        )
        if not self.problems and not rule.actions:
            self.complain("query", f"This rule does nothing: add {_listed(ACTIONS)}.")
        if rule.hide and rule.mute is not None:
            self.complain("mute_until", "A rule can “hide” or “mute_until”, not both.")
        return None if self.problems else rule

    def _parsed(self, query: str) -> bool | None:
        """Return whether a query needs analysed articles, `None` if it is wrong."""
        if not query.strip():
            if not self.problems:
                self.complain("query", 'A rule needs a query, like query = "source:bbc sport".')
            return None
        try:
            found = parse(query)
        except QueryError as error:
            self.complain("query", f"{error}")
            return None
        if found.root is None:
            self.complain("query", f"The query “{printed(found)}” has no words.")
            return None
        return needs_analysis(found.root)

    def _read(self, name: str, read: Callable[[Any], Any], words: str, default: Any) -> Any:
        if name not in self._values:
            return default
        try:
            return read(self._values[name])
        except ValueError:
            self.complain(name, f"“{name}” must be {words}.")
            return default


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError
    return value


def _switch(value: object) -> bool:
    if not isinstance(value, bool):
        raise ValueError
    return value


def _labels(value: object) -> tuple[str, ...]:
    texts = [value] if isinstance(value, str) else value
    if not isinstance(texts, list):
        raise ValueError
    found = label_names(_text(one) for one in texts)
    if not found:
        raise ValueError
    return tuple(found)


def _program(value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not value or not _text(value[0]).strip():
        raise ValueError
    return tuple(map(_text, value))


def _mute(value: object) -> timedelta | datetime:
    """Return how long, or until when: a local day or time, with or without quotation marks."""
    if isinstance(value, str):
        try:
            return timedelta(seconds=seconds(canonical_age(value.strip(), 0)))
        except QueryError:
            value = datetime.fromisoformat(value.strip())
    if isinstance(value, date) and not isinstance(value, datetime):
        value = datetime(value.year, value.month, value.day)  # noqa: DTZ001 - made local below
    if not isinstance(value, datetime):
        raise ValueError
    return value if value.tzinfo else value.astimezone()


def _listed(words: tuple[str, ...]) -> str:
    return f"{', '.join(words[:-1])} or {words[-1]}"
