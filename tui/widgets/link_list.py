"""The links of an article, each with its reason, and the names in the article."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import ClassVar

from rich.cells import cell_len
from rich.text import Text

from storage.model import Link, LinkKind
from tui.layout import wording
from tui.queries.results.articles import ArticleLinks
from tui.widgets.row_list import Row, RowList
from tui.widgets.strips import KIND_CLASSES, beside, cut, kind_style

_NARROW = 60
_TITLE_LINES, _LEAST_TITLE = 2, 8
NOT_ANALYSED = "This article is not analysed yet."


class LinkList(RowList):
    """The story, the links by kind, numbered so that a digit follows one, and the names.

    Related articles are by time: those before the article, those after it, those without a date.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {"links--digit", "links--title", *KIND_CLASSES.values()}

    def __init__(self, id: str) -> None:  # noqa: A002 - Textual's own name for it
        super().__init__(id=id)
        self.article_links: ArticleLinks | None = None
        """The links and names that are shown, `None` while there is no article."""
        self._groups: list[tuple[str, list[Link]]] = []
        self._explained: set[int] = set()

    def identity(self, item: object) -> object:
        """Return the number of the article, name or story, which can change in all else."""
        return (Link, item.other.id) if isinstance(item, Link) else super().identity(item)

    def show(self, article_links: ArticleLinks) -> None:
        """Show the links and names of another article."""
        self.article_links = article_links
        self._groups = grouped(article_links)
        self._explained.clear()
        self.rebuild()
        self.to_top()

    def clear(self) -> None:
        """Show nothing, while there is no article."""
        self.article_links, self._groups = None, []
        self.rebuild()

    def numbered(self, number: int) -> Link | None:
        """Return the link with this digit."""
        links = [link for _, some in self._groups for link in some]
        return links[number - 1] if 0 < number <= len(links) else None

    def explain(self) -> bool:
        """Show all the evidence of the link under the cursor, or only its reason again.

        From a row that is no link, the cursor goes to the first link. Returns False if there is no link.
        """
        if not isinstance(self.current, Link) and (first := self.numbered(1)):
            self.select(first)
        if not isinstance(self.current, Link):
            return False
        self._explained ^= {self.current.other.id}
        self.rebuild()
        return True

    def build(self, width: int) -> Sequence[Row]:
        """Return the story, the links, their headings and the names."""
        return [*self._story_rows(width), *self._link_rows(width), *self._name_rows(width)]

    def _story_rows(self, width: int) -> Iterator[Row]:
        story = self.article_links.story if self.article_links else None
        if story is None:
            return
        dim = self.get_component_rich_style("row--dim", partial=True)
        yield self.heading("Story")
        title = cut(Text("  ", end="") + Text(story.title or "Untitled", end=""), width)
        about = Text(wording.describe_story(story), style=dim).wrap(self.app.console, width - 2)
        yield Row((title, *(Text("  ", end="") + line for line in about)), story)
        yield Row((Text(),))

    def _link_rows(self, width: int) -> Iterator[Row]:
        if self.article_links is None:
            yield self.remark("The links and names of an open article appear here.", width)
            return
        if not self.article_links.analysed:
            yield self.remark(f"{NOT_ANALYSED} Its links and names appear here as soon as it is.", width)
            return
        if not self._groups:
            yield self.remark("No other article in this desk reports this or shares its rarer names.", width)
            return
        number = 0
        for place, (heading, links) in enumerate(self._groups):
            if place:
                yield Row((Text(),))
            yield self.heading(heading)
            for link in links:
                number += 1
                yield self._link_row(number, link, width)

    def _link_row(self, number: int, link: Link, width: int) -> Row:
        digit = Text(f"{number} " if number < 10 else "  ", end="")
        digit.stylize(self.get_component_rich_style("links--digit", partial=True))
        dim = self.get_component_rich_style("row--dim", partial=True)
        titled = self.get_component_rich_style("links--title", partial=True)
        about = wording.source_and_day(link.other)
        aside = width >= _NARROW
        room = width - 2 - (cell_len(about) + 2 if aside else 0)
        first, *more = self._title(
            Text(link.other.title or "Untitled", style=titled), max(room, _LEAST_TITLE)
        )
        first = digit + first
        if aside:
            head = [beside(first, Text(about, style=dim), width), *more]
        else:
            head = [first, *more, Text(f"  {about}", style=dim)]
        lines = self._why(link) if link.other.id in self._explained else [_reason(link)]
        why = [part for line in lines for part in Text(line, style=dim).wrap(self.app.console, width - 2)]
        return Row((*head, *(Text("  ", end="") + line for line in why)), link)

    def _why(self, link: Link) -> list[str]:
        """Return all the evidence of a link, one line for each sort."""
        found = link.evidence
        sorts = (
            ("names", found.names),
            (
                "words of both titles" if len(found.title_words) > 1 else "word of both titles",
                found.title_words,
            ),
            ("phrases", [f"“{phrase}”" for phrase in found.phrases]),
            ("numbers", found.numbers),
        )
        lines = [f"{label}: {', '.join(items)}" for label, items in sorts if items]
        if found.overlap:
            lines.append(f"the same words: {found.overlap:.0%} of the shorter text")
        if found.days is not None:
            lines.append(found.time_apart)
        if found.only_one:
            lines.append(f"against it: only one names {found.only_one}")
        nearness = "how near" if link.kind is LinkKind.RELATED else "how likely the same event"
        scale = 2 if link.kind is LinkKind.RELATED else 1
        return [*lines, f"{nearness}: {min(0.99, scale * link.score):.0%}"]

    def _title(self, title: Text, width: int) -> list[Text]:
        """Return a title in at most two lines, the second indented, with an ellipsis if it is longer."""
        lines = list(title.wrap(self.app.console, width))
        if len(lines) > _TITLE_LINES:
            rest = Text(" ", style=title.style).join(lines[_TITLE_LINES - 1 :])
            lines[_TITLE_LINES - 1 :] = [cut(rest, width)]
        return [lines[0], *(Text("  ", end="") + line for line in lines[1:])]

    def _name_rows(self, width: int) -> Iterator[Row]:
        names = self.article_links.names if self.article_links else []
        if not names:
            return
        dim = self.get_component_rich_style("row--dim", partial=True)
        yield Row((Text(),))
        yield self.heading("Names")
        for name in names:
            line = Text(name.entity.name, style=kind_style(self, name.entity.kind), end="")
            about = wording.count(name.entity.articles, "article")
            if width >= _NARROW:
                about = " · ".join([name.entity.kind, *wording.flags_of(name.entity), about])
            yield Row((beside(Text("  ", end="") + line, Text(about, style=dim), width),), name.entity)


def grouped(article_links: ArticleLinks) -> list[tuple[str, list[Link]]]:
    """Return the links under their headings, those before and after the article in order of time."""
    of_kind = {kind: [link for link in article_links.links if link.kind is kind] for kind in LinkKind}
    before, after, others = _by_time(of_kind[LinkKind.RELATED], article_links.published)
    groups = (
        ("Same story", of_kind[LinkKind.SAME_STORY]),
        ("Copies", of_kind[LinkKind.COPY]),
        ("Before this", before),
        ("After this", after),
        ("Related", others),
    )
    return [(heading, links) for heading, links in groups if links]


def _by_time(
    related: Sequence[Link], published: datetime | None
) -> tuple[list[Link], list[Link], list[Link]]:
    dated = [(link.other.published, link) for link in related if published and link.other.published]
    dated.sort(key=lambda pair: pair[0])
    before = [link for time, link in dated if published and time < published]
    after = [link for time, link in dated if published and time >= published]
    return before, after, [link for link in related if not (published and link.other.published)]


def _reason(link: Link) -> str:
    return link.reason if link.certain else f"likely: {link.reason}"
