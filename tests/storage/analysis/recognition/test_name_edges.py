"""The edges of names: no marks, half brackets, function words or ordinary words."""

import pytest

from storage.analysis.recognition.annotated_text import AnnotatedText
from storage.analysis.recognition.name_edges import trim_edges
from storage.model import Field, Kind, Mention

PERSON, ORGANISATION, PLACE, OTHER = Kind.PERSON, Kind.ORGANISATION, Kind.PLACE, Kind.OTHER


@pytest.mark.parametrize(
    ("name", "kind", "trimmed"),
    [
        ("Tampa,", PLACE, "Tampa"),
        ("Afro -", OTHER, "Afro"),
        ("Barack] Obama", PERSON, "Obama"),
        ("Family Courts (", ORGANISATION, "Family Courts"),
        ("Bear (the", PERSON, "Bear"),
        ("Julian (Jo) Assange", PERSON, "Julian (Jo) Assange"),
        ("Bosnia and", PLACE, "Bosnia"),
        ("Committee on the", ORGANISATION, "Committee"),
        ("southern Mali", PLACE, "Mali"),
        ("north-east Kent", PLACE, "Kent"),
        ("Pandarvada village", PLACE, "Pandarvada"),
        ("Kim Jong un", PERSON, "Kim Jong un"),
        ("Kim Jong - un", PERSON, "Kim Jong - un"),
        ("tea party", ORGANISATION, "tea party"),
        ("Yahoo!", ORGANISATION, "Yahoo!"),
        ("eBay", ORGANISATION, "eBay"),
        ("Delgado!", PERSON, "Delgado"),
    ],
)
def test_edges_are_trimmed(name: str, kind: Kind, trimmed: str) -> None:
    article = AnnotatedText("", name + " there")
    (mention,) = trim_edges(article, [Mention(Field.TEXT, 0, len(name), kind, 0.6)])
    assert article.surface(mention) == trimmed


def test_a_noun_before_the_name_is_trimmed_where_the_name_stands_alone_too() -> None:
    name = Mention(Field.TEXT, 0, 13, ORGANISATION, 0.6)
    article = AnnotatedText("", "Retailer Next grew. Sales at Next rose.")
    assert [article.surface(one) for one in trim_edges(article, [name])] == ["Next"]
    article = AnnotatedText("", "Retailer Next grew. Sales of Retailer Next rose.")
    assert [article.surface(one) for one in trim_edges(article, [name])] == ["Retailer Next"]
    article = AnnotatedText("", "Bank Windhoek grew. It is in Windhoek.")
    assert [article.surface(one) for one in trim_edges(article, [name])] == ["Bank Windhoek"]
