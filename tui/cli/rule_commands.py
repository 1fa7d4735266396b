"""The commands for rules: what they are, what they would do, and applying them; and those for labels."""

import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import click

from storage.desk import Desk
from storage.errors import NotFoundError
from storage.model import Rule, RuleRecord, RuleTest
from storage.rules.reading import Rules, read_rules
from storage.settings import settings_file
from tui.cli import printing
from tui.cli.parameters import AS_JSON, Listing, row_limit, settings, text, with_desk
from tui.layout.wording import count, source_and_day

_NAME = click.argument("name", default="", type=text)


@click.group("rules", cls=Listing, subcommand_metavar="[COMMAND] [ARGS]...")
def rules_group() -> None:
    """List, test and apply the rules of the settings file.

    Without a command, lists them with how often each has matched. Exits 1 if a rule has a mistake.
    """


@rules_group.command("list")
@AS_JSON
@with_desk()
def list_(desk: Desk, as_json: bool) -> None:
    """List the rules, and how often each has matched."""
    found = read_rules(settings())
    records = desk.rules.records(found.rules)
    pairs = list(zip(found.rules, records, strict=True))
    if as_json:
        printing.json_array(_document(*pair) for pair in pairs)
    for rule, record in () if as_json else pairs:
        printing.line(rule.name, bold=True)
        for words in _about(rule, record):
            printing.line(f"    {words}")
    _complain(found)


@rules_group.command()
@_NAME
@click.option("--limit", type=row_limit, default="10", metavar="NUMBER", help="The most articles of each.")
@AS_JSON
@with_desk()
def test(desk: Desk, name: str, limit: int, as_json: bool) -> None:
    """Show what each rule would do to which articles; nothing is changed.

    With NAME only that rule.
    """
    found = read_rules(settings())
    tests = desk.rules.test(_chosen(found, name), limit)
    if as_json:
        printing.json_array(_test_document(one) for one in tests)
    for one in () if as_json else tests:
        done = f", {one.done:,} of them done" if one.done else ""
        printing.line(f"{one.rule.name}: {', '.join(one.rule.actions)}", bold=True)
        printing.line(f"    {count(one.found, 'article')}{done}")
        for row in one.newest:
            printing.line(f"    {row.id:>6}  {row.title or 'Untitled'} · {source_and_day(row)}")
        if (more := one.found - len(one.newest)) > 0:
            printing.line(f"    {more:,} more; --limit shows them.")
    _complain(found)


@rules_group.command()
@_NAME
@click.option("--again", is_flag=True, help="Also to articles that the rule was applied to before.")
@click.option("--run", is_flag=True, help="Run the programs of the rules too.")
@AS_JSON
@with_desk()
def apply(desk: Desk, name: str, *, again: bool, run: bool, as_json: bool) -> None:
    """Apply the rules to the articles that are there; with NAME only that rule.

    `newsdesk undo` takes back all that they did, but what a program has done.
    """
    found = read_rules(settings())
    chosen = _chosen(found, name)
    done, troubles = desk.rules.apply(chosen, again=again, run=run)
    pairs = zip(chosen, done, strict=True)
    if as_json:
        printing.json_array({"name": rule.name, "articles": number} for rule, number in pairs)
    for rule, number in () if as_json else pairs:
        printing.line(f"{rule.name}: {count(number, 'article')}")
    for trouble in troubles:
        printing.complain(str(trouble))
    _complain(found, failed=bool(troubles))


def _chosen(found: Rules, name: str) -> Sequence[Rule]:
    chosen = [rule for rule in found.rules if not name or rule.name.casefold() == name.casefold()]
    if name and not chosen:
        raise NotFoundError(f"There is no rule “{name}”; `newsdesk rules` lists them.")
    return chosen


def _complain(found: Rules, *, failed: bool = False) -> None:
    """Name the rules with mistakes, and exit 1 if there are any."""
    for problem in found.problems:
        printing.complain(problem.said_of(str(settings_file())))
    if not found.rules and not found.problems:
        printing.complain(f"There are no rules; [[rules]] in {settings_file()} makes them.")
    if found.problems or failed:
        sys.exit(printing.FAILED)


def _about(rule: Rule, record: RuleRecord) -> list[str]:
    last = f", last on {_time(record.last):%Y-%m-%d %H:%M}" if record.last else ""
    times = count(record.matched, "article") if record.matched else "no article"
    found = [] if rule.query == rule.name else [rule.query]
    found += [", ".join(rule.actions), f"matched {times} so far{last}"]
    return [*found, f"Its program: {record.trouble}"] if record.trouble else found


def _document(rule: Rule, record: RuleRecord) -> dict[str, Any]:
    last = _time(record.last).isoformat(timespec="seconds") if record.last else None
    return {
        **_rule_document(rule),
        "line": rule.line,
        "matched": record.matched,
        "last": last,
        "trouble": record.trouble,
    }


def _test_document(one: RuleTest) -> dict[str, Any]:
    newest = [{"id": row.id, "title": row.title, "source": row.source} for row in one.newest]
    return {**_rule_document(one.rule), "found": one.found, "done": one.done, "newest": newest}


def _rule_document(rule: Rule) -> dict[str, Any]:
    return {"name": rule.name, "query": rule.query, "actions": rule.actions}


def _time(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, UTC).astimezone()


COMMANDS = {"rules": rules_group}
