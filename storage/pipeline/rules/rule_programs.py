"""The programs of rules: run one after the other, with the article as JSON on their standard input."""

import json
from collections.abc import Callable, Sequence
from datetime import UTC, datetime

from storage.database.articles import article_documents
from storage.database.connection import DeskFile
from storage.database.rules import rule_queues, rule_records
from storage.database.rules.rule_queues import Run
from storage.errors import NotFoundError, ProgramError
from storage.model import Rule, Trouble
from storage.processes import programs

SECONDS = 20.0  # for one article
_OUTPUT = 10_000  # bytes; what a program prints is only read for its last words


def run_queued(
    desk_file: DeskFile, rules: Sequence[Rule], is_stopped: Callable[[], bool] = lambda: False
) -> list[Trouble]:
    """Run what waits in the queues, and return what went wrong: one trouble for each rule.

    A rule whose program fails is left alone until the next time; the article that it failed for is not
    tried again, the others wait.
    """
    troubles = []
    for rule in rules:
        if rule.run and (trouble := _run_all(desk_file, rule, is_stopped)):
            troubles.append(Trouble(f"rule “{rule.name}”", trouble))
    return troubles


def _run_all(desk_file: DeskFile, rule: Rule, is_stopped: Callable[[], bool]) -> str:
    with desk_file.reading() as connection:
        number = rule_records.known_number(connection, rule)
        waiting = [] if number is None else rule_queues.next_runs(connection, number)
    for place, run in enumerate(waiting):
        if is_stopped():
            return ""
        trouble = _run(desk_file, rule, run)
        if trouble:
            left = len(waiting) - place - 1
            trouble += f" {left:,} more {'wait' if left > 1 else 'waits'} for it." if left else ""
        if trouble or place == len(waiting) - 1:
            with desk_file.writing() as connection:
                rule_records.set_trouble(connection, run.rule, trouble)
        if trouble:
            return trouble
    return ""


def _run(desk_file: DeskFile, rule: Rule, run: Run) -> str:
    with desk_file.writing() as connection:
        if not rule_queues.take_run(connection, run):
            return ""
        try:
            document = article_documents.document(connection, run.article)
        except NotFoundError:
            return ""
    values = {name: str(document[name] or "") for name in ("id", "title", "url", "source", "published")}
    try:
        arguments = programs.fill(rule.run, {**values, "rule": rule.name, "now": _now()})
        given = json.dumps(document, ensure_ascii=False).encode("utf-8", "replace")
        return programs.run(arguments, given, seconds=SECONDS, output=_OUTPUT).trouble
    except ProgramError as error:
        return str(error)


def _now() -> str:
    return datetime.now(UTC).astimezone().isoformat(timespec="seconds")
