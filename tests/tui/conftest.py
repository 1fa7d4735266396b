"""The app on a terminal of any size, with a real desk behind it."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from fake_program import FakeProgram
from processes import HeldTask
from textual.pilot import Pilot

from storage.desk import Desk
from storage.settings import Settings
from tui.app import Newsdesk
from tui.cli.main import main
from tui.queries import feed_queries
from tui.screens.reading.reading_screen import ReadingScreen


class Stage:
    """The app with its desk open; every key is followed until nothing more happens."""

    def __init__(self, app: Newsdesk, pilot: Pilot[None]) -> None:
        self.app = app
        self.pilot = pilot

    @property
    def reading(self) -> ReadingScreen:
        return self.app.router.reading

    @property
    def title(self) -> str:
        """The title of the article on screen."""
        article = self.reading.article_pane.article
        return article.title if article else ""

    async def settle(self) -> None:
        """Wait until no work is left, nor any that the answers have led to."""
        quiet = 0
        while quiet < 2:  # an answer may still be on its way from a pane to the app
            await self.pilot.pause()
            quiet += 1
            while any(worker.is_running for worker in self.app.workers):
                await self.app.workers.wait_for_complete()
                quiet = 0

    async def until(self, condition: Callable[[], object]) -> None:
        """Wait until something is so, while other work may still be held up."""
        async with asyncio.timeout(10):
            while not condition():
                await self.pilot.pause()

    async def press(self, *keys: str) -> None:
        for key in keys:
            await self.pilot.press(key)
            await self.settle()

    async def press_at_once(self, *keys: str) -> None:
        """Press keys that do not wait for one another."""
        await self.pilot.press(*keys)
        await self.settle()

    async def type(self, text: str) -> None:
        names = {" ": "space", '"': "quotation_mark"}
        await self.press_at_once(*(names.get(letter, letter) for letter in text))

    async def click(self, selector: str, x: int, y: int) -> None:
        await self.pilot.click(selector, offset=(x, y))
        await self.settle()

    async def resize(self, width: int, height: int) -> None:
        await self.pilot.resize_terminal(width, height)
        await self.settle()

    @property
    def complaints(self) -> list[str]:
        """What the app has complained of; tests show no notifications on the screen."""
        return [note.message for note in self.app._notifications]

    def lines(self) -> list[str]:
        """The text on screen, line by line."""
        strips = self.app.screen._compositor.render_strips()
        return ["".join(segment.text for segment in strip).rstrip() for strip in strips]

    def screen_text(self) -> str:
        return "\n".join(self.lines())


Opening = Callable[..., AbstractAsyncContextManager[Stage]]


@pytest.fixture(autouse=True)
def _terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLORTERM", "truecolor")
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setattr(feed_queries, "newsboat_files", list)


@asynccontextmanager
async def _on_stage(
    desk: Desk, width: int, height: int, settings: Settings, first_import: Sequence[Path] = ()
) -> AsyncIterator[Stage]:
    app = Newsdesk(desk.path, settings, first_import)
    async with app.run_test(size=(width, height)) as pilot:
        stage = Stage(app, pilot)
        await stage.settle()
        yield stage


@pytest.fixture
def on_stage(sample_desk: Desk) -> Opening:
    """Open the app on the desk of the newsroom, 120x40 unless told otherwise; no feed is fetched unasked."""

    def opening(
        width: int = 120, height: int = 40, settings: Settings | None = None
    ) -> AbstractAsyncContextManager[Stage]:
        return _on_stage(sample_desk, width, height, settings or Settings(refresh=False))

    return opening


@pytest.fixture
def on_empty_stage(desk: Desk) -> Opening:
    """Open the app on a desk without articles."""

    def opening(
        width: int = 80, height: int = 24, settings: Settings | None = None, first_import: Sequence[Path] = ()
    ) -> AbstractAsyncContextManager[Stage]:
        return _on_stage(desk, width, height, settings or Settings(refresh=False), first_import)

    return opening


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> list[HeldTask]:
    """The tasks that the app has begun; none of them runs."""
    begun: list[HeldTask] = []
    monkeypatch.setattr(HeldTask, "begun", begun, raising=False)
    monkeypatch.setattr("tui.tasks.task_queue.SubprocessTask", HeldTask)
    monkeypatch.setattr("tui.tasks.task_pool.SubprocessTask", HeldTask)
    return begun


@pytest.fixture
def browser(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> FakeProgram:
    """The reader's browser, which writes down the addresses that it opens."""
    program = FakeProgram(tmp_path / "programs")
    monkeypatch.setenv("BROWSER", str(program.path))
    return program


@pytest.fixture
def run(desk: Desk) -> Callable[..., Result]:
    """Run a command on the test's desk."""

    def run(*words: str | Path) -> Result:
        return CliRunner().invoke(main, ["--desk", str(desk.path), *map(str, words)])

    return run
