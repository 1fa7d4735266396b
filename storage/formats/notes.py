"""The contents of notes: an article, a name, a story; with links from note to note, as Obsidian has them."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time
from functools import partial

from storage.formats import markdown
from storage.formats.front_matter import Value, front_matter, tag
from storage.formats.markdown import Mark
from storage.model import Article, Enclosure, Entity, Field, Headline, Link, Name, Story, publication_day

_BREAKS_LINK = re.compile(r"[\[\]|\\]")


@dataclass(frozen=True, slots=True)
class Paths:
    """The paths of notes, by the numbers of articles, names and stories; without one there is no link."""

    articles: dict[int, str] = field(default_factory=dict)
    names: dict[int, str] = field(default_factory=dict)
    stories: dict[int, str] = field(default_factory=dict)


NO_PATHS = Paths()


def article_note(
    article: Article,
    names: Sequence[Name] = (),
    links: Sequence[Link] = (),
    story: Story | None = None,
    paths: Paths = NO_PATHS,
) -> str:
    """Return an article as Markdown with front matter, its names and links as far as they have paths."""
    marks = [mark for name in names for mark in _marks(name, paths.names.get(name.entity.id))]
    body = [
        markdown.heading(article.title),
        markdown.markdown(article.text, article.spans, marks),
        _section("Files", map(_file, article.enclosures)),
        _section("Links", filter(None, (_link(one, paths) for one in links))),
    ]
    head = front_matter(_fields(article, names, story, paths))
    return head + "".join(f"\n{part}\n" for part in body if part)


def name_note(
    entity: Entity, spellings: Sequence[str], description: str, articles: Sequence[Headline], paths: Paths
) -> str:
    """Return a name with its other spellings, what it is, and the articles that have it."""
    head = front_matter(
        {
            "aliases": [one for one in spellings if one != entity.name],
            "tags": [entity.kind.value],
            "newsdesk-name": entity.id,
        }
    )
    body = [
        markdown.heading(entity.name),
        markdown.line(description),
        _section("Articles", (_listed(one, paths) for one in articles)),
    ]
    return head + "".join(f"\n{part}\n" for part in body if part)


def story_note(story: Story, articles: Sequence[Headline], paths: Paths) -> str:
    """Return a story with its articles in the order of their publication."""
    first, last = (publication_day(when) if when else "" for when in (story.first, story.last))
    head = front_matter({"first": first, "last": last, "sources": story.sources, "newsdesk-story": story.id})
    body = [
        markdown.heading(story.title),
        _section("Articles", (_listed(one, paths) for one in articles)),
    ]
    return head + "".join(f"\n{part}\n" for part in body if part)


def wiki_link(path: str, words: str) -> str:
    """Return a link to another note, shown as `words`, which are plain text."""
    shown = " ".join(_BREAKS_LINK.sub(" ", words).split())
    return f"[[{path}|{shown}]]" if shown and shown != path else f"[[{path}]]"


def plain_text(article: Article) -> str:
    """Return an article as plain text: its title, a line about it, its text and its files."""
    about = (article.source, article.byline, _day(article.published), article.url)
    parts = (
        article.title or "Untitled",
        "\n".join(filter(None, [" · ".join(filter(None, about[:3])), about[3]])),
        article.text.replace("\N{NO-BREAK SPACE}", " "),
        "\n".join(one.url for one in article.enclosures),
    )
    return "\n\n".join(filter(None, parts)) + "\n"


def _fields(article: Article, names: Sequence[Name], story: Story | None, paths: Paths) -> dict[str, Value]:
    story_path = paths.stories.get(story.id) if story else None
    return {
        "title": article.title,
        "url": article.url,
        "source": article.source,
        "author": article.byline,
        "date": publication_day(article.published) if article.published else "",
        "published": _time(article.published),
        "language": article.language,
        "tags": list(filter(None, map(tag, article.labels))),
        "starred": article.starred,
        "story": wiki_link(story_path, "") if story_path else "",
        "names": [_name(one.entity, paths) for one in names if not one.entity.muted],
        "newsdesk": article.id,
    }


def _time(published: datetime | None) -> str:
    # Midnight sharp stands for a day without a time.
    return published.isoformat() if published and published.time() != time.min else ""


def _name(entity: Entity, paths: Paths) -> str:
    path = paths.names.get(entity.id)
    return wiki_link(path, entity.name) if path else entity.name


def _marks(name: Name, path: str | None) -> Iterator[Mark]:
    for mention in name.mentions:
        if path and mention.field is Field.TEXT:
            yield Mark(mention.start, mention.end, partial(_name_link, path))


def _name_link(path: str, words: str) -> str:
    """Return a link around words that are Markdown already; those that could break it stay as they are."""
    return words if _BREAKS_LINK.search(words) else f"[[{path}|{words}]]"


def _link(link: Link, paths: Paths) -> str:
    path = paths.articles.get(link.other.id)
    if path is None:
        return ""
    return f"{link.label}: {wiki_link(path, link.other.title)} — {markdown.line(link.reason)}"


def _listed(article: Headline, paths: Paths) -> str:
    about = ", ".join(filter(None, [article.source, _day(article.published)]))
    shown = wiki_link(paths.articles[article.id], article.title or "Untitled")
    return f"{shown} ({markdown.line(about)})" if about else shown


def _file(enclosure: Enclosure) -> str:
    return markdown.link(markdown.line(enclosure.type or "file"), enclosure.url)


def _section(title: str, items: Iterable[str]) -> str:
    lines = [f"- {item}" for item in items]
    return "\n".join([markdown.heading(title, 2), "", *lines]) if lines else ""


def _day(published: datetime | None) -> str:
    return publication_day(published).isoformat() if published else ""
