"""Countries and demonyms."""

import pytest

from storage.analysis.lexicon import countries
from storage.analysis.lexicon.countries import country, display_name, is_demonym


@pytest.mark.parametrize(
    ("texts", "place", "name"),
    [
        (
            ["US", "USA", "U.S.", "U. S.", "the United States", "America", "American", "Americans"],
            "#US",
            "United States",
        ),
        (["UK", "Britain", "British", "Great Britain", "Briton"], "#GB", "United Kingdom"),
        (["Iraq", "Iraqi", "Iraqis", "Republic of Iraq"], "#IQ", "Iraq"),
        (["Iran", "Iranian", "Islamic Republic of Iran"], "#IR", "Iran"),
        (["Syria", "Syrian", "Syrian Arab Republic"], "#SY", "Syria"),
        (["Russia", "Russian", "Russian Federation"], "#RU", "Russia"),
        (["Turkey", "Türkiye", "Turkish", "Turks"], "#TR", "Turkey"),
        (["Netherlands", "Holland", "Dutch"], "#NL", "Netherlands"),
        (["Ivory Coast", "Côte d’Ivoire", "Ivorian"], "#CI", "Ivory Coast"),
        (["South Korea", "Republic of Korea", "S. Korean"], "#KR", "South Korea"),
        (["DRC", "Democratic Republic of the Congo", "Congolese"], "#CD", "DR Congo"),
        (["Palestinian", "Palestine"], "#PS", "Palestinian territories"),
        (["Calif.", "California"], "#US-CA", "California"),
    ],
)
def test_names_and_demonyms_mean_their_place(texts: list[str], place: str, name: str) -> None:
    assert {text: country(text) for text in texts} == dict.fromkeys(texts, place)
    assert display_name(place) == name


def test_parts_of_the_world_are_not_the_largest_country_in_them() -> None:
    assert display_name(country("North American")) == "North America"
    assert display_name(country("African")) == "Africa"
    assert {country(text) for text in ("England", "Scottish", "Wales")} == {"#GB-ENG", "#GB-SCT", "#GB-WLS"}
    assert country("Welsh") == "#GB-WLS"
    assert country("Korean") not in (country("South Korean"), country("North Korean"))


@pytest.mark.parametrize(
    "text", ["Shiite", "Baghdad", "Islamic State of Iraq", "Republic of Letters", "", "Wash"]
)
def test_other_texts_mean_no_place(text: str) -> None:
    assert country(text) == ""


def test_demonyms_differ_from_names() -> None:
    assert is_demonym("the Iraqis")
    assert not is_demonym("Iraq")


def test_acronyms_are_in_capitals() -> None:
    assert {"US", "U.S.", "UK", "UAE"} <= countries.acronyms()
    assert all(acronym.isupper() for acronym in countries.acronyms())


def test_every_place_has_a_display_name() -> None:
    table = countries._table()
    ids = {*table.names.values(), *table.demonyms.values(), *table.acronyms.values()}
    assert all(display_name(place) for place in ids)
    assert len(table.names) > 450
    assert len(table.demonyms) > 400
