"""Exports: articles as texts for other programs, and as notes in folders."""

import json
from collections.abc import Callable, Sequence
from pathlib import Path

from storage.database.articles import articles
from storage.database.connection import DeskFile
from storage.database.names import mentions
from storage.database.stories import links, stories
from storage.desk.numbers import check_numbers
from storage.formats.notes import article_note, plain_text
from storage.model import Format, NotesReport, Progress
from storage.model.documents import article_document


class Exports:
    """What leaves a desk."""

    def __init__(self, desk_file: DeskFile) -> None:
        self._desk_file = desk_file

    def text(self, article: int, written: Format) -> str:
        """Return an article in a format, ended by a line break. Raises `NotFoundError`."""
        check_numbers(article)
        with self._desk_file.reading() as connection:
            found, names = articles.fetch(connection, article), mentions.names_in(connection, article)
            related = links.links_of(connection, article)
            story = stories.shown_story(connection, article)
        match written:
            case Format.JSON:
                document = article_document(found, names, related, story)
                return f"{json.dumps(document, ensure_ascii=False)}\n"
            case Format.MARKDOWN:
                return article_note(found, names)
            case Format.TEXT:
                return plain_text(found)

    def save(self, article: int, folder: Path) -> tuple[Path, bool]:
        """Write an article as Markdown into a folder; return its file, and whether it is written.

        It is not if the file is there and somebody has changed it. Raises `NotFoundError` and `ExportError`.
        """
        from storage.formats.note_folder import NoteState
        from storage.pipeline.note_export import save_article

        check_numbers(article)
        with self._desk_file.reading() as connection:
            path, state = save_article(connection, article, folder)
        return path, state is not NoteState.KEPT

    def notes(
        self,
        numbers: Sequence[int],
        folder: Path,
        *,
        progress: Callable[[Progress], None] = lambda _: None,
    ) -> NotesReport:
        """Write articles, their names and stories as linked notes into a folder, or write them again.

        Raises `ExportError` if the folder can't be used; what is written by then stays.
        """
        from storage.pipeline.note_export import NoteExport

        return NoteExport(self._desk_file, folder, progress).run(numbers)
