"""When a query can be judged: at once, or after the analysis of the article."""

from storage.query.nodes import And, FieldName, Node, Not, Or, Term, Words, leaves

_ANALYSED = frozenset(
    (FieldName.PERSON, FieldName.ORG, FieldName.PLACE, FieldName.NAME, FieldName.STORY, FieldName.LANG)
)
_ANALYSED_VALUES = frozenset(
    ((FieldName.IS, "copy"), (FieldName.IS, "new"), (FieldName.IS, "cut"),
     (FieldName.HAS, "links"), (FieldName.HAS, "page"))
)  # fmt: skip


def needs_analysis(root: Node) -> bool:
    """Return whether a query asks for what is known of an article only after its page and its analysis."""
    return any(map(_is_open, leaves(root)))


def possible(root: Node) -> Node | None:
    """Return a query for all articles that `root` may find once they are analysed, `None` for any article."""
    match root:
        case Not(operand):
            return None if needs_analysis(operand) else root
        case And(operands):
            known = tuple(one for one in map(possible, operands) if one is not None)
            return And(known) if len(known) > 1 else next(iter(known), None)
        case Or(operands):
            parts = [possible(one) for one in operands]
            known = tuple(one for one in parts if one is not None)
            return Or(known) if len(known) == len(parts) else None
        case _:
            return None if _is_open(root) else root


def _is_open(leaf: Words | Term) -> bool:
    if isinstance(leaf, Words):
        return False
    return leaf.field in _ANALYSED or (leaf.field, leaf.value) in _ANALYSED_VALUES
