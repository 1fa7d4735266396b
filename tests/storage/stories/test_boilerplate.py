"""What a source repeats counts for nothing in links, stories and sentences that are new."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from linkers import DAY, ELSEWHERE, SAME_EVENT, VERDICT, draft, story_of

from storage.database.articles import articles
from storage.database.connection import DeskFile
from storage.database.stories import boilerplate, sentence_indexes
from storage.desk import Desk
from storage.model import Draft
from storage.stories import deletion
from storage.stories.boilerplate import BoilerplateFinder
from storage.stories.linking import Linker

CREDITS = (
    "Presented by Nora Quill and Tom Asante. Produced by Ilse Marr. Sound by Viktor Bohm. "
    "Write to us at The Copper Kettle."
)
EPISODES = (
    ("Why bread is dear", "The price of bread has doubled in Lyon. We ask a baker and a miller why."),
    ("The frogs are back", "Frogs sing again in a park in Leipzig. A ranger counts them at night."),
    ("A bank for cows", "Herders in Kenya pay with calves. A bank in Nairobi keeps the books of the herds."),
)


def episodes(count: int = 3) -> list[Draft]:
    return [
        draft(title, f"{text} {CREDITS}", DAY + timedelta(days=number), source="The Copper Kettle")
        for number, (title, text) in enumerate(EPISODES[:count])
    ]


def link(desk_file: DeskFile, drafts: Iterable[Draft]) -> list[int]:
    """Store articles, find their boilerplate and link them, then the outdated ones; return their numbers."""
    finder, linker = BoilerplateFinder(), Linker()
    numbers = []
    for one in drafts:
        with desk_file.writing() as connection:
            articles.store(connection, one)
            number = articles.last_number(connection)
            article = articles.fetch(connection, number)
            boilerplate.set_outdated(connection, finder.find(connection, article).outdated)
            linker.link(connection, article)
            articles.set_analysed(connection, number)
        numbers.append(number)
    with desk_file.reading() as connection:
        outdated = boilerplate.outdated(connection, 100)
    for number in outdated:
        with desk_file.writing() as connection:
            article = articles.fetch(connection, number)
            if finder.find(connection, article).is_changed:
                linker.link(connection, article)
    return numbers


def repeated(desk_file: DeskFile, number: int) -> list[str]:
    with desk_file.reading() as connection:
        text = articles.fetch(connection, number).text
        return [text[a:b] for a, b in boilerplate.of_article(connection, number).sentences]


def test_episodes_of_one_podcast_are_no_story(desk: Desk, desk_file: DeskFile) -> None:
    numbers = link(desk_file, episodes())
    assert all(story_of(desk, one) is None for one in numbers)
    assert all(desk.articles.links(one) == [] for one in numbers)
    assert all(len(repeated(desk_file, one)) == 4 for one in numbers)


def test_the_first_article_is_decided_anew_with_the_second(desk_file: DeskFile) -> None:
    finder = BoilerplateFinder()
    with desk_file.writing() as connection:
        for one in episodes(2):
            articles.store(connection, one)
        first, second = (articles.fetch(connection, number) for number in (1, 2))
        assert finder.find(connection, first).outdated == frozenset()
        assert finder.find(connection, second) == (True, frozenset({1}))
        assert finder.find(connection, first) == (True, frozenset())
        assert finder.find(connection, first) == (False, frozenset())


def test_two_sources_that_print_one_text_repeat_nothing(desk: Desk, desk_file: DeskFile) -> None:
    wire = [draft("Volcano stops flights", ELSEWHERE, DAY, source=source) for source in ("A", "B")]
    numbers = link(desk_file, wire)
    assert [repeated(desk_file, one) for one in numbers] == [[], []]
    assert desk.articles.links(1)[0].kind == "copy"


def test_a_source_whose_every_article_is_the_same(desk: Desk, desk_file: DeskFile) -> None:
    same = [draft("Volcano stops flights", ELSEWHERE, DAY, source="A", byline=str(n)) for n in range(5)]
    numbers = link(desk_file, same)
    assert [repeated(desk_file, one) for one in numbers] == [[]] * 5
    assert {one.kind for one in desk.articles.links(1)} == {"copy"}


def test_its_sentences_are_never_new(desk_file: DeskFile) -> None:
    link(desk_file, episodes())
    with desk_file.reading() as connection:
        index = sentence_indexes.of_articles(connection, [1])[1]
    assert sum(one.is_statement for one in index.sentences) == 2


FOOT = "The Harbour Post is read by two million people in forty countries."
NOW = datetime.now(UTC)
WITH_FOOT = [
    draft("Frogs", f"{EPISODES[1][1]} {FOOT}", NOW - timedelta(hours=5), source="Harbour Post"),
    draft("Banker Laanemets sentenced", VERDICT, NOW - timedelta(hours=4), source="A"),
    draft("Banker must go", f"{SAME_EVENT} {FOOT}", NOW - timedelta(hours=3), source="Harbour Post"),
]


def test_the_brief_leaves_it_out(desk: Desk, desk_file: DeskFile) -> None:
    link(desk_file, WITH_FOOT)
    (story,) = desk.briefs.make(NOW - timedelta(days=1)).stories
    said = [sentence.text for report in story.news for sentence in report.sentences]
    assert said
    assert FOOT not in said


def test_it_is_not_new(desk: Desk, desk_file: DeskFile) -> None:
    _, verdict, other = link(desk_file, WITH_FOOT)
    report = desk.stories.compare(other, verdict).left
    assert FOOT not in [report.article.text[start:end] for start, end in report.only]


def test_a_deleted_article_teaches_nothing(desk_file: DeskFile) -> None:
    link(desk_file, episodes(2))
    deletion.delete(desk_file, [1])
    with desk_file.writing() as connection:
        found = BoilerplateFinder().find(connection, articles.fetch(connection, 2))
    assert found.is_changed
    assert repeated(desk_file, 2) == []


def test_another_text_has_no_places_of_the_old_one(desk_file: DeskFile) -> None:
    link(desk_file, episodes(2))
    with desk_file.writing() as connection:
        articles.store(connection, draft(*EPISODES[0], DAY, source="The Copper Kettle"))
        connection.execute("update article set text = 'Nothing is left.' where id = 1")
        assert boilerplate.of_article(connection, 1) == ((), ())


def test_articles_without_a_source_teach_nothing(desk_file: DeskFile) -> None:
    numbers = link(desk_file, [draft(title, f"{text} {CREDITS}", DAY) for title, text in EPISODES])
    assert [repeated(desk_file, one) for one in numbers] == [[], [], []]


def test_articles_without_a_source_are_those_of_their_host(desk_file: DeskFile) -> None:
    found = [
        draft(title, f"{text} {CREDITS}", DAY, url=f"https://www.kettle.example/{number}")
        for number, (title, text) in enumerate(EPISODES)
    ]
    assert all(repeated(desk_file, one) for one in link(desk_file, found))
