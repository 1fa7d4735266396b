"""From the tree of a query to its text."""

from storage.query.fields import SORT
from storage.query.nodes import And, Node, Not, Or, Query, Term, Words
from storage.query.tokens import TokenKind, tokens


def printed(query: Query) -> str:
    """Return the text of a query, of which `parser.parse` makes the same query again."""
    parts = [] if query.root is None else [_printed(query.root)]
    if query.sort is not None:
        parts.append(f"{SORT}:{query.sort}")
    return " ".join(parts)


def quoted(text: str) -> str:
    """Return a value in quotes, if it needs them to be one value."""
    found = list(tokens(text))
    bare = len(found) == 1 and found[0].kind is TokenKind.WORDS and found[0].text == text
    return text if bare else '"' + text.replace('"', '""') + '"'


def _printed(node: Node) -> str:
    match node:
        case Words(text, prefix):
            return quoted(text) + "*" * prefix
        case Term(field, value, prefix):
            return f"{field}:{quoted(value) if value else ''}{'*' * prefix}"
        case Not(operand):
            return f"-{_inside(operand)}"
        case And(operands):
            return " ".join(
                f"({_printed(one)})" if isinstance(one, Or) else _printed(one) for one in operands
            )
        case Or(operands):
            return " or ".join(map(_inside, operands))


def _inside(node: Node) -> str:
    return f"({_printed(node)})" if isinstance(node, And | Or) else _printed(node)
