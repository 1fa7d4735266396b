"""Bodies of answers, decompressed step by step and never beyond a limit.

What a few kilobytes claim to be gigabytes of stays small: every step inflates at most 64 KB, and the first
byte too many ends it.
"""

import zlib
from collections.abc import Iterator, Sequence
from typing import Protocol

from storage.errors import FetchError

ACCEPTED = "gzip, deflate"

_PIECE = 1 << 16
_UNKNOWN = frozenset(("br", "zstd", "compress", "x-compress", "dcb", "dcz", "exi", "pack200-gzip"))
_LAYERS = 3
_BROKEN = "The answer of the server is damaged: its compression can't be undone."
_CUT = "The answer of the server breaks off before its end."


class _Layer(Protocol):
    def feed(self, data: bytes) -> Iterator[bytes]: ...
    def finish(self) -> None: ...


class Body:
    """Collects the decoded bytes of one answer. `encodings` is the value of its Content-Encoding header.

    Every method raises FetchError when the data is damaged, incomplete or longer than `largest` bytes.
    """

    def __init__(self, encodings: str, largest: int) -> None:
        self._layers = _layers(encodings)
        self._largest = largest
        self._counts = [0] * (len(self._layers) + 1)
        self._decoded = bytearray()

    def feed(self, data: bytes) -> None:
        """Take in the next bytes from the wire."""
        self._pass_on(data, 0)

    def finish(self) -> bytes:
        """Return the whole decoded body, once everything was fed."""
        for layer in self._layers:
            layer.finish()
        return bytes(self._decoded)

    def _pass_on(self, data: bytes, depth: int) -> None:
        # Counted at every layer: what is vast in between and small at the end costs as much.
        self._counts[depth] += len(data)
        if self._counts[depth] > self._largest:
            raise too_large(self._largest)
        if depth == len(self._layers):
            self._decoded += data
            return
        for piece in self._layers[depth].feed(data):
            self._pass_on(piece, depth + 1)


def too_large(largest: int) -> FetchError:
    """Return the error for an answer of more than `largest` bytes."""
    size = f"{largest / 1_000_000:g} MB" if largest >= 100_000 else f"{largest:,} bytes"
    return FetchError(f"The answer is too large: more than {size}.")


def _layers(encodings: str) -> Sequence[_Layer]:
    """Return the layers in the order of undoing. Words that name no compression, such as UTF-8, are none."""
    layers: list[_Layer] = []
    for encoding in reversed([word.strip().lower() for word in encodings.split(",")]):
        if encoding in ("gzip", "x-gzip"):
            layers.append(_Gzip())
        elif encoding == "deflate":
            layers.append(_Deflate())
        elif encoding in _UNKNOWN:
            raise FetchError(f"The server compresses its answer as it was not asked to ({encoding}).")
    if len(layers) > _LAYERS:
        raise FetchError("The server compresses its answer again and again.")
    return layers


class _Gzip:
    """Undoes gzip, of several members too; lets pass what is not compressed in spite of its header."""

    _MAGIC = b"\x1f\x8b"

    def __init__(self) -> None:
        self._start = b""
        self._inflater = zlib.decompressobj(zlib.MAX_WBITS | 16)
        self._plain = self._begun = False

    def feed(self, data: bytes) -> Iterator[bytes]:
        if self._plain:
            yield data
            return
        if not self._begun:
            self._start = data = self._start + data
            if len(data) < len(self._MAGIC):
                return
            self._begun, self._plain = True, not data.startswith(self._MAGIC)
            if self._plain:
                yield data
                return
        yield from self._members(data)

    def finish(self) -> None:
        cut = not (self._plain or self._inflater.eof) if self._begun else bool(self._start)
        if cut:
            raise FetchError(_CUT)

    def _members(self, data: bytes) -> Iterator[bytes]:
        while data:
            if self._inflater.eof:
                if not data.startswith(self._MAGIC[: len(data)]):
                    return  # padding behind the last member
                self._inflater = zlib.decompressobj(zlib.MAX_WBITS | 16)
            yield from _inflate(self._inflater, data)
            data = self._inflater.unused_data


class _Deflate:
    """Undoes deflate, with the zlib header that the standard asks for or without it."""

    def __init__(self) -> None:
        self._inflater = zlib.decompressobj()
        self._start = b""
        self._begun = False

    def feed(self, data: bytes) -> Iterator[bytes]:
        if not self._begun:
            self._start = data = self._start + data
            if len(data) < 2:
                return
            self._begun = True
            # RFC 1950: method 8, and the two bytes together are a multiple of 31.
            if data[0] & 0x0F != 8 or (data[0] << 8 | data[1]) % 31:
                self._inflater = zlib.decompressobj(-zlib.MAX_WBITS)
        yield from _inflate(self._inflater, data)

    def finish(self) -> None:
        if self._start and not self._inflater.eof:
            raise FetchError(_CUT)


def _inflate(inflater: "zlib._Decompress", data: bytes) -> Iterator[bytes]:
    try:
        while True:
            piece = inflater.decompress(data, _PIECE)
            if piece:
                yield piece
            data = inflater.unconsumed_tail
            if inflater.eof or not (data or len(piece) == _PIECE):
                return
    except zlib.error:
        raise FetchError(_BROKEN) from None
