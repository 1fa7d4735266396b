import gzip
import zlib
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.errors import FetchError
from storage.sources.web.response_body import ResponseBody

TEXT = b"<rss>" + b"Nachrichten. " * 3000 + b"</rss>"


def decoded(encodings: str, *pieces: bytes, max_bytes: int = 1_000_000) -> bytes:
    body = ResponseBody(encodings, max_bytes)
    for piece in pieces:
        body.feed(piece)
    return body.finish()


def raw_deflate(data: bytes) -> bytes:
    compressor = zlib.compressobj(wbits=-15)
    return compressor.compress(data) + compressor.flush()


PACKERS = {
    "": bytes,
    "identity": bytes,
    "UTF-8": bytes,
    "gzip": gzip.compress,
    " X-GZIP ": gzip.compress,
    "deflate": zlib.compress,
    "deflate ": raw_deflate,
    "deflate, gzip": lambda data: gzip.compress(zlib.compress(data)),
}


@pytest.mark.parametrize("encodings", PACKERS)
@given(data=st.binary(max_size=300), step=st.integers(1, 50))
def test_a_compressed_body_is_decoded_in_pieces_of_any_size(encodings: str, data: bytes, step: int) -> None:
    packed = PACKERS[encodings](data)
    assert decoded(encodings, *(packed[i : i + step] for i in range(0, len(packed), step))) == data


@pytest.mark.parametrize("encodings", PACKERS)
def test_a_large_body_is_decoded(encodings: str) -> None:
    assert decoded(encodings, PACKERS[encodings](TEXT * 20)) == TEXT * 20


@given(st.sampled_from(sorted(PACKERS)), st.binary(max_size=200))
def test_anything_is_either_decoded_or_refused(encodings: str, data: bytes) -> None:
    with suppress(FetchError):
        assert len(decoded(encodings, data, max_bytes=300)) <= 300


def test_gzip_members_are_joined() -> None:
    assert decoded("gzip", gzip.compress(b"one, "), gzip.compress(b"two") + bytes(7)) == b"one, two"


@pytest.mark.parametrize("data", [b"<rss>not packed</rss>", b"", b"x"])
def test_a_plain_body_that_claims_to_be_gzip_passes(data: bytes) -> None:
    if data == b"x":
        with pytest.raises(FetchError, match="is incomplete"):
            decoded("gzip", data)
    else:
        assert decoded("gzip", data) == data


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "deflate "])
@pytest.mark.parametrize("cut", [2, 30, -9])
def test_an_incomplete_body_is_reported(encoding: str, cut: int) -> None:
    packed = PACKERS[encoding](TEXT)
    with pytest.raises(FetchError, match="is incomplete"):
        decoded(encoding, packed[:cut])


@pytest.mark.parametrize("encoding", ["gzip", "deflate"])
def test_a_damaged_body_is_reported(encoding: str) -> None:
    packed = bytearray(PACKERS[encoding](TEXT))
    packed[len(packed) // 2] ^= 0xFF
    with pytest.raises(FetchError, match=r"can't be decompressed|is incomplete"):
        decoded(encoding, bytes(packed))


@pytest.mark.parametrize("encoding", ["br", "zstd", "gzip, br", "gzip, gzip, gzip, gzip"])
def test_other_compressions_are_refused(encoding: str) -> None:
    with pytest.raises(FetchError, match=r"did not ask for|too many times"):
        decoded(encoding, b"x")


@pytest.mark.parametrize("encodings", PACKERS)
def test_the_limit_is_exact(encodings: str) -> None:
    packed = PACKERS[encodings](TEXT)
    assert decoded(encodings, packed, max_bytes=len(TEXT)) == TEXT
    with pytest.raises(FetchError, match="too large: more than"):
        decoded(encodings, packed, max_bytes=len(TEXT) - 1)


def test_every_layer_is_limited() -> None:
    nothing = gzip.compress(b"") * 100_000
    with pytest.raises(FetchError, match="more than 1 MB"):
        decoded("gzip, gzip", gzip.compress(nothing), max_bytes=1_000_000)
