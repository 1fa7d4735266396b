import gzip
import zlib
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.errors import FetchError
from storage.sources.web.response_bodies import Body

TEXT = b"<rss>" + b"Nachrichten. " * 3000 + b"</rss>"


def decoded(encodings: str, *pieces: bytes, largest: int = 1_000_000) -> bytes:
    body = Body(encodings, largest)
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
def test_what_was_packed_comes_back_however_it_is_cut(encodings: str, data: bytes, step: int) -> None:
    packed = PACKERS[encodings](data)
    assert decoded(encodings, *(packed[i : i + step] for i in range(0, len(packed), step))) == data


@pytest.mark.parametrize("encodings", PACKERS)
def test_much_is_unpacked_piece_by_piece(encodings: str) -> None:
    assert decoded(encodings, PACKERS[encodings](TEXT * 20)) == TEXT * 20


@given(st.sampled_from(sorted(PACKERS)), st.binary(max_size=200))
def test_anything_is_either_decoded_or_refused(encodings: str, data: bytes) -> None:
    with suppress(FetchError):
        assert len(decoded(encodings, data, largest=300)) <= 300


def test_a_file_of_several_members_is_one() -> None:
    assert decoded("gzip", gzip.compress(b"one, "), gzip.compress(b"two") + bytes(7)) == b"one, two"


@pytest.mark.parametrize("data", [b"<rss>not packed</rss>", b"", b"x"])
def test_what_only_claims_to_be_gzip_passes(data: bytes) -> None:
    if data == b"x":
        with pytest.raises(FetchError, match="breaks off"):
            decoded("gzip", data)
    else:
        assert decoded("gzip", data) == data


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "deflate "])
@pytest.mark.parametrize("cut", [2, 30, -9])
def test_a_cut_is_found(encoding: str, cut: int) -> None:
    packed = PACKERS[encoding](TEXT)
    with pytest.raises(FetchError, match="breaks off before its end"):
        decoded(encoding, packed[:cut])


@pytest.mark.parametrize("encoding", ["gzip", "deflate"])
def test_damage_is_found(encoding: str) -> None:
    packed = bytearray(PACKERS[encoding](TEXT))
    packed[len(packed) // 2] ^= 0xFF
    with pytest.raises(FetchError, match=r"can't be undone|breaks off"):
        decoded(encoding, bytes(packed))


@pytest.mark.parametrize("encoding", ["br", "zstd", "gzip, br", "gzip, gzip, gzip, gzip"])
def test_other_compressions_are_refused(encoding: str) -> None:
    with pytest.raises(FetchError, match="The server compresses its answer"):
        decoded(encoding, b"x")


@pytest.mark.parametrize("encodings", PACKERS)
def test_the_limit_is_exact(encodings: str) -> None:
    packed = PACKERS[encodings](TEXT)
    assert decoded(encodings, packed, largest=len(TEXT)) == TEXT
    with pytest.raises(FetchError, match="too large: more than"):
        decoded(encodings, packed, largest=len(TEXT) - 1)


def test_what_is_vast_only_in_between_is_refused() -> None:
    nothing = gzip.compress(b"") * 100_000
    with pytest.raises(FetchError, match="more than 1 MB"):
        decoded("gzip, gzip", gzip.compress(nothing), largest=1_000_000)
