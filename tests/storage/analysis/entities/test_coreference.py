"""Coreference: which names of one article mean the same."""

import pytest

from storage.analysis.entities.clusters import cluster_mentions
from storage.analysis.entities.coreference import UnionFind
from storage.model import Field, Kind, Mention

PERSON, ORGANISATION, PLACE = Kind.PERSON, Kind.ORGANISATION, Kind.PLACE


def together(kind: Kind, *names: str) -> list[set[str]]:
    """Return the spellings of each cluster of an article that consists of these names."""
    text, mentions = "", []
    for name in names:
        mentions.append(Mention(Field.TEXT, len(text), len(text) + len(name), kind))
        text += f"{name} met "
    return [{spelling for spelling, _ in one.spellings} for one in cluster_mentions("", text, mentions)]


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        pytest.param(
            ("Haidar al-Abadi", "Al-Abadi", "Haider al-Abadi", "Barack Obama", "Obama"),
            [{"Haidar al-Abadi", "Al-Abadi", "Haider al-Abadi"}, {"Barack Obama", "Obama"}],
            id="surnames and variants of full names",
        ),
        pytest.param(
            ("George W. Bush", "George W. Bush", "George Bush", "George H. W. Bush"),
            [{"George W. Bush", "George Bush"}, {"George H. W. Bush"}],
            id="a name between two others does not join them",
        ),
        pytest.param(
            ("Mohammed bin Salman", "Mohammed"), [{"Mohammed bin Salman", "Mohammed"}], id="a given name"
        ),
        pytest.param(
            ("Mustafa al-Kadhimi", "Kazimi"), [{"Mustafa al-Kadhimi", "Kazimi"}], id="a variant of a surname"
        ),
        pytest.param(
            ("Martin Schulz", "Martina Schulz"),
            [{"Martin Schulz"}, {"Martina Schulz"}],
            id="a man and a woman",
        ),
        pytest.param(
            ("Paul Martin", "Martin Paul"),
            [{"Paul Martin", "Martin Paul"}],
            id="given name and surname swapped",
        ),
        pytest.param(
            ("Ana Kovac", "J. Kovac", "Jan Kovac"),
            [{"Ana Kovac"}, {"J. Kovac", "Jan Kovac"}],
            id="an initial",
        ),
        pytest.param(
            ("Barack Obama", "Barack Hussein Obama", "Hussein"),
            [{"Barack Obama", "Barack Hussein Obama", "Hussein"}],
            id="a middle name",
        ),
        pytest.param(("Kovac", "Ana Kovac"), [{"Kovac", "Ana Kovac"}], id="a surname before the full name"),
        pytest.param(
            ("Kovac", "Ana Horvat"), [{"Kovac"}, {"Ana Horvat"}], id="a surname that nobody else has"
        ),
    ],
)
def test_persons(names: tuple[str, ...], expected: list[set[str]]) -> None:
    assert together(PERSON, *names) == expected


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        pytest.param(
            ("Roll Back Malaria", "RBM", "XYZ"), [{"Roll Back Malaria", "RBM"}, {"XYZ"}], id="an acronym"
        ),
        pytest.param(
            ("Roll Back Malaria", "Royal Band Movement", "RBM"),
            [{"Roll Back Malaria"}, {"Royal Band Movement"}, {"RBM"}],
            id="an acronym of two names",
        ),
        pytest.param(
            ("Betty Ford Center", "Betty Ford", "Goldman", "Goldman Sachs Group"),
            [{"Betty Ford Center", "Betty Ford"}, {"Goldman", "Goldman Sachs Group"}],
            id="short forms",
        ),
        pytest.param(
            ("Supreme Court", "Israeli Supreme Court"),
            [{"Supreme Court", "Israeli Supreme Court"}],
            id="a country before the name",
        ),
        pytest.param(
            ("Boeing", "Boeing Co.", "The Boeing Company"),
            [{"Boeing", "Boeing Co.", "The Boeing Company"}],
            id="legal forms",
        ),
        pytest.param(("World Bank", "Bank"), [{"World Bank", "Bank"}], id="a general word after the name"),
        pytest.param(("Bank", "World Bank"), [{"Bank"}, {"World Bank"}], id="a general word before the name"),
        pytest.param(("White House", "House"), [{"White House"}, {"House"}], id="a word that is a name too"),
        pytest.param(
            ("House of Representatives", "House"), [{"House of Representatives", "House"}], id="a first head"
        ),
        pytest.param(("House Republicans", "House"), [{"House Republicans"}, {"House"}], id="another's part"),
        pytest.param(("Plum", "Plum Recovery"), [{"Plum"}, {"Plum Recovery"}], id="a longer name after it"),
        pytest.param(
            ("Barclays Bank", "Barclays Club", "Barclays"),
            [{"Barclays Bank"}, {"Barclays Club"}, {"Barclays"}],
            id="a short form of two names",
        ),
        pytest.param(("CNN Films", "CNN"), [{"CNN Films"}, {"CNN"}], id="a well-known name"),
        pytest.param(("East Stirling", "Stirling"), [{"East Stirling"}, {"Stirling"}], id="a direction"),
        pytest.param(
            ("American Airlines", "American"), [{"American Airlines"}, {"American"}], id="a country alone"
        ),
    ],
)
def test_organisations(names: tuple[str, ...], expected: list[set[str]]) -> None:
    assert together(ORGANISATION, *names) == expected


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        pytest.param(
            ("Iraq", "Iraqi", "Republic of Iraq"), [{"Iraq", "Iraqi", "Republic of Iraq"}], id="a country"
        ),
        pytest.param(
            ("US", "USA", "the United States", "North American"),
            [{"US", "USA", "the United States"}, {"North American"}],
            id="a country and a continent",
        ),
        pytest.param(
            ("New York", "New York City", "York"), [{"New York", "New York City"}, {"York"}], id="a city"
        ),
        pytest.param(("Paris, Texas", "Paris"), [{"Paris, Texas", "Paris"}], id="the region of a place"),
        pytest.param(("Sahara Desert", "Sahara"), [{"Sahara Desert", "Sahara"}], id="a desert"),
    ],
)
def test_places(names: tuple[str, ...], expected: list[set[str]]) -> None:
    assert together(PLACE, *names) == expected


@pytest.mark.parametrize(
    ("size", "unions", "sets"),
    [
        (3, [], ["a", "b", "c"]),
        (3, [(2, 1)], ["a", "bc"]),
        (5, [(0, 4), (1, 2), (2, 4)], ["abce", "d"]),
        (3, [(0, 1, 2), (1, 1), ()], ["abc"]),
        (0, [], []),
    ],
)
def test_union_find(size: int, unions: list[tuple[int, ...]], sets: list[str]) -> None:
    partition = UnionFind(size)
    for items in unions:
        partition.union(items)
    assert ["".join(one) for one in partition.sets("abcde"[:size])] == sets
