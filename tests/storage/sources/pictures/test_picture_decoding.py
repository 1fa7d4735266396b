"""Small copies of pictures, and pictures that are made to do harm."""

import io
import struct
import zlib
from contextlib import suppress

import pytest
from PIL import Image

from storage.errors import SourceError
from storage.sources.pictures.picture_decoding import HEIGHT, WIDTH, small_copy


def encoded(width: int, height: int, kind: str = "PNG", mode: str = "RGB", **more: object) -> bytes:
    out = io.BytesIO()
    Image.new(mode, (width, height)).save(out, kind, **more)
    return out.getvalue()


def decoded(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(small_copy(data)))


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "WEBP", "BMP"])
def test_a_copy_is_a_jpeg_of_at_most_so_many_pixels(kind: str) -> None:
    copy = decoded(encoded(3000, 1000, kind))
    assert copy.format == "JPEG"
    assert copy.size == (WIDTH, WIDTH // 3)
    assert decoded(encoded(100, 2000, kind)).size == (HEIGHT * 100 // 2000, HEIGHT)
    assert decoded(encoded(200, 100, kind)).size == (200, 100), "never larger than it was"


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P", "L", "1", "I;16"])
def test_every_mode_becomes_colours(mode: str) -> None:
    assert decoded(encoded(64, 64, mode=mode)).mode == "RGB"


def test_a_picture_is_turned_as_its_camera_says() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    assert decoded(encoded(200, 100, "JPEG", exif=exif)).size == (100, 200)


def png_of(width: int, height: int) -> bytes:
    """Return a PNG of a few bytes that claims to have so many pixels."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)

    def chunk(name: bytes, content: bytes) -> bytes:
        return (
            struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))
        )

    parts = (chunk(b"IHDR", header), chunk(b"IDAT", zlib.compress(b"")), chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (png_of(60_000, 60_000), "the picture has too many pixels"),
        (png_of(7_000, 7_000), "the picture has too many pixels"),
        (encoded(1, 1), "the picture is only a symbol"),
        (encoded(600, 20), "the picture is only a symbol"),
        (b"<html>Not found</html>", "this is not a picture that newsdesk can read"),
        (b"", "this is not a picture that newsdesk can read"),
        (encoded(500, 500, "JPEG")[:200], "the picture is damaged"),
        (
            b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 100 100\n",
            "this is not a picture that newsdesk can read",
        ),
    ],
    ids=["a bomb", "too large", "a pixel", "a line", "a page", "nothing", "cut short", "a program"],
)
def test_what_is_refused_says_why(data: bytes, reason: str) -> None:
    with pytest.raises(SourceError, match=reason):
        small_copy(data)


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "WEBP", "BMP", "AVIF"])
def test_damage_at_any_place_is_a_sentence(kind: str) -> None:
    turned = {"exif": _turned()} if kind in ("JPEG", "WEBP") else {}
    data = encoded(64, 64, kind, **turned)
    for at in range(min(len(data), 400)):
        damaged = bytearray(data)
        damaged[at] ^= 0xFF
        with suppress(SourceError):
            small_copy(bytes(damaged))


def _turned() -> Image.Exif:
    exif = Image.Exif()
    exif[0x0112], exif[0x010E] = 6, "a picture"
    return exif
