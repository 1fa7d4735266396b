"""From the words of a query to FTS5 expressions."""

from storage.query.nodes import And, FieldName, Node, Not, Or, Term, Words, leaves


def phrase(text: str, prefix: bool) -> str:
    """Return the FTS5 phrase of these words, of which the last goes on if it is a `prefix`."""
    return '"' + text.replace('"', " ") + '"' + "*" * prefix


def fts_expression(node: Node) -> str | None:
    """Return the expression that finds what a tree asks for, `None` if the full-text index can't alone."""
    match node:
        case Words(text, prefix):
            return phrase(text, prefix)
        case Term(FieldName.TITLE, value, prefix):
            return f"title : {phrase(value, prefix)}"
        case And(operands):
            expression, rest = split(operands)
            return None if rest else expression
        case Or(operands):
            parts = [fts_expression(one) for one in operands]
            return None if None in parts else " OR ".join(f"({part})" for part in parts)
        case _:
            return None


def split(operands: tuple[Node, ...]) -> tuple[str | None, list[Node]]:
    """Return the expression that finds what some of these operands ask for together, and the other operands.

    All must hold. The expression is `None` if there is no such operand.
    """
    wanted = [one for one in operands if fts_expression(one) is not None]
    unwanted = [one for one in operands if isinstance(one, Not) and fts_expression(one.operand) is not None]
    if not wanted:
        return None, list(operands)
    parts = " AND ".join(f"({fts_expression(one)})" for one in wanted)
    # FTS5's NOT takes two operands and binds closest.
    expression = " NOT ".join([f"({parts})", *(f"({fts_expression(one.operand)})" for one in unwanted)])
    return expression, [one for one in operands if one not in wanted and one not in unwanted]


def any_words(root: Node) -> str:
    """Return the expression that finds any of the words of a tree, "" if it has none."""
    return " OR ".join(phrase(one.text, one.prefix) for one in leaves(root) if isinstance(one, Words))
