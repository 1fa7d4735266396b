"""How texts name a source."""

import pytest

from storage.analysis.lexicon.outlets import names_of_source, outlets


@pytest.mark.parametrize(
    ("source", "host", "names"),
    [
        ("The Kitchen Clock", "", {"Kitchen Clock"}),
        ("CBC News", "www.cbc.ca", {"CBC", "CBC News"}),
        ("The New York Times", "nytimes.com", {"New York Times", "NYT", "Nytimes"}),
        ("UPI.com", "", {"UPI", "UPI.com"}),
        ("Politics | Harbour Post", "", {"Politics", "Harbour Post"}),
        ("", "news.bbc.co.uk", {"BBC"}),
    ],
)
def test_names_of_a_source(source: str, host: str, names: set[str]) -> None:
    assert names <= set(names_of_source(source, host))


@pytest.mark.parametrize(
    ("source", "host"),
    [("France", ""), ("US", ""), ("worldwide", ""), ("", ""), ("!?", "localhost"), ("A", "")],
)
def test_countries_and_common_words_are_no_names_of_a_source(source: str, host: str) -> None:
    assert names_of_source(source, host) == ()


def test_an_outlet_is_known_by_all_its_names() -> None:
    assert outlets()["AFP"] == outlets()["Agence France-Presse"] == "Agence France-Presse"
