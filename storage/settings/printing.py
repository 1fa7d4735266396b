"""The settings in force, as a commented TOML file and as JSON."""

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from textwrap import fill
from typing import Any

from storage.settings.sections import RuleEntry, Settings

_WIDTH = 100
_ABOUT_RULES = """\
# A rule acts on the articles that its query finds, as they arrive:
# [[rules]]
# query = "title:football"
# read = true"""


def printed(settings: Settings) -> str:
    """Return a settings file that says the same as `settings`, every setting with a comment."""
    blocks = ["\n".join(_statements(settings))]
    for section in fields(settings):
        value = getattr(settings, section.name)
        if is_dataclass(value):
            about = (type(value).__doc__ or "").splitlines()[0]
            blocks.append("\n".join([f"# {about}", f"[{section.name}]", *_statements(value)]))
    blocks.append(table("[keys]", Settings.__dataclass_fields__["keys"].metadata["comment"], settings.keys))
    blocks.append(_ABOUT_RULES)
    blocks += [table("[[rules]]", "", rule.values) for rule in settings.rules]
    return "\n\n".join(blocks) + "\n"


def document(settings: Settings) -> dict[str, Any]:
    """Return the settings as the documented JSON object."""
    found: dict[str, Any] = {}
    for item in fields(settings):
        value = getattr(settings, item.name)
        if is_dataclass(value):
            found[item.name] = dict(_values(value))
        elif item.metadata:
            found[item.name] = item.metadata["kind"].write(value)
    found["rules"] = [_plain(rule) for rule in settings.rules]
    return found


def _values(section: Any) -> Iterator[tuple[str, object]]:
    for item in fields(section):
        if item.metadata:
            yield item.name, item.metadata["kind"].write(getattr(section, item.name))


def _statements(section: Any) -> Iterator[str]:
    comments = {item.name: item.metadata.get("comment", "") for item in fields(section)}
    for name, value in _values(section):
        if not isinstance(value, dict):
            yield _comment(comments[name])
            yield f"{name} = {_toml(value)}"


def table(header: str, comment: str, values: Mapping[str, object]) -> str:
    """Return a table of a settings file, with its header and a comment above."""
    lines = [_comment(comment)] if comment else []
    return "\n".join([*lines, header, *(f"{_key(name)} = {_toml(value)}" for name, value in values.items())])


def _comment(text: str) -> str:
    return fill(text, _WIDTH, initial_indent="# ", subsequent_indent="# ")


def _key(name: str) -> str:
    import tomlkit  # noqa: PLC0415 - only for printing

    return tomlkit.key(name).as_string()


def _toml(value: object) -> str:
    import tomlkit  # noqa: PLC0415 - only for printing

    if isinstance(value, Mapping):
        inner = ", ".join(f"{_key(name)} = {_toml(item)}" for name, item in value.items())
        return f"{{{inner}}}"
    if isinstance(value, list):
        return f"[{', '.join(map(_toml, value))}]"
    return tomlkit.item(value).as_string()


def _plain(rule: RuleEntry) -> dict[str, object]:
    return {name: _json(value) for name, value in rule.values.items()}


def _json(value: object) -> object:
    """Return a value of TOML as one of JSON: dates and times as text."""
    if isinstance(value, Mapping):
        return {name: _json(item) for name, item in value.items()}
    if isinstance(value, list):
        return [_json(item) for item in value]
    return value if isinstance(value, str | bool | int | float) else str(value)
