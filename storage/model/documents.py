"""The documented JSON of articles, stories and corrections, which all commands and exports write."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from storage.model import (
    Article,
    Brief,
    BriefReport,
    ChangedNumber,
    ComparedReport,
    Comparison,
    Correction,
    Draft,
    Evidence,
    Headline,
    Kind,
    Link,
    Mention,
    Name,
    NewSentences,
    Story,
    StoryPage,
)


def article_document(
    article: Article, names: Sequence[Name], links: Sequence[Link], story: int | None
) -> dict[str, Any]:
    """Return a stored article with its names, its links and the number of its story."""
    return {
        "id": article.id,
        "key": article.key,
        **_content(article),
        "other": article.other.value if article.other else None,
        "feeds": list(article.feeds),
        "page_trouble": article.page_trouble,
        "revisions": article.revisions,
        "read": article.read,
        "starred": article.starred,
        "hidden": article.hidden,
        "labels": list(article.labels),
        "hidden_until": article.hidden_until.isoformat() if article.hidden_until else None,
        "story": story,
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
                "certain": link.certain,
                "reason": link.reason,
                "evidence": evidence_document(link.evidence),
            }
            for link in links
        ],
    }


def evidence_document(evidence: Evidence) -> dict[str, Any]:
    """Return the evidence of a link, without empty parts."""
    found = {
        name: list(value) if isinstance(value, tuple) else value for name, value in asdict(evidence).items()
    }
    return {name: value for name, value in found.items() if value not in ([], 0.0, "") or name == "days"}


def story_document(story: Story) -> dict[str, Any]:
    """Return a story as a row of a list."""
    return {
        "id": story.id,
        "title": story.title,
        "headline": story.headline,
        "first": story.first.isoformat() if story.first else None,
        "last": story.last.isoformat() if story.last else None,
        "articles": story.articles,
        "sources": story.sources,
        "unread": story.unread,
        "new": story.new,
        "read": not story.unread,
        "starred": story.starred,
        "muted_until": story.muted_until.astimezone().isoformat() if story.muted_until else None,
    }


def story_page_document(page: StoryPage) -> dict[str, Any]:
    """Return a story with its articles by day, its new sentences, and related articles around it."""
    return {
        **story_document(page.story),
        "by_source": [{"source": source, "articles": n} for source, n in page.sources],
        "days": [
            {"day": day.isoformat() if day else None, "articles": [_row(one) for one in some]}
            for day, some in page.days
        ],
        "news": [_news(one) for one in page.news],
        "before": [_related(link) for link in page.before],
        "after": [_related(link) for link in page.after],
        "joined": [
            {
                "articles": [one.one.id, one.other.id],
                "score": round(one.score, 4),
                "reason": str(one.evidence),
            }
            for one in page.merges
        ],
    }


def comparison_document(comparison: Comparison) -> dict[str, Any]:
    """Return two reports with the sentences and names that only one of them has."""
    return {
        "analysed": comparison.analysed,
        "reports": [_compared(one) for one in (comparison.left, comparison.right)],
    }


def _compared(report: ComparedReport) -> dict[str, Any]:
    article = report.article
    return {
        "id": article.id,
        "title": article.title,
        "url": article.url,
        "source": article.source,
        "published": article.published.isoformat() if article.published else None,
        "only": [{"start": start, "end": end, "text": article.text[start:end]} for start, end in report.only],
        "only_names": [
            {"id": name.entity.id, "name": name.entity.name, "kind": name.entity.kind.value}
            for name in report.only_names
        ],
    }


def brief_document(brief: Brief) -> dict[str, Any]:
    """Return a brief: its stories with their new sentences, and the other articles by feed."""
    return {
        "since": brief.since.astimezone().isoformat(),
        "until": brief.until.astimezone().isoformat(),
        "articles": brief.articles,
        "stories": [
            {
                **story_document(one.story),
                "arrived": one.articles,
                "by": list(one.sources),
                "followed": list(one.followed),
                "news": [_reported(report) for report in one.news],
                "before": _reported(one.before) if one.before else None,
            }
            for one in brief.stories
        ],
        "feeds": [
            {
                "title": feed.title,
                "articles": [
                    {**_row(one.headline), "url": one.url, "followed": list(one.followed)}
                    for one in feed.entries
                ],
                "more": feed.more,
            }
            for feed in brief.feeds
        ],
        "more_stories": brief.more_stories,
        "more_feeds": brief.more_feeds,
        "repeating": brief.repeating,
    }


def _reported(report: BriefReport) -> dict[str, Any]:
    return {
        **_row(report.headline),
        "url": report.url,
        "sentences": [
            {"start": one.start, "end": one.end, "text": one.text, "changed": _changed(one.changed)}
            for one in report.sentences
        ],
    }


def _news(one: NewSentences) -> dict[str, Any]:
    changed = ({"sentence": new.text, **change} for new in one.sentences for change in _changed(new.changed))
    return {
        "article": one.headline.id,
        "sentences": [new.text for new in one.sentences],
        "changed": [*changed],
    }


def _changed(numbers: Sequence[ChangedNumber]) -> list[dict[str, str]]:
    return [number._asdict() for number in numbers]


def _row(headline: Headline) -> dict[str, Any]:
    return {
        "id": headline.id,
        "title": headline.title,
        "source": headline.source,
        "published": headline.published.isoformat() if headline.published else None,
        "read": headline.read,
        "copies": headline.copies,
    }


def _related(link: Link) -> dict[str, Any]:
    return {**_row(link.other), "score": round(link.score, 4), "reason": link.reason}


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
    """Return a correction in the form that an import reads."""
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
        "approximate_date": article.approximate_date,
        "language": article.language,
        "text": article.text,
        "spans": [
            {"start": span.start, "end": span.end, "role": span.role.value, "target": span.target}
            for span in article.spans
        ],
        "provenance": article.provenance.value,
        "extent": article.extent.value,
        "image": article.image,
        "pictures": [
            {"position": one.position, "url": one.address, "alt": one.alt} for one in article.pictures
        ],
        "categories": list(article.categories),
        "enclosures": [
            {
                "url": enclosure.url,
                "type": enclosure.type,
                "size": enclosure.size,
                "seconds": enclosure.seconds,
            }
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
