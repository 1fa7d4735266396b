"""Members of parties are found where the recogniser finds nothing."""

import pytest

from storage.analysis.recognition.annotated_text import AnnotatedText
from storage.analysis.recognition.party_members import add_party_members
from storage.model import Kind


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Republicans in Oregon want it.", ["Republicans"]),
        ("It was late. Socialists and Liberals left.", ["Socialists", "Liberals"]),
        ("Some conservatives left.", []),
        ("Young Conservatives met.", []),
        ("Labours of love.", []),
    ],
)
def test_members_of_parties_are_organisations(text: str, found: list[str]) -> None:
    article = AnnotatedText("", text)
    mentions = add_party_members(article, [])
    assert [article.surface(one) for one in mentions] == found
    assert {one.kind for one in mentions} <= {Kind.ORGANISATION}
    assert add_party_members(article, mentions) == mentions
