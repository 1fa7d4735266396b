"""What rules have still to do outside the desk: programs to run, and notices to the reader."""

import sqlite3
from collections.abc import Iterable
from typing import NamedTuple

from storage.model import RuleNotice

_MOST_RUNS = 1000  # of one rule: a program that always fails must not fill the desk


class Run(NamedTuple):
    """A program to run for an article: the number in the queue, of the rule, and of the article."""

    id: int
    rule: int
    article: int


def add_runs(connection: sqlite3.Connection, rule: int, articles: Iterable[int]) -> None:
    """Put articles into the queue of a rule's program; the oldest of more than a thousand are dropped."""
    connection.executemany(
        "insert into rule_run (rule, article) values (?, ?)", [(rule, one) for one in articles]
    )
    connection.execute(
        "delete from rule_run where rule = :rule and id <= "
        "(select id from rule_run where rule = :rule order by id desc limit 1 offset :most)",
        {"rule": rule, "most": _MOST_RUNS},
    )


def next_runs(connection: sqlite3.Connection, rule: int) -> list[Run]:
    """Return what is in the queue of a rule, the oldest first."""
    rows = connection.execute("select id, rule, article from rule_run where rule = ? order by id", (rule,))
    return [Run(*row) for row in rows]


def take_run(connection: sqlite3.Connection, run: Run) -> bool:
    """Take a run out of the queue; return False if another program has taken it."""
    return connection.execute("delete from rule_run where id = ?", (run.id,)).rowcount > 0


def add_notices(connection: sqlite3.Connection, rule: int, articles: Iterable[int]) -> None:
    """Have the reader told that a rule found articles."""
    connection.executemany(
        "insert into rule_notice (rule, article) values (?, ?)", [(rule, one) for one in articles]
    )


def has_notices(connection: sqlite3.Connection) -> bool:
    """Return whether there is anything to tell."""
    return connection.execute("select 1 from rule_notice limit 1").fetchone() is not None


def take_notices(connection: sqlite3.Connection) -> list[RuleNotice]:
    """Return what to tell the reader, by rule, and forget it."""
    rows = connection.execute(
        "select rule.key, told.articles, title from "
        "(select rule, count(*) as articles, max(article) as newest from rule_notice group by rule) as told "
        "join rule on rule.id = told.rule join article on article.id = told.newest order by rule.id"
    )
    found = [RuleNotice(*row) for row in rows]
    connection.execute("delete from rule_notice")
    return found
