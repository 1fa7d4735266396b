"""Articles linked on a desk one after another, without the language model."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from storage.analysis.recognition.sentence_encoder import Encoder
from storage.database.articles import articles
from storage.database.connection import DeskFile
from storage.desk import Desk
from storage.model import Draft, Link
from storage.stories import story_reading
from storage.stories.linking import Linker
from storage.stories.sentence_indexing import encode, store_encoded, unencoded

DAY = datetime(2023, 5, 2, 9, 30, tzinfo=UTC)

VERDICT = """A court in Tallinn has sentenced the banker Priit Laanemets to six years in prison. The
judge, Helve Torim, said on Tuesday that he had moved 48 million euros through shell companies in
Limassol.

Laanemets denied the charges until the end. His lawyer announced an appeal. The bank, Kalevipank, lost
its licence two years ago after inspectors found 1,340 suspicious accounts. Prosecutors had asked for
nine years.

The case began when a clerk at the Limassol branch copied the books and gave them to reporters. She now
lives abroad under another name. The court thanked her for her courage. Depositors have got back most of
their money from the guarantee fund. Six more managers of Kalevipank wait for their trial, which opens
in October."""
SAME_EVENT = """Priit Laanemets, once the best paid banker in Estonia, must go to prison for six years.
That is the sentence of the court in Tallinn, which found him guilty of laundering 48 million euros with
the help of firms in Limassol. Judge Helve Torim spoke of unusual greed.

Kalevipank, the bank that he led, was closed after inspectors came upon 1,340 suspicious accounts."""
THIRD_REPORT = """Six years in prison: with that sentence the trial of Priit Laanemets ended in Tallinn. The
head of Kalevipank had moved 48 million euros through Limassol, said judge Helve Torim, and
hidden 1,340 accounts."""
BACKGROUND = """Inspectors have closed Kalevipank, a small bank in Tallinn. Its licence was withdrawn at
noon. At the branch in Limassol, officials carried away boxes of papers. Priit Laanemets, the head of
the bank, was not to be reached. Savers queued in front of the doors; deposits up to 100,000 euros are
guaranteed."""
ELSEWHERE = """The volcano on the island of Sangeang has thrown ash four kilometres high. Fishermen left
the northern shore. Flights to Lombok were cancelled, the authorities in Jakarta said, and schools stay
closed."""
NOTICE = """The Treasury of Sylvania will auction {amount} million crowns of bonds on {day}. The bonds
fall due in {years} years and carry a coupon of {rate} percent. Bids must reach the central bank by
noon. The results are published the same afternoon. Primary dealers may buy a further tenth of the
amount at the average price."""


def draft(title: str, text: str, published: datetime | None = None, **more: object) -> Draft:
    """Make a draft with a key of its own."""
    key = f"{title}{text}{published}{more}"
    return Draft(key=key, title=title, text=text, origin="tests", published=published, **more)  # type: ignore[arg-type]


VERDICT_DRAFT = draft("Banker Laanemets sentenced to six years", VERDICT, DAY)
REPORTS = [
    VERDICT_DRAFT,
    draft("Banker Laanemets must go to prison", SAME_EVENT, DAY + timedelta(hours=2), source="B"),
    draft("Laanemets sentenced in Tallinn", THIRD_REPORT, DAY + timedelta(hours=5), source="C"),
]
"""Three reports of one event."""


def copy(title: str, text: str = VERDICT, **more: object) -> Draft:
    """Make a draft with the text of the verdict, or a part of it."""
    return draft(title, text, DAY + timedelta(hours=1), **more)


def link(
    desk_file: DeskFile,
    drafts: Iterable[Draft],
    linker: Linker | None = None,
    encoder: Encoder | None = None,
) -> list[int]:
    """Store drafts and link each as it comes; return their numbers. An encoder reads their stories."""
    linker = linker or Linker()
    numbers = []
    for one in drafts:
        with desk_file.writing() as connection:
            articles.store(connection, one)
            number = connection.execute("select max(id) from article").fetchone()[0]
            linker.link(connection, articles.fetch(connection, number))
            if encoder:
                store_encoded(connection, encode(unencoded(connection, number), encoder))
            story_reading.settle(connection, [number])
            articles.set_analysed(connection, number)
        numbers.append(number)
    return numbers


def link_again(desk_file: DeskFile, number: int, linker: Linker | None = None) -> None:
    """Link an article again."""
    with desk_file.writing() as connection:
        (linker or Linker()).link(connection, articles.fetch(connection, number))
        story_reading.settle(connection, [number])


def never() -> bool:
    """Return false: nobody has stopped the work."""
    return False


def story_of(desk: Desk, article: int) -> int | None:
    story = desk.stories.of(article)
    return story.id if story else None


def assert_consistent(desk_file: DeskFile) -> None:
    """Every story counts its articles and has its headline among them; copies are with what is shown."""
    with desk_file.reading() as connection:
        for story in connection.execute("select * from story").fetchall():
            members = connection.execute(
                "select id, hidden_until from article where story = ?", (story["id"],)
            ).fetchall()
            own = [row["id"] for row in members]
            shown = [row["id"] for row in members if row["hidden_until"] is None]
            assert story["articles"] == len(shown), story["id"]
            (texts,) = connection.execute(
                "select count(*) from article where story = ? and copy_of is null and hidden_until is null",
                (story["id"],),
            ).fetchone()
            assert story["distinct_texts"] == texts, story["id"]
            assert not own or story["headline"] in (shown or own)
            assert not own or story["merged_into"] is None
        for copy_, shown in connection.execute(
            "select copy.id, copy.copy_of from article copy where copy.copy_of is not null"
        ).fetchall():
            rows = connection.execute(
                "select story, read_at is null, copy_of from article where id in (?, ?) order by id",
                (copy_, shown),
            ).fetchall()
            assert rows[0][:2] == rows[1][:2]
        (indexed,) = connection.execute("select n from counter where name = 'indexed'").fetchone()
        assert connection.execute("select count(*) from profile").fetchone()[0] == indexed


def link_pair(desk: Desk, desk_file: DeskFile, new: Draft, old: Draft = VERDICT_DRAFT) -> Link | None:
    """Link an article to one that was there; the link is the same from both sides."""
    _, number = link(desk_file, [old, new])
    here, there = desk.articles.links(number), desk.articles.links(1)
    assert [(one.kind, one.score, one.reason) for one in here] == [
        (one.kind, one.score, one.reason) for one in there
    ]
    return here[0] if here else None
