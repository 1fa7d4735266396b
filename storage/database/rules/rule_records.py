"""What the desk knows of each rule: how often it has matched, and which articles it was applied to."""

import json
import sqlite3
from collections.abc import Iterable

from storage.model import Rule, RuleRecord


def number_of(connection: sqlite3.Connection, rule: Rule) -> int:
    """Return the number of a rule. One whose query or actions have changed may match all articles again."""
    row = connection.execute("select id, identity from rule where key = ?", (rule.name,)).fetchone()
    if row is None:
        cursor = connection.execute(
            "insert into rule (key, identity) values (?, ?)", (rule.name, rule.identity)
        )
        return int(cursor.lastrowid or 0)
    if row["identity"] != rule.identity:
        connection.execute("delete from rule_match where rule = ?", (row["id"],))
        connection.execute(
            "update rule set identity = ?, trouble = '' where id = ?", (rule.identity, row["id"])
        )
    return int(row["id"])


def known_number(connection: sqlite3.Connection, rule: Rule) -> int | None:
    """Return the number of a rule, `None` if it has never matched anything."""
    row = connection.execute("select id from rule where key = ?", (rule.name,)).fetchone()
    return int(row["id"]) if row else None


def record_of(connection: sqlite3.Connection, rule: Rule) -> RuleRecord:
    """Return how often a rule has matched, and its trouble."""
    row = connection.execute("select matched, last, trouble from rule where key = ?", (rule.name,)).fetchone()
    return RuleRecord(*row) if row else RuleRecord()


def claim(
    connection: sqlite3.Connection, number: int, articles: Iterable[int], now: float, *, again: bool = False
) -> list[int]:
    """Record that a rule matches articles; return those that it did not match before, or `again` all."""
    wanted = json.dumps(sorted(articles))
    rows = connection.execute(
        "insert or ignore into rule_match (rule, article) select ?, id from article "
        "where id in (select value from json_each(?)) returning article",
        (number, wanted),
    ).fetchall()
    claimed = json.loads(wanted) if again else sorted(row[0] for row in rows)
    if claimed:
        connection.execute(
            "update rule set matched = matched + ?, last = ? where id = ?", (len(claimed), now, number)
        )
    return claimed


def matched(connection: sqlite3.Connection, rule: Rule, articles: Iterable[int]) -> set[int]:
    """Return those of these articles that a rule, as it is now, was applied to."""
    rows = connection.execute(
        "select article from rule_match join rule on rule.id = rule_match.rule "
        "where key = ? and identity = ? and article in (select value from json_each(?))",
        (rule.name, rule.identity, json.dumps(list(articles))),
    )
    return {row[0] for row in rows}


def set_trouble(connection: sqlite3.Connection, number: int, trouble: str) -> None:
    """Record why the program of a rule failed, "" if it did not."""
    connection.execute(
        "update rule set trouble = ? where id = ? and trouble <> ?", (trouble, number, trouble)
    )
