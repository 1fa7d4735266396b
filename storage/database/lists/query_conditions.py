"""From the tree of a query to SQL conditions on articles.

A condition is never null, so it can be negated. A unary plus keeps SQLite from asking for one article after
the other what it can ask once for all.
"""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import TypeAlias

from storage.database.articles.article_columns import FEED_TITLE, LOCAL_DAY
from storage.database.lists.fts_expressions import fts_expression, parted, phrase, phrase_in_article, split
from storage.database.text_folding import fold
from storage.model import Kind
from storage.query import dates
from storage.query.nodes import And, FieldName, Node, Not, Or, Term, Words
from storage.text import languages
from storage.text.bigrams import has_runs

_MOST_HOURS = 26 * 3600  # between the midnights of a day anywhere on earth, and that of UTC
_KINDS = {FieldName.PERSON: Kind.PERSON, FieldName.ORG: Kind.ORGANISATION, FieldName.PLACE: Kind.PLACE}
_STATES = {
    "read": "facet.read_at is not null",
    "starred": "facet.starred",
    "copy": "facet.copy",
    "cut": "facet.cut",
    "hidden": "facet.hidden",
    "unsubscribed": """(
        facet.article in (select entry.article from feed join entry on entry.feed = feed.id
            where feed.removed is not null and entry.article is not null)
        and not exists (select 1 from entry join feed on feed.id = entry.feed
            where entry.article = facet.article and feed.removed is null))""",
}
_PARTS = {"page": "page", "enclosure": "enclosure", "links": "links"}

Parameters: TypeAlias = dict[str, str | int | float]


