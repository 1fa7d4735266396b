"""From a picture of any size, as a server sent it, to a small copy that is safe to show.

Runs in a process of its own: what a server sends may be made to break the decoder.
"""

import io
import struct
import warnings
from typing import TYPE_CHECKING

from storage.errors import SourceError

if TYPE_CHECKING:
    from PIL.Image import Image

WIDTH, HEIGHT = 960, 720
"""The most pixels of a copy, across and down."""

_FORMATS = ("JPEG", "PNG", "GIF", "WEBP", "BMP", "AVIF")
_MOST_PIXELS = 40_000_000
_SMALLEST = 48  # pixels on a side; smaller pictures are symbols and tracking pixels
_QUALITY = 85
# What decoders raise for damaged pictures.
_DAMAGE = (
    OSError, ValueError, SyntaxError, EOFError, LookupError, TypeError, ArithmeticError, AttributeError,
    RuntimeError, MemoryError, struct.error,
)  # fmt: skip
_BACKGROUND = (128, 128, 128)  # where a picture is transparent: seen on light and on dark


def small_copy(data: bytes) -> bytes:
    """Return a picture as a JPEG of at most `WIDTH` by `HEIGHT` pixels; of a moving one, the first frame.

    Raises `SourceError` for what is no picture, a symbol, or has too many pixels: a file of a few kB can
    unpack to gigabytes, so the size is checked before anything is unpacked.
    """
    from PIL import Image, UnidentifiedImageError  # noqa: PLC0415 - most processes decode no picture

    Image.MAX_IMAGE_PIXELS = _MOST_PIXELS
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of damaged parts that do not matter
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data), formats=_FORMATS) as picture:
                return _copy(picture)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise SourceError("the picture has too many pixels") from error
    except UnidentifiedImageError as error:
        raise SourceError("this is not a picture that newsdesk can read") from error
    except _DAMAGE as error:
        raise SourceError("the picture is damaged") from error


def _copy(picture: "Image") -> bytes:
    from PIL import Image, ImageOps  # noqa: PLC0415

    width, height = picture.size
    if min(width, height) < _SMALLEST:
        raise SourceError("the picture is only a symbol")
    picture.draft("RGB", (WIDTH, HEIGHT))  # JPEG: unpack no more than is needed
    picture.thumbnail((WIDTH, HEIGHT))
    upright = ImageOps.exif_transpose(picture)
    layers = upright.convert("RGBA")
    flat = Image.new("RGB", layers.size, _BACKGROUND)
    flat.paste(layers, mask=layers.getchannel("A"))
    out = io.BytesIO()
    flat.save(out, "JPEG", quality=_QUALITY)
    return out.getvalue()
