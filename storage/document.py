"""Articles as JSON: the one form that every command and export writes, documented for its readers."""

from collections.abc import Sequence
from typing import Any

from storage.model import Article, Correction, Draft, Kind, Link, Mention, Name


def article_document(article: Article, names: Sequence[Name], links: Sequence[Link]) -> dict[str, Any]:
    """Return a stored article with its names and links."""
    return {
        "id": article.id,
        "key": article.key,
        **_content(article),
        "other": article.other.value if article.other else None,
        "feeds": list(article.feeds),
        "page_trouble": article.page_trouble,
        "read": article.read,
        "starred": article.starred,
        "story": None,
        "names": [
            {
                "id": name.entity.id,
                "name": name.entity.name,
                "kind": name.entity.kind.value,
                "mentions": [
                    {**place, "route": route.value}
                    for place, (_, route) in zip(_places(name.mentions), name.places(), strict=True)
                ],
            }
            for name in names
        ],
        "links": [
            {
                "to": link.other.id,
                "kind": link.kind.value,
                "score": round(link.score, 4),
                "reason": link.reason,
            }
            for link in links
        ],
    }


def draft_document(draft: Draft, names: Sequence[tuple[str, Kind, Sequence[Mention]]]) -> dict[str, Any]:
    """Return an article that is not stored, with the names found in it."""
    return {
        "key": draft.key,
        **_content(draft),
        "names": [
            {"name": name, "kind": kind.value, "mentions": _places(mentions)}
            for name, kind, mentions in names
        ],
    }


def correction_document(correction: Correction) -> dict[str, str]:
    """Return what the reader decided about a name, as an import takes it in again."""
    document = {
        "correction": correction.verdict.value,
        "name": correction.name,
        "kind": correction.kind.value,
    }
    if correction.other:
        document["other"] = correction.other
    if correction.other_kind:
        document["other_kind"] = correction.other_kind.value
    return document


def _content(article: Article | Draft) -> dict[str, Any]:
    return {
        "title": article.title,
        "url": article.url,
        "original_url": article.original_url,
        "source": article.source,
        "byline": article.byline,
        "published": article.published.isoformat() if article.published else None,
        "language": article.language,
        "text": article.text,
        "spans": [
            {"start": span.start, "end": span.end, "role": span.role.value, "target": span.target}
            for span in article.spans
        ],
        "provenance": article.provenance.value,
        "extent": article.extent.value,
        "image": article.image,
        "categories": list(article.categories),
        "enclosures": [
            {"url": enclosure.url, "type": enclosure.type, "size": enclosure.size}
            for enclosure in article.enclosures
        ],
    }


def _places(mentions: Sequence[Mention]) -> list[dict[str, Any]]:
    return [
        {
            "field": mention.field.value,
            "start": mention.start,
            "end": mention.end,
            "confidence": mention.confidence,
        }
        for mention in mentions
    ]
