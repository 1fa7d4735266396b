"""The names in a correction: checked, and the keys by which they are compared."""

from dataclasses import replace

from storage.analysis.entities.constraints import name_key
from storage.analysis.entities.surface_forms import NameKey
from storage.errors import CorrectionError
from storage.model import Correction, Kind, Verdict

_LONGEST = 200  # characters of a name that the reader may give


def checked_name(name: str) -> str:
    """Return a name that the reader gives with single spaces. Raises `CorrectionError` if it can't be one."""
    name = " ".join(name.split())
    if not any(map(str.isalnum, name)):
        raise CorrectionError("A name needs a letter or a digit.")
    if len(name) > _LONGEST:
        raise CorrectionError(f"A name can't have more than {_LONGEST} characters.")
    return name


def checked(correction: Correction) -> Correction:
    """Return a correction with its names checked. Raises `CorrectionError` if one is missing or wrong."""
    needs_other = correction.verdict in (Verdict.SAME, Verdict.NOT_SAME, Verdict.RENAME)
    other = checked_name(correction.other) if needs_other else ""
    if correction.verdict is Verdict.KIND and correction.other_kind is None:
        raise CorrectionError(f"“{correction.name}”: the new kind is missing.")
    return replace(correction, name=checked_name(correction.name), other=other)


def other_kind(correction: Correction) -> Kind:
    """Return the kind of the second name, which is that of the first if it is left out."""
    return correction.other_kind or correction.kind


def pair(correction: Correction) -> tuple[NameKey, NameKey]:
    """Return the keys of both names."""
    second = name_key(correction.other, other_kind(correction))
    return name_key(correction.name, correction.kind), second


def separates(names: tuple[NameKey, NameKey], ones: frozenset[NameKey], others: frozenset[NameKey]) -> bool:
    """Return whether of two names one is among `ones` and the other among `others`."""
    one, other = names
    return (one in ones and other in others) or (other in ones and one in others)
