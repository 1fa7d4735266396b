"""Adding a rule to the settings file, without touching what is there."""

import os
import tomllib
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from storage.errors import SettingsError
from storage.settings.locations import abbreviated, settings_file
from storage.settings.printing import table


def add_rule(values: Mapping[str, object], path: Path | None = None) -> Path:
    """Append a table [[rules]] to the settings file, which is made if there is none; return its path.

    The file is replaced at once, so a program that reads it sees it before or after. Raises `SettingsError`,
    and changes nothing, if the file has mistakes or can't be written.
    """
    # A link to the file of a repository stays a link.
    file = Path(os.path.realpath(path or settings_file()))
    try:
        before = file.read_bytes().decode("utf-8-sig")
        tomllib.loads(before)
    except FileNotFoundError:
        before = ""
    except ValueError as error:
        raise SettingsError(_sentence(file, f"it has a mistake ({error}). Mend that first")) from error
    except OSError as error:
        raise SettingsError(_sentence(file, error.strerror or str(error))) from error
    after = f"{before.rstrip()}\n\n{table('[[rules]]', '', values)}\n".lstrip("\n")
    try:
        tomllib.loads(after)
    except ValueError as error:
        raise SettingsError(_sentence(file, f"its rules are not tables [[rules]] ({error})")) from error
    _replace(file, after)
    return file


def _replace(file: Path, text: str) -> None:
    new = file.with_name(f".{file.name}.new")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with new.open("w", encoding="utf-8", newline="") as stream:
            stream.write(text)
            stream.flush()
            os.fsync(stream.fileno())
        if file.exists():
            new.chmod(file.stat().st_mode)
        new.replace(file)
    except OSError as error:
        with suppress(OSError):
            new.unlink(missing_ok=True)
        raise SettingsError(_sentence(file, error.strerror or str(error))) from error


def _sentence(file: Path, why: str) -> str:
    return f"The rule is not saved: {abbreviated(file)} can't be changed: {why}."
