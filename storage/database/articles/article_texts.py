"""The texts of an article: the one that is shown, the alternative to it, and earlier versions."""

import sqlite3
from collections.abc import Mapping

from storage.database import undo_log
from storage.database.articles.article_columns import TEXT_COLUMNS, Value, same_words
from storage.database.undo_log import UndoEntry
from storage.errors import NotFoundError
from storage.model import Provenance, Replacement, Revision

MOST_REVISIONS = 50  # of an article: its first text and the latest ones
PLACES = {Provenance.FEED: "the feed", Provenance.PAGE: "the page", Provenance.FILE: "the file"}
_TEXT = ", ".join(TEXT_COLUMNS)
# These columns keep what the page said until the page is fetched again.
_OF_PAGE = frozenset((*TEXT_COLUMNS, "published", "approximate_date", "sort_at", "image"))
_ANALYSED_OF = ("title", "text", "published", "language")  # what names and links depend on


def change(
    connection: sqlite3.Connection,
    article: int,
    columns: Mapping[str, Value],
    now: float,
    *,
    revise: bool = True,
) -> bool:
    """Set columns of an article and return whether its title or text has other words than before.

    With `revise`, the earlier words become a revision. An article whose title, text, date or language has
    changed waits for analysis again; a trigger deletes its names and links. It stays in its story until then.
    """
    row = connection.execute("select * from article where id = ?", (article,)).fetchone()
    changed = {column: value for column, value in columns.items() if row[column] != value}
    reworded = not same_words(row, {**row, **changed})
    if reworded and revise:
        _revise(connection, article, row, now)
    if any(column in changed for column in _ANALYSED_OF):
        changed |= {"analysed": None, "detected_language": "", "position": _position(row, changed)}
    if changed:
        settings = ", ".join(f"{column} = :{column}" for column in changed)
        connection.execute(f"update article set {settings} where id = :id", {**changed, "id": article})
    return reworded


def change_behind_page(
    connection: sqlite3.Connection, article: int, columns: Mapping[str, Value], now: float
) -> bool:
    """Set what a feed or file says of an article that shows its page; returns what `change` returns."""
    before = alternative(connection, article)
    set_alternative(connection, article, columns, now)
    change(connection, article, {name: columns[name] for name in columns if name not in _OF_PAGE}, now)
    return before is None or not same_words(before, columns)


def shown(connection: sqlite3.Connection, article: int) -> sqlite3.Row | None:
    """Return the `TEXT_COLUMNS` of the text that is shown, `None` if there is no such article."""
    row: sqlite3.Row | None = connection.execute(
        f"select {_TEXT} from article where id = ?", (article,)
    ).fetchone()
    return row


def alternative(connection: sqlite3.Connection, article: int) -> sqlite3.Row | None:
    """Return the `TEXT_COLUMNS` of the text that is not shown, `None` if there is none."""
    row: sqlite3.Row | None = connection.execute(
        f"select {_TEXT} from alternative where article = ?", (article,)
    ).fetchone()
    return row


def set_alternative(
    connection: sqlite3.Connection, article: int, text: Mapping[str, Value] | sqlite3.Row, now: float
) -> None:
    """Store a text, given by its `TEXT_COLUMNS`, as the alternative to the one that is shown.

    The alternative that it replaces becomes a revision, unless the article still has its words.
    """
    before = alternative(connection, article)
    present = (text, _shown(connection, article))
    if before is not None and not any(same_words(before, one) for one in present):
        _revise(connection, article, before, now)
    placeholders = ", ".join("?" * len(TEXT_COLUMNS))
    connection.execute(
        f"insert or replace into alternative (article, stored, {_TEXT}) values (?, ?, {placeholders})",
        (article, now, *(text[column] for column in TEXT_COLUMNS)),
    )


def show(connection: sqlite3.Connection, article: int, provenance: Provenance, now: float) -> bool:
    """Show the text of this provenance, if the article has one that is not shown; returns whether it did.

    The article then waits for analysis again; its reading position moves in proportion.
    """
    before, after = shown(connection, article), alternative(connection, article)
    if before is None or before["provenance"] == provenance:
        return False
    if after is None or after["provenance"] != provenance:
        return False
    change(connection, article, dict(after), now, revise=False)
    set_alternative(connection, article, before, now)
    return True


