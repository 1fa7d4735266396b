"""Rules: how often they matched, what they would do, and applying them to what is there."""

from collections.abc import Sequence

from storage.database.connection import DeskFile
from storage.database.lists import article_lists
from storage.database.lists.query_results import QueryResults
from storage.database.rules import rule_queues, rule_records
from storage.model import Rule, RuleNotice, RuleRecord, RuleTest, Sort, Trouble, View

_SHOWN = 10  # newest articles of a test


class Rules:
    """The rules of the settings on one desk."""

    def __init__(self, desk_file: DeskFile) -> None:
        self._desk_file = desk_file

    def records(self, rules: Sequence[Rule]) -> list[RuleRecord]:
        """Return for each rule how often it has matched, and what is wrong with its program."""
        with self._desk_file.reading() as connection:
            return [rule_records.record_of(connection, rule) for rule in rules]

    def test(self, rules: Sequence[Rule], shown: int = _SHOWN) -> list[RuleTest]:
        """Return for each rule which articles it finds, at most `shown` of them; nothing is changed."""
        found = []
        with self._desk_file.reading() as connection:
            for rule in rules:
                view = View(query=rule.query, sort=Sort.DATE)
                numbers = article_lists.ids(connection, view)
                done = rule_records.matched(connection, rule, numbers)
                newest = article_lists.window(connection, view, 0, shown, QueryResults())
                found.append(RuleTest(rule, len(numbers), len(done), tuple(newest)))
        return found

    def apply(
        self, rules: Sequence[Rule], *, again: bool = False, run: bool = False
    ) -> tuple[list[int], list[Trouble]]:
        """Apply rules to all articles as one undoable action; return to how many each was applied.

        An article that a rule was applied to before is left out, unless `again`. With `run` their programs
        run too, which can't be undone; what goes wrong with them is returned.
        """
        from storage.pipeline.rules.application import apply_to_all
        from storage.pipeline.rules.rule_programs import run_queued

        with self._desk_file.writing() as connection:
            done = apply_to_all(connection, rules, again=again, run=run)
        return done, run_queued(self._desk_file, rules) if run else []

    def has_notices(self) -> bool:
        """Return whether there is something to tell the reader."""
        with self._desk_file.reading() as connection:
            return rule_queues.has_notices(connection)

    def take_notices(self) -> list[RuleNotice]:
        """Return what to tell the reader, by rule; it is told once."""
        with self._desk_file.writing() as connection:
            return rule_queues.take_notices(connection)
