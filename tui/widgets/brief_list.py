"""A brief on the screen: stories with their new sentences, and the other articles by feed."""

from collections.abc import Iterable, Iterator, Sequence
from typing import ClassVar, NamedTuple

from rich.text import Text

from storage.model import Brief, BriefEntry, BriefReport, BriefSentence, BriefStory
from tui.layout import brief_text, wording
from tui.widgets.row_list import Row, RowList
from tui.widgets.strips import HEADLINE_CLASSES, KIND_CLASSES, beside, kind_style, title_line

_WIDEST = 90
_NARROW = 60


class Target(NamedTuple):
    """What a row stands for: an article, its story, `None` for none, and where its sentence begins."""

    article: int
    story: int | None = None
    part: int = -1


class BriefList(RowList):
    """The rows of a brief. The items are `Target`."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {*HEADLINE_CLASSES, *KIND_CLASSES.values(), "article--title"}

    def __init__(self, id: str) -> None:  # noqa: A002 - Textual's own name for it
        super().__init__(id=id)
        self.brief: Brief | None = None
        """The brief that is shown, `None` before there is one."""
        self.empty = ""
        """The sentence below an empty brief."""

    def show(self, brief: Brief) -> None:
        """Show a brief."""
        self.brief = brief
        self.rebuild()

    @property
    def target(self) -> Target | None:
        """What is under the cursor."""
        return self.current if isinstance(self.current, Target) else None

    def select_article(self, article: int) -> None:
        """Put the cursor on the first row of an article."""
        rows = [row.item for row in self._rows if isinstance(row.item, Target)]
        found = [item for item in rows if item.article == article]
        if found:
            self.select(max(found, key=lambda item: item.part >= 0))

    def step_story(self, step: int) -> bool:
        """Go to the title of the next story (1) or of the one before (-1); return False if there is none."""
        heads = [
            at for at, row in enumerate(self._rows) if isinstance(row.item, Target) and row.item.part == -1
        ]
        beyond = [at for at in heads if (at > self.cursor if step > 0 else at < self.cursor)]
        if beyond:
            self.move_to(beyond[0] if step > 0 else beyond[-1])
        return bool(beyond)

    def build(self, width: int) -> Sequence[Row]:
        """Return all rows of the brief."""
        if self.brief is None:
            return []
        width = min(width, _WIDEST)
        title = self.get_component_rich_style("article--title", partial=True)
        rows = [
            Row(tuple(Text(brief_text.heading(self.brief), style=title).wrap(self.app.console, width))),
            self.remark(brief_text.size(self.brief), width),
        ]
        if not self.brief.articles and self.empty:
            rows.append(self.remark(self.empty, width))
        for one in self.brief.stories:
            rows += self._story(one, width)
        rows += self._feeds(self.brief, width)
        if left_out := brief_text.omitted(self.brief):
            rows += [Row((Text(),)), self.remark(" ".join(left_out), width)]
        return rows

    def _story(self, one: BriefStory, width: int) -> Iterator[Row]:
        yield Row((Text(),))
        title = self.get_component_rich_style("article--title", partial=True)
        lines = Text(one.story.title or "Untitled", style=title).wrap(self.app.console, width)
        yield Row(tuple(lines), Target(one.story.headline, one.story.id))
        yield self.remark(brief_text.about_story(one), width)
        for report in one.news:
            for number, sentence in enumerate(report.sentences):
                last = number == len(report.sentences) - 1
                yield self._sentence(report, sentence, one.story.id, width, named=last)
            if not report.sentences:
                yield self._titled(report, one.story.id, width)
        if one.before:
            dim = self.get_component_rich_style("row--dim", partial=True)
            said = f"Before: {brief_text.before(one.before)} {_source(one.before)}"
            lines = Text(said, style=dim).wrap(self.app.console, width - 2)
            yield Row(tuple(_indented(lines)), Target(one.before.headline.id, one.story.id, 0))

    def _sentence(
        self, report: BriefReport, sentence: BriefSentence, story: int, width: int, *, named: bool
    ) -> Row:
        """Return a sentence with its names; the last one of a report names the source."""
        text = Text(wording.with_changes(sentence.text, sentence.changed))
        for start, end, kind in sentence.names:
            text.stylize(kind_style(self, kind), start, end)
        if named:
            text.append(f" {_source(report)}", self.get_component_rich_style("row--dim", partial=True))
        dim = self.get_component_rich_style("row--dim", partial=True)
        lines = text.wrap(self.app.console, width - 2)
        marked = [Text("• " if not at else "  ", dim, end="") + line for at, line in enumerate(lines)]
        return Row(tuple(marked), Target(report.headline.id, story, sentence.start))

    def _titled(self, report: BriefReport, story: int, width: int) -> Row:
        dim = self.get_component_rich_style("row--dim", partial=True)
        title = title_line(self, report.headline.title, unread=False)
        about = Text(wording.source_and_day(report.headline), style=dim)
        return Row((beside(title, about, width),), Target(report.headline.id, story, 0))

    def _feeds(self, brief: Brief, width: int) -> Iterator[Row]:
        several, single = brief_text.parted(brief.feeds)
        for feed in several:
            yield from (Row((Text(),)), self.heading(feed.title))
            yield from (self._entry(entry, width, with_source=False) for entry in feed.entries)
            if feed.more:
                yield self.remark(f"  and {wording.count(feed.more, 'more article')}", width)
        if single:
            yield from (Row((Text(),)), self.heading(brief_text.SINGLE))
            yield from (self._entry(entry, width, with_source=True) for entry in single)

    def _entry(self, entry: BriefEntry, width: int, *, with_source: bool) -> Row:
        dim = self.get_component_rich_style("row--dim", partial=True)
        notes = brief_text.entry_notes(entry, with_source=with_source and width >= _NARROW)
        title = Text("  ", end="").append(brief_text.title_of(entry.headline))
        return Row((beside(title, Text(notes, style=dim), width),), Target(entry.headline.id, None, 0))


def _source(report: BriefReport) -> str:
    return f"({report.headline.source or 'without a source'})"


def _indented(lines: Iterable[Text]) -> Iterator[Text]:
    return (Text("  ", end="") + line for line in lines)
