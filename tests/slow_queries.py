"""A desk of random articles, and what a query finds on it by looking at every article in Python."""

import random
import unicodedata
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

from storage.database.articles import articles
from storage.database.connection import Connection, DeskFile
from storage.database.feeds import subscriptions
from storage.database.names import entities, mentions
from storage.database.stories import links, stories
from storage.desk import Desk
from storage.model import (
    Draft,
    Enclosure,
    Evidence,
    Extent,
    Field,
    Kind,
    Mention,
    Route,
    Sort,
    Subscription,
    publication_day,
)
from storage.query import dates
from storage.query.nodes import And, FieldName, Node, Not, Or, Query, Term, Words

WORDS = ("iraq", "Mosul", "war", "Über", "élan", "ÉLAN", "warfare", "伊拉克", "克宣", "10")
SOURCES = ("The Daily", "daily mail", "Élan", "新闻网", "")
BYLINES = ("", "Ana Müller", "A. Muller", "Bo")
NAMES = ("Ana Mosul", "Mosul", "The War Office", "Über Iraq", "伊拉克")
FOLDERS = ("News", "News/World", "Élan")
FEEDS = ("Daily news", "War élan", "Über 10")
LABELS = ("to read", "Élan", "war")
LANGUAGES = ("en", "de-AT", "nb", "und", "")
_KINDS = (Kind.PERSON, Kind.ORGANISATION, Kind.PLACE, Kind.OTHER)


@dataclass
class Known:
    """All that a query can ask of an article."""

    number: int
    title: str
    text: str
    source: str
    byline: str
    language: str
    moment: float
    dated: bool
    day: date
    read: bool = False
    starred: bool = False
    hidden: bool = False
    copy: bool = False
    cut: bool = False
    page: bool = False
    enclosure: bool = False
    links: bool = False
    group: int = 0
    headline: int = 0
    story_title: str = ""
    feeds: list[str] = field(default_factory=list)
    folders: list[str] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)
    names: list[tuple[Kind, str]] = field(default_factory=list)


def random_desk(desk: Desk, desk_file: DeskFile, rng: random.Random, size: int = 40) -> list[Known]:
    """Fill an empty desk and return what is known of its articles."""
    with desk_file.writing() as connection:
        known = [_store(connection, rng, number) for number in range(1, size + 1)]
        _add_names(connection, rng, known)
        _add_stories(connection, rng, known)
        _add_feeds(connection, rng, known)
        for one in known:
            if one.page and rng.random() < 0.5:
                connection.execute(
                    "insert into alternative "
                    "(article, provenance, title, byline, text, spans, extent, language, stored) "
                    "select id, 'page', title, byline, text, '[]', 'whole', '', 0 "
                    "from article where id = ?",
                    (one.number,),
                )
            elif one.page:
                connection.execute("update article set provenance = 'page' where id = ?", (one.number,))
    for one in known:
        for label in rng.sample(LABELS, rng.choice((0, 0, 1, 2))):
            desk.labels.change([one.number], add=[label])
            one.labels.append(label)
    desk.mark_read([one.number for one in known if one.read])
    for one in known:
        if one.starred:
            desk.articles.star(one.number)
    desk.articles.hide([one.number for one in known if one.hidden])
    for one in known:
        one.story_title = _title_of_story(known, one)
    return known


def listed(known: list[Known], query: Query, now: datetime) -> list[int]:
    """Return the numbers of the articles that a query finds, in its order; by relevance in any."""
    hidden = Term(FieldName.IS, "hidden") in query.leaves()
    found = [
        one
        for one in known
        if (hidden or not one.hidden) and (query.root is None or evaluate(query.root, one, now))
    ]
    found.sort(key=lambda one: (-one.moment, -one.number))
    if query.order is Sort.OLDEST:
        found.reverse()
    elif query.order is Sort.SOURCE:
        found.sort(key=lambda one: _lower(one.source))
    elif query.order is Sort.STORY:
        found.sort(key=lambda one: (-_story_time(known, one), -one.group))
    return [one.number for one in found]


def _title_of_story(known: list[Known], one: Known) -> str:
    """Return the title of a story with several shown articles, which is that of its headline or first one."""
    shown = [other for other in known if one.group and other.group == one.group and not other.hidden]
    if len(shown) < 2:
        return ""
    choices = [other for other in shown if other.number == one.headline]
    return (choices or [other for other in shown if not other.copy] or shown)[0].title


