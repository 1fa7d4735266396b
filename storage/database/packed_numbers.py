"""Numbers packed into bytes, little-endian on every machine, for columns that hold many of them."""

import sys
from array import array
from collections.abc import Iterable
from typing import Literal

Code = Literal["H", "I"]
"""The type of the numbers: "H" for uint16, "I" for uint32."""


def pack(code: Code, numbers: Iterable[int]) -> bytes:
    """Return numbers as bytes."""
    return _little_endian(array(code, numbers)).tobytes()


def unpack(code: Code, packed: bytes) -> "array[int]":
    """Return numbers from their bytes."""
    return _little_endian(array(code, packed))


def _little_endian(numbers: "array[int]") -> "array[int]":
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers
