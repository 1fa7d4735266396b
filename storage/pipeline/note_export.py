"""Writes articles into a folder of notes: each article, the names that several have, and their stories."""

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from pathlib import Path

from storage.database.articles import articles
from storage.database.articles.headlines import headlines
from storage.database.connection import Connection, DeskFile
from storage.database.names import entities, mentions, name_page
from storage.database.stories import links, stories, story_lists
from storage.errors import NotFoundError
from storage.formats.file_names import file_name
from storage.formats.note_folder import NoteFolder, NoteState
from storage.formats.notes import NO_PATHS, Paths, article_note, name_note, story_note
from storage.model import Article, Entity, NotesReport, Progress, publication_day

_SPELLINGS = 12  # of a name that its note has as aliases
_ARTICLES, _NAMES, _STORIES = "Articles", "Names", "Stories"


class NoteExport:
    """One export into a folder; an article that is deleted meanwhile is left out.

    A name or story has a note of its own if two or more of the articles have it; a followed name always has.
    """

    def __init__(
        self, desk_file: DeskFile, folder: Path, progress: Callable[[Progress], None] = lambda _: None
    ) -> None:
        self._reading: Callable[[], AbstractContextManager[Connection]] = desk_file.reading
        self._notes = NoteFolder(folder)
        self._progress = progress
        self._counts = Counter[NoteState]()
        self._paths = Paths()
        self._names: dict[int, Entity] = {}
        self._with_name: dict[int, list[int]] = defaultdict(list)
        self._in_story: dict[int, list[int]] = defaultdict(list)
        self._story_identities: dict[int, str] = {}

    def run(self, numbers: Sequence[int]) -> NotesReport:
        """Write the notes of these articles. Raises `ExportError`, and `DeskError`."""
        with self._notes:
            for done, number in enumerate(numbers):
                self._progress(Progress("notes", done, 2 * len(numbers)))
                self._choose_paths(number)
            found = list(self._paths.articles)
            for done, number in enumerate(found, len(numbers)):
                self._progress(Progress("notes", done, 2 * len(numbers)))
                self._write_article(number)
            for name, having in self._with_name.items():
                if len(having) > 1 or self._names[name].followed:
                    self._write_name(self._names[name], having)
            for story, identity in self._story_identities.items():
                self._write_story(story, identity)
            self._progress(Progress("notes", 2 * len(numbers), 2 * len(numbers)))
        return NotesReport(**{state.value: self._counts[state] for state in NoteState})

    def _choose_paths(self, number: int) -> None:
        with self._reading() as connection:
            try:
                article = articles.fetch(connection, number)
            except NotFoundError:
                return
            names = mentions.names_in(connection, number)
            story = stories.shown_story(connection, number)
        paths = self._paths
        paths.articles[number] = self._notes.path(_identity(article), _ARTICLES, dated_name(article))
        for name in (one.entity for one in names if not one.entity.muted):
            self._names[name.id] = name
            self._with_name[name.id].append(number)
            if name.id not in paths.names:
                paths.names[name.id] = self._notes.path(_name_identity(name), _NAMES, file_name(name.name))
        if story is not None:
            self._in_story[story].append(number)
            if len(self._in_story[story]) == 2:
                self._choose_story_path(story, self._in_story[story][0])

    def _choose_story_path(self, story: int, first: int) -> None:
        with self._reading() as connection:
            found = story_lists.fetch(connection, story)
            identity = f"story of {_identity(articles.fetch(connection, first))}"
        self._story_identities[story] = identity
        self._paths.stories[story] = self._notes.path(identity, _STORIES, file_name(found.title))

    def _write_article(self, number: int) -> None:
        with self._reading() as connection:
            try:
                article = articles.fetch(connection, number)
            except NotFoundError:
                return
            story = stories.shown_story(connection, number)
            note = article_note(
                article,
                mentions.names_in(connection, number),
                links.links_of(connection, number),
                story_lists.fetch(connection, story) if story is not None else None,
                self._paths,
            )
        self._write(_identity(article), note)

    def _write_name(self, name: Entity, having: Sequence[int]) -> None:
        with self._reading() as connection:
            spellings = [one.text for one in entities.spellings(connection, name.id, _SPELLINGS)]
            description = name_page.description(connection, name.id)
            rows = headlines(connection, having)
        self._write(_name_identity(name), name_note(name, spellings, description, rows, self._paths))

    def _write_story(self, story: int, identity: str) -> None:
        with self._reading() as connection:
            try:
                found = story_lists.fetch(connection, story)
            except NotFoundError:
                return
            rows = headlines(connection, self._in_story[story])
        ordered = sorted(rows, key=lambda one: (one.published is None, one.published, one.id))
        self._write(identity, story_note(found, ordered, self._paths))

    def _write(self, identity: str, note: str) -> None:
        self._counts[self._notes.write(identity, note)] += 1


def save_article(connection: Connection, number: int, folder: Path) -> tuple[Path, NoteState]:
    """Write one article into a folder; return its file, and what became of it.

    Raises `NotFoundError` and `ExportError`.
    """
    article, names = articles.fetch(connection, number), mentions.names_in(connection, number)
    with NoteFolder(folder) as notes:
        path = notes.path(_identity(article), "", dated_name(article))
        state = notes.write(_identity(article), article_note(article, names, paths=NO_PATHS))
    return folder / f"{path}.md", state


def dated_name(article: Article) -> str:
    """Return the name of an article's file: its day, if it has one, and its title."""
    title = file_name(article.title)
    return f"{publication_day(article.published).isoformat()} {title}" if article.published else title


def _identity(article: Article) -> str:
    """Return what stays the same of an article, also in another desk."""
    return f"{article.origin} {article.source} {article.key}"


def _name_identity(name: Entity) -> str:
    return f"{name.kind.value} {name.name}"
