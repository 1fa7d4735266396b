"""Reading the sentences of stories for their meaning keeps no other program from writing."""

import sqlite3
from collections.abc import Sequence
from pathlib import Path

import pytest
from linkers import DAY, ELSEWHERE, REPORTS, draft

from storage.analysis.recognition import sentence_encoder
from storage.analysis.recognition.sentence_encoder import SentenceEncoder
from storage.database.articles import articles
from storage.database.connection import DeskFile
from storage.database.stories import stories
from storage.pipeline.analyse import Analysis


class OtherProgram:
    """An encoder that reads sentences as usual; another program writes to the desk meanwhile."""

    def __init__(self, path: Path, encoder: SentenceEncoder) -> None:
        self._path = path
        self._encoder = encoder
        self.writes = 0

    def encode(self, sentences: Sequence[str]) -> list[bytes]:
        other = sqlite3.connect(self._path, timeout=0, isolation_level=None)
        other.execute("begin immediate")
        other.execute("update article set starred = 1 where id = 1")
        other.execute("commit")
        other.close()
        self.writes += 1
        return self._encoder.encode(sentences)


@pytest.fixture
def other(desk_file: DeskFile, monkeypatch: pytest.MonkeyPatch) -> OtherProgram:
    """Three reports of one event wait for analysis, during which another program writes."""
    other = OtherProgram(desk_file.path, sentence_encoder.load())
    monkeypatch.setattr(sentence_encoder, "load", lambda: other)
    with desk_file.writing() as connection:
        for one in REPORTS:
            articles.store(connection, one)
    return other


def test_another_program_writes_while_sentences_are_read(desk_file: DeskFile, other: OtherProgram) -> None:
    Analysis(desk_file, lambda _: None).run()
    assert other.writes == len(REPORTS)
    assert _unencoded(desk_file) == 0


def test_another_program_writes_while_an_older_desk_is_brought_up_to_date(
    desk_file: DeskFile, other: OtherProgram
) -> None:
    Analysis(desk_file, lambda _: None).run()
    with desk_file.writing() as connection:  # as the migration leaves it
        connection.execute("update sentence_index set sentences = null, encoded = 0")
    Analysis(desk_file, lambda _: None).run()
    assert other.writes == 2 * len(REPORTS)
    assert _unencoded(desk_file) == 0


def test_an_article_that_comes_into_a_story_later_is_encoded(
    desk_file: DeskFile, other: OtherProgram
) -> None:
    with desk_file.writing() as connection:
        articles.store(connection, draft("Volcano throws ash over Sangeang", ELSEWHERE, DAY))
    Analysis(desk_file, lambda _: None).run()
    assert _unencoded(desk_file) == 1
    with desk_file.writing() as connection:  # as grouping again and corrections do
        stories.assign(connection, [4], stories.stories_with(connection, [1]).pop())
    Analysis(desk_file, lambda _: None).run()
    assert _unencoded(desk_file) == 0


def test_encoding_continues_where_it_was_interrupted(
    desk_file: DeskFile, other: OtherProgram, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(sentences: Sequence[str]) -> list[bytes]:
        raise KeyboardInterrupt

    with monkeypatch.context() as interrupted:
        interrupted.setattr(other, "encode", interrupt)
        with pytest.raises(KeyboardInterrupt):
            Analysis(desk_file, lambda _: None).run()
    assert _unencoded(desk_file) > 0
    Analysis(desk_file, lambda _: None).run()
    assert _unencoded(desk_file) == 0


def test_analysing_again_gives_the_same_rows_and_encodes_nothing_again(
    desk_file: DeskFile, other: OtherProgram
) -> None:
    Analysis(desk_file, lambda _: None).run()
    before = _rows(desk_file), other.writes
    Analysis(desk_file, lambda _: None).reanalyse()
    assert (_rows(desk_file), other.writes) == before


def _rows(desk_file: DeskFile) -> list[tuple[int, bytes, int]]:
    with desk_file.reading() as connection:
        found = connection.execute("select article, sentences, encoded from sentence_index order by article")
        return [tuple(row) for row in found]


def _unencoded(desk_file: DeskFile) -> int:
    with desk_file.reading() as connection:
        found = connection.execute("select count(*) from sentence_index where not encoded").fetchone()
        return int(found[0])
