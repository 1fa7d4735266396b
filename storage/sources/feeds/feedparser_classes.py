"""The parsers of feedparser, with own handlers where it loses data or takes quadratic time.

feedparser keeps one author, summary and caption of several, finds addresses by a slow pattern that knows no
long domains, compares each category with all before it, and forgets which types a feed declares.
"""

from typing import Any

import feedparser
from feedparser.mixin import _FeedParserMixin

from storage.sources.feeds.feedparser_fields import DECLARED

_MAX_TAGS = 200


class ElementHandlers(_FeedParserMixin):  # type: ignore[misc]
    """The handlers of elements that stand before those of feedparser.

    Entries get lists of "summaries" and "captions" (each with "value", "type" and `DECLARED`), and "authors"
    with the text of the element as "name", whatever is in it.
    """

    def push_content(self, tag: str, attrs_d: Any, default_content_type: str, expecting_text: int) -> None:
        """Begin a text, and note the type that its element declares."""
        super().push_content(tag, attrs_d, default_content_type, expecting_text)
        self.contentparams[DECLARED] = attrs_d.get("type", "")

    def _start_description(self, attrs_d: Any, default_type: str = "text/html") -> None:
        self.push_content("description", attrs_d, default_type, 1)

    def _end_description(self) -> None:
        self._keep("summaries", dict(self.contentparams), self.pop_content("description"))

    def _start_summary(self, attrs_d: Any) -> None:
        self._start_description(attrs_d, "text/plain")

    _start_abstract = _start_summary
    _end_summary = _end_abstract = _end_description

    def _start_media_description(self, attrs_d: Any) -> None:
        self.push("caption", 1)
        self._caption_type = attrs_d.get("type", "")

    def _end_media_description(self) -> None:
        self._keep("captions", {DECLARED: self._caption_type}, self.pop("caption"))

    def _fields(self) -> dict[str, Any]:
        """Return the fields of the feed or entry under way."""
        fields: dict[str, Any] = self._get_context()  # pyright: ignore[reportAssignmentType]
        return fields

    def _keep(self, name: str, detail: dict[str, Any], value: str | None) -> None:
        if value:
            self._fields().setdefault(name, []).append({**detail, "value": value})

    def _end_author(self) -> None:
        value, self.inauthor = self.pop("author"), 0
        authors = self._fields().get("authors")
        if value and authors and not authors[-1]:
            authors[-1]["name"] = value

    _end_managingeditor = _end_author

    def _sync_author_detail(self, key: str = "author") -> None:
        """Leave the text of the author as it is."""

    def _add_tag(self, term: str | None, scheme: str | None, label: str | None) -> None:
        tags = self._fields().setdefault("tags", [])
        if (term or scheme or label) and len(tags) < _MAX_TAGS:
            tags.append(feedparser.FeedParserDict(term=term, scheme=scheme, label=label))

    @staticmethod
    def looks_like_html(s: str) -> bool:  # noqa: ARG004 - the name that feedparser gives it
        """Return `False`: `feed_drafts` decides what is markup."""
        return False


def with_own_handlers(parser: Any) -> Any:
    """Return a subclass of a parser class of feedparser."""
    return type(parser.__name__, (ElementHandlers, parser), {})
