"""The commands for names: the list, a name's page, and corrections."""

import click

from storage.desk import Desk
from storage.errors import NotFoundError
from storage.model import Correction, Entity, Kind, Verdict
from tui.cli import name_output, printing
from tui.cli.parameters import AS_JSON, LIMIT, name_number, text, with_desk
from tui.cli.queries import ListByDefault, view_of
from tui.layout.wording import count

_MAX_OFFERED = 8
_KINDS = click.Choice([kind.value for kind in Kind])
_NAME = click.argument("name", type=text)
_OFF = click.option("--off", is_flag=True, help="Undo this.")


@click.group(
    cls=ListByDefault, invoke_without_command=False, subcommand_metavar="[QUERY] | COMMAND [ARGS]..."
)
def names() -> None:
    """List and correct names.

    Names are those of people, organisations, places and other things. Without a command, lists the names
    that contain QUERY. Give a name as it is written, or its number in the list. `newsdesk undo` takes a
    correction back.
    """


@names.command("list")
@click.argument("query", default="", type=text)
@click.option("--kind", type=_KINDS, help="Only this kind.")
@click.option("--in", "articles", type=text, metavar="QUERY", help="Only names of articles that QUERY finds.")
@LIMIT
@AS_JSON
@with_desk()
def list_(
    desk: Desk, query: str, kind: str | None, *, articles: str | None, limit: int, as_json: bool
) -> None:
    """List names, those in most articles first.

    With --in, they are counted in the articles that a query as of `newsdesk search` finds.
    """
    wanted = Kind(kind) if kind else None
    if articles is None:
        name_output.names(desk, desk.names.search(query, wanted, limit=limit), as_json)
        return
    with desk.snapshot():
        numbers = desk.lists.ids(view_of([articles]))
        found = desk.names.in_articles(numbers, query, wanted, limit)
    name_output.names(desk, [one for one, _ in found], as_json, {one.id: n for one, n in found})


@names.command()
@_NAME
@AS_JSON
@with_desk()
def show(desk: Desk, name: str, as_json: bool) -> None:
    """Show everything about a name."""
    name_output.page(desk, _find(desk, name), as_json)


@names.command()
@_NAME
@click.argument("other", type=text)
@AS_JSON
@with_desk()
def same(desk: Desk, name: str, other: str, as_json: bool) -> None:
    """Say that two names are the same."""
    one, two = _find(desk, name), _find(desk, other)
    if one.id == two.id and _folded(name) != _folded(other):
        wanted = Correction(
            Verdict.SAME, _as_written(desk, one, name), one.kind, _as_written(desk, two, other)
        )
        printing.done(desk.names.correct(wanted), as_json)
    else:
        printing.done(desk.names.same(one.id, two.id), as_json)


@names.command("not-same")
@_NAME
@click.argument("spelling", type=text)
@AS_JSON
@with_desk()
def not_same(desk: Desk, name: str, spelling: str, as_json: bool) -> None:
    """Say that SPELLING does not mean NAME."""
    entity = _find(desk, name)
    if written := _spelling(desk, entity, spelling):
        printing.done(desk.names.not_same(entity.id, written), as_json)
        return
    try:
        other = _find(desk, spelling)
    except NotFoundError as error:
        raise NotFoundError(f"“{entity.name}” is never written “{spelling}” in this desk.") from error
    wanted = Correction(
        Verdict.NOT_SAME,
        _as_written(desk, other, spelling),
        other.kind,
        _as_written(desk, entity, name),
        entity.kind,
    )
    printing.done(desk.names.correct(wanted), as_json)


@names.command("kind")
@_NAME
@click.argument("kind", type=_KINDS)
@AS_JSON
@with_desk()
def kind_(desk: Desk, name: str, kind: str, as_json: bool) -> None:
    """Change the kind of a name."""
    entity = _find(desk, name)
    if entity.kind is Kind(kind):
        printing.done(f"“{entity.name}” has this kind already.", as_json)
    else:
        printing.done(desk.names.set_kind(entity.id, Kind(kind)), as_json)


@names.command()
@_NAME
@click.argument("spelling", default="", type=text)
@AS_JSON
@with_desk()
def forget(desk: Desk, name: str, spelling: str, as_json: bool) -> None:
    """Say that NAME, or only its SPELLING, is not a name."""
    printing.done(desk.names.forget(_find(desk, name).id, spelling), as_json)


@names.command()
@click.argument("written", metavar="TEXT", type=text)
@click.argument("kind", type=_KINDS)
@AS_JSON
@with_desk()
def always(desk: Desk, written: str, kind: str, as_json: bool) -> None:
    """Say that TEXT is always a name."""
    printing.done(desk.names.always(written, Kind(kind)), as_json)


@names.command()
@_NAME
@click.argument("shown", default="", type=text)
@AS_JSON
@with_desk()
def rename(desk: Desk, name: str, shown: str, as_json: bool) -> None:
    """Show a name under another one.

    Without SHOWN, it has its own name again.
    """
    printing.done(desk.names.rename(_find(desk, name).id, shown), as_json)


@names.command()
@_NAME
@_OFF
@AS_JSON
@with_desk()
def follow(desk: Desk, name: str, off: bool, as_json: bool) -> None:
    """Follow a name: it is listed in the app's navigator."""
    printing.done(desk.names.follow(_find(desk, name).id, not off), as_json)


@names.command()
@_NAME
@_OFF
@AS_JSON
@with_desk()
def mute(desk: Desk, name: str, off: bool, as_json: bool) -> None:
    """Mute a name: it is not highlighted in articles."""
    printing.done(desk.names.mute(_find(desk, name).id, not off), as_json)


@names.command()
@AS_JSON
@with_desk()
def corrections(desk: Desk, as_json: bool) -> None:
    """List your corrections of names."""
    name_output.corrections(desk, as_json)


def _find(desk: Desk, name: str) -> Entity:
    """Return the name with this number or spelling. Raises `NotFoundError` if there is none or several."""
    if (number := name_number(name)) is not None:
        return desk.names.get(number)
    found = desk.names.search(name.rstrip("."), limit=200)
    exact = [one for one in found if one.name == name]
    exact = exact or [one for one in found if _spelling(desk, one, name)]
    if len(exact) == 1:
        return exact[0]
    if exact:
        raise NotFoundError(f"“{name}” can mean {_offered(exact)}: give the number.")
    if found:
        raise NotFoundError(f"No name is written “{name}”. Similar names: {_offered(found)}.")
    raise NotFoundError(f"No name is written “{name}”.")


def _as_written(desk: Desk, entity: Entity, name: str) -> str:
    """Return the spelling of an entity that is meant by a name, by default its most frequent one."""
    return _spelling(desk, entity, name) or desk.names.spellings(entity.id, 1)[0].text


def _spelling(desk: Desk, entity: Entity, name: str) -> str:
    """Return the spelling of an entity that differs from a name only in case or a last full stop, or ""."""
    texts = [one.text for one in desk.names.spellings(entity.id)]
    return name if name in texts else next((text for text in texts if _folded(text) == _folded(name)), "")


def _folded(name: str) -> str:
    return name.casefold().rstrip(".")


def _offered(entities: list[Entity]) -> str:
    offered = [f"{one.id} {one.name} ({one.kind})" for one in entities[:_MAX_OFFERED]]
    more = len(entities) - len(offered)
    return ", ".join(offered) + (f" and {count(more, 'more name')}" if more > 0 else "")


COMMANDS = {"names": names}
