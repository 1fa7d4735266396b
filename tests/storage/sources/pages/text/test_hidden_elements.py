import pytest
from lxml import html

from storage.sources.pages.text.hidden_elements import drop_banners, drop_hidden


def tree(body):
    return html.document_fromstring(f"<html><body><div id='x'>{body}</div><p>seen</p></body></html>")


@pytest.mark.parametrize(
    ("attribute", "is_seen"),
    [
        ("style='display:none'", False),
        ("style='color: red; visibility : hidden'", False),
        ("hidden", False),
        ("aria-hidden='true'", False),
        ("aria-hidden='false'", True),
        ("hidden='until-found'", True),
        ("style='text-display:none-such'", True),
        ("class='katex' aria-hidden='true'", True),
    ],
)
def test_hidden_elements_are_removed(attribute, is_seen):
    root = tree(f"<div {attribute}>word <b hidden>more</b></div> tail")
    drop_hidden(root)
    assert ("word" in root.text_content()) is is_seen
    assert "tail" in root.text_content()
    assert "more" not in root.text_content()


def test_the_result_says_whether_most_was_hidden():
    assert drop_hidden(tree("<div hidden>a long text that nobody gets to see, or not yet</div>"))
    assert not drop_hidden(tree("<div hidden>a</div>"))
    assert not drop_hidden(tree("<script>a long program that is no text of the page at all</script>"))


@pytest.mark.parametrize(
    "banner",
    [
        "<div id='onetrust-banner-sdk'>x</div>",
        "<div class='site-cookie-notice'>x</div>",
        "<div class='gdpr-consent'>x</div>",
        "<div role='dialog'>x</div>",
        "<section aria-modal='true'>x</section>",
    ],
)
def test_banners_are_removed(banner):
    root = tree(banner.replace("x", "banner words"))
    drop_banners(root)
    assert "banner words" not in root.text_content()


@pytest.mark.parametrize(
    "holder",
    [
        "<article class='tag-cookie-consent'>x</article>",
        "<div class='cookie-law'><h1>x</h1></div>",
        "<p class='cookies'>x</p>",
    ],
)
def test_articles_about_cookies_stay(holder):
    root = tree(holder)
    drop_banners(root)
    assert "x" in root.text_content()
