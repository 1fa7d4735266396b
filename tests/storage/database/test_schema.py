"""A desk of an earlier version becomes one of the present, with all that is in it."""

import hashlib
import json
import sqlite3
from pathlib import Path

import pytest
from deliveries import arrival, deliver
from sqlite_utils import Database, Migrations

from storage.database import schema
from storage.database.articles.articles import Outcome, store
from storage.database.connection import DeskFile
from storage.database.migrations import version_1
from storage.desk import Desk
from storage.model import Draft, Filter, Provenance, Role, Span, Subscription, View

VERSION_1 = {
    "articles": version_1.ARTICLES,
    "names": version_1.NAMES,
    "links": version_1.LINKS,
    "memory": version_1.MEMORY,
}
# As version 1 stored it, with the digest that it made.
DRAFT = Draft("k", "T", "Text “so”.", "some/file.txt")
DIGEST = "fb0f3a7fd8b83cc2d7d6613f46b4f6f5"


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A desk of version 1: three articles, names, links, marks and what can be undone."""
    path = tmp_path / "desk.db"
    plain = sqlite3.connect(path, isolation_level=None)
    plain.execute("pragma foreign_keys = on")
    migrations = Migrations("newsdesk")
    for name, script in VERSION_1.items():
        migrations(name=name)(_step(script))
    migrations.apply(Database(plain))
    plain.execute(f"pragma application_id = {schema.APPLICATION_ID}")
    plain.execute("pragma user_version = 1")
    _fill(plain)
    plain.close()
    return path


def _step(script: str):  # type: ignore[no-untyped-def]
    def apply(db: Database) -> None:
        db.executescript(script)

    return apply


def _fill(plain: sqlite3.Connection) -> None:
    spans = json.dumps([(0, 5, "heading", "")])
    plain.executemany(
        "insert into article (scope, key, digest, title, source, published, sort_at, read_at, starred, "
        "analysed, added, url, byline, language, provenance, origin, position, spans, text) "
        "values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 5.0, ?, 'B', 'en', 'file', 'o', 7, ?, ?)",
        [
            ("S", "one", "x", "Mosul is free", "S", "2017-07-10T09:00:00+00:00", 1499677200.0, 9.0, 1, 9.0,
             "https://news.example/a", spans, "The première of 2017 in Mosul."),
            ("S", "two", "x", "Another", "S", None, 5.0, None, 0, 9.0, "", "[]", "More about Mosul."),
            (str(Path("some/file.txt").absolute()), "k", DIGEST, "T", "", None, 6.0, None, 0, None, "", "[]",
             "Text “so”."),
        ],
    )  # fmt: skip
    plain.executescript("""
        insert into entity (id, name, kind) values (1, 'Mosul', 'place');
        insert into alias values ('mosul', 1);
        insert into appearance values (1, 1, 1499677200.0, 17357, 1, 1.0), (2, 1, 5.0, null, 1, 1.0);
        insert into mention values (1, 'title', 0, 5, 1, 'place', 0.9, 'Mosul');
        insert into link values (1, 2, 'same story', 0.9, 'both name Mosul', '{"names": ["Mosul"]}');
        insert into action (mark, value, articles) values ('read', 1, '[1]'), ('starred', 1, '[1]');
        insert into action (mark, value, articles, undone) values ('read', 1, '[2]', 1);
        insert into memory values ('theme', 'dark');
    """)


def test_all_is_kept(old: Path) -> None:
    with Desk.open(old) as desk:
        counts = desk.lists.counts()
        assert (counts.articles, counts.unread, counts.starred, counts.pending) == (3, 2, 1, 3)
        first = desk.articles.get(1)
        assert (first.title, first.text, first.key, first.url) == (
            "Mosul is free",
            "The première of 2017 in Mosul.",
            "one",
            "https://news.example/a",
        )
        assert (first.read, first.starred, first.position, first.analysed) == (True, True, 7, False)
        assert (first.spans, first.provenance) == ((Span(0, 5, Role.HEADING),), Provenance.FILE)
        assert (first.categories, first.enclosures, first.other, first.feeds) == ((), (), None, ())
        assert [row.id for row in desk.lists.headlines(View(), 0, 9)] == [1, 3, 2]
        # Another recogniser had found them: all articles are read again.
        assert desk.names.search() == desk.articles.names(1) == []
        assert desk.articles.links(2) == desk.stories.newest() == []
        assert desk.values.get("theme") == "dark"


def test_the_index_of_words_is_made_anew(old: Path) -> None:
    with Desk.open(old) as desk:
        assert [row.id for row in desk.lists.headlines(View(query="premiere "), 0, 9)] == [1]
        assert [row.id for row in desk.lists.headlines(View(query="mo"), 0, 9)] == [1, 2]
        desk.articles.delete(2)
        assert desk.lists.count(View(query="mosul ")) == 1
    desk_file = DeskFile(old)
    with desk_file.writing() as connection:
        connection.execute("insert into article_fts (article_fts, rank) values ('integrity-check', 1)")
    desk_file.close()


def test_what_could_be_undone_still_can(old: Path) -> None:
    with Desk.open(old) as desk:
        assert desk.redo() == "Redone: 1 article marked read"
        assert [row.id for row in desk.lists.headlines(View(Filter.UNREAD), 0, 9)] == [3]
        assert desk.undo() == "Undone: 1 article marked read"
        assert desk.undo() == "Undone: 1 article starred"
        assert desk.undo() == "Undone: 1 article marked read"
        assert desk.undo() is None
        assert (desk.lists.counts().unread, desk.lists.counts().starred) == (3, 0)


def test_an_old_file_imported_again_changes_nothing(old: Path) -> None:
    desk_file = DeskFile(old)
    with desk_file.writing() as connection:
        assert store(connection, DRAFT) is Outcome.UNCHANGED
    desk_file.close()


def test_feeds_work_on_it(old: Path) -> None:
    desk_file = DeskFile(old)
    with Desk.open(old) as desk:
        feed = desk.feeds.subscribe(Subscription("https://news.example/feed", folder="A")).id
        assert deliver(desk_file, feed, [arrival("a"), arrival("b")]).new == 1
        assert [row.id for row in desk.lists.headlines(View(folder="A"), 0, 9)] == [4, 1]
        assert (desk.feeds.get(feed).articles, desk.feeds.get(feed).unread) == (2, 1)
        assert desk.undo() == "Undone: subscribed to https://news.example/feed"
    desk_file.close()


def test_it_is_marked_as_the_present_version(old: Path) -> None:
    DeskFile(old).close()
    plain = sqlite3.connect(old)
    assert plain.execute("pragma user_version").fetchone() == (schema.SCHEMA_VERSION,)
    assert plain.execute("pragma foreign_key_check").fetchall() == []
    assert plain.execute("pragma integrity_check").fetchone() == ("ok",)
    plain.close()


def test_old_and_fresh_desks_have_the_same_tables(old: Path, tmp_path: Path) -> None:
    DeskFile(old).close()
    DeskFile(tmp_path / "fresh.db").close()
    found = []
    for path in (old, tmp_path / "fresh.db"):
        plain = sqlite3.connect(path)
        found.append(plain.execute("select type, name, sql from sqlite_master order by 1, 2").fetchall())
        plain.close()
    assert found[0] == found[1]


def test_an_old_migration_is_never_edited() -> None:
    scripts = "".join(VERSION_1.values())
    assert (
        hashlib.sha256(scripts.encode()).hexdigest()
        == "616b94fcb617641f3d301bce2d9c436431dfcd8abed66aabba3e3156a18c68a9"
    )


def test_a_migration_that_is_cut_off_changes_nothing(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = old.read_bytes()
    steps = [*schema._STEPS[:-1], ("stories", "create table profile (id integer); this is no SQL;")]
    monkeypatch.setattr(schema, "_STEPS", steps)
    with pytest.raises(Exception, match="syntax error"):
        DeskFile(old)
    monkeypatch.undo()
    assert old.read_bytes() == before
    with Desk.open(old) as desk:
        assert desk.lists.counts().articles == 3
        assert desk.feeds.all() == []
