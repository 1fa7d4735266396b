"""The commands for names: who is in the news, and what the reader decides about it."""

import click

from storage.desk import Desk
from storage.errors import NotFoundError
from storage.model import Entity, Kind
from tui.cli import name_output, printing
from tui.cli.parameters import AS_JSON, LIMIT, text, with_desk
from tui.layout.wording import count

_MOST_OFFERED = 8
_KINDS = click.Choice([kind.value for kind in Kind])
_NAME = click.argument("name", type=text)
_OFF = click.option("--off", is_flag=True, help="No more.")


class _Queryable(click.Group):
    """A group of commands whose first word is a query where it is no command."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Take words that name no command for what `list` looks for."""
        if args and args[0] in self.commands and not ctx.meta.get("newsdesk.query"):
            return super().resolve_command(ctx, args)
        return "list", self.commands["list"], args

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Let `names -- same` look for "same", and the options of the list stand without a word."""
        if args[:1] == ["--"]:
            ctx.meta["newsdesk.query"] = True
        first = next((word for word in args if not word.startswith("-")), "")
        if first not in self.commands and not {"-h", "--help"} & {*args}:
            args = ["list", *args]
        return super().parse_args(ctx, args)


@click.group(cls=_Queryable, invoke_without_command=False, subcommand_metavar="[QUERY] | COMMAND [ARGS]...")
def names() -> None:
    """List people, organisations and places, and correct what newsdesk makes of them.

    A name is given as it is written, or by the number that the list shows. `newsdesk undo` takes a
    correction back.
    """


@names.command("list")
@click.argument("query", default="", type=text)
@click.option("--kind", type=_KINDS, help="Only this kind.")
@LIMIT
@AS_JSON
@with_desk()
def list_(desk: Desk, query: str, kind: str | None, limit: int, as_json: bool) -> None:
    """List names, those in most articles first (also without `list`)."""
    entities = desk.names.search(query, Kind(kind) if kind else None, limit=limit)
    name_output.names(desk, entities, as_json)


@names.command()
@_NAME
@AS_JSON
@with_desk()
def show(desk: Desk, name: str, as_json: bool) -> None:
    """Show all that the desk knows of a name."""
    name_output.page(desk, _meant(desk, name), as_json)


@names.command()
@_NAME
@click.argument("other", type=text)
@AS_JSON
@with_desk()
def same(desk: Desk, name: str, other: str, as_json: bool) -> None:
    """Say that two names are the same."""
    _say(desk.names.same(_meant(desk, name).id, _meant(desk, other).id), as_json)


@names.command("not-same")
@_NAME
@click.argument("spelling", type=text)
@AS_JSON
@with_desk()
def not_same(desk: Desk, name: str, spelling: str, as_json: bool) -> None:
    """Say that what is written as SPELLING is not NAME."""
    entity = _meant(desk, name)
    if spelling not in {one.text for one in desk.names.spellings(entity.id)}:
        raise NotFoundError(f"“{entity.name}” is never written “{spelling}” on this desk.")
    _say(desk.names.not_same(entity.id, spelling), as_json)


@names.command("kind")
@_NAME
@click.argument("kind", type=_KINDS)
@AS_JSON
@with_desk()
def kind_(desk: Desk, name: str, kind: str, as_json: bool) -> None:
    """Say of what kind a name is."""
    _say(desk.names.set_kind(_meant(desk, name).id, Kind(kind)), as_json)


@names.command()
@_NAME
@click.argument("spelling", default="", type=text)
@AS_JSON
@with_desk()
def forget(desk: Desk, name: str, spelling: str, as_json: bool) -> None:
    """Say that NAME, or only what is written as SPELLING, is no name."""
    _say(desk.names.forget(_meant(desk, name).id, spelling), as_json)


@names.command()
@click.argument("written", metavar="TEXT", type=text)
@click.argument("kind", type=_KINDS)
@AS_JSON
@with_desk()
def always(desk: Desk, written: str, kind: str, as_json: bool) -> None:
    """Say that a text is a name wherever it stands."""
    _say(desk.names.always(written, Kind(kind)), as_json)


@names.command()
@_NAME
@click.argument("shown", default="", type=text)
@AS_JSON
@with_desk()
def rename(desk: Desk, name: str, shown: str, as_json: bool) -> None:
    """Show a name as SHOWN; without it, under its own name again."""
    _say(desk.names.rename(_meant(desk, name).id, shown), as_json)


@names.command()
@_NAME
@_OFF
@AS_JSON
@with_desk()
def follow(desk: Desk, name: str, off: bool, as_json: bool) -> None:
    """Follow a name: it stands in the app's navigator."""
    _say(desk.names.follow(_meant(desk, name).id, not off), as_json)


@names.command()
@_NAME
@_OFF
@AS_JSON
@with_desk()
def mute(desk: Desk, name: str, off: bool, as_json: bool) -> None:
    """Mute a name: it is not highlighted."""
    _say(desk.names.mute(_meant(desk, name).id, not off), as_json)


@names.command()
@AS_JSON
@with_desk()
def corrections(desk: Desk, as_json: bool) -> None:
    """List what you have decided about names."""
    name_output.corrections(desk, as_json)


@click.command()
@AS_JSON
@with_desk()
def undo(desk: Desk, as_json: bool) -> None:
    """Take back what was done last: a mark, a subscription, a correction."""
    _say(desk.undo() or "There is nothing to undo.", as_json)


@click.command()
@AS_JSON
@with_desk()
def redo(desk: Desk, as_json: bool) -> None:
    """Do again what was undone last."""
    _say(desk.redo() or "There is nothing to redo.", as_json)


def _say(sentence: str, as_json: bool) -> None:
    if as_json:
        printing.json_document({"done": sentence})
    else:
        printing.line(sentence)


def _meant(desk: Desk, name: str) -> Entity:
    """Return the name that a number or spelling means. Raises `NotFoundError` for none or several."""
    if name.isdecimal() and name.isascii():
        return desk.names.get(int(name))
    found = desk.names.search(name, limit=200)
    exact = [one for one in found if one.name == name]
    exact = exact or [one for one in found if _is_written(desk, one, name)]
    if len(exact) == 1:
        return exact[0]
    if exact:
        raise NotFoundError(f"“{name}” may be {_offered(exact)}: give the number.")
    if found:
        raise NotFoundError(f"No name is written “{name}”; there is {_offered(found)}.")
    raise NotFoundError(f"No name is written “{name}”.")


def _is_written(desk: Desk, entity: Entity, name: str) -> bool:
    return any(one.text.casefold() == name.casefold() for one in desk.names.spellings(entity.id))


def _offered(entities: list[Entity]) -> str:
    said = [f"{one.id} {one.name} ({one.kind})" for one in entities[:_MOST_OFFERED]]
    more = len(entities) - len(said)
    return ", ".join(said) + (f" and {count(more, 'more name')}" if more > 0 else "")


ALL: tuple[click.Command, ...] = (names, undo, redo)