def chosen(connection: sqlite3.Connection, article: int) -> Provenance | None:
    """Return which of its texts the reader wants to see of an article, `None` if that was left open."""
    row = connection.execute("select text_chosen from article where id = ?", (article,)).fetchone()
    return Provenance(row[0]) if row is not None and row[0] else None


def show_chosen(connection: sqlite3.Connection, article: int, provenance: Provenance, now: float) -> bool:
    """Show a text as `show` does, from now on whatever comes in."""
    shows = show(connection, article, provenance, now)
    if shows:
        connection.execute("update article set text_chosen = ? where id = ?", (provenance, article))
    return shows


def choose(connection: sqlite3.Connection, article: int, provenance: Provenance, now: float) -> None:
    """Show the text that the reader wants; this can be undone. Raises `NotFoundError` where there is none."""
    before = Provenance(_shown(connection, article)["provenance"])
    if show_chosen(connection, article, provenance, now):
        undo_log.record(connection, UndoEntry(undo_log.TEXT, [article], before, provenance), now)
    elif provenance is not before:
        raise NotFoundError(
            f"This article has no text from {PLACES[provenance]}, only from {PLACES[before]}."
        )


def revisions(connection: sqlite3.Connection, article: int) -> list[Revision]:
    """Return the earlier texts of an article, the latest first. Raises `NotFoundError`."""
    _shown(connection, article)
    rows = connection.execute(
        "select replaced, title, text, provenance from revision where article = ? order by id desc",
        (article,),
    )
    return [
        Revision(row["replaced"], row["title"], row["text"], Provenance(row["provenance"])) for row in rows
    ]


def replacements(connection: sqlite3.Connection, article: int) -> list[Replacement]:
    """Return what changed with each replacement of a text, the latest first. Raises `NotFoundError`.

    The text of the feed and the text of the page each have a history of their own.
    """
    from storage.text.sentence_changes import sentence_changes  # noqa: PLC0415 - few ask for it

    texts = (_shown(connection, article), alternative(connection, article))
    later = {Provenance(text["provenance"]): _whole(text["title"], text["text"]) for text in texts if text}
    found = []
    for one in sorted(revisions(connection, article), key=lambda revision: revision.replaced, reverse=True):
        earlier = _whole(one.title, one.text)
        changes = sentence_changes(earlier, later[one.provenance]) if one.provenance in later else ()
        found.append(Replacement(one.replaced, one.provenance, tuple(changes)))
        later[one.provenance] = earlier
    return found


def _whole(title: str, text: str) -> str:
    return f"{title}\n\n{text}"


def _revise(
    connection: sqlite3.Connection, article: int, text: Mapping[str, Value] | sqlite3.Row, now: float
) -> None:
    """Store a text as the latest revision; a text that comes back again and again is stored once."""
    revision = {
        "article": article,
        "replaced": now,
        **{column: text[column] for column in ("title", "text", "spans", "provenance")},
    }
    connection.execute(
        "delete from revision where article = :article and title = :title and text = :text "
        "and provenance = :provenance",
        revision,
    )
    connection.execute(
        "insert into revision (article, replaced, title, text, spans, provenance) "
        "values (:article, :replaced, :title, :text, :spans, :provenance)",
        revision,
    )
    connection.execute(
        "delete from revision where article = :article "
        "and id > (select min(id) from revision where article = :article) "
        "and id <= (select id from revision where article = :article order by id desc limit 1 offset :most)",
        {"article": article, "most": MOST_REVISIONS - 1},
    )


def _shown(connection: sqlite3.Connection, article: int) -> sqlite3.Row:
    row = shown(connection, article)
    if row is None:
        raise NotFoundError(f"There is no article {article} in this desk.")
    return row


def _position(row: sqlite3.Row, changed: Mapping[str, Value]) -> int:
    """Return the reading position in the new text: the same share of it as of the old text."""
    before, after = len(row["text"]), len(str(changed.get("text", row["text"])))
    return int(row["position"] * after / before) if before else 0
