"""Decompresses the body of a response step by step, within a limit.

A few kilobytes can claim to be gigabytes. Every step inflates at most 64 KB, and the first byte beyond the
limit ends the work.
"""

import zlib
from collections.abc import Iterator, Sequence
from typing import Protocol

from storage.errors import FetchError

ACCEPT_ENCODING = "gzip, deflate"

_CHUNK = 1 << 16
_UNSUPPORTED = frozenset(("br", "zstd", "compress", "x-compress", "dcb", "dcz", "exi", "pack200-gzip"))
_MAX_LAYERS = 3
_DAMAGED = "The server's response is damaged: it can't be decompressed."
_INCOMPLETE = "The server's response is incomplete."


class _Decoder(Protocol):
    def feed(self, data: bytes) -> Iterator[bytes]: ...
    def finish(self) -> None: ...


class ResponseBody:
    """Collects the decoded bytes of one response, whose Content-Encoding header is `encodings`.

    Every method raises `FetchError` if the data is damaged, incomplete or longer than `max_bytes`.
    """

    def __init__(self, encodings: str, max_bytes: int) -> None:
        self._decoders = _decoders(encodings)
        self._max_bytes = max_bytes
        self._counts = [0] * (len(self._decoders) + 1)
        self._decoded = bytearray()

    def feed(self, data: bytes) -> None:
        """Add the next bytes of the response."""
        self._decode(data, 0)

    def finish(self) -> bytes:
        """Return the whole decoded body, after the last `feed`."""
        for decoder in self._decoders:
            decoder.finish()
        return bytes(self._decoded)

    def _decode(self, data: bytes, layer: int) -> None:
        # Every layer has the limit: data may be huge in between and small at the end.
        self._counts[layer] += len(data)
        if self._counts[layer] > self._max_bytes:
            raise too_large_error(self._max_bytes)
        if layer == len(self._decoders):
            self._decoded += data
            return
        for chunk in self._decoders[layer].feed(data):
            self._decode(chunk, layer + 1)


def too_large_error(max_bytes: int) -> FetchError:
    """Return the error for a response of more than `max_bytes` bytes."""
    size = f"{max_bytes / 1_000_000:g} MB" if max_bytes >= 100_000 else f"{max_bytes:,} bytes"
    return FetchError(f"The server's response is too large: more than {size}.")


def _decoders(encodings: str) -> Sequence[_Decoder]:
    """Return the decoders in the order to apply them; unknown names, such as UTF-8, are ignored."""
    decoders: list[_Decoder] = []
    for encoding in reversed([word.strip().lower() for word in encodings.split(",")]):
        if encoding in ("gzip", "x-gzip"):
            decoders.append(_Gzip())
        elif encoding == "deflate":
            decoders.append(_Deflate())
        elif encoding in _UNSUPPORTED:
            raise FetchError(f"The server used a compression that newsdesk did not ask for ({encoding}).")
    if len(decoders) > _MAX_LAYERS:
        raise FetchError("The server's response is compressed too many times.")
    return decoders


class _Gzip:
    """Decodes gzip with one or more members; passes data through that is not gzip despite its header."""

    _MAGIC = b"\x1f\x8b"

    def __init__(self) -> None:
        self._start = b""
        self._inflater = zlib.decompressobj(zlib.MAX_WBITS | 16)
        self._is_plain = self._has_begun = False

    def feed(self, data: bytes) -> Iterator[bytes]:
        if self._is_plain:
            yield data
            return
        if not self._has_begun:
            self._start = data = self._start + data
            if len(data) < len(self._MAGIC):
                return
            self._has_begun, self._is_plain = True, not data.startswith(self._MAGIC)
            if self._is_plain:
                yield data
                return
        yield from self._members(data)

    def finish(self) -> None:
        is_complete = self._is_plain or self._inflater.eof if self._has_begun else not self._start
        if not is_complete:
            raise FetchError(_INCOMPLETE)

    def _members(self, data: bytes) -> Iterator[bytes]:
        while data:
            if self._inflater.eof:
                if not data.startswith(self._MAGIC[: len(data)]):
                    return  # Padding after the last member.
                self._inflater = zlib.decompressobj(zlib.MAX_WBITS | 16)
            yield from _inflate(self._inflater, data)
            data = self._inflater.unused_data


class _Deflate:
    """Decodes deflate, with the zlib header that the standard requires or without it."""

    def __init__(self) -> None:
        self._inflater = zlib.decompressobj()
        self._start = b""
        self._has_begun = False

    def feed(self, data: bytes) -> Iterator[bytes]:
        if not self._has_begun:
            self._start = data = self._start + data
            if len(data) < 2:
                return
            self._has_begun = True
            # RFC 1950: method 8, and the first two bytes are a multiple of 31.
            if data[0] & 0x0F != 8 or (data[0] << 8 | data[1]) % 31:
                self._inflater = zlib.decompressobj(-zlib.MAX_WBITS)
        yield from _inflate(self._inflater, data)

    def finish(self) -> None:
        if self._start and not self._inflater.eof:
            raise FetchError(_INCOMPLETE)


def _inflate(inflater: "zlib._Decompress", data: bytes) -> Iterator[bytes]:
    try:
        while True:
            chunk = inflater.decompress(data, _CHUNK)
            if chunk:
                yield chunk
            data = inflater.unconsumed_tail
            if inflater.eof or not (data or len(chunk) == _CHUNK):
                return
    except zlib.error:
        raise FetchError(_DAMAGED) from None