def _story_time(known: list[Known], one: Known) -> float:
    """Return when the newest shown article of a story was published, or arrived if none has a date."""
    if not one.group:
        return one.moment
    members = [other for other in known if other.group == one.group and not other.hidden]
    dated = [other for other in members if other.dated]
    return max((other.moment for other in dated or members), default=0)


def _lower(text: str) -> str:
    return "".join(c.lower() if c.isascii() else c for c in text)


def evaluate(node: Node, one: Known, now: datetime) -> bool:
    """Return whether an article is what a tree asks for."""
    match node:
        case Words(text, prefix):
            return has_words(one.title, text, prefix) or has_words(one.text, text, prefix)
        case Not(operand):
            return not evaluate(operand, one, now)
        case And(operands):
            return all(evaluate(part, one, now) for part in operands)
        case Or(operands):
            return any(evaluate(part, one, now) for part in operands)
        case Term():
            return _has(node, one, now)


def has_words(text: str, words: str, prefix: bool) -> bool:
    """Return whether words stand next to each other in a text, by the letters of both."""
    there, wanted = f" {_letters(text)} ", _letters(words)
    before = "" if _is_chinese(wanted[:1]) else " "
    after = "" if prefix or _is_chinese(wanted[-1:]) else " "
    return f"{before}{wanted}{after}" in there


def _letters(text: str) -> str:
    folded = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(c if c.isalnum() else " " for c in folded if not unicodedata.combining(c))
    return " ".join(plain.split())


def _is_chinese(text: str) -> bool:
    return bool(text) and "\u4e00" <= text <= "\u9fff"


def _has(term: Term, one: Known, now: datetime) -> bool:
    texts = {
        FieldName.TITLE: [one.title],
        FieldName.SOURCE: [one.source],
        FieldName.BY: [one.byline],
        FieldName.FEED: one.feeds,
        FieldName.FOLDER: one.folders,
        FieldName.STORY: [one.story_title] if one.story_title else [],
        FieldName.NAME: [name for _, name in one.names],
        FieldName.PERSON: [name for kind, name in one.names if kind is Kind.PERSON],
        FieldName.ORG: [name for kind, name in one.names if kind is Kind.ORGANISATION],
        FieldName.PLACE: [name for kind, name in one.names if kind is Kind.PLACE],
    }
    value = term.value
    if term.field is FieldName.STORY and value.isdecimal():
        return one.group == int(value) != 0
    if term.field in texts:
        return any(not value or has_words(text, value, term.prefix) for text in texts[term.field])
    return {
        FieldName.LABEL: lambda: any(_is_label(label, term) for label in one.labels),
        FieldName.LANG: lambda: {"nb": "no", "de-AT": "de"}.get(one.language, one.language) == value,
        FieldName.IS: lambda: _states(one)[value],
        FieldName.HAS: lambda: {"page": one.page, "enclosure": one.enclosure, "links": one.links}[value],
        FieldName.AFTER: lambda: one.day >= dates.first_day(value, now.date()),
        FieldName.BEFORE: lambda: one.day < dates.first_day(value, now.date()),
        FieldName.NEWER: lambda: one.moment > now.timestamp() - dates.seconds(value),
        FieldName.OLDER: lambda: one.moment <= now.timestamp() - dates.seconds(value),
    }[term.field]()


def _is_label(label: str, term: Term) -> bool:
    label, wanted = (
        "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
        for text in (label, term.value)
    )
    return label.startswith(wanted) if term.prefix else label == wanted


def _states(one: Known) -> dict[str, bool]:
    return {
        "unread": not one.read,
        "read": one.read,
        "starred": one.starred,
        "copy": one.copy,
        "cut": one.cut,
        "hidden": one.hidden,
        "new": False,
    }


