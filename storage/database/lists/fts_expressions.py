"""From the words of a query to FTS5 expressions."""

from storage.query.nodes import And, FieldName, Node, Not, Or, Term, Words, leaves
from storage.text.bigrams import bigram_phrase, has_runs


def phrase(text: str, prefix: bool) -> str:
    """Return the FTS5 phrase of these words, of which the last goes on if it is a `prefix`."""
    text, prefix = bigram_phrase(text, prefix)
    return '"' + text.replace('"', " ") + '"' + "*" * prefix


def phrase_in_article(leaf: Words | Term) -> str:
    """Return the FTS5 phrase for words, or for a value of `title:`."""
    if isinstance(leaf, Words):
        return phrase(leaf.text, leaf.prefix)
    return f"title : {phrase(leaf.value, leaf.prefix)}"


def parted(leaf: Words | Term) -> tuple[Words | Term, ...]:
    """Return the words of a phrase one by one, if some are in a script without spaces and others are not.

    No index has both kinds next to each other.
    """
    text = leaf.text if isinstance(leaf, Words) else leaf.value
    words = text.split()
    if len({has_runs(word) for word in words}) < 2:
        return (leaf,)
    prefixes = [leaf.prefix and place == len(words) - 1 for place in range(len(words))]
    if isinstance(leaf, Words):
        return tuple(map(Words, words, prefixes))
    return tuple(Term(leaf.field, word, prefix) for word, prefix in zip(words, prefixes, strict=True))


def fts_expression(node: Node) -> str | None:
    """Return the expression that finds what a tree asks for, `None` if the main index can't alone."""
    match node:
        case Words(text) | Term(FieldName.TITLE, text) if not has_runs(text):
            return phrase_in_article(node)
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
    words = [one for one in leaves(root) if isinstance(one, Words) and not has_runs(one.text)]
    return " OR ".join(map(phrase_in_article, words))
