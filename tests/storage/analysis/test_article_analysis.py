"""From an article to its names, on the sample document."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from paths import ROOT

from storage.analysis.article_analysis import ArticleAnalysis, ArticleText, analyse_articles
from storage.analysis.entities.clusters import Cluster, cluster_mentions
from storage.analysis.entities.display_names import display_name
from storage.analysis.recognition.recogniser import NetworkRecogniser
from storage.model import Field, Kind

DOCUMENT = ROOT / "seeds" / "000_988967f5c6e1c539.txt"


@pytest.fixture(scope="module")
def document() -> tuple[str, str]:
    title, _, text = DOCUMENT.read_text(encoding="utf-8").partition("\n")
    return title, text.strip()


@pytest.fixture(scope="module")
def names(engine: NetworkRecogniser, document: tuple[str, str]) -> list[Cluster]:
    (found,) = analyse_articles(engine, [ArticleText(*document)])
    assert found.language == "en"
    return cluster_mentions(*document, found.mentions)


@pytest.mark.parametrize(
    ("kind", "shown", "spellings"),
    [
        (Kind.PLACE, "Iraq", {"Iraq": 7, "Iraqi": 5, "Republic of Iraq": 1}),
        (Kind.PLACE, "Baghdad", {"Baghdad": 1}),
        (Kind.PLACE, "United States", {"US": 6, "USA": 1, "United States": 1}),
        (Kind.PLACE, "North America", {"North American": 1}),
        (Kind.ORGANISATION, "Islamic State", {"IS": 7, "ISIS": 2, "Islamic State": 1}),
        (Kind.ORGANISATION, "Bundeswehr", {"Bundeswehr": 1}),
        (Kind.ORGANISATION, "White House", {"White House": 1}),
        (Kind.ORGANISATION, "Twitter", {"Twitter": 1}),
        (Kind.PERSON, "Mustafa al-Kasimi", {"Mustafa al-Kasimi": 1}),
        (Kind.PERSON, "Haidar al-Abadi", {"Haidar al-Abadi": 1}),
        (Kind.OTHER, "Shiite", {"Shiite": 1}),
    ],
)
def test_each_name_is_one_cluster_with_all_its_mentions(
    names: list[Cluster], kind: Kind, shown: str, spellings: dict[str, int]
) -> None:
    found = [one for one in names if display_name(one.spellings, one.kind, one.keys) == shown]
    assert [(one.kind, dict(one.spellings)) for one in found] == [(kind, spellings)]


def test_names_of_the_title_are_found(names: list[Cluster], document: tuple[str, str]) -> None:
    in_title = [m for one in names for m in one.mentions if m.field is Field.TITLE]
    assert [document[0][m.start : m.end] for m in sorted(in_title)] == ["IS", "Iraq"]


def test_a_headline_in_capitals_keeps_its_offsets(engine: NetworkRecogniser) -> None:
    title = "KADHIMI MEETS BIDEN IN WASHINGTON"
    text = "Joe Biden received Mustafa al-Kadhimi in Washington. Biden and Kadhimi talked."
    (found,) = analyse_articles(engine, [ArticleText(title, text)])
    in_title = {(title[m.start : m.end], m.kind) for m in found.mentions if m.field is Field.TITLE}
    assert in_title == {
        ("KADHIMI", Kind.PERSON),
        ("BIDEN", Kind.PERSON),
        ("WASHINGTON", Kind.PLACE),
    }


def test_articles_do_not_influence_one_another(engine: NetworkRecogniser, document: tuple[str, str]) -> None:
    other, nothing = ArticleText("", "Angela Merkel was in Paris."), ArticleText("", "")
    alone = analyse_articles(engine, [ArticleText(*document)])
    together = analyse_articles(engine, [other, ArticleText(*document), nothing])
    assert together == [*analyse_articles(engine, [other]), *alone, ArticleAnalysis("")]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("伊拉克总理星期四在巴格达会见了美国总统。" * 50, "zh"),
        ("وصل رئيس الوزراء إلى بغداد " * 50, "ar"),
        ("Die Bundesregierung hat den Einsatz im Irak verlängert, sagte der Minister am Dienstag.", "de"),
        ("\u200b" * 99, ""),
    ],
)
def test_texts_in_other_languages_have_no_names(engine: NetworkRecogniser, text: str, language: str) -> None:
    assert analyse_articles(engine, [ArticleText(text, text)]) == [ArticleAnalysis(language)]


def test_well_known_names_are_found_in_other_languages(engine: NetworkRecogniser) -> None:
    text = "Die NATO und die EU haben am Dienstag beschlossen, ihre Hilfe für Kurdistan zu verlängern."
    (found,) = analyse_articles(engine, [ArticleText("", text)])
    assert [text[one.start : one.end] for one in found.mentions] == ["NATO", "EU"]


@settings(deadline=None, max_examples=50)
@given(
    title=st.text(max_size=40),
    names=st.lists(st.sampled_from(["Angela Merkel", "in Iraq.", "said", "\n\n", "US", "–"]), max_size=30),
)
def test_mentions_lie_in_their_field(engine: NetworkRecogniser, title: str, names: list[str]) -> None:
    body = " ".join(names)
    (found,) = analyse_articles(engine, [ArticleText(title, body)])
    for mention in found.mentions:
        where = title if mention.field is Field.TITLE else body
        assert 0 <= mention.start < mention.end <= len(where)
        surface = where[mention.start : mention.end]
        assert surface.strip() == surface
