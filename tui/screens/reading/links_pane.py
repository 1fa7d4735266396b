"""The links pane: the links and names of the article, and where they lead."""

from dataclasses import dataclass

from textual import getters, on
from textual.app import ComposeResult
from textual.containers import Container
from textual.message import Message

from storage.model import Entity, Link, Story
from tui.layout import wording
from tui.messages import Go
from tui.navigation.places import NamePlace, StoryPlace
from tui.queries.results.articles import ArticleLinks
from tui.widgets.link_list import LinkList
from tui.widgets.row_list import RowList


@dataclass(eq=False, repr=False)
class OpenArticle(Message):
    """Open an article to which a link led."""

    article: int


class LinksPane(Container):
    """The story, links and names of the article beside it."""

    table = getters.query_one(LinkList)

    def __init__(self) -> None:
        super().__init__()
        self._article: int | None = None

    def compose(self) -> ComposeResult:
        """Fill the pane with the links."""
        yield LinkList("links")

    def show(self, article: int, links: ArticleLinks) -> None:
        """Show the links of an article, unless they are on show."""
        self._article = article
        if links != self.table.article_links:
            self.table.show(links)

    def clear(self) -> None:
        """Show nothing: there is no article."""
        self._article = None
        self.table.clear()

    @property
    def analysed(self) -> bool:
        """Whether the links and names of the article are known."""
        return self.table.article_links is None or self.table.article_links.analysed

    def story_of(self, article: int) -> int | None:
        """Return the story of the article on show, `None` for another article or without a story."""
        links = self.table.article_links
        return links.story.id if links and links.story and article == self._article else None

    @property
    def under_cursor(self) -> Link | Entity | Story | None:
        """What is under the cursor."""
        key = self.table.current
        return key if isinstance(key, Link | Entity | Story) else None

    @property
    def status_words(self) -> str:
        """What the status line says about the link or name under the cursor."""
        match self.table.current:
            case Link() as link:
                return link.label.capitalize()
            case Entity() as entity:
                return f"{entity.name} · {wording.describe_name(entity)}"
        return ""

    def numbered(self, number: int) -> Link | None:
        """Return the link with this digit."""
        return self.table.numbered(number)

    def explain(self) -> bool:
        """Show all the evidence of the link under the cursor, or less; return False if there is no link."""
        return self.table.explain()

    @on(RowList.Chosen)
    def _chosen(self, event: RowList.Chosen) -> None:
        match event.item:
            case Link() as link:
                self.post_message(OpenArticle(link.other.id))
            case Story() as story:
                self.post_message(Go(StoryPlace(story.id, self._article)))
            case Entity() as entity:
                self.post_message(Go(NamePlace(entity.id)))
