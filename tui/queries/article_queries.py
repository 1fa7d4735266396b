"""What the article asks of the desk: functions that run in a thread and return one message."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from textual.message import Message

from storage.desk import Desk
from storage.errors import NewsdeskError, NotFoundError
from storage.model import Article, Name, Provenance
from tui.layout import wording
from tui.layout.article_page import Page, Shape
from tui.layout.query_matches import find_in_article
from tui.layout.text_positions import relocate
from tui.messages import Part, Written
from tui.navigation.places import ReadingPlace
from tui.queries.results.articles import (
    AddressFound,
    ArticleLinks,
    ArticleLinksLoaded,
    ArticleLoaded,
    ArticleMissing,
    MatchesFound,
    PageWanted,
    ReplacementsLoaded,
    TextShown,
)

_GONE = "This article is no longer in this desk."


def load_article(desk: Desk, article: int, place: ReadingPlace, shape: Shape) -> Message:
    """Load an article for a place, laid out in a shape; say why if that is not possible."""
    try:
        return _load_article(desk, article, place, shape)
    except NotFoundError:
        return ArticleMissing(article, _GONE, gone=True)
    except NewsdeskError as error:
        return ArticleMissing(article, str(error))


def _load_article(desk: Desk, article: int, place: ReadingPlace, shape: Shape) -> ArticleLoaded:
    with desk.snapshot():
        found, links = desk.articles.get(article), _links(desk, article)
        news = desk.stories.new_sentences(article)
        row = desk.lists.row_of(place.view, article)
        lacks_page = desk.articles.lacks_page(article)
    page = Page(found, links.names, shape, news=news)
    position = found.position if place.position is None else place.position
    return ArticleLoaded(page, links, position, place.mark, place.view, row, lacks_page=lacks_page)


def reload_article(desk: Desk, shown: Article, place: ReadingPlace, shape: Shape) -> Message:
    """Load what has changed in an article since it was `shown`: its names and links, or all of it.

    In another text, the position is the one that corresponds best to that of `place` in the shown text.
    """
    try:
        return _reload_article(desk, shown, place, shape)
    except NotFoundError:
        return ArticleMissing(shown.id, _GONE, gone=True)


def _reload_article(desk: Desk, shown: Article, place: ReadingPlace, shape: Shape) -> Message:
    with desk.snapshot():
        found = desk.articles.get(shown.id)
        same = replace(
            found, read=shown.read, starred=shown.starred, position=shown.position, analysed=shown.analysed
        )
        if same == shown:
            return ArticleLinksLoaded(shown.id, _links(desk, shown.id), found.read, found.starred)
        if found.text != shown.text:
            position = relocate(shown.text, found.text, place.position or 0)
            place = place._replace(position=position, mark=None)
        loaded = _load_article(desk, shown.id, place, shape)
    loaded.again = True
    return loaded


def _links(desk: Desk, article: int) -> ArticleLinks:
    found = desk.articles.get(article)
    return ArticleLinks(
        desk.articles.names(article),
        desk.articles.links(article),
        found.analysed,
        desk.stories.of(article),
        found.published,
        desk.names.introductions(article),
    )


def find_matches(page: Page, names: Sequence[Name], query: str) -> MatchesFound:
    """Find what of the article on a page a query asks for; `names` are those in the article."""
    return MatchesFound(page.article.id, query, find_in_article(query, page.text, names))


def find_address(desk: Desk, article: int) -> AddressFound:
    """Find the address of an article, else that of a file that came with it."""
    found = desk.articles.get(article)
    addresses = (found.url, *(enclosure.url for enclosure in found.enclosures))
    return AddressFound(next(filter(None, addresses), ""))


def load_replacements(desk: Desk, article: int) -> ReplacementsLoaded:
    """Load what changed in the texts of an article."""
    with desk.snapshot():
        return ReplacementsLoaded(desk.articles.get(article).title, desk.articles.replacements(article))


def mark_read(desk: Desk, article: int, read: bool) -> Written:
    """Mark an article read or unread."""
    desk.articles.mark_read([article], read)
    return Written(changed=Part.LIST | Part.FEEDS)


def mark_read_by_opening(desk: Desk, article: int) -> Written:
    """Mark an article read because it was opened; this is not undoable."""
    desk.articles.mark_read([article], undoable=False)
    return Written(changed=Part.LIST | Part.FEEDS)


def star(desk: Desk, article: int, starred: bool) -> Written:
    """Star an article, or take its star away."""
    desk.articles.star(article, starred)
    return Written(changed=Part.LIST)


def meet_names(desk: Desk, entities: Collection[int]) -> Written:
    """Store that the reader has met these names."""
    desk.names.meet(entities)
    return Written()


def unhide_due(desk: Desk) -> Written:
    """Show the articles that were hidden until now."""
    shown = desk.lists.has_due_hidden() and desk.articles.unhide_due()
    return Written("", Part.ALL if shown else Part.NOTHING)


def save_position(desk: Desk, article: int, position: int) -> Written:
    """Store how far an article was read, in code points of its text."""
    desk.articles.save_position(article, position)
    return Written()


def delete(desk: Desk, article: int) -> Written:
    """Delete an article."""
    desk.articles.delete([article])
    return Written("The article is deleted", Part.ALL, undo_steps=1)


def show_text(desk: Desk, article: int, wanted: Provenance | None) -> Message:
    """Show the `wanted` text of an article from now on, or its other one; say why that is not possible.

    `wanted` is what the reader saw as the other text: a refresh in between does not flip the choice.
    """
    found = desk.articles.get(article)
    wanted = wanted or found.other
    if wanted is None:
        return _no_other_text(found)
    if found.provenance is not wanted:
        desk.articles.show_text(article, wanted)
    analysed = desk.articles.get(article).analysed
    return TextShown(article, analysed, f"The text is {wording.provenance(wanted)} now")


def _no_other_text(article: Article) -> Message:
    if article.provenance is Provenance.PAGE:
        return Written("There is no other text of this article.")
    if not article.url:
        return Written("This article has no address, so there is no page to fetch.")
    return PageWanted(article.id)
