"""The programs of rules: what they get, and what happens to those that fail, hang or print too much."""

import json
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pytest
from deliveries import arrival, subscribe

from storage.database.connection import DeskFile
from storage.database.feeds.feed_entries import store_entries
from storage.desk import Desk
from storage.model import Rule
from storage.pipeline.rules import rule_programs
from storage.pipeline.rules.application import RuleApplication
from storage.pipeline.rules.rule_programs import run_queued


def program(script: str, *arguments: str) -> tuple[str, ...]:
    return (sys.executable, "-c", script, *arguments)


def deliver(desk_file: DeskFile, rule: Rule, keys: Sequence[str] = ("a",)) -> None:
    application = RuleApplication([rule])
    with desk_file.writing() as connection:
        before = application.last_number(connection)
        arrivals = [arrival(key, "The war.", title=f"Title {key}") for key in keys]
        store_entries(connection, 1, arrivals, time.time())
        application.arrived(connection, before, time.time())


@pytest.fixture(autouse=True)
def _feed(desk: Desk, desk_file: DeskFile) -> None:
    subscribe(desk_file, "first")


WRITE = "import sys; open(sys.argv[1], 'a').write(sys.argv[2] + sys.stdin.read())"


def test_a_program_gets_the_article(desk: Desk, desk_file: DeskFile, tmp_path: Path) -> None:
    file = tmp_path / "got"
    rule = Rule("r", "war", star=True, run=program(WRITE, str(file), "{url} {title} $(id) {other}\n"))
    deliver(desk_file, rule)
    assert not file.exists()  # not within the write
    assert run_queued(desk_file, [rule]) == []
    first, _, rest = file.read_text().partition("\n")
    assert first == "https://news.example/a Title a $(id) {other}"
    assert json.loads(rest) == desk.articles.document(1)
    assert run_queued(desk_file, [rule]) == []
    assert file.read_text().count("Title a $(id)") == 1


def test_a_program_that_fails_for_some(desk: Desk, desk_file: DeskFile) -> None:
    script = "import sys; sys.exit(0 if sys.argv[1] == '2' else 'not this one')"
    rule = Rule("r", "war", run=program(script, "{id}"))
    deliver(desk_file, rule, "abc")
    (trouble,) = run_queued(desk_file, [rule])
    assert trouble.origin == "rule “r”"
    assert "failed with code 1: not this one; it failed for 2 articles." in trouble.message
    assert desk.rules.records([rule])[0].trouble == trouble.message
    assert run_queued(desk_file, [rule]) == []
    deliver(desk_file, rule, ["d"])
    assert len(run_queued(desk_file, [rule])) == 1


def test_trouble_is_forgotten_when_all_is_well_again(desk: Desk, desk_file: DeskFile, tmp_path: Path) -> None:
    rule = Rule("r", "war", run=(str(tmp_path / "missing"), "{url}"))
    deliver(desk_file, rule, "abc")
    (trouble,) = run_queued(desk_file, [rule])
    assert trouble.message == "There is no program “missing”. 2 articles wait for it until the next refresh."
    script = tmp_path / "missing"
    script.write_text("#!/bin/sh\nexec cat >/dev/null\n")
    script.chmod(0o700)
    assert run_queued(desk_file, [rule]) == []
    assert desk.rules.records([rule])[0].trouble == ""


def test_a_program_that_hangs_is_killed_and_holds_up_nothing_else(
    desk: Desk, desk_file: DeskFile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rule_programs, "SECONDS", 0.3)
    hangs = Rule("hangs", "war", run=program("import time; time.sleep(60)"))
    works = Rule("works", "war", run=program(WRITE, str(tmp_path / "got"), ""))
    for rule in (hangs, works):
        deliver(desk_file, rule, ["1", "2"] if rule is hangs else ["3"])
    started = time.monotonic()
    (trouble,) = run_queued(desk_file, [hangs, works])
    assert time.monotonic() - started < 20
    assert "took longer than 0.3 seconds. 1 article waits for it" in trouble.message
    assert (tmp_path / "got").exists()


def test_a_slow_program_leaves_the_rest_for_the_next_time(
    desk: Desk, desk_file: DeskFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    rule = Rule("r", "war", run=program("pass"))
    deliver(desk_file, rule, "abc")
    monkeypatch.setattr(rule_programs, "_ALL_SECONDS", -1.0)
    (trouble,) = run_queued(desk_file, [rule])
    assert trouble.message == "The program is slow: 3 articles wait for it until the next refresh."
    monkeypatch.setattr(rule_programs, "_ALL_SECONDS", 60.0)
    assert run_queued(desk_file, [rule]) == []


def test_what_it_prints_does_not_fill_the_memory(desk: Desk, desk_file: DeskFile) -> None:
    script = "import sys\nfor _ in range(300): sys.stdout.write('x' * 1_000_000)\nsys.exit(3)"
    rule = Rule("r", "war", run=program(script))
    deliver(desk_file, rule)
    (trouble,) = run_queued(desk_file, [rule])
    assert len(trouble.message) < 1000


def test_a_queue_is_bounded(desk: Desk, desk_file: DeskFile) -> None:
    from storage.database.rules import rule_queues

    rule = Rule("r", "war", run=("missing",))
    deliver(desk_file, rule)
    with desk_file.writing() as connection:
        rule_queues.add_runs(connection, 1, [1] * 1500)
        assert len(rule_queues.next_runs(connection, 1)) == 1000


def test_a_deleted_article_is_run_for_nothing(desk: Desk, desk_file: DeskFile, tmp_path: Path) -> None:
    rule = Rule("r", "war", run=program(WRITE, str(tmp_path / "got"), ""))
    deliver(desk_file, rule)
    desk.articles.delete([1])
    assert run_queued(desk_file, [rule]) == []
    assert not (tmp_path / "got").exists()


def test_apply_runs_programs_only_if_asked_to(desk: Desk, desk_file: DeskFile, tmp_path: Path) -> None:
    deliver(desk_file, Rule("other", "nothing", star=True))
    rule = Rule("r", "war", run=program(WRITE, str(tmp_path / "got"), ""))
    assert desk.rules.apply([rule]) == ([1], [])
    assert not (tmp_path / "got").exists()
    assert desk.rules.apply([rule], again=True, run=True) == ([1], [])
    assert (tmp_path / "got").exists()
