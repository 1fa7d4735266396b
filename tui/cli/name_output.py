"""Names on standard output: for people by default, JSON on request."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from storage.desk import Desk
from storage.model import Entity, Spelling
from tui.cli import printing
from tui.layout.wording import count, day, day_of, describe_name

_MOST_SPELLINGS, _MOST_COMPANY, _MOST_SIGHTINGS = 30, 12, 20


def names(desk: Desk, entities: Sequence[Entity], as_json: bool) -> None:
    """Print entities, each with the ways in which it is written."""
    if as_json:
        printing.json_document([_document(desk, entity) for entity in entities])
        return
    for entity in entities:
        spellings = desk.names.spellings(entity.id, _MOST_SPELLINGS)
        others = ", ".join(one.text for one in spellings if one.text != entity.name)
        also = f"  also {others}" if others else ""
        printing.line(f"{entity.id:>6}  {entity.name}  {describe_name(entity)}{also}")
    if not entities:
        printing.complain("No names.")


def page(desk: Desk, entity: Entity, as_json: bool) -> None:
    """Print all that is known of a name."""
    if as_json:
        printing.json_document(_page(desk, entity))
        return
    printing.line(entity.name, bold=True)
    who = desk.names.description(entity.id)
    printing.line(" · ".join(part for part in (describe_name(entity), who) if part))
    printing.line("\nWritten", bold=True)
    for one in desk.names.spellings(entity.id, _MOST_SPELLINGS):
        printing.line(f"  {one.text}  {_when(one)}")
    if company := desk.names.co_occurring(entity.id, _MOST_COMPANY):
        printing.line("\nOccurs with", bold=True)
        for other, articles in company:
            printing.line(f"  {other.name} ({other.kind}, {count(articles, 'article')})")
    printing.line("\nArticles", bold=True)
    for sighting in desk.names.occurrences(entity.id, 0, _MOST_SIGHTINGS):
        row = sighting.headline
        printing.line(f"{row.id:>6}  {day(row.published)}  {row.title}")
        printing.line(printing.wrapped(sighting.sentence, first=" " * 8, then=" " * 8))


def corrections(desk: Desk, as_json: bool) -> None:
    """Print what the reader has decided about names, the earliest first."""
    if as_json:
        for document in desk.names.correction_documents():
            printing.json_line(document)
        return
    decided = desk.names.corrections()
    for one in decided:
        printing.line(str(one))
    if not decided:
        printing.complain("No corrections.")


def _when(spelling: Spelling) -> str:
    said = count(spelling.mentions, "mention")
    if spelling.first is None or spelling.last is None:
        return said
    first, last = day_of(spelling.first), day_of(spelling.last)
    return f"{said}, {first}" if first == last else f"{said}, {first} to {last}"


def _document(desk: Desk, entity: Entity) -> dict[str, Any]:
    return {**asdict(entity), "spellings": [_spelling(one) for one in desk.names.spellings(entity.id)]}


def _spelling(one: Spelling) -> Mapping[str, Any]:
    return {"text": one.text, "mentions": one.mentions, "first": _iso(one.first), "last": _iso(one.last)}


def _page(desk: Desk, entity: Entity) -> dict[str, Any]:
    return {
        **_document(desk, entity),
        "introduction": desk.names.description(entity.id),
        "timeline": [{"day": day.isoformat(), "mentions": n} for day, n in desk.names.timeline(entity.id)],
        "company": [
            {"id": other.id, "name": other.name, "kind": other.kind.value, "articles": articles}
            for other, articles in desk.names.co_occurring(entity.id, _MOST_COMPANY)
        ],
        "articles": [
            {
                "id": one.headline.id,
                "title": one.headline.title,
                "published": one.headline.published.isoformat() if one.headline.published else None,
                "sentence": one.sentence,
                "start": one.start,
                "end": one.end,
            }
            for one in desk.names.occurrences(entity.id, 0, _MOST_SIGHTINGS)
        ],
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