class Conditions:
    """The conditions of one query, and their `parameters`.

    `unread` is the condition for an unread article of the list; `now` is the time in Unix seconds that ages
    count from. Conditions `one_by_one` are for a few articles, about which each index is asked in turn; if
    most numbers of a `span` (first, last) are theirs, the full-text indexes are asked once for all of it.
    """

    def __init__(
        self, unread: str, now: float, *, one_by_one: bool = False, span: tuple[int, int] | None = None
    ) -> None:
        self.parameters: Parameters = {"first": span[0], "last": span[1]} if span else {}
        self._span = span
        self._unread = unread
        self._now = now
        self._one_by_one = one_by_one

    def condition(self, node: Node) -> str:
        """Return the SQL condition of a tree."""
        expression = fts_expression(node)
        if expression is not None:
            return self._found_by(expression)
        match node:
            case Not(operand):
                return f"not {self.condition(operand)}"
            case And(operands):
                together, rest = split(operands)
                found = [] if together is None else [self._found_by(together)]
                return f"({' and '.join([*found, *map(self.condition, rest)])})"
            case Or(operands):
                return f"({' or '.join(map(self.condition, operands))})"
            case Words() | Term(FieldName.TITLE):
                return self._found_in_bigrams(node)
            case Term():
                return self._of_field()[node.field](node)

    def add(self, value: str | float) -> str:
        """Return the parameter that stands for a value."""
        name = f"q{len(self.parameters)}"
        self.parameters[name] = value
        return f":{name}"

    def _found_by(self, expression: str, index: str = "article_fts") -> str:
        if self._span:
            in_span = f"{index} match {self.add(expression)} and rowid between :first and :last"
            return f"+facet.article in (select rowid from {index} where {in_span})"
        return self._is_in(index, "rowid", f"{index} match {self.add(expression)}")

    def _is_in(self, table: str, column: str, condition: str) -> str:
        """Return the condition that a table has an article in this column, in a row with this condition."""
        if self._one_by_one:
            return f"exists (select 1 from {table} where {table}.{column} = facet.article and {condition})"
        return f"+facet.article in (select {column} from {table} where {condition})"

    def _found_in_bigrams(self, leaf: Words | Term) -> str:
        parts = parted(leaf)
        if len(parts) > 1:
            return self.condition(And(parts))
        return self._found_by(phrase_in_article(leaf), "bigram_fts")

    def _credit(self, term: Term) -> str:
        column = "source" if term.field is FieldName.SOURCE else "byline"
        expression = f"{column} : {phrase(term.value, term.prefix)}"
        return self._found_by(expression, "credit_fts")

    def _feed(self, term: Term) -> str:
        words = f"has_words({FEED_TITLE}, {self.add(term.value)}, {int(term.prefix)})"
        if "." in term.value:
            words = f"({words} or instr(lower(feed.url), {self.add(term.value.lower())}))"
        if self._span:
            words = f"feed.id in (select feed from entry where article between :first and :last) and {words}"
        return self._in_feed_lists(
            "select feed_list.id from feed join feed_list on feed_list.feed = feed.id "
            f"where feed.removed is null and {words}"
        )

    def _folder(self, term: Term) -> str:
        words = f"has_words(folder, {self.add(term.value)}, {int(term.prefix)})"
        return self._in_feed_lists(f"select id from feed_list where folder is not null and {words}")

    def _in_feed_lists(self, lists: str) -> str:
        if self._one_by_one:
            return (
                "exists (select 1 from entry join feed_list_feed as own on own.feed = entry.feed "
                f"where entry.article = facet.article and exists ({lists} and feed_list.id = own.list))"
            )
        return self._is_in("feed_list_entry", "article", f"list in ({lists})")

    def _label(self, term: Term) -> str:
        key = self.add(fold(term.value))
        wanted = f"key = {key}"
        if term.prefix:
            wanted = f"substr(key, 1, length({key})) = {key}"
        labels = f"select id from label where {wanted}"
        return (
            f"({self._is_in('article_label', 'article', f'label in ({labels})')} or "
            + self._in_feed_lists(
                "select feed_list.id from feed_label join feed_list on feed_list.feed = feed_label.feed "
                f"where feed_label.label in ({labels})"
            )
            + ")"
        )

    def _name(self, term: Term) -> str:
        words = self.add(phrase(term.value, term.prefix))
        entities = (
            "select entity from entity_text_fts join entity_text on entity_text.id = entity_text_fts.rowid "
            f"where entity_text_fts match {words}"
        )
        if kind := _KINDS.get(term.field):
            entities = f"select id from entity where kind = {self.add(kind)} and id in ({entities})"
        return self._is_in("appearance", "article", f"entity in ({entities})")

    def _story(self, term: Term) -> str:
        if not term.value:
            return "+facet.story in (select id from story where articles > 1)"
        if term.value.isdecimal() and term.value.isascii() and len(term.value) < 19 and not term.prefix:
            stories = (
                "with recursive path (id, merged_into) as (select id, merged_into from story where id = "
                f"{self.add(int(term.value))} union select story.id, story.merged_into "
                "from story join path on story.id = path.merged_into) "
                "select id from path where merged_into is null"
            )
        else:
            index = "bigram_fts" if has_runs(term.value) else "article_fts"
            title = self.add(f"title : {phrase(term.value, term.prefix)}")
            if self._one_by_one:
                return (
                    f"exists (select 1 from story join {index} on {index}.rowid = story.headline "
                    f"where story.id = facet.story and story.articles > 1 and {index} match {title})"
                )
            stories = (
                "select story.id from story where story.articles > 1 and story.headline in "
                f"(select rowid from {index} where {index} match {title})"
            )
        return f"+facet.story in ({stories})"

    def _language(self, term: Term) -> str:
        codes = (term.value, *(alias for alias, tag in languages.ALIASES.items() if tag == term.value))
        return f"facet.language in ({', '.join(map(self.add, codes))})"

    def _state(self, term: Term) -> str:
        if term.value == "new":
            return f"({self._unread} and +facet.article in (select article from novelty where news))"
        return self._unread if term.value == "unread" else _STATES[term.value]

    def _part(self, term: Term) -> str:
        return f"facet.{_PARTS[term.value]} > 0"

    def _after(self, term: Term) -> str:
        maybe, surely, day, of_article = self._day(term)
        return f"(facet.sort_at >= {maybe} and (facet.sort_at >= {surely} or {of_article} >= {day}))"

    def _before(self, term: Term) -> str:
        maybe, surely, day, of_article = self._day(term)
        return f"(facet.sort_at < {surely} and (facet.sort_at < {maybe} or {of_article} < {day}))"

    def _day(self, term: Term) -> tuple[str, str, str, str]:
        """Return when a day begins at the earliest and at the latest, the day, and that of an article.

        It may begin here or where the article was published, as `storage.model.publication_day` explains.
        """
        today = datetime.fromtimestamp(self._now, UTC).astimezone().date()
        day = dates.first_day(term.value, today)
        midnight = datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp()
        return (
            self.add(midnight - _MOST_HOURS),
            self.add(midnight + _MOST_HOURS),
            self.add(day.isoformat()),
            f"(select {LOCAL_DAY} from article where article.id = facet.article)",
        )

    def _newer(self, term: Term) -> str:
        return f"facet.sort_at > {self.add(self._now - dates.seconds(term.value))}"

    def _older(self, term: Term) -> str:
        return f"facet.sort_at <= {self.add(self._now - dates.seconds(term.value))}"

    def _of_field(self) -> Mapping[FieldName, Callable[[Term], str]]:
        """Return what makes the condition of a term, by its field."""
        return {
            FieldName.SOURCE: self._credit,
            FieldName.BY: self._credit,
            FieldName.FEED: self._feed,
            FieldName.FOLDER: self._folder,
            FieldName.LABEL: self._label,
            FieldName.PERSON: self._name,
            FieldName.ORG: self._name,
            FieldName.PLACE: self._name,
            FieldName.NAME: self._name,
            FieldName.STORY: self._story,
            FieldName.LANG: self._language,
            FieldName.IS: self._state,
            FieldName.HAS: self._part,
            FieldName.AFTER: self._after,
            FieldName.BEFORE: self._before,
            FieldName.NEWER: self._newer,
            FieldName.OLDER: self._older,
        }
