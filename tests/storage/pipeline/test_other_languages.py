"""Articles in other languages than English, on their whole way into a real desk and out of it."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from newsroom import draft

from storage.analysis.article_analysis import ArticleAnalysis
from storage.database.articles import articles
from storage.database.connection import DeskFile
from storage.desk import Desk, peek
from storage.model import Article, Field, Kind, Mention
from storage.names.recording import record_names

GERMAN = """Die letzten Soldaten verlassen das Land
source: Beispiel
language: en

Der damalige Regierungschef hatte vor vier Jahren den Sieg über die Terrormiliz verkündet. Die NATO und die EU
wollen das Land weiter unterstützen, sagte ein Sprecher am Dienstag. Die Bundesregierung kündigte an, dass der
Einsatz um ein Jahr verlängert wird.

Auch die USA und Japan haben ihre Hilfe zugesagt. Der Richter lehnte ab, und die Post kam nicht. Will die
Regierung das? Die Wahl im Herbst wird darüber entscheiden.
"""
KNOWN = {
    "Gerhard Richter": Kind.PERSON,
    "Washington Post": Kind.ORGANISATION,
    "Post": Kind.ORGANISATION,
    "Will Smith": Kind.PERSON,
    "Bayern": Kind.PLACE,
}


def surfaces(desk: Desk, article: int) -> dict[str, list[str]]:
    """Every name of an article with all that is marked as it."""
    one = desk.articles.get(article)
    fields = {Field.TITLE: one.title, Field.TEXT: one.text}
    return {
        name.entity.name: [fields[m.field][m.start : m.end] for m in name.mentions]
        for name in desk.articles.names(article)
    }


@pytest.fixture
def german(tmp_path: Path) -> Path:
    path = tmp_path / "bericht.txt"
    path.write_text(GERMAN, encoding="utf-8")
    return path


def test_a_german_article_is_german_and_only_certain_names_are_marked(desk: Desk, german: Path) -> None:
    assert desk.work.import_files([german]).analysed == 1
    assert desk.articles.get(1).language == "de"
    assert surfaces(desk, 1) == {
        "NATO": ["NATO"],
        "European Union": ["EU"],
        "United States": ["USA"],
        "Japan": ["Japan"],
    }
    assert desk.work.import_files([german]).unchanged == 1
    assert desk.articles.get(1).language == "de"


def test_an_analysis_once_more_gives_the_same(desk: Desk, german: Path) -> None:
    desk.work.import_files([german])
    before = desk.articles.get(1), surfaces(desk, 1)
    desk.work.reanalyse()
    assert (desk.articles.get(1), surfaces(desk, 1)) == before


def test_peek_tells_the_language_too(german: Path) -> None:
    (document,) = peek(str(german))["articles"]
    assert document["language"] == "de"
    assert {name["name"] for name in document["names"]} == {
        "NATO",
        "European Union",
        "United States",
        "Japan",
    }


def test_names_long_known_to_the_desk_are_marked(desk_file: DeskFile, desk: Desk) -> None:
    _teach(desk_file, 5)
    text = "Der Richter lehnte ab, die Post kam nicht. Will die Stadt das? In Bayern sprach Will Smith."
    assert _marked(desk_file, desk, text) == {"Bayern": ["Bayern"], "Will Smith": ["Will Smith"]}


def test_a_surname_counts_where_the_full_name_stands_too(desk_file: DeskFile, desk: Desk) -> None:
    _teach(desk_file, 5)
    text = "Die Bilder von Gerhard Richter hängen wieder. Richter lebt in Köln."
    assert _marked(desk_file, desk, text) == {"Gerhard Richter": ["Gerhard Richter", "Richter"]}


def test_names_that_the_desk_hardly_knows_are_not_marked(desk_file: DeskFile, desk: Desk) -> None:
    _teach(desk_file, 4)
    assert _marked(desk_file, desk, "In Bayern sprach Will Smith mit Gerhard Richter.") == {}


def test_a_word_that_the_text_also_has_in_small_letters_is_none(desk_file: DeskFile, desk: Desk) -> None:
    _teach(desk_file, 5)
    assert _marked(desk_file, desk, "Bayern bayern gern, und Bayern bleiben.") == {}


def test_what_was_told_of_a_text_holds_while_its_source_says_the_same(
    desk_file: DeskFile, desk: Desk
) -> None:
    with desk_file.writing() as connection:
        articles.store(connection, draft("Titel", "Der Text.", language="en"))
        articles.set_language(connection, 1, "de")
        articles.set_analysed(connection, 1)
    with desk_file.writing() as connection:
        articles.store(connection, draft("Titel", "Der Text.", language="en", byline="A. Reporter"))
    after = desk.articles.get(1)
    assert (after.byline, after.language, after.analysed) == ("A. Reporter", "de", True)


@pytest.mark.parametrize(("declared", "language"), [("", "de"), ("fr", "fr")])
def test_only_what_a_source_says_takes_the_place_of_what_was_told(
    desk_file: DeskFile, desk: Desk, declared: str, language: str
) -> None:
    one = draft("Titel", "Der Text.", language="")
    article = _store(desk_file, one.title, one.text)
    _record(desk_file, article, ArticleAnalysis("de"))
    with desk_file.writing() as connection:
        articles.store(connection, draft(one.title, one.text, byline="A. Reporter", language=declared))
    after = desk.articles.get(article.id)
    assert (after.byline, after.language) == ("A. Reporter", language)
    assert after.analysed == (not declared)


def _teach(desk_file: DeskFile, times: int) -> None:
    """Let a desk know the names of `KNOWN` from so many English articles."""
    text = " and ".join(KNOWN) + "."
    found = [Mention(Field.TEXT, text.index(n), text.index(n) + len(n), k) for n, k in KNOWN.items()]
    # "Post" is a short form of the other name.
    found[2] = Mention(Field.TEXT, text.index("and Post") + 4, text.index("and Post") + 8, found[2].kind)
    for number in range(times):
        article = _store(desk_file, f"Article {number}", text)
        _record(desk_file, article, ArticleAnalysis("en", tuple(found)))


def _marked(desk_file: DeskFile, desk: Desk, text: str) -> dict[str, list[str]]:
    article = _store(desk_file, "Titel", text)
    _record(desk_file, article, ArticleAnalysis("de"))
    return surfaces(desk, article.id)


def _store(desk_file: DeskFile, title: str, text: str) -> Article:
    with desk_file.writing() as connection:
        articles.store(connection, draft(title, text))
    with desk_file.reading() as connection:
        waiting: Sequence[Article] = articles.pending(connection, 0, 1)
    return waiting[0]


def _record(desk_file: DeskFile, article: Article, reading: ArticleAnalysis) -> None:
    with desk_file.writing() as connection:
        articles.set_language(connection, article.id, reading.language)
        record_names(connection, article, reading)
        articles.set_analysed(connection, article.id)
