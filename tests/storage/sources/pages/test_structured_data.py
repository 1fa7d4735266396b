import json

import pytest
from lxml import html

from storage.sources.pages.structured_data import as_list, first_line, node_types, read_structured_data


def read(*scripts):
    body = "".join(f'<script type="application/ld+json">{script}</script>' for script in scripts)
    return read_structured_data(
        html.document_fromstring(f"<html><head>{body}</head><body><p>x</p></body></html>")
    )


NODE = {"@context": "https://schema.org", "@type": "NewsArticle", "headline": "Bridge"}


@pytest.mark.parametrize(
    "script",
    [
        json.dumps(NODE),
        json.dumps([NODE]),
        json.dumps({"@graph": [{"@type": "WebSite"}, NODE]}),
        json.dumps({"@type": "WebPage", "mainEntity": NODE}),
        f"\n<![CDATA[\n{json.dumps(NODE)}\n]]>",
        f"//<![CDATA[\n{json.dumps(NODE)}\n//]]>",
        f"<!-- {json.dumps(NODE)} -->",
        json.dumps(NODE) + ";",
        json.dumps(NODE)[:-1] + ",}",
        '{"@type": ["Article", "NewsArticle"], "headline": "Bridge",\n "description": "two\nlines"}',
        '{"@type": "https://schema.org/BlogPosting", "headline": "Bridge"}',
    ],
)
def test_an_article_is_found_in_any_wrapper(script):
    assert read(script).first("headline") == "Bridge"


@pytest.mark.parametrize(
    "script", ["", "{", "[" * 100_000, "null", "7", '"text"', '{"@type": {}}', "<b>no</b>"]
)
def test_broken_json_ld_is_ignored(script):
    assert read(script).articles == ()


def test_listed_articles_are_not_the_article_of_the_page():
    other = {"@type": "ItemList", "itemListElement": [{"@type": "NewsArticle", "headline": "Another"}]}
    related = NODE | {"hasPart": {"@type": "Article", "headline": "Part"}, "relatedLink": [NODE]}
    found = read(json.dumps(other), json.dumps(related))
    assert [first_line(node["headline"]) for node in found.articles] == ["Bridge"]


def test_references_are_resolved():
    graph = [NODE | {"author": {"@id": "#m"}}, {"@type": "Person", "@id": "#m", "name": "Mara Lind"}]
    found = read(json.dumps({"@graph": graph}))
    assert first_line(found.resolve(found.articles[0]["author"])) == "Mara Lind"
    assert found.resolve({"@id": "#nobody"}) == {"@id": "#nobody"}
    assert found.resolve("Mara") == "Mara"


def test_any_value_gives_one_line():
    assert first_line("  Q&amp;A\n on <b>rivers</b> ") == "Q&A on rivers"
    assert first_line(["first", "second"]) == "first"
    assert first_line({"@value": "river"}) == "river"
    assert [first_line(value) for value in (None, 7, {}, [], [[]])] == [""] * 5
    assert as_list(None) == []
    assert as_list("a") == ["a"]
    assert node_types({"@type": ["http://schema.org/A", "B"]}) == {"A", "B"}


def test_a_person_may_have_a_given_and_a_family_name() -> None:
    assert first_line({"@type": "Person", "givenName": "Mara", "familyName": " Lind "}) == "Mara Lind"
    assert first_line({"@type": "Person", "familyName": "Lind"}) == "Lind"
    assert first_line({"givenName": "Mara", "familyName": ["x"]}) == ""
