"""Migration of desks of earlier versions, with all that they hold."""

import hashlib
import json
import sqlite3
import subprocess
import sys
import time
from functools import partial
from importlib import import_module
from pathlib import Path

import pytest
from deliveries import arrival, deliver
from paths import ROOT
from sqlite_utils import Database, Migrations

from storage.database import schema
from storage.database.articles.articles import Outcome, store
from storage.database.connection import DeskFile
from storage.database.stories import boilerplate, sentence_indexes
from storage.database.text_folding import fold
from storage.desk import Desk
from storage.model import Draft, Filter, Provenance, Role, Span, Subscription, View
from storage.text.bigrams import bigrams, with_bigrams

# What the scripts of the released versions are: they never change.
RELEASED = {
    1: "616b94fcb617641f3d301bce2d9c436431dfcd8abed66aabba3e3156a18c68a9",
    2: "86eca470f863dcaffc54001b5ca9f6da39ac3f382e25c6fb686b407aa1777e2e",
    3: "18cc6123d1f98c13878eee049fa16fdb5942200eb1804cfdfe284f4a00938a28",
    4: "10e2a44a24b385fd7b16f571517f469e13dc3c47fe94798da16eafc2590ba16b",
    5: "03f02e76eda2c5bcdd8005f36f3ad47763bd2a22e31411ceab10fa1c3253a3a4",
    6: "ffe2260b7dd364d573cdc44840682f178d6773af70b51dc81f3274f5016fb675",
}
# As version 1 stored it, with the digest that it made.
DRAFT = Draft("k", "T", "Text “so”.", "some/file.txt")
DIGEST = "fb0f3a7fd8b83cc2d7d6613f46b4f6f5"


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A desk of version 1: three articles with names, links, read state, and an undo log."""
    path = tmp_path / "desk.db"
    plain = sqlite3.connect(path, isolation_level=None)
    plain.execute("pragma foreign_keys = on")
    _migrate(plain, 1)
    _fill(plain)
    plain.close()
    return path


def _migrate(plain: sqlite3.Connection, version: int) -> None:
    """Bring a file to an earlier version than the present one."""
    migrations = Migrations("newsdesk")
    for number in range(1, version + 1):
        for name, script in _steps(number):
            migrations(name=name)(partial(_apply, script))
    migrations.apply(Database(plain))
    plain.execute(f"pragma application_id = {schema.APPLICATION_ID}")
    plain.execute(f"pragma user_version = {version}")


def _steps(version: int) -> tuple[tuple[str, str], ...]:
    steps: tuple[tuple[str, str], ...] = import_module(f"storage.database.migrations.version_{version}").STEPS
    return steps


def _apply(script: str, db: Database) -> None:
    db.executescript(script)


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


def test_the_full_text_index_is_rebuilt(old: Path) -> None:
    with Desk.open(old) as desk:
        assert [row.id for row in desk.lists.headlines(View(query="premiere "), 0, 9)] == [1]
        assert [row.id for row in desk.lists.headlines(View(query="mo*"), 0, 9)] == [1, 2]
        desk.articles.delete([2])
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


@pytest.mark.parametrize("version", RELEASED)
def test_the_script_of_a_released_version_never_changes(version: int) -> None:
    scripts = "".join(script for _, script in _steps(version))
    assert hashlib.sha256(scripts.encode()).hexdigest() == RELEASED[version]


def test_every_released_version_is_checked() -> None:
    assert list(RELEASED) == list(range(1, schema.SCHEMA_VERSION))


def test_tags_of_imported_feeds_become_labels(tmp_path: Path) -> None:
    path = tmp_path / "desk.db"
    plain = sqlite3.connect(path, isolation_level=None)
    _migrate(plain, 5)
    attributes = [["type", "atom"], ["category", "far away,/Böses/A%2CB,,FAR away"], ["x", "y"]]
    plain.executemany(
        "insert into feed (url, title, name, site, folder, pages, attributes, added) "
        "values (?, '', '', '', '', 'auto', ?, 5.0)",
        [("https://a.example/", json.dumps(attributes)), ("https://b.example/", "[]")],
    )
    plain.close()
    with Desk.open(path) as desk:
        first, second = desk.feeds.all()
        assert first.labels == ("Böses/A B", "far away")
        assert first.attributes == (("type", "atom"), ("x", "y"))
        assert (second.labels, second.attributes) == ((), ())
        assert desk.feeds.edit(first.id, labels=[]).labels == ()


def test_a_desk_of_version_4_keeps_all_under_new_names(tmp_path: Path) -> None:
    path = tmp_path / "desk.db"
    plain = sqlite3.connect(path, isolation_level=None)
    plain.execute("pragma foreign_keys = on")
    _migrate(plain, 4)
    plain.executescript("""
        insert into feed (url, title, name, site, folder, pages, attributes, added)
        values ('https://news.example/feed', 'News', '', '', 'World', 'auto', '[]', 5.0);
        insert into shelf (folder) values ('World');
        insert into feed_shelf select 1, id from shelf where folder = 'World';
        insert into article (scope, key, digest, title, source, sort_at, analysed, added, url, byline,
            language, told, provenance, origin, spans, text, feed)
        values ('feed:1', 'a', 'x', 'Mosul is free', 'News', 5.0, 6.0, 5.0, '', '', '', 'de', 'feed', 'o',
            '[]', 'Text', 1),
            ('feed:1', 'b', 'x', 'Mosul again', 'News', 6.0, 6.0, 6.0, '', '', 'en', '', 'feed', 'o', '[]',
            'Text', 1);
        insert into entry values (1, 'a', 1, '', 'x', 5.0, 5.0), (1, 'b', 2, '', 'x', 5.0, 5.0);
        insert into entity (name, kind, became) values ('Mossul', 'place', null), ('Mosul', 'place', null);
        insert into appearance values (1, 2, 5.0, null, 1, 1.0, 'the city of Mosul'),
            (2, 2, 6.0, null, 1, 1.0, '');
        insert into mention values (1, 'title', 0, 5, 2, 'place', 0.9, 'Mosul', 'mosul', 'new', null),
            (2, 'title', 0, 5, 2, 'place', 0.9, 'Mosul', 'mosul', 'new', null);
        update entity set became = 2 where id = 1;
        insert into link values (1, 2, 0.9, 0.5, 0.0, '{"names": ["Mosul"]}');
        insert into story (headline, articles, texts, sources) values (1, 2, 2, 1);
        insert into story (became, by_a, by_b) values (1, 1, 2);
        update article set story = 1, seat = 1;
        insert into story_ruling values (1, 2, 1);
        insert into memory values ('theme', 'dark');
    """)
    before = {"entities": [(1, _state("Mossul", None)), (2, _state("Mosul", None))]}
    entities = [(1, _state("Mossul", 2)), (2, _state("Mosul", None))]
    after = {"said": "one name", "come": [], "gone": [], "late": [], "entities": entities}
    plain.execute(
        "insert into deed (kind, subject, before, after, done) values ('names', '[]', ?, ?, 5.0)",
        (json.dumps(before), json.dumps(after)),
    )
    plain.execute("insert into moved values (1, 1, 'title', 0, 5, 1, 2, 'new')")
    plain.close()
    with Desk.open(path) as desk:
        article = desk.articles.get(1)
        assert (article.language, article.feeds) == ("de", ("News",))
        assert [row.id for row in desk.lists.headlines(View(folder="World"), 0, 9)] == [2, 1]
        assert (desk.feeds.get(1).unread, desk.lists.counts().articles) == (2, 2)
        assert desk.names.get(1).name == "Mosul"
        assert desk.names.description(2) == "the city of Mosul"
        assert (desk.stories.get(2).id, desk.articles.links(1)[0].other.id) == (1, 2)
        assert desk.values.get("theme") == "dark"
        assert desk.undo() == "Undone: one name"
        assert desk.names.get(1).name == "Mossul"
        assert [name.entity.id for name in desk.articles.names(1)] == [1]
        assert desk.redo() == "Redone: one name"
        assert desk.names.get(1).id == 2
    desk_file = DeskFile(path)
    with desk_file.reading() as connection:
        assert sentence_indexes.missing(connection, 9) == [2, 1]
    desk_file.close()


def test_a_desk_of_version_6_is_brought_up_to_date(tmp_path: Path) -> None:
    path = tmp_path / "desk.db"
    plain = sqlite3.connect(path, isolation_level=None)
    plain.execute("pragma foreign_keys = on")
    plain.row_factory = sqlite3.Row
    for function, arguments in ((fold, 1), (bigrams, 1), (with_bigrams, 1)):
        plain.create_function(function.__name__, arguments, function, deterministic=True)
    _migrate(plain, 6)
    for number in (1, 2):
        plain.execute(
            "insert into article (id, scope, key, digest, title, source, published, sort_at, analysed, "
            "added, url, byline, language, provenance, origin, position, spans, text) "
            "values (?, 'S', ?, 'x', 'Mosul', 'S', null, 5.0, 9.0, 5.0, '', '', 'en', 'file', 'o', 7, '[]', "
            "'In Mosul.')",
            (number, str(number)),
        )
    plain.execute("insert into sentence_index values (1, x'00')")
    deleted = dict(plain.execute("select * from article where id = 2").fetchone())
    content = {"article": deleted, "alternative": [], "revision": [], "story_constraint": [], "digests": {},
               "is_headline": False}  # fmt: skip
    plain.execute(
        "insert into deleted_article (id, scope, key, canonical, deleted, content) "
        "values (2, 'S', '2', '', ?, ?)",
        (time.time(), json.dumps(content)),
    )
    plain.execute("delete from article where id = 2")
    plain.execute(
        "insert into undo_entry (kind, subject, before, after, done) "
        "values ('deleted', '[2]', 'null', 'null', 5.0)"
    )
    plain.close()
    with Desk.open(path) as desk:
        assert desk.undo()
        assert [desk.articles.get(number).approximate_date for number in (1, 2)] == [False, False]
    desk_file = DeskFile(path)
    with desk_file.writing() as connection:
        assert sentence_indexes.missing(connection, 9) == [1]
        assert boilerplate.outdated(connection, 9) == [1]
        connection.execute("update article set text = 'In Erbil.' where id = 1")
        assert boilerplate.outdated(connection, 9) == []
        assert sentence_indexes.missing(connection, 9) == []
    desk_file.close()


def _state(name: str, became: int | None) -> dict[str, object]:
    """Return an entity as version 4 kept it for undo."""
    flags = {"ambiguous": 0, "followed": 0, "muted": 0}
    return {"name": name, "kind": "place", **flags, "became": became, "keys": []}


def test_an_up_to_date_desk_loads_no_migration(tmp_path: Path) -> None:
    path = tmp_path / "desk.db"
    DeskFile(path).close()
    program = (
        "import sys, pathlib; from storage.desk import Desk; "
        f"Desk.open(pathlib.Path({str(path)!r})).close(); "
        "print([name for name in sys.modules if 'sqlite_utils' in name or '.version_' in name])"
    )
    answer = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, check=True, capture_output=True, text=True
    )
    assert answer.stdout.strip() == "[]"


def test_a_migration_that_is_cut_off_changes_nothing(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = old.read_bytes()
    steps = [("stories", "create table profile (id integer); this is no SQL;")]
    monkeypatch.setattr("storage.database.migrations.version_4.STEPS", steps)
    with pytest.raises(Exception, match="syntax error"):
        DeskFile(old)
    monkeypatch.undo()
    assert old.read_bytes() == before
    with Desk.open(old) as desk:
        assert desk.lists.counts().articles == 3
        assert desk.feeds.all() == []


def test_nothing_in_a_desk_has_a_name_with_an_old_word(desk_file: DeskFile) -> None:
    old_words = ("shel", "tally", "became", "deed", "moved_", "ruling", "memory", "seat", "told", "kinship")
    with desk_file.reading() as connection:
        scripts = [row["sql"] for row in connection.execute("select sql from sqlite_master")]
        counters = [row["name"] for row in connection.execute("select name from counter")]
    assert [sql for sql in scripts if any(word in (sql or "") for word in old_words)] == []
    assert "linked" not in counters
