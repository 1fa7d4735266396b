"""A program that stands in for a browser or player: it writes down its arguments and what it reads."""

from pathlib import Path


class FakeProgram:
    """A script in a folder; `code` is what it ends with, `words` what it prints."""

    def __init__(self, folder: Path, name: str = "browser", *, code: int = 0, words: str = "") -> None:
        folder.mkdir(exist_ok=True)
        self.path = folder / name
        self._arguments = folder / f"{name}.arguments"
        self._given = folder / f"{name}.given"
        self.path.write_text(
            "#!/bin/sh\n"
            f"for one in \"$@\"; do printf '%s\\n' \"$one\"; done >> '{self._arguments}'\n"
            f"cat > '{self._given}'\n"
            f"printf '%s' '{words}'\n"
            f"exit {code}\n"
        )
        self.path.chmod(0o755)

    @property
    def arguments(self) -> list[str]:
        """All arguments so far, of all its runs."""
        return self._arguments.read_text().splitlines() if self._arguments.exists() else []

    @property
    def given(self) -> str:
        """What the last run read."""
        return self._given.read_text()
