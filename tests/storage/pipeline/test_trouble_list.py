"""Troubles are kept in bounded numbers: in the list, in an import, in a peek."""

from pathlib import Path

import pytest

from storage.desk import Desk, peek
from storage.model import Trouble
from storage.pipeline import peek as peeking
from storage.pipeline import trouble_list
from storage.pipeline.trouble_list import TroubleList


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep three troubles and two articles at most."""
    monkeypatch.setattr(trouble_list, "MAX_TROUBLES", 3)
    monkeypatch.setattr(peeking, "MAX_PEEKED", 2)


def test_the_rest_is_only_counted(few: None) -> None:
    troubles = TroubleList()
    assert troubles.listed("test") == ()
    for line in range(1, 2_001):
        troubles.add(Trouble("rows.jsonl", "broken", line))
    *kept, last = troubles.listed("test")
    assert [trouble.line for trouble in kept] == [1, 2, 3]
    assert str(last) == "test: 1,997 more problems"
    assert troubles.count == 2_000
    both = TroubleList()
    both.add(Trouble("page", "broken"))
    both.extend(troubles)
    assert both.count == 2_001
    assert [trouble.line for trouble in both.listed("test")] == [0, 1, 2, 0]


def test_an_import_of_broken_lines(few: None, desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "rows.jsonl"
    file.write_text('{"title": "Sound"}\n' + "broken\n" * 10)
    report = desk.work.import_files([file], defer=True)
    assert (report.new, len(report.troubles)) == (1, 4)
    assert report.troubles[-1].message == "7 more problems"
    assert report.problems == 10


def test_a_peek_at_a_large_file(few: None, tmp_path: Path) -> None:
    file = tmp_path / "rows.jsonl"
    file.write_text("".join(f'{{"title": "Title {number}"}}\nbroken\n' for number in range(5)))
    document = peek(str(file))
    assert [article["title"] for article in document["articles"]] == ["Title 0", "Title 1"]
    messages = [trouble["message"] for trouble in document["troubles"]]
    assert messages[-2:] == ["2 more problems", "3 more articles, feeds or searches are not shown"]
    assert len(messages) == 5
