"""Print what newsdesk says on a real desk, for reading with one's own eyes.

    python scripts/desk_review.py [FILE ...] [--names N] [--related N] [--new N] [--keep DESK]

The articles of the files (anything that `newsdesk import` takes) become a new desk; without files, the
articles of the labelled sets in the folder $NEWSDESK_DATA. The file of a desk is copied and read as it is.
Four lists follow:

- names: the entities in most articles, with all their spellings
- stories: every story with its headlines
- related: rows drawn at random from the related articles, with their reasons
- new: sentences drawn at random from what a story's later half says that is new to a reader of its first half
"""

import argparse
import json
import random
import re
import shutil
import sqlite3
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from quality_data import Options, data_folder

from storage.desk import Desk
from storage.model import Headline, LinkKind, Story

SEED = 1
TITLE = 120  # characters
Drawn = TypeVar("Drawn")
DATED_TITLE = re.compile(r"(\d{4})(\d\d)(\d\d) - (.+)")


@dataclass(frozen=True, slots=True)
class Row:
    """An article as `newsdesk import` reads it from JSON Lines."""

    id: str
    title: str
    text: str
    source: str
    published: str | None = None


def labelled_articles(options: Options) -> Iterator[Row]:
    """Yield the news articles of the labelled sets, without their labels."""
    for row in options.rows("stories/basil-2010-14.jsonl"):
        yield Row(row["id"], row["title"], row["text"], row["source"], row["published"])
    for row in options.rows("names/recognise/worldwide.jsonl"):
        first = re.split(r"(?<=[.!?])\s|\n", row["text"].strip(), maxsplit=1)[0]
        yield Row(str(row["id"]), first[:TITLE], row["text"], "worldwide")
    for row in options.rows("names/merge/news-fair-40.jsonl"):
        dated = DATED_TITLE.fullmatch(row["title"])
        title = dated[4] if dated else row["title"]
        yield Row(row["id"], title, row["text"], "news-fair", "-".join(dated.groups()[:3]) if dated else None)
    for row in options.rows("stories/ecbplus-1-35.jsonl"):
        if row["published"]:
            yield Row(row["id"], row["title"], row["text"], row["source"] or "ecbplus", row["published"])


def names(desk: Desk, number: int) -> Iterator[str]:
    """Yield the entities in most articles, with their spellings and counts of mentions."""
    for entity in desk.names.search(limit=number):
        spellings = ", ".join(f"{one.text} {one.mentions}" for one in desk.names.spellings(entity.id))
        yield f"{entity.articles:5} {entity.kind:<12} {entity.name}: {spellings}"


def stories(desk: Desk) -> Iterator[str]:
    """Yield every story with the date, source and title of its articles."""
    for story in _stories(desk):
        yield f"{story.articles} articles: {story.title}"
        for headline in _in_order(desk, story):
            day = f"{headline.published:%Y-%m-%d}" if headline.published else "undated"
            yield f"      {day}  {headline.source}  {headline.title}"


def related(desk: Desk, number: int) -> Iterator[str]:
    """Yield pairs of related articles, each pair once, with score and reason."""
    pairs = {}
    for article in desk.articles.ids():
        for link in desk.articles.links(article):
            if link.kind is LinkKind.RELATED:
                pairs[min(article, link.other.id), max(article, link.other.id)] = link
    yield f"{len(pairs)} pairs of {len(desk.articles.ids())} articles"
    for (one, other), link in _drawn(list(pairs.items()), number):
        yield f"{link.score:.2f}  {desk.articles.get(one).title}"
        yield f"      {desk.articles.get(other).title}"
        yield f"      {link.reason}"


def new_sentences(desk: Desk, number: int) -> Iterator[str]:
    """Yield sentences that are new in the later half of a story, once its first half is read.

    Marks articles read.
    """
    found = []
    for story in _stories(desk):
        reports = _in_order(desk, story)
        desk.articles.mark_read([one.id for one in reports], read=False, undoable=False)
        desk.articles.mark_read([one.id for one in reports[: len(reports) // 2]], undoable=False)
        for news in desk.stories.page(story.id).news:
            found += [(story, news.headline, sentence.text) for sentence in news.sentences]
    yield f"{len(found)} sentences"
    for story, headline, sentence in _drawn(found, number):
        yield f"{story.title}  ·  {headline.source}, {headline.title}"
        yield f"      {sentence}"


def _stories(desk: Desk) -> list[Story]:
    return desk.stories.newest(limit=desk.stories.count())


def _in_order(desk: Desk, story: Story) -> list[Headline]:
    """Return the articles of a story without copies, oldest first."""
    return [headline for _, day in desk.stories.page(story.id).days for headline in day]


def _drawn(items: Sequence[Drawn], number: int) -> list[Drawn]:
    return random.Random(SEED).sample(items, min(number, len(items)))


def _fill(folder: Path, files: Sequence[Path]) -> Path:
    """Return the file of a desk with the articles of `files`, or of the labelled sets, made in `folder`."""
    path = folder / "desk.db"
    if len(files) == 1 and files[0].read_bytes()[:15] == b"SQLite format 3":
        with sqlite3.connect(files[0]) as given, sqlite3.connect(path) as copy:
            given.backup(copy)
        return path
    if not files:
        rows = folder / "labelled.jsonl"
        documents = (json.dumps(asdict(row)) for row in labelled_articles(Options(data_folder())))
        rows.write_text("\n".join(documents), encoding="utf-8")
        files = [rows]
    with Desk(path) as desk:
        for trouble in desk.work.import_files(files).troubles:
            print(trouble, file=sys.stderr)
    return path


def main() -> None:
    """Make the desk and print the four lists."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE")
    parser.add_argument("--names", type=int, default=100, metavar="N", help="how many names (100)")
    parser.add_argument("--related", type=int, default=60, metavar="N", help="how many related rows (60)")
    parser.add_argument("--new", type=int, default=40, metavar="N", help="how many new sentences (40)")
    parser.add_argument("--keep", type=Path, metavar="DESK", help="copy the new desk to this file")
    arguments = parser.parse_args()
    with TemporaryDirectory() as folder:
        path = _fill(Path(folder), arguments.files)
        if arguments.keep:
            shutil.copy(path, arguments.keep)
        with Desk(path) as desk:
            sections = {
                "names": names(desk, arguments.names),
                "stories": stories(desk),
                "related": related(desk, arguments.related),
                "new": new_sentences(desk, arguments.new),
            }
            for title, lines in sections.items():
                print(f"== {title}")
                for line in lines:
                    print(line)
                print()


if __name__ == "__main__":
    main()
