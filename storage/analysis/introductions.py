"""Who a name is, in the text's own words."""

from storage.analysis.piece import Piece
from storage.model import Mention


def introduction(piece: Piece, mention: Mention) -> str:
    """Return the apposition or title at a mention, "" where there is none."""
    return ""
