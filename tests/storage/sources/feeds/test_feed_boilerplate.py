import pytest

from storage.model import Role
from storage.sources.feeds.feed_boilerplate import strip_boilerplate
from storage.sources.markup.markup_reader import Markup, read_markup

BODY = "<p>The council voted on Monday.</p><p>It was close.</p>"
TEXT = "The council voted on Monday.\n\nIt was close."
LINK = '<a href="https://x.org/a">{}</a>'


@pytest.mark.parametrize(
    "note",
    [
        f"<p>The post {LINK.format('Vote')} appeared first on {LINK.format('The Paper')}.</p>",
        "<p>The post Vote appeared first on The Paper.</p>",
        f"<p>Der Beitrag {LINK.format('Vote')} erschien zuerst auf {LINK.format('Zeitung')}.</p>",
        f"<p>L’article {LINK.format('Vote')} est apparu en premier sur {LINK.format('Journal')}.</p>",
        f"<p>La entrada {LINK.format('Vote')} se publicó primero en {LINK.format('Diario')}.</p>",
        f"<p>L'articolo {LINK.format('Vote')} proviene da {LINK.format('Giornale')}.</p>",
    ],
)
def test_first_appeared_notes_are_removed(note: str) -> None:
    markup, breaks_off = strip_boilerplate(read_markup(BODY + note), "Vote")
    assert markup == Markup(TEXT)
    assert not breaks_off


@pytest.mark.parametrize(
    "html",
    [
        "<p>The post of minister appeared first on the list.</p>",
        "<p>Intro.</p><p>The post office appeared first on the map in 1840.</p>",
        "<p>Intro.</p><p>The post Other appeared first on Blog.</p><p>And then more.</p>",
    ],
)
def test_similar_sentences_stay(html: str) -> None:
    whole = read_markup(html)
    assert strip_boilerplate(whole, "Vote") == (whole, False)


@pytest.mark.parametrize(
    "tail",
    [
        f"<p>{LINK.format('Continue reading')}</p>",
        f"<p>{LINK.format('Continue reading Vote →')}</p>",
        f"<p>{LINK.format('Read more…')}</p>",
        f"<p>Read more at {LINK.format('the paper')}.</p>",
        f"<p>[{LINK.format('Weiterlesen')}]</p>",
        f"<p>{LINK.format('Lire la suite')}</p>",
        f"<p>{LINK.format('続きを読む')}</p>",
    ],
)
def test_a_read_more_link_is_removed_and_marks_the_text_as_incomplete(tail: str) -> None:
    assert strip_boilerplate(read_markup(BODY + tail), "Vote") == (Markup(TEXT), True)


def test_a_read_more_link_inside_the_last_block() -> None:
    html = f"<blockquote><p>It was {LINK.format('close')} and […] {LINK.format('Read more')}</p></blockquote>"
    markup, breaks_off = strip_boilerplate(read_markup(html), "Vote")
    assert breaks_off
    assert markup.text == "It was close and […]"
    assert [(markup.text[span.start : span.end], span.role) for span in markup.spans] == [
        ("It was close and […]", Role.QUOTE),
        ("close", Role.LINK),
    ]


@pytest.mark.parametrize(
    "tail",
    [
        f"<p>{LINK.format('Read more books, she said')}</p>",
        f"<p>{LINK.format('More news')}</p>",
        "<p>Read more</p>",
        f"<p>Read more in {LINK.format('this list')}, which goes on with many other things</p>",
    ],
)
def test_other_endings_stay(tail: str) -> None:
    whole = read_markup(BODY + tail)
    assert strip_boilerplate(whole, "Vote") == (whole, False)


@pytest.mark.parametrize("end", ["…", "...", "[…]", "[...]", " (…)", "... →", ". . ."])
def test_an_ellipsis_at_the_end_marks_the_text_as_incomplete(end: str) -> None:
    whole = Markup(TEXT + end)
    assert strip_boilerplate(whole, "Vote") == (whole, True)


def test_an_ellipsis_elsewhere_does_not_matter() -> None:
    assert strip_boilerplate(Markup("Well… it was close.\n\n...\n\nThe end."), "")[1] is False


def test_boilerplate_alone_stays() -> None:
    whole = read_markup(LINK.format("Read more"))
    assert strip_boilerplate(whole, "Vote") == (whole, False)
    assert strip_boilerplate(Markup(""), "") == (Markup(""), False)