def _store(connection: Connection, rng: random.Random, number: int) -> Known:
    moment = datetime.now(UTC).replace(microsecond=0) - timedelta(
        hours=rng.choice((1, 30, 200, 9_000)) + number
    )
    if rng.random() < 0.3:
        moment = moment.replace(hour=0, minute=0, second=0)
    draft = Draft(
        key=str(number),
        title=" ".join(rng.choices(WORDS, k=2)),
        text="".join(word + rng.choice((" ", ", ", "-", "")) for word in rng.choices(WORDS, k=4)),
        origin="tests",
        source=rng.choice(SOURCES),
        byline=rng.choice(BYLINES),
        language=rng.choice(LANGUAGES),
        published=moment if rng.random() < 0.8 else None,
        extent=Extent.TRUNCATED if rng.random() < 0.3 else Extent.WHOLE,
        enclosures=(Enclosure("https://example.org/a"),) if rng.random() < 0.3 else (),
    )
    articles.store(connection, draft)
    (stored,) = connection.execute("select sort_at from article where id = ?", (number,)).fetchone()
    local = datetime.fromtimestamp(stored, UTC).astimezone()
    return Known(
        number,
        draft.title,
        draft.text,
        draft.source,
        draft.byline,
        draft.language,
        stored,
        draft.published is not None,
        publication_day(draft.published) if draft.published else local.date(),
        read=rng.random() < 0.5,
        starred=rng.random() < 0.2,
        hidden=rng.random() < 0.15,
        cut=draft.extent is not Extent.WHOLE,
        enclosure=bool(draft.enclosures),
        page=rng.random() < 0.3,
    )


def _add_names(connection: Connection, rng: random.Random, known: list[Known]) -> None:
    numbers = {}
    for name in NAMES:
        kind = rng.choice(_KINDS)
        numbers[name] = (entities.create(connection, name, kind), kind)
    for one in known:
        appearances = []
        for name in rng.sample(NAMES, rng.choice((0, 1, 2))):
            entity, kind = numbers[name]
            spelling = rng.choice((name, f"Old {name}"))
            place = Mention(Field.TEXT, len(one.names), len(one.names) + 1, kind)
            mention = mentions.ResolvedMention(place, spelling, spelling, Route.NAME)
            appearances.append(mentions.Appearance(entity, [mention], 1.0))
            one.names.append((kind, name))
        mentions.record(connection, one.number, appearances)
    # An entity is found by all the ways in which any article writes it.
    for one in known:
        for kind, name in list(one.names):
            rows = connection.execute("select text from spelling where entity = ?", (numbers[name][0],))
            one.names += [(kind, text) for (text,) in rows]


def _add_stories(connection: Connection, rng: random.Random, known: list[Known]) -> None:
    left = list(known)
    rng.shuffle(left)
    while len(left) > 12:
        members = [left.pop() for _ in range(rng.choice((1, 2, 3)))]
        story = stories.create(connection)
        numbers = [one.number for one in members]
        connection.execute(f"update article set story = {story} where id in ({', '.join(map(str, numbers))})")
        stories.update_summary(connection, story, numbers[0])
        for one in members:
            one.group, one.headline = story, members[0].number
    for one, other in pairwise(known):
        if rng.random() < 0.2 and not one.copy:
            connection.execute("update article set copy_of = ? where id = ?", (one.number, other.number))
            other.copy, other.read, other.hidden = True, one.read, one.hidden
        elif rng.random() < 0.3:
            evidence = Evidence(names=("x",)) if rng.random() < 0.5 else None
            links.record(connection, other.number, {one.number: links.LinkRecord(0.5, 0.5, 0.0, evidence)})
            one.links, other.links = one.links or bool(evidence), bool(evidence)


def _add_feeds(connection: Connection, rng: random.Random, known: list[Known]) -> None:
    for title, folder in zip(FEEDS, FOLDERS, strict=True):
        subscription = Subscription(f"https://example.org/{title[0]}", title, folder=folder)
        feed = subscriptions.subscribe(connection, subscription, 0.0).id
        label = rng.choice(LABELS)
        if rng.random() < 0.7:
            connection.execute("insert or ignore into label (name, key) values (?, fold(?))", (label, label))
            connection.execute("insert into feed_label select ?, id from label where name = ?", (feed, label))
        else:
            label = ""
        for one in rng.sample(known, 12):
            connection.execute(
                "insert into entry (feed, key, article, url, digest, first_seen, last_seen) "
                "values (?, ?, ?, '', '', 0, 0)",
                (feed, str(one.number), one.number),
            )
            one.feeds.append(title)
            one.folders.append(folder)
            one.labels += [label] if label else []
