"""Opening, writing at once, and bad files."""

import multiprocessing
import os
import sqlite3
import subprocess
import sys
import tempfile
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import pytest
from empty_desks import empty_desk
from hypothesis import given, settings
from hypothesis import strategies as st
from paths import ROOT

from storage.database import key_values, schema
from storage.database.connection import DeskFile
from storage.errors import DeskError


def test_a_fresh_file_becomes_a_desk_in_wal_mode(tmp_path: Path) -> None:
    path = tmp_path / "new" / "folder" / "desk.db"
    DeskFile(path).close()
    with sqlite3.connect(path) as plain:
        assert plain.execute("pragma application_id").fetchone() == (schema.APPLICATION_ID,)
        assert plain.execute("pragma journal_mode").fetchone() == ("wal",)
    plain.close()


def test_every_table_is_strict(desk_file: DeskFile) -> None:
    with desk_file.reading() as connection:
        tables = connection.execute(
            "select name, sql from sqlite_master where type = 'table' and sql like 'create table %' "
            "and name not like '%\\_fts%' escape '\\' and name not like 'sqlite%' "
            "and name not like '\\_%' escape '\\'"
        ).fetchall()
    assert {row["name"] for row in tables} >= {"article", "entity", "mention", "link"}
    assert [row["name"] for row in tables if "strict" not in row["sql"]] == []


def test_a_failed_write_leaves_nothing(desk_file: DeskFile) -> None:
    def fail() -> None:
        with desk_file.writing() as connection:
            key_values.set_value(connection, "theme", "dark")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    with desk_file.reading() as connection:
        assert key_values.get_value(connection, "theme") is None
    with desk_file.writing() as connection:
        key_values.set_value(connection, "theme", "light")


def test_a_reading_sees_one_moment(desk_file: DeskFile) -> None:
    other = DeskFile(desk_file.path)
    with desk_file.reading() as connection:
        assert key_values.get_value(connection, "theme") is None
        with other.writing() as elsewhere:
            key_values.set_value(elsewhere, "theme", "dark")
        assert key_values.get_value(connection, "theme") is None
        with desk_file.reading() as again:
            assert key_values.get_value(again, "theme") is None
        assert key_values.get_value(connection, "theme") is None
    with desk_file.reading() as connection:
        assert key_values.get_value(connection, "theme") == "dark"
    other.close()


def test_a_reading_within_a_write_sees_what_is_written(desk_file: DeskFile) -> None:
    with desk_file.writing() as connection:
        key_values.set_value(connection, "theme", "dark")
        with desk_file.reading() as inner:
            assert key_values.get_value(inner, "theme") == "dark"
        key_values.set_value(connection, "theme", "light")
    with desk_file.reading() as connection:
        assert key_values.get_value(connection, "theme") == "light"


def test_a_reading_that_fails_ends(desk_file: DeskFile) -> None:
    with pytest.raises(DeskError, match="no such table"), desk_file.reading() as connection:
        connection.execute("select * from nowhere")
    with desk_file.writing() as connection:
        key_values.set_value(connection, "theme", "dark")


def _write(desk_file: DeskFile, value: str = "1") -> None:
    with desk_file.writing() as connection:
        key_values.set_value(connection, "a", value)


