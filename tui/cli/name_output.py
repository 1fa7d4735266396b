"""Names on standard output: text for people, JSON for programs."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from storage.desk import Desk
from storage.model import Entity, Spelling
from tui.cli import printing
from tui.layout.wording import count, day, day_of, describe_name

_MAX_SPELLINGS, _MAX_CO_OCCURRING, _MAX_OCCURRENCES = 30, 12, 20


def names(
    desk: Desk, entities: Sequence[Entity], as_json: bool, found: Mapping[int, int] | None = None
) -> None:
    """Print entities, each with its spellings, and in how many of the articles of a query it was `found`."""
    found = found or {}
    if as_json:
        printing.json_array(
            {**_document(desk, one), **({"found": found[one.id]} if found else {})} for one in entities
        )
        return
    for entity in entities:
        spellings = desk.names.spellings(entity.id, _MAX_SPELLINGS)
        others = ", ".join(one.text for one in spellings if one.text != entity.name)
        also = f"  also {others}" if others else ""
        also = f"  in {found[entity.id]:,} of these{also}" if found else also
        printing.line(f"{entity.id:>6}  {entity.name}  {describe_name(entity)}{also}")
    if not entities:
        printing.complain("No names.")


def page(desk: Desk, entity: Entity, as_json: bool) -> None:
    """Print the page of a name."""
    if as_json:
        printing.json_document(_page(desk, entity))
        return
    printing.line(entity.name, bold=True)
    description = desk.names.description(entity.id)
    printing.line(" · ".join(part for part in (describe_name(entity), description) if part))
    printing.line("\nWritten", bold=True)
    for one in desk.names.spellings(entity.id, _MAX_SPELLINGS):
        printing.line(f"  {one.text}  {_when(one)}")
    if guesses := desk.names.guesses(entity.id):
        printing.line("\nPerhaps the same", bold=True)
        for guess in guesses:
            about = f"{guess.entity.kind}, {count(guess.entity.articles, 'article')}, {guess.route}"
            printing.line(f"{guess.entity.id:>6}  {guess.entity.name} ({about})")
    if co_occurring := desk.names.co_occurring(entity.id, _MAX_CO_OCCURRING):
        printing.line("\nOccurs with", bold=True)
        for other, articles in co_occurring:
            printing.line(f"  {other.name} ({other.kind}, {count(articles, 'article')})")
    printing.line("\nArticles", bold=True)
    for occurrence in desk.names.occurrences(entity.id, 0, _MAX_OCCURRENCES):
        row = occurrence.headline
        printing.line(f"{row.id:>6}  {day(row.published)}  {row.title}")
        printing.line(printing.wrapped(occurrence.sentence, first=" " * 8, then=" " * 8))


def corrections(desk: Desk, as_json: bool) -> None:
    """Print the corrections of names, earliest first."""
    if as_json:
        for document in desk.names.correction_documents():
            printing.json_line(document)
        return
    found = desk.names.corrections()
    for one in found:
        printing.line(str(one))
    if not found:
        printing.complain("No corrections.")


def _when(spelling: Spelling) -> str:
    mentions = count(spelling.mentions, "mention")
    if spelling.first is None or spelling.last is None:
        return mentions
    first, last = day_of(spelling.first), day_of(spelling.last)
    return f"{mentions}, {first}" if first == last else f"{mentions}, {first} to {last}"


def _document(desk: Desk, entity: Entity) -> dict[str, Any]:
    return {**asdict(entity), "spellings": [_spelling(one) for one in desk.names.spellings(entity.id)]}


def _spelling(one: Spelling) -> Mapping[str, Any]:
    return {"text": one.text, "mentions": one.mentions, "first": _iso(one.first), "last": _iso(one.last)}


def _page(desk: Desk, entity: Entity) -> dict[str, Any]:
    return {
        **_document(desk, entity),
        "introduction": desk.names.description(entity.id),
        "guesses": [
            {"id": one.entity.id, "name": one.entity.name, "kind": one.entity.kind.value, "route": one.route}
            for one in desk.names.guesses(entity.id)
        ],
        "timeline": [{"day": day.isoformat(), "mentions": n} for day, n in desk.names.timeline(entity.id)],
        "company": [
            {"id": other.id, "name": other.name, "kind": other.kind.value, "articles": articles}
            for other, articles in desk.names.co_occurring(entity.id, _MAX_CO_OCCURRING)
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
            for one in desk.names.occurrences(entity.id, 0, _MAX_OCCURRENCES)
        ],
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
