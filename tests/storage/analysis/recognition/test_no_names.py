"""No names: days, directions, roles, ordinary words and abbreviations; names that look like them stay."""

import pytest

from storage.analysis.recognition.annotated_text import AnnotatedText
from storage.analysis.recognition.no_names import drop_no_names
from storage.model import Field, Kind, Mention

PERSON, ORGANISATION, PLACE, OTHER = Kind.PERSON, Kind.ORGANISATION, Kind.PLACE, Kind.OTHER


def kept(text: str, *names: tuple[str, Kind], confidence: float = 0.6) -> list[str]:
    """Return which of the names stay, each taken where it is first in the text."""
    article = AnnotatedText("", text)
    mentions = []
    for name, kind in names:
        start = text.index(name)
        mentions.append(Mention(Field.TEXT, start, start + len(name), kind, confidence))
    return [article.surface(mention) for mention in drop_no_names(article, mentions)]


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("It closed on Saturday.", "Saturday", OTHER),
        ("It opens in June 2021.", "June 2021", OTHER),
        ("Snow fell in Northern parts.", "Northern", PLACE),
        ("At 9.15 pm EST it left.", "EST", ORGANISATION),
        ("The Prime Minister left.", "Prime Minister", PERSON),
        ("So Ms. Brewer left.", "Ms", PLACE),
        ("E-mails were found.", "E", PERSON),
        ("A petulance and a fifth of them.", "fifth", ORGANISATION),
        ("He Will not say.", "Will", PERSON),
        ("The DNA was tested.", "DNA", OTHER),
        ("It has an ATM.", "ATM", ORGANISATION),
    ],
)
def test_it_is_no_name(text: str, name: str, kind: Kind) -> None:
    assert kept(text, (name, kind)) == []


def test_an_abbreviation_with_a_plural_is_no_name() -> None:
    text = "The first XQV was sold. Ten XQVs were bought by the XQB."
    names = ("XQV", ORGANISATION), ("XQVs", ORGANISATION), ("XQB", ORGANISATION)
    assert kept(text, *names, confidence=0.8) == ["XQB"]


def test_an_abbreviation_after_an_indefinite_article_is_no_name() -> None:
    assert kept("She signed an XQV when she left the XQB.", ("XQV", ORGANISATION), ("XQB", ORGANISATION)) == [
        "XQB"
    ]
    assert kept("An XQB spokesman left.", ("XQB", ORGANISATION)) == ["XQB"]


@pytest.mark.parametrize("name", ["NATO", "UK", "US", "FBI"])
def test_well_known_acronyms_stay(name: str) -> None:
    assert kept(f"The {name} said so.", (name, ORGANISATION)) == [name]


def test_what_the_recogniser_is_sure_of_stays() -> None:
    assert kept("The ATM won.", ("ATM", ORGANISATION), confidence=0.95) == ["ATM"]
    assert kept("Queen sang.", ("Queen", ORGANISATION), confidence=0.95) == ["Queen"]


def test_a_function_word_may_be_the_name_of_a_firm() -> None:
    assert kept("Sales at Next rose.", ("Next", ORGANISATION), confidence=0.75) == ["Next"]
    assert kept("Said Who.", ("Who", ORGANISATION)) == []


def test_names_of_persons_stay() -> None:
    text = "Theresa May met Oliver North. Then May and North left with Will Young; Will sang."
    full = ("Theresa May", PERSON), ("Oliver North", PERSON), ("Will Young", PERSON)
    assert kept(text, *full, ("May", PERSON), ("North", PERSON), ("Will", PERSON)) == [
        "Theresa May",
        "Oliver North",
        "Will Young",
        "May",
        "North",
        "Will",
    ]


def test_a_word_in_lower_case_is_no_name_among_names_with_capitals() -> None:
    names = [("Ana", PERSON), ("Bo", PERSON), ("Cy", PERSON), ("Di", PERSON), ("Kerala", PLACE)]
    text = "Ana, Bo, Cy and Di saw echinopsia in Kerala."
    assert "echinopsia" not in kept(text, *names, ("echinopsia", OTHER))
    assert kept("we flew to kerala", ("kerala", PLACE)) == ["kerala"]


def test_an_address_is_no_name() -> None:
    assert kept("Write to annadoe@example.org", ("annadoe", PERSON)) == []


def test_names_with_such_words_stay() -> None:
    text = "North Korea, the Sunday Times, Labour and the House of Commons; tea party."
    names = ("North Korea", PLACE), ("Sunday Times", ORGANISATION), ("Labour", ORGANISATION)
    assert kept(text, *names) == ["North Korea", "Sunday Times", "Labour"]
