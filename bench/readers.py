"""The programs that bench/refresh.py compares: how each is configured, run and checked."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import quoteattr

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Run:
    """The wall time of one run and the processor time of all its processes, both in seconds."""

    seconds: float
    processor: float


class Reader:
    """A program that fetches feeds and keeps all its files in one folder."""

    name = ""
    warm_ups = 0  # runs after the first that are not measured

    def __init__(self, folder: Path, addresses: list[str]) -> None:
        self.folder = folder
        self.configure(addresses)

    def configure(self, addresses: list[str]) -> None:
        """Write the program's configuration with these feeds."""
        raise NotImplementedError

    def command(self, again: bool) -> list[str]:
        """Return the command that fetches all feeds, for the first time or `again`."""
        raise NotImplementedError

    def stored(self) -> int | None:
        """Return the number of stored articles, `None` if the program stores none."""
        raise NotImplementedError

    def run(self, again: bool) -> Run:
        """Fetch all feeds and return the times."""
        done = subprocess.run(
            [sys.executable, str(HERE / "timed_command.py"), *self.command(again)],
            env={
                **os.environ,
                "HOME": str(self.folder),
                "NEWSDESK_SETTINGS": str(self.folder / "settings.toml"),
            },
            stdout=subprocess.PIPE,
            check=True,
        )
        return Run(**json.loads(done.stdout))


class Newsdesk(Reader):
    name = "newsdesk"

    def configure(self, addresses: list[str]) -> None:
        outlines = "".join(f'<outline type="rss" xmlUrl={quoteattr(one)}/>' for one in addresses)
        opml = self.folder / "feeds.opml"
        opml.write_text(f'<opml version="2.0"><head/><body>{outlines}</body></opml>')
        subprocess.run([*self._newsdesk(), "import", str(opml)], stdout=subprocess.DEVNULL, check=True)

    def command(self, again: bool) -> list[str]:
        return [*self._newsdesk(), "refresh", "--defer", *(["--all"] if again else [])]

    def stored(self) -> int:
        return row_count(self.folder / "newsdesk.db", "article")

    def _newsdesk(self) -> list[str]:
        return [sys.executable, "-m", "tui", "--desk", str(self.folder / "newsdesk.db")]


class NewsdeskWithRules(Newsdesk):
    """newsdesk with rules of all kinds that need no analysis; about a third of the articles match one."""

    name = "newsdesk with 20 rules"

    def configure(self, addresses: list[str]) -> None:
        super().configure(addresses)
        tables = [f"[[rules]]\nquery = '{query}'\n{action}\n" for query, action in RULES]
        (self.folder / "settings.toml").write_text("\n".join(tables))


RULES = (
    *((f"title:{word}", f'label = "{word}"') for word in ("iraq", "webb", "carlsen", "mosul", "dubai")),
    *((f"{word} -telescope", "star = true") for word in ("drone", "mirrors", "parliament", "champion")),
    *((f'"{phrase}"', "read = true") for phrase in ("prime minister", "the mission", "of the war")),
    *((f"feed:{number} soldiers", "hide = true") for number in (3, 33, 333)),
    *((f"source:{word} or by:{word}", 'mute_until = "1d"') for word in ("sport", "news")),
    ("(rocket* or missile*) newer:2d", "notify = true"),
    ("label:iraq is:unread", "star = true"),
    ("has:enclosure", "read = true"),
)


class Newsboat(Reader):
    name = "newsboat, 16 threads"
    warm_ups = 1  # it stores validators from its second reload on, and only then asks conditionally

    def configure(self, addresses: list[str]) -> None:
        (self.folder / "urls").write_text("".join(f"{one}\n" for one in addresses))
        (self.folder / "config").write_text("reload-threads 16\n")

    def command(self, again: bool) -> list[str]:  # noqa: ARG002 - it asks for every feed every time
        files = ("-u", "urls"), ("-c", "cache.db"), ("-C", "config")
        options = [word for flag, name in files for word in (flag, str(self.folder / name))]
        return ["newsboat", *options, "-x", "reload"]

    def stored(self) -> int:
        return row_count(self.folder / "cache.db", "rss_item")


class Sfeed(Reader):
    name = "sfeed, 8 at once"

    def configure(self, addresses: list[str]) -> None:
        lines = "".join(f"\tfeed 'feed {number}' '{one}'\n" for number, one in enumerate(addresses))
        config = f"sfeedpath='{self.folder}/feeds'\nfeeds() {{\n{lines}}}\n"
        (self.folder / "sfeedrc").write_text(config)

    def command(self, again: bool) -> list[str]:  # noqa: ARG002 - it asks for every feed every time
        return ["sfeed_update", str(self.folder / "sfeedrc")]

    def stored(self) -> int:
        return sum(file.read_bytes().count(b"\n") for file in (self.folder / "feeds").iterdir())


class Baseline(Reader):
    name = "plain requests (baseline)"

    def configure(self, addresses: list[str]) -> None:
        (self.folder / "etags.json").write_text(json.dumps(dict.fromkeys(addresses, "")))

    def command(self, again: bool) -> list[str]:  # noqa: ARG002 - its file holds the ETags
        return [sys.executable, str(HERE / "baseline_client.py"), str(self.folder / "etags.json")]

    def stored(self) -> None:
        return None


def row_count(database: Path, table: str) -> int:
    """Return the number of rows of a table."""
    with closing(sqlite3.connect(database)) as connection:
        (count,) = connection.execute(f"select count(*) from {table}").fetchone()
    return int(count)


def installed_readers() -> list[type[Reader]]:
    """Return the readers that are installed here; name the others on stderr."""
    found: list[type[Reader]] = [Newsdesk, NewsdeskWithRules]
    for reader, program, package in ((Newsboat, "newsboat", "newsboat"), (Sfeed, "sfeed_update", "sfeed")):
        if shutil.which(program):
            found.append(reader)
        else:
            print(f"Skipping {program}: not installed (Debian: apt install {package}).", file=sys.stderr)
    return [*found, Baseline]
