"""What a query says, as a tree of frozen values."""

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from storage.model import Sort


class FieldName(StrEnum):
    """The fields that a query can ask for, without `sort`, which orders the result."""

    TITLE = "title"
    SOURCE = "source"
    FEED = "feed"
    FOLDER = "folder"
    LABEL = "label"
    BY = "by"
    PERSON = "person"
    ORG = "org"
    PLACE = "place"
    NAME = "name"
    STORY = "story"
    LANG = "lang"
    IS = "is"
    HAS = "has"
    AFTER = "after"
    BEFORE = "before"
    NEWER = "newer"
    OLDER = "older"


@dataclass(frozen=True, slots=True)
class Words:
    """Words that stand next to each other in a title or text; of a `prefix`, the last word goes on."""

    text: str
    prefix: bool = False


@dataclass(frozen=True, slots=True)
class Term:
    """A value of a field, in its canonical form; a `prefix` is the beginning of a value."""

    field: FieldName
    value: str
    prefix: bool = False


@dataclass(frozen=True, slots=True)
class Not:
    """What must not hold; never another `Not`."""

    operand: "Node"


@dataclass(frozen=True, slots=True)
class And:
    """What must hold together: two or more operands, none of them another `And`."""

    operands: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Or:
    """Of what at least one must hold: two or more operands, none of them another `Or`."""

    operands: tuple["Node", ...]


Node: TypeAlias = Words | Term | Not | And | Or


@dataclass(frozen=True, slots=True)
class Query:
    """A parsed query; without a `root` it finds every article."""

    root: Node | None = None
    sort: Sort | None = None

    @property
    def order(self) -> Sort:
        """The order that it names, else relevance if all that it finds has words of it, else by date."""
        if self.sort is not None:
            return self.sort
        return Sort.RELEVANCE if self.root and _has_words(self.root) else Sort.DATE

    def leaves(self) -> tuple[Words | Term, ...]:
        """Return all words and values of fields, in the order of the text."""
        return leaves(self.root) if self.root else ()

    def wanted(self) -> tuple[Words | Term, ...]:
        """Return the words and values of fields that are not negated, in the order of the text."""
        return _wanted(self.root) if self.root else ()

    def mentions(self, field: FieldName, value: str) -> bool:
        """Return whether a value of a field occurs anywhere, negated or not."""
        return Term(field, value) in self.leaves()


def leaves(node: Node) -> tuple[Words | Term, ...]:
    """Return all words and values of fields in a tree, in the order of the text."""
    match node:
        case Words() | Term():
            return (node,)
        case Not(operand):
            return leaves(operand)
        case And(operands) | Or(operands):
            return tuple(leaf for one in operands for leaf in leaves(one))


def _wanted(node: Node) -> tuple[Words | Term, ...]:
    match node:
        case Words() | Term():
            return (node,)
        case Not():
            return ()
        case And(operands) | Or(operands):
            return tuple(leaf for one in operands for leaf in _wanted(one))


def _has_words(node: Node) -> bool:
    """Return whether everything that a tree finds has some of its words."""
    match node:
        case Words():
            return True
        case And(operands):
            return any(map(_has_words, operands))
        case Or(operands):
            return all(map(_has_words, operands))
        case _:
            return False
