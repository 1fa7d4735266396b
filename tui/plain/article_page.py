"""One article in the line-by-line mode: its text in parts, its names, and what it is linked to."""

from collections.abc import Callable, Mapping
from functools import partial

from storage.desk import Desk, programs
from storage.model import Article, Field, Link, Mention, Name
from tui.layout import byline, wording
from tui.layout.text_links import numbered_links
from tui.plain import spoken
from tui.plain.pages import Lines, NumberedList, Page, Reply, Row

_PART = 1_200  # characters of text that are said at a time


class ArticlePage:
    """An article, marked read when it is opened. Numbers follow its links to other articles."""

    def __init__(
        self,
        desk: Desk,
        number: int,
        open_name: Callable[[int], Page],
        open_story: Callable[[int], Page],
        undo: str,
    ) -> None:
        """`open_name` and `open_story` return the page of a name and of a story; `undo` is a key."""
        self.number = number
        self._desk = desk
        self._open_name = open_name
        self._open_story = open_story
        self._undo = undo
        self._links: list[Link] = []  # as they were said: their numbers are those that the reader types
        self._mentions: list[tuple[Mention, Name]] = []
        self._at = -1
        self._left: Lines = []
        self._begun = False

    def opening(self) -> Lines:
        """Return the title, what is known of the article, and the first part of its text; later the title."""
        if self._begun:
            title = self._desk.articles.get(self.number).title or "Untitled"
            return [title, *(["Enter reads on."] if self._left else [])]
        self._begun = True
        return self._begin()

    def _begin(self) -> Lines:
        desk = self._desk
        with desk.snapshot():
            article, names = desk.articles.get(self.number), desk.articles.names(self.number)
            self._links = desk.articles.links(self.number)
        desk.articles.mark_read([self.number], undoable=False)
        placed = [(mention, name) for name in names for mention in name.mentions]
        self._mentions = sorted(placed, key=lambda pair: (pair[0].field is Field.TEXT, pair[0].start))
        self._at = -1
        self._left = [
            *(spoken.paragraphs(article.text, article.spans, names) or ["This article has no text."]),
            *self._ending(),
        ]
        return [article.title or "Untitled", *self._about(article), *self._next_part()]

    @property
    def actions(self) -> Mapping[str, Callable[[], Reply]]:
        """Reading on, names, links, marks and the other text."""
        return {
            "read_on": self._next_part,
            "open": self._open,
            "page_down": self._next_part,
            "first": self._begin,
            "next_name": lambda: self._step_name(1),
            "previous_name": lambda: self._step_name(-1),
            "toggle_read": self._toggle_read,
            "toggle_star": self._toggle_star,
            "switch_text": self._switch_text,
            "story": self._story,
            "number_links": self._addresses,
            "browse": self._browse,
            "delete": self._delete,
        }

    def choose(self, number: int) -> Reply:
        """Follow a link to another article by its number."""
        if not 0 < number <= len(self._links):
            return [f"There is no link {number} here."]
        other = self._links[number - 1].other.id
        return ArticlePage(self._desk, other, self._open_name, self._open_story, self._undo)

    @staticmethod
    def _about(article: Article) -> Lines:
        # The spaces that keep words together on a screen are read aloud by some programs.
        return [line.replace("\N{NO-BREAK SPACE}", " ") for line in byline.about_lines(article, "")]

    def _ending(self) -> Lines:
        if not self._links:
            return ["End of the article. It has no links."]
        heads = [f"Link {at}, {spoken.link(one)}" for at, one in enumerate(self._links, 1)]
        return ["End of the article.", *heads]

    def _next_part(self) -> Lines:
        if not self._left:
            return ["This is the end of the article."]
        part, length = list[str](), 0
        while self._left and (not part or length + len(self._left[0]) <= _PART):
            part.append(self._left.pop(0))
            length += len(part[-1])
        if self._left:
            part.append("Enter reads on.")
        return part

    def _open(self) -> Reply:
        """Open the name that was said last, else read on."""
        if self._at < 0:
            return self._next_part()
        return self._open_name(self._mentions[self._at][1].entity.id)

    def _step_name(self, step: int) -> Lines:
        if not self._mentions:
            return ["No names are known in this article."]
        at = self._at + step
        if not 0 <= at < len(self._mentions):
            return [wording.end_of_names(step)]
        self._at = at
        mention, name = self._mentions[at]
        article = self._desk.articles.get(self.number)
        text = article.title if mention.field is Field.TITLE else article.text
        return [spoken.entity(name.entity), f"In: {spoken.sentence_around(text, mention)}"]

    def _toggle_read(self) -> Lines:
        read = not self._desk.articles.get(self.number).read
        self._desk.articles.mark_read([self.number], read)
        return ["Marked read." if read else "Marked unread."]

    def _toggle_star(self) -> Lines:
        starred = not self._desk.articles.get(self.number).starred
        self._desk.articles.star(self.number, starred)
        return ["Starred." if starred else "Star removed."]

    def _switch_text(self) -> Lines:
        other = self._desk.articles.get(self.number).other
        if other is None:
            return ["This article has only one text."]
        self._desk.articles.show_text(self.number, other)
        return [f"The text {wording.provenance(other)}:", *self._begin()]

    def _story(self) -> Reply:
        story = self._desk.stories.of(self.number)
        return self._open_story(story.id) if story else ["This article belongs to no story."]

    def _addresses(self) -> Reply:
        links = numbered_links(self._desk.articles.get(self.number))
        rows = [
            Row(
                f"{one.words}: {one.address}" if one.words else one.address,
                partial(_open_address, one.address),
            )
            for one in links
        ]
        return NumberedList(
            "Links in the text",
            lambda: len(rows),
            lambda start, limit: rows[start : start + limit],
            empty="There are no links in this text.",
        )

    def _browse(self) -> Lines:
        url = self._desk.articles.get(self.number).url
        return _open_address(url) if url else ["This article has no address."]

    def _delete(self) -> Lines:
        self._desk.articles.delete([self.number])
        return [f"Deleted; {self._undo} takes it back."]


def _open_address(address: str) -> Lines:
    """Open an address in the browser. Raises `ProgramError`."""
    arguments = programs.browser_for(address)
    if programs.needs_terminal(arguments):
        trouble = programs.run_in_terminal(arguments).trouble
        return [trouble or f"Opened {address}"]
    programs.start(arguments)
    return [f"Opened {address}"]
