"""The programs of rules: run one after the other, with the article as JSON on their standard input."""

import json
import time
from collections.abc import Callable, Sequence
from typing import Any

from storage.database.articles import articles
from storage.database.connection import Connection, DeskFile
from storage.database.names import mentions
from storage.database.rules import rule_queues, rule_records
from storage.database.rules.rule_queues import Run
from storage.database.stories import links, stories
from storage.errors import ProgramError
from storage.model import Rule, Trouble
from storage.model.documents import article_document
from storage.processes import programs

SECONDS = 20.0
"""How long the program of a rule may take for one article."""
_ALL_SECONDS = 120.0  # for all articles in one run; the rest waits for the next one
_VALUES = ("url", "title", "source", "byline", "published", "id")  # what an argument can have in braces
_OUTPUT = 10_000  # bytes; what a program prints is only read for its last words


def run_queued(
    desk_file: DeskFile, rules: Sequence[Rule], is_stopped: Callable[[], bool] = lambda: False
) -> list[Trouble]:
    """Run what waits in the queues, and return what went wrong: one trouble for each rule.

    A program that can't be started or takes too long is left alone until the next time: the article that
    it failed for is not tried again, the others wait.
    """
    return [
        Trouble(f"rule “{rule.name}”", trouble)
        for rule in rules
        if rule.run and (trouble := _run_all(desk_file, rule, is_stopped))
    ]


def _run_all(desk_file: DeskFile, rule: Rule, is_stopped: Callable[[], bool]) -> str:
    """Run the program of a rule for each article in its queue, and return what went wrong last."""
    with desk_file.reading() as connection:
        number = rule_records.known_number(connection, rule)
        waiting = [] if number is None else rule_queues.next_runs(connection, number)
    if number is None or not waiting:
        return ""
    trouble, failed, ends = "", 0, time.monotonic() + _ALL_SECONDS
    for place, run in enumerate(waiting):
        left = len(waiting) - place
        if is_stopped() or time.monotonic() > ends:
            trouble = trouble or f"The program is slow: {_articles(left)} for it until the next refresh."
            break
        try:
            found = _run(desk_file, rule, run)
        except ProgramError as error:
            trouble = (
                f"{error} {_articles(left - 1)} for it until the next refresh." if left > 1 else str(error)
            )
            break
        trouble, failed = (found, failed + 1) if found else (trouble, failed)
    if failed > 1:
        trouble = f"{trouble.rstrip('.')}; it failed for {failed:,} articles."
    with desk_file.writing() as connection:
        rule_records.set_trouble(connection, number, trouble)
    return trouble


def _run(desk_file: DeskFile, rule: Rule, run: Run) -> str:
    """Run a program for one article and return a sentence if it failed. Raises `ProgramError`."""
    with desk_file.writing() as connection:
        if not rule_queues.take_run(connection, run):
            return ""  # another newsdesk has run it
        document = _document(connection, run.article)
    values = {name: str(document[name] or "") for name in _VALUES}
    given = json.dumps(document, ensure_ascii=False).encode("utf-8", "replace")
    arguments = programs.fill(rule.run, values)
    return programs.run(arguments, given, seconds=SECONDS, output=_OUTPUT).trouble


def _document(connection: Connection, article: int) -> dict[str, Any]:
    return article_document(
        articles.fetch(connection, article),
        mentions.names_in(connection, article),
        links.links_of(connection, article),
        stories.shown_story(connection, article),
    )


def _articles(number: int) -> str:
    return f"{number:,} articles wait" if number != 1 else "1 article waits"