@settings(max_examples=40)
@given(steps=st.lists(st.sampled_from(["own write", "other write", "read", "failed write"]), max_size=12))
def test_the_version_changes_only_when_others_have_written(steps: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = empty_desk(Path(folder) / "desk.db")
        own, other = DeskFile(path), DeskFile(path)
        before, expected = own.version(), False
        for number, step in enumerate([*steps, "end"]):
            match step:
                case "own write":
                    _write(own, str(number))
                case "other write":
                    _write(other, str(number))
                    expected = True
                case "read":
                    with own.reading() as connection:
                        key_values.get_value(connection, "a")
                case "failed write":
                    with suppress(RuntimeError), own.writing() as connection:
                        key_values.set_value(connection, "a", "x")
                        raise RuntimeError
            if number % 2 or step == "end":
                now = own.version()
                assert (now != before) is expected
                before, expected = now, False
        own.close()
        other.close()


def test_the_version_stays_while_threads_write(desk_file: DeskFile) -> None:
    before = desk_file.version()
    with ThreadPoolExecutor(8) as pool:
        written = [pool.submit(_write, desk_file, str(number)) for number in range(40)]
        asked = [pool.submit(desk_file.version) for _ in range(40)]
        for one in written:
            one.result()
    assert {one.result() for one in asked} == {before}
    assert desk_file.version() == before


def test_the_version_never_waits_for_a_write(desk_file: DeskFile) -> None:
    before, other = desk_file.version(), DeskFile(desk_file.path)
    begun, asked = threading.Event(), threading.Event()

    def write() -> None:
        with desk_file.writing() as connection:
            key_values.set_value(connection, "a", "1")
            begun.set()
            assert asked.wait(60)

    with ThreadPoolExecutor() as pool:
        pending = pool.submit(write)
        begun.wait()
        assert desk_file.version() == before
        assert not pending.done()
        asked.set()
        pending.result()
    _write(other, "2")
    other.close()
    assert desk_file.version() != before


def test_a_write_inside_a_reading_leaves_its_moment_alone(desk_file: DeskFile) -> None:
    with desk_file.reading() as connection:
        assert key_values.get_value(connection, "a") is None
        _write(desk_file)
        assert key_values.get_value(connection, "a") is None
        with desk_file.writing(), desk_file.reading() as inner:
            assert key_values.get_value(inner, "a") == "1"
    with desk_file.reading() as connection:
        assert key_values.get_value(connection, "a") == "1"


def test_an_overflow_in_a_block_is_not_hidden(desk_file: DeskFile) -> None:
    with pytest.raises(OverflowError), desk_file.reading():
        float(10**400)
    with pytest.raises(OverflowError), desk_file.writing():
        float(10**400)
    _write(desk_file)


def test_ctrl_c_while_a_write_waits_leaves_the_desk_usable(tmp_path: Path) -> None:
    path = tmp_path / "desk.db"
    DeskFile(path).close()
    # The moment just after SQLite got the lock can't be met from outside: the statement raises the signal.
    program = """
import signal, sys
from pathlib import Path
from storage.database import connection as module
from storage.database.connection import DeskFile

class Interrupted(module.sqlite3.Connection):
    def execute(self, sql, *parameters):
        done = super().execute(sql, *parameters)
        if sql.startswith("begin") and armed:
            armed.clear()
            signal.raise_signal(signal.SIGINT)
        return done

armed, connect = [], module.sqlite3.connect
module.sqlite3.connect = lambda *args, **options: connect(*args, factory=Interrupted, **options)
desk_file = DeskFile(Path(sys.argv[1]))
for block in (desk_file.writing, desk_file.reading, desk_file.writing):
    armed.append(True)
    try:
        with block():
            pass
    except KeyboardInterrupt:
        print("interrupted")
with desk_file.writing() as connection, desk_file.reading():
    connection.execute("insert into key_value values ('a', '1')")
other = DeskFile(Path(sys.argv[1]))
with other.writing() as connection:
    print(connection.execute("select value from key_value").fetchone()[0])
"""
    done = subprocess.run(
        [sys.executable, "-c", program, str(path)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (done.stdout.split(), done.stderr) == (["interrupted"] * 3 + ["1"], "")


def test_a_thread_that_writes_without_pause_does_not_hide_the_writes_of_others(desk_file: DeskFile) -> None:
    before = desk_file.version()
    with DeskFile(desk_file.path).writing() as connection:
        key_values.set_value(connection, "a", "1")
    with desk_file.writing(), ThreadPoolExecutor(1) as pool:
        assert pool.submit(desk_file.version).result() != before


def test_a_thread_can_neither_close_the_desk_nor_write_inside_its_own_block(desk_file: DeskFile) -> None:
    for block in (desk_file.reading, desk_file.writing):
        with block(), pytest.raises(DeskError, match="can't close it"):
            desk_file.close()
    with desk_file.writing(), desk_file.reading(), pytest.raises(DeskError, match="already writing"):
        _write(desk_file)
    _write(desk_file)


def test_threads_that_read_one_after_the_other_share_a_connection(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[sqlite3.Connection] = []
    connect = sqlite3.connect

    def counted(*args, **options) -> sqlite3.Connection:  # type: ignore[no-untyped-def]
        opened.append(connect(*args, **options))
        return opened[-1]

    monkeypatch.setattr(sqlite3, "connect", counted)
    desk_file = DeskFile(tmp_path / "desk.db")
    for _ in range(30):
        with ThreadPoolExecutor(1) as pool:
            pool.submit(_read, desk_file).result()
    assert len(opened) == 2
    desk_file.close()


def _read(desk_file: DeskFile) -> None:
    with desk_file.reading() as connection:
        key_values.get_value(connection, "a")


def test_a_program_that_migrates_the_file_treats_triggers_as_later_programs_do(tmp_path: Path) -> None:
    settings = []
    for _ in range(2):
        desk_file = DeskFile(tmp_path / "desk.db")
        with desk_file.writing() as connection:
            settings.append(connection.execute("pragma recursive_triggers").fetchone()[0])
        desk_file.close()
    assert settings == [0, 0]


def test_a_sentence_of_sqlite_gets_one_full_stop(desk_file: DeskFile) -> None:
    with pytest.raises(DeskError, match=r"You can only execute one statement at a time\.$"):  # noqa: SIM117
        with desk_file.reading() as connection:
            connection.execute("select 1; select 2")


def _open_and_write(path: Path, writes: int) -> None:
    desk_file = DeskFile(path)
    for number in range(writes):
        with desk_file.writing() as connection:
            connection.execute("select count(*) from key_value").fetchone()
            key_values.set_value(connection, f"{os.getpid()} {number}", "x")
    desk_file.close()


def test_eight_processes_open_one_fresh_file_and_all_their_writes_arrive(tmp_path: Path) -> None:
    path = tmp_path / "desk.db"
    context = multiprocessing.get_context("spawn")
    processes = [context.Process(target=_open_and_write, args=(path, 25)) for _ in range(8)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    assert [process.exitcode for process in processes] == [0] * 8
    with sqlite3.connect(path) as plain:
        assert plain.execute("select count(*) from key_value").fetchone() == (200,)
    plain.close()


def test_threads_share_one_object(desk_file: DeskFile) -> None:
    failures: list[BaseException] = []

    def write(name: str) -> None:
        try:
            for number in range(25):
                with desk_file.writing() as connection:
                    key_values.set_value(connection, f"{name} {number}", "x")
        except DeskError as error:
            failures.append(error)

    threads = [threading.Thread(target=write, args=(str(n),)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    with desk_file.reading() as connection:
        assert connection.execute("select count(*) from key_value").fetchone()[0] == 200


def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("These are notes, and not a database at all. " * 40)
    before = path.read_bytes()
    with pytest.raises(DeskError, match=r"notes\.txt is not a newsdesk file"):
        DeskFile(path)
    assert path.read_bytes() == before


def test_another_programs_database_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with sqlite3.connect(path) as plain:
        plain.execute("create table recipe (name text)")
    plain.close()
    before = path.read_bytes()
    with pytest.raises(DeskError, match="not a newsdesk one"):
        DeskFile(path)
    assert path.read_bytes() == before


def test_a_desk_from_a_newer_newsdesk(desk_file: DeskFile) -> None:
    with desk_file.writing() as connection:
        connection.execute(f"pragma user_version = {schema.SCHEMA_VERSION + 1}")
    with pytest.raises(DeskError, match="newer newsdesk"):
        DeskFile(desk_file.path)


def test_a_folder_in_place_of_a_file(tmp_path: Path) -> None:
    with pytest.raises(DeskError, match="is a folder"):
        DeskFile(tmp_path)


def test_a_damaged_file_is_named_as_damaged(desk_file: DeskFile) -> None:
    path = desk_file.path
    desk_file.close()
    content = bytearray(path.read_bytes())
    content[4096:] = b"\xff" * (len(content) - 4096)
    path.write_bytes(content)
    with pytest.raises(DeskError, match="damaged"), DeskFile(path).reading() as connection:
        connection.execute("select * from article").fetchall()


def _open_as_nobody(path: Path, answer: "multiprocessing.Queue[str]") -> None:
    os.setuid(65534)
    try:
        DeskFile(path)
    except DeskError as error:
        answer.put(str(error))
    else:
        answer.put("opened")


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become a user without the right to write")
def test_a_read_only_file_as_another_user(tmp_path: Path) -> None:
    path = tmp_path / "desk.db"
    DeskFile(path).close()
    path.chmod(0o444)
    for folder in (tmp_path, *tmp_path.parents):
        if folder.stat().st_uid == 0 and not folder.stat().st_mode & 0o001:
            folder.chmod(folder.stat().st_mode | 0o055)
    context = multiprocessing.get_context("fork")
    answer: multiprocessing.Queue[str] = context.Queue()
    process = context.Process(target=_open_as_nobody, args=(path, answer))
    process.start()
    said = answer.get(timeout=60)
    process.join()
    assert "can't be written: Permission denied" in said


def test_opening_a_desk_twice_in_one_process_leaves_its_locks_alone(tmp_path: Path) -> None:
    path = tmp_path / "desk.db"
    first = DeskFile(path)
    with first.writing() as connection:
        connection.execute("insert into key_value values ('a', '1')")
    second = DeskFile(path)
    # Another process that comes and goes must not take itself for the last one, and the WAL away.
    program = f"from storage.desk import Desk; Desk.open(__import__('pathlib').Path({str(path)!r})).close()"
    subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=True)
    assert path.with_name("desk.db-wal").exists()
    with first.reading() as connection:
        assert connection.execute("pragma quick_check").fetchone()[0] == "ok"
    first.close()
    second.close()


def test_closing_waits_for_queries_that_run(tmp_path: Path) -> None:
    desk_file = DeskFile(tmp_path / "desk.db")
    running, closed = threading.Event(), threading.Event()

    def count() -> None:
        with desk_file.reading() as connection:
            running.set()
            connection.execute(
                "with recursive n (i) as (select 1 union all select i + 1 from n where i < 2000000) "
                "select count(*) from n"
            ).fetchone()
            assert not closed.is_set(), "the connection was still there"

    with ThreadPoolExecutor() as pool:
        counted = pool.submit(count)
        running.wait()
        desk_file.close()
        closed.set()
        counted.result()
    with pytest.raises(DeskError, match="is closed"):
        desk_file.version()
    desk_file.close()
