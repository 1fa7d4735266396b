"""Pictures of articles, as small copies in the cache of this machine."""

from pathlib import Path

from storage.settings import pictures_folder
from storage.sources.pictures.picture_cache import PictureCache


class Pictures:
    """The pictures that are here; `desk.work.fetch_pictures` brings others."""

    def __init__(self) -> None:
        self._cache = PictureCache(pictures_folder())

    def path(self, address: str) -> Path | None:
        """Return the file with a copy of a picture, a small JPEG, `None` if it is not here."""
        return self._cache.path(address)

    def is_wanted(self, address: str) -> bool:
        """Return whether a picture should be fetched: it is not here, nor was it asked for in vain today."""
        return self._cache.is_wanted(address)
