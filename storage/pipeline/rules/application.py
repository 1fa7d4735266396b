"""Rules applied to articles: to each article once, in the transaction that stores or analyses it."""

import time
from collections.abc import Iterable, Iterator, Sequence

from storage.database import hidden_articles, labels, undo_log
from storage.database.articles import articles as stored_articles
from storage.database.articles import read_state
from storage.database.articles.article_columns import FOR_GOOD
from storage.database.connection import Connection
from storage.database.lists import article_lists
from storage.database.rules import rule_queues, rule_records, waiting_articles
from storage.database.undo_log import UndoEntry
from storage.model import Rule, View
from storage.query.nodes import Query
from storage.query.parser import parse
from storage.query.printer import printed
from storage.rules.judging import possible
from storage.stories import story_reading

HELD_SECONDS = 600.0
"""How long at most an article stays hidden because a rule that may hide it waits for its analysis."""


class RuleApplication:
    """Applies the reader's rules to what arrives.

    All rules see an article as it came; then each that finds it does what it does. With `outside`, programs
    are put into the queue and the reader is told.
    """

    def __init__(self, rules: Sequence[Rule], *, outside: bool = True) -> None:
        self._rules = rules
        self._outside = outside
        self._early = [rule for rule in rules if not rule.analysed]
        self._late = [rule for rule in rules if rule.analysed]
        self._holding = [_possible_query(rule) for rule in self._late if rule.hides]

    def last_number(self, connection: Connection) -> int:
        """Return a number below those of the articles that arrive from now on in this transaction."""
        return stored_articles.last_number(connection) if self._rules else 0

    def arrived(self, connection: Connection, after: int, now: float) -> None:
        """Apply the rules to the articles numbered above `after`, which have just been stored.

        Rules that ask for names, stories or languages wait for the analysis. What such a rule may hide is
        hidden until then.
        """
        if not self._rules:
            return
        numbers = stored_articles.numbers_after(connection, after)
        if not numbers:
            return
        self._apply(connection, self._early, numbers, now, outside=self._outside)
        waiting = set(numbers) if self._late else set(stored_articles.waiting_for_page(connection, numbers))
        held = {one for query in self._holding for one in _found(connection, query, numbers)}
        waiting_articles.add(
            connection, sorted(waiting), sorted(held), now + HELD_SECONDS, outside=self._outside
        )

    def analysed(self, connection: Connection, article: int, now: float) -> None:
        """Apply the rules to an article that has just been analysed for the first time."""
        outside = waiting_articles.take(connection, article)
        if outside is not None:
            self._apply(connection, self._rules, [article], now, outside=outside)
            # What was held and is shown again may belong to a muted story.
            story_reading.settle(connection, [article])

    def _apply(
        self,
        connection: Connection,
        rules: Sequence[Rule],
        numbers: Sequence[int],
        now: float,
        *,
        outside: bool,
    ) -> None:
        found = [(rule, _found(connection, rule.query, numbers)) for rule in rules]
        for rule, matching in found:
            if not matching:
                continue
            number = rule_records.number_of(connection, rule)
            claimed = rule_records.claim(connection, number, matching, now)
            for _ in _perform(connection, rule, claimed, now):
                pass  # what arrives is not undone
            if outside and claimed:
                _queue(connection, rule, number, claimed)


def apply_to_all(
    connection: Connection, rules: Sequence[Rule], *, again: bool = False, run: bool = False
) -> list[int]:
    """Apply rules to all articles as one undoable action; return to how many articles each was applied.

    An article that a rule was applied to before is left out, unless `again`; with `run` programs are queued.
    """
    now = time.time()
    found = [(rule, article_lists.ids(connection, View(query=rule.query))) for rule in rules]
    done: list[int] = []
    parts: list[UndoEntry] = []
    for rule, matching in found:
        number = rule_records.number_of(connection, rule)
        claimed = rule_records.claim(connection, number, matching, now, again=again)
        parts += _perform(connection, rule, claimed, now)
        if run and rule.run:
            rule_queues.add_runs(connection, number, claimed)
        done.append(len(claimed))
    _record(connection, parts, [rule.name for rule, n in zip(rules, done, strict=True) if n], now)
    return done


def _found(connection: Connection, query: str, numbers: Iterable[int]) -> set[int]:
    return article_lists.ids_among(connection, View(query=query), numbers)


def _possible_query(rule: Rule) -> str:
    root = parse(rule.query).root
    return printed(Query(possible(root) if root else None))


def _perform(connection: Connection, rule: Rule, numbers: Sequence[int], now: float) -> Iterator[UndoEntry]:
    """Do to articles what a rule does on the desk, and yield an entry for each change."""
    for state, wanted in (("read", rule.read), ("starred", rule.star)):
        if wanted and numbers:
            changed = read_state.set_state(connection, state, numbers, True)
            yield UndoEntry(state, changed, 0, 1)
    if rule.labels and numbers:
        come, gone = labels.change(connection, numbers, rule.labels)
        yield UndoEntry(undo_log.LABELS, [*numbers], {"articles": gone}, {"articles": come})
    if (rule.hide or rule.mute is not None) and numbers:
        until = rule.hidden_until(now)
        if until is None or until > now:
            yield hidden_articles.change(connection, numbers, FOR_GOOD if until is None else until)


def _queue(connection: Connection, rule: Rule, number: int, articles: Sequence[int]) -> None:
    if rule.run:
        rule_queues.add_runs(connection, number, articles)
    if rule.notify:
        rule_queues.add_notices(connection, number, articles)


def _record(connection: Connection, parts: Sequence[UndoEntry], names: Sequence[str], now: float) -> None:
    changed = [part for part in parts if part.subject]
    if not changed:
        return
    touched = sorted({one for part in changed for one in part.subject})
    said = f"{'rule' if len(names) == 1 else 'rules'} {', '.join(f'“{one}”' for one in names)} applied"
    before = {"parts": [(one.kind, one.subject, one.before, one.after) for one in changed]}
    undo_log.record(connection, UndoEntry(undo_log.RULES, touched, before, {"said": said}), now)
