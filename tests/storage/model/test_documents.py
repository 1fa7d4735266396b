"""The documented JSON object of an article."""

import json

from deliveries import NOW, arrival, deliver, page, subscribe
from paths import ROOT

from storage.database.articles import pages_to_fetch
from storage.database.connection import DeskFile
from storage.desk import Desk
from storage.model import Enclosure, Extent
from storage.model.documents import draft_document

DOCS = ROOT / "docs" / "json.md"


def test_an_article_of_a_feed_with_its_page(desk: Desk, desk_file: DeskFile) -> None:
    (feed,) = subscribe(desk_file, "first")
    more = {
        "original_url": "https://news.example/a?utm_source=x",
        "image": "https://news.example/a.png",
        "categories": ("World",),
        "enclosures": (Enclosure("https://news.example/a.mp3", "audio/mpeg", 12, 60),),
    }
    deliver(desk_file, feed, [arrival("a", **more)])  # type: ignore[arg-type]
    with desk_file.writing() as connection:
        pages_to_fetch.store_page(connection, 1, page("T", "Of the page.", extent=Extent.PAYWALLED), NOW)
    document = desk.articles.document(1)
    assert json.loads(json.dumps(document)) == document
    assert {name: document[name] for name in (*more, "extent", "provenance", "other", "feeds")} == {
        "original_url": "https://news.example/a?utm_source=x",
        "image": "https://news.example/a.png",
        "categories": ["World"],
        "enclosures": [
            {"url": "https://news.example/a.mp3", "type": "audio/mpeg", "size": 12, "seconds": 60}
        ],
        "extent": "paywalled",
        "provenance": "page",
        "other": "feed",
        "feeds": ["https://first.example/feed"],
    }


def test_an_export_leaves_out_what_is_deleted_in_the_meantime(sample_desk: Desk) -> None:
    documents = sample_desk.articles.documents()
    assert next(documents)["id"] == 1
    sample_desk.articles.delete([2])
    assert [document["id"] for document in documents] == [3, 4, 5, 6, 7]


def test_every_field_is_documented(sample_desk: Desk) -> None:
    documented = DOCS.read_text("utf-8").partition("## An article")[2].partition("\n## ")[0]
    for field in sample_desk.articles.document(1):
        assert f"`{field}`" in documented, field


def test_a_draft_has_all_fields_of_an_article_but_those_of_the_desk(sample_desk: Desk) -> None:
    of_desk = {"id", "read", "starred", "hidden", "hidden_until", "story", "links", "other", "feeds"}
    of_desk |= {"page_trouble", "revisions", "labels"}
    assert set(draft_document(arrival("a").draft, [])) == set(sample_desk.articles.document(1)) - of_desk
