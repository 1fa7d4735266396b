import pytest

from storage.model import Extent
from storage.sources.pages.page_parser import parse_page

ADDRESS = "https://www.aldenham-post.example/news/bridge"
ARTICLE = {"@type": "NewsArticle", "headline": "Bridge over the river approved"}


def extent(data):
    return parse_page(data, ADDRESS).extent


@pytest.mark.parametrize("locked", [False, "False", "false", "http://schema.org/False"])
def test_an_article_that_is_not_free_is_paywalled(write_page, locked):
    assert extent(write_page(ld=ARTICLE | {"isAccessibleForFree": locked})) is Extent.PAYWALLED
    part = {"@type": "WebPageElement", "isAccessibleForFree": locked, "cssSelector": ".paywall"}
    assert extent(write_page(ld=ARTICLE | {"hasPart": part})) is Extent.PAYWALLED


def test_a_free_or_complete_article_is_whole(write_page):
    assert extent(write_page(ld=ARTICLE | {"isAccessibleForFree": True})) is Extent.WHOLE
    assert extent(write_page(ld=ARTICLE | {"isAccessibleForFree": False, "wordCount": 130})) is Extent.WHOLE


def test_a_tier_and_an_offer_to_subscribe_mark_a_paywall(write_page, paragraphs):
    assert extent(write_page('<meta property="article:content_tier" content="locked">')) is Extent.PAYWALLED
    assert extent(write_page('<meta property="article:content_tier" content="free">')) is Extent.WHOLE
    body = f"<p>{paragraphs[0]}</p><p>{paragraphs[1]}</p><p>Subscribe now to continue reading this story.</p>"
    assert extent(write_page(body=body)) is Extent.PAYWALLED
    gate = "<div class='paywall-gate'>Already a subscriber? Log in</div>"
    assert extent(write_page(after=gate)) is Extent.PAYWALLED


def test_a_beginning_is_truncated(write_page, paragraphs):
    start = f"<p>{paragraphs[0]}</p><p>{paragraphs[1]}</p>"
    assert extent(write_page(ld=ARTICLE | {"wordCount": "1,400"})) is Extent.TRUNCATED
    assert extent(write_page(body=f"{start}<p>The engineers also said that the […]</p>")) is Extent.TRUNCATED
    assert extent(write_page(body=f"{start}<p><a href='/b'>Continue reading →</a></p>")) is Extent.TRUNCATED
    assert extent(write_page(body=start)) is Extent.WHOLE
    assert "Continue" not in parse_page(write_page(body=f"{start}<p>Continue reading</p>"), ADDRESS).text


@pytest.mark.parametrize("count", ["many", "-5", "٣٠٠", 10**30, None, [], "12"])
def test_odd_word_counts_are_ignored(write_page, count):
    assert extent(write_page(ld=ARTICLE | {"wordCount": count})) is Extent.WHOLE
